// EventLoop: the tasks, timers, watched descriptors and ready queue of one isolate. Not a thread pool:
// everything runs on the isolate's thread.
//
// A Task is pending until it is finished once (done, failed or cancelled). Whoever awaits it is in its
// waiters and is put in the ready queue when it finishes, in order of waiting. Timers of equal time fire in
// order of creation; "now" stands still within one turn, so that order does not depend on how fast the
// machine is.
//
// Cancelling asks: the task's frame gets CancelledError thrown at its current await (after what it awaited
// itself has been cancelled and finished, if nobody else waits for that).
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "runtime/object/mutator.h"

namespace noodle {

class EventLoop final : public MutatorExtension, public RootSource {
  public:
    /// Told of a task that failed and that nobody awaited by the end of the turn.
    using FailureHook = void (*)(void* context, Task* task);

    explicit EventLoop(Mutator& m);
    ~EventLoop() override;

    /// The loop of a mutator; the isolate has set it before any code runs.
    static EventLoop& of(Mutator& m) { return *static_cast<EventLoop*>(m.eventLoop()); }

    // ---- tasks
    /// A pending task; `frame` is the coroutine that will finish it, null for futures. Null: out of memory.
    Task* newTask(Coroutine* frame, String* name);
    /// Finishes a pending task; does nothing to a finished one.
    void complete(Task* task, Value result);
    /// Finishes with an error; a CancelledError makes the task cancelled.
    void fail(Task* task, Value error);
    /// Asks a pending task to stop. False if it was finished already.
    bool cancel(Task* task);

    enum class AwaitState { Ready, Suspend, Throw };
    /// What `await task` does in coroutine `waiter`. Ready: result in `out`. Throw: the error is pending in
    /// the mutator. Suspend: the waiter is registered; the VM saves the frame and returns to whoever resumed
    /// it.
    AwaitState await(Coroutine* waiter, Task* task, Value& out);
    /// The result of a finished task: value, or exception with the error pending.
    Value takeResult(Task* task);

    // ---- timers and combinators. Tasks, or null with the error pending.
    Task* sleep(double milliseconds);
    /// What finishes when a waiter of another task has what it waits for: the task of a parallel, race or
    /// timeout; null for waiters of other kinds.
    static const Task* taskBehind(Value waiter);
    /// All results in order; the first failure cancels the others.
    Task* parallel(List* tasks);
    /// The first to finish wins, the others are cancelled.
    Task* race(List* tasks);
    /// TimeoutError when `task` is not finished in time.
    Task* timeout(Task* task, double milliseconds);
    // ---- descriptors
    enum class Direction : uint8_t { Read, Write };
    /// A task that finishes with null when `fd` can be read or written without waiting, is at its end or has
    /// failed. Whoever closes the descriptor calls unwatch() first. Null with the error pending.
    Task* watch(int fd, Direction direction);
    /// Finishes all tasks that wait for `fd`.
    void unwatch(int fd);

    /// Calls `callee(argument)` in a later turn.
    void defer(Value callee, Value argument);
    /// Resumes `coroutine` with `sent` in a later turn.
    void schedule(Coroutine* coroutine, Value sent);

    // ---- running
    /// Turns the loop until `task` is finished; its result or error. An error if nothing is left that could
    /// finish it.
    Value runUntil(Task* task);
    /// Turns the loop until nothing is left. Exception if the program must end (interrupt, limit, exit).
    Value runAll();
    /// One turn that does not wait: undef if nothing was due, exception as runAll().
    Value turnNow() { return turn(false); }
    /// Descriptors are waited for: each turn looks whether one is ready.
    bool hasWatches() const { return !watches_.empty(); }
    /// Something can be done without waiting for a timer.
    bool hasReady() const { return !ready_.empty() || !failed_.empty(); }
    /// Asked before a wait for a timer: true: it has let time pass in its own way. For hosts whose thread
    /// must not sleep.
    using WaitHook = bool (*)(void* context);
    void setWaitHook(WaitHook hook, void* context) {
        waitHook_ = hook;
        waitContext_ = context;
    }
    /// When the next timer is due, on the clock of monotonicNs(); 0: there is none.
    uint64_t nextTimerNs() const { return timers_.empty() ? 0 : timers_.front().deadlineNs; }
    /// Ends a wait early; async-signal-safe.
    void wake() const;

    void setFailureHook(FailureHook hook, void* context);
    uint64_t pendingTimers() const { return timers_.size(); }

    void traceRoots(Marker& marker) override;

  private:
    enum class ReadyKind : uint8_t { Resume, Throw, Call };
    struct Ready {
        ReadyKind kind;
        Value target;
        Value value;
    };
    struct Timer {
        uint64_t deadlineNs;
        uint64_t sequence;
        Task* task;
    };
    struct Watch {
        int fd;
        Direction direction;
        bool ready;
        Task* task;
    };
    friend struct Combinator;

    void finish(Task* task, uint16_t state, Value result);
    void notify(Value waiter, Task* task);
    Value turn(bool mayWait);
    Value runReady(const Ready& item);
    void fireTimers();
    Value waitForEvents();
    void pollDescriptors(int milliseconds);
    void finishReady();
    void reportUnobserved();
    void removeTimer(Task* task);
    void removeWatch(Task* task);
    void addTimer(Task* task, double milliseconds);
    Native* newCombinator(uint8_t kind, Task* result, List* children);
    void combinatorChildFinished(Native* combinator, Task* child);
    void cancelChildren(Native* combinator);
    Task* combine(uint8_t kind, List* tasks);

    Mutator& m_;
    std::deque<Ready> ready_;
    std::vector<Timer> timers_;  // binary heap, earliest first
    std::vector<Watch> watches_;
    std::vector<Task*> failed_;  // finished with an error since the turn began, nobody waiting
    uint64_t nowNs_ = 0;
    uint64_t nextSequence_ = 0;
    uint64_t nextTaskId_ = 1;
    int wakeFd_ = -1;
    FailureHook failureHook_ = nullptr;
    void* failureContext_ = nullptr;
    WaitHook waitHook_ = nullptr;
    void* waitContext_ = nullptr;
};

}  // namespace noodle

#include "runtime/loop/loop.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>

#include "runtime/loop/combinator.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"

namespace noodle {

namespace {

uint64_t monotonicNs() {
    return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                     std::chrono::steady_clock::now().time_since_epoch())
                                     .count());
}

bool isFinished(const Task* task) {
    return task->flags != Task::kPending;
}

Value cancelledError(Mutator& m) {
    return errorToThrow(m, m.types().cancelledError, "task was cancelled");
}

}  // namespace

EventLoop::EventLoop(Mutator& m)
    : m_(m), nowNs_(monotonicNs()), wakeFd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    m_.heap().addRoots(this);
}

EventLoop::~EventLoop() {
    m_.heap().removeRoots(this);
    if (wakeFd_ >= 0) ::close(wakeFd_);
}

void EventLoop::setFailureHook(FailureHook hook, void* context) {
    failureHook_ = hook;
    failureContext_ = context;
}

void EventLoop::traceRoots(Marker& marker) {
    for (const Ready& item : ready_) {
        marker.mark(item.target);
        marker.mark(item.value);
    }
    for (const Timer& timer : timers_) marker.markObject(timer.task);
    for (const Watch& watched : watches_) marker.markObject(watched.task);
    for (Task* task : failed_) marker.markObject(task);
}

Task* EventLoop::newTask(Coroutine* frame, String* name) {
    Task* task = m_.heap().allocate<Task>();
    if (task == nullptr) {
        throwOutOfMemory(m_);
        return nullptr;
    }
    task->flags = Task::kPending;
    task->result = Value::undef();
    task->waitingOn = Value::undef();
    task->frame = frame;
    task->name = name;
    task->id = nextTaskId_++;
    m_.noteOpened(task);
    return task;
}

void EventLoop::complete(Task* task, Value result) {
    finish(task, Task::kDone, result);
}

void EventLoop::fail(Task* task, Value error) {
    const Instance* instance = error.as<Instance>();
    bool cancelled = instance != nullptr && isSubclass(instance->cls, m_.types().cancelledError);
    finish(task, cancelled ? Task::kCancelled : Task::kFailed, error);
}

void EventLoop::finish(Task* task, uint16_t state, Value result) {
    if (isFinished(task)) return;
    task->flags = state;
    m_.heap().writeBarrier(task, result);
    task->result = result;
    task->waitingOn = Value::undef();
    task->frame = nullptr;
    List* waiters = task->waiters;
    task->waiters = nullptr;
    if (waiters == nullptr || waiters->length == 0) {
        if (state == Task::kFailed) failed_.push_back(task);
        return;
    }
    task->observed = 1;
    for (uint64_t i = 0; i < waiters->length; i++) notify(listGet(m_, waiters, i), task);
}

void EventLoop::notify(Value waiter, Task* task) {
    if (Coroutine* coroutine = waiter.as<Coroutine>()) {
        Task* own = coroutine->task;
        if (own != nullptr) own->waitingOn = Value::undef();
        if (own != nullptr && own->cancelRequested != 0) {
            own->cancelRequested = 0;
            ready_.push_back({ReadyKind::Throw, waiter, cancelledError(m_)});
        } else {
            ReadyKind kind = task->flags == Task::kDone ? ReadyKind::Resume : ReadyKind::Throw;
            ready_.push_back({kind, waiter, task->result});
        }
    } else if (Native* native = waiter.as<Native>()) {
        combinatorChildFinished(native, task);
    } else {
        defer(waiter, Value::ofObject(task));
    }
}

bool EventLoop::cancel(Task* task) {
    if (isFinished(task)) return false;
    task->cancelRequested = 1;
    if (Native* combinator = task->waitingOn.as<Native>()) {
        cancelChildren(combinator);
        return true;
    }
    if (task->frame == nullptr) {  // a timer, a watch or a future: nothing runs, so it ends at once
        removeTimer(task);
        removeWatch(task);
        finish(task, Task::kCancelled, cancelledError(m_));
        return true;
    }
    Task* inner = task->waitingOn.as<Task>();
    if (inner == nullptr) return true;  // running now: thrown at its next await
    if (inner->waiters != nullptr && inner->waiters->length == 1) {
        cancel(inner);  // its end wakes `task`, which then sees cancelRequested
        return true;
    }
    for (uint64_t i = 0; inner->waiters != nullptr && i < inner->waiters->length; i++) {
        if (listGet(m_, inner->waiters, i).as<Coroutine>() == task->frame) {
            listErase(m_, inner->waiters, i, i + 1);
            break;
        }
    }
    task->waitingOn = Value::undef();
    task->cancelRequested = 0;
    ready_.push_back({ReadyKind::Throw, Value::ofObject(task->frame), cancelledError(m_)});
    return true;
}

Value EventLoop::takeResult(Task* task) {
    task->observed = 1;
    if (task->flags == Task::kDone) return task->result;
    if (task->flags == Task::kPending) {
        return throwError(m_, m_.types().valueError, "the task has not finished yet; await it first");
    }
    return m_.throwValue(task->result);
}

EventLoop::AwaitState EventLoop::await(Coroutine* waiter, Task* task, Value& out) {
    Task* own = waiter->task;
    if (own != nullptr && own->cancelRequested != 0) {
        own->cancelRequested = 0;
        throwError(m_, m_.types().cancelledError, "task was cancelled");
        return AwaitState::Throw;
    }
    if (isFinished(task)) {
        out = takeResult(task);
        return out.isException() ? AwaitState::Throw : AwaitState::Ready;
    }
    if (own == task) {
        throwError(m_, m_.types().valueError, "a task cannot await itself");
        return AwaitState::Throw;
    }
    if (task->waiters == nullptr) {
        List* waiters = newList(m_, 1);
        if (waiters == nullptr) return AwaitState::Throw;
        m_.heap().writeBarrier(task, waiters);
        task->waiters = waiters;
    }
    if (!listAppend(m_, task->waiters, Value::ofObject(waiter))) return AwaitState::Throw;
    if (own != nullptr) {
        m_.heap().writeBarrier(own, task);
        own->waitingOn = Value::ofObject(task);
    }
    return AwaitState::Suspend;
}

void EventLoop::defer(Value callee, Value argument) {
    ready_.push_back({ReadyKind::Call, callee, argument});
}

void EventLoop::schedule(Coroutine* coroutine, Value sent) {
    ready_.push_back({ReadyKind::Resume, Value::ofObject(coroutine), sent});
}

// ---- timers
// -------------------------------------------------------------------------------------------------------

namespace {
// Orders a heap so that the earliest deadline, then the first created, is at the front.
constexpr auto kLater = [](const auto& a, const auto& b) {
    return a.deadlineNs != b.deadlineNs ? a.deadlineNs > b.deadlineNs : a.sequence > b.sequence;
};
constexpr double kMaxSleepMs = 1e12;  // some 31 years; keeps nanoseconds inside 64 bits
}  // namespace

void EventLoop::addTimer(Task* task, double milliseconds) {
    double ms = std::isnan(milliseconds) ? 0 : std::clamp(milliseconds, 0.0, kMaxSleepMs);
    timers_.push_back({nowNs_ + static_cast<uint64_t>(ms * 1e6), nextSequence_++, task});
    std::push_heap(timers_.begin(), timers_.end(), kLater);
}

void EventLoop::removeTimer(Task* task) {
    auto found = std::find_if(timers_.begin(), timers_.end(), [&](const Timer& t) { return t.task == task; });
    if (found == timers_.end()) return;
    timers_.erase(found);
    std::make_heap(timers_.begin(), timers_.end(), kLater);
}

Task* EventLoop::sleep(double milliseconds) {
    Task* task = newTask(nullptr, nullptr);
    if (task != nullptr) addTimer(task, milliseconds);
    return task;
}

void EventLoop::fireTimers() {
    while (!timers_.empty() && timers_.front().deadlineNs <= nowNs_) {
        Task* task = timers_.front().task;
        std::pop_heap(timers_.begin(), timers_.end(), kLater);
        timers_.pop_back();
        complete(task, Value::null());
    }
}

void EventLoop::wake() const {
    uint64_t one = 1;
    ssize_t written = ::write(wakeFd_, &one, sizeof one);
    static_cast<void>(written);  // a full counter wakes just as well
}

// ---- descriptors
// -------------------------------------------------------------------------------------------------------

Task* EventLoop::watch(int fd, Direction direction) {
    Task* task = newTask(nullptr, nullptr);
    if (task != nullptr) watches_.push_back({fd, direction, false, task});
    return task;
}

void EventLoop::unwatch(int fd) {
    for (Watch& watched : watches_) watched.ready = watched.ready || watched.fd == fd;
    finishReady();
}

void EventLoop::removeWatch(Task* task) {
    std::erase_if(watches_, [&](const Watch& watched) { return watched.task == task; });
}

// One at a time and from the front: what waits for a task may cancel other watches when it finishes.
void EventLoop::finishReady() {
    for (;;) {
        auto found = std::find_if(watches_.begin(), watches_.end(), [](const Watch& w) { return w.ready; });
        if (found == watches_.end()) return;
        Task* task = found->task;
        watches_.erase(found);
        complete(task, Value::null());
    }
}

void EventLoop::pollDescriptors(int milliseconds) {
    std::vector<pollfd> fds;
    fds.reserve(watches_.size() + 1);
    for (const Watch& watched : watches_) {
        short events = watched.direction == Direction::Read ? POLLIN : POLLOUT;
        fds.push_back({watched.fd, events, 0});
    }
    fds.push_back({wakeFd_, POLLIN, 0});
    if (::poll(fds.data(), fds.size(), milliseconds) <= 0) return;
    if (fds.back().revents != 0) {
        uint64_t count = 0;
        ssize_t got = ::read(wakeFd_, &count, sizeof count);
        static_cast<void>(got);
    }
    for (size_t i = 0; i < watches_.size(); ++i) watches_[i].ready = fds[i].revents != 0;
    finishReady();
}

Value EventLoop::waitForEvents() {
    if (waitHook_ != nullptr && waitHook_(waitContext_)) return m_.poll();
    constexpr uint64_t kLongestMs = 1000;  // time limits are polled at least once a second
    uint64_t ms = kLongestMs;
    if (!timers_.empty()) {
        uint64_t now = monotonicNs();
        uint64_t deadline = timers_.front().deadlineNs;
        // Rounded up: waking a little late never spins, waking early would.
        ms = deadline <= now ? 0 : std::min((deadline - now + 999'999) / 1'000'000, kLongestMs);
    }
    if (ms > 0) pollDescriptors(static_cast<int>(ms));
    return m_.poll();
}

// ---- turns
// --------------------------------------------------------------------------------------------------------

Value EventLoop::runReady(const Ready& item) {
    switch (item.kind) {
        case ReadyKind::Resume:
            return m_.resume(item.target.cast<Coroutine>(), item.value);
        case ReadyKind::Throw:
            return m_.resumeThrow(item.target.cast<Coroutine>(), item.value);
        case ReadyKind::Call:
            return m_.call(item.target, std::span<const Value>(&item.value, 1));
    }
    return Value::null();
}

void EventLoop::reportUnobserved() {
    std::vector<Task*> failed = std::move(failed_);
    failed_.clear();
    for (Task* task : failed) {
        if (task->observed != 0 || failureHook_ == nullptr) continue;
        task->observed = 1;
        failureHook_(failureContext_, task);
    }
}

// One turn: due timers first, then descriptors, then what was ready when the turn began. Returns undef when
// nothing was left to do.
Value EventLoop::turn(bool mayWait) {
    nowNs_ = monotonicNs();
    fireTimers();
    if (!watches_.empty()) pollDescriptors(0);
    if (ready_.empty()) {
        reportUnobserved();
        if ((timers_.empty() && watches_.empty()) || !mayWait) return Value::undef();
        return waitForEvents();
    }
    for (size_t count = ready_.size(); count > 0 && !ready_.empty(); count--) {
        Ready item = ready_.front();
        ready_.pop_front();
        NOODLE_TRY(runReady(item));
    }
    NOODLE_TRY(m_.poll());
    reportUnobserved();
    return Value::null();
}

Value EventLoop::runUntil(Task* task) {
    nowNs_ = std::max(nowNs_, monotonicNs());
    task->observed = 1;
    while (!isFinished(task)) {
        Value state = turn(true);
        NOODLE_TRY(state);
        if (state.isUndef() && !isFinished(task)) {
            return throwError(
                m_, m_.types().runtimeError,
                "await would never end: no timer and no other task is left that could finish it");
        }
    }
    return takeResult(task);
}

Value EventLoop::runAll() {
    for (;;) {
        Value state = turn(true);
        NOODLE_TRY(state);
        if (state.isUndef()) return Value::null();
    }
}

}  // namespace noodle

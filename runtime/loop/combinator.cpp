// parallel, race and timeout. All three wait until every child has finished; what differs is which child
// decides and what is asked of the others then:
//   parallel  a failure decides; without one the outcome is the list of all results
//   race      the first to finish decides
//   timeout   children are [task, timer]; the first to finish decides, the timer by a TimeoutError
// Deciding cancels the children still pending; the result task finishes after the last of them.
#include "runtime/loop/combinator.h"

#include "runtime/loop/loop.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"

namespace noodle {

const NativeType kCombinatorType = {
    "Combinator", [](void* payload) { delete static_cast<CombinatorState*>(payload); }, nullptr, false};

Value errorToThrow(Mutator& m, Class* cls, const char* message) {
    Instance* error = newError(m, cls, message);
    return error != nullptr ? Value::ofObject(error) : m.takePending();
}

namespace {

CombinatorState& stateOf(Native* combinator) {
    return *static_cast<CombinatorState*>(combinator->payload);
}
List* childrenOf(Native* combinator) {
    return combinator->fields[1].cast<List>();
}
bool isPending(const Task* task) {
    return task->flags == Task::kPending;
}

bool addWaiter(Mutator& m, Task* task, Value waiter) {
    if (task->waiters == nullptr) {
        List* waiters = newList(m, 1);
        if (waiters == nullptr) return false;
        m.heap().writeBarrier(task, waiters);
        task->waiters = waiters;
    }
    return listAppend(m, task->waiters, waiter);
}

}  // namespace

Native* EventLoop::newCombinator(uint8_t kind, Task* result, List* children) {
    auto* state = new CombinatorState{static_cast<CombinatorKind>(kind), 0, Task::kPending};
    Native* combinator = newNativeObject(m_, kCombinatorType, m_.types().object, state);
    if (combinator == nullptr) return nullptr;
    combinator->fields[0] = Value::ofObject(result);
    combinator->fields[1] = Value::ofObject(children);
    m_.heap().writeBarrier(result, combinator);
    result->waitingOn = Value::ofObject(combinator);
    return combinator;
}

Task* EventLoop::combine(uint8_t kind, List* tasks) {
    Task* result = newTask(nullptr, nullptr);
    List* children = newList(m_, tasks->length + 1);
    if (result == nullptr || children == nullptr) return nullptr;
    if (!listAppend(m_, children, Value::undef()) || !listExtend(m_, children, tasks)) return nullptr;
    Native* combinator = newCombinator(kind, result, children);
    if (combinator == nullptr) return nullptr;
    CombinatorState& state = stateOf(combinator);
    state.remaining = static_cast<uint32_t>(tasks->length);
    // Which children had finished before is noted first: deciding below may finish others, which then report
    // themselves.
    std::vector<Task*> finished;
    for (uint64_t i = 1; i < children->length; i++) {
        Task* child = listGet(m_, children, i).cast<Task>();
        child->observed = 1;
        if (!isPending(child))
            finished.push_back(child);
        else if (!addWaiter(m_, child, Value::ofObject(combinator)))
            return nullptr;
    }
    for (Task* child : finished) combinatorChildFinished(combinator, child);
    if (tasks->length == 0) complete(result, Value::ofObject(newList(m_)));
    return result;
}

void EventLoop::cancelChildren(Native* combinator) {
    List* children = childrenOf(combinator);
    for (uint64_t i = 1; i < children->length; i++) {
        Task* child = listGet(m_, children, i).cast<Task>();
        if (isPending(child)) cancel(child);
    }
}

void EventLoop::combinatorChildFinished(Native* combinator, Task* child) {
    CombinatorState& state = stateOf(combinator);
    Task* result = combinator->fields[0].cast<Task>();
    List* children = childrenOf(combinator);
    if (!isPending(result)) return;
    state.remaining--;

    if (state.outcomeState == Task::kPending &&
        (state.kind != CombinatorKind::Parallel || child->flags != Task::kDone)) {
        bool timedOut =
            state.kind == CombinatorKind::Timeout && listGet(m_, children, 2).cast<Task>() == child;
        Value outcome = child->result;
        state.outcomeState = child->flags;
        if (timedOut && result->cancelRequested == 0) {
            outcome = errorToThrow(m_, m_.types().timeoutError, "the task did not finish in time");
            state.outcomeState = Task::kFailed;
        }
        if (!listSet(m_, children, 0, outcome)) return fail(result, m_.takePending());
        cancelChildren(combinator);
        if (!isPending(result)) return;  // cancelling the last child finished it
    }
    if (state.remaining != 0) return;

    if (result->cancelRequested != 0) {
        return fail(result, errorToThrow(m_, m_.types().cancelledError, "task was cancelled"));
    }
    if (state.outcomeState == Task::kDone) return complete(result, listGet(m_, children, 0));
    if (state.outcomeState != Task::kPending) return fail(result, listGet(m_, children, 0));
    List* results = newList(m_, children->length - 1);
    for (uint64_t i = 1; results != nullptr && i < children->length; i++) {
        if (!listAppend(m_, results, listGet(m_, children, i).cast<Task>()->result)) results = nullptr;
    }
    if (results == nullptr) return fail(result, m_.takePending());
    complete(result, Value::ofObject(results));
}

const Task* EventLoop::taskBehind(Value waiter) {
    Native* combinator = waiter.as<Native>();
    return combinator != nullptr && combinator->type == &kCombinatorType ? combinator->fields[0].as<Task>()
                                                                         : nullptr;
}

Task* EventLoop::parallel(List* tasks) {
    return combine(static_cast<uint8_t>(CombinatorKind::Parallel), tasks);
}

Task* EventLoop::race(List* tasks) {
    if (tasks->length == 0) {
        throwValueError(m_, "race() needs at least one task");
        return nullptr;
    }
    return combine(static_cast<uint8_t>(CombinatorKind::Race), tasks);
}

Task* EventLoop::timeout(Task* task, double milliseconds) {
    Task* timer = sleep(milliseconds);
    if (timer == nullptr) return nullptr;
    Value both[] = {Value::ofObject(task), Value::ofObject(timer)};
    List* children = newListFrom(m_, both, 2);
    return children == nullptr ? nullptr : combine(static_cast<uint8_t>(CombinatorKind::Timeout), children);
}

}  // namespace noodle

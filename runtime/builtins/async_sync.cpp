// Queue (and Channel), Lock, Semaphore and Event of module asyncio. Waiting is a pending task in a queue of
// waiters; a waiter that was cancelled is finished already and is passed over when its turn comes.
//
// Layout of the host objects: fields[0] is the List of items (Queue) or of waiting tasks (the others);
// fields[1] of a Queue is a Tuple of two Lists, the getters and the putters (the latter hold (task, item)
// pairs).
#include "runtime/builtins/async.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/entry/make.h"
#include "runtime/loop/loop.h"

namespace noodle {

namespace {

// A List used from the front: `head` elements are gone; the list is shortened when they are the larger half.
struct Fifo {
    Mutator& m;
    List* list;
    uint64_t& head;

    uint64_t size() const { return list->length - head; }
    [[nodiscard]] bool push(Value v) { return listAppend(m, list, v); }
    Value pop() {
        Value v = listGet(m, list, head);
        if (!listSet(m, list, head, Value::null())) return Value::exception();
        head++;
        if (head > 32 && head * 2 > list->length) {
            listErase(m, list, 0, head);
            head = 0;
        }
        return v;
    }
};

bool isPending(const Task* task) {
    return task->flags == Task::kPending;
}
Task* newWaiter(Mutator& m) {
    return EventLoop::of(m).newTask(nullptr, nullptr);
}

// Wakes the first waiter that still waits; false if there is none.
bool wakeFirst(Mutator& m, Fifo waiters, Value result) {
    while (waiters.size() > 0) {
        Task* task = waiters.pop().as<Task>();
        if (task == nullptr || !isPending(task)) continue;
        EventLoop::of(m).complete(task, result);
        return true;
    }
    return false;
}

Value waitIn(Mutator& m, Fifo waiters) {
    Task* task = newWaiter(m);
    if (task == nullptr || !waiters.push(Value::ofObject(task))) return Value::exception();
    return Value::ofObject(task);
}

Native* newHostObject(Mutator& m, const NativeType& type, Class* cls, void* payload) {
    if (cls == nullptr) {
        type.destroy(payload);
        return nullptr;
    }
    Native* native = newNativeObject(m, type, cls, payload);
    if (native == nullptr) return nullptr;
    native->fields[0] = Value::null();
    native->fields[1] = Value::null();
    List* list = newList(m);
    if (list == nullptr) return nullptr;
    m.heap().writeBarrier(native, list);
    native->fields[0] = Value::ofObject(list);
    return native;
}

template <typename State>
void destroyState(void* payload) {
    delete static_cast<State*>(payload);
}

template <typename State>
State* stateOf(Mutator& m, const Args& args, const NativeType& type, const char* function) {
    void* payload = nativePayload(args.self, type);
    if (payload == nullptr) throwExpected(m, function, type.name, args.self);
    return static_cast<State*>(payload);
}

List* firstList(const Args& args) {
    return args.self.cast<Native>()->fields[0].cast<List>();
}

// ---- Queue
// ----------------------------------------------------------------------------------------------------------

struct QueueState {
    uint64_t max = 0;  // 0: unbounded
    uint64_t itemHead = 0, getterHead = 0, putterHead = 0;
    bool closed = false;
};
constexpr NativeType kQueueType = {"Queue", destroyState<QueueState>, nullptr};

struct QueueView {
    QueueState* state;
    Fifo items, getters, putters;
};

QueueView viewOf(Mutator& m, const Args& args, QueueState* state) {
    Tuple* waiting = args.self.cast<Native>()->fields[1].cast<Tuple>();
    return {state,
            {m, firstList(args), state->itemHead},
            {m, waiting->elements()[0].cast<List>(), state->getterHead},
            {m, waiting->elements()[1].cast<List>(), state->putterHead}};
}

Value queuePut(Mutator& m, Args args) {
    auto* state = stateOf<QueueState>(m, args, kQueueType, "put");
    if (state == nullptr) return Value::exception();
    if (state->closed) return throwValueError(m, "put(): the queue is closed");
    QueueView q = viewOf(m, args, state);
    if (wakeFirst(m, q.getters, args.get(0))) return valueOrException(finishedTask(m, Value::null()));
    if (state->max == 0 || q.items.size() < state->max) {
        if (!q.items.push(args.get(0))) return Value::exception();
        return valueOrException(finishedTask(m, Value::null()));
    }
    Task* task = newWaiter(m);
    if (task == nullptr) return Value::exception();
    Value pair = makePair(m, Value::ofObject(task), args.get(0));
    if (pair.isException() || !q.putters.push(pair)) return Value::exception();
    return Value::ofObject(task);
}

// The oldest item, letting the first waiting putter in; undef if the queue is empty.
Value takeItem(Mutator& m, QueueView& q) {
    if (q.items.size() == 0) return Value::undef();
    Value item = q.items.pop();
    while (!item.isException() && q.putters.size() > 0) {
        Value pair = q.putters.pop();
        NOODLE_TRY(pair);
        Task* putter = pair.cast<Tuple>()->elements()[0].cast<Task>();
        if (!isPending(putter)) continue;
        if (!q.items.push(pair.cast<Tuple>()->elements()[1])) return Value::exception();
        EventLoop::of(m).complete(putter, Value::null());
        break;
    }
    return item;
}

Value queueGet(Mutator& m, Args args) {
    auto* state = stateOf<QueueState>(m, args, kQueueType, "get");
    if (state == nullptr) return Value::exception();
    QueueView q = viewOf(m, args, state);
    Value item = takeItem(m, q);
    NOODLE_TRY(item);
    if (!item.isUndef()) return valueOrException(finishedTask(m, item));
    if (state->closed) return valueOrException(finishedTask(m, Value::null()));
    return waitIn(m, q.getters);
}

Value queueGetNow(Mutator& m, Args args) {
    auto* state = stateOf<QueueState>(m, args, kQueueType, "getNow");
    if (state == nullptr) return Value::exception();
    QueueView q = viewOf(m, args, state);
    Value item = takeItem(m, q);
    return item.isUndef() ? Value::null() : item;
}

// No more put(); waiting getters receive null.
Value queueClose(Mutator& m, Args args) {
    auto* state = stateOf<QueueState>(m, args, kQueueType, "close");
    if (state == nullptr) return Value::exception();
    state->closed = true;
    QueueView q = viewOf(m, args, state);
    while (wakeFirst(m, q.getters, Value::null())) {
    }
    return Value::null();
}

Value queueSize(Mutator& m, Args args) {
    auto* state = stateOf<QueueState>(m, args, kQueueType, "size");
    if (state == nullptr) return Value::exception();
    return makeInt(m, static_cast<int64_t>(viewOf(m, args, state).items.size()));
}

Value queueIsEmpty(Mutator& m, Args args) {
    auto* state = stateOf<QueueState>(m, args, kQueueType, "isEmpty");
    if (state == nullptr) return Value::exception();
    return Value::ofBool(viewOf(m, args, state).items.size() == 0);
}

constexpr NativeSpec kQueueMembers[] = {
    {"put", "item", queuePut},
    {"send", "item", queuePut},
    {"get", "", queueGet},
    {"receive", "", queueGet},
    {"getNow", "", queueGetNow},
    {"close", "", queueClose},
    {"size", "", queueSize},
    {"qsize", "", queueSize},
    {"length", "", queueSize, NativeSpec::kGetter},
    {"isEmpty", "", queueIsEmpty},
    {"empty", "", queueIsEmpty},
};

// ---- Semaphore and Lock
// ---------------------------------------------------------------------------------------------

struct SemaphoreState {
    int64_t free = 1;
    int64_t most = 1;
    uint64_t head = 0;
};
constexpr NativeType kSemaphoreType = {"Semaphore", destroyState<SemaphoreState>, nullptr};

Value acquire(Mutator& m, Args args) {
    auto* state = stateOf<SemaphoreState>(m, args, kSemaphoreType, "acquire");
    if (state == nullptr) return Value::exception();
    if (state->free == 0) return waitIn(m, {m, firstList(args), state->head});
    state->free--;
    return valueOrException(finishedTask(m, Value::trueValue()));
}

Value release(Mutator& m, Args args) {
    auto* state = stateOf<SemaphoreState>(m, args, kSemaphoreType, "release");
    if (state == nullptr) return Value::exception();
    // The permit goes straight to the first waiter, so that nobody can slip in between.
    if (wakeFirst(m, {m, firstList(args), state->head}, Value::trueValue())) return Value::null();
    if (state->free == state->most) return throwValueError(m, "release() without a matching acquire()");
    state->free++;
    return Value::null();
}

Value leave(Mutator& m, Args args) {
    NOODLE_TRY(release(m, args));
    return valueOrException(finishedTask(m, Value::null()));
}

Value isLocked(Mutator& m, Args args) {
    auto* state = stateOf<SemaphoreState>(m, args, kSemaphoreType, "locked");
    return state == nullptr ? Value::exception() : Value::ofBool(state->free == 0);
}

constexpr NativeSpec kSemaphoreMembers[] = {
    {"acquire", "", acquire},   {"release", "", release},    {"locked", "", isLocked},
    {"isLocked", "", isLocked}, {"asyncEnter", "", acquire}, {"asyncExit", "error=", leave},
};

// ---- Event
// ----------------------------------------------------------------------------------------------------------

struct EventState {
    bool set = false;
    uint64_t head = 0;
};
constexpr NativeType kEventType = {"Event", destroyState<EventState>, nullptr};

Value eventSet(Mutator& m, Args args) {
    auto* state = stateOf<EventState>(m, args, kEventType, "set");
    if (state == nullptr) return Value::exception();
    state->set = true;
    while (wakeFirst(m, {m, firstList(args), state->head}, Value::trueValue())) {
    }
    return Value::null();
}

Value eventClear(Mutator& m, Args args) {
    auto* state = stateOf<EventState>(m, args, kEventType, "clear");
    if (state == nullptr) return Value::exception();
    state->set = false;
    return Value::null();
}

Value eventWait(Mutator& m, Args args) {
    auto* state = stateOf<EventState>(m, args, kEventType, "wait");
    if (state == nullptr) return Value::exception();
    if (state->set) return valueOrException(finishedTask(m, Value::trueValue()));
    return waitIn(m, {m, firstList(args), state->head});
}

Value eventIsSet(Mutator& m, Args args) {
    auto* state = stateOf<EventState>(m, args, kEventType, "isSet");
    return state == nullptr ? Value::exception() : Value::ofBool(state->set);
}

constexpr NativeSpec kEventMembers[] = {
    {"set", "", eventSet},     {"clear", "", eventClear},  {"wait", "", eventWait},
    {"isSet", "", eventIsSet}, {"is_set", "", eventIsSet},
};

Value newSemaphore(Mutator& m, NativeClassId id, int64_t count) {
    Class* cls = nativeClass(m, id);
    return valueOrException(newHostObject(m, kSemaphoreType, cls, new SemaphoreState{count, count, 0}));
}

Value makeQueue(Mutator& m, Args args) {
    ArgReader reader(m, "Queue", args);
    int64_t max = 0;
    if (!reader.optInteger(0, "max", max)) return Value::exception();
    if (max < 0) return reader.invalid("max must not be negative");
    auto* state = new QueueState;
    state->max = static_cast<uint64_t>(max);
    Native* queue = newHostObject(m, kQueueType, nativeClass(m, NativeClassId::Queue), state);
    List* getters = newList(m);
    List* putters = newList(m);
    if (queue == nullptr || getters == nullptr || putters == nullptr) return Value::exception();
    Value waiting = makePair(m, Value::ofObject(getters), Value::ofObject(putters));
    NOODLE_TRY(waiting);
    m.heap().writeBarrier(queue, waiting);
    queue->fields[1] = waiting;
    return Value::ofObject(queue);
}

Value makeLock(Mutator& m, Args) {
    return newSemaphore(m, NativeClassId::Lock, 1);
}

Value makeSemaphore(Mutator& m, Args args) {
    ArgReader reader(m, "Semaphore", args);
    int64_t count = 1;
    if (!reader.optInteger(0, "count", count)) return Value::exception();
    if (count < 0) return reader.invalid("count must not be negative");
    return newSemaphore(m, NativeClassId::Semaphore, count);
}

Value makeEvent(Mutator& m, Args) {
    return valueOrException(
        newHostObject(m, kEventType, nativeClass(m, NativeClassId::Event), new EventState));
}

constexpr NativeSpec kConstructQueue = {"Queue", "max=", makeQueue};
constexpr NativeSpec kConstructLock = {"Lock", "", makeLock};
constexpr NativeSpec kConstructSemaphore = {"Semaphore", "count=", makeSemaphore};
constexpr NativeSpec kConstructEvent = {"Event", "", makeEvent};
constexpr NativeClassSpec kQueueClass = {"Queue", &kConstructQueue, kQueueMembers};
constexpr NativeClassSpec kLockClass = {"Lock", &kConstructLock, kSemaphoreMembers};
constexpr NativeClassSpec kSemaphoreClass = {"Semaphore", &kConstructSemaphore, kSemaphoreMembers};
constexpr NativeClassSpec kEventClass = {"Event", &kConstructEvent, kEventMembers};

}  // namespace

const NativeClassSpec& queueClassSpec() {
    return kQueueClass;
}
const NativeClassSpec& lockClassSpec() {
    return kLockClass;
}
const NativeClassSpec& semaphoreClassSpec() {
    return kSemaphoreClass;
}
const NativeClassSpec& eventClassSpec() {
    return kEventClass;
}

}  // namespace noodle

// Generators, async functions and async generators: frames that are saved into a Coroutine and put back.
//
// A running coroutine's frame lies on the VM stack like any other. At Yield or an Await that must wait, its
// slots and operands are copied into the Coroutine's store and the frame is popped; whoever resumed it gets
// the value. States:
//
//   Fresh --resume--> Running --yield/await--> Suspended --resume--> Running --return/throw--> Finished
//
// Who gets what:
//   generator          resumer: the yielded value; undef at the end
//   async function     its caller: the Task, at the first suspension or the end; afterwards the loop resumes
//   it async generator    its requests (Tasks of AsyncNext) in order: each yield completes the first one

#include <algorithm>

#include "runtime/entry/make.h"
#include "runtime/entry/message.h"
#include "runtime/loop/loop.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

bool isGenerator(const Coroutine* c) {
    return c->function->info->has(FunctionInfo::kGenerator);
}
bool isAsync(const Coroutine* c) {
    return c->function->info->has(FunctionInfo::kAsync);
}
bool isAsyncGenerator(const Coroutine* c) {
    return isGenerator(c) && isAsync(c);
}

const Proto& protoOf(const Coroutine* c) {
    return *static_cast<const Proto*>(c->function->info);
}

void finish(Coroutine* c) {
    c->flags = Coroutine::kFinished;
    c->frame = nullptr;
}

}  // namespace

// ---- starting
// --------------------------------------------------------------------------------------------------------

Coroutine* Vm::newCoroutine(Function* function) {
    auto* coroutine = allocateObject<Coroutine>(*this);
    if (coroutine == nullptr) return nullptr;
    ++counters_.coroutines;
    coroutine->flags = Coroutine::kFresh;
    coroutine->function = function;
    coroutine->delegate = Value::undef();
    coroutine->queue = Value::undef();
    return coroutine;
}

Step Vm::startCoroutine(Function* function, Value* slots, Value* returnTo, uint32_t flags) {
    const auto& proto = *static_cast<const Proto*>(function->info);
    if (proto.has(FunctionInfo::kGenerator)) return startGenerator(function, slots, returnTo);
    Coroutine* coroutine = newCoroutine(function);
    if (coroutine == nullptr) return Step::Threw;
    String* name = FunctionState::of(function).unit->string(*this, proto.def->name);
    Task* task = EventLoop::of(*this).newTask(coroutine, name);
    if (task == nullptr) return Step::Threw;
    coroutine->task = task;
    heap_.writeBarrier(coroutine, task);
    bool mustWait = false;
    if (proto.has(FunctionInfo::kActorMethod) && !enqueueActorCall(coroutine, slots, mustWait))
        return Step::Threw;
    if (mustWait) {
        *returnTo = Value::ofObject(task);
        stack_.setTop(returnTo + 1);
        return Step::Done;
    }
    if (!pushFrame(function, slots, proto.argumentSlots, returnTo, flags | kFrameCoroutine))
        return Step::Threw;
    stack_.frame()->coroutine = coroutine;
    coroutine->flags = Coroutine::kRunning;
    return Step::Entered;
}

Step Vm::startGenerator(Function* function, Value* slots, Value* returnTo) {
    const auto& proto = *static_cast<const Proto*>(function->info);
    Coroutine* coroutine = newCoroutine(function);
    if (coroutine == nullptr) return Step::Threw;
    if (!saveFrame(coroutine, &proto, slots, slots + proto.argumentSlots, 0)) return Step::Threw;
    coroutine->flags = Coroutine::kFresh;
    *returnTo = Value::ofObject(coroutine);
    stack_.setTop(returnTo + 1);
    return Step::Done;
}

// ---- actors
// ----------------------------------------------------------------------------------------------------------

namespace {

/// Starts the actor call that waited for the task before it. data: the coroutine.
Value startActorCall(Mutator& m, Args args) {
    Coroutine* coroutine = args.self.as<Coroutine>();
    if (coroutine == nullptr || coroutine->flags != Coroutine::kFresh) return Value::null();
    Value result = m.resume(coroutine, Value::null());
    return result.isException() ? result : Value::null();
}

constexpr NativeSpec kStartActorCall = {"startActorCall", "previous", startActorCall, NativeSpec::kPlain};

}  // namespace

// An actor's async methods run one at a time in order of arrival: each waits for the task of the one that
// came before, which the actor remembers in a hidden field.
bool Vm::enqueueActorCall(Coroutine* coroutine, const Value* slots, bool& mustWait) {
    Instance* actor = slots[0].as<Instance>();
    if (actor == nullptr) return true;
    const Symbol* mailbox = symbolOf(*this, names_.mailbox);
    Task* previous = getField(actor, mailbox).as<Task>();
    if (!setField(*this, actor, mailbox, Value::ofObject(coroutine->task))) return false;
    if (previous == nullptr || previous->flags != Task::kPending) return true;
    const Proto& proto = protoOf(coroutine);
    if (!saveFrame(coroutine, &proto, slots, slots + proto.argumentSlots, 0)) return false;
    coroutine->flags = Coroutine::kFresh;
    NativeFunction* starter = newNative(*this, kStartActorCall, Value::ofObject(coroutine));
    if (starter == nullptr) return false;
    mustWait = true;
    return addWaiter(*this, previous, Value::ofObject(starter));
}

// ---- saving and restoring
// --------------------------------------------------------------------------------------------

// `top` may lie inside the slots (a frame that has not begun): the rest counts as undef.
bool Vm::saveFrame(Coroutine* coroutine, const Proto* proto, const Value* slots, const Value* top,
                   uint32_t pc) {
    if (coroutine->frame == nullptr) {
        uint64_t capacity = uint64_t{proto->slotCount} + proto->maxStack;
        auto* fresh = allocateObject<ValueStore>(*this, capacity * sizeof(Value));
        if (fresh == nullptr) return false;
        fresh->capacity = capacity;
        std::fill_n(fresh->values(), capacity, Value::undef());
        coroutine->frame = fresh;
        heap_.writeBarrier(coroutine, fresh);
    }
    ValueStore* store = coroutine->frame;
    auto count = static_cast<size_t>(top - slots);
    for (size_t i = 0; i < count; ++i) {
        heap_.writeBarrier(store, slots[i]);
        store->values()[i] = slots[i];
    }
    // Stale words would keep garbage alive.
    std::fill(store->values() + count, store->values() + store->capacity, Value::undef());
    coroutine->depth = count > proto->slotCount ? static_cast<uint32_t>(count - proto->slotCount) : 0;
    coroutine->pc = pc;
    coroutine->flags = Coroutine::kSuspended;
    return true;
}

bool Vm::pushCoroutineFrame(Coroutine* coroutine, Value sent, uint32_t flags) {
    const Proto& proto = protoOf(coroutine);
    Value* slots = stack_.top();
    Frame* frame = stack_.frame() + 1;
    if (!makeRoom(frame, slots + proto.slotCount + proto.maxStack)) return false;
    FunctionState& state = FunctionState::of(coroutine->function);
    if (!state.prepared && !state.unit->prepare(*this, state)) return false;
    Value* top = std::copy_n(coroutine->frame->values(), proto.slotCount + coroutine->depth, slots);
    if (coroutine->flags == Coroutine::kSuspended) *top++ = sent;
    uint32_t allFlags = flags | kFrameCoroutine | kFrameResumed;
    *frame =
        Frame{state.body + coroutine->pc, slots, slots, coroutine->function, &state, {coroutine}, allFlags};
    coroutine->flags = Coroutine::kRunning;
    stack_.setFrame(frame);
    stack_.setTop(top);
    return true;
}

// ---- resuming from native code
// -----------------------------------------------------------------------------------------

Value Vm::runCoroutine(Coroutine* coroutine, Value sent, bool throwing) {
    if (nativeStackLow()) return throwStackOverflow(*this);
    if (!pushCoroutineFrame(coroutine, sent, kFrameEntry)) return Value::exception();
    if (throwing) {
        // The word that Yield or Await would get is not there for an error.
        stack_.setTop(stack_.top() - 1);
        throwValue(sent);
    }
    return run(throwing);
}

namespace {
Value throwRunning(Mutator& m, const Coroutine* c) {
    const char* what = isGenerator(c) ? "generator" : "task";
    return throwValueError(m, joined("the ", what, " '", c->function->info->name, "' is already running"));
}
}  // namespace

Value Vm::resume(Coroutine* coroutine, Value sent) {
    if (coroutine->flags == Coroutine::kFinished) return Value::undef();
    if (coroutine->flags == Coroutine::kRunning) return throwRunning(*this, coroutine);
    return runCoroutine(coroutine, sent, false);
}

Value Vm::resumeThrow(Coroutine* coroutine, Value error) {
    if (coroutine->flags == Coroutine::kRunning) return throwRunning(*this, coroutine);
    if (coroutine->flags == Coroutine::kSuspended) return runCoroutine(coroutine, error, true);
    finish(coroutine);
    return throwValue(error);
}

namespace {
const ClassInfo& closingInfo() {
    static const ClassInfo info = [] {
        ClassInfo made;
        made.name = "GeneratorExit";
        made.flags = Class::kError | Class::kBuiltin;
        return made;
    }();
    return info;
}
}  // namespace

Value Vm::closeCoroutine(Coroutine* coroutine) {
    if (coroutine->flags == Coroutine::kRunning) return throwRunning(*this, coroutine);
    if (coroutine->flags != Coroutine::kSuspended) {
        finish(coroutine);
        return Value::null();
    }
    if (closing_ == nullptr) {
        Class* cls = newClass(*this, &closingInfo(), types_.error, nullptr);
        NOODLE_TRY_PTR(cls);
        closing_ = newError(*this, cls, "the generator is closed");
        NOODLE_TRY_PTR(closing_);
    }
    Value result = runCoroutine(coroutine, Value::ofObject(closing_), true);
    if (result.isException()) {
        if (!isClosing(pending())) return result;
        takePending();
        return Value::null();
    }
    if (result.isUndef() || isAsync(coroutine)) return Value::null();
    finish(coroutine);
    return throwError(*this, types_.runtimeError, "a generator that is being closed must not yield");
}

// ---- IterNext
// ----------------------------------------------------------------------------------------------------------

Step Vm::iterateCoroutine(Coroutine* coroutine) {
    if (coroutine->flags == Coroutine::kFinished) {
        endIteration();
        return Step::Done;
    }
    if (isAsync(coroutine)) {
        throwTypeError(*this, "an async generator is iterated with 'async for'");
        return Step::Threw;
    }
    if (coroutine->flags == Coroutine::kRunning) {
        throwRunning(*this, coroutine);
        return Step::Threw;
    }
    return pushCoroutineFrame(coroutine, Value::null(), kFrameIterate) ? Step::Entered : Step::Threw;
}

// The current frame stands behind an IterNext whose iterator is at its end: clears the slot, takes the jump.
void Vm::endIteration() {
    Frame* frame = stack_.frame();
    uint16_t slot;
    int32_t offset;
    __builtin_memcpy(&slot, frame->pc - sizeof offset - sizeof slot, sizeof slot);
    __builtin_memcpy(&offset, frame->pc - sizeof offset, sizeof offset);
    frame->slots[slot] = Value::undef();
    frame->pc += offset;
}

// ---- suspending
// --------------------------------------------------------------------------------------------------------

Step Vm::yieldValue(Value value) {
    Frame* frame = stack_.frame();
    Coroutine* coroutine = frame->running();
    if (coroutine == nullptr) {
        throwTypeError(*this, "yield outside a generator");
        return Step::Threw;
    }
    if (!saveFrame(coroutine, frame->proto(), frame->slots, stack_.top(), frame->nextOffset()))
        return Step::Threw;
    uint32_t flags = frame->flags;
    Value* returnTo = frame->returnTo;
    stack_.popFrame();
    if (isAsyncGenerator(coroutine)) {
        EventLoop& loop = EventLoop::of(*this);
        if (Task* request = firstRequest(coroutine)) {
            dropRequest(coroutine);
            loop.complete(request, value);
        }
        if (firstRequest(coroutine) != nullptr) loop.schedule(coroutine, Value::null());
        value = Value::null();
    }
    return deliver(flags, returnTo, value);
}

Step Vm::awaitValue(Value value, Value* place) {
    Task* task = value.as<Task>();
    Frame* frame = stack_.frame();
    Coroutine* coroutine = frame->running();
    Value result = value;
    EventLoop::AwaitState state = EventLoop::AwaitState::Ready;
    if (task != nullptr && coroutine == nullptr) {
        result = runUntilDone(task);
        if (result.isException()) state = EventLoop::AwaitState::Throw;
    } else if (task != nullptr) {
        state = EventLoop::of(*this).await(coroutine, task, result);
    }
    if (state == EventLoop::AwaitState::Throw) return Step::Threw;
    if (state == EventLoop::AwaitState::Ready) {
        *place = result;
        stack_.setTop(place + 1);
        return Step::Done;
    }
    if (!saveFrame(coroutine, frame->proto(), frame->slots, place, frame->nextOffset())) return Step::Threw;
    uint32_t flags = frame->flags;
    Value* returnTo = frame->returnTo;
    stack_.popFrame();
    bool isCall = (flags & kFrameResumed) == 0 && coroutine->task != nullptr;
    return deliver(flags, returnTo, isCall ? Value::ofObject(coroutine->task) : Value::undef());
}

// ---- ending
// ------------------------------------------------------------------------------------------------------------

Value Vm::endCoroutine(Coroutine* coroutine, Value value, uint32_t flags) {
    finish(coroutine);
    EventLoop& loop = EventLoop::of(*this);
    if (isAsyncGenerator(coroutine)) {
        for (Task* request = firstRequest(coroutine); request != nullptr; request = firstRequest(coroutine)) {
            dropRequest(coroutine);
            loop.complete(request, Value::undef());
        }
        return Value::undef();
    }
    if (isGenerator(coroutine)) return Value::undef();
    loop.complete(coroutine->task, value);
    return (flags & kFrameResumed) != 0 ? Value::undef() : Value::ofObject(coroutine->task);
}

// An error that leaves an async function belongs to its task. What must end the program (interrupt, limit,
// exit) goes on through everything; the task is marked so that nobody reports it twice.
bool Vm::failCoroutine(Coroutine* coroutine, uint32_t flags, Value& delivered) {
    finish(coroutine);
    if (!isAsync(coroutine)) return false;
    EventLoop& loop = EventLoop::of(*this);
    Value error = pending();
    Instance* instance = error.as<Instance>();
    bool cancelled = instance != nullptr && isSubclass(instance->cls, types_.cancelledError);
    bool fatal = !cancelled && isUncatchableByBase(*this, error);
    Task* receiver = isGenerator(coroutine) ? firstRequest(coroutine) : coroutine->task;
    if (isGenerator(coroutine) && receiver != nullptr) dropRequest(coroutine);
    if (receiver != nullptr && fatal) receiver->observed = 1;
    if (receiver != nullptr) loop.fail(receiver, error);
    if (isGenerator(coroutine)) endCoroutine(coroutine, Value::undef(), flags);
    bool nobody = receiver == nullptr && !isClosing(error);
    if (fatal || nobody) return false;
    takePending();
    bool isCall = (flags & kFrameResumed) == 0 && coroutine->task != nullptr;
    delivered = isCall ? Value::ofObject(coroutine->task) : Value::undef();
    return true;
}

// ---- async generators
// ------------------------------------------------------------------------------------------------

Task* Vm::firstRequest(Coroutine* generator) {
    List* queue = generator->queue.as<List>();
    return queue == nullptr || queue->length == 0 ? nullptr : listGet(*this, queue, 0).as<Task>();
}

void Vm::dropRequest(Coroutine* generator) {
    listErase(*this, generator->queue.cast<List>(), 0, 1);
}

Value Vm::requestNext(Coroutine* generator) {
    EventLoop& loop = EventLoop::of(*this);
    Task* request = loop.newTask(nullptr, nullptr);
    NOODLE_TRY_PTR(request);
    if (generator->flags == Coroutine::kFinished) {
        loop.complete(request, Value::undef());
        return Value::ofObject(request);
    }
    if (generator->queue.isUndef()) {
        List* queue = newList(*this);
        NOODLE_TRY_PTR(queue);
        generator->queue = Value::ofObject(queue);
        heap_.writeBarrier(generator, queue);
    }
    // With requests before this one the generator is at work or will be resumed for them.
    bool idle = firstRequest(generator) == nullptr;
    if (!listAppend(*this, generator->queue.cast<List>(), Value::ofObject(request)))
        return Value::exception();
    if (idle && resume(generator, Value::null()).isException()) return Value::exception();
    return Value::ofObject(request);
}

}  // namespace noodle

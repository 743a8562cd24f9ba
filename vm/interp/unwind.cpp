// How frames end: normally (finishFrame) and by an error (unwind). Handlers are side tables, so a try block
// costs nothing until something is thrown.

#include "runtime/object/errors.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

/// The innermost handler around the instruction that `frame` executes; null if there is none. A frame that
/// has not begun yet (its pc is its first instruction) is in no handler.
const bc::Handler* handlerOf(const Frame* frame) {
    if (frame->nextOffset() == 0 || (frame->flags & kFrameShadow) != 0) return nullptr;
    uint32_t offset = frame->offset();
    for (const bc::Handler& handler : frame->proto()->def->handlers)
        if (offset >= handler.start && offset < handler.end) return &handler;
    return nullptr;
}

}  // namespace

bool Vm::mayHandle() {
    // The last error is not made anew at each handler on the way out: its trace is as long as the stack is
    // deep.
    if (clock_.expired) return false;
    if (--budget_ <= 0) {
        Value error = takePending();
        if (spendBudget()) throwValue(error);
    }
    return !clock_.expired && !isPanic(*this, pending());
}

Step Vm::unwind() {
    for (;;) {
        Frame* frame = stack_.frame();
        const bc::Handler* handler = handlerOf(frame);
        if (handler != nullptr && mayHandle()) {
            Value* top = frame->operands() + handler->depth;
            *top = takePending();
            stack_.setTop(top + 1);
            frame->pc = frame->state->body + handler->target;
            stack_.closeReserveIfLow();
            return Step::Done;
        }
        uint32_t flags = frame->flags;
        Value* returnTo = frame->returnTo;
        Coroutine* coroutine = frame->running();
        stack_.popFrame();
        stack_.setTop(returnTo);
        Value delivered;
        if (coroutine != nullptr && failCoroutine(coroutine, flags, delivered))
            return deliver(flags, returnTo, delivered);
        if ((flags & kFrameEntry) != 0) {
            result_ = Value::exception();
            return Step::Left;
        }
    }
}

Step Vm::finishFrame(Value value) {
    Frame* frame = stack_.frame();
    uint32_t flags = frame->flags;
    Value* returnTo = frame->returnTo;
    stack_.popFrame();
    if (Coroutine* coroutine = frame->running()) value = endCoroutine(coroutine, value, flags);
    if ((flags & kFrameConstruct) != 0) value = *returnTo;
    if ((flags & kFrameIterate) != 0) {
        stack_.setTop(returnTo);
        endIteration();
        return Step::Done;
    }
    return deliver(flags, returnTo, value);
}

Step Vm::deliver(uint32_t flags, Value* returnTo, Value value) {
    stack_.setTop(returnTo);
    if ((flags & kFrameDiscard) != 0) return Step::Done;
    if ((flags & kFrameEntry) != 0) {
        result_ = value;
        return Step::Left;
    }
    *returnTo = value;
    stack_.setTop(returnTo + 1);
    return Step::Done;
}

}  // namespace noodle

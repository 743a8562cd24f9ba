// How frames end: normally (finishFrame) and by an error (unwind), and what an error records when it is first
// thrown. Handlers are side tables, so a try block costs nothing until something is thrown.

#include <vector>

#include "runtime/entry/message.h"
#include "runtime/loop/loop.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/string.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

/// The innermost handler around the instruction that `frame` executes; null if there is none. A frame that
/// has not begun yet (its pc is its first instruction) is in no handler.
const bc::Handler* handlerOf(const Frame* frame) {
    if (frame->nextOffset() == 0) return nullptr;
    uint32_t offset = frame->offset();
    for (const bc::Handler& handler : frame->proto()->def->handlers)
        if (offset >= handler.start && offset < handler.end) return &handler;
    return nullptr;
}

}  // namespace

bool Vm::mayHandle() {
    if (--budget_ <= 0) {
        Value error = takePending();
        if (spendBudget()) throwValue(error);
    }
    return !expired_;
}

Step Vm::unwind() {
    for (;;) {
        Frame* frame = stack_.frame();
        const bc::Handler* handler = handlerOf(frame);
        if (handler != nullptr && mayHandle()) {
            Value* top = frame->operands() + handler->depth;
            *top = takePending();
            stack_.setTop(top + 1);
            frame->pc = frame->state->code + handler->target;
            stack_.closeReserveIfLow();
            return Step::Done;
        }
        uint32_t flags = frame->flags;
        Value* returnTo = frame->returnTo;
        Coroutine* coroutine = frame->running();
        stack_.setFrame(frame - 1);
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
    stack_.setFrame(frame - 1);
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

// ---- traces
// ----------------------------------------------------------------------------------------------------------

namespace {

constexpr size_t kInnermost = 50, kOutermost = 50;

/// Collects places from the innermost outwards, keeping the first and the last ones.
class TraceBuilder {
  public:
    explicit TraceBuilder(Mutator& m) : m_(m), places_(newList(m)) {}

    bool add(String* place) {
        if (place == nullptr || places_ == nullptr) return false;
        ++total_;
        if (total_ <= kInnermost + kOutermost) return listAppend(m_, places_, Value::ofObject(place));
        // A ring of the outermost places behind the fixed innermost ones.
        return listSet(m_, places_, kInnermost + (total_ - 1 - kInnermost) % kOutermost,
                       Value::ofObject(place));
    }

    /// The finished list in order, with a line that tells how many are left out.
    List* finish() {
        if (places_ == nullptr || total_ <= kInnermost + kOutermost) return places_;
        List* ordered = listSlice(m_, places_, 0, kInnermost, 1);
        String* gap = newString(m_, joined("... ", total_ - kInnermost - kOutermost, " more calls ..."));
        if (ordered == nullptr || gap == nullptr || !listAppend(m_, ordered, Value::ofObject(gap)))
            return nullptr;
        for (size_t i = 0; i < kOutermost; ++i) {
            size_t index = kInnermost + (total_ - kInnermost + i) % kOutermost;
            if (!listAppend(m_, ordered, listGet(m_, places_, index))) return nullptr;
        }
        return ordered;
    }

  private:
    Mutator& m_;
    List* places_;
    size_t total_ = 0;
};

}  // namespace

// "Dog.speak (zoo.nc:12)". One string per place of the code, however often it throws.
String* Vm::traceText(const Proto& proto, uint32_t offset, bool async) {
    const uint8_t* position = proto.code + offset;
    if (!async) {
        auto known = traceTexts_.find(position);
        if (known != traceTexts_.end()) return known->second;
    }
    std::string text = joined(async ? "async " : "", proto.displayName(), " (", proto.unit->origin());
    if (uint32_t line = proto.lineAt(offset); line != 0) text += joined(':', line);
    String* string = newStringLossy(*this, text + ')');
    if (string != nullptr && !async) traceTexts_.emplace(position, string);
    return string;
}

namespace {

/// The coroutine that waits for this one, if its task has one.
Coroutine* awaiterOf(Mutator& m, const Coroutine* coroutine) {
    const Task* task = coroutine->task;
    if (task == nullptr || task->waiters == nullptr) return nullptr;
    for (uint64_t i = 0; i < task->waiters->length; ++i)
        if (Coroutine* waiter = listGet(m, task->waiters, i).as<Coroutine>()) return waiter;
    return nullptr;
}

constexpr int kMaxAwaiters = 100;

}  // namespace

void Vm::captureTrace(Value error) {
    Instance* object = error.as<Instance>();
    if (object == nullptr) return;
    Heap::ReserveScope reserve(heap_);
    TraceBuilder builder(*this);
    bool complete = true;
    String* location = nullptr;
    for (Frame* frame = stack_.frame(); complete && frame != stack_.beforeFirst(); --frame) {
        if (location == nullptr) {
            std::string text = frame->proto()->unit->origin();
            if (uint32_t line = frame->line(); line != 0) text += joined(':', line);
            location = newStringLossy(*this, text);
        }
        complete = builder.add(traceText(*frame->proto(), frame->offset(), false));
        constexpr uint32_t kByLoop = kFrameResumed | kFrameEntry;
        if ((frame->flags & kByLoop) != kByLoop) continue;
        Coroutine* awaiter = awaiterOf(*this, frame->running());
        for (int i = 0; complete && awaiter != nullptr && i < kMaxAwaiters; ++i) {
            const auto& proto = *static_cast<const Proto*>(awaiter->function->info);
            complete = builder.add(traceText(proto, awaiter->pc == 0 ? 0 : awaiter->pc - 1, true));
            awaiter = awaiterOf(*this, awaiter);
        }
    }
    List* trace = complete ? builder.finish() : nullptr;
    // Without memory for a trace the error goes on without one.
    bool kept =
        trace != nullptr && setField(*this, object, errorFields().trace, Value::ofObject(trace)) &&
        (location == nullptr || setField(*this, object, errorFields().location, Value::ofObject(location)));
    if (!kept) takePending();
}

}  // namespace noodle

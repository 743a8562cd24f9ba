// What native code calls, and how it is entered and left.
//
// Native code runs inside an activation: the interpreter frame of the function that was entered, marked
// kFrameNative. It pushes no frames for the calls it makes itself. Where it calls the functions below, the
// activation records the address of the native frame, so that a trace can be made of the native stack
// (addNativePlaces); everything that these functions do in the interpreter lies above the activation.
//
// An exit makes the interpreter frames that native code did without, innermost last, above the activation,
// and runs them until the outermost one ends: its result is that of the native function. The code of a loop
// instead fills the activation itself, which is the frame of that loop's function, and returns to its
// handler.
#include <algorithm>
#include <bit>
#include <cstring>

#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/string.h"
#include "vm/interp/cache.h"
#include "vm/interp/ops.h"
#include "vm/interp/sites.h"
#include "vm/interp/tiering.h"

namespace noodle {

struct NativeRuntime {
    static void enter(Vm& vm) {
        Frame* frame = vm.stack_.frame();
        if ((frame->flags & kFrameNative) != 0)
            frame->activation->exit = static_cast<void**>(__builtin_frame_address(0));
    }

    /// Of an operation that may take long: loops of compiled code count their turns, not their time. What is
    /// on the stack fits, unless somebody asks to stop.
    static Value polled(Vm& vm, Value result) {
        if (vm.stack_.fits(vm.stack_.frame(), vm.stack_.top()) || result.isException()) return result;
        return vm.poll().isException() ? Value::exception() : result;
    }

    // ---- exits
    static Value wordOf(Vm& vm, const ExitValue& at, const uint64_t* words, const Value* objects) {
        switch (at.form) {
            case ExitValue::Form::Constant:
                return Value::fromBits(at.word);
            case ExitValue::Form::Word:
                return Value::fromBits(words[at.index]);
            case ExitValue::Form::Int:
                return makeInt(vm, static_cast<int64_t>(words[at.index]));
            case ExitValue::Form::Float:
                return Value::fromBits(words[at.index]);
            case ExitValue::Form::Bool:
                return Value::ofBool(words[at.index] != 0);
            case ExitValue::Form::Object:
                return objects[at.index];
        }
        return Value::undef();
    }
    static Value makeObject(Vm& vm, const ExitObject& object, const uint64_t* words, const Value* objects) {
        auto part = [&](size_t i) { return wordOf(vm, object.parts[i], words, objects); };
        switch (object.kind) {
            case ExitObject::Kind::RangeIterator: {
                auto raw = [&](size_t i) {
                    const ExitValue& at = object.parts[i];
                    return at.form == ExitValue::Form::Int ? static_cast<int64_t>(words[at.index])
                                                           : toInt64(part(i));
                };
                Value it = iterateInts(vm, 0, 0);
                if (it.isException()) return it;
                it.cast<Iterator>()->position = raw(0);
                it.cast<Iterator>()->limit = raw(1);
                return it;
            }
            case ExitObject::Kind::ListIterator: {
                Value it = getIterator(vm, part(0));
                if (it.isException()) return it;
                it.cast<Iterator>()->position = toInt64(part(1));
                return it;
            }
        }
        return Value::undef();
    }
    /// Fills one frame above the current top, or the current frame itself.
    static bool makeFrame(Vm& vm, const ExitFrame& from, Value* slots, const uint64_t* words,
                          const Value* objects) {
        vm.stack_.setTop(slots);
        for (const ExitValue& at : from.values) {
            Value v = wordOf(vm, at, words, objects);
            if (v.isException()) return false;
            *slots++ = v;
            vm.stack_.setTop(slots);
        }
        return true;
    }
    static bool makeFrames(Vm& vm, ExitPoint& exit, const uint64_t* words, bool inPlace) {
        Heap::ReserveScope reserve(vm.heap());
        ValueVector objects(vm.heap());
        for (const ExitObject& object : exit.objects) {
            Value made = makeObject(vm, object, words, objects.data());
            if (made.isException()) return false;
            objects.push(made);
        }
        for (size_t i = 0; i < exit.frames.size(); ++i) {
            const ExitFrame& from = exit.frames[i];
            FunctionState& state = *from.state;
            if (i == 0 && inPlace) {
                Frame* frame = vm.stack_.frame();
                frame->pc = state.body + from.offset;
                if (!makeFrame(vm, from, frame->slots, words, objects.data())) return false;
                continue;
            }
            Value* returnTo = vm.stack_.top();
            Frame* frame = vm.stack_.frame() + 1;
            const Value* end = returnTo + 1 + state.slotCount + state.maxStack;
            if (!vm.stack_.hasRoom(frame, end) &&
                !(vm.stack_.openReserve() && vm.stack_.hasRoom(frame, end))) {
                throwStackOverflow(vm);
                return false;
            }
            Value closure = wordOf(vm, from.closure, words, objects.data());
            *returnTo = from.construct ? wordOf(vm, from.receiver, words, objects.data()) : Value::undef();
            vm.stack_.setTop(returnTo + 1);
            if (!makeFrame(vm, from, returnTo + 1, words, objects.data())) return false;
            uint64_t flags = 0;
            if (from.construct) flags = kFrameConstruct;
            if (i == 0) flags = kFrameEntry;
            *frame = Frame{state.body + from.offset,
                           returnTo + 1,
                           returnTo,
                           closure.cast<Function>(),
                           &state,
                           {nullptr},
                           flags};
            vm.stack_.setFrame(frame);
        }
        return true;
    }
    /// The interpreter is about to do the instruction that a guess was wrong about.
    static void learn(Vm& vm, NativeUnit& unit, ExitPoint& exit) {
        if (vm.tiering_->wasForced(vm.exitCountdown_)) return;
        if (!exit.throwing) {
            const Frame* frame = vm.stack_.frame();
            vm.sampler_.observe(*frame->state, frame->nextOffset(), vm.stack_.top());
        }
        vm.tiering_->exited(unit, exit);
    }

    static Value deopt(Vm& vm, NativeUnit* unit, const uint64_t* words, uint64_t number) {
        enter(vm);
        ExitPoint& exit = unit->exits[number];
        Frame* activation = vm.stack_.frame();
        Value* top = vm.stack_.top();
        const Value pending = vm.takePending();
        if (!makeFrames(vm, exit, words, false)) {
            while (vm.stack_.frame() != activation) vm.stack_.popFrame();
            vm.stack_.setTop(top);
            return Value::exception();
        }
        learn(vm, *unit, exit);
        if (exit.throwing) vm.throwValue(pending);
        Value result = vm.run(exit.throwing);
        vm.stack_.setTop(top);
        return result;
    }
    static Value deoptInPlace(Vm& vm, NativeUnit* unit, const uint64_t* words, uint64_t number) {
        enter(vm);
        ExitPoint& exit = unit->exits[number];
        const Value pending = vm.takePending();
        if (!makeFrames(vm, exit, words, true)) return Value::fromBits(NativeUnit::kRaise);
        learn(vm, *unit, exit);
        if (!exit.throwing) return Value::fromBits(NativeUnit::kResume);
        vm.throwValue(pending);
        return Value::fromBits(NativeUnit::kRaise);
    }

    // ---- calls
    static Value interpret(Vm& vm, Function* closure, const Value* words) {
        enter(vm);
        return callInterpreter(vm, closure, words, FunctionState::of(closure).proto->argumentSlots, true);
    }
    static Value callInterpreter(Vm& vm, Function* closure, const Value* words, uint32_t count, bool body) {
        Value* base = vm.stack_.top();
        FunctionState& state = FunctionState::of(closure);
        if (!vm.makeRoom(vm.stack_.frame() + 1, base + 1 + count + state.slotCount + state.maxStack))
            return Value::exception();
        *base = Value::ofObject(closure);
        std::copy_n(words, count, base + 1);
        vm.stack_.setTop(base + 1 + count);
        Value result = Value::exception();
        if (vm.pushFrame(closure, base + 1, count, base, kFrameEntry)) {
            if (body) vm.stack_.frame()->pc = state.body;
            result = vm.run();
        }
        vm.stack_.setTop(base);
        return result;
    }
    static Value callFunction(Vm& vm, Function* closure, Value* words, uint32_t count) {
        enter(vm);
        return callKnown(vm, closure, words, count);
    }
    static Value callKnown(Vm& vm, Function* closure, Value* words, uint32_t count) {
        FunctionState& state = FunctionState::of(closure);
        if (state.nativeEntry != nullptr && count == state.proto->argumentSlots && !vm.nativeStackLow())
            return Value::fromBits(state.nativeEntry(&vm, closure, words));
        return callInterpreter(vm, closure, words, count, false);
    }
    static Value runOp(Vm& vm, Function* closure, uint32_t offset, Value* words, uint32_t locals,
                       uint32_t count) {
        enter(vm);
        if (Function* method = knownMethod(vm, closure, offset, words, count))
            return words[0] = callKnown(vm, method, words, count);
        return vm.runShadow(closure, offset, words, locals, count);
    }
    /// What a CallMethod calls whose site or look-up cache knows it.
    static Function* knownMethod(Vm& vm, Function* closure, uint32_t offset, const Value* words,
                                 uint32_t count) {
        FunctionState& fs = FunctionState::of(closure);
        const uint8_t* at = fs.proto->code + offset;
        if (*at != static_cast<uint8_t>(bc::Opcode::CallMethod)) return nullptr;
        MethodTarget found =
            findCachedMethod(vm, words[0], fs.names[u16At(at + 1)], fs.caches[u16At(at + 5)]);
        if (found.function == nullptr || !found.receiver) return nullptr;
        return FunctionState::of(found.function).entersDirectly(count) ? found.function : nullptr;
    }
    static uint16_t u16At(const uint8_t* at) {
        uint16_t n = 0;
        std::memcpy(&n, at, sizeof n);
        return n;
    }
    static Value callNative(Vm& vm, NativeFunction* native, Value self, const Value* words, uint32_t count) {
        enter(vm);
        return polled(vm, native->spec->fn(vm, Args{words, count, self}));
    }
    static Value poll(Vm& vm) {
        enter(vm);
        vm.nativeBudget_ = vm.fullBudget_;
        return vm.poll().isException() ? Value::exception() : Value::null();
    }

    // ---- operations
    static Value boxInt(Vm& vm, int64_t i) {
        enter(vm);
        Heap::ReserveScope reserve(vm.heap());
        Value v = makeInt(vm, i);
        // Without any memory left the program ends at its next poll; until then the number does not matter.
        if (!v.isException()) return v;
        vm.stack_.requestStop();
        return Value::ofInt48(0);
    }
    static Value binary(Vm& vm, uint32_t op, Value a, Value b) {
        enter(vm);
        return polled(vm, noodle::binary(vm, static_cast<BinaryOp>(op), a, b));
    }
    static Value unary(Vm& vm, uint32_t op, Value a) {
        enter(vm);
        return noodle::unary(vm, static_cast<UnaryOp>(op), a);
    }
    static Value compare(Vm& vm, uint32_t op, Value a, Value b) {
        enter(vm);
        return polled(vm, noodle::compare(vm, static_cast<CompareOp>(op), a, b));
    }
    static Value truth(Vm& vm, Value v) {
        enter(vm);
        std::optional<bool> answer = truthOf(vm, v);
        return answer.has_value() ? Value::ofBool(*answer) : Value::exception();
    }
    static Value getIndex(Vm& vm, Value object, Value index) {
        enter(vm);
        return polled(vm, noodle::getIndex(vm, object, index));
    }
    static Value charAt(Vm& vm, Value object, int64_t index) {
        enter(vm);
        String* text = object.cast<String>();
        if (static_cast<uint64_t>(index) < text->length)
            return valueOrException(noodle::charAt(vm, text, static_cast<uint64_t>(index)));
        const Value boxed = makeInt(vm, index);
        return boxed.isException() ? boxed : noodle::getIndex(vm, object, boxed);
    }
    static Value concat(Vm& vm, Value a, Value b) {
        enter(vm);
        return valueOrException(noodle::concat(vm, a.cast<String>(), b.cast<String>()));
    }
    static Value setIndex(Vm& vm, Value object, Value index, Value v) {
        enter(vm);
        return noodle::setIndex(vm, object, index, v);
    }
    static Value listAppend(Vm& vm, HeapObject* list, Value v) {
        enter(vm);
        return noodle::listAppend(vm, static_cast<List*>(list), v) ? Value::null() : Value::exception();
    }
    static Value newInstance(Vm& vm, Class* cls) {
        enter(vm);
        Instance* object = noodle::newInstance(vm, cls);
        NOODLE_TRY_PTR(object);
        setPresets(vm, object, vm.constructPlan(cls));
        return Value::ofObject(object);
    }
    static Value makeList(Vm& vm, const Value* words, uint32_t count) {
        enter(vm);
        return valueOrException(newListFrom(vm, words, count));
    }
    static Value makeTuple(Vm& vm, const Value* words, uint32_t count) {
        enter(vm);
        return valueOrException(newTuple(vm, words, count));
    }
    static Value contains(Vm& vm, uint32_t wanted, Value needle, Value haystack) {
        enter(vm);
        return membership(vm, needle, haystack, wanted != 0);
    }
    static void remember(Vm& vm, HeapObject* holder, Value v) { vm.heap().writeBarrier(holder, v); }
    static void rememberSlot(Vm& vm, HeapObject* store, Value* slot, Value v) {
        vm.heap().writeBarrierAt(static_cast<ValueStore*>(store), slot, v);
    }
    static Value nextOf(Vm& vm, Value iterator) {
        Value element = stepIterator(iterator);
        if (!element.isUndef()) return element;
        enter(vm);
        return noodle::nextOf(vm, iterator);
    }
    static Value getIter(Vm& vm, uint32_t pairs, Value v) {
        enter(vm);
        return getIterator(vm, v, pairs != 0);
    }
    static Value closeIter(Vm& vm, Value iterator) {
        enter(vm);
        return iterator.isObject() ? closeIterator(vm, iterator) : Value::null();
    }
    static Value newCell(Vm& vm, Value v) {
        enter(vm);
        auto* cell = allocateObject<Cell>(vm);
        NOODLE_TRY_PTR(cell);
        cell->value = v;
        return Value::ofObject(cell);
    }
    static Value checkType(Vm& vm, uint32_t what, Value closure, Value v) {
        enter(vm);
        FunctionState& state = FunctionState::of(closure.cast<Function>());
        return checkTypeCached(vm, &state, what >> 16, v, state.names[what & 0xFFFF]);
    }
};

NativeHost nativeHost(Vm& vm) {
    NativeHost host;
#define NATIVE_ENTRY(name, signature) host.name = reinterpret_cast<const void*>(&NativeRuntime::name);
#include "vm/tier/native_entries.def"
#undef NATIVE_ENTRY
    vm.describe(host);
    return host;
}

void Vm::describe(NativeHost& host) {
    auto offsetOf = [&](const void* field) {
        return static_cast<uint32_t>(static_cast<const char*>(field) - reinterpret_cast<const char*>(this));
    };
    host.stackLimit = offsetOf(&nativeStackLimit_);
    host.memberEpoch = offsetOf(memberEpochAddress());
    host.budget = offsetOf(&nativeBudget_);
    host.countdown = offsetOf(&exitCountdown_);
    host.spans = offsetOf(heap_.spans());
}

// A frame that only lends its function and its operands to one instruction.
Value Vm::runShadow(Function* closure, uint32_t offset, Value* words, uint32_t locals, uint32_t count) {
    FunctionState& state = FunctionState::of(closure);
    Value* slots = stack_.top();
    Frame* frame = stack_.frame() + 1;
    const uint32_t slotCount = locals;
    if (!makeRoom(frame, slots + slotCount + count + state.maxStack + 1)) return Value::exception();
    Value* top = std::copy_n(words, locals + count, slots);
    // The shared code: its instruction is never part of a sequence.
    *frame = Frame{state.proto->code + offset, slots, slots, closure, &state, {nullptr},
                   kFrameEntry | kFrameShadow};
    stack_.setFrame(frame);
    stack_.setTop(top);
    bool done = runOne();
    if (!done) {
        stack_.setTop(slots);
        return Value::exception();
    }
    Value* operands = slots + slotCount;
    auto results = static_cast<size_t>(stack_.top() - operands);
    std::copy_n(operands, results, words + locals);
    stack_.popFrame();
    stack_.setTop(slots);
    return results == 0 ? Value::null() : words[locals];
}

bool Vm::runsNativeCode() const {
    for (const Frame* frame = stack_.frame(); frame != stack_.beforeFirst(); --frame)
        if ((frame->flags & kFrameNative) != 0) return true;
    return false;
}

uint64_t Vm::enterNative(const NativeUnit& unit) {
    Frame* frame = stack_.frame();
    NativeActivation activation{nullptr, __builtin_frame_address(0)};
    frame->activation = &activation;
    frame->flags |= kFrameNative;
    uint64_t word = unit.entry(this, frame->closure, frame->slots);
    frame->flags &= ~uint64_t{kFrameNative};
    return word;
}

}  // namespace noodle

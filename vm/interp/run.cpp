// The dispatch loop: one handler function per row of opcodes.def, reached through a table that the rows
// generate, so a row without a handler does not compile. Handlers stand in ops_*.inc, one file per family.
//
// Registers of the loop are the parameters that every handler has (NOODLE_REGISTERS): pc (next byte to read),
// sp (one past the top operand), slots (locals), frame, the Vm and the table. A handler ends by calling the
// next one in tail position, so the compiler keeps all six in machine registers and allocates the rest per
// handler; one big function with computed gotos spills them. What other code may look at is written back by
// SYNC: frame->pc and the stack's top. Every call out of a handler that can allocate, fail or look at the
// stack is after a SYNC. RELOAD reads the registers back after frames changed. General cases of hot handlers
// are functions of their own (`slow…`), so that the fast path saves no register.
//
// Builds that do not turn tail calls into jumps (sanitizers, no optimisation) return to a loop after each
// handler.
//
// A handler that throws has left its operands on the stack, or at least all words below them: the verifier
// has proven that a handler's depth does not reach above those.

#include <array>
#include <cstring>

#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"
#include "vm/interp/cache.h"
#include "vm/interp/handlers.h"
#include "vm/interp/ops.h"
#include "vm/interp/sites.h"
#include "vm/interp/vm.h"

namespace noodle {

namespace {

template <typename T>
inline T operandAt(const uint8_t* p) {
    T v;
    std::memcpy(&v, p, sizeof v);
    return v;
}

inline bool bothInts(Value a, Value b) {
    return a.isInt48() && b.isInt48();
}
inline bool bothDoubles(Value a, Value b) {
    return a.isDouble() && b.isDouble();
}
inline bool isSmallNumber(Value v) {
    return v.isDouble() || v.isInt48();
}
/// Requires isSmallNumber(v). Exact: 48 bits fit a double.
inline double smallToDouble(Value v) {
    return v.isDouble() ? v.asDouble() : static_cast<double>(v.asInt48());
}
inline Value shiftedInt(int64_t shifted) {
    return Value::fromBits(Value::kTagInt | (static_cast<uint64_t>(shifted) >> 16));
}
inline int64_t shifted(Value v) {
    return static_cast<int64_t>(v.bits() << 16);
}

constexpr auto byteOf(bc::Opcode op) {
    return static_cast<uint8_t>(op);
}
constexpr auto byteOf(SuperOpcode op) {
    return static_cast<uint8_t>(op);
}

}  // namespace

#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !defined(NOODLE_DEBUG)
#define NOODLE_TAIL_CALLS 1
#else
#define NOODLE_TAIL_CALLS 0
#endif

#define NOODLE_REGISTERS                                                                           \
    [[maybe_unused]] const uint8_t *pc, [[maybe_unused]] Value *sp, [[maybe_unused]] Value *slots, \
        [[maybe_unused]] Frame *frame, Vm &vm, [[maybe_unused]] const HandlerEntry *table
#define PASS pc, sp, slots, frame, vm, table
#define OP(name) static void op_##name(NOODLE_REGISTERS)
// Not `cold`: what is optimised for size is not inlined, and a local whose address escapes forbids the tail
// call.
#define SLOW(name) [[gnu::noinline]] static void name(NOODLE_REGISTERS)
#if NOODLE_TAIL_CALLS
#define NEXT() return table[*pc].run(pc + 1, sp, slots, frame, vm, table)
#else
#define NEXT()                               \
    do {                                     \
        vm.parked_ = {pc, sp, slots, frame}; \
        return;                              \
    } while (0)
#endif
#define FS (frame->state)
#define LIKELY [[likely]]
#define UNLIKELY [[unlikely]]
#define U8(offset) (pc[offset])
#define I8(offset) (static_cast<int8_t>(pc[offset]))
#define U16(offset) operandAt<uint16_t>(pc + (offset))
#define I16(offset) operandAt<int16_t>(pc + (offset))
#define U32(offset) operandAt<uint32_t>(pc + (offset))
#define I32(offset) operandAt<int32_t>(pc + (offset))
#define SYNC()                \
    do {                      \
        frame->pc = pc;       \
        vm.stack_.setTop(sp); \
    } while (0)
#define RELOAD()                   \
    do {                           \
        frame = vm.stack_.frame(); \
        pc = frame->pc;            \
        sp = vm.stack_.top();      \
        slots = frame->slots;      \
    } while (0)
// A local of class type that lives until the end of a handler can forbid its tail call
// (tools/dev/check_tail_calls tells), so results are kept as plain words here. Ends a handler whose operands
// are consumed: `n` words are replaced by the value, or its exception is raised.
#define REPLACE(n, expression)                                      \
    do {                                                            \
        SYNC();                                                     \
        uint64_t word_ = (expression).bits();                       \
        if (word_ == Value::exception().bits()) return raise(PASS); \
        sp -= (n);                                                  \
        *sp++ = Value::fromBits(word_);                             \
        NEXT();                                                     \
    } while (0)
// After what may take long, since loops count their turns and not their time: the next one polls. What is on
// the stack fits, unless somebody asks to stop.
#define NOTICE_STOP()                                            \
    do {                                                         \
        if (!vm.stack_.fits(frame, sp)) UNLIKELY vm.budget_ = 0; \
    } while (0)
// The same for an operation without result.
#define CONSUME(n, expression)                              \
    do {                                                    \
        SYNC();                                             \
        if ((expression).isException()) return raise(PASS); \
        sp -= (n);                                          \
        NEXT();                                             \
    } while (0)
#define CONSUME_IF(n, ok)              \
    do {                               \
        SYNC();                        \
        if (!(ok)) return raise(PASS); \
        sp -= (n);                     \
        NEXT();                        \
    } while (0)
#define TAKE_STEP(base, step)   \
    switch (step) {             \
        case Step::Done:        \
            sp = (base) + 1;    \
            NEXT();             \
        case Step::Entered:     \
            RELOAD();           \
            NEXT();             \
        case Step::Left:        \
            return leave(PASS); \
        case Step::Threw:       \
            return raise(PASS); \
    }

/// The handlers; a struct only so that they may use each other in any order and the Vm's insides.
struct Interpreter {
    struct HandlerEntry {
        void (*run)(NOODLE_REGISTERS);
    };

    [[gnu::noinline]] static void raise(NOODLE_REGISTERS) {
        if (vm.unwind() == Step::Left) return leave(PASS);
        RELOAD();
        NEXT();
    }
    static void leave(NOODLE_REGISTERS) { vm.parked_.pc = nullptr; }
    /// In place of the next handler: pc is behind its opcode byte.
    static void park(NOODLE_REGISTERS) { vm.parked_ = {pc - 1, sp, slots, frame}; }
    static void resume(NOODLE_REGISTERS) {
        RELOAD();
        NEXT();
    }

#include "vm/interp/ops_arith.inc"
#include "vm/interp/ops_control.inc"
#include "vm/interp/ops_data.inc"
#include "vm/interp/ops_misc.inc"
#include "vm/interp/ops_stack.inc"
#include "vm/interp/ops_super.inc"

    static const HandlerEntry kTable[256];
    static void runLoop(Vm& vm, bool throwing);
    static bool runInstruction(Vm& vm);
    // Counts, then goes on with the handler itself; the table stays in force from handler to handler.
    static void countAndRun(NOODLE_REGISTERS) {
        vm.execution_->count(pc[-1], frame, sp);
        return kTable[pc[-1]].run(PASS);
    }
    /// The table to go on with after a poll.
    static const HandlerEntry* tableAfterPoll(Vm& vm, const HandlerEntry* table) {
        // One that counts, or that parks behind an instruction, stays in force.
        if (!vm.windowOpens_ || table != kTable) return table;
        vm.windowOpens_ = false;
        return samplingTable();
    }
    static void sampleAndRun(NOODLE_REGISTERS) {
        uint8_t opcode = vm.sampler_.record(pc, sp, frame);
        if (!vm.sampler_.isOpen()) table = kTable;
        return kTable[opcode].run(PASS);
    }
    static const HandlerEntry* samplingTable() {
        static const auto table = [] {
            std::array<HandlerEntry, 256> entries;
            entries.fill({&sampleAndRun});
            return entries;
        }();
        return table.data();
    }
    static const HandlerEntry* countingTable() {
        static const auto table = [] {
            std::array<HandlerEntry, 256> entries;
            entries.fill({&countAndRun});
            return entries;
        }();
        return table.data();
    }
};

const Interpreter::HandlerEntry Interpreter::kTable[256] = {
#define OPCODE(name, operands, pops, pushes, flags, picture) {&Interpreter::op_##name},
#include "vm/bytecode/opcodes.def"
#undef OPCODE
#define SUPER(name, first, second, third, fourth) {&Interpreter::op_##name},
#include "vm/load/super_opcodes.def"
#undef SUPER
#define NATIVE_OPCODE(name) {&Interpreter::op_##name},
#include "vm/load/native_opcodes.def"
#undef NATIVE_OPCODE
};

void Interpreter::runLoop(Vm& vm, bool throwing) {
    const HandlerEntry* table = vm.execution_ == nullptr ? kTable : countingTable();
    auto first = throwing ? &raise : &resume;
    first(nullptr, nullptr, nullptr, nullptr, vm, table);
#if !NOODLE_TAIL_CALLS
    while (vm.parked_.pc != nullptr) {
        Vm::Registers at = vm.parked_;
        table[*at.pc].run(at.pc + 1, at.sp, at.slots, at.frame, vm, table);
    }
#endif
}

// The handlers are followed by one that parks. Where the instruction entered a call, that goes on as usual
// and comes back to a stub.
bool Interpreter::runInstruction(Vm& vm) {
    static constexpr uint8_t kLeave = byteOf(SuperOpcode::LeaveShadow);
    static const auto kParkingTable = [] {
        std::array<HandlerEntry, 256> entries;
        entries.fill({&park});
        return entries;
    }();
    Frame* shadow = vm.stack_.frame();
    const uint8_t* pc = shadow->pc;
    kTable[*pc].run(pc + 1, vm.stack_.top(), shadow->slots, shadow, vm, kParkingTable.data());
    const Vm::Registers& parked = vm.parked_;
    if (parked.pc == nullptr) return false;
    vm.stack_.setTop(parked.sp);
    if (parked.frame == shadow) return true;
    parked.frame->pc = parked.pc;
    shadow->pc = &kLeave;
    vm.run();
    return vm.stack_.frame() == shadow;
}

uint64_t runHandlers(Vm& vm, uint64_t throwing) {
    Interpreter::runLoop(vm, throwing != 0);
    return 0;
}
uint64_t runOneHandler(Vm& vm, uint64_t) {
    return Interpreter::runInstruction(vm) ? 1 : 0;
}

}  // namespace noodle

// The dispatch loop: one handler per row of opcodes.def, reached through a table of label addresses that the
// rows generate, so a row without a handler does not compile. Handlers stand in ops_*.inc, one file per
// family.
//
// Registers of the loop: pc (next byte to read), sp (one past the top operand), slots (locals), frame, fs
// (constants, names, caches of the running function). They live in C++ locals; what other code may look at is
// written back by SYNC: frame->pc and the stack's top. Every call out of the loop that can allocate, fail or
// look at the stack is after a SYNC. RELOAD reads the registers back after frames changed.
//
// A handler that throws has left its operands on the stack, or at least all words below them: the verifier
// has proven that a handler's depth does not reach above those.

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
#include "vm/interp/ops.h"
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
    return (((a.bits() ^ Value::kTagInt) | (b.bits() ^ Value::kTagInt)) >> Value::kTagShift) == 0;
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

}  // namespace

// Computed goto needs the labels of this very function; the pedantic warning about the extension is off for
// it alone.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

Value Vm::run(bool throwing) {
    static const void* const kLabels[] = {
#define OPCODE(name, operands, pops, pushes, flags, picture) &&op_##name,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
    };

    Vm& vm = *this;
    VmStack& stack = stack_;
    Frame* frame;
    const uint8_t* pc;
    Value* sp;
    Value* slots;
    FunctionState* fs;

#define OP(name) op_##name
#define NEXT() goto* kLabels[*pc++]
#define U8(offset) (pc[offset])
#define I8(offset) (static_cast<int8_t>(pc[offset]))
#define U16(offset) operandAt<uint16_t>(pc + (offset))
#define I16(offset) operandAt<int16_t>(pc + (offset))
#define U32(offset) operandAt<uint32_t>(pc + (offset))
#define I32(offset) operandAt<int32_t>(pc + (offset))
#define SYNC()            \
    do {                  \
        frame->pc = pc;   \
        stack.setTop(sp); \
    } while (0)
#define RELOAD()               \
    do {                       \
        frame = stack.frame(); \
        pc = frame->pc;        \
        sp = stack.top();      \
        slots = frame->slots;  \
        fs = frame->state;     \
    } while (0)
// Ends a handler whose operands are consumed: `n` words are replaced by the value, or its exception is
// raised.
#define REPLACE(n, expression)                 \
    do {                                       \
        SYNC();                                \
        Value value_ = (expression);           \
        if (value_.isException()) goto thrown; \
        sp -= (n);                             \
        *sp++ = value_;                        \
        NEXT();                                \
    } while (0)
// The same for an operation without result.
#define CONSUME(n, expression)                       \
    do {                                             \
        SYNC();                                      \
        if ((expression).isException()) goto thrown; \
        sp -= (n);                                   \
        NEXT();                                      \
    } while (0)
#define CONSUME_IF(n, ok)       \
    do {                        \
        SYNC();                 \
        if (!(ok)) goto thrown; \
        sp -= (n);              \
        NEXT();                 \
    } while (0)
#define TAKE_STEP(base, step) \
    switch (step) {           \
        case Step::Done:      \
            sp = (base) + 1;  \
            NEXT();           \
        case Step::Entered:   \
            RELOAD();         \
            NEXT();           \
        case Step::Left:      \
            return result_;   \
        case Step::Threw:     \
            goto thrown;      \
    }

    if (throwing) goto thrown;
    RELOAD();
    NEXT();

thrown:
    if (unwind() == Step::Left) return result_;
    RELOAD();
    NEXT();

#include "vm/interp/ops_arith.inc"
#include "vm/interp/ops_control.inc"
#include "vm/interp/ops_data.inc"
#include "vm/interp/ops_misc.inc"
#include "vm/interp/ops_stack.inc"
}

#pragma GCC diagnostic pop

}  // namespace noodle

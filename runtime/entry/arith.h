// Arithmetic and bitwise operators with full language semantics (overflow errors, string + and *, list +,
// sets, bigint, user operator methods plus/__add__ …). The interpreter inlines the int/float cases and calls
// these for the rest.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

enum class BinaryOp : uint8_t {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    UShr
};
enum class UnaryOp : uint8_t { Neg, Pos, BitNot };

const char* binaryOpText(BinaryOp op);
Value binary(Mutator& m, BinaryOp op, Value a, Value b);
Value unary(Mutator& m, UnaryOp op, Value v);
/// `a | e`: int|int, Set|Set, a class with __or__, otherwise a callable right operand is called with a.
Value pipeOr(Mutator& m, Value a, Value e);
/// Falsy: null false 0 0.0 "" and empty containers; instances, enum values and host objects whose class says
/// so with __bool__ (toBool), or whose __len__ (length) is 0. nullopt: what such a method threw.
std::optional<bool> truthOf(Mutator& m, Value v);
/// The same for values that are no objects of such a class: runs no code.
bool plainTruth(Value v);

}  // namespace noodle

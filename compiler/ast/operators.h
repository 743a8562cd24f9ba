// Operator enums and their table, generated from operators.def.
//
// Is: the operators that AST nodes carry, with spelling, precedence, associativity and group.
// Is not: their meaning (runtime/entry) nor their tokens (compiler/lex).
#pragma once

#include <cstdint>
#include <string_view>

namespace noodle::ast {

enum class Level : uint8_t {
    None = 0,
#define NOODLE_LEVEL(ident, number) ident = number,
#include "compiler/ast/operators.def"
};

enum class Assoc : uint8_t { Left, Right, Chain };

// Arithmetic: both operands are evaluated, then combined. Compare: the same, with a bool result.
// Logical: short-circuit, the deciding operand is the value. Pipe: calls. Range: builds a range.
enum class OpGroup : uint8_t { Arithmetic, Compare, Logical, Pipe, Range };

enum class BinaryOp : uint8_t {
#define NOODLE_BINARY(kind, text, level, assoc, group) kind,
#include "compiler/ast/operators.def"
};

enum class UnaryOp : uint8_t {
#define NOODLE_UNARY(kind, text, level) kind,
#include "compiler/ast/operators.def"
};

struct BinaryOpInfo {
    std::string_view text;
    Level level;
    Assoc assoc;
    OpGroup group;
};

inline constexpr BinaryOpInfo kBinaryOps[] = {
#define NOODLE_BINARY(kind, text, level, assoc, group) {text, Level::level, Assoc::assoc, OpGroup::group},
#include "compiler/ast/operators.def"
};

inline constexpr std::string_view kUnaryOpTexts[] = {
#define NOODLE_UNARY(kind, text, level) text,
#include "compiler/ast/operators.def"
};

constexpr const BinaryOpInfo& infoOf(BinaryOp op) {
    return kBinaryOps[static_cast<size_t>(op)];
}
constexpr std::string_view textOf(BinaryOp op) {
    return infoOf(op).text;
}
constexpr std::string_view textOf(UnaryOp op) {
    return kUnaryOpTexts[static_cast<size_t>(op)];
}

}  // namespace noodle::ast

// What the operators say about the type of their result. Used by the builder while trees are made and by the
// optimiser after it has changed operands. Is not: the type checker; only four classes matter to the code
// generator.
#pragma once

#include <span>

#include "compiler/ir/ir.h"

namespace noodle::ir {

/// Type of `op` applied to operands of these types; the row's own type where nothing better is known.
StaticType inferType(Op op, std::span<const StaticType> operands);

/// inferType for a node whose operands are typed already; loads take the slot's type.
StaticType inferNodeType(const IrFunction& f, const Node& n);

inline StaticType joinTypes(StaticType a, StaticType b) {
    return a == b ? a : StaticType::Any;
}

/// True when evaluating the node itself (not its operands) neither throws nor has effects, given its
/// operands' types: comparing two ints is harmless, comparing two unknown values is not.
bool isHarmless(const IrFunction& f, const Node& n);

}  // namespace noodle::ir

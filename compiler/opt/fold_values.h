// Constants as the language computes with them: what runtime/entry gives, decided without running it.
// Everything that would throw, or whose result depends on the C library, is left to run time (nullopt).
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "compiler/ir/ir.h"

namespace noodle::opt {

struct NullConstant {};
/// Bytes and bigints are not folded.
using ConstantValue = std::variant<NullConstant, bool, int64_t, double, std::string>;

std::optional<ConstantValue> foldUnary(ir::Op op, const ConstantValue& a);
std::optional<ConstantValue> foldBinary(ir::Op op, const ConstantValue& a, const ConstantValue& b);
bool isTruthy(const ConstantValue& v);
/// str(v); nothing for a float, whose text is the runtime's business.
std::optional<std::string> textOf(const ConstantValue& v);

}  // namespace noodle::opt

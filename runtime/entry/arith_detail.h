// The families behind arith.h, each in its own file. Private to runtime/entry's arith*.cpp. Invariant: a
// family gives undef, with nothing pending, when the operator is not defined for these operands; the caller
// then asks the next one.
#pragma once

#include "runtime/entry/arith.h"

namespace noodle {

/// Strings, lists, tuples, bytes, sets, maps.
Value containerBinary(Mutator& m, BinaryOp op, Value a, Value b);
/// a's own operator method.
Value directOperator(Mutator& m, BinaryOp op, Value a, Value b);
/// b's reflected operator method.
Value reflectedOperator(Mutator& m, BinaryOp op, Value a, Value b);

}  // namespace noodle

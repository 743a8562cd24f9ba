// Number builtins that more than one table names (builtin functions, module math, members of numbers).
// Internal.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

Value absBuiltin(Mutator& m, Args args);     // x
Value roundBuiltin(Mutator& m, Args args);   // x, digits=
Value floorBuiltin(Mutator& m, Args args);   // x
Value ceilBuiltin(Mutator& m, Args args);    // x
Value signBuiltin(Mutator& m, Args args);    // x
Value clampBuiltin(Mutator& m, Args args);   // x, low, high
Value minBuiltin(Mutator& m, Args args);     // ...values, key=, default=
Value maxBuiltin(Mutator& m, Args args);     // ...values, key=, default=
Value sumBuiltin(Mutator& m, Args args);     // xs, start=
Value idivBuiltin(Mutator& m, Args args);    // a, b
Value divmodBuiltin(Mutator& m, Args args);  // a, b
Value sqrtBuiltin(Mutator& m, Args args);    // x
Value chrBuiltin(Mutator& m, Args args);     // code
/// Digits of an int or bigint in a base: (x, base).
Value digitsBuiltin(Mutator& m, Args args);

/// floor(sqrt(n)), n >= 0.
int64_t integerSqrt(int64_t n);

}  // namespace noodle

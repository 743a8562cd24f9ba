// Arbitrary-precision ints: arithmetic and text of the BigInt layout. Not the decimal type; comparison is
// in runtime/object/number.h. Operands may mix
// with plain ints; every result is a BigInt (also a small one), as the language says. Everything that can
// take long looks at stop requests (big_work.h). The numbers are held by Boost.Multiprecision only inside
// these two files. Invariant of the layout: no leading zero limb; zero has no limbs and no sign.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/entry/arith.h"

namespace noodle {

inline bool isBigInt(Value v) {
    return v.isKind(ObjectKind::BigInt);
}
inline bool isBigIntZero(Value v) {
    return v.asObject()->aux == 0;
}

Value bigintFromInt(Mutator& m, int64_t i);
/// Truncates; ValueError for nan, OverflowError for infinities.
Value bigintFromDouble(Mutator& m, double d);
/// ValueError unless the whole text is a number in `base` (2..36; prefixes 0x 0b 0o, underscores, sign and
/// blanks allowed).
Value bigintFromText(Mutator& m, std::string_view text, int base = 10);

/// Both operands are ints or bigints. ZeroDivisionError, ValueError (negative shift count), OverflowError
/// (result of more than kMaxBigIntBits bits). Div gives a float, Pow with a negative exponent too.
Value bigintBinary(Mutator& m, BinaryOp op, Value a, Value b);
Value bigintNegate(Mutator& m, Value v);
Value bigintInvert(Mutator& m, Value v);
Value bigintAbs(Mutator& m, Value v);
/// (base ** exponent) % modulus for ints or bigints; exponent >= 0, modulus != 0 are checked.
Value bigintPowMod(Mutator& m, Value base, Value exponent, Value modulus);
/// Greatest common divisor (>= 0); floor of the square root (ValueError below zero).
Value bigintGcd(Mutator& m, Value a, Value b);
Value bigintSqrt(Mutator& m, Value v);

/// Nearest double; infinite when out of range.
double bigintToDouble(Value v);
/// v = result * 2 ** exponent, for a v > 0; the result is in [0.5, 1).
double bigintFraction(Value v, int64_t& exponent);
std::optional<int64_t> bigintToInt64(Value v);
/// Appends the digits in lower case with a leading '-' when negative; base 2..36. False: exception.
[[nodiscard]] bool appendBigInt(Mutator& m, std::string& out, Value v, int base = 10);
/// Number of bits of the magnitude.
uint64_t bigintBits(Value v);

constexpr uint64_t kMaxBigIntBits = uint64_t{1} << 26;

}  // namespace noodle

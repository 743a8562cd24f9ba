// Ints across their three representations, and number <-> text.
#pragma once

#include <string>
#include <string_view>

#include "runtime/object/mutator.h"

namespace noodle {

/// int48 or BoxedInt; exception only if out of memory.
Value makeBoxedInt(Mutator& m, int64_t i);
inline Value makeInt(Mutator& m, int64_t i) {
    return Value::fitsInt48(i) ? Value::ofInt48(i) : makeBoxedInt(m, i);
}
inline bool isInt(Value v) {
    return v.isInt48() || v.isKind(ObjectKind::BoxedInt);
}
/// Requires isInt(v).
inline int64_t toInt64(Value v) {
    return v.isInt48() ? v.asInt48() : v.cast<BoxedInt>()->value;
}
inline bool isNumber(Value v) {
    return v.isDouble() || isInt(v);
}
/// Requires isNumber(v).
inline double toDouble(Value v) {
    return v.isDouble() ? v.asDouble() : static_cast<double>(toInt64(v));
}
/// Exact comparison of an int with a double: <0, 0, >0; `unordered` (2) for NaN.
constexpr int kUnordered = 2;
int compareIntDouble(int64_t i, double d);
/// The same for any two numbers, bigints included. Requires isNumber or kind BigInt of both.
int compareNumbers(Value a, Value b);
/// The magnitude of an integral finite double as 64-bit limbs, little endian (at most 17); returns how many,
/// 0 for zero.
uint32_t doubleLimbs(double whole, uint64_t* limbs);

/// Shortest form that round-trips, by the printing rules of the language ("1.0", "1e+21", "inf", "nan").
std::string formatDouble(double d);
/// Whole text must be a number of the language (underscores, bases, sign, blanks around); nullopt otherwise.
std::optional<int64_t> parseInt(std::string_view text, int base = 10);
std::optional<double> parseDouble(std::string_view text);

}  // namespace noodle

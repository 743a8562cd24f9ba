// The numeric functions of conversions.h.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "runtime/entry/arith.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/make.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"

namespace noodle {
namespace {

__extension__ typedef __int128 Wide;  // holds every int64 and every power of ten that matters here

constexpr double kTwo63 = 9223372036854775808.0;
constexpr int64_t kMostDigits = 400;  ///< beyond it no double has digits, nor a rounded one anything left

Value notANumber(Mutator& m, const char* function, Value v) {
    return throwTypeError(m, joined(function, "() needs a number, not ", typeNameOf(m, v)));
}

/// Through the decimal text, which rounds the exact binary value half to even.
double roundDecimals(double d, int64_t digits) {
    char buffer[800];
    std::snprintf(buffer, sizeof buffer, "%.*f", static_cast<int>(digits), d);
    return std::strtod(buffer, nullptr);
}

/// To a multiple of 10 ** places, half to even.
double roundTens(double d, int64_t places) {
    const double unit = std::pow(10.0, static_cast<double>(places));
    if (std::isinf(unit)) return std::copysign(0.0, d);
    return std::nearbyint(d / unit) * unit;
}

Value roundDouble(Mutator& m, double d, std::optional<int64_t> digits) {
    if (!digits.has_value()) return doubleToWhole(m, std::nearbyint(d));
    if (!std::isfinite(d) || *digits == kMostDigits) return Value::ofDouble(d);
    return Value::ofDouble(*digits >= 0 ? roundDecimals(d, *digits) : roundTens(d, -*digits));
}

/// An int to a multiple of 10 ** places, half to even.
Value roundInt(Mutator& m, int64_t i, int64_t places) {
    if (places > 19) return Value::ofInt48(0);
    Wide unit = 1;
    for (int64_t k = 0; k < places; ++k) unit *= 10;
    const Wide value = i;
    Wide quotient = value / unit, remainder = value % unit;
    if (remainder < 0) {
        remainder += unit;
        quotient -= 1;
    }
    const bool up = remainder * 2 > unit || (remainder * 2 == unit && quotient % 2 != 0);
    const Wide rounded = (quotient + (up ? 1 : 0)) * unit;
    if (rounded > std::numeric_limits<int64_t>::max() || rounded < std::numeric_limits<int64_t>::min()) {
        return throwError(m, m.types().overflowError,
                          joined("integer overflow in round(", i, ", ", -places, ")"));
    }
    return makeInt(m, static_cast<int64_t>(rounded));
}

}  // namespace

Value doubleToWhole(Mutator& m, double d) {
    if (d != d) return throwValueError(m, "cannot convert nan to int");
    if (std::isinf(d)) return throwError(m, m.types().overflowError, "cannot convert inf to int");
    if (d >= kTwo63 || d < -kTwo63) {
        return throwError(m, m.types().overflowError,
                          joined("float ", formatDouble(d), " does not fit 64 bits; use bigint()"));
    }
    return makeInt(m, static_cast<int64_t>(d));
}

Value floorValue(Mutator& m, Value v) {
    if (v.isDouble()) return doubleToWhole(m, std::floor(v.asDouble()));
    return isInt(v) || isBigInt(v) ? v : notANumber(m, "floor", v);
}

Value ceilValue(Mutator& m, Value v) {
    if (v.isDouble()) return doubleToWhole(m, std::ceil(v.asDouble()));
    return isInt(v) || isBigInt(v) ? v : notANumber(m, "ceil", v);
}

Value roundValue(Mutator& m, Value v, Value digits) {
    std::optional<int64_t> places;
    if (!digits.isUndef() && !digits.isNull()) {
        places = requireInt(m, digits, "the number of digits");
        if (!places.has_value()) return Value::exception();
        places = std::clamp(*places, -kMostDigits, kMostDigits);
    }
    if (v.isDouble()) return roundDouble(m, v.asDouble(), places);
    if (!isInt(v) && !isBigInt(v)) return notANumber(m, "round", v);
    if (places.value_or(0) >= 0) return v;
    return isInt(v) ? roundInt(m, toInt64(v), -*places)
                    : throwValueError(m, "round() of a bigint takes no negative digits");
}

Value checkedAbs(Mutator& m, Value v) {
    if (v.isDouble()) return Value::ofDouble(std::fabs(v.asDouble()));
    if (isBigInt(v)) return bigintAbs(m, v);
    if (!isInt(v)) return notANumber(m, "abs", v);
    const int64_t i = toInt64(v);
    if (i == std::numeric_limits<int64_t>::min()) {
        return throwError(m, m.types().overflowError,
                          "integer overflow in abs(-9223372036854775808); use bigint");
    }
    return i < 0 ? makeInt(m, -i) : v;
}

Value divMod(Mutator& m, Value a, Value b) {
    Value pair[2];
    pair[0] = binary(m, BinaryOp::FloorDiv, a, b);
    NOODLE_TRY(pair[0]);
    pair[1] = binary(m, BinaryOp::Mod, a, b);
    NOODLE_TRY(pair[1]);
    return valueOrException(newTuple(m, pair, 2));
}

Value powerValue(Mutator& m, Value a, Value b, Value modulus) {
    if (modulus.isUndef() || modulus.isNull()) return binary(m, BinaryOp::Pow, a, b);
    const Value all[] = {a, b, modulus};
    bool anyBig = false;
    for (Value v : all) {
        if (!isInt(v) && !isBigInt(v))
            return throwTypeError(m, joined("pow() with a modulus needs ints, not ", typeNameOf(m, v)));
        anyBig = anyBig || isBigInt(v);
    }
    const Value result = bigintPowMod(m, a, b, modulus);
    NOODLE_TRY(result);
    // Smaller than the modulus, so it fits an int when all of them were ints.
    return anyBig ? result : makeInt(m, *bigintToInt64(result));
}

}  // namespace noodle

// Members of int, float, bool and bigint. (map, unwrap and the like come from the Option members that every
// value has.)
#include <bit>
#include <cmath>

#include "runtime/builtins/args.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/number_functions.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/text.h"

namespace noodle {

namespace {

/// Runs a builtin function of one argument on the receiver.
template <NativeFn function>
Value onSelf(Mutator& m, Args args) {
    return function(m, Args{&args.self, 1, Value::undef()});
}

/// The same for a function of two.
template <NativeFn function>
Value onSelfAndOne(Mutator& m, Args args) {
    const Value both[2] = {args.self, args[0]};
    return function(m, Args{both, 2, Value::undef()});
}

bool selfInt(Mutator& m, const Args& args, const char* function, int64_t& out) {
    if (!isInt(args.self)) {
        throwExpected(m, function, "an int", args.self);
        return false;
    }
    out = toInt64(args.self);
    return true;
}

bool selfFloat(Mutator& m, const Args& args, const char* function, double& out) {
    if (!args.self.isDouble()) {
        throwExpected(m, function, "a float", args.self);
        return false;
    }
    out = args.self.asDouble();
    return true;
}

Value toString(Mutator& m, Args args) {
    const Value both[2] = {args.self, args[0]};
    return args.get(0).isNull() ? valueOrException(toStr(m, args.self))
                                : digitsBuiltin(m, Args{both, 2, Value::undef()});
}

Value toInt(Mutator& m, Args args) {
    return toIntValue(m, args.self);
}
Value toFloat(Mutator& m, Args args) {
    return toFloatValue(m, args.self);
}
Value toBigInt(Mutator& m, Args args) {
    return toBigIntValue(m, args.self);
}
Value power(Mutator& m, Args args) {
    return powerValue(m, args.self, args[0], args[1]);
}

Value isEven(Mutator& m, Args args) {
    int64_t i = 0;
    NOODLE_REQUIRE(selfInt(m, args, "isEven", i));
    return Value::ofBool((i & 1) == 0);
}

Value isOdd(Mutator& m, Args args) {
    int64_t i = 0;
    NOODLE_REQUIRE(selfInt(m, args, "isOdd", i));
    return Value::ofBool((i & 1) != 0);
}

uint64_t magnitude(int64_t i) {
    return i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i);
}

Value bitLength(Mutator& m, Args args) {
    if (isBigInt(args.self)) return makeInt(m, static_cast<int64_t>(bigintBits(args.self)));
    int64_t i = 0;
    NOODLE_REQUIRE(selfInt(m, args, "bitLength", i));
    return Value::ofInt48(64 - std::countl_zero(magnitude(i)));
}

Value bitCount(Mutator& m, Args args) {
    int64_t i = 0;
    NOODLE_REQUIRE(selfInt(m, args, "bitCount", i));
    return Value::ofInt48(std::popcount(magnitude(i)));
}

Value intIsInteger(Mutator&, Args) {
    return Value::trueValue();
}

Value floatIsInteger(Mutator& m, Args args) {
    double d = 0;
    NOODLE_REQUIRE(selfFloat(m, args, "isInteger", d));
    return Value::ofBool(std::isfinite(d) && d == std::trunc(d));
}

template <bool (*ask)(double)>
Value floatTest(Mutator& m, Args args) {
    double d = 0;
    NOODLE_REQUIRE(selfFloat(m, args, nullptr, d));
    return Value::ofBool(ask(d));
}

bool isNan(double d) {
    return std::isnan(d);
}
bool isInf(double d) {
    return std::isinf(d);
}
bool isFinite(double d) {
    return std::isfinite(d);
}

Value trunc(Mutator& m, Args args) {
    double d = 0;
    NOODLE_REQUIRE(selfFloat(m, args, "trunc", d));
    return doubleToWhole(m, d);
}

/// Text with exactly this many digits after the point.
Value toFixed(Mutator& m, Args args) {
    ArgReader in(m, "toFixed", args);
    int64_t digits = 0;
    NOODLE_REQUIRE(in.optInteger(0, "digits", digits));
    if (digits < 0 || digits > 100) return in.invalid("'digits' must be 0 to 100");
    return formatValue(m, args.self, joined(".", digits, "f"));
}

Value clamp(Mutator& m, Args args) {
    const Value all[3] = {args.self, args[0], args[1]};
    return clampBuiltin(m, Args{all, 3, Value::undef()});
}

Value iterTimes(Mutator& m, Args args) {
    int64_t n = 0;
    Value f;
    NOODLE_REQUIRE(selfInt(m, args, "times", n) && ArgReader(m, "times", args).callable(0, "f", f));
    for (int64_t i = 0; i < n; ++i) {
        Value index = makeInt(m, i);
        NOODLE_TRY(index);
        NOODLE_TRY(m.call(f, std::span<const Value>(&index, 1)));
    }
    return Value::null();
}

constexpr NativeSpec kIntTable[] = {
    {"toString", "base=", toString},
    {"toInt", "", toInt},
    {"toFloat", "", toFloat},
    {"toBigInt", "", toBigInt},
    {"toChar", "", onSelf<chrBuiltin>},
    {"abs", "", onSelf<absBuiltin>},
    {"pow", "exponent, modulus=", power},
    {"clamp", "low, high", clamp},
    {"sign", "", onSelf<signBuiltin>},
    {"isEven", "", isEven},
    {"isOdd", "", isOdd},
    {"isInteger", "", intIsInteger},
    {"bitLength", "", bitLength},
    {"bit_length", "", bitLength},
    {"bitCount", "", bitCount},
    {"bit_count", "", bitCount},
    {"times", "f", iterTimes},
    {"toFixed", "digits=", toFixed},
};

constexpr NativeSpec kFloatTable[] = {
    {"toString", "", toString},
    {"toInt", "", toInt},
    {"toFloat", "", toFloat},
    {"abs", "", onSelf<absBuiltin>},
    {"pow", "exponent, modulus=", power},
    {"clamp", "low, high", clamp},
    {"sign", "", onSelf<signBuiltin>},
    {"round", "digits=", onSelfAndOne<roundBuiltin>},
    {"floor", "", onSelf<floorBuiltin>},
    {"ceil", "", onSelf<ceilBuiltin>},
    {"trunc", "", trunc},
    {"isInteger", "", floatIsInteger},
    {"is_integer", "", floatIsInteger},
    {"isNaN", "", floatTest<isNan>},
    {"isInfinite", "", floatTest<isInf>},
    {"isFinite", "", floatTest<isFinite>},
    {"toFixed", "digits=", toFixed},
};

constexpr NativeSpec kBoolTable[] = {
    {"toString", "", toString},
    {"toInt", "", toInt},
};

constexpr NativeSpec kBigIntTable[] = {
    {"toString", "base=", toString},
    {"toInt", "", toInt},
    {"toFloat", "", toFloat},
    {"abs", "", onSelf<absBuiltin>},
    {"pow", "exponent, modulus=", power},
    {"sign", "", onSelf<signBuiltin>},
    {"bitLength", "", bitLength},
    {"bit_length", "", bitLength},
};

}  // namespace

std::span<const NativeSpec> intMembers() {
    return kIntTable;
}
std::span<const NativeSpec> floatMembers() {
    return kFloatTable;
}
std::span<const NativeSpec> boolMembers() {
    return kBoolTable;
}
std::span<const NativeSpec> bigintMembers() {
    return kBigIntTable;
}

}  // namespace noodle

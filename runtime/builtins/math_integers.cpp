// Module math: whole numbers: divisors, combinatorics, roots, wrapping arithmetic, bits; products and
// clamping.
#include <bit>
#include <cmath>
#include <numeric>

#include "runtime/builtins/each.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/number_functions.h"
#include "runtime/builtins/wide_int.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/conversions.h"

namespace noodle {

namespace {

Value overflow(Mutator& m, const char* function) {
    return throwError(
        m, m.types().overflowError,
        joined(function, "(): the result does not fit an int (pass a bigint for a bigint result)"));
}

bool isWhole(Value v) {
    return isInt(v) || isBigInt(v);
}

Value gcdOf(Mutator& m, Value a, Value b) {
    if (isBigInt(a) || isBigInt(b)) return bigintGcd(m, a, b);
    auto unsignedOf = [](Value v) {
        int64_t i = toInt64(v);
        return i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i);
    };
    uint64_t g = std::gcd(unsignedOf(a), unsignedOf(b));
    if (g > static_cast<uint64_t>(INT64_MAX)) return overflow(m, "gcd");
    return makeInt(m, static_cast<int64_t>(g));
}

Value lcmOf(Mutator& m, Value a, Value b) {
    if (!plainTruth(a) || !plainTruth(b)) return isBigInt(a) ? a : Value::ofInt48(0);
    Value g = gcdOf(m, a, b);
    NOODLE_TRY(g);
    Value part = binary(m, BinaryOp::FloorDiv, a, g);
    NOODLE_TRY(part);
    Value product = binary(m, BinaryOp::Mul, part, b);
    NOODLE_TRY(product);
    return checkedAbs(m, product);
}

/// Folds the whole numbers of a rest list.
Value foldWhole(Mutator& m, const Args& args, const char* function, int64_t start,
                Value (*combine)(Mutator&, Value, Value)) {
    Value result = Value::ofInt48(start);
    bool ok = eachOfList(m, args[0].cast<List>(), [&](Value v) {
        if (!isWhole(v)) {
            throwExpected(m, function, "ints", v);
            return Step::Fail;
        }
        result = combine(m, result, v);
        return result.isException() ? Step::Fail : Step::Next;
    });
    return ok ? result : Value::exception();
}

Value gcdFn(Mutator& m, Args args) {
    return foldWhole(m, args, "gcd", 0, gcdOf);
}
Value lcmFn(Mutator& m, Args args) {
    return foldWhole(m, args, "lcm", 1, lcmOf);
}

/// Argument `i` as a non-negative int64 (a bigint must fit too). `big` becomes true for a bigint.
bool readCount(Mutator& m, const ArgReader& in, const Args& args, uint32_t i, const char* name, int64_t& out,
               bool& big) {
    if (isBigInt(args[i])) {
        big = true;
        auto fits = bigintToInt64(args[i]);
        if (!fits.has_value()) {
            in.invalid(joined("'", name, "' is too large"));
            return false;
        }
        out = *fits;
    } else if (!in.integer(i, name, out)) {
        return false;
    }
    static_cast<void>(m);
    if (out >= 0) return true;
    in.invalid(joined("'", name, "' must not be negative"));
    return false;
}

/// from * (from + 1) * … * to, by halves so that bigint factors stay of similar size. Depth is log2 of the
/// count.
Value productBetween(Mutator& m, int64_t from, int64_t to) {
    if (from > to) return bigintFromInt(m, 1);
    if (to - from < 8) {
        Value r = bigintFromInt(m, from);
        for (int64_t i = from + 1; i <= to && !r.isException(); ++i) {
            Value factor = makeInt(m, i);
            NOODLE_TRY(factor);
            r = bigintBinary(m, BinaryOp::Mul, r, factor);
        }
        return r;
    }
    NOODLE_TRY(m.poll());
    int64_t middle = from + (to - from) / 2;
    Value low = productBetween(m, from, middle);
    NOODLE_TRY(low);
    Value high = productBetween(m, middle + 1, to);
    NOODLE_TRY(high);
    return bigintBinary(m, BinaryOp::Mul, low, high);
}

/// from * … * to as an int, or OverflowError.
Value smallProduct(Mutator& m, const char* function, int64_t from, int64_t to) {
    int64_t r = 1;
    for (int64_t i = from; i <= to; ++i) {
        if (__builtin_mul_overflow(r, i, &r)) return overflow(m, function);
    }
    return makeInt(m, r);
}

Value factorialFn(Mutator& m, Args args) {
    ArgReader in(m, "factorial", args);
    int64_t n = 0;
    bool big = false;
    NOODLE_REQUIRE(readCount(m, in, args, 0, "n", n, big));
    return big ? productBetween(m, 1, n) : smallProduct(m, "factorial", 1, n);
}

Value permFn(Mutator& m, Args args) {
    ArgReader in(m, "perm", args);
    int64_t n = 0;
    bool big = false;
    NOODLE_REQUIRE(readCount(m, in, args, 0, "n", n, big));
    int64_t k = n;
    if (in.has(1)) NOODLE_REQUIRE(readCount(m, in, args, 1, "k", k, big));
    if (k > n) return big ? bigintFromInt(m, 0) : Value::ofInt48(0);
    return big ? productBetween(m, n - k + 1, n) : smallProduct(m, "perm", n - k + 1, n);
}

Value combFn(Mutator& m, Args args) {
    ArgReader in(m, "comb", args);
    int64_t n = 0, k = 0;
    bool big = false;
    NOODLE_REQUIRE(readCount(m, in, args, 0, "n", n, big) && readCount(m, in, args, 1, "k", k, big));
    if (k > n) return big ? bigintFromInt(m, 0) : Value::ofInt48(0);
    if (k > n - k) k = n - k;
    if (big) {
        Value top = productBetween(m, n - k + 1, n);
        NOODLE_TRY(top);
        Value bottom = productBetween(m, 1, k);
        NOODLE_TRY(bottom);
        return bigintBinary(m, BinaryOp::FloorDiv, top, bottom);
    }
    Int128 r = 1;
    for (int64_t i = 1; i <= k; ++i) {
        r = r * (n - k + i) / i;  // exact: the product of i consecutive numbers divides by i!
        if (r > INT64_MAX) return overflow(m, "comb");
    }
    return makeInt(m, static_cast<int64_t>(r));
}

Value isqrtFn(Mutator& m, Args args) {
    if (isBigInt(args[0])) return bigintSqrt(m, args[0]);
    ArgReader in(m, "isqrt", args);
    int64_t n = 0;
    NOODLE_REQUIRE(in.integer(0, "n", n));
    if (n < 0) return in.invalid("'n' must not be negative");
    return makeInt(m, integerSqrt(n));
}

enum class Wrap { Add, Sub, Mul };

template <Wrap op>
Value wrapping(Mutator& m, const Args& args, const char* function) {
    ArgReader in(m, function, args);
    int64_t a = 0, b = 0;
    NOODLE_REQUIRE(in.integer(0, "a", a) && in.integer(1, "b", b));
    auto x = static_cast<uint64_t>(a), y = static_cast<uint64_t>(b);
    uint64_t r = op == Wrap::Add ? x + y : op == Wrap::Sub ? x - y : x * y;
    return makeInt(m, static_cast<int64_t>(r));
}

Value wrappingAddFn(Mutator& m, Args args) {
    return wrapping<Wrap::Add>(m, args, "wrappingAdd");
}
Value wrappingSubFn(Mutator& m, Args args) {
    return wrapping<Wrap::Sub>(m, args, "wrappingSub");
}
Value wrappingMulFn(Mutator& m, Args args) {
    return wrapping<Wrap::Mul>(m, args, "wrappingMul");
}

template <int (*count)(uint64_t)>
Value bitsOf(Mutator& m, const Args& args, const char* function) {
    int64_t n = 0;
    NOODLE_REQUIRE(ArgReader(m, function, args).integer(0, "n", n));
    return Value::ofInt48(count(static_cast<uint64_t>(n)));
}

int ones(uint64_t n) {
    return std::popcount(n);
}
int leading(uint64_t n) {
    return std::countl_zero(n);
}
int trailing(uint64_t n) {
    return std::countr_zero(n);
}
Value popcountFn(Mutator& m, Args args) {
    return bitsOf<ones>(m, args, "popcount");
}
Value leadingZerosFn(Mutator& m, Args args) {
    return bitsOf<leading>(m, args, "leadingZeros");
}
Value trailingZerosFn(Mutator& m, Args args) {
    return bitsOf<trailing>(m, args, "trailingZeros");
}

Value prodFn(Mutator& m, Args args) {
    Value result = args.get(1, Value::ofInt48(1));
    bool ok = eachValue(m, args[0], [&](Value v) {
        result = binary(m, BinaryOp::Mul, result, v);
        return result.isException() ? Step::Fail : Step::Next;
    });
    return ok ? result : Value::exception();
}

constexpr NativeSpec kTable[] = {
    {"gcd", "...numbers", gcdFn},
    {"lcm", "...numbers", lcmFn},
    {"factorial", "n", factorialFn},
    {"perm", "n, k=", permFn},
    {"comb", "n, k", combFn},
    {"isqrt", "n", isqrtFn},
    {"wrappingAdd", "a, b", wrappingAddFn},
    {"wrappingSub", "a, b", wrappingSubFn},
    {"wrappingMul", "a, b", wrappingMulFn},
    {"popcount", "n", popcountFn},
    {"bitCount", "n", popcountFn},
    {"leadingZeros", "n", leadingZerosFn},
    {"trailingZeros", "n", trailingZerosFn},
    {"prod", "xs, start=", prodFn},
    {"clamp", "x, low, high", clampBuiltin},
    {"sign", "x", signBuiltin},
    {"abs", "x", absBuiltin},
    {"min", "...values, key=, default=", minBuiltin},
    {"max", "...values, key=, default=", maxBuiltin},
    {"round", "x, digits=", roundBuiltin},
    {"sum", "xs, start=", sumBuiltin},
    {"idiv", "a, b", idivBuiltin},
    {"divmod", "a, b", divmodBuiltin},
};

}  // namespace

Value clampBuiltin(Mutator& m, Args args) {
    Value above = compare(m, CompareOp::Gt, args[1], args[2]);
    NOODLE_TRY(above);
    if (above.isTrue()) return throwValueError(m, "clamp(): the lower bound is above the upper one");
    Value below = compare(m, CompareOp::Lt, args[0], args[1]);
    NOODLE_TRY(below);
    if (below.isTrue()) return args[1];
    above = compare(m, CompareOp::Gt, args[0], args[2]);
    NOODLE_TRY(above);
    return above.isTrue() ? args[2] : args[0];
}

Value signBuiltin(Mutator& m, Args args) {
    Value v = args[0];
    if (isBigInt(v))
        return Value::ofInt48(isBigIntZero(v) ? 0 : compareNumbers(v, Value::ofInt48(0)) < 0 ? -1 : 1);
    double x = 0;
    NOODLE_REQUIRE(ArgReader(m, "sign", args).number(0, "x", x));
    int64_t s = x > 0 ? 1 : x < 0 ? -1 : 0;
    return isInt(v) ? Value::ofInt48(s)
                    : Value::ofDouble(x != x ? canonicalDouble(x) : static_cast<double>(s));
}

int64_t integerSqrt(int64_t n) {
    auto root = static_cast<int64_t>(std::sqrt(static_cast<double>(n)));
    auto square = [](int64_t r) { return static_cast<Int128>(r) * r; };
    while (square(root) > n) --root;
    while (square(root + 1) <= n) ++root;
    return root;
}

std::span<const NativeSpec> mathIntegerFunctions() {
    return kTable;
}

}  // namespace noodle

// Module math: constants, real functions, rounding, number predicates. Integers and combinatorics:
// math_integers.cpp.
#include <cmath>
#include <limits>
#include <vector>

#include "runtime/builtins/each.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/number_functions.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/conversions.h"

namespace noodle {

namespace {

Value domainError(Mutator& m, const char* function) {
    return throwValueError(m, joined(function, "(): the argument is outside the function's domain"));
}

/// Reads argument `i` as a double; a bigint counts.
bool readNumber(Mutator& m, const ArgReader& in, const Args& args, uint32_t i, const char* name,
                double& out) {
    if (isBigInt(args[i])) {
        out = bigintToDouble(args[i]);
        return true;
    }
    static_cast<void>(m);
    return in.number(i, name, out);
}

/// lgamma() without the process-wide sign variable.
double logGamma(double x) {
    int sign = 0;
    return ::lgamma_r(x, &sign);
}

/// A function of one number. NaN out of a number means that it is outside the domain.
#define MATH_REAL(name, expression)                                                \
    Value name##Fn(Mutator& m, Args args) {                                        \
        double x = 0;                                                              \
        NOODLE_REQUIRE(readNumber(m, ArgReader(m, #name, args), args, 0, "x", x)); \
        double r = expression;                                                     \
        if (r != r && x == x) return domainError(m, #name);                        \
        return Value::ofDouble(canonicalDouble(r));                                \
    }
#include "runtime/builtins/math_real.def"
#undef MATH_REAL

#define MATH_REAL2(name, a, b, expression)                                                      \
    Value name##Fn(Mutator& m, Args args) {                                                     \
        ArgReader in(m, #name, args);                                                           \
        double x = 0, y = 0;                                                                    \
        NOODLE_REQUIRE(readNumber(m, in, args, 0, #a, x) && readNumber(m, in, args, 1, #b, y)); \
        double r = expression;                                                                  \
        if (r != r && x == x && y == y) return domainError(m, #name);                           \
        return Value::ofDouble(canonicalDouble(r));                                             \
    }
#include "runtime/builtins/math_real.def"
#undef MATH_REAL2

Value truncFn(Mutator& m, Args args) {
    if (isInt(args[0]) || isBigInt(args[0])) return args[0];
    double x = 0;
    NOODLE_REQUIRE(ArgReader(m, "trunc", args).number(0, "x", x));
    return doubleToWhole(m, x);
}

/// Natural logarithm of a positive number of any size; NaN outside the domain.
double naturalLog(Value v) {
    if (!isBigInt(v)) return std::log(toDouble(v));
    double d = bigintToDouble(v);
    if (d < 1e300) return std::log(d);
    int64_t exponent = 0;  // beyond the range of a double
    double lead = bigintFraction(v, exponent);
    return std::log(lead) + static_cast<double>(exponent) * std::log(2.0);
}

bool checkLog(Mutator& m, const ArgReader& in, const Args& args, uint32_t i, const char* name) {
    double x = 0;
    if (!readNumber(m, in, args, i, name, x)) return false;
    if (x > 0 || x != x) return true;
    in.invalid("a logarithm needs a positive number");
    return false;
}

Value logFn(Mutator& m, Args args) {
    ArgReader in(m, "log", args);
    NOODLE_REQUIRE(checkLog(m, in, args, 0, "x"));
    double r = naturalLog(args[0]);
    if (in.has(1)) {
        NOODLE_REQUIRE(checkLog(m, in, args, 1, "base"));
        double base = naturalLog(args[1]);
        if (base == 0) return in.invalid("the base must not be 1");
        r /= base;
    }
    return Value::ofDouble(canonicalDouble(r));
}

template <double (*fn)(double)>
Value logOf(Mutator& m, const Args& args, const char* function, double baseLog) {
    ArgReader in(m, function, args);
    NOODLE_REQUIRE(checkLog(m, in, args, 0, "x"));
    double r = isBigInt(args[0]) ? naturalLog(args[0]) / baseLog : fn(toDouble(args[0]));
    return Value::ofDouble(canonicalDouble(r));
}

double log2Of(double x) {
    return std::log2(x);
}
double log10Of(double x) {
    return std::log10(x);
}
Value log2Fn(Mutator& m, Args args) {
    return logOf<log2Of>(m, args, "log2", std::log(2.0));
}
Value log10Fn(Mutator& m, Args args) {
    return logOf<log10Of>(m, args, "log10", std::log(10.0));
}

Value hypotFn(Mutator& m, Args args) {
    double sum = 0;
    bool ok = eachOfList(m, args[0].cast<List>(), [&](Value v) {
        if (!isNumber(v)) {
            throwExpected(m, "hypot", "numbers", v);
            return Step::Fail;
        }
        sum = std::hypot(sum, toDouble(v));
        return Step::Next;
    });
    NOODLE_REQUIRE(ok);
    return Value::ofDouble(canonicalDouble(sum));
}

Value distFn(Mutator& m, Args args) {
    double sum = 0;
    Value other = getIterator(m, args[1]);
    NOODLE_TRY(other);
    bool ok = eachValue(m, args[0], [&](Value a) {
        Value b = iteratorNext(m, other);
        if (b.isException()) return Step::Fail;
        if (b.isUndef() || !isNumber(a) || !isNumber(b)) {
            throwValueError(m, "dist(): expects two points of the same number of coordinates");
            return Step::Fail;
        }
        sum = std::hypot(sum, toDouble(a) - toDouble(b));
        return Step::Next;
    });
    NOODLE_REQUIRE(ok);
    return Value::ofDouble(sum);
}

/// Exact sum of doubles (Shewchuk): partials that do not overlap, rounded once at the end.
class ExactSum {
  public:
    void add(double x) {
        if (!std::isfinite(x)) {
            special_ += x;
            isSpecial_ = true;
            return;
        }
        size_t kept = 0;
        for (double y : partials_) {
            if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
            double high = x + y;
            double low = y - (high - x);
            if (low != 0) partials_[kept++] = low;
            x = high;
        }
        partials_.resize(kept);
        partials_.push_back(x);
    }
    double result() const {
        if (isSpecial_) return special_;
        if (partials_.empty()) return 0;
        size_t n = partials_.size();
        double high = partials_[--n], low = 0;
        while (n > 0) {
            double x = high, y = partials_[--n];
            high = x + y;
            low = y - (high - x);
            if (low != 0) break;
        }
        // Round half to even across the rest of the partials.
        if (n > 0 && ((low < 0 && partials_[n - 1] < 0) || (low > 0 && partials_[n - 1] > 0))) {
            double twice = low * 2, sum = high + twice;
            if (twice == sum - high) high = sum;
        }
        return high;
    }

  private:
    std::vector<double> partials_;
    double special_ = 0;
    bool isSpecial_ = false;
};

Value fsumFn(Mutator& m, Args args) {
    ExactSum sum;
    bool ok = eachValue(m, args[0], [&](Value v) {
        if (!isNumber(v)) {
            throwExpected(m, "fsum", "numbers", v);
            return Step::Fail;
        }
        sum.add(toDouble(v));
        return Step::Next;
    });
    NOODLE_REQUIRE(ok);
    return Value::ofDouble(canonicalDouble(sum.result()));
}

Value isCloseFn(Mutator& m, Args args) {
    ArgReader in(m, "isclose", args);
    double a = 0, b = 0, relative = 1e-9, absolute = 0;
    NOODLE_REQUIRE(in.number(0, "a", a) && in.number(1, "b", b) && in.optNumber(2, "rel_tol", relative) &&
                   in.optNumber(3, "abs_tol", absolute));
    if (a == b) return Value::trueValue();
    if (std::isinf(a) || std::isinf(b)) return Value::falseValue();
    double gap = std::fabs(a - b);
    return Value::ofBool(gap <= relative * std::fmax(std::fabs(a), std::fabs(b)) || gap <= absolute);
}

template <bool (*test)(double)>
Value numberTest(Mutator& m, Args args) {
    double x = 0;
    NOODLE_REQUIRE(readNumber(m, ArgReader(m, nullptr, args), args, 0, "x", x));
    return Value::ofBool(test(x));
}

bool isNan(double x) {
    return std::isnan(x);
}
bool isInf(double x) {
    return std::isinf(x);
}
bool isFinite(double x) {
    return std::isfinite(x);
}

Value frexpFn(Mutator& m, Args args) {
    double x = 0;
    NOODLE_REQUIRE(ArgReader(m, "frexp", args).number(0, "x", x));
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent);
    return makePair(m, Value::ofDouble(canonicalDouble(mantissa)), Value::ofInt48(exponent));
}

Value ldexpFn(Mutator& m, Args args) {
    ArgReader in(m, "ldexp", args);
    double x = 0;
    int64_t exponent = 0;
    NOODLE_REQUIRE(in.number(0, "x", x) && in.integer(1, "i", exponent));
    exponent = exponent < -5000 ? -5000 : exponent > 5000 ? 5000 : exponent;
    return Value::ofDouble(canonicalDouble(std::ldexp(x, static_cast<int>(exponent))));
}

Value modfFn(Mutator& m, Args args) {
    double x = 0, whole = 0;
    NOODLE_REQUIRE(ArgReader(m, "modf", args).number(0, "x", x));
    double fraction = std::modf(x, &whole);
    return makePair(m, Value::ofDouble(canonicalDouble(fraction)), Value::ofDouble(canonicalDouble(whole)));
}

Value ulpFn(Mutator& m, Args args) {
    double x = 0;
    NOODLE_REQUIRE(ArgReader(m, "ulp", args).number(0, "x", x));
    x = std::fabs(x);
    if (!std::isfinite(x)) return Value::ofDouble(canonicalDouble(x));
    double up = std::nextafter(x, std::numeric_limits<double>::infinity());
    return Value::ofDouble(std::isfinite(up) ? up - x : x - std::nextafter(x, 0.0));
}

constexpr NativeSpec kRealTable[] = {
#define MATH_REAL(name, expression) {#name, "x", name##Fn},
#define MATH_REAL2(name, a, b, expression) {#name, #a ", " #b, name##Fn},
#include "runtime/builtins/math_real.def"
#undef MATH_REAL
#undef MATH_REAL2
    {"floor", "x", floorBuiltin},
    {"ceil", "x", ceilBuiltin},
    {"trunc", "x", truncFn},
    {"log", "x, base=", logFn},
    {"log2", "x", log2Fn},
    {"log10", "x", log10Fn},
    {"hypot", "...xs", hypotFn},
    {"dist", "p, q", distFn},
    {"fsum", "xs", fsumFn},
    {"isclose", "a, b, rel_tol=, abs_tol=", isCloseFn},
    {"isClose", "a, b, relTol=, absTol=", isCloseFn},
    {"isnan", "x", numberTest<isNan>},
    {"isNaN", "x", numberTest<isNan>},
    {"isinf", "x", numberTest<isInf>},
    {"isInfinite", "x", numberTest<isInf>},
    {"isfinite", "x", numberTest<isFinite>},
    {"isFinite", "x", numberTest<isFinite>},
    {"frexp", "x", frexpFn},
    {"ldexp", "x, i", ldexpFn},
    {"modf", "x", modfFn},
    {"ulp", "x", ulpFn},
};

template <int64_t i>
Value intConstant(Mutator& m) {
    return makeInt(m, i);
}

Value makePi(Mutator&) {
    return Value::ofDouble(3.14159265358979323846);
}
Value makeE(Mutator&) {
    return Value::ofDouble(2.71828182845904523536);
}
Value makeTau(Mutator&) {
    return Value::ofDouble(6.28318530717958647692);
}
Value makeInf(Mutator&) {
    return Value::ofDouble(std::numeric_limits<double>::infinity());
}
Value makeNan(Mutator&) {
    return Value::ofDouble(canonicalDouble(std::numeric_limits<double>::quiet_NaN()));
}
Value makeEpsilon(Mutator&) {
    return Value::ofDouble(std::numeric_limits<double>::epsilon());
}
Value makeMaxFloat(Mutator&) {
    return Value::ofDouble(std::numeric_limits<double>::max());
}

constexpr NativeConstant kConstants[] = {
    {"pi", makePi},
    {"PI", makePi},
    {"e", makeE},
    {"E", makeE},
    {"tau", makeTau},
    {"TAU", makeTau},
    {"inf", makeInf},
    {"INFINITY", makeInf},
    {"nan", makeNan},
    {"NAN", makeNan},
    {"epsilon", makeEpsilon},
    {"maxFloat", makeMaxFloat},
    {"maxInt", intConstant<std::numeric_limits<int64_t>::max()>},
    {"minInt", intConstant<std::numeric_limits<int64_t>::min()>},
};

}  // namespace

const NativeModule& mathModule() {
    static const NativeModule module = [] {
        // One table of all: a NativeModule has one.
        static const std::vector<NativeSpec> functions = [] {
            std::vector<NativeSpec> all(std::begin(kRealTable), std::end(kRealTable));
            auto integers = mathIntegerFunctions();
            all.insert(all.end(), integers.begin(), integers.end());
            return all;
        }();
        return NativeModule{"math", functions, kConstants};
    }();
    return module;
}

}  // namespace noodle

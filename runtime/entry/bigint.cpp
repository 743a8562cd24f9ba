#include "runtime/entry/bigint.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include "runtime/entry/big_work.h"
#include "runtime/entry/make.h"
#include "runtime/entry/message.h"
#include "runtime/object/number.h"

namespace noodle {
namespace {

namespace mp = boost::multiprecision;

constexpr uint16_t kNegative = 1;
constexpr uint32_t kLongLimbs = 200;  // of an operand that makes an operation worth a poll

/// `v` is an int or a bigint.
Big load(Value v) {
    if (!isBigInt(v)) return Big(toInt64(v));
    BigInt* b = v.cast<BigInt>();
    Big result;
    if (b->aux == 0) return result;
    mp::import_bits(result, b->limbs(), b->limbs() + b->aux, 64, false);
    return (b->flags & kNegative) != 0 ? Big(-result) : result;
}

Value store(Mutator& m, const Big& value) {
    const uint64_t bits = bitsOf(value);
    if (bits > kMaxBigIntBits) return throwError(m, m.types().overflowError, "bigint result is too large");
    const size_t limbs = (bits + 63) / 64;
    BigInt* result = allocateObject<BigInt>(m, limbs * sizeof(uint64_t));
    if (result == nullptr) return Value::exception();
    result->aux = static_cast<uint32_t>(limbs);
    if (value < 0) result->flags |= kNegative;
    if (limbs != 0) mp::export_bits(Big(mp::abs(value)), result->limbs(), 64, false);
    return Value::ofObject(result);
}

Value divisionByZero(Mutator& m) {
    return throwError(m, m.types().zeroDivisionError, "division by zero");
}

/// Quotient rounded towards minus infinity; `remainder` takes the sign of b. False: exception.
bool floorDivide(BigWork& work, const Big& a, const Big& b, Big& quotient, Big& remainder) {
    if (!work.divide(a, b, quotient, remainder)) return false;
    if (!remainder.is_zero() && (remainder < 0) != (b < 0)) {
        quotient -= 1;
        remainder += b;
    }
    return true;
}

/// Correctly rounded for normal results, also when both operands are beyond the range of double: the quotient
/// is cut to 64 bits whose lowest one is sticky, and the conversion of those rounds once. Shifting the
/// dividend first leaves a quotient of two limbs, so this is linear.
double trueDivide(const Big& a, const Big& b) {
    if (a.is_zero()) return 0.0;
    const Big dividend = mp::abs(a), divisor = mp::abs(b);
    const int64_t lead = static_cast<int64_t>(mp::msb(dividend)) - static_cast<int64_t>(mp::msb(divisor));
    const int64_t up = 66 - lead;
    const Big scaled =
        up >= 0 ? Big(dividend << static_cast<unsigned>(up)) : Big(dividend >> static_cast<unsigned>(-up));
    const bool lost = up < 0 && mp::lsb(dividend) < static_cast<uint64_t>(-up);
    Big quotient, remainder;
    mp::divide_qr(scaled, divisor, quotient, remainder);
    const unsigned cut = static_cast<unsigned>(mp::msb(quotient)) - 63;
    const bool sticky = lost || !remainder.is_zero() || mp::lsb(quotient) < cut;
    const uint64_t digits = Big(quotient >> cut).convert_to<uint64_t>() | (sticky ? 1 : 0);
    const int64_t exponent = static_cast<int64_t>(cut) - up;
    const double magnitude =
        std::ldexp(static_cast<double>(digits), static_cast<int>(std::min<int64_t>(exponent, 1 << 20)));
    return (a < 0) != (b < 0) ? -magnitude : magnitude;
}

Value power(Mutator& m, const Big& base, const Big& exponent) {
    if (exponent < 0) {
        if (base.is_zero()) return divisionByZero(m);
        return Value::ofDouble(
            canonicalDouble(std::pow(base.convert_to<double>(), exponent.convert_to<double>())));
    }
    const Big magnitude = mp::abs(base);
    if (magnitude <= 1) {
        const bool one = exponent.is_zero() || (base < 0 && !mp::bit_test(exponent, 0));
        return store(m, one ? Big(1) : base);
    }
    if (exponent > Big(kMaxBigIntBits) ||
        (mp::msb(magnitude)) * exponent.convert_to<uint64_t>() > kMaxBigIntBits) {
        return throwError(m, m.types().overflowError, "bigint result is too large");
    }
    Big result;
    if (!BigWork(m).power(base, exponent.convert_to<uint64_t>(), result)) return Value::exception();
    return store(m, result);
}

Value multiply(Mutator& m, const Big& a, const Big& b) {
    if (bitsOf(a) + bitsOf(b) > kMaxBigIntBits + 1)
        return throwError(m, m.types().overflowError, "bigint result is too large");
    Big product;
    return BigWork(m).multiply(a, b, product) ? store(m, product) : Value::exception();
}

Value shift(Mutator& m, const Big& value, const Big& count, bool left) {
    if (count < 0) return throwError(m, m.types().valueError, "shift count must not be negative");
    if (left) {
        if (value.is_zero()) return store(m, value);
        if (count > Big(kMaxBigIntBits))
            return throwError(m, m.types().overflowError, "bigint result is too large");
        return store(m, Big(value << count.convert_to<unsigned>()));
    }
    if (count > Big(kMaxBigIntBits)) return store(m, Big(value < 0 ? -1 : 0));
    // cpp_int shifts magnitudes; floor semantics need the correction for negative values.
    const unsigned n = count.convert_to<unsigned>();
    if (value >= 0) return store(m, Big(value >> n));
    return store(m, Big(-((Big(-value) - 1) >> n) - 1));
}

/// Bitwise operators see an infinite two's complement: cpp_int refuses negative operands, so ~ maps them.
Value bitwise(Mutator& m, BinaryOp op, const Big& a, const Big& b) {
    const unsigned width = static_cast<unsigned>(std::max(a.is_zero() ? 0 : mp::msb(Big(mp::abs(a))),
                                                          b.is_zero() ? 0 : mp::msb(Big(mp::abs(b))))) +
                           2;
    const Big modulus = Big(1) << width;
    const Big x = a < 0 ? Big(a + modulus) : a;
    const Big y = b < 0 ? Big(b + modulus) : b;
    Big result = op == BinaryOp::BitAnd ? Big(x & y) : op == BinaryOp::BitOr ? Big(x | y) : Big(x ^ y);
    if (mp::bit_test(result, width - 1)) result -= modulus;
    return store(m, result);
}

Value divideFamily(Mutator& m, BinaryOp op, const Big& a, const Big& b) {
    if (b.is_zero()) return divisionByZero(m);
    if (op == BinaryOp::Div) return Value::ofDouble(trueDivide(a, b));
    BigWork work(m);
    Big quotient, remainder;
    if (!floorDivide(work, a, b, quotient, remainder)) return Value::exception();
    return store(m, op == BinaryOp::FloorDiv ? quotient : remainder);
}

int digitValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const int lower = std::tolower(static_cast<unsigned char>(c));
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const size_t from = text.find_first_not_of(kBlanks);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(kBlanks) - from + 1);
}

/// Takes a base prefix that fits `base` (base 0: any) off `text`.
int takePrefix(std::string_view& text, int base) {
    if (text.size() > 2 && text[0] == '0') {
        const char letter = static_cast<char>(std::tolower(static_cast<unsigned char>(text[1])));
        const int named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
        if (named != 0 && (base == 0 || base == named)) {
            text.remove_prefix(2);
            return named;
        }
    }
    return base == 0 ? 10 : base;
}

/// The values of the digits; false if a character is no digit of `base`.
bool digitValues(std::string_view text, int base, std::vector<uint8_t>& out) {
    bool digitBefore = false;
    for (char c : text) {
        if (c == '_' && digitBefore) {
            digitBefore = false;
            continue;
        }
        const int digit = digitValue(c);
        if (digit >= base) return false;
        out.push_back(static_cast<uint8_t>(digit));
        digitBefore = true;
    }
    return digitBefore;
}

}  // namespace

Value bigintFromInt(Mutator& m, int64_t i) {
    return store(m, Big(i));
}

Value bigintFromDouble(Mutator& m, double d) {
    if (d != d) return throwError(m, m.types().valueError, "cannot convert nan to bigint");
    if (std::isinf(d)) return throwError(m, m.types().overflowError, "cannot convert inf to bigint");
    return store(m, Big(std::trunc(d)));
}

Value bigintFromText(Mutator& m, std::string_view text, int base) {
    std::string_view rest = trimmed(text);
    const bool negative = !rest.empty() && rest[0] == '-';
    if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.remove_prefix(1);
    base = takePrefix(rest, base);
    // 4 bits a digit are enough for the bases that matter; the exact limit is checked again when the result
    // is stored.
    if (rest.size() > kMaxBigIntBits / 4)
        return throwError(m, m.types().overflowError, "bigint text is too long");
    std::vector<uint8_t> digits;
    if (!digitValues(rest, base, digits)) {
        return throwValueError(m,
                               joined("invalid literal for bigint() with base ", base, ": \"", text, "\""));
    }
    Big value;
    if (!BigWork(m).fromDigits(digits, base, value)) return Value::exception();
    return store(m, negative ? Big(-value) : value);
}

Value bigintBinary(Mutator& m, BinaryOp op, Value left, Value right) {
    // A loop over such operands must be stoppable although it spends little of the engine's budget.
    const bool isLong = (isBigInt(left) && left.asObject()->aux > kLongLimbs) ||
                        (isBigInt(right) && right.asObject()->aux > kLongLimbs);
    if (isLong) NOODLE_TRY(m.poll());
    const Big a = load(left), b = load(right);
    switch (op) {
        case BinaryOp::Add:
            return store(m, Big(a + b));
        case BinaryOp::Sub:
            return store(m, Big(a - b));
        case BinaryOp::Mul:
            return multiply(m, a, b);
        case BinaryOp::Div:
        case BinaryOp::FloorDiv:
        case BinaryOp::Mod:
            return divideFamily(m, op, a, b);
        case BinaryOp::Pow:
            return power(m, a, b);
        case BinaryOp::Shl:
            return shift(m, a, b, true);
        case BinaryOp::Shr:
            return shift(m, a, b, false);
        case BinaryOp::UShr:
            if (a < 0)
                return throwError(m, m.types().valueError,
                                  "'>>>' needs a fixed width: not for a negative bigint");
            return shift(m, a, b, false);
        case BinaryOp::BitAnd:
        case BinaryOp::BitOr:
        case BinaryOp::BitXor:
            return bitwise(m, op, a, b);
    }
    return Value::null();
}

Value bigintNegate(Mutator& m, Value v) {
    return store(m, Big(-load(v)));
}
Value bigintInvert(Mutator& m, Value v) {
    return store(m, Big(-load(v) - 1));
}
Value bigintAbs(Mutator& m, Value v) {
    return store(m, Big(mp::abs(load(v))));
}

Value bigintPowMod(Mutator& m, Value base, Value exponent, Value modulus) {
    const Big e = load(exponent), n = load(modulus);
    if (n.is_zero()) return divisionByZero(m);
    if (e < 0) return throwError(m, m.types().valueError, "pow() with a modulus needs an exponent >= 0");
    const Big magnitude = mp::abs(n);
    BigWork work(m);
    Big reduced, unused, result;
    if (!floorDivide(work, load(base), magnitude, unused, reduced)) return Value::exception();
    if (!work.powerMod(reduced, e, magnitude, result)) return Value::exception();
    if (n < 0 && !result.is_zero()) result += n;
    return store(m, result);
}

Value bigintGcd(Mutator& m, Value a, Value b) {
    Big result;
    return BigWork(m).gcd(load(a), load(b), result) ? store(m, result) : Value::exception();
}

Value bigintSqrt(Mutator& m, Value v) {
    const Big n = load(v);
    if (n < 0) return throwError(m, m.types().valueError, "square root of a negative number");
    Big result;
    return BigWork(m).squareRoot(n, result) ? store(m, result) : Value::exception();
}

double bigintToDouble(Value v) {
    return trueDivide(load(v), Big(1));
}

double bigintFraction(Value v, int64_t& exponent) {
    const Big b = load(v);
    const uint64_t bits = bitsOf(b);
    const uint64_t cut = bits > 64 ? bits - 64 : 0;
    int binary = 0;
    const double fraction =
        std::frexp(static_cast<double>(Big(b >> static_cast<unsigned>(cut)).convert_to<uint64_t>()), &binary);
    exponent = static_cast<int64_t>(cut) + binary;
    return fraction;
}

std::optional<int64_t> bigintToInt64(Value v) {
    const Big b = load(v);
    if (b > std::numeric_limits<int64_t>::max() || b < std::numeric_limits<int64_t>::min())
        return std::nullopt;
    return b.convert_to<int64_t>();
}

bool appendBigInt(Mutator& m, std::string& out, Value v, int base) {
    Big b = load(v);
    if (b < 0) {
        out += '-';
        b = -b;
    }
    return BigWork(m).digits(b, base, out);
}

uint64_t bigintBits(Value v) {
    return bitsOf(load(v));
}

}  // namespace noodle

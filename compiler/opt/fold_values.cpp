#include "compiler/opt/fold_values.h"

#include <cmath>
#include <limits>

namespace noodle::opt {

using ir::Op;

namespace {

constexpr int64_t kMinInt = std::numeric_limits<int64_t>::min();
constexpr size_t kMaxText = 4096;  // longer results cost more in the file than they save
constexpr int64_t kExactInDouble = int64_t{1} << 53;

using Folded = std::optional<ConstantValue>;

Folded power(int64_t base, int64_t exponent) {
    if (exponent < 0) return {};
    int64_t result = 1, square = base;
    for (int64_t rest = exponent; rest != 0;) {
        if ((rest & 1) != 0 && __builtin_mul_overflow(result, square, &result)) return {};
        rest >>= 1;
        if (rest != 0 && __builtin_mul_overflow(square, square, &square)) return {};
    }
    return result;
}

Folded divide(Op op, int64_t a, int64_t b) {
    if (b == 0 || (a == kMinInt && b == -1)) return {};
    if (op == Op::Div) return static_cast<double>(static_cast<long double>(a) / static_cast<long double>(b));
    int64_t quotient = a / b, remainder = a % b;
    bool adjust = remainder != 0 && (remainder < 0) != (b < 0);
    if (op == Op::FloorDiv) return adjust ? quotient - 1 : quotient;
    return adjust ? remainder + b : remainder;
}

Folded shift(Op op, int64_t a, int64_t count) {
    if (count < 0 || count > 63) return {};
    auto bits = static_cast<uint64_t>(a);
    if (op == Op::Shl) return static_cast<int64_t>(bits << count);
    if (op == Op::UShr) return static_cast<int64_t>(bits >> count);
    return a >> count;
}

template <typename T>
Folded compare(Op op, const T& a, const T& b) {
    switch (op) {
        case Op::Eq:
            return a == b;
        case Op::Ne:
            return a != b;
        case Op::Lt:
            return a < b;
        case Op::Le:
            return a <= b;
        case Op::Gt:
            return a > b;
        case Op::Ge:
            return a >= b;
        default:
            return {};
    }
}

Folded ints(Op op, int64_t a, int64_t b) {
    int64_t result = 0;
    switch (op) {
        case Op::Add:
            return __builtin_add_overflow(a, b, &result) ? Folded() : Folded(result);
        case Op::Sub:
            return __builtin_sub_overflow(a, b, &result) ? Folded() : Folded(result);
        case Op::Mul:
            return __builtin_mul_overflow(a, b, &result) ? Folded() : Folded(result);
        case Op::Div:
        case Op::FloorDiv:
        case Op::Mod:
            return divide(op, a, b);
        case Op::Pow:
            return power(a, b);
        case Op::BitAnd:
            return a & b;
        case Op::BitOr:
            return a | b;
        case Op::BitXor:
            return a ^ b;
        case Op::Shl:
        case Op::Shr:
        case Op::UShr:
            return shift(op, a, b);
        default:
            return compare(op, a, b);
    }
}

Folded notNan(double d) {
    return std::isnan(d) ? Folded() : Folded(d);
}

Folded floats(Op op, double a, double b) {
    switch (op) {
        case Op::Add:
            return notNan(a + b);
        case Op::Sub:
            return notNan(a - b);
        case Op::Mul:
            return notNan(a * b);
        case Op::Div:
            return b == 0 ? Folded() : notNan(a / b);
        default:
            return compare(op, a, b);
    }
}

// An int as a double where that loses nothing.
std::optional<double> asDouble(const ConstantValue& v) {
    if (const auto* d = std::get_if<double>(&v)) return *d;
    const auto* i = std::get_if<int64_t>(&v);
    if (i == nullptr || *i < -kExactInDouble || *i > kExactInDouble) return {};
    return static_cast<double>(*i);
}

Folded concatenate(const ConstantValue& a, const ConstantValue& b) {
    auto left = textOf(a), right = textOf(b);
    if (!left || !right || left->size() + right->size() > kMaxText) return {};
    return *left + *right;
}

Folded strings(Op op, const ConstantValue& a, const ConstantValue& b) {
    if (op == Op::Add) return concatenate(a, b);
    const auto* left = std::get_if<std::string>(&a);
    const auto* right = std::get_if<std::string>(&b);
    // UTF-8 bytes order as code points do.
    return left && right ? compare(op, *left, *right) : Folded();
}

}  // namespace

std::optional<std::string> textOf(const ConstantValue& v) {
    if (std::holds_alternative<NullConstant>(v)) return "null";
    if (const auto* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    if (const auto* i = std::get_if<int64_t>(&v)) return std::to_string(*i);
    if (const auto* s = std::get_if<std::string>(&v)) return *s;
    return {};
}

bool isTruthy(const ConstantValue& v) {
    if (std::holds_alternative<NullConstant>(v)) return false;
    if (const auto* b = std::get_if<bool>(&v)) return *b;
    if (const auto* i = std::get_if<int64_t>(&v)) return *i != 0;
    if (const auto* d = std::get_if<double>(&v)) return *d != 0;
    return !std::get_if<std::string>(&v)->empty();
}

Folded foldUnary(Op op, const ConstantValue& a) {
    const auto* i = std::get_if<int64_t>(&a);
    const auto* d = std::get_if<double>(&a);
    switch (op) {
        case Op::Not:
            return !isTruthy(a);
        case Op::ToBool:
            return isTruthy(a);
        case Op::IsNull:
            return std::holds_alternative<NullConstant>(a);
        case Op::IsUndef:
            return false;
        case Op::Neg:
            if (i != nullptr) return *i == kMinInt ? Folded() : Folded(-*i);
            return d != nullptr && !std::isnan(*d) ? Folded(-*d) : Folded();
        case Op::Pos:
            return i != nullptr || d != nullptr ? Folded(a) : Folded();
        case Op::BitNot:
            return i != nullptr ? Folded(~*i) : Folded();
        default:
            return {};
    }
}

Folded foldBinary(Op op, const ConstantValue& a, const ConstantValue& b) {
    const auto* i = std::get_if<int64_t>(&a);
    const auto* j = std::get_if<int64_t>(&b);
    if (i != nullptr && j != nullptr) return ints(op, *i, *j);
    if (std::holds_alternative<std::string>(a) || std::holds_alternative<std::string>(b))
        return strings(op, a, b);
    if (auto x = asDouble(a), y = asDouble(b); x && y) return floats(op, *x, *y);
    const auto* p = std::get_if<bool>(&a);
    const auto* q = std::get_if<bool>(&b);
    if (p != nullptr && q != nullptr && (op == Op::Eq || op == Op::Ne)) return compare(op, *p, *q);
    return {};
}

}  // namespace noodle::opt

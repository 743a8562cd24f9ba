#include "runtime/entry/arith.h"

#include <cmath>
#include <limits>

#include "runtime/entry/arith_detail.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/index_detail.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/number.h"
#include "runtime/object/range.h"

namespace noodle {
namespace {

constexpr const char* kOpTexts[] = {"+", "-", "*", "/", "~/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"};
constexpr int64_t kMinInt = std::numeric_limits<int64_t>::min();

Value overflow(Mutator& m, BinaryOp op, int64_t a, int64_t b) {
    std::string text = joined("integer overflow in ", a, " ", binaryOpText(op), " ", b, "; use bigint");
    if (op == BinaryOp::Add) text += " or math.wrappingAdd";
    if (op == BinaryOp::Sub) text += " or math.wrappingSub";
    if (op == BinaryOp::Mul) text += " or math.wrappingMul";
    return throwError(m, m.types().overflowError, text);
}

Value divisionByZero(Mutator& m) {
    return throwError(m, m.types().zeroDivisionError, "division by zero");
}

int64_t floorQuotient(int64_t a, int64_t b) {
    const int64_t quotient = a / b;
    return a % b != 0 && (a % b < 0) != (b < 0) ? quotient - 1 : quotient;
}

int64_t floorRemainder(int64_t a, int64_t b) {
    if (b == -1) return 0;  // the machine instruction traps on MIN % -1
    const int64_t remainder = a % b;
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

Value intPower(Mutator& m, int64_t base, int64_t exponent) {
    if (exponent < 0) {
        if (base == 0) return divisionByZero(m);
        return Value::ofDouble(
            canonicalDouble(std::pow(static_cast<double>(base), static_cast<double>(exponent))));
    }
    int64_t result = 1, square = base;
    for (int64_t rest = exponent; rest != 0;) {
        if ((rest & 1) != 0 && __builtin_mul_overflow(result, square, &result)) {
            return overflow(m, BinaryOp::Pow, base, exponent);
        }
        rest >>= 1;
        if (rest != 0 && __builtin_mul_overflow(square, square, &square)) {
            return overflow(m, BinaryOp::Pow, base, exponent);
        }
    }
    return makeInt(m, result);
}

Value intDivide(Mutator& m, BinaryOp op, int64_t a, int64_t b) {
    if (b == 0) return divisionByZero(m);
    if (op == BinaryOp::Mod) return makeInt(m, floorRemainder(a, b));
    if (op == BinaryOp::FloorDiv) {
        return a == kMinInt && b == -1 ? overflow(m, op, a, b) : makeInt(m, floorQuotient(a, b));
    }
    // long double holds every int64 exactly, so only the quotient is rounded.
    return Value::ofDouble(static_cast<double>(static_cast<long double>(a) / static_cast<long double>(b)));
}

Value intShift(Mutator& m, BinaryOp op, int64_t a, int64_t count) {
    if (count < 0 || count > 63) {
        return throwValueError(m, joined("shift count ", count, " is outside 0..63"));
    }
    const uint64_t bits = static_cast<uint64_t>(a);
    if (op == BinaryOp::Shl) return makeInt(m, static_cast<int64_t>(bits << count));
    if (op == BinaryOp::UShr) return makeInt(m, static_cast<int64_t>(bits >> count));
    return makeInt(m, a >> count);
}

Value intBinary(Mutator& m, BinaryOp op, int64_t a, int64_t b) {
    int64_t result = 0;
    switch (op) {
        case BinaryOp::Add:
            return __builtin_add_overflow(a, b, &result) ? overflow(m, op, a, b) : makeInt(m, result);
        case BinaryOp::Sub:
            return __builtin_sub_overflow(a, b, &result) ? overflow(m, op, a, b) : makeInt(m, result);
        case BinaryOp::Mul:
            return __builtin_mul_overflow(a, b, &result) ? overflow(m, op, a, b) : makeInt(m, result);
        case BinaryOp::Div:
        case BinaryOp::FloorDiv:
        case BinaryOp::Mod:
            return intDivide(m, op, a, b);
        case BinaryOp::Pow:
            return intPower(m, a, b);
        case BinaryOp::BitAnd:
            return makeInt(m, a & b);
        case BinaryOp::BitOr:
            return makeInt(m, a | b);
        case BinaryOp::BitXor:
            return makeInt(m, a ^ b);
        case BinaryOp::Shl:
        case BinaryOp::Shr:
        case BinaryOp::UShr:
            return intShift(m, op, a, b);
    }
    return Value::undef();
}

/// The remainder takes the sign of b, also when it is zero.
double floatRemainder(double a, double b) {
    const double remainder = std::fmod(a, b);
    if (remainder == 0) return std::copysign(0.0, b);
    return (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

double floatFloorQuotient(double a, double b) {
    // Through the remainder, so that a == (a ~/ b) * b + a % b holds as well as doubles can.
    double remainder = std::fmod(a, b);
    double quotient = (a - remainder) / b;
    if (remainder != 0 && (remainder < 0) != (b < 0)) quotient -= 1;
    if (quotient == 0) return std::copysign(0.0, a / b);
    const double whole = std::floor(quotient);
    return quotient - whole > 0.5 ? whole + 1 : whole;
}

/// undef for the bitwise operators.
Value floatBinary(Mutator& m, BinaryOp op, double a, double b) {
    double result = 0;
    switch (op) {
        case BinaryOp::Add:
            result = a + b;
            break;
        case BinaryOp::Sub:
            result = a - b;
            break;
        case BinaryOp::Mul:
            result = a * b;
            break;
        case BinaryOp::Div:
        case BinaryOp::FloorDiv:
        case BinaryOp::Mod:
            if (b == 0) return divisionByZero(m);
            result = op == BinaryOp::Div   ? a / b
                     : op == BinaryOp::Mod ? floatRemainder(a, b)
                                           : floatFloorQuotient(a, b);
            break;
        case BinaryOp::Pow:
            if (a == 0 && b < 0) return divisionByZero(m);
            result = std::pow(a, b);
            break;
        default:
            return Value::undef();
    }
    return Value::ofDouble(canonicalDouble(result));
}

bool isWhole(Value v) {
    return isInt(v) || isBigInt(v);
}
bool isNumeric(Value v) {
    return v.isDouble() || isWhole(v);
}
double approximate(Value v) {
    return isBigInt(v) ? bigintToDouble(v) : toDouble(v);
}

Value numericBinary(Mutator& m, BinaryOp op, Value a, Value b) {
    if (isInt(a) && isInt(b)) return intBinary(m, op, toInt64(a), toInt64(b));
    if (isWhole(a) && isWhole(b)) return bigintBinary(m, op, a, b);
    return floatBinary(m, op, approximate(a), approximate(b));
}

Value tryBinary(Mutator& m, BinaryOp op, Value a, Value b) {
    if (isNumeric(a) && isNumeric(b)) return numericBinary(m, op, a, b);
    Value result = directOperator(m, op, a, b);
    if (result.isUndef()) result = containerBinary(m, op, a, b);
    if (result.isUndef()) result = reflectedOperator(m, op, a, b);
    return result;
}

const char* operandHint(BinaryOp op, Value a, Value b) {
    if (a.isNull() || b.isNull()) return " (an operand is null)";
    if (a.isBool() || b.isBool()) {
        return op == BinaryOp::BitAnd || op == BinaryOp::BitOr || op == BinaryOp::BitXor
                   ? "; use && || ! for bool"
                   : "; convert the bool with int()";
    }
    const bool shifts = op >= BinaryOp::BitAnd;
    if (shifts && (a.isDouble() || b.isDouble())) return "; convert the float with int()";
    return "";
}

Value unsupported(Mutator& m, BinaryOp op, Value a, Value b) {
    return throwTypeError(m, joined("unsupported operand types for ", binaryOpText(op), ": ",
                                    typeNameOf(m, a), " and ", typeNameOf(m, b), operandHint(op, a, b)));
}

const char* unaryOpText(UnaryOp op) {
    return op == UnaryOp::Neg ? "-" : op == UnaryOp::Pos ? "+" : "~";
}

Value numericUnary(Mutator& m, UnaryOp op, Value v) {
    if (op == UnaryOp::Pos) return v;
    if (v.isDouble()) return op == UnaryOp::Neg ? Value::ofDouble(-v.asDouble()) : Value::undef();
    if (isBigInt(v)) return op == UnaryOp::Neg ? bigintNegate(m, v) : bigintInvert(m, v);
    const int64_t i = toInt64(v);
    if (op == UnaryOp::BitNot) return makeInt(m, ~i);
    if (i == kMinInt) {
        return throwError(m, m.types().overflowError,
                          "integer overflow in -(-9223372036854775808); use bigint");
    }
    return makeInt(m, -i);
}

}  // namespace

const char* binaryOpText(BinaryOp op) {
    return kOpTexts[static_cast<size_t>(op)];
}

Value binary(Mutator& m, BinaryOp op, Value a, Value b) {
    if (isInt(a) && isInt(b)) return intBinary(m, op, toInt64(a), toInt64(b));
    const Value result = tryBinary(m, op, a, b);
    return result.isUndef() ? unsupported(m, op, a, b) : result;
}

Value unary(Mutator& m, UnaryOp op, Value v) {
    if (isNumeric(v)) {
        const Value result = numericUnary(m, op, v);
        if (!result.isUndef()) return result;
    } else {
        const Protocol protocol = op == UnaryOp::Neg   ? Protocol::Negate
                                  : op == UnaryOp::Pos ? Protocol::Positive
                                                       : Protocol::Invert;
        const Member method = findProtocol(m, v, protocol);
        if (method.kind != MemberKind::None) return callFound(m, v, method, {});
    }
    return throwTypeError(m, joined("unsupported operand type for unary ", unaryOpText(op), ": ",
                                    typeNameOf(m, v), v.isBool() ? "; use 'not' or int()" : ""));
}

Value pipeOr(Mutator& m, Value a, Value e) {
    const Value result = tryBinary(m, BinaryOp::BitOr, a, e);
    if (!result.isUndef()) return result;
    if (isCallable(m, e)) return m.call(e, std::span<const Value>(&a, 1));
    return unsupported(m, BinaryOp::BitOr, a, e);
}

bool plainTruth(Value v) {
    if (v.isBool()) return v.isTrue();
    if (v.isNull() || v.isUndef()) return false;
    if (v.isInt48()) return v.asInt48() != 0;
    if (v.isDouble()) return v.asDouble() != 0;
    if (!v.isObject()) return true;
    switch (v.asObject()->kind) {
        case ObjectKind::BigInt:
            return !isBigIntZero(v);
        case ObjectKind::String:
            return v.cast<String>()->byteLength != 0;
        case ObjectKind::Bytes:
            return v.cast<Bytes>()->length != 0;
        case ObjectKind::List:
            return v.cast<List>()->length != 0;
        case ObjectKind::Tuple:
            return v.cast<Tuple>()->size() != 0;
        case ObjectKind::Map:
        case ObjectKind::Set:
            return v.cast<HashBase>()->count != 0;
        case ObjectKind::Range:
            return rangeLength(v.cast<Range>()) != 0;
        default:
            return true;
    }
}

std::optional<bool> truthOf(Mutator& m, Value v) {
    const Class* cls = nullptr;
    if (Instance* object = v.as<Instance>()) {
        cls = object->cls;
    } else if (Native* native = v.as<Native>()) {
        cls = native->cls;
    } else if (EnumValue* e = v.as<EnumValue>()) {
        cls = e->cls;
    }
    if (cls == nullptr || (cls->flags & Class::kCustomTruth) == 0) return plainTruth(v);
    if (findProtocol(m, v, Protocol::Bool).kind != MemberKind::None) {
        const Value answer = callProtocol(m, v, Protocol::Bool, {});
        if (answer.isBool()) return answer.isTrue();
        if (!answer.isException())
            throwTypeError(m, joined("__bool__ of ", typeNameOf(m, v), " must give a bool, not ",
                                     typeNameOf(m, answer)));
        return std::nullopt;
    }
    const Member length = findProtocol(m, v, Protocol::Length);
    if (length.kind == MemberKind::None) return true;
    const Value count = askLength(m, v, length);
    if (count.isException()) return std::nullopt;
    return !isInt(count) || toInt64(count) != 0;  // the length of a vector is no count of elements
}

}  // namespace noodle

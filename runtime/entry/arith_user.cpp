#include "runtime/entry/arith_detail.h"
#include "runtime/entry/member.h"

namespace noodle {
namespace {

struct OperatorRow {
    Protocol direct, reflected;
};

/// In the order of BinaryOp. `>>>` has no reflected form.
constexpr OperatorRow kOperators[] = {
    {Protocol::Plus, Protocol::RPlus},         {Protocol::Minus, Protocol::RMinus},
    {Protocol::Times, Protocol::RTimes},       {Protocol::Div, Protocol::RDiv},
    {Protocol::FloorDiv, Protocol::RFloorDiv}, {Protocol::Mod, Protocol::RMod},
    {Protocol::Pow, Protocol::RPow},           {Protocol::BitAnd, Protocol::RBitAnd},
    {Protocol::BitOr, Protocol::RBitOr},       {Protocol::BitXor, Protocol::RBitXor},
    {Protocol::Shl, Protocol::RShl},           {Protocol::Shr, Protocol::RShr},
    {Protocol::UShr, Protocol::UShr},
};

Value operatorMethod(Mutator& m, Value receiver, Protocol protocol, Value argument) {
    const Member method = findProtocol(m, receiver, protocol);
    if (method.kind == MemberKind::None) return Value::undef();
    return callFound(m, receiver, method, std::span<const Value>(&argument, 1));
}

}  // namespace

Value directOperator(Mutator& m, BinaryOp op, Value a, Value b) {
    return operatorMethod(m, a, kOperators[static_cast<size_t>(op)].direct, b);
}

Value reflectedOperator(Mutator& m, BinaryOp op, Value a, Value b) {
    if (op == BinaryOp::UShr) return Value::undef();
    return operatorMethod(m, b, kOperators[static_cast<size_t>(op)].reflected, a);
}

}  // namespace noodle

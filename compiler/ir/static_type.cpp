#include "compiler/ir/static_type.h"

#include <array>

namespace noodle::ir {

namespace {

using T = StaticType;

bool isNumber(T t) {
    return t == T::Int || t == T::Float;
}

T arithmetic(T a, T b) {
    if (a == T::Int && b == T::Int) return T::Int;
    return isNumber(a) && isNumber(b) ? T::Float : T::Any;
}

T inferAdd(T a, T b) {
    bool knownA = a != T::Any, knownB = b != T::Any;
    if ((a == T::String && knownB) || (b == T::String && knownA)) return T::String;
    return arithmetic(a, b);
}

bool bothInts(std::span<const T> t) {
    return t[0] == T::Int && t[1] == T::Int;
}
bool bothNumbers(std::span<const T> t) {
    return isNumber(t[0]) && isNumber(t[1]);
}

T inferBinary(Op op, std::span<const T> t) {
    switch (op) {
        case Op::Add:
            return inferAdd(t[0], t[1]);
        case Op::Sub:
        case Op::Mul:
        case Op::FloorDiv:
        case Op::Mod:
            return arithmetic(t[0], t[1]);
        case Op::Div:
            return bothNumbers(t) ? T::Float : T::Any;
        case Op::Pow:
            return bothNumbers(t) && !bothInts(t) ? T::Float : T::Any;
        case Op::BitAnd:
        case Op::BitOr:
        case Op::BitXor:
        case Op::Shl:
        case Op::Shr:
        case Op::UShr:
            return bothInts(t) ? T::Int : T::Any;
        default:
            return T::Any;
    }
}

// Types that compare by themselves, without calling into a class.
bool isPlain(T t) {
    return t != T::Any;
}

bool operatorIsHarmless(Op op, std::span<const T> t) {
    switch (op) {
        case Op::Add:
        case Op::Sub:
        case Op::Mul:
            return bothNumbers(t) && !bothInts(t);
        case Op::BitAnd:
        case Op::BitOr:
        case Op::BitXor:
            return bothInts(t);
        case Op::Neg:
            return t[0] == T::Float;
        case Op::Pos:
            return isNumber(t[0]);
        case Op::BitNot:
            return t[0] == T::Int;
        case Op::Not:
        case Op::ToBool:
        case Op::And:
        case Op::Or:
        case Op::Cond:
            return isPlain(t[0]);  // an object's class may have a say in its truth
        case Op::Eq:
        case Op::Ne:
            return isPlain(t[0]) && isPlain(t[1]);
        case Op::Lt:
        case Op::Le:
        case Op::Gt:
        case Op::Ge:
            return bothNumbers(t) || (t[0] == T::String && t[1] == T::String);
        default:
            return false;
    }
}

// The first `limit` operand types; more are never needed for a decision.
struct OperandTypes {
    std::array<T, 3> types{T::Any, T::Any, T::Any};
    OperandTypes(const IrFunction& f, const Node& n) {
        auto operands = f.operandsOf(n);
        for (size_t i = 0; i < operands.size() && i < types.size(); ++i) types[i] = f.node(operands[i]).type;
    }
};

}  // namespace

StaticType inferType(Op op, std::span<const StaticType> t) {
    switch (op) {
        case Op::And:
        case Op::Or:
        case Op::Coalesce:
            return joinTypes(t[0], t[1]);
        case Op::Cond:
            return joinTypes(t[1], t[2]);
        case Op::Seq:
            return t.back();
        case Op::Tee:
        case Op::Pos:
            return op == Op::Tee || isNumber(t[0]) ? t[0] : T::Any;
        case Op::Neg:
            return isNumber(t[0]) ? t[0] : T::Any;
        case Op::BitNot:
            return t[0] == T::Int ? T::Int : T::Any;
        default:
            break;
    }
    if (opInfo(op).result != T::Any || t.size() != 2) return opInfo(op).result;
    return inferBinary(op, t);
}

StaticType inferNodeType(const IrFunction& f, const Node& n) {
    switch (n.op) {
        case Op::LoadLocal:
        case Op::LoadLocalChecked:
        case Op::LoadCell:
        case Op::LoadCellChecked:
            return n.imm[0] < f.slots.size() ? f.slots[n.imm[0]].type : T::Any;
        case Op::Seq:
            return f.node(f.operandsOf(n).back()).type;
        default:
            break;
    }
    if (n.operandCount > 3) return opInfo(n.op).result;
    OperandTypes operands(f, n);
    return inferType(n.op, std::span(operands.types).first(n.operandCount));
}

bool isHarmless(const IrFunction& f, const Node& n) {
    switch (n.op) {
        case Op::MakeList:
        case Op::MakeTuple:
        case Op::BuildString:
            for (NodeId id : f.operandsOf(n)) {
                if (f.node(id).op == Op::Spread || (n.op == Op::BuildString && !isPlain(f.node(id).type)))
                    return false;
            }
            return true;
        case Op::MakeClosure:
            return true;
        default:
            break;
    }
    if ((opInfo(n.op).effects & (kThrows | kEffects)) == 0) return true;
    OperandTypes operands(f, n);
    return operatorIsHarmless(n.op, operands.types);
}

}  // namespace noodle::ir

// Operators: binary, logical, comparison chains, conditions, type tests.
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;
using ir::Op;

static Op irOp(BinaryOp op) {
    switch (op) {
        case BinaryOp::Equal:
            return Op::Eq;
        case BinaryOp::NotEqual:
            return Op::Ne;
        case BinaryOp::Less:
            return Op::Lt;
        case BinaryOp::LessEqual:
            return Op::Le;
        case BinaryOp::Greater:
            return Op::Gt;
        case BinaryOp::GreaterEqual:
            return Op::Ge;
        case BinaryOp::In:
            return Op::In;
        case BinaryOp::NotIn:
            return Op::NotIn;
        case BinaryOp::BitOr:
            return Op::BitOr;
        case BinaryOp::BitXor:
            return Op::BitXor;
        case BinaryOp::BitAnd:
            return Op::BitAnd;
        case BinaryOp::ShiftLeft:
            return Op::Shl;
        case BinaryOp::ShiftRight:
            return Op::Shr;
        case BinaryOp::ShiftRightUnsigned:
            return Op::UShr;
        case BinaryOp::Add:
            return Op::Add;
        case BinaryOp::Subtract:
            return Op::Sub;
        case BinaryOp::Multiply:
            return Op::Mul;
        case BinaryOp::Divide:
            return Op::Div;
        case BinaryOp::FloorDivide:
            return Op::FloorDiv;
        case BinaryOp::Modulo:
            return Op::Mod;
        case BinaryOp::Power:
            return Op::Pow;
        case BinaryOp::And:
            return Op::And;
        case BinaryOp::Or:
            return Op::Or;
        case BinaryOp::Coalesce:
            return Op::Coalesce;
        // The rest has lowerings of its own.
        case BinaryOp::Pipe:
        case BinaryOp::Is:
        case BinaryOp::IsNot:
        case BinaryOp::Range:
        case BinaryOp::RangeInclusive:
            break;
    }
    return Op::Count;
}

NodeId FunctionLowerer::binary(BinaryOp op, NodeId left, NodeId right, SourcePos p) {
    if (op == BinaryOp::Range || op == BinaryOp::RangeInclusive) {
        return b_.makeRange(left, right, op == BinaryOp::RangeInclusive, p);
    }
    return b_.binary(irOp(op), left, right, p);
}

NodeId FunctionLowerer::combineBinary(const BinaryExpr& e, NodeId left) {
    SourcePos p = pos(e.opSpan.isValid() ? e.opSpan : e.span);
    switch (infoOf(e.op).group) {
        case OpGroup::Pipe:
            return pipe(e, left);
        case OpGroup::Logical:
            return logical(e.op, left, e.right, p);
        default:
            break;
    }
    NodeVector operands{left};
    addOperand(operands, e.right);
    return binary(e.op, operands[0], operands[1], p);
}

NodeId FunctionLowerer::unary(const UnaryExpr& e) {
    NodeId operand = expr(e.operand);
    switch (e.op) {
        case UnaryOp::Not:
            return b_.unary(Op::Not, operand, pos(&e));
        case UnaryOp::Negate:
            return b_.unary(Op::Neg, operand, pos(&e));
        case UnaryOp::Plus:
            return b_.unary(Op::Pos, operand, pos(&e));
        case UnaryOp::BitNot:
            return b_.unary(Op::BitNot, operand, pos(&e));
    }
    return operand;
}

// ---- and, or, ??

NodeId FunctionLowerer::logical(BinaryOp op, NodeId left, const Expr* right, SourcePos p) {
    if (needsBlocks(right)) return logicalInBlocks(op, left, right, p);
    return b_.binary(irOp(op), left, expr(right), p);
}

NodeId FunctionLowerer::logicalInBlocks(BinaryOp op, NodeId left, const Expr* right, SourcePos p) {
    SlotId result = temp();
    b_.emit(b_.storeLocal(result, left, p));
    BlockId more = b_.block(), done = b_.block();
    NodeId decided = loadTemp(result, p);
    if (op == BinaryOp::Coalesce) decided = b_.unary(Op::IsNull, decided, p);
    bool stopsWhenTrue = op == BinaryOp::Or;
    b_.branch(decided, stopsWhenTrue ? done : more, stopsWhenTrue ? more : done, p);
    b_.setBlock(more);
    b_.emit(b_.storeLocal(result, expr(right), p));
    b_.setBlock(done);
    return loadTemp(result, p);
}

void FunctionLowerer::branchLogical(const BinaryExpr& e, BlockId yes, BlockId no) {
    std::vector<const Expr*> terms;
    const Expr* first = &e;
    while (const auto* same = dynAs<BinaryExpr>(first)) {
        if (same->op != e.op) break;
        terms.push_back(same->right);
        first = same->left;
    }
    bool isAnd = e.op == BinaryOp::And;
    for (const Expr* term = first;;) {
        if (terms.empty()) return branchOn(term, yes, no);
        BlockId next = b_.block();
        branchOn(term, isAnd ? next : yes, isAnd ? no : next);
        b_.setBlock(next);
        term = terms.back();
        terms.pop_back();
    }
}

void FunctionLowerer::branchOn(const Expr* condition, BlockId yes, BlockId no) {
    while (const auto* negation = dynAs<UnaryExpr>(condition)) {
        if (negation->op != UnaryOp::Not) break;
        condition = negation->operand;
        std::swap(yes, no);
    }
    const auto* e = dynAs<BinaryExpr>(condition);
    if (e && (e->op == BinaryOp::And || e->op == BinaryOp::Or)) {
        branchLogical(*e, yes, no);
    } else {
        b_.branch(expr(condition), yes, no, pos(condition));
    }
}

// ---- comparison chains

// a < b < c: an operand between two comparisons goes through a temporary. `is T` leaves the operand before it
// in place for the comparison that follows.
NodeId FunctionLowerer::compareChain(const CompareChain& chain) {
    SourcePos p = pos(&chain);
    bool inBlocks = needsBlocks(&chain);
    BlockId done = inBlocks ? b_.block() : BlockId{};
    SlotId result = inBlocks ? temp() : SlotId{};
    NodeId left = expr(chain.operands[0]), all;
    for (size_t i = 0; i < chain.ops.size(); ++i) {
        bool last = i + 1 == chain.ops.size();
        NodeId again;
        NodeId test = compareLink(chain, i, left, again);
        left = again;
        if (inBlocks) {
            b_.emit(b_.storeLocal(result, test, p));
            BlockId next = last ? done : b_.block();
            if (!last) b_.branch(loadTemp(result, p), next, done, p);
            b_.setBlock(next);
        } else {
            all = all.valid() ? b_.both(all, test, p) : test;
        }
    }
    return inBlocks ? loadTemp(result, p) : all;
}

NodeId FunctionLowerer::compareLink(const CompareChain& chain, size_t i, NodeId left, NodeId& again) {
    const Expr* operand = chain.operands[i + 1];
    SourcePos p = pos(operand);
    bool last = i + 1 == chain.ops.size();
    BinaryOp op = chain.ops[i];
    if (const auto* type = dynAs<TypeOperand>(operand)) {
        if (!last) {
            SlotId kept = temp();
            again = reload(kept, left, p);
            left = b_.tee(kept, left, p);
        }
        NodeId test = typeTest(left, type->target, p);
        return op == BinaryOp::IsNot ? b_.unary(Op::Not, test, p) : test;
    }
    NodeVector operands{left};
    addOperand(operands, operand);
    if (!last) {
        SlotId kept = temp();
        again = reload(kept, operands[1], p);
        operands[1] = b_.tee(kept, operands[1], p);
    }
    return binary(op, operands[0], operands[1], p);
}

// ---- conditions and type tests

NodeId FunctionLowerer::conditional(const ConditionalExpr& e) {
    SourcePos p = pos(&e);
    if (!needsBlocks(e.thenValue) && !needsBlocks(e.elseValue)) {
        NodeId condition = expr(e.condition);
        NodeId thenValue = expr(e.thenValue);
        return b_.cond(condition, thenValue, expr(e.elseValue), p);
    }
    SlotId result = temp();
    BlockId yes = b_.block(), no = b_.block(), done = b_.block();
    branchOn(e.condition, yes, no);
    b_.setBlock(yes);
    b_.emit(b_.storeLocal(result, expr(e.thenValue), p));
    b_.jump(done, p);
    b_.setBlock(no);
    b_.emit(b_.storeLocal(result, expr(e.elseValue), p));
    b_.setBlock(done);
    return loadTemp(result, p);
}

NodeId FunctionLowerer::isExpr(const IsExpr& e) {
    NodeId test = typeTest(expr(e.value), e.target, pos(&e));
    return e.negated ? b_.unary(Op::Not, test, pos(&e)) : test;
}

NodeId FunctionLowerer::asExpr(const AsExpr& e) {
    SourcePos p = pos(&e);
    NodeId value = expr(e.value);
    if (auto index = m_.types.find(e.target->type); index && !namesUnknownClass(e.target)) {
        return b_.asType(value, *index, p);
    }
    SlotId kept = temp();
    NodeId test = typeTest(b_.tee(kept, value, p), e.target, p);
    return b_.cond(test, loadTemp(kept, p), b_.constNull(p), p);
}

}  // namespace noodle::lower

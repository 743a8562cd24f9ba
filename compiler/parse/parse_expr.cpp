// Operators: precedence climbing over the table of compiler/ast/operators.def.
#include <array>

#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

namespace {

struct OperatorEntry {
    BinaryOp op{};
    Level level = Level::None;
};

// Token kind -> operator, for operators that are one token.
constexpr auto kOperators = [] {
    std::array<OperatorEntry, 256> table{};
    auto set = [&](K k, BinaryOp op) { table[static_cast<size_t>(k)] = {op, infoOf(op).level}; };
    set(K::QuestionQuestion, BinaryOp::Coalesce);
    set(K::KwOr, BinaryOp::Or);
    set(K::PipePipe, BinaryOp::Or);
    set(K::KwAnd, BinaryOp::And);
    set(K::AmpAmp, BinaryOp::And);
    set(K::EqualEqual, BinaryOp::Equal);
    set(K::BangEqual, BinaryOp::NotEqual);
    set(K::Less, BinaryOp::Less);
    set(K::LessEqual, BinaryOp::LessEqual);
    set(K::Greater, BinaryOp::Greater);
    set(K::GreaterEqual, BinaryOp::GreaterEqual);
    set(K::KwIn, BinaryOp::In);
    set(K::Pipe, BinaryOp::BitOr);
    set(K::Caret, BinaryOp::BitXor);
    set(K::Amp, BinaryOp::BitAnd);
    set(K::DotDot, BinaryOp::Range);
    set(K::DotDotEqual, BinaryOp::RangeInclusive);
    set(K::LessLess, BinaryOp::ShiftLeft);
    set(K::GreaterGreater, BinaryOp::ShiftRight);
    set(K::GreaterGreaterGreater, BinaryOp::ShiftRightUnsigned);
    set(K::Plus, BinaryOp::Add);
    set(K::Minus, BinaryOp::Subtract);
    set(K::Star, BinaryOp::Multiply);
    set(K::Slash, BinaryOp::Divide);
    set(K::FloorSlash, BinaryOp::FloorDivide);
    set(K::Percent, BinaryOp::Modulo);
    return table;
}();

constexpr Level tighter(Level level) {
    return static_cast<Level>(static_cast<uint8_t>(level) + 1);
}

bool isUnaryOperator(K k) {
    return k == K::Minus || k == K::Plus || k == K::Tilde || k == K::Bang || k == K::KwAwait ||
           k == K::PlusPlus || k == K::MinusMinus;
}

}  // namespace

Expr* Parser::makeBinary(BinaryOp op, Span opSpan, Expr* left, Expr* right, uint32_t start) {
    BinaryExpr* node = make<BinaryExpr>(start);
    node->op = op;
    node->opSpan = opSpan;
    node->left = left;
    node->right = right;
    return finish(node);
}

// The loosest level: lambdas and yield (found where operands start), `:=`, pipelines.
Expr* Parser::parseExpression() {
    Nesting nesting(*this);
    if (!nesting) return bad();
    if (at(K::KwYield)) return parseYield();
    uint32_t start = begin();
    Expr* left = parsePipeline();
    if (!at(K::ColonEqual)) return left;
    advance();
    AssignExpr* node = make<AssignExpr>(start);
    node->target = left;
    if (!isAssignable(left)) complain(Diag::InvalidTarget, left->span, {whatIs(left)});
    node->value = parseExpression();
    return finish(node);
}

// a, b without parentheses; also `*rest` and `...xs` items.
Expr* Parser::parseExpressionOrTuple() {
    uint32_t start = begin();
    Expr* first = parseItem();
    if (context_.noTuple || !at(K::Comma) || atLineBreak()) {
        if (isa<SpreadExpr>(first)) complain(Diag::UnexpectedToken, first->span, {"spread"});
        return first;
    }
    ListBuilder<Expr> items(*this);
    items.add(first);
    while (accept(K::Comma)) {
        if (atLineBreak() || !(startsOperand(token()) || at(K::Star) || at(K::Ellipsis))) break;
        items.add(parseItem());
    }
    TupleExpr* tuple = make<TupleExpr>(start);
    tuple->items = items.take(arena_);
    return finish(tuple);
}

Expr* Parser::parsePipeline() {
    uint32_t start = begin();
    Expr* left = parseConditional();
    while (at(K::PipeGreater)) {
        Span opSpan = here();
        advance();
        Expr* right = parseConditional();
        left = makeBinary(BinaryOp::Pipe, opSpan, left, right, start);
    }
    return left;
}

Expr* Parser::parseConditional() {
    uint32_t start = begin();
    Expr* value = parseBinary(Level::Coalesce);
    if (at(K::Question)) return parseTernary(value, start);
    if (!at(K::KwIf) || atLineBreak()) return value;
    advance();
    ConditionalExpr* node = make<ConditionalExpr>(start);
    node->thenValue = value;
    node->condition = parseBinary(Level::Coalesce);
    if (!accept(K::KwElse)) {
        fail(Diag::ExpectedToken, {"`else` and the other value", found()});
        return bad();
    }
    Nesting nesting(*this);
    node->elseValue = nesting ? parseConditional() : bad();
    return finish(node);
}

Expr* Parser::parseTernary(Expr* condition, uint32_t start) {
    Nesting nesting(*this);
    if (!nesting) return bad();
    uint32_t question = static_cast<uint32_t>(pos_);
    advance();
    ConditionalExpr* node = make<ConditionalExpr>(start);
    node->condition = condition;
    {
        Context middle = context_;
        middle.noReturnType = true;
        middle.header = false;
        ContextScope scope(*this, middle);
        node->thenValue = parsePipeline();
    }
    if (!at(K::Colon)) {
        fail(Diag::MissingTernaryElse, spanOf(tokens_[question]));
        return bad();
    }
    advance();
    node->elseValue = parseConditional();
    return finish(node);
}

Expr* Parser::parseNot() {
    uint32_t start = begin();
    size_t count = 0;
    while (accept(K::KwNot)) ++count;
    Expr* operand = parseBinary(Level::Comparison);
    for (; count; --count) {
        UnaryExpr* node = make<UnaryExpr>(start);
        node->op = UnaryOp::Not;
        node->operand = operand;
        operand = finish(node);
    }
    return operand;
}

bool Parser::binaryOperator(BinaryOp& op, Level& level) const {
    const OperatorEntry& entry = kOperators[static_cast<size_t>(kind())];
    op = entry.op;
    level = entry.level;
    return level != Level::None;
}

// Comparisons of one or two tokens.
bool Parser::comparisonOperator(BinaryOp& op, size_t& width) const {
    width = 1;
    Level level;
    if (binaryOperator(op, level)) return level == Level::Comparison;
    if (at(K::KwNot) && kindAhead() == K::KwIn && !atLineBreak()) {
        op = BinaryOp::NotIn;
        width = 2;
        return true;
    }
    if (!atName(names::kIs)) return false;
    op = BinaryOp::Is;
    if (kindAhead() == K::KwNot) {
        op = BinaryOp::IsNot;
        width = 2;
    }
    return true;
}

Expr* Parser::parseBinary(Level min) {
    Nesting nesting(*this);
    if (!nesting) return bad();
    uint32_t start = begin();
    Expr* left = at(K::KwNot) ? parseNot() : parseUnary();
    for (;;) {
        if (!operatorHere()) return left;
        BinaryOp op;
        Level level;
        size_t width;
        if (comparisonOperator(op, width)) {
            if (Level::Comparison < min) return left;
            left = parseComparison(left, start);
        } else if (binaryOperator(op, level)) {
            if (level < min) return left;
            Span opSpan = here();
            advance();
            Expr* right = parseBinary(tighter(level));
            left = makeBinary(op, opSpan, left, right, start);
        } else if (atName(names::kAs) && !context_.noAs && Level::As >= min) {
            advance();
            AsExpr* node = make<AsExpr>(start);
            node->value = left;
            node->target = parseTypeTerm(false, false);
            left = finish(node);
        } else {
            return left;
        }
        if (panic_) return left;
    }
}

Expr* Parser::parseComparisonOperand(BinaryOp op) {
    if (op != BinaryOp::Is && op != BinaryOp::IsNot) return parseBinary(Level::BitOr);
    bool isValue = at(K::LeftBracket) || at(K::LeftBrace) || at(K::Minus) || at(K::Float);
    if (isValue) fail(Diag::IsNeedsType, {found()});
    TypeOperand* operand = make<TypeOperand>(begin());
    operand->target = parseTestedType();
    return finish(operand);
}

// One comparison is a BinaryExpr or an IsExpr; more are a CompareChain.
Expr* Parser::parseComparison(Expr* first, uint32_t start) {
    ListBuilder<Expr> operands(*this);
    GrowingSeq<BinaryOp> ops;
    operands.add(first);
    Span opSpan;
    BinaryOp op;
    size_t width;
    while (operatorHere() && comparisonOperator(op, width)) {
        opSpan = here();
        for (; width; --width) advance();
        ops.add(arena_, op);
        operands.add(parseComparisonOperand(op));
    }
    if (ops.size() > 1) {
        CompareChain* chain = make<CompareChain>(start);
        chain->ops = {ops.begin(), ops.size()};
        chain->operands = operands.take(arena_);
        return finish(chain);
    }
    if (auto* tested = dynAs<TypeOperand>(operands[1])) {
        IsExpr* node = make<IsExpr>(start);
        node->value = first;
        node->target = tested->target;
        node->negated = ops[0] == BinaryOp::IsNot;
        return finish(node);
    }
    return makeBinary(ops[0], opSpan, first, operands[1], start);
}

// Prefix operators are collected in a loop: a long run of them needs no native stack.
Expr* Parser::parseUnary() {
    if (!isUnaryOperator(kind())) return parsePower();
    Nesting nesting(*this);
    if (!nesting) return bad();
    size_t base = unaryOps_.size();
    while (isUnaryOperator(kind())) {
        const Token& number = ahead();
        bool minimum = at(K::Minus) && number.kind == K::Int && (number.flags & token_flags::kNeedsMinus);
        if (minimum) break;
        unaryOps_.push_back(static_cast<uint32_t>(pos_));
        advance();
    }
    Expr* operand = parsePower();
    while (unaryOps_.size() > base) {
        operand = wrapUnary(tokens_[unaryOps_.back()], operand);
        unaryOps_.pop_back();
    }
    return operand;
}

Expr* Parser::wrapUnary(const Token& op, Expr* operand) {
    if (op.kind == K::KwAwait) {
        AwaitExpr* node = make<AwaitExpr>(op.begin);
        node->value = operand;
        return finish(node);
    }
    if (op.kind == K::PlusPlus || op.kind == K::MinusMinus) {
        IncrementExpr* node = make<IncrementExpr>(op.begin);
        node->prefix = true;
        node->decrement = op.kind == K::MinusMinus;
        node->target = operand;
        if (!isAssignable(operand)) fail(Diag::InvalidTarget, operand->span, {whatIs(operand)});
        return finish(node);
    }
    UnaryExpr* node = make<UnaryExpr>(op.begin);
    switch (op.kind) {
        case K::Minus:
            node->op = UnaryOp::Negate;
            break;
        case K::Plus:
            node->op = UnaryOp::Plus;
            break;
        case K::Tilde:
            node->op = UnaryOp::BitNot;
            break;
        default:
            node->op = UnaryOp::Not;
            break;
    }
    node->operand = operand;
    return finish(node);
}

// `**` binds tighter than a prefix operator on its left and takes one on its right.
Expr* Parser::parsePower() {
    uint32_t start = begin();
    Expr* base = parsePostfix();
    if (!at(K::StarStar) || !operatorHere()) return base;
    Span opSpan = here();
    advance();
    Nesting nesting(*this);
    if (!nesting) return bad();
    Expr* exponent = parseUnary();
    return makeBinary(BinaryOp::Power, opSpan, base, exponent, start);
}

Expr* Parser::parseYield() {
    YieldExpr* node = make<YieldExpr>(begin());
    sawYield_ = true;
    advance();
    if (atName(names::kFrom) && aheadOnLine() && startsOperand(ahead())) {
        advance();
        node->isFrom = true;
        node->value = parseExpression();
    } else if (!atLineBreak() && (startsOperand(token()) || at(K::KwYield))) {
        node->value = parseExpressionOrTuple();
    }
    return finish(node);
}

// The condition of a header. A plain `=` behind it gets an error of its own.
Expr* Parser::parseCondition(std::string_view what) {
    Context context = context_;
    context.header = true;
    context.noReturnType = true;
    ContextScope scope(*this, context);
    Expr* condition = parseExpression();
    if (at(K::Equal)) {
        fail(Diag::AssignInCondition).fix(here(), "==");
    } else if (isa<BadExpr>(condition) && !panic_) {
        fail(Diag::ExpectedExpression, {what});
    }
    return condition;
}

}  // namespace noodle::parse_detail

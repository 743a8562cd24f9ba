// Members, subscripts, calls, arguments, `new` and `super`.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

bool Parser::isAssignable(const Expr* expr) const {
    switch (expr->kind) {
        case NodeKind::NameExpr:
        case NodeKind::MemberExpr:
        case NodeKind::IndexExpr:
        case NodeKind::SliceExpr:
        case NodeKind::BadExpr:
            return true;
        default:
            return false;
    }
}

Expr* Parser::parsePostfix() {
    uint32_t start = begin();
    return parsePostfixOf(parsePrimary(), start);
}

// Everything that follows an operand without an operator. `?.` makes the whole run an OptionalChain.
Expr* Parser::parsePostfixOf(Expr* operand, uint32_t start) {
    bool optional = false;
    auto wrapped = [&] {
        if (!optional) return operand;
        OptionalChain* chain = make<OptionalChain>(start);
        chain->chain = operand;
        return static_cast<Expr*>(finish(chain));
    };
    for (;;) {
        if (panic_ || !operatorHere()) return wrapped();
        switch (kind()) {
            case K::Dot:
                advance();
                operand = parseMember(operand, start, false);
                break;
            case K::QuestionDot:
                advance();
                optional = true;
                if (at(K::LeftBracket)) {
                    operand = parseSubscript(operand, start, true);
                } else if (at(K::LeftParen)) {
                    operand = parseCall(operand, {}, start, true);
                } else {
                    operand = parseMember(operand, start, true);
                }
                break;
            case K::Question:
                if (!optionalIndexAhead()) return wrapped();
                advance();
                optional = true;
                operand = parseSubscript(operand, start, true);
                break;
            case K::LeftParen:
                operand = parseCall(operand, {}, start, false);
                break;
            case K::LeftBracket:
                operand = parseSubscript(operand, start, false);
                break;
            case K::LeftBrace: {
                bool named = isa<NameExpr>(operand) || isa<MemberExpr>(operand);
                if (!named || operand->parenthesized || context_.header || token().firstOnLine())
                    return wrapped();
                if (!braceIsStructLiteral(pos_)) return wrapped();
                operand = parseStructLiteral(operand, {}, start);
                break;
            }
            case K::Less: {
                Expr* generic = parseGenericUse(operand, start);
                if (!generic) return wrapped();
                operand = generic;
                break;
            }
            case K::PlusPlus:
            case K::MinusMinus: {
                if (token().firstOnLine() || !isAssignable(operand)) return wrapped();
                operand = parseIncrement(operand, start);
                return wrapped();
            }
            default:
                return wrapped();
        }
    }
}

Expr* Parser::parseIncrement(Expr* operand, uint32_t start) {
    IncrementExpr* node = make<IncrementExpr>(start);
    node->decrement = at(K::MinusMinus);
    node->target = operand;
    advance();
    return finish(node);
}

Expr* Parser::parseMember(Expr* object, uint32_t start, bool optional) {
    MemberExpr* node = make<MemberExpr>(start);
    node->object = object;
    node->optional = optional;
    node->name = takeMemberName("a member name after `.`", &node->nameSpan);
    return finish(node);
}

Expr* Parser::parseSubscript(Expr* object, uint32_t start, bool optional) {
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ContextScope scope(*this, kInBrackets);
    Expr* bounds[3] = {};
    size_t colons = 0;
    auto parseBound = [&] {
        if (!at(K::Colon) && !at(K::RightBracket))
            bounds[colons] = colons ? parseExpression() : parseExpressionOrTuple();
    };
    {
        Context bound = kInBrackets;
        bound.noReturnType = true;
        ContextScope inner(*this, bound);
        parseBound();
        while (colons < 2 && accept(K::Colon)) {
            ++colons;
            parseBound();
        }
    }
    if (colons == 0 && !bounds[0]) {
        fail(Diag::ExpectedExpression, {found()});
        return bad();
    }
    expectClose(K::RightBracket, open);
    if (colons == 0) {
        IndexExpr* node = make<IndexExpr>(start);
        node->object = object;
        node->index = bounds[0];
        node->optional = optional;
        return finish(node);
    }
    SliceExpr* node = make<SliceExpr>(start);
    node->object = object;
    node->start = bounds[0];
    node->stop = bounds[1];
    node->step = bounds[2];
    node->optional = optional;
    return finish(node);
}

// NAME<…> with a type list and then `(`, `{` or `.`; null when the `<` is a comparison.
Expr* Parser::parseGenericUse(Expr* operand, uint32_t start) {
    bool named = isa<NameExpr>(operand) || isa<MemberExpr>(operand);
    if (!named || operand->parenthesized || token().spaceBefore()) return nullptr;
    uint32_t close = genericClose(pos_);
    if (close == kNoPartner) return nullptr;
    K after = tokenAt(close + 1).kind;
    bool braces = after == K::LeftBrace && !context_.header;
    if (after != K::LeftParen && after != K::Dot && !braces) return nullptr;
    Seq<TypeExpr*> typeArgs = parseTypeArgs();
    if (at(K::LeftParen)) return parseCall(operand, typeArgs, start, false);
    if (at(K::LeftBrace)) return parseStructLiteral(operand, typeArgs, start);
    return operand;  // List<int>.of: type arguments of a static access are erased
}

Expr* Parser::parseCall(Expr* callee, Seq<TypeExpr*> typeArgs, uint32_t start, bool optional) {
    CallExpr* node = make<CallExpr>(start);
    node->callee = callee;
    node->typeArgs = typeArgs;
    node->optional = optional;
    node->args = parseArgs();
    return finish(node);
}

Seq<Arg*> Parser::parseArgs() {
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ContextScope scope(*this, kInBrackets);
    ListBuilder<Arg> args(*this);
    while (!at(K::RightParen) && !panic_) {
        args.add(parseArg());
        if (!accept(K::Comma)) break;
    }
    expectClose(K::RightParen, open, "`,` or `)`");
    return args.take(arena_);
}

bool Parser::namedArgAhead() const {
    if (!atNameOrKeyword()) return false;
    K next = kindAhead();
    if (next == K::Colon && atName(names::kLambda)) return false;  // lambda: e, a function without parameters
    return next == K::Colon || next == K::Equal;
}

Arg* Parser::parseArg() {
    Arg* arg = make<Arg>(begin());
    if (at(K::Ellipsis) || at(K::Star)) {
        advance();
        arg->form = ArgKind::Spread;
    } else if (accept(K::StarStar)) {
        arg->form = ArgKind::KeywordSpread;
    } else if (namedArgAhead()) {
        arg->form = ArgKind::Named;
        arg->name = takeMemberName("an argument name", &arg->nameSpan);
        advance();
    }
    uint32_t start = begin();
    arg->value = parseExpression();
    if (comprehensionAhead()) {
        arg->value = parseComprehension(ComprehensionKind::Generator, nullptr, arg->value, start);
    }
    return finish(arg);
}

// Name{field: v, …other}: a call with named arguments.
Expr* Parser::parseStructLiteral(Expr* callee, Seq<TypeExpr*> typeArgs, uint32_t start) {
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ContextScope scope(*this, kInBrackets);
    CallExpr* node = make<CallExpr>(start);
    node->form = CallForm::Braces;
    node->callee = callee;
    node->typeArgs = typeArgs;
    ListBuilder<Arg> args(*this);
    while (!at(K::RightBrace) && !panic_) {
        Arg* arg = make<Arg>(begin());
        if (accept(K::Ellipsis)) {
            arg->form = ArgKind::KeywordSpread;
        } else {
            arg->form = ArgKind::Named;
            if (at(K::String)) {
                arg->name = names_.intern(stream_.texts[token().payload]);
                arg->nameSpan = here();
                advance();
            } else {
                arg->name = takeMemberName("a field name", &arg->nameSpan);
            }
            if (!accept(K::Equal)) expect(K::Colon);
        }
        arg->value = parseExpression();
        args.add(finish(arg));
        if (!accept(K::Comma) && !accept(K::Semicolon)) break;
    }
    expectClose(K::RightBrace, open, "`,` or `}`");
    node->args = args.take(arena_);
    return finish(node);
}

// new C, new m.C<T>(…), new C{…}.
Expr* Parser::parseNew() {
    uint32_t start = begin();
    advance();
    uint32_t nameStart = begin();
    Span span;
    Name name = expectName("a class name after `new`", &span);
    if (panic_) return bad();
    Expr* callee = makeName(name, span);
    while (accept(K::Dot)) callee = parseMember(callee, nameStart, false);
    Seq<TypeExpr*> typeArgs;
    if (at(K::Less) && genericClose(pos_) != kNoPartner) typeArgs = parseTypeArgs();
    CallExpr* node = nullptr;
    if (at(K::LeftParen) && !atLineBreak()) {
        node = as<CallExpr>(parseCall(callee, typeArgs, start, false));
    } else if (at(K::LeftBrace) && !context_.header && !token().firstOnLine() && braceIsStructLiteral(pos_)) {
        return parseStructLiteral(callee, typeArgs, start);
    } else {
        node = make<CallExpr>(start);
        node->callee = callee;
        node->typeArgs = typeArgs;
        finish(node);
    }
    node->form = CallForm::New;
    return node;
}

// super(…), super.m; super().m and super(C, self).m are super.m; super.__init__(…) is super(…).
Expr* Parser::parseSuper() {
    uint32_t start = begin();
    SuperExpr* super = make<SuperExpr>(start);
    advance();
    finish(super);
    if (at(K::LeftParen)) {
        uint32_t close = partner(pos_);
        bool pythonStyle = close != kNoPartner && tokenAt(close + 1).kind == K::Dot;
        if (!pythonStyle) return parseCall(super, {}, start, false);
        parseArgs();
    }
    if (!at(K::Dot)) {
        if (!panic_) failExpected("`(` or `.` after super");
        return bad();
    }
    Name member = ahead().name();
    bool constructor = (kindAhead() == K::Name) && (member == names::kDunderInit || member == names::kInit ||
                                                    member == names::kConstructor);
    if (constructor && kindAhead(2) == K::LeftParen) {
        advance();
        advance();
        return parseCall(super, {}, start, false);
    }
    advance();
    return parseMember(super, start, false);
}

}  // namespace noodle::parse_detail

// Lambdas, function expressions and parameters.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

Expr* Parser::lambdaOf(Function* function, uint32_t start) {
    LambdaExpr* lambda = make<LambdaExpr>(start);
    lambda->function = finish(function);
    return finish(lambda);
}

Block* Parser::returnBlock(Expr* value) {
    ReturnStmt* stmt = make<ReturnStmt>(value->span.begin);
    stmt->value = value;
    finish(stmt);
    Block* block = make<Block>(value->span.begin);
    Statements statements(*this);
    statements.add(stmt);
    block->stmts = statements.take(arena_);
    return finish(block);
}

// x => e, (a, b) => e, (a: int): int => e; lambdaAhead() has seen the arrow.
Expr* Parser::parseLambda(bool isAsync, uint32_t start) {
    Nesting nesting(*this);
    if (!nesting) return bad();
    Function* function = make<Function>(start);
    function->isAsync = isAsync;
    if (accept(K::LeftParen)) {
        ContextScope scope(*this, kInBrackets);
        function->params = parseParams(K::RightParen);
        expect(K::RightParen);
        if (accept(K::Colon) || accept(K::Arrow)) function->returnType = parseType(false);
    } else {
        ListBuilder<Param> params(*this);
        params.add(parseParam(false));
        function->params = params.take(arena_);
    }
    expect(K::FatArrow);
    parseLambdaBody(function);
    return lambdaOf(function, start);
}

// What follows `=>`: a block, a map, an expression, or one of the statements that read well there.
void Parser::parseLambdaBody(Function* function) {
    YieldScope yields(*this, function);
    if (at(K::LeftBrace) && !braceIsMapAfterArrow(pos_)) {
        function->body = parseBraceBlock();
        return;
    }
    if (at(K::KwThrow)) {
        Block* block = make<Block>(begin());
        Statements statements(*this);
        statements.add(parseThrow());
        block->stmts = statements.take(arena_);
        function->body = finish(block);
        return;
    }
    function->isExpressionBody = true;
    function->body = returnBlock(parseAssignmentValue());
}

// An expression, or an assignment as one: () => count += 1.
Expr* Parser::parseAssignmentValue() {
    uint32_t start = begin();
    Expr* left = parseExpression();
    bool compound = false;
    BinaryOp op{};
    if (at(K::Equal)) {
        if (context_.header) return left;
    } else if (assignmentOperator(op)) {
        compound = true;
    } else {
        return left;
    }
    if (!isAssignable(left)) complain(Diag::InvalidTarget, left->span, {whatIs(left)});
    advance();
    AssignExpr* node = make<AssignExpr>(start);
    node->compound = compound;
    node->op = op;
    node->target = left;
    node->value = parseAssignmentValue();
    return finish(node);
}

// lambda x, y=1: e and lambda (x, y) => e.
Expr* Parser::parseWordLambda() {
    Nesting nesting(*this);
    if (!nesting) return bad();
    uint32_t start = begin();
    Function* function = make<Function>(start);
    advance();
    if (at(K::LeftParen)) {
        advance();
        ContextScope scope(*this, kInBrackets);
        function->params = parseParams(K::RightParen);
        expect(K::RightParen);
    } else {
        ListBuilder<Param> params(*this);
        while (!at(K::Colon) && !at(K::FatArrow) && !panic_) {
            params.add(parseParam(false));
            if (!accept(K::Comma)) break;
        }
        function->params = params.take(arena_);
    }
    if (accept(K::FatArrow)) {
        parseLambdaBody(function);
    } else {
        expect(K::Colon);
        YieldScope yields(*this, function);
        function->isExpressionBody = true;
        function->body = returnBlock(parseExpression());
    }
    return lambdaOf(function, start);
}

// function (…) {…}, def (…): …, also with a name.
Expr* Parser::parseFunctionExpr(bool isAsync, uint32_t start) {
    Nesting nesting(*this);
    if (!nesting) return bad();
    uint32_t column = lineColumn_;
    advance();
    Function* function = make<Function>(start);
    function->isAsync = isAsync;
    function->isGenerator = accept(K::Star);
    if (at(K::Name)) function->name = expectName("a name", &function->nameSpan);
    parseFunctionRest(function, BodyRule::Required, column);
    return lambdaOf(function, start);
}

Expr* Parser::parseAsyncExpr() {
    uint32_t start = begin();
    advance();
    if (at(K::KwFunction)) return parseFunctionExpr(true, start);
    if (at(K::Name) && token().name() == names::kLambda) {
        Expr* lambda = parseWordLambda();
        if (auto* made = dynAs<LambdaExpr>(lambda)) made->function->isAsync = true;
        return lambda;
    }
    if (lambdaAhead(pos_)) return parseLambda(true, start);
    failExpected("a function or a lambda after async");
    return bad();
}

// Up to the closing token, which stays.
Seq<Param*> Parser::parseParams(K close) {
    ListBuilder<Param> params(*this);
    bool keywordOnly = false;
    while (!at(close) && !panic_) {
        bool marker = at(K::Star) && (kindAhead() == K::Comma || kindAhead() == close);
        if (marker) {
            keywordOnly = true;
            advance();
        } else if (accept(K::Slash)) {
            for (size_t i = 0; i < params.size(); ++i) params[i]->positionalOnly = true;
        } else {
            Param* param = parseParam(true);
            param->keywordOnly = keywordOnly && param->form == ParamKind::Normal;
            if (param->form == ParamKind::Rest) {
                if (keywordOnly) complain(Diag::DuplicateRest, param->span, {"parameter"});
                keywordOnly = true;
            }
            params.add(param);
        }
        if (!accept(K::Comma)) break;
    }
    if (!panic_ && !at(close)) fail(Diag::ExpectedToken, {"`,` or " + describe(close), found()});
    return params.take(arena_);
}

// typed: a `:` after the name opens a type (in `lambda x: e` it opens the body).
Param* Parser::parseParam(bool typed) {
    Param* param = make<Param>(begin());
    if (at(K::Ellipsis) || at(K::Star)) {
        advance();
        param->form = ParamKind::Rest;
    } else if (accept(K::StarStar)) {
        param->form = ParamKind::KeywordRest;
    }
    if (at(K::LeftBracket) || at(K::LeftBrace) || at(K::LeftParen)) {
        param->target = parseTargetItem();
    } else {
        param->name = expectName("a parameter name");
    }
    if (accept(K::Question)) param->isOptional = true;
    if (typed && accept(K::Colon)) param->declaredType = parseType();
    if (accept(K::Equal)) param->defaultValue = parseExpression();
    return finish(param);
}

}  // namespace noodle::parse_detail

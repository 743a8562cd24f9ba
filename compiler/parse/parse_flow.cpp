// if, while, do, for, try, with.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

// All arms in one list, whatever their number.
Stmt* Parser::parseIf() {
    uint32_t column = lineColumn();
    IfStmt* node = make<IfStmt>(begin());
    ListBuilder<IfArm> arms(*this);
    bool more = true;
    while (more && !panic_) {
        IfArm* arm = make<IfArm>(begin());
        advance();
        bool whole = at(K::LeftParen) && groupIsWholeCondition(pos_);
        arm->condition = whole ? parseParenthesized() : parseCondition("a condition");
        arm->body = parseBody("if", column, whole || arm->condition->parenthesized);
        arms.add(finish(arm));
        more = false;
        if (acceptClause(K::KwElse, column)) {
            if (at(K::KwIf) && !token().firstOnLine()) {
                more = true;
            } else {
                node->elseBody = parseBody("else", column, true);
            }
        } else if (at(K::KwElif) && sameHeaderColumn(column)) {
            more = true;
        }
    }
    node->arms = arms.take(arena_);
    return finish(node);
}

// The else of a loop, as in Python: behind a colon suite, on a line of its own in the loop's column.
Block* Parser::parseLoopElse(uint32_t column) {
    bool here = token().firstOnLine() && acceptClause(K::KwElse, column);
    return here ? parseBody("else", column, false) : nullptr;
}

Stmt* Parser::parseWhile() {
    uint32_t column = lineColumn();
    bool ownLine = token().firstOnLine();
    WhileStmt* node = make<WhileStmt>(begin());
    advance();
    bool whole = at(K::LeftParen) && groupIsWholeCondition(pos_);
    node->condition = whole ? parseParenthesized() : parseCondition("a condition");
    bool isSuite = at(K::Colon);
    node->body = parseBody("while", column, whole || node->condition->parenthesized);
    if (isSuite && ownLine) node->elseBody = parseLoopElse(column);
    return finish(node);
}

Stmt* Parser::parseDoWhile() {
    uint32_t column = lineColumn();
    DoWhileStmt* node = make<DoWhileStmt>(begin());
    advance();
    node->body = parseBody("do", column, true);
    if (!at(K::KwWhile)) {
        if (!panic_) failExpected("`while` after the body of do");
    } else {
        advance();
        node->condition = parseExpression();
    }
    return finish(node);
}

Stmt* Parser::parseFor(bool isAsync) {
    uint32_t start = begin();
    uint32_t column = lineColumn();
    bool ownLine = token().firstOnLine();
    if (isAsync) advance();
    advance();
    if (accept(K::KwAwait)) isAsync = true;
    bool group = at(K::LeftParen) && partner(pos_) != kNoPartner;
    if (group && tokenAt(partner(pos_) + 1).kind != K::KwIn && kindBehindGroup() != K::Comma) {
        if (groupHasTop(pos_, K::Semicolon, K::Semicolon)) return parseForC(start, column);
        return parseForIn(isAsync, start, column, true, ownLine);
    }
    return parseForIn(isAsync, start, column, false, ownLine);
}

// for x in xs, for (x in xs), for ((a, b) in xs), for (a, b) in xs, with let/var/const and a type.
Stmt* Parser::parseForIn(bool isAsync, uint32_t start, uint32_t column, bool grouped, bool ownLine) {
    ForInStmt* node = make<ForInStmt>(start);
    node->isAsync = isAsync;
    uint32_t open = static_cast<uint32_t>(pos_);
    if (grouped) advance();
    Context context = grouped ? kInBrackets : context_;
    context.header = !grouped;
    context.noReturnType = !grouped;
    {
        ContextScope scope(*this, context);
        if (at(K::KwLet) || at(K::KwVar) || at(K::KwConst)) advance();
        node->target = parseTargetList(K::KwIn);
        if (accept(K::Colon)) node->declaredType = parseType();
        if (!acceptName(names::kOf) && !accept(K::KwIn)) {
            fail(Diag::ExpectedToken, {"`in`", found()});
        }
        node->iterable = parseExpressionOrTuple();
        if (grouped) expectClose(K::RightParen, open);
    }
    bool isSuite = at(K::Colon);
    node->body = parseBody("for", column, grouped);
    if (isSuite && ownLine) node->elseBody = parseLoopElse(column);
    return finish(node);
}

// for (init; condition; update)
Stmt* Parser::parseForC(uint32_t start, uint32_t column) {
    ForStmt* node = make<ForStmt>(start);
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    {
        Context context = kInBrackets;
        context.noTuple = true;
        ContextScope scope(*this, context);
        Statements init(*this);
        if (at(K::KwLet) || at(K::KwVar) || at(K::KwConst)) {
            parseVarDecl(init);
        } else {
            while (!at(K::Semicolon) && !panic_) {
                init.add(parseExpressionStatement());
                if (!accept(K::Comma)) break;
            }
        }
        node->init = init.take(arena_);
        expect(K::Semicolon);
        if (!at(K::Semicolon)) node->condition = parseExpression();
        expect(K::Semicolon);
        Statements update(*this);
        while (!at(K::RightParen) && !panic_) {
            update.add(parseExpressionStatement());
            if (!accept(K::Comma)) break;
        }
        node->update = update.take(arena_);
        expectClose(K::RightParen, open);
    }
    node->body = parseBody("for", column, true);
    return finish(node);
}

Stmt* Parser::parseTry() {
    uint32_t column = lineColumn();
    uint32_t keyword = static_cast<uint32_t>(pos_);
    TryStmt* node = make<TryStmt>(begin());
    advance();
    node->body = parseBody("try", column, false);
    ListBuilder<CatchClause> catches(*this);
    while (at(K::KwCatch) && sameHeaderColumn(column)) catches.add(parseCatch(column));
    node->catches = catches.take(arena_);
    if (acceptClause(K::KwElse, column)) node->elseBody = parseBody("else", column, false);
    if (acceptClause(K::KwFinally, column)) node->finallyBody = parseBody("finally", column, false);
    if (!panic_ && node->catches.empty() && !node->finallyBody) {
        complain(Diag::TryWithoutHandler, spanOf(tokens_[keyword]));
    }
    return finish(node);
}

CatchClause* Parser::parseCatch(uint32_t headerColumn) {
    CatchClause* clause = make<CatchClause>(begin());
    advance();
    if (at(K::LeftParen)) {
        parseCatchGroup(clause);
    } else if (!at(K::LeftBrace) && !at(K::Colon)) {
        parseCatchHead(clause);
    }
    if (acceptName(names::kAs)) clause->name = expectName("a name after `as`", &clause->nameSpan);
    clause->body = parseBody("catch", headerColumn, false);
    return finish(clause);
}

// catch e, except T, except T as e, except a.B.
void Parser::parseCatchHead(CatchClause* clause) {
    bool lone = at(K::Name) && (kindAhead() == K::LeftBrace || kindAhead() == K::Colon);
    if (lone) {
        clause->loneName = true;
        clause->name = expectName("a name", &clause->nameSpan);
        return;
    }
    ListBuilder<TypeExpr> types(*this);
    do {
        types.add(parseTypeTerm(false, false));
    } while (!panic_ && (accept(K::Pipe) || accept(K::Comma)));
    clause->types = types.take(arena_);
}

// catch (e), (T), (T e), (e: T), (A | B e), (A, B).
void Parser::parseCatchGroup(CatchClause* clause) {
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ContextScope scope(*this, kInBrackets);
    if (at(K::RightParen)) {
        advance();
        return;
    }
    ListBuilder<TypeExpr> types(*this);
    if (at(K::Name) && kindAhead() == K::RightParen) {
        const Token& after = ahead(2);
        bool isType = after.kind == K::Name && after.name() == names::kAs;
        if (!isType) {
            clause->loneName = true;
            clause->name = expectName("a name", &clause->nameSpan);
            advance();
            return;
        }
    }
    if (at(K::Name) && kindAhead() == K::Colon) {
        clause->name = expectName("a name", &clause->nameSpan);
        advance();
        types.add(parseType());
    } else {
        do {
            if (at(K::RightParen)) break;
            types.add(parseTypeTerm(false, false));
        } while (!panic_ && (accept(K::Pipe) || accept(K::Comma)));
        acceptName(names::kAs);
        if (at(K::Name)) clause->name = expectName("a name", &clause->nameSpan);
    }
    clause->types = types.take(arena_);
    expectClose(K::RightParen, open);
}

Stmt* Parser::parseWith(bool isAsync) {
    uint32_t column = lineColumn();
    WithStmt* node = make<WithStmt>(begin());
    node->isAsync = isAsync;
    if (isAsync) advance();
    advance();
    ListBuilder<WithItem> items(*this);
    K behind = at(K::LeftParen) && partner(pos_) != kNoPartner ? kindBehindGroup() : K::EndOfFile;
    if (behind == K::LeftBrace || behind == K::Colon) {
        uint32_t open = static_cast<uint32_t>(pos_);
        advance();
        parseWithItems(items, true);
        expectClose(K::RightParen, open, "`,` or `)`");
    } else {
        parseWithItems(items, false);
    }
    node->items = items.take(arena_);
    node->body = parseBody("with", column, false);
    return finish(node);
}

void Parser::parseWithItems(ListBuilder<WithItem>& items, bool grouped) {
    Context context = grouped ? kInBrackets : context_;
    context.header = !grouped;
    context.noReturnType = true;
    context.noAs = true;
    ContextScope scope(*this, context);
    do {
        if (grouped && at(K::RightParen)) break;
        WithItem* item = make<WithItem>(begin());
        bool assigned = at(K::Name) && kindAhead() == K::Equal;
        if (assigned) {
            item->target = parseTargetItem();
            advance();
        }
        item->value = parseExpression();
        if (!assigned && acceptName(names::kAs)) item->target = parseTargetItem();
        items.add(finish(item));
    } while (!panic_ && accept(K::Comma));
}

}  // namespace noodle::parse_detail

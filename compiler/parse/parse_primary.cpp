// Operands: literals, names, brackets, and the words that open an expression of their own.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

Expr* Parser::parsePrimary() {
    switch (kind()) {
        case K::Name:
            return parseNameOrWord();
        case K::Int:
        case K::Float:
        case K::Minus:
            return parseNumber();  // a minus arrives here only before 2^63
        case K::String:
        case K::StringBegin:
            return parseStringRun();
        case K::Bytes:
            return parseBytesRun();
        case K::KwTrue:
        case K::KwFalse:
            return parseBool();
        case K::KwNull: {
            NullLit* node = make<NullLit>(begin());
            advance();
            return finish(node);
        }
        case K::KwSelf: {
            if (lambdaAhead(pos_)) return parseLambda(false, begin());
            NameExpr* node = makeName(names::kSelf, here());
            advance();
            return node;
        }
        case K::KwSuper:
            return parseSuper();
        case K::KwNew:
            return parseNew();
        case K::LeftParen:
            if (lambdaAhead(pos_)) return parseLambda(false, begin());
            return parseParenthesized();
        case K::LeftBracket:
            return parseListLiteral();
        case K::LeftBrace:
            return parseBraceLiteral();
        case K::KwIf:
            return parseIfExpr();
        case K::KwFunction:
            return parseFunctionExpr(false, begin());
        case K::KwAsync:
            return parseAsyncExpr();
        case K::KwNot:
            return parseNot();
        case K::KwYield:
            return parseYield();
        default:
            fail(Diag::ExpectedExpression, {found()});
            return bad();
    }
}

Expr* Parser::parseNameOrWord() {
    if (lambdaAhead(pos_)) return parseLambda(false, begin());
    Name name = token().name();
    if (name == names::kMatch && matchAhead()) return parseMatchExpr();
    if (name == names::kLambda) {
        K next = kindAhead();
        bool parenthesized = next == K::LeftParen && partner(pos_ + 1) != kNoPartner;
        if (parenthesized) next = tokenAt(partner(pos_ + 1) + 1).kind == K::FatArrow ? K::Name : K::Dot;
        bool lambda = next == K::Name || next == K::Colon || next == K::Star || next == K::StarStar ||
                      next == K::Ellipsis || next == K::KwSelf;
        if (lambda && aheadOnLine()) return parseWordLambda();
    }
    bool typeTest = (name == names::kIs || name == names::kAs) && kindAhead() == K::Less;
    if (typeTest && genericClose(pos_ + 1) != kNoPartner) return parseTypeTestCall();
    if (name == names::kStream) {
        size_t after = pos_ + 1;
        if (tokenAt(after).kind == K::Less) {
            uint32_t close = genericClose(after);
            after = close == kNoPartner ? last_ : close + 1;
        }
        const Token& from = tokenAt(after);
        bool isFrom = from.kind == K::Name && from.name() == names::kFrom && !from.firstOnLine();
        if (isFrom && startsOperand(tokenAt(after + 1))) return parseStream();
    }
    NameExpr* node = makeName(name, here());
    advance();
    return node;
}

// is<T>(x) and as<T>(x).
Expr* Parser::parseTypeTestCall() {
    uint32_t start = begin();
    bool isTest = atName(names::kIs);
    advance();
    Seq<TypeExpr*> typeArgs = parseTypeArgs();
    uint32_t open = static_cast<uint32_t>(pos_);
    if (!expect(K::LeftParen)) return bad();
    Expr* value = nullptr;
    {
        ContextScope scope(*this, kInBrackets);
        value = parseExpression();
        accept(K::Comma);
        expectClose(K::RightParen, open);
    }
    if (panic_ || typeArgs.size() != 1) {
        if (!panic_) fail(Diag::ExpectedType, {"a list of types"});
        return bad();
    }
    if (isTest) {
        IsExpr* node = make<IsExpr>(start);
        node->value = value;
        node->target = typeArgs[0];
        return finish(node);
    }
    AsExpr* node = make<AsExpr>(start);
    node->value = value;
    node->target = typeArgs[0];
    return finish(node);
}

// stream<T> from xs.
Expr* Parser::parseStream() {
    StreamExpr* node = make<StreamExpr>(begin());
    advance();
    if (at(K::Less)) {
        Seq<TypeExpr*> typeArgs = parseTypeArgs();
        if (!typeArgs.empty()) node->elementType = typeArgs[0];
    }
    advance();
    node->source = parseBinary(Level::Coalesce);
    return finish(node);
}

Expr* Parser::parseNumber() {
    uint32_t start = begin();
    bool negative = accept(K::Minus);
    const Token t = token();
    advance();
    if (t.kind == K::Float) {
        FloatLit* node = make<FloatLit>(start);
        node->value = stream_.floats[t.payload];
        return finish(node);
    }
    if ((t.flags & token_flags::kNeedsMinus) && !negative) {
        std::string_view digits = file_.text(spanOf(t));
        complain(Diag::IntegerTooLarge, spanOf(t), {digits})
            .fix(spanOf(t), "bigint(\"" + std::string(digits) + "\")");
    }
    IntLit* node = make<IntLit>(start);
    node->value = static_cast<int64_t>(stream_.integers[t.payload]);
    return finish(node);
}

Expr* Parser::parseBool() {
    BoolLit* node = make<BoolLit>(begin());
    node->value = at(K::KwTrue);
    advance();
    return finish(node);
}

bool Parser::comprehensionAhead() const {
    if (at(K::KwFor)) return true;
    return at(K::KwAsync) && kindAhead() == K::KwFor;
}

// An item of a list, set, tuple or argument-like sequence: an expression or a spread.
Expr* Parser::parseItem() {
    if (at(K::Ellipsis) || at(K::Star)) return parseSpread();
    return parseExpression();
}

Expr* Parser::parseSpread() {
    SpreadExpr* node = make<SpreadExpr>(begin());
    advance();
    node->value = parseBinary(Level::Coalesce);
    return finish(node);
}

// (), (e), (a, b), (a,), (e for …).
Expr* Parser::parseParenthesized() {
    uint32_t start = begin();
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ContextScope scope(*this, kInBrackets);
    ListBuilder<Expr> items(*this);
    bool comma = false;
    while (!at(K::RightParen) && !panic_) {
        items.add(parseItem());
        if (items.size() == 1 && comprehensionAhead()) {
            Expr* generator = parseComprehension(ComprehensionKind::Generator, nullptr, items[0], start);
            expectClose(K::RightParen, open);
            generator->span.end = previousEnd();
            return generator;
        }
        if (at(K::Equal)) fail(Diag::AssignInCondition).fix(here(), "==");
        comma = accept(K::Comma);
        if (!comma) break;
    }
    expectClose(K::RightParen, open, items.size() > 1 ? "`,` or `)`" : "`)`");
    if (items.size() == 1 && !comma && !isa<SpreadExpr>(items[0])) {
        Expr* inner = items[0];
        inner->parenthesized = true;
        inner->span = {stream_.file, start, previousEnd()};
        return inner;
    }
    TupleExpr* tuple = make<TupleExpr>(start);
    tuple->items = items.take(arena_);
    tuple->parenthesized = true;
    return finish(tuple);
}

Expr* Parser::parseListLiteral() {
    uint32_t start = begin();
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ContextScope scope(*this, kInBrackets);
    ListBuilder<Expr> items(*this);
    while (!at(K::RightBracket) && !panic_) {
        items.add(parseItem());
        if (items.size() == 1 && comprehensionAhead()) {
            Expr* list = parseComprehension(ComprehensionKind::List, nullptr, items[0], start);
            expectClose(K::RightBracket, open);
            list->span.end = previousEnd();
            return list;
        }
        if (!accept(K::Comma)) break;
    }
    expectClose(K::RightBracket, open, "`,` or `]`");
    ListExpr* list = make<ListExpr>(start);
    list->items = items.take(arena_);
    return finish(list);
}

// {} and {…: …} are maps, {…} sets; a spread first makes a map, `*` a set.
Expr* Parser::parseBraceLiteral() {
    uint32_t start = begin();
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ContextScope scope(*this, kInBrackets);
    return parseMapOrSetItems(start, open);
}

// A key in front of `:`; a bare name means itself as a string.
Expr* Parser::parseMapKey(bool& bareName) {
    bareName = atNameOrKeyword() && kindAhead() == K::Colon;
    if (bareName) {
        Expr* key = makeString(names_.text(token().name()), here());
        advance();
        return key;
    }
    if (at(K::LeftBracket) && partner(pos_) != kNoPartner && tokenAt(partner(pos_) + 1).kind == K::Colon) {
        uint32_t open = static_cast<uint32_t>(pos_);
        advance();
        Expr* key = parseExpression();
        expectClose(K::RightBracket, open);
        return key;
    }
    Context context = kInBrackets;
    context.noReturnType = true;
    ContextScope scope(*this, context);
    return parseExpression();
}

MapEntry* Parser::parseMapEntry(bool& bareName) {
    MapEntry* entry = make<MapEntry>(begin());
    bareName = false;
    if (at(K::Ellipsis) || at(K::StarStar)) {
        advance();
        entry->value = parseBinary(Level::Coalesce);
        return finish(entry);
    }
    entry->key = parseMapKey(bareName);
    if (accept(K::Colon)) {
        entry->value = parseExpression();
    } else if (!panic_ && !at(K::Comma) && !at(K::RightBrace) && !comprehensionAhead()) {
        fail(Diag::ExpectedToken, {"`:`, `,` or `}`", found()});
    }
    return finish(entry);
}

Expr* Parser::parseMapOrSetItems(uint32_t start, uint32_t open) {
    ListBuilder<MapEntry> entries(*this);
    bool isSet = at(K::Star);
    bool decided = isSet || at(K::RightBrace);
    while (!at(K::RightBrace) && !panic_) {
        bool bareName = false;
        MapEntry* entry = nullptr;
        if (isSet) {
            entry = make<MapEntry>(begin());
            entry->key = parseItem();
            finish(entry);
        } else {
            entry = parseMapEntry(bareName);
        }
        bool item = entry->value == nullptr;
        if (!decided) isSet = item;
        decided = true;
        if (comprehensionAhead() && entries.size() == 0 && entry->key) {
            Expr* key = entry->key;
            if (bareName) key = makeName(names_.intern(as<StringLit>(key)->value), key->span);
            auto form = item ? ComprehensionKind::Set : ComprehensionKind::Map;
            Expr* made = parseComprehension(form, item ? nullptr : key, item ? key : entry->value, start);
            expectClose(K::RightBrace, open);
            made->span.end = previousEnd();
            return made;
        }
        if (item != isSet && !panic_) fail(Diag::MixedKeysAndItems, entry->span);
        entries.add(entry);
        if (!accept(K::Comma)) break;
    }
    expectClose(K::RightBrace, open, "`,` or `}`");
    if (!isSet) {
        MapExpr* map = make<MapExpr>(start);
        map->entries = entries.take(arena_);
        return finish(map);
    }
    SetExpr* set = make<SetExpr>(start);
    ListBuilder<Expr> items(*this);
    for (size_t i = 0; i < entries.size(); ++i) items.add(entries[i]->key ? entries[i]->key : bad());
    set->items = items.take(arena_);
    return finish(set);
}

Seq<Expr*> Parser::parseFilters() {
    ListBuilder<Expr> conditions(*this);
    while (accept(K::KwIf)) conditions.add(parseBinary(Level::Coalesce));
    return conditions.take(arena_);
}

// for target in iterable if c …, once or more.
Expr* Parser::parseComprehension(ComprehensionKind form, Expr* key, Expr* element, uint32_t start) {
    ContextScope scope(*this, kInBrackets);
    ComprehensionExpr* node = make<ComprehensionExpr>(start);
    node->form = form;
    node->key = key;
    node->element = element;
    ListBuilder<ComprehensionClause> clauses(*this);
    while (comprehensionAhead() && !panic_) {
        ComprehensionClause* clause = make<ComprehensionClause>(begin());
        clause->isAsync = accept(K::KwAsync);
        advance();
        clause->target = parseTargetList(K::KwIn);
        expect(K::KwIn);
        clause->iterable = parseBinary(Level::Coalesce);
        clause->conditions = parseFilters();
        clauses.add(finish(clause));
    }
    node->clauses = clauses.take(arena_);
    return finish(node);
}

// if (c) a else b, if c { … } elif …: bodies are blocks or single expressions.
Expr* Parser::parseIfExpr() {
    Nesting nesting(*this);
    if (!nesting) return bad();
    IfExpr* node = make<IfExpr>(begin());
    ListBuilder<IfArm> arms(*this);
    bool more = true;
    while (more && !panic_) {
        IfArm* arm = make<IfArm>(begin());
        advance();
        if (at(K::LeftParen) && groupIsWholeCondition(pos_)) {
            arm->condition = parseParenthesized();
        } else {
            arm->condition = parseCondition("if");
        }
        arm->body = parseIfExprBody();
        arms.add(finish(arm));
        more = false;
        bool elseHere = (at(K::KwElse) || at(K::KwElif)) &&
                        (!atLineBreak() || suiteColumn_ == kNoSuite || token().column >= suiteColumn_);
        if (!elseHere) break;
        if (at(K::KwElif)) {
            more = true;
            continue;
        }
        advance();
        if (at(K::KwIf)) {
            more = true;
        } else {
            node->elseBody = parseIfExprBody();
        }
    }
    node->arms = arms.take(arena_);
    return finish(node);
}

Block* Parser::parseIfExprBody() {
    if (at(K::LeftBrace)) return parseBraceBlock();
    accept(K::Colon);
    Block* block = make<Block>(begin());
    Statements statements(*this);
    switch (kind()) {
        case K::KwThrow:
            statements.add(parseThrow());
            break;
        case K::KwReturn:
            statements.add(parseReturn());
            break;
        default:
            statements.add(exprStmt(parsePipeline()));
            break;
    }
    block->stmts = statements.take(arena_);
    return finish(block);
}

Expr* Parser::parseMatchExpr() {
    Nesting nesting(*this);
    if (!nesting) return bad();
    return parseMatch();
}

}  // namespace noodle::parse_detail

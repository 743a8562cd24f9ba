// Types, type parameters and bounds.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

// A | B | C; fatArrow: `(A) => B` is a function type here.
TypeExpr* Parser::parseType(bool fatArrow) {
    Nesting nesting(*this);
    uint32_t start = begin();
    ListBuilder<TypeExpr> members(*this);
    if (nesting) {
        accept(K::Pipe);
        members.add(parseTypeTerm(fatArrow, true));
        while (!panic_ && accept(K::Pipe)) members.add(parseTypeTerm(fatArrow, true));
    }
    if (members.size() == 1) return members[0];
    UnionType* node = make<UnionType>(start);
    node->members = members.take(arena_);
    return finish(node);
}

// After `is`: a union whose `?` is the ternary's.
TypeExpr* Parser::parseTestedType() {
    uint32_t start = begin();
    ListBuilder<TypeExpr> members(*this);
    members.add(parseTypeTerm(false, false));
    while (!panic_ && at(K::Pipe) && operatorHere()) {
        bool type = scanTypeName(pos_ + 1, true) && kindAhead(2) != K::LeftParen;
        if (!type) break;
        advance();
        members.add(parseTypeTerm(false, false));
    }
    if (members.size() == 1) return members[0];
    UnionType* node = make<UnionType>(start);
    node->members = members.take(arena_);
    return finish(node);
}

TypeExpr* Parser::parseTypeTerm(bool fatArrow, bool nullable) {
    Nesting nesting(*this);
    uint32_t start = begin();
    TypeExpr* type = nesting ? parseTypePrimary(fatArrow) : nullptr;
    if (!type) {
        NamedType* broken = make<NamedType>(start);
        return finish(broken);
    }
    return parseTypeSuffixes(type, start, nullable);
}

TypeExpr* Parser::makeListType(TypeExpr* item, uint32_t start) {
    NamedType* list = make<NamedType>(start);
    Name name = names::kList;
    list->path = Seq<Name>::copyOf(arena_, {&name, 1});
    ListBuilder<TypeExpr> args(*this);
    args.add(item);
    list->args = args.take(arena_);
    return finish(list);
}

// T[], T?. Where `?` may also be a ternary it only counts before something that starts no operand.
TypeExpr* Parser::parseTypeSuffixes(TypeExpr* type, uint32_t start, bool nullable) {
    for (;;) {
        bool array = at(K::LeftBracket) && kindAhead() == K::RightBracket && !token().firstOnLine();
        if (array) {
            advance();
            advance();
            type = makeListType(type, start);
            continue;
        }
        bool question = at(K::Question) && !token().firstOnLine();
        if (question && !nullable) question = !startsOperand(ahead());
        if (!question) return type;
        advance();
        NullableType* node = make<NullableType>(start);
        node->inner = type;
        type = finish(node);
    }
}

TypeExpr* Parser::parseTypePrimary(bool fatArrow) {
    switch (kind()) {
        case K::Name:
        case K::KwNull:
        case K::KwSelf:
        case K::KwFunction:
            return parseNamedType();
        case K::LeftParen:
            return parseParenType(fatArrow);
        case K::LeftBracket: {
            uint32_t start = begin();
            uint32_t open = static_cast<uint32_t>(pos_);
            advance();
            ContextScope scope(*this, kInBrackets);
            Seq<TypeExpr*> items;
            if (!at(K::RightBracket)) items = parseTypeList(true);
            expectClose(K::RightBracket, open);
            if (items.size() == 1) return makeListType(items[0], start);
            TupleType* tuple = make<TupleType>(start);
            tuple->items = items;
            return finish(tuple);
        }
        case K::KwAsync: {
            advance();
            TypeExpr* type = parseTypePrimary(fatArrow);
            if (auto* function = dynAs<FunctionType>(static_cast<Node*>(type))) function->isAsync = true;
            return type;
        }
        case K::KwTrue:
        case K::KwFalse:
        case K::Int:
        case K::String:
            return parseLiteralType();
        default:
            fail(Diag::ExpectedType, {found()});
            return nullptr;
    }
}

// true, false, 3, "red"; a string that is a name is a forward reference in Python's way.
TypeExpr* Parser::parseLiteralType() {
    uint32_t start = begin();
    if (at(K::String)) {
        std::string_view text = stream_.texts[token().payload];
        bool capital = !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
        for (char c : text)
            capital &= c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (capital) {
            NamedType* named = make<NamedType>(start);
            Name name = names_.intern(text);
            named->path = Seq<Name>::copyOf(arena_, {&name, 1});
            advance();
            return finish(named);
        }
    }
    LiteralType* node = make<LiteralType>(start);
    node->value = parsePrimary();
    return finish(node);
}

TypeExpr* Parser::parseNamedType() {
    NamedType* node = make<NamedType>(begin());
    GrowingSeq<Name> path;
    path.add(arena_, at(K::KwNull) ? names::kNull : token().name());
    advance();
    while (at(K::Dot) && !panic_) {
        advance();
        path.add(arena_, expectName("a type name after `.`"));
    }
    node->path = {path.begin(), path.size()};
    if (at(K::Less) && !token().firstOnLine()) {
        node->args = parseTypeArgs();
    } else if (at(K::LeftBracket) && kindAhead() != K::RightBracket && !token().firstOnLine()) {
        uint32_t open = static_cast<uint32_t>(pos_);
        advance();
        ContextScope scope(*this, kInBrackets);
        node->args = parseTypeList(true);
        expectClose(K::RightBracket, open);
    }
    return finish(node);
}

Seq<TypeExpr*> Parser::parseTypeList(bool fatArrow) {
    ListBuilder<TypeExpr> types(*this);
    do {
        if (at(K::RightBracket) || at(K::RightParen) || at(K::Greater)) break;
        if (accept(K::Ellipsis)) continue;  // Tuple[int, ...], Callable[..., T]
        types.add(parseType(fatArrow));
    } while (!panic_ && accept(K::Comma));
    return types.take(arena_);
}

// Makes `>` of the first character of `>>`, `>=` and their like, when a type list ends there.
void Parser::splitGreater() {
    if (panic_) return;
    Token& t = tokens_[pos_];
    switch (t.kind) {
        case K::GreaterGreater:
            t.kind = K::Greater;
            break;
        case K::GreaterGreaterGreater:
            t.kind = K::GreaterGreater;
            break;
        case K::GreaterEqual:
            t.kind = K::Equal;
            break;
        case K::GreaterGreaterEqual:
            t.kind = K::GreaterEqual;
            break;
        case K::GreaterGreaterGreaterEqual:
            t.kind = K::GreaterGreaterEqual;
            break;
        default:
            expect(K::Greater);
            return;
    }
    // The rest stays as a token that begins one byte later.
    ++t.begin;
    t.flags = 0;
}

Seq<TypeExpr*> Parser::parseTypeArgs() {
    advance();
    ContextScope scope(*this, kInBrackets);
    Seq<TypeExpr*> types = parseTypeList(true);
    if (!accept(K::Greater)) splitGreater();
    return types;
}

// (), (A), (A, B), (A) -> B; parameter names are allowed in front of function types.
TypeExpr* Parser::parseParenType(bool fatArrow) {
    uint32_t start = begin();
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ListBuilder<TypeExpr> items(*this);
    bool comma = false;
    {
        ContextScope scope(*this, kInBrackets);
        while (!at(K::RightParen) && !panic_) {
            accept(K::Ellipsis);
            if (atNameOrKeyword() &&
                (kindAhead() == K::Colon || (kindAhead() == K::Question && kindAhead(2) == K::Colon))) {
                advance();
                accept(K::Question);
                advance();
            }
            items.add(parseType(true));
            comma = accept(K::Comma);
            if (!comma) break;
        }
        expectClose(K::RightParen, open, "`,` or `)`");
    }
    bool function = at(K::Arrow) || (fatArrow && at(K::FatArrow));
    if (function) {
        advance();
        FunctionType* node = make<FunctionType>(start);
        node->params = items.take(arena_);
        node->result = parseType(fatArrow);
        return finish(node);
    }
    if (items.size() == 1 && !comma) {
        items[0]->parenthesized = true;
        return items[0];
    }
    TupleType* tuple = make<TupleType>(start);
    tuple->items = items.take(arena_);
    return finish(tuple);
}

// <T, U: Bound, V extends A & B>
Seq<TypeParam*> Parser::parseTypeParams() {
    ListBuilder<TypeParam> params(*this);
    K close = at(K::LeftBracket) ? K::RightBracket : K::Greater;
    advance();
    ContextScope scope(*this, kInBrackets);
    while (!at(close) && !panic_) {
        TypeParam* param = make<TypeParam>(begin());
        param->name = expectName("a type parameter");
        if (at(K::Colon) || atName(names::kExtends)) param->bounds = parseBounds();
        params.add(finish(param));
        if (!accept(K::Comma)) break;
    }
    if (close == K::RightBracket) {
        expect(close);
    } else if (!accept(close)) {
        splitGreater();
    }
    return params.take(arena_);
}

// : A & B
Seq<TypeExpr*> Parser::parseBounds() {
    advance();
    ListBuilder<TypeExpr> bounds(*this);
    do {
        bounds.add(parseTypeTerm(false, true));
    } while (!panic_ && (accept(K::Amp) || accept(K::Plus)));
    return bounds.take(arena_);
}

Seq<WhereBound*> Parser::parseWhere() {
    ListBuilder<WhereBound> all(*this);
    if (!acceptName(names::kWhere)) return {};
    do {
        WhereBound* bound = make<WhereBound>(begin());
        bound->subject = parseTypeTerm(false, true);
        if (at(K::Colon) || atName(names::kExtends) || atName(names::kImplements)) {
            bound->bounds = parseBounds();
        } else {
            expect(K::Colon);
        }
        all.add(finish(bound));
    } while (!panic_ && accept(K::Comma));
    return all.take(arena_);
}

}  // namespace noodle::parse_detail

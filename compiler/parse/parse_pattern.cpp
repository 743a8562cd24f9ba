// Patterns of match arms.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

// nested: inside brackets, where `name: Type` needs no arrow behind it.
Pattern* Parser::parsePattern(bool nested) {
    Nesting nesting(*this);
    if (!nesting) return finish(make<WildcardPattern>(begin()));
    uint32_t start = begin();
    Pattern* pattern = parseOrPattern(nested);
    while (atName(names::kAs) && !panic_) {
        advance();
        AsPattern* node = make<AsPattern>(start);
        node->inner = pattern;
        node->name = expectName("a name after `as`", &node->nameSpan);
        pattern = finish(node);
    }
    return pattern;
}

Pattern* Parser::parseOrPattern(bool nested) {
    uint32_t start = begin();
    accept(K::Pipe);
    Pattern* first = parsePatternTerm(nested);
    if (!at(K::Pipe) && !at(K::KwOr)) return first;
    ListBuilder<Pattern> alternatives(*this);
    alternatives.add(first);
    while (!panic_ && (accept(K::Pipe) || accept(K::KwOr))) alternatives.add(parsePatternTerm(nested));
    OrPattern* node = make<OrPattern>(start);
    node->alternatives = alternatives.take(arena_);
    return finish(node);
}

Pattern* Parser::parsePatternTerm(bool nested) {
    switch (kind()) {
        case K::Name:
            return parseNamePattern(nested);
        case K::Int:
        case K::Float:
        case K::Minus:
        case K::String:
        case K::StringBegin:
        case K::Bytes:
        case K::KwTrue:
        case K::KwFalse:
        case K::KwNull:
        case K::KwSelf:
            return parseLiteralPattern();
        case K::LeftBracket:
            return parseSequencePattern(K::RightBracket);
        case K::LeftParen:
            return parseSequencePattern(K::RightParen);
        case K::LeftBrace:
            return parseMapPattern();
        case K::Ellipsis:
        case K::Star:
            return parseRestPattern();
        default:
            fail(Diag::ExpectedPattern, {found()});
            return finish(make<WildcardPattern>(begin()));
    }
}

// A literal or a dotted constant.
Expr* Parser::parsePatternValue() {
    uint32_t start = begin();
    if (at(K::Minus) && !(ahead().flags & token_flags::kNeedsMinus)) {
        const Token op = token();
        advance();
        if (!at(K::Int) && !at(K::Float)) {
            fail(Diag::ExpectedPattern, {found()});
            return bad();
        }
        return wrapUnary(op, parseNumber());
    }
    Expr* value = parsePrimary();
    while (at(K::Dot) && !panic_) {
        advance();
        value = parseMember(value, start, false);
    }
    return value;
}

// 1, "a", -2.5, 'a'..='z', 1..10
Pattern* Parser::parseLiteralPattern() {
    uint32_t start = begin();
    Expr* low = parsePatternValue();
    if (at(K::DotDot) || at(K::DotDotEqual)) {
        RangePattern* range = make<RangePattern>(start);
        range->inclusive = at(K::DotDotEqual);
        advance();
        range->low = low;
        range->high = parsePatternValue();
        return finish(range);
    }
    ValuePattern* node = make<ValuePattern>(start);
    node->value = low;
    return finish(node);
}

bool Parser::typedPatternAhead(bool nested) {
    if (kindAhead() != K::Colon) return false;
    if (nested) return true;
    size_t end = scanType(pos_ + 2, false);
    if (!end) return false;
    const Token& after = tokenAt(end);
    if (after.kind == K::FatArrow) return true;
    if (after.firstOnLine() || ahead(2).firstOnLine()) return false;
    return after.kind == K::KwIf || (after.kind == K::Name && after.name() == names::kWhen);
}

// Name{…} is a pattern when something that follows a pattern stands behind the brace.
bool Parser::bracePatternAhead() const {
    uint32_t close = partner(pos_);
    if (close == kNoPartner || token().firstOnLine()) return false;
    const Token& after = tokenAt(close + 1);
    if (after.firstOnLine() && after.kind != K::FatArrow) return false;
    switch (after.kind) {
        case K::FatArrow:
        case K::Colon:
        case K::KwIf:
        case K::Pipe:
        case K::Comma:
        case K::RightParen:
        case K::RightBracket:
        case K::RightBrace:
            return true;
        case K::Name:
            return after.name() == names::kWhen || after.name() == names::kAs;
        default:
            return false;
    }
}

// _, name, name: Type, a.B, C(…), C{…}, `is T`, and ranges between constants.
Pattern* Parser::parseNamePattern(bool nested) {
    uint32_t start = begin();
    Name name = token().name();
    if (name == names::kIs && kindAhead() == K::Name) {
        advance();
        TypePattern* node = make<TypePattern>(start);
        node->target = parseTypeTerm(false, true);
        return finish(node);
    }
    if (typedPatternAhead(nested)) {
        TypePattern* node = make<TypePattern>(start);
        if (name == names::kUnderscore) {
            advance();
        } else {
            NamePattern* inner = make<NamePattern>(start);
            inner->name = name;
            advance();
            node->inner = finish(inner);
        }
        advance();
        node->target = parseType(false);
        return finish(node);
    }
    if (name == names::kUnderscore && kindAhead() != K::Dot) {
        WildcardPattern* wildcard = make<WildcardPattern>(start);
        advance();
        return finish(wildcard);
    }
    Expr* value = makeName(name, here());
    advance();
    bool dotted = at(K::Dot);
    while (at(K::Dot) && !panic_) {
        advance();
        value = parseMember(value, start, false);
    }
    bool braces = at(K::LeftBrace) && bracePatternAhead();
    if ((at(K::LeftParen) && !token().firstOnLine()) || braces) return parseConstructorPattern(value, start);
    if (at(K::DotDot) || at(K::DotDotEqual)) {
        RangePattern* range = make<RangePattern>(start);
        range->inclusive = at(K::DotDotEqual);
        advance();
        range->low = value;
        range->high = parsePatternValue();
        return finish(range);
    }
    if (dotted) {
        ValuePattern* node = make<ValuePattern>(start);
        node->value = value;
        return finish(node);
    }
    NamePattern* node = make<NamePattern>(start);
    node->name = name;
    return finish(node);
}

Pattern* Parser::parseConstructorPattern(Expr* callee, uint32_t start) {
    uint32_t open = static_cast<uint32_t>(pos_);
    bool braces = at(K::LeftBrace);
    K close = braces ? K::RightBrace : K::RightParen;
    advance();
    ContextScope scope(*this, kInBrackets);
    ConstructorPattern* node = make<ConstructorPattern>(start);
    node->callee = callee;
    ListBuilder<PatternArg> args(*this);
    while (!at(close) && !panic_) {
        args.add(parsePatternArg(braces));
        if (!accept(K::Comma)) break;
    }
    expectClose(close, open, braces ? "`,` or `}`" : "`,` or `)`");
    node->args = args.take(arena_);
    return finish(node);
}

// p, name: p, name=p; inside braces a lone name is name: name.
PatternArg* Parser::parsePatternArg(bool braces) {
    PatternArg* arg = make<PatternArg>(begin());
    bool named = atNameOrKeyword() && (kindAhead() == K::Colon || kindAhead() == K::Equal);
    if (named) {
        arg->name = takeMemberName("a field name");
        advance();
    } else if (braces && at(K::Name)) {
        arg->name = token().name();
    }
    arg->pattern = parsePattern(true);
    return finish(arg);
}

// [a, b, ...rest], (a, b), (p)
Pattern* Parser::parseSequencePattern(K close) {
    uint32_t start = begin();
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ContextScope scope(*this, kInBrackets);
    ListBuilder<Pattern> items(*this);
    bool comma = false;
    bool rest = false;
    while (!at(close) && !panic_) {
        Pattern* item = parsePattern(true);
        if (isa<RestPattern>(item)) {
            if (rest) complain(Diag::DuplicateRest, item->span, {"pattern"});
            rest = true;
        }
        items.add(item);
        comma = accept(K::Comma);
        if (!comma) break;
    }
    expectClose(close, open, close == K::RightParen ? "`,` or `)`" : "`,` or `]`");
    if (close == K::RightBracket) {
        ListPattern* list = make<ListPattern>(start);
        list->items = items.take(arena_);
        return finish(list);
    }
    if (items.size() == 1 && !comma && !rest) return items[0];
    TuplePattern* tuple = make<TuplePattern>(start);
    tuple->items = items.take(arena_);
    return finish(tuple);
}

Pattern* Parser::parseRestPattern() {
    RestPattern* rest = make<RestPattern>(begin());
    advance();
    if (at(K::Name)) {
        Name name = expectName("a name");
        if (name != names::kUnderscore) rest->name = name;
    }
    return finish(rest);
}

// {key, key: p, "key": p, ...rest}
Pattern* Parser::parseMapPattern() {
    MapPattern* node = make<MapPattern>(begin());
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    ContextScope scope(*this, kInBrackets);
    ListBuilder<MapPatternEntry> entries(*this);
    while (!at(K::RightBrace) && !panic_) {
        if (at(K::Ellipsis) || at(K::Star) || at(K::StarStar)) {
            node->rest = as<RestPattern>(parseRestPattern());
        } else {
            MapPatternEntry* entry = make<MapPatternEntry>(begin());
            if (atNameOrKeyword() && !at(K::KwTrue) && !at(K::KwFalse) && !at(K::KwNull)) {
                Span span = here();
                Name name = token().name();
                entry->key = makeString(names_.text(name), span);
                if (kindAhead() == K::Colon) {
                    advance();
                } else {
                    NamePattern* binding = make<NamePattern>(span.begin);
                    binding->name = name;
                    advance();
                    entry->value = finish(binding);
                }
            } else {
                entry->key = parsePatternValue();
            }
            if (!entry->value) {
                expect(K::Colon);
                entry->value = parsePattern(true);
            }
            entries.add(finish(entry));
        }
        if (!accept(K::Comma)) break;
    }
    expectClose(K::RightBrace, open, "`,` or `}`");
    node->entries = entries.take(arena_);
    return finish(node);
}

}  // namespace noodle::parse_detail

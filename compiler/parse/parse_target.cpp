// Assignment targets: names, members, elements, and destructuring forms of these.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

std::string_view Parser::whatIs(const Expr* expr) const {
    switch (expr->kind) {
        case NodeKind::NullLit:
            return "null";
        case NodeKind::BoolLit:
        case NodeKind::IntLit:
        case NodeKind::FloatLit:
        case NodeKind::StringLit:
        case NodeKind::BytesLit:
        case NodeKind::InterpolatedString:
            return "a literal";
        case NodeKind::CallExpr:
            return "a call";
        case NodeKind::LambdaExpr:
            return "a lambda";
        case NodeKind::OptionalChain:
            return "an optional chain";
        case NodeKind::BinaryExpr:
        case NodeKind::UnaryExpr:
        case NodeKind::CompareChain:
            return "an operation";
        default:
            return "this expression";
    }
}

// Turns an expression that stands before `=` into a target, or complains. `{a, b} =` was read as a set.
Expr* Parser::toTarget(Expr* expr) {
    switch (expr->kind) {
        case NodeKind::ListExpr:
        case NodeKind::TupleExpr: {
            Seq<Expr*> items =
                expr->kind == NodeKind::ListExpr ? as<ListExpr>(expr)->items : as<TupleExpr>(expr)->items;
            for (Expr*& item : items) {
                if (auto* spread = dynAs<SpreadExpr>(item)) {
                    spread->value = toTarget(spread->value);
                } else {
                    item = toTarget(item);
                }
            }
            return expr;
        }
        case NodeKind::MapExpr:
            for (MapEntry* entry : as<MapExpr>(expr)->entries) entry->value = toTarget(entry->value);
            return expr;
        case NodeKind::SetExpr: {
            MapExpr* map = make<MapExpr>(expr->span.begin);
            ListBuilder<MapEntry> entries(*this);
            for (Expr* item : as<SetExpr>(expr)->items) {
                MapEntry* entry = make<MapEntry>(item->span.begin);
                entry->value = toTarget(item);
                if (auto* name = dynAs<NameExpr>(item)) {
                    entry->key = makeString(names_.text(name->name), name->span);
                }
                entries.add(finish(entry));
            }
            map->entries = entries.take(arena_);
            finish(map);
            map->span = expr->span;
            return map;
        }
        default:
            checkTarget(expr);
            return expr;
    }
}

Seq<Expr*> Parser::single(Expr* expr) {
    return Seq<Expr*>::copyOf(arena_, {&expr, 1});
}

void Parser::checkTarget(Expr* target) {
    if (isAssignable(target)) return;
    complain(Diag::InvalidTarget, target->span, {whatIs(target)});
}

// A list of targets up to `in` or `=`; more than one, or a trailing comma, is a tuple.
Expr* Parser::parseTargetList(K stop) {
    uint32_t start = begin();
    Expr* first = parseTarget();
    if (!at(K::Comma)) return first;
    ListBuilder<Expr> items(*this);
    items.add(first);
    while (accept(K::Comma)) {
        if (at(stop) || panic_) break;
        items.add(parseTarget());
    }
    TupleExpr* tuple = make<TupleExpr>(start);
    tuple->items = items.take(arena_);
    return finish(tuple);
}

Expr* Parser::parseTarget() {
    if (at(K::Ellipsis) || at(K::Star)) {
        SpreadExpr* rest = make<SpreadExpr>(begin());
        advance();
        rest->value = parseTargetItem();
        return finish(rest);
    }
    return parseTargetItem();
}

Expr* Parser::parseTargetItem() {
    Nesting nesting(*this);
    if (!nesting) return bad();
    uint32_t start = begin();
    if (at(K::LeftBrace)) return parseMapTarget();
    if (at(K::LeftBracket) || at(K::LeftParen)) {
        bool list = at(K::LeftBracket);
        K close = list ? K::RightBracket : K::RightParen;
        uint32_t open = static_cast<uint32_t>(pos_);
        advance();
        ContextScope scope(*this, kInBrackets);
        ListBuilder<Expr> items(*this);
        bool comma = false;
        while (!at(close) && !panic_) {
            items.add(parseTarget());
            comma = accept(K::Comma);
            if (!comma) break;
        }
        expectClose(close, open);
        if (!list && items.size() == 1 && !comma) return items[0];
        if (list) {
            ListExpr* node = make<ListExpr>(start);
            node->items = items.take(arena_);
            return finish(node);
        }
        TupleExpr* node = make<TupleExpr>(start);
        node->items = items.take(arena_);
        return finish(node);
    }
    if (!at(K::Name) && !at(K::KwSelf)) {
        expectName("a variable name");
        return bad();
    }
    Expr* target = parsePostfixOf(parsePrimary(), start);
    checkTarget(target);
    return target;
}

// {name, age: a, ...rest}
Expr* Parser::parseMapTarget() {
    uint32_t open = static_cast<uint32_t>(pos_);
    MapExpr* map = make<MapExpr>(begin());
    advance();
    ContextScope scope(*this, kInBrackets);
    ListBuilder<MapEntry> entries(*this);
    while (!at(K::RightBrace) && !panic_) {
        MapEntry* entry = make<MapEntry>(begin());
        if (at(K::Ellipsis) || at(K::StarStar)) {
            advance();
            entry->value = parseTargetItem();
        } else if (at(K::String)) {
            entry->key = parsePrimary();
            expect(K::Colon);
            entry->value = parseTargetItem();
        } else {
            Span span;
            Name name = takeMemberName("a key", &span);
            entry->key = makeString(names_.text(name), span);
            entry->value = accept(K::Colon) ? parseTargetItem() : makeName(name, span);
        }
        entries.add(finish(entry));
        if (!accept(K::Comma)) break;
    }
    expectClose(K::RightBrace, open, "`,` or `}`");
    map->entries = entries.take(arena_);
    return finish(map);
}

}  // namespace noodle::parse_detail

// Match arms and patterns.

#include <algorithm>

#include "compiler/sema/resolver.h"

namespace noodle::sema {

using namespace ast;

namespace {

bool isCapitalised(std::string_view text) {
    size_t first = text.find_first_not_of('_');
    return first != text.npos && text[first] >= 'A' && text[first] <= 'Z';
}

// The bare capitalised names at the top of a pattern.
template <typename F>
void forEachHeadName(const Pattern& pattern, const NameTable& names, F&& visit) {
    switch (pattern.kind) {
        case NodeKind::OrPattern:
            for (const Pattern* each : static_cast<const OrPattern&>(pattern).alternatives) {
                forEachHeadName(*each, names, visit);
            }
            break;
        case NodeKind::AsPattern:
            if (const Pattern* inner = static_cast<const AsPattern&>(pattern).inner)
                forEachHeadName(*inner, names, visit);
            break;
        case NodeKind::NamePattern: {
            Name name = static_cast<const NamePattern&>(pattern).name;
            if (isCapitalised(names.text(name))) visit(name);
            break;
        }
        case NodeKind::ConstructorPattern:
            if (auto* name = dynAs<NameExpr>(static_cast<const ConstructorPattern&>(pattern).callee))
                visit(name->name);
            break;
        default:
            break;
    }
}

}  // namespace

types::ClassInfo* Resolver::enumWithVariant(Name variant) {
    auto it = variantEnums_.find(variant);
    return it == variantEnums_.end() ? nullptr : it->second.back();
}

// What the enum is called in this module.
Symbol* Resolver::symbolOf(types::ClassInfo& info) {
    auto it = store_.classSymbols.find(&info);
    return it == store_.classSymbols.end() ? info.symbol : it->second;
}

// The enum that the bare names of the arms belong to. Names that also mean something else (Success, Error,
// a class) only count once another arm names a variant that means nothing else.
types::ClassInfo* Resolver::enumOfPatterns(MatchExpr& match) {
    for (MatchArm* arm : match.arms) {
        types::ClassInfo* found = nullptr;
        forEachHeadName(*arm->pattern, names(), [&](Name name) {
            auto it = variantEnums_.find(name);
            if (found || it == variantEnums_.end() || visible(name) || types_.builtins().find(name)) return;
            found = it->second.back();
            if (it->second.size() == 1) return;
            // Several enums have it: the one that also has the names of the other arms.
            size_t best = 0;
            for (types::ClassInfo* candidate : it->second) {
                size_t hits = 0;
                for (MatchArm* other : match.arms) {
                    forEachHeadName(*other->pattern, names(),
                                    [&](Name head) { hits += candidate->findOwn(head) != nullptr; });
                }
                if (hits > best) {
                    best = hits;
                    found = candidate;
                }
            }
        });
        if (found) return found;
    }
    return nullptr;
}

void Resolver::matchExpr(MatchExpr& match) {
    expr(*match.subject);
    types::ClassInfo* hint = enumOfPatterns(match);
    for (MatchArm* arm : match.arms) {
        size_t before = mark();
        PatternNames names;
        names.scope = store_.newScope();
        names.enumHint = hint;
        arm->scope = names.scope;
        pattern(*arm->pattern, names);
        for (Symbol* symbol : names.scope->symbols) bind(symbol->name, symbol);
        exprOrNull(arm->guard);
        block(*arm->body);
        restore(before);
    }
}

Symbol* Resolver::bindPattern(Name name, Span span, PatternNames& names) {
    if (name == names::kUnderscore) return nullptr;
    if (std::ranges::find(names.bound, name) != names.bound.end()) {
        context_.sink.report(Diag::Redeclared, span, {context_.names.text(name)});
        return names.symbols[name];
    }
    names.bound.push_back(name);
    Symbol*& symbol = names.symbols[name];
    if (!symbol) {
        symbol = newLocal(name, BindingForm::Pattern, span);
        symbol->perIteration = frames_.back().loopDepth > 0;
        names.scope->symbols.add(store_.arena, symbol);
        noteAssign(symbol);
    }
    return symbol;
}

void Resolver::pattern(Pattern& pattern, PatternNames& names) {
    switch (pattern.kind) {
        case NodeKind::NamePattern:
            return namePattern(static_cast<NamePattern&>(pattern), names);
        case NodeKind::ValuePattern:
            return expr(*static_cast<ValuePattern&>(pattern).value);
        case NodeKind::RangePattern: {
            auto& range = static_cast<RangePattern&>(pattern);
            exprOrNull(range.low);
            return exprOrNull(range.high);
        }
        case NodeKind::OrPattern:
            return orPattern(static_cast<OrPattern&>(pattern), names);
        case NodeKind::ConstructorPattern:
            return constructorPattern(static_cast<ConstructorPattern&>(pattern), names);
        case NodeKind::MapPattern: {
            auto& map = static_cast<MapPattern&>(pattern);
            for (MapPatternEntry* entry : map.entries) {
                expr(*entry->key);
                this->pattern(*entry->value, names);
            }
            if (map.rest) this->pattern(*map.rest, names);
            return;
        }
        case NodeKind::ListPattern:
            for (Pattern* item : static_cast<ListPattern&>(pattern).items) this->pattern(*item, names);
            return;
        case NodeKind::TuplePattern:
            for (Pattern* item : static_cast<TuplePattern&>(pattern).items) this->pattern(*item, names);
            return;
        case NodeKind::RestPattern: {
            auto& rest = static_cast<RestPattern&>(pattern);
            if (rest.name) rest.symbol = bindPattern(rest.name, rest.span, names);
            return;
        }
        case NodeKind::TypePattern: {
            auto& typed = static_cast<TypePattern&>(pattern);
            testType(*typed.target);
            if (typed.inner) this->pattern(*typed.inner, names);
            return;
        }
        case NodeKind::AsPattern: {
            auto& as = static_cast<AsPattern&>(pattern);
            if (as.inner) this->pattern(*as.inner, names);
            as.symbol = bindPattern(as.name, as.nameSpan, names);
            return;
        }
        default:
            return;
    }
}

void Resolver::namePattern(NamePattern& pattern, PatternNames& names) {
    std::string_view text = context_.names.text(pattern.name);
    if (!isCapitalised(text)) {
        pattern.isBinding = true;
        pattern.symbol = bindPattern(pattern.name, pattern.span, names);
        return;
    }
    types::ClassInfo* owner =
        names.enumHint && names.enumHint->findOwn(pattern.name) ? names.enumHint : nullptr;
    Symbol* symbol = owner ? nullptr : lookup(pattern.name);
    if (!owner && !symbol) owner = enumWithVariant(pattern.name);
    if (owner) {
        pattern.isVariant = true;
        symbol = symbolOf(*owner);
    }
    if (!symbol) {
        context_.sink.report(Diag::UnknownPatternName, pattern.span, {text})
            .suggest(pattern.span, suggestionFor(pattern.name));
        return;
    }
    pattern.symbol = symbol;
    markUse(symbol);
    noteUse(symbol, &pattern.symbol);
}

void Resolver::constructorPattern(ConstructorPattern& pattern, PatternNames& names) {
    auto* name = dynAs<NameExpr>(pattern.callee);
    types::ClassInfo* owner = nullptr;
    if (name && names.enumHint && names.enumHint->findOwn(name->name)) owner = names.enumHint;
    if (name && !owner && !lookup(name->name)) owner = enumWithVariant(name->name);
    if (owner) {
        pattern.isVariant = true;
        name->symbol = symbolOf(*owner);
        markUse(name->symbol);
    } else {
        expr(*pattern.callee);
    }
    for (PatternArg* arg : pattern.args) this->pattern(*arg->pattern, names);
}

// Every alternative must bind the same names; they share their symbols.
void Resolver::orPattern(OrPattern& pattern, PatternNames& names) {
    const std::vector<Name> before = names.bound;
    std::vector<Name> first;
    bool reported = false;
    for (Pattern* alternative : pattern.alternatives) {
        names.bound = before;
        this->pattern(*alternative, names);
        std::vector<Name> bound(names.bound.begin() + static_cast<std::ptrdiff_t>(before.size()),
                                names.bound.end());
        std::ranges::sort(bound);
        if (alternative == pattern.alternatives.front()) {
            first = bound;
        } else if (bound != first && !reported) {
            reported = true;
            context_.sink.report(Diag::OrPatternNames, alternative->span);
        }
    }
    names.bound = before;
    names.bound.insert(names.bound.end(), first.begin(), first.end());
}

}  // namespace noodle::sema

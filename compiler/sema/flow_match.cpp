// Match: what arms bind, what they give, and what they leave out.

#include <algorithm>

#include "compiler/sema/flow.h"

namespace noodle::sema {

using namespace ast;
using types::ClassInfo;
using types::ClassMember;
using types::MemberKind;

bool isIrrefutable(const Pattern& pattern) {
    switch (pattern.kind) {
        case NodeKind::WildcardPattern:
        case NodeKind::RestPattern:
            return true;
        case NodeKind::NamePattern:
            return static_cast<const NamePattern&>(pattern).isBinding;
        case NodeKind::AsPattern: {
            const Pattern* inner = static_cast<const AsPattern&>(pattern).inner;
            return !inner || isIrrefutable(*inner);
        }
        case NodeKind::TypePattern: {
            auto& typed = static_cast<const TypePattern&>(pattern);
            return typed.target->type && typed.target->type->isAny() &&
                   (!typed.inner || isIrrefutable(*typed.inner));
        }
        case NodeKind::OrPattern:
            return std::ranges::any_of(static_cast<const OrPattern&>(pattern).alternatives,
                                       [](const Pattern* each) { return isIrrefutable(*each); });
        default:
            return false;
    }
}

void Flow::match(MatchExpr& match, bool isStmt) {
    expr(*match.subject);
    size_t before = mark();
    bool wasReachable = reachable_;
    std::vector<Branch> ends;
    Type* result = nullptr;
    bool proven = true;
    bool complete = false;
    for (MatchArm* arm : match.arms) {
        reachable_ = wasReachable;
        this->arm(*arm, match);
        if (reachable_) {
            Expr* last = blockValue(*arm->body);
            Type* type = last && last->type ? last->type : types_.null();
            result = result ? types::join(types_, result, type) : type;
            proven = proven && (!last || last->typeProven);
        }
        ends.push_back(cut(before));
        complete = complete || (!arm->guard && isIrrefutable(*arm->pattern));
    }
    reachable_ = wasReachable;
    // A statement without a fitting arm goes on; an expression throws.
    if (isStmt && !complete) ends.push_back(Branch{{}, wasReachable});
    if (!ends.empty()) merge(ends);
    set(match, result, proven);
    if (!complete) checkExhaustive(match);
    FunctionScope& scope = *fn_.scope;
    auto* fn =
        isStmt && scope.returnsMatchValue && scope.checkedResult ? dynAs<Function>(scope.node) : nullptr;
    if (!fn || fn->body->stmts.back()->kind != NodeKind::MatchStmt ||
        as<MatchStmt>(fn->body->stmts.back())->match != &match) {
        return;
    }
    for (MatchArm* arm : match.arms) {
        Expr* last = blockValue(*arm->body);
        if (last && last->type) checkFits(*last, scope.checkedResult, fn->returnType->span, theResultOf(*fn));
    }
}

void Flow::arm(MatchArm& arm, MatchExpr& match) {
    Type* subject = match.subject->type;
    pattern(*arm.pattern, subject);
    if (Type* tested = patternType(*arm.pattern)) assumeTest(*match.subject, tested, true);
    if (arm.guard) {
        expr(*arm.guard);
        assume(*arm.guard, true);
    }
    block(*arm.body);
}

void Flow::bindPattern(Symbol* symbol, Type* type) {
    if (!symbol) return;
    bool tracked = isTracked(*symbol);
    setState(*symbol, {tracked && type ? types::widened(types_, type) : nullptr, false, true, true});
}

// The type that a matched value certainly has, or null.
types::Type* Flow::patternType(const Pattern& pattern) const {
    switch (pattern.kind) {
        case NodeKind::TypePattern:
            return static_cast<const TypePattern&>(pattern).target->type;
        case NodeKind::AsPattern: {
            const Pattern* inner = static_cast<const AsPattern&>(pattern).inner;
            return inner ? patternType(*inner) : nullptr;
        }
        case NodeKind::ConstructorPattern: {
            auto& made = static_cast<const ConstructorPattern&>(pattern);
            auto* name = dynAs<NameExpr>(made.callee);
            if (!name || !name->symbol || made.isVariant || !name->symbol->neverRebound) return nullptr;
            return name->symbol->cls && !name->symbol->cls->isBuiltin ? name->symbol->cls->instance : nullptr;
        }
        default:
            return nullptr;
    }
}

void Flow::pattern(Pattern& pattern, Type* subject) {
    switch (pattern.kind) {
        case NodeKind::NamePattern: {
            auto& name = static_cast<NamePattern&>(pattern);
            if (name.isBinding) bindPattern(name.symbol, subject);
            return;
        }
        case NodeKind::ValuePattern:
            return expr(*static_cast<ValuePattern&>(pattern).value);
        case NodeKind::RangePattern:
            exprOrNull(static_cast<RangePattern&>(pattern).low);
            return exprOrNull(static_cast<RangePattern&>(pattern).high);
        case NodeKind::OrPattern:
            // The alternatives share their symbols: what they are is only known alone.
            for (Pattern* each : static_cast<OrPattern&>(pattern).alternatives) this->pattern(*each, nullptr);
            return;
        case NodeKind::ConstructorPattern:
            return constructorPattern(static_cast<ConstructorPattern&>(pattern), subject);
        case NodeKind::MapPattern: {
            auto& map = static_cast<MapPattern&>(pattern);
            for (MapPatternEntry* entry : map.entries) {
                expr(*entry->key);
                this->pattern(*entry->value, nullptr);
            }
            if (map.rest) bindPattern(map.rest->symbol, kind(TypeKind::Map));
            return;
        }
        case NodeKind::ListPattern:
            for (Pattern* item : static_cast<ListPattern&>(pattern).items) {
                auto* rest = dynAs<RestPattern>(item);
                if (rest)
                    bindPattern(rest->symbol, kind(TypeKind::List));
                else
                    this->pattern(*item, subject && subject->is(TypeKind::List) ? subject->arg(0) : nullptr);
            }
            return;
        case NodeKind::TuplePattern:
            for (Pattern* item : static_cast<TuplePattern&>(pattern).items) {
                if (auto* rest = dynAs<RestPattern>(item))
                    bindPattern(rest->symbol, nullptr);
                else
                    this->pattern(*item, nullptr);
            }
            return;
        case NodeKind::TypePattern: {
            auto& typed = static_cast<TypePattern&>(pattern);
            if (typed.inner) this->pattern(*typed.inner, typed.target->type);
            return;
        }
        case NodeKind::AsPattern: {
            auto& as = static_cast<AsPattern&>(pattern);
            if (as.inner) this->pattern(*as.inner, subject);
            Type* tested = as.inner ? patternType(*as.inner) : nullptr;
            return bindPattern(as.symbol, tested ? tested : subject);
        }
        default:
            return;
    }
}

void Flow::constructorPattern(ConstructorPattern& pattern, Type*) {
    if (!pattern.isVariant) expr(*pattern.callee);
    for (PatternArg* arg : pattern.args) this->pattern(*arg->pattern, nullptr);
}

// ---- exhaustiveness

namespace {

// Variants an arm takes care of, whatever their payload.
struct Coverage {
    const ClassInfo* cls = nullptr;
    std::vector<Name> variants;
    bool unclear = false;
};

const ClassInfo* enumOf(const Symbol* symbol) {
    return symbol && symbol->cls && symbol->cls->isEnum ? symbol->cls : nullptr;
}

void addVariant(Coverage& coverage, const ClassInfo* cls, Name variant) {
    if (!cls || (coverage.cls && coverage.cls != cls))
        coverage.unclear = true;
    else
        coverage.cls = cls;
    coverage.variants.push_back(variant);
}

bool coversPayload(const ConstructorPattern& pattern) {
    return std::ranges::all_of(pattern.args,
                               [](const PatternArg* arg) { return isIrrefutable(*arg->pattern); });
}

void cover(Coverage& coverage, const Pattern& pattern, bool counts) {
    switch (pattern.kind) {
        case NodeKind::OrPattern:
            for (const Pattern* each : static_cast<const OrPattern&>(pattern).alternatives)
                cover(coverage, *each, counts);
            return;
        case NodeKind::AsPattern:
            if (const Pattern* inner = static_cast<const AsPattern&>(pattern).inner)
                cover(coverage, *inner, counts);
            return;
        case NodeKind::NamePattern: {
            auto& name = static_cast<const NamePattern&>(pattern);
            if (name.isVariant) return addVariant(coverage, enumOf(name.symbol), counts ? name.name : Name{});
            break;
        }
        case NodeKind::ValuePattern:
            if (auto* member = dynAs<MemberExpr>(static_cast<const ValuePattern&>(pattern).value)) {
                auto* object = dynAs<NameExpr>(member->object);
                if (object && enumOf(object->symbol)) {
                    return addVariant(coverage, enumOf(object->symbol), counts ? member->name : Name{});
                }
            }
            break;
        case NodeKind::ConstructorPattern: {
            auto& made = static_cast<const ConstructorPattern&>(pattern);
            bool all = counts && coversPayload(made);
            if (auto* name = dynAs<NameExpr>(made.callee); name && made.isVariant) {
                return addVariant(coverage, enumOf(name->symbol), all ? name->name : Name{});
            }
            if (auto* member = dynAs<MemberExpr>(made.callee)) {
                auto* object = dynAs<NameExpr>(member->object);
                if (object && enumOf(object->symbol)) {
                    return addVariant(coverage, enumOf(object->symbol), all ? member->name : Name{});
                }
            }
            break;
        }
        default:
            break;
    }
    coverage.unclear = true;
}

// Success(…) and Error(…) as the heads of all arms: 1, 2, or both bits; 0 if anything else occurs.
int resultArms(const MatchExpr& match, const NameTable& names) {
    int seen = 0;
    for (const MatchArm* arm : match.arms) {
        auto* made = dynAs<ConstructorPattern>(arm->pattern);
        auto* name = made ? dynAs<NameExpr>(made->callee) : nullptr;
        if (!name || !name->symbol || name->symbol->kind != SymbolKind::Builtin) return 0;
        std::string_view text = names.text(name->name);
        if (text != "Success" && text != "Error") return 0;
        if (!arm->guard && coversPayload(*made))
            seen |= text == "Success" ? 1 : 2;
        else
            seen |= 4;
    }
    return seen;
}

}  // namespace

void Flow::checkExhaustive(const MatchExpr& match) {
    if (!mayReport() || !options_.warnings || match.arms.empty()) return;
    Span place = match.subject->span;
    if (int seen = resultArms(match, context_.names)) {
        const Type* subject = match.subject->type;
        if ((seen & 3) == 3 || (subject && subject->is(TypeKind::Class))) return;
        context_.sink.report(Diag::NonExhaustiveMatch, place, {(seen & 1) ? "`Error`" : "`Success`"});
        return;
    }
    Coverage coverage;
    for (const MatchArm* arm : match.arms) cover(coverage, *arm->pattern, !arm->guard);
    if (!coverage.cls || coverage.unclear) return;
    std::string missing;
    for (const ClassMember& member : coverage.cls->members) {
        if (member.kind != MemberKind::Variant ||
            std::ranges::find(coverage.variants, member.name) != coverage.variants.end())
            continue;
        if (!missing.empty()) missing += ", ";
        missing += quoted(member.name);
    }
    if (!missing.empty()) context_.sink.report(Diag::NonExhaustiveMatch, place, {missing});
}

}  // namespace noodle::sema

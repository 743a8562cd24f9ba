// Expressions.

#include "compiler/ast/walk.h"
#include "compiler/sema/resolver.h"
#include "compiler/sema/spine.h"

namespace noodle::sema {

using namespace ast;

void Resolver::expr(Expr& expr) {
    size_t base = spine_.size();
    Expr* at = &expr;
    for (; Expr* first = spineChild(*at); at = first) spine_.push_back(at);
    leafExpr(*at);
    while (spine_.size() > base) {
        Expr* node = spine_.back();
        spine_.pop_back();
        restOf(*node);
    }
}

// What is left of a node whose first child is done.
void Resolver::restOf(Expr& expr) {
    switch (expr.kind) {
        case NodeKind::BinaryExpr:
            return this->expr(*static_cast<BinaryExpr&>(expr).right);
        case NodeKind::CallExpr:
            return callExpr(static_cast<CallExpr&>(expr));
        case NodeKind::IndexExpr:
            return this->expr(*static_cast<IndexExpr&>(expr).index);
        case NodeKind::SliceExpr: {
            auto& slice = static_cast<SliceExpr&>(expr);
            exprOrNull(slice.start);
            exprOrNull(slice.stop);
            return exprOrNull(slice.step);
        }
        default:
            return;
    }
}

void Resolver::leafExpr(Expr& expr) {
    switch (expr.kind) {
        case NodeKind::NameExpr:
            return nameExpr(static_cast<NameExpr&>(expr));
        case NodeKind::SuperExpr:
            return superExpr(static_cast<SuperExpr&>(expr));
        case NodeKind::ComprehensionExpr:
            return comprehension(static_cast<ComprehensionExpr&>(expr));
        case NodeKind::IsExpr: {
            auto& test = static_cast<IsExpr&>(expr);
            this->expr(*test.value);
            testType(*test.target);
            return;
        }
        case NodeKind::TypeOperand:
            testType(*static_cast<TypeOperand&>(expr).target);
            return;
        case NodeKind::AsExpr: {
            auto& cast = static_cast<AsExpr&>(expr);
            this->expr(*cast.value);
            testType(*cast.target);
            return;
        }
        case NodeKind::StreamExpr: {
            auto& stream = static_cast<StreamExpr&>(expr);
            typeOrNull(stream.elementType);
            return this->expr(*stream.source);
        }
        case NodeKind::IfExpr:
            return ifExpr(static_cast<IfExpr&>(expr));
        case NodeKind::MatchExpr:
            return matchExpr(static_cast<MatchExpr&>(expr));
        case NodeKind::LambdaExpr:
            return lambda(static_cast<LambdaExpr&>(expr));
        case NodeKind::AssignExpr: {
            auto& assign = static_cast<AssignExpr&>(expr);
            this->expr(*assign.value);
            return assignTarget(*assign.target, assign.compound);
        }
        case NodeKind::IncrementExpr:
            return assignTarget(*static_cast<IncrementExpr&>(expr).target, true);
        case NodeKind::AwaitExpr: {
            auto& await = static_cast<AwaitExpr&>(expr);
            awaitUse(expr.span);
            return this->expr(*await.value);
        }
        case NodeKind::YieldExpr:
            return yieldExpr(static_cast<YieldExpr&>(expr));
        default:
            // Literals, containers, other operators: their expressions, in order.
            forEachChild(expr, [&](Node& child) {
                if (isExpr(child.kind)) return this->expr(static_cast<Expr&>(child));
                forEachChild(child, [&](Node& inner) {
                    if (isExpr(inner.kind)) this->expr(static_cast<Expr&>(inner));
                });
            });
    }
}

void Resolver::nameExpr(NameExpr& name) {
    if (name.name == names::kSelf) return selfExpr(name);
    use(name);
}

void Resolver::selfExpr(NameExpr& name) {
    Symbol* symbol = visible(names::kSelf);
    if (!symbol) {
        context_.sink.report(Diag::SelfOutsideMethod, name.span, {"self"});
        return;
    }
    name.symbol = symbol;
    markUse(symbol);
    if (symbol->kind != SymbolKind::Self) return;
    for (size_t i = frames_.size(); i-- > 0;) {
        frames_[i].scope->usesSelf = true;
        if (frames_[i].scope == symbol->owner) break;
    }
}

void Resolver::superExpr(SuperExpr& expr) {
    Symbol* symbol = visible(names::kSelf);
    if (!symbol || symbol->kind != SymbolKind::Self || !symbol->owner->ownerClass) {
        context_.sink.report(Diag::SuperOutsideClass, expr.span);
        return;
    }
    expr.symbol = symbol;
    markUse(symbol);
    for (size_t i = frames_.size(); i-- > 0;) {
        frames_[i].scope->usesSelf = true;
        frames_[i].scope->usesSuper = true;
        if (frames_[i].scope == symbol->owner) break;
    }
}

void Resolver::callExpr(CallExpr& call) {
    for (TypeExpr* arg : call.typeArgs) type(*arg);
    for (Arg* arg : call.args) expr(*arg->value);
    auto* name = dynAs<NameExpr>(call.callee);
    if (name && name->name == names::kMain && name->symbol && name->symbol->kind == SymbolKind::ModuleVar) {
        mainIsCalled_ = true;
    }
}

void Resolver::lambda(LambdaExpr& expr) {
    decorators(expr.function->decorators);
    function(*expr.function, nullptr);
}

void Resolver::ifExpr(IfExpr& expr) {
    for (IfArm* arm : expr.arms) {
        this->expr(*arm->condition);
        block(*arm->body);
    }
    if (expr.elseBody) block(*expr.elseBody);
}

void Resolver::comprehension(ComprehensionExpr& expr) {
    // The first iterable is evaluated outside, also for a generator: it fails and captures where it is
    // written.
    this->expr(*expr.clauses.front()->iterable);
    size_t before = mark();
    if (expr.form != ComprehensionKind::Generator) {
        comprehensionClauses(expr);
        restore(before);
        return;
    }
    FunctionScope* outer = function();
    FunctionScope* scope = store_.newFunction(FunctionForm::GeneratorExpr, &expr, outer);
    scope->isGenerator = true;
    scope->ownerClass = outer->ownerClass;
    expr.scope = scope;
    enter(scope);
    comprehensionClauses(expr);
    leave();
    restore(before);
}

void Resolver::comprehensionClauses(ComprehensionExpr& expr) {
    uint32_t depth = frames_.back().loopDepth;
    LoopFacts* loop = frames_.back().loop;
    // A comprehension is a loop of its own, but nothing in it can break out of it.
    frames_.back().loopDepth = depth + 1;
    ++frames_.back().comprehensions;
    for (ComprehensionClause* clause : expr.clauses) {
        if (clause->isAsync) awaitUse(clause->span);
        if (clause != expr.clauses.front()) this->expr(*clause->iterable);
        forEachTarget(
            *clause->target,
            [&](NameExpr& name) {
                Symbol* symbol = newLocal(name.name, BindingForm::Comprehension, name.span);
                symbol->perIteration = true;
                name.symbol = symbol;
                bind(name.name, symbol);
                noteAssign(symbol);
            },
            [&](Expr& other) { this->expr(other); });
        for (Expr* condition : clause->conditions) this->expr(*condition);
    }
    exprOrNull(expr.key);
    this->expr(*expr.element);
    --frames_.back().comprehensions;
    frames_.back().loopDepth = depth;
    frames_.back().loop = loop;
}

void Resolver::yieldExpr(YieldExpr& expr) {
    FunctionScope* scope = function();
    if (scope->form != FunctionForm::Function) {
        context_.sink.report(Diag::YieldOutsideFunction, expr.span);
    } else {
        scope->isGenerator = true;
    }
    exprOrNull(expr.value);
}

void Resolver::reportAwait(const FunctionScope& scope, Span span) {
    auto builder = context_.sink.report(Diag::AwaitOutsideAsync, span);
    const auto* fn = scope.node ? dynAs<Function>(scope.node) : nullptr;
    if (fn && fn->nameSpan.isValid())
        builder.note(fn->nameSpan, "`" + std::string(names().text(fn->name)) + "` is not async");
}

// await, async for and async with: where may they stand?
void Resolver::awaitUse(Span span) {
    for (size_t i = frames_.size(); i-- > 0;) {
        FunctionScope* scope = frames_[i].scope;
        if (scope->form == FunctionForm::Module || scope->form == FunctionForm::GeneratorExpr)
            scope->isAsync = true;
        if (scope->form == FunctionForm::GeneratorExpr) continue;  // async if it is allowed outside
        if (!scope->isAsync) reportAwait(*scope, span);
        return;
    }
}

}  // namespace noodle::sema

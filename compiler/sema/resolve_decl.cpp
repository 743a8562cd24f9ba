// Functions: parameters, receivers, results.

#include "compiler/sema/resolver.h"

namespace noodle::sema {

using namespace ast;

void Resolver::decorators(Seq<Expr*> decorators) {
    for (Expr* each : decorators) {
        auto* call = dynAs<CallExpr>(each);
        auto* name = dynAs<NameExpr>(call ? call->callee : each);
        if (!name) {
            expr(*each);
            continue;
        }
        use(*name, true);
        if (!call) continue;
        for (TypeExpr* arg : call->typeArgs) type(*arg);
        for (Arg* arg : call->args) expr(*arg->value);
    }
}

bool Resolver::hasUnknownDecorator(Seq<Expr*> decorators) const {
    for (const Expr* each : decorators) {
        auto* call = dynAs<CallExpr>(each);
        auto* name = dynAs<NameExpr>(call ? call->callee : each);
        const types::Builtin* builtin =
            name && !visible(name->name) ? types_.builtins().find(name->name) : nullptr;
        if (!builtin || builtin->form != types::BuiltinForm::Decorator) return true;
    }
    return false;
}

// The symbol a declaration statement gives a value; a let of the same name in reach is a clash.
Symbol* Resolver::declaredSymbol(Name name, Span span) {
    Symbol* symbol = visible(name);
    if (!symbol) return nullptr;
    bool isBlockName = symbol->form == BindingForm::Let || symbol->form == BindingForm::Var ||
                       symbol->form == BindingForm::Const;
    if (isBlockName && symbol->owner == function() && !options_.session) {
        context_.sink.report(Diag::Redeclared, span, {names().text(name)})
            .note(symbol->declSpan, "the first declaration");
    }
    noteAssign(symbol);
    return symbol;
}

void Resolver::functionDecl(FunctionDecl& decl) {
    Function& fn = *decl.function;
    decorators(fn.decorators);
    decl.symbol = declaredSymbol(fn.name, fn.nameSpan);
    if (decl.symbol && hasUnknownDecorator(fn.decorators)) decl.symbol->decl = nullptr;
    function(fn, nullptr);
}

void Resolver::setMethodFlags(FunctionScope& scope, Function& fn, const ClassContext& cls) {
    scope.ownerClass = cls.info;
    scope.isConstructor = fn.form == FunctionKind::Constructor;
    scope.isStatic = fn.isStatic;
    scope.isClassMethod = fn.isClassMethod;
    scope.isMethod = !fn.isStatic && !fn.isClassMethod;
    bind(names::kSelf, nullptr);
    if (fn.isStatic) return;
    Param* first = fn.params.empty() ? nullptr : fn.params.front();
    bool colonStyle = cls.decl && cls.decl->colonStyle;
    scope.hasExplicitSelf =
        first && first->form == ParamKind::Normal &&
        (first->name == names::kSelf || (fn.isClassMethod && (first->name == names::kCls || colonStyle)));
    Name name = scope.hasExplicitSelf ? first->name : names::kSelf;
    scope.self = store_.newSymbol(name, SymbolKind::Self, BindingForm::Param, fn.nameSpan, &scope);
    scope.self->declaredType = fn.isClassMethod ? cls.info->object : cls.info->instance;
    if (scope.hasExplicitSelf) first->symbol = scope.self;
    bind(names::kSelf, scope.self);
    if (name != names::kSelf) bind(name, scope.self);
}

void Resolver::function(Function& fn, const ClassContext* cls) {
    if (fn.isMacro || fn.isForeign) {
        context_.sink.report(Diag::NotSupported, fn.nameSpan,
                             {fn.isMacro ? "a macro" : "a foreign function"});
    }
    FunctionScope* scope = store_.newFunction(FunctionForm::Function, &fn, function());
    scope->isAsync = fn.isAsync;
    scope->isGenerator = fn.isGenerator;
    scope->ownerClass = function()->ownerClass;
    fn.scope = scope;
    size_t before = mark();
    enter(scope);
    typeParams(fn.typeParams, fn.whereBounds, &fn, nullptr);
    if (cls) setMethodFlags(*scope, fn, *cls);
    declareParams(fn, *scope);
    for (TypeExpr* thrown : fn.throwsTypes) type(*thrown);
    scope->declaredResult = typeOrNull(fn.returnType);
    if (fn.body && !headersOnly_) body(*fn.body);
    setResult(fn, *scope);
    scope->returnsMatchValue = endsInMatch(fn, *scope);
    leave();
    restore(before);
}

void Resolver::declareParams(Function& fn, FunctionScope& scope) {
    size_t first = scope.hasExplicitSelf ? 1 : 0;
    size_t before = mark();
    for (size_t i = first; i < fn.params.size(); ++i) param(*fn.params[i], scope);
    scope.paramCount = static_cast<uint32_t>(scope.locals.size());
    for (size_t i = first; i < fn.params.size(); ++i) {
        Param& each = *fn.params[i];
        if (each.target) {
            forEachTarget(
                *each.target,
                [&](NameExpr& name) {
                    name.symbol = newLocal(name.name, BindingForm::Param, name.span);
                    bindParam(name.symbol, scope);
                    noteAssign(name.symbol);
                },
                [&](Expr& other) { expr(other); });
        }
    }
    if (headersOnly_) return;
    // A default sees the parameters before its own; in `x = x` the second is a variable outside.
    restore(before);
    for (size_t i = first; i < fn.params.size(); ++i) {
        exprOrNull(fn.params[i]->defaultValue);
        bindAgain(*fn.params[i]);
    }
}

void Resolver::bindAgain(Param& param) {
    if (param.symbol && param.name) bind(param.name, param.symbol);
    if (!param.target) return;
    forEachTarget(
        *param.target,
        [&](NameExpr& name) {
            if (name.symbol) bind(name.name, name.symbol);
        },
        [](Expr&) {});
}

void Resolver::bindParam(Symbol* symbol, const FunctionScope& scope) {
    const Symbol* known = visible(symbol->name);
    bool isTwice = known && known->owner == &scope && known->form == BindingForm::Param &&
                   known->kind != SymbolKind::Self && symbol->name != names::kUnderscore;
    if (isTwice) {
        context_.sink.report(Diag::DuplicateParameter, symbol->declSpan, {names().text(symbol->name)});
    }
    bind(symbol->name, symbol);
}

void Resolver::param(Param& param, FunctionScope& scope) {
    const Symbol* earlier = param.name && names().text(param.name) != "_" ? visible(param.name) : nullptr;
    if (earlier && earlier->owner == &scope && earlier->form == BindingForm::Param) {
        context_.sink.report(Diag::DuplicateParameter, param.span, {names().text(param.name)})
            .note(earlier->declSpan, "the first one");
    }
    Symbol* symbol = store_.newSymbol(param.name, SymbolKind::Param, BindingForm::Param, param.span, &scope);
    addLocal(symbol);
    ++store_.factsOf(symbol).assignments;
    symbol->decl = &param;
    param.symbol = symbol;
    if (param.name) bindParam(symbol, scope);
    types::Type* declared = typeOrNull(param.declaredType);
    if (param.form == ParamKind::Rest) {
        bool isList = declared && declared->is(types::TypeKind::List);
        symbol->declaredType = isList ? declared : types_.list(declared ? declared : types_.any());
        return;
    }
    if (param.form == ParamKind::KeywordRest) {
        types::Type* value = declared ? declared : types_.any();
        symbol->declaredType = types_.map(types_.get(types::TypeKind::String), value);
        return;
    }
    if (!declared) return;
    symbol->acceptsNull =
        param.isOptional || (param.defaultValue && param.defaultValue->kind == NodeKind::NullLit);
    symbol->declaredType = symbol->acceptsNull ? types_.nullable(declared) : declared;
    symbol->typeExpr = param.declaredType;
}

// What return statements are checked against; known after the body, because yield makes a generator.
void Resolver::setResult(Function& fn, FunctionScope& scope) {
    types::Type* declared = scope.declaredResult;
    bool hasResult = fn.form == FunctionKind::Plain || fn.form == FunctionKind::Getter;
    if (!declared || !hasResult || scope.isGenerator || declared->is(types::TypeKind::Void)) return;
    TypeExpr* written = fn.returnType;
    if (scope.isAsync && declared->is(types::TypeKind::Task)) {
        auto* named = dynAs<NamedType>(written);
        declared = declared->arg(0);
        written = named && named->args.size() == 1 ? named->args[0] : nullptr;
    }
    if (declared->isAny() || declared->isNull() || declared->is(types::TypeKind::TypeParam) || !written)
        return;
    scope.checkedResult = declared;
    scope.checkedResultExpr = written;
}

bool Resolver::endsInMatch(const Function& fn, const FunctionScope& scope) const {
    if (!fn.body || fn.body->stmts.empty() || fn.isExpressionBody || scope.isGenerator) return false;
    if (fn.form != FunctionKind::Plain && fn.form != FunctionKind::Getter) return false;
    if (scope.declaredResult && scope.declaredResult->is(types::TypeKind::Void)) return false;
    auto* last = dynAs<MatchStmt>(fn.body->stmts.back());
    if (!last || last->match->arms.empty()) return false;
    for (const MatchArm* arm : last->match->arms) {
        if (!arm->isArrow) return false;
    }
    return true;
}

// Binds type parameters; a bound may mention any of them.
void Resolver::typeParams(Seq<TypeParam*> params, Seq<WhereBound*> bounds, const void* owner,
                          std::vector<types::Type*>* out) {
    for (TypeParam* param : params) {
        Symbol* symbol =
            store_.newSymbol(param->name, SymbolKind::TypeParam, BindingForm::Type, param->span, function());
        symbol->declaredType = types_.typeParam(param->name, owner, nullptr);
        symbol->decl = param;
        param->symbol = symbol;
        bind(param->name, symbol);
    }
    std::vector<std::pair<Symbol*, types::Type*>> found;
    auto add = [&](Symbol* symbol, Seq<TypeExpr*> list) {
        for (TypeExpr* each : list) {
            types::Type* bound = type(*each);
            if (symbol && !bound->isAny() && list.size() == 1) found.push_back({symbol, bound});
        }
    };
    for (TypeParam* param : params) add(param->symbol, param->bounds);
    for (WhereBound* bound : bounds) {
        type(*bound->subject);
        auto* named = dynAs<NamedType>(bound->subject);
        bool isParam = named && named->symbol && named->symbol->kind == SymbolKind::TypeParam;
        add(isParam ? named->symbol : nullptr, bound->bounds);
    }
    for (auto& [symbol, bound] : found) symbol->declaredType = types_.typeParam(symbol->name, owner, bound);
    if (!out) return;
    for (TypeParam* param : params) out->push_back(param->symbol->declaredType);
}

}  // namespace noodle::sema

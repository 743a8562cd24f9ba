// States, branches, functions and classes.

#include "compiler/sema/flow.h"

#include <algorithm>

#include "compiler/sema/signature.h"

namespace noodle::sema {

using namespace ast;

Flow::Flow(Module& module, Analysis::Store& store, const Context& context, const Options& options)
    : module_(module),
      store_(store),
      context_(context),
      options_(options),
      types_(context.types),
      states_(store.symbols.size()),
      stamps_(store.symbols.size()),
      mergedAt_(store.symbols.size()) {}

void Flow::run() {
    constexpr size_t kFreeVisits = 1000;
    budget_ = kFreeVisits + module_.body->span.length();
    fn_.scope = module_.scope;
    for (const ModuleVariable& variable : store_.module.variables) {
        VarState state;
        state.definite = variable.symbol->isHoisted;
        state.maybe = state.definite ||
                      (options_.session && variable.symbol->index < options_.session->variables.size());
        setState(*variable.symbol, state);
    }
    for (Stmt* stmt : store_.module.hoisted) {
        // Their names have a value now; what they contain is analysed where it stands.
        if (auto* cls = dynAs<ClassDecl>(stmt)) setState(*cls->symbol, {cls->info->object, true, true, true});
        if (auto* enumeration = dynAs<EnumDecl>(stmt)) {
            setState(*enumeration->symbol, {enumeration->info->object, true, true, true});
        }
        if (auto* fn = dynAs<FunctionDecl>(stmt)) {
            setState(*fn->symbol, {functionTypeOf(types_, *fn->function), true, true, true});
        }
    }
    block(*module_.body);
    // Functions that capture nothing see the module as it is at its end.
    for (size_t i = 0; i < later_.size(); ++i) {
        reachable_ = true;
        functionBody(*later_[i]);
    }
}

// ---- states

void Flow::setState(const Symbol& symbol, const VarState& state) {
    if (symbol.id >= states_.size()) return;  // a builtin met only now: has no state
    log_.push_back({symbol.id, states_[symbol.id]});
    states_[symbol.id] = state;
}

Flow::Branch Flow::cut(size_t mark) {
    Branch branch;
    branch.reachable = reachable_;
    uint32_t stamp = nextStamp_++;
    for (size_t i = mark; i < log_.size(); ++i) {
        uint32_t id = log_[i].first;
        if (stamps_[id] == stamp) continue;
        stamps_[id] = stamp;
        branch.changes.push_back({id, states_[id]});
    }
    undo(mark);
    return branch;
}

void Flow::undo(size_t mark) {
    while (log_.size() > mark) {
        states_[log_.back().first] = log_.back().second;
        log_.pop_back();
    }
}

void Flow::apply(const Branch& branch) {
    for (const auto& [id, state] : branch.changes) {
        log_.push_back({id, states_[id]});
        states_[id] = state;
    }
    reachable_ = branch.reachable;
}

VarState Flow::joined(const VarState& a, const VarState& b) {
    VarState both;
    both.maybe = a.maybe || b.maybe;
    both.definite = a.definite && b.definite;
    if (!a.maybe || !b.maybe) {
        // Without a value on one way, only the other says what it can be.
        const VarState& assigned = a.maybe ? a : b;
        both.type = assigned.type;
        both.proven = assigned.proven;
    } else if (a.type && b.type) {
        both.type = types::join(types_, a.type, b.type);
        both.proven = a.proven && b.proven;
    }
    return both;
}

void Flow::merge(std::span<const Branch* const> branches) {
    merged_.clear();
    uint32_t stamp = nextStamp_++;
    size_t live = 0;
    for (const Branch* branch : branches) {
        if (!branch->reachable) continue;
        ++live;
        for (const auto& [id, state] : branch->changes) {
            if (stamps_[id] != stamp) {
                stamps_[id] = stamp;
                mergedAt_[id] = static_cast<uint32_t>(merged_.size());
                merged_.push_back({id, state, 1});
                continue;
            }
            Merged& known = merged_[mergedAt_[id]];
            known.state = joined(known.state, state);
            ++known.count;
        }
    }
    reachable_ = live != 0;
    for (const Merged& each : merged_) {
        VarState result = each.count == live ? each.state : joined(states_[each.id], each.state);
        log_.push_back({each.id, states_[each.id]});
        states_[each.id] = result;
    }
}

void Flow::merge(const Branch& a, const Branch& b) {
    const Branch* const both[] = {&a, &b};
    merge(both);
}

void Flow::merge(const std::vector<Branch>& branches) {
    std::vector<const Branch*> all;
    for (const Branch& branch : branches) all.push_back(&branch);
    merge(all);
}

bool Flow::isTracked(const Symbol& symbol) const {
    bool isVariable = symbol.kind == SymbolKind::Local || symbol.kind == SymbolKind::Param ||
                      symbol.kind == SymbolKind::ModuleVar;
    return isVariable && isOwn(symbol) && !store_.factsOf(&symbol).assignedInInner;
}

// ---- functions

// A function that captures variables is analysed where it is made, with what is known of them there; the
// others after the module, when its constants are known.
void Flow::functionLater(Function& fn) {
    if (!fn.body) return;
    bool free = fn.scope->captures.empty() && !fn_.scope->parent;
    if (!free) return functionBody(fn);
    if (fn.scope->isQueued) return;
    fn.scope->isQueued = true;
    later_.push_back(&fn);
}

void Flow::function(Function& fn) {
    closure(*fn.scope);
    functionLater(fn);
}

// A closure made before a captured variable has its value must share the variable, not copy the value.
void Flow::closure(const FunctionScope& scope) {
    for (const CaptureInfo& capture : scope.captures) {
        Symbol* symbol = capture.symbol;
        bool isVariable = symbol->kind == SymbolKind::Local || symbol->kind == SymbolKind::Param;
        if (isVariable && isOwn(*symbol) && !stateOf(*symbol).definite) symbol->isReassigned = true;
    }
}

void Flow::functionBody(Function& fn) {
    FunctionState saved = fn_;
    bool savedReachable = reachable_;
    bool savedWarned = warnedUnreachable_;
    size_t before = mark();
    bool isShortLambda = !fn.name && fn.isExpressionBody;
    fn_ = {fn.scope, isShortLambda};
    reachable_ = true;
    warnedUnreachable_ = false;
    params(fn);
    if (fn.body) block(*fn.body);
    undo(before);
    fn_ = saved;
    reachable_ = savedReachable;
    warnedUnreachable_ = savedWarned;
}

void Flow::params(Function& fn) {
    FunctionScope& scope = *fn.scope;
    if (scope.self) setState(*scope.self, {scope.self->declaredType, true, true, true});
    for (Param* param : fn.params) {
        Symbol* symbol = param->symbol;
        if (!symbol || symbol->kind != SymbolKind::Param) continue;
        if (param->defaultValue) {
            expr(*param->defaultValue);
            if (symbol->declaredType) {
                checkFits(*param->defaultValue, symbol->declaredType, param->span,
                          {"the parameter ", param->name});
            }
        }
        setState(*symbol, {symbol->declaredType, symbol->declaredType != nullptr, true, true});
        if (param->target) assignParts(*param->target, any());
    }
}

// ---- classes

void Flow::classDecl(ClassDecl& decl) {
    for (Expr* each : decl.decorators) expr(*each);
    classMethods(decl.members, decl.fieldScope);
    if (decl.symbol) declared(decl.symbol, decl.symbol->decl == &decl ? decl.info->object : nullptr);
    classFields(decl.members, decl.fieldScope);
}

void Flow::enumDecl(EnumDecl& decl) {
    for (Expr* each : decl.decorators) expr(*each);
    for (EnumVariant* variant : decl.variants) {
        exprOrNull(variant->value);
        for (Param* param : variant->payload) exprOrNull(param->defaultValue);
    }
    classMethods(decl.members, nullptr);
    if (decl.symbol) declared(decl.symbol, decl.symbol->decl == &decl ? decl.info->object : nullptr);
    classFields(decl.members, nullptr);
}

void Flow::classMethods(Seq<Stmt*> members, FunctionScope* fieldScope) {
    if (fieldScope) closure(*fieldScope);
    for (Stmt* member : members) {
        auto* method = dynAs<FunctionDecl>(member);
        if (!method) continue;
        for (Expr* each : method->function->decorators) expr(*each);
        function(*method->function);
    }
}

// Shared fields and nested declarations run when the class has its name already.
void Flow::classFields(Seq<Stmt*> members, FunctionScope* fieldScope) {
    for (Stmt* member : members) {
        if (auto* field = dynAs<FieldDecl>(member)) {
            for (Expr* each : field->decorators) expr(*each);
            fieldValue(*field, fieldScope);
        } else if (!isa<FunctionDecl>(member)) {
            stmt(*member);
        }
    }
}

void Flow::fieldValue(FieldDecl& field, FunctionScope* fieldScope) {
    if (!field.value) return;
    FunctionState saved = fn_;
    size_t before = mark();
    bool perInstance = !field.isShared && fieldScope;
    if (perInstance) {
        fn_ = {fieldScope, 0};
        setState(*fieldScope->self, {fieldScope->self->declaredType, true, true, true});
    }
    expr(*field.value);
    if (field.symbol && field.symbol->declaredType) {
        checkFits(*field.value, field.symbol->declaredType, field.nameSpan, {"the field ", field.name});
    }
    if (perInstance) undo(before);
    fn_ = saved;
}

}  // namespace noodle::sema

// Statements: blocks, assignments, loops, handlers.

#include <algorithm>

#include "compiler/sema/resolver.h"

namespace noodle::sema {

using namespace ast;

namespace {

BindingForm formOf(VarKind kind) {
    switch (kind) {
        case VarKind::Let:
            return BindingForm::Let;
        case VarKind::Var:
            return BindingForm::Var;
        case VarKind::Const:
            return BindingForm::Const;
    }
    return BindingForm::Let;
}

Stmt* unwrapExport(Stmt* stmt) {
    auto* exported = dynAs<ExportDecl>(stmt);
    return exported ? exported->declaration : stmt;
}

bool isBlockForm(BindingForm form) {
    return form == BindingForm::Let || form == BindingForm::Var || form == BindingForm::Const;
}

}  // namespace

void Resolver::body(Block& block) {
    collector_.collect(block);
    size_t before = mark();
    declareNames(collector_);
    this->block(block, true);
    restore(before);
}

void Resolver::block(Block& block, bool isBody) {
    size_t before = mark();
    declareBlockNames(block, isBody);
    for (Stmt* each : block.stmts) stmt(*each);
    // The names of the module stay: exports and names used before their `global` are settled later.
    bool isModule = isBody && function()->form == FunctionForm::Module;
    if (!isModule) restore(before);
}

void Resolver::declareBlockNames(Block& block, bool isBody) {
    Scope* scope = nullptr;
    uint32_t id = nextBlockId_++;
    for (Stmt* each : block.stmts) {
        auto* decl = dynAs<VarDecl>(unwrapExport(each));
        if (!decl) continue;
        if (!scope) scope = store_.newScope();
        auto declare = [&](NameExpr& name) {
            Symbol* known = visible(name.name);
            bool inFunction = known && known->owner == function();
            bool sameBlock = inFunction && (store_.factsOf(known).block == id ||
                                            (isBody && known->kind == SymbolKind::Param));
            bool atModule = isBody && function()->form == FunctionForm::Module;
            if (sameBlock && name.name != names::kUnderscore) {
                context_.sink.report(Diag::Redeclared, name.span, {names().text(name.name)})
                    .note(known->declSpan, "the first declaration");
                name.symbol = known;
                return;
            }
            // An earlier input of the session, or `global` in an earlier function, made this variable.
            Symbol* symbol = atModule && known && known->kind == SymbolKind::ModuleVar ? known : nullptr;
            if (!symbol) {
                SymbolKind kind = atModule ? SymbolKind::ModuleVar : SymbolKind::Local;
                symbol = newSymbol(name.name, kind, formOf(decl->form), name.span);
                if (kind == SymbolKind::ModuleVar)
                    addModuleVariable(symbol);
                else
                    addLocal(symbol);
                bind(name.name, symbol);
            }
            symbol->form = formOf(decl->form);
            symbol->isConst = decl->form == VarKind::Const;
            symbol->declSpan = name.span;
            symbol->decl = decl;
            symbol->perIteration = symbol->kind == SymbolKind::Local && frames_.back().loopDepth > 0;
            store_.factsOf(symbol).block = id;
            name.symbol = symbol;
            if (symbol->kind == SymbolKind::Local) scope->symbols.add(store_.arena, symbol);
        };
        forEachTarget(*decl->target, declare, [](Expr&) {});
    }
    block.scope = scope;
}

void Resolver::stmt(Stmt& stmt) {
    switch (stmt.kind) {
        case NodeKind::Block:
            return block(static_cast<Block&>(stmt));
        case NodeKind::EmptyStmt:
            return;
        case NodeKind::ExprStmt:
            return expr(*static_cast<ExprStmt&>(stmt).expr);
        case NodeKind::AssignStmt:
            return assignStmt(static_cast<AssignStmt&>(stmt));
        case NodeKind::CompoundAssignStmt: {
            auto& compound = static_cast<CompoundAssignStmt&>(stmt);
            assignTarget(*compound.target, true);
            return expr(*compound.value);
        }
        case NodeKind::DeleteStmt:
            return expr(*static_cast<DeleteStmt&>(stmt).target);
        case NodeKind::VarDecl:
            return varDecl(static_cast<VarDecl&>(stmt));
        case NodeKind::IfStmt: {
            auto& branch = static_cast<IfStmt&>(stmt);
            for (IfArm* arm : branch.arms) {
                expr(*arm->condition);
                block(*arm->body);
            }
            if (branch.elseBody) block(*branch.elseBody);
            return;
        }
        case NodeKind::WhileStmt: {
            auto& loop = static_cast<WhileStmt&>(stmt);
            whileLoop(loop, *loop.condition, *loop.body);
            if (loop.elseBody) block(*loop.elseBody);
            return;
        }
        case NodeKind::DoWhileStmt: {
            auto& loop = static_cast<DoWhileStmt&>(stmt);
            return whileLoop(loop, *loop.condition, *loop.body);
        }
        case NodeKind::ForInStmt:
            return forIn(static_cast<ForInStmt&>(stmt));
        case NodeKind::ForStmt:
            return forLoop(static_cast<ForStmt&>(stmt));
        case NodeKind::BreakStmt:
        case NodeKind::ContinueStmt: {
            bool isBreak = stmt.kind == NodeKind::BreakStmt;
            if (frames_.back().loopDepth == 0) {
                context_.sink.report(Diag::BreakOutsideLoop, stmt.span, {isBreak ? "break" : "continue"});
            } else if (isBreak && frames_.back().loop) {
                frames_.back().loop->hasBreak = true;
            }
            return;
        }
        case NodeKind::ReturnStmt:
            return exprOrNull(static_cast<ReturnStmt&>(stmt).value);
        case NodeKind::ThrowStmt: {
            auto& thrown = static_cast<ThrowStmt&>(stmt);
            if (!thrown.value && frames_.back().catchDepth == 0) {
                context_.sink.report(Diag::RethrowOutsideCatch, stmt.span);
            }
            exprOrNull(thrown.value);
            return exprOrNull(thrown.cause);
        }
        case NodeKind::TryStmt:
            return tryStmt(static_cast<TryStmt&>(stmt));
        case NodeKind::WithStmt:
            return withStmt(static_cast<WithStmt&>(stmt));
        case NodeKind::MatchStmt:
            return matchExpr(*static_cast<MatchStmt&>(stmt).match);
        case NodeKind::FunctionDecl:
            return functionDecl(static_cast<FunctionDecl&>(stmt));
        case NodeKind::ClassDecl:
            return classDecl(static_cast<ClassDecl&>(stmt));
        case NodeKind::EnumDecl:
            return enumDecl(static_cast<EnumDecl&>(stmt));
        case NodeKind::TypeAliasDecl: {
            auto& alias = static_cast<TypeAliasDecl&>(stmt);
            alias.symbol = visible(alias.name);
            if (alias.symbol && alias.symbol->kind == SymbolKind::TypeAlias)
                aliasType(*alias.symbol, {}, alias.nameSpan);
            return;
        }
        case NodeKind::ImportDecl:
            return importStmt(static_cast<ImportDecl&>(stmt));
        case NodeKind::ExportDecl:
            return this->stmt(*static_cast<ExportDecl&>(stmt).declaration);
        case NodeKind::ExportList:
            return exportList(static_cast<ExportList&>(stmt));
        default:
            return;  // global and nonlocal are settled when the function is entered
    }
}

// ---- assignments

void Resolver::assignStmt(AssignStmt& stmt) {
    exprOrNull(stmt.value);
    types::Type* declared = typeOrNull(stmt.declaredType);
    for (Expr* target : stmt.targets) assignTarget(*target, false, stmt.declaredType != nullptr);
    auto* name = stmt.targets.size() == 1 ? dynAs<NameExpr>(stmt.targets[0]) : nullptr;
    if (!declared || !name || !name->symbol) return;
    Symbol& symbol = *name->symbol;
    bool nullDefault = stmt.value && stmt.value->kind == NodeKind::NullLit;
    if (nullDefault) declared = types_.nullable(declared);
    if (!symbol.declaredType && symbol.form == BindingForm::Bare && symbol.owner == function()) {
        symbol.declaredType = declared;
        symbol.typeExpr = stmt.declaredType;
        symbol.acceptsNull = nullDefault;
    } else if (symbol.declaredType != declared && symbol.form == BindingForm::Bare) {
        // Annotated differently in different places: each assignment is checked where it stands.
        symbol.declaredType = types_.any();
        symbol.typeExpr = nullptr;
    }
}

// No value of the type means "nothing yet".
static bool excludesNull(const types::Type* type) {
    if (type->isAny() || type->isNull()) return false;
    if (!type->is(types::TypeKind::Union)) return true;
    return std::ranges::none_of(type->args(), [](const types::Type* member) { return member->isNull(); });
}

void Resolver::varDecl(VarDecl& decl) {
    exprOrNull(decl.value);
    types::Type* declared = typeOrNull(decl.declaredType);
    forEachTarget(
        *decl.target,
        [&](NameExpr& name) {
            name.symbol = visible(name.name);
            if (name.symbol && (decl.value || !declared)) noteAssign(name.symbol);
        },
        [&](Expr& other) { expr(other); });
    auto* name = dynAs<NameExpr>(decl.target);
    if (!declared || !name || !name->symbol) return;
    name->symbol->acceptsNull = decl.value && decl.value->kind == NodeKind::NullLit;
    name->symbol->declaredType = name->symbol->acceptsNull ? types_.nullable(declared) : declared;
    name->symbol->typeExpr = decl.declaredType;
    name->symbol->isLate = !decl.value && excludesNull(declared);
}

void Resolver::assignTarget(Expr& target, bool compound, bool declaring) {
    forEachTarget(
        target, [&](NameExpr& name) { assignName(name, compound, declaring); },
        [&](Expr& other) {
            if (auto* member = dynAs<MemberExpr>(&other)) store_.assignedMembers[member->name] = 1;
            expr(other);
        });
}

void Resolver::assignName(NameExpr& name, bool compound, bool) {
    Symbol* symbol = compound ? lookup(name.name) : visible(name.name);
    if (!symbol) {
        unresolved_.push_back({&name, function(), suggestionFor(name.name)});
        return;
    }
    if (!checkAssignable(*symbol, name)) return;
    name.symbol = symbol;
    noteUse(symbol, &name.symbol);
    if (compound) markUse(symbol);
    if (!compound) warnForwardLet(*symbol, name);
    noteAssign(symbol);
}

bool Resolver::checkAssignable(const Symbol& symbol, const NameExpr& name) {
    std::string_view text = names().text(name.name);
    DiagnosticSink& sink = context_.sink;
    switch (symbol.kind) {
        case SymbolKind::Builtin:
            sink.report(Diag::AssignToBuiltin, name.span, {text});
            return false;
        case SymbolKind::ImportName:
        case SymbolKind::ImportModule:
            sink.report(Diag::AssignToImport, name.span, {text}).note(symbol.declSpan, "imported here");
            return false;
        case SymbolKind::TypeAlias:
        case SymbolKind::TypeParam:
            sink.report(Diag::TypeAsValue, name.span, {text, ""}).note(symbol.declSpan, "declared here");
            return false;
        default:
            break;
    }
    if (!symbol.isConst) return true;
    bool inner = symbol.owner != function();
    sink.report(Diag::AssignToConst, name.span,
                {text, inner ? "declare a variable of its own with `let`, or make the outer one `var`"
                             : "declare it with `var` if it must change"})
        .note(symbol.declSpan, "the constant is declared here");
    return false;
}

// A function that assigns a module variable which the reader only meets further down.
void Resolver::warnForwardLet(const Symbol& symbol, const NameExpr& name) {
    bool isModuleLet = symbol.kind == SymbolKind::ModuleVar && isBlockForm(symbol.form);
    if (!isModuleLet || symbol.owner == function() || symbol.declSpan.begin < name.span.begin) return;
    if (symbol.declSpan.file != name.span.file || !options_.warnings) return;
    context_.sink.report(Diag::ShadowedModuleLet, name.span, {names().text(name.name)})
        .note(symbol.declSpan, "declared here");
}

// ---- loops

static LoopFacts*& factsOf(Node& loop) {
    switch (loop.kind) {
        case NodeKind::WhileStmt:
            return static_cast<WhileStmt&>(loop).facts;
        case NodeKind::DoWhileStmt:
            return static_cast<DoWhileStmt&>(loop).facts;
        case NodeKind::ForInStmt:
            return static_cast<ForInStmt&>(loop).facts;
        default:
            return static_cast<ForStmt&>(loop).facts;
    }
}

void Resolver::openLoop(Node& loop, LoopPlace& saved) {
    LoopPlace& frame = frames_.back();
    saved = frame;
    ++frame.loopDepth;
    frame.loop = store_.newLoop();
    factsOf(loop) = frame.loop;
    frame.loopId = nextLoopId_++;
}

void Resolver::closeLoop(const LoopPlace& saved) {
    LoopPlace& frame = frames_.back();
    LoopFacts* inner = frame.loop;
    frame = saved;
    if (!frame.loop) return;
    for (Symbol* symbol : inner->assigned) {
        SymbolFacts& facts = store_.factsOf(symbol);
        if (facts.loopStamp == frame.loopId) continue;
        facts.loopStamp = frame.loopId;
        frame.loop->assigned.add(store_.arena, symbol);
    }
}

void Resolver::whileLoop(Node& loop, Expr& condition, Block& body) {
    LoopPlace saved;
    openLoop(loop, saved);
    if (loop.kind == NodeKind::DoWhileStmt) {
        block(body);
        expr(condition);
    } else {
        expr(condition);
        block(body);
    }
    closeLoop(saved);
}

// The variable of this turn. Its twin outside the loop, if nothing captures it, is the same variable.
Symbol* Resolver::openLoopVariable(NameExpr& name, Scope* scope) {
    Symbol* outer = visible(name.name);
    bool usable = outer && outer->owner == function() && !outer->isConst &&
                  (outer->kind == SymbolKind::Local || outer->kind == SymbolKind::Param ||
                   outer->kind == SymbolKind::ModuleVar);
    Symbol* symbol = newSymbol(name.name, SymbolKind::Local, BindingForm::Loop, name.span);
    symbol->outer = usable ? outer : nullptr;
    symbol->perIteration = true;
    SymbolFacts& facts = store_.factsOf(symbol);
    facts.listsUses = true;
    facts.uses.add(store_.arena, &name.symbol);
    name.symbol = symbol;
    if (symbol->outer) noteUse(symbol->outer, &symbol->outer);
    scope->symbols.add(store_.arena, symbol);
    bind(name.name, symbol);
    noteAssign(symbol);
    return symbol;
}

void Resolver::closeLoopVariables(Scope* scope) {
    scope->symbols.removeIf([&](Symbol* symbol) {
        if (symbol->form != BindingForm::Loop) return false;
        SymbolFacts& facts = store_.factsOf(symbol);
        facts.listsUses = false;
        if (!symbol->outer || symbol->isCaptured) {
            addLocal(symbol);
            if (symbol->outer) noteAssign(symbol->outer);
            return false;
        }
        facts.merged = symbol->outer;
        SymbolFacts& outer = store_.factsOf(symbol->outer);
        outer.assignments += facts.assignments;
        symbol->outer->isRead = symbol->outer->isRead || symbol->isRead;
        for (Symbol** place : facts.uses) {
            *place = symbol->outer;
            noteUse(symbol->outer, place);
        }
        if (!symbol->outer->declaredType && symbol->declaredType)
            symbol->outer->declaredType = symbol->declaredType;
        noteAssign(symbol->outer);
        return true;
    });
}

void Resolver::forIn(ForInStmt& loop) {
    if (loop.isAsync) awaitUse(loop.span);
    expr(*loop.iterable);
    types::Type* declared = typeOrNull(loop.declaredType);
    size_t before = mark();
    LoopPlace saved;
    openLoop(loop, saved);
    loop.scope = store_.newScope();
    forEachTarget(
        *loop.target,
        [&](NameExpr& name) {
            Symbol* symbol = openLoopVariable(name, loop.scope);
            if (!declared || loop.target->kind != NodeKind::NameExpr) return;
            symbol->declaredType = declared;
            symbol->typeExpr = loop.declaredType;
        },
        [&](Expr& other) { expr(other); });
    block(*loop.body);
    restore(before);
    closeLoopVariables(loop.scope);
    closeLoop(saved);
    if (loop.elseBody) block(*loop.elseBody);
}

void Resolver::forLoop(ForStmt& loop) {
    size_t before = mark();
    LoopPlace saved;
    openLoop(loop, saved);
    loop.scope = store_.newScope();
    for (Stmt* init : loop.init) {
        if (auto* decl = dynAs<VarDecl>(init)) {
            exprOrNull(decl->value);
            forEachTarget(
                *decl->target,
                [&](NameExpr& name) {
                    Symbol* symbol = newLocal(name.name, formOf(decl->form), name.span);
                    symbol->isConst = decl->form == VarKind::Const;
                    symbol->perIteration = true;
                    symbol->decl = decl;
                    name.symbol = symbol;
                    loop.scope->symbols.add(store_.arena, symbol);
                    bind(name.name, symbol);
                    noteAssign(symbol);
                },
                [](Expr&) {});
            auto* name = dynAs<NameExpr>(decl->target);
            types::Type* declared = typeOrNull(decl->declaredType);
            if (name && declared) {
                name->symbol->declaredType = declared;
                name->symbol->typeExpr = decl->declaredType;
                name->symbol->isLate = !decl->value && excludesNull(declared);
            }
        } else if (auto* assign = dynAs<AssignStmt>(init)) {
            exprOrNull(assign->value);
            types::Type* declared = typeOrNull(assign->declaredType);
            for (Expr* target : assign->targets) {
                forEachTarget(
                    *target,
                    [&](NameExpr& name) { openLoopVariable(name, loop.scope)->declaredType = declared; },
                    [&](Expr& other) { expr(other); });
            }
        } else {
            stmt(*init);
        }
    }
    exprOrNull(loop.condition);
    block(*loop.body);
    for (Stmt* update : loop.update) stmt(*update);
    restore(before);
    closeLoopVariables(loop.scope);
    closeLoop(saved);
}

// ---- handlers and resources

void Resolver::tryStmt(TryStmt& stmt) {
    block(*stmt.body);
    for (CatchClause* clause : stmt.catches) catchClause(*clause);
    if (stmt.elseBody) block(*stmt.elseBody);
    if (stmt.finallyBody) block(*stmt.finallyBody);
}

// Does a lone name after catch mean a class rather than a variable?
bool Resolver::namesClass(Name name) {
    if (Symbol* symbol = visible(name)) {
        if (symbol->cls) return true;
        char first = names().text(name).front();
        return symbol->kind == SymbolKind::ImportName && !symbol->declaredType && first >= 'A' &&
               first <= 'Z';
    }
    if (Symbol* symbol = lookupStar(name)) return symbol->cls != nullptr;
    return types_.builtins().findClass(name) != nullptr;
}

void Resolver::catchClause(CatchClause& clause) {
    size_t before = mark();
    for (TypeExpr* each : clause.types) testType(*each);
    clause.scope = store_.newScope();
    if (clause.loneName && namesClass(clause.name)) {
        clause.nameIsType = true;
        clause.symbol = lookup(clause.name);
        markUse(clause.symbol);
    } else if (clause.name) {
        Symbol* symbol = newLocal(clause.name, BindingForm::Catch, clause.nameSpan);
        symbol->perIteration = frames_.back().loopDepth > 0;
        clause.scope->symbols.add(store_.arena, symbol);
        clause.symbol = symbol;
        bind(clause.name, symbol);
        noteAssign(symbol);
    }
    ++frames_.back().catchDepth;
    block(*clause.body);
    --frames_.back().catchDepth;
    restore(before);
}

void Resolver::withStmt(WithStmt& stmt) {
    if (stmt.isAsync) awaitUse(stmt.span);
    for (WithItem* item : stmt.items) {
        expr(*item->value);
        if (item->target) assignTarget(*item->target);
    }
    block(*stmt.body);
}

// ---- imports and exports

void Resolver::importStmt(ImportDecl& decl) {
    decl.request = requestOf(decl);
    if (decl.form == ImportForm::Star) return;
    if (decl.form == ImportForm::Module) {
        Name name = decl.alias ? decl.alias : names().intern(boundPathName(decl));
        decl.symbol = visible(name);
        if (decl.symbol && decl.symbol->kind != SymbolKind::ImportModule) noteAssign(decl.symbol);
        return;
    }
    const ModuleInterface* interface = interfaceOf(decl.request);
    for (ImportItem* item : decl.items) {
        Name name = item->alias ? item->alias : item->name;
        item->symbol = visible(name);
        bool isTypeOnly = item->symbol && item->symbol->kind == SymbolKind::TypeAlias;
        item->binding = isTypeOnly ? kNoIndex : importBinding(decl.request, item->name);
        if (item->symbol && item->symbol->kind != SymbolKind::ImportName && !isTypeOnly)
            noteAssign(item->symbol);
        if (!interface || !interface->complete || interface->find(item->name)) continue;
        Suggestion suggestion(names().text(item->name));
        for (const auto& [exported, entry] : interface->entries) suggestion.consider(names().text(exported));
        context_.sink.report(Diag::NotExported, item->span, {decl.path, names().text(item->name)})
            .suggest(item->span, suggestion.best());
    }
}

void Resolver::exportList(ExportList& list) {
    list.request = list.hasPath ? request(std::string(list.path), false, false, list.pathSpan) : kNoIndex;
    if (list.isStar) wholeRequest(list.request);
    if (list.isStar || !list.hasPath) return;
    const ModuleInterface* interface = interfaceOf(list.request);
    for (ImportItem* item : list.items) {
        item->binding = importBinding(list.request, item->name);
        if (interface && interface->complete && !interface->find(item->name)) {
            context_.sink.report(Diag::NotExported, item->span, {list.path, names().text(item->name)});
        }
    }
}

}  // namespace noodle::sema

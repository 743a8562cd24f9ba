// The module as a whole: its tables, exports, hoisting and the `main` rule.

#include <algorithm>

#include "compiler/sema/resolver.h"
#include "compiler/sema/signature.h"

namespace noodle::sema {

using namespace ast;
using types::Type;
using types::TypeKind;

namespace {

// A value that needs nothing but itself: safe to evaluate before the module's first statement.
bool isConstantExpr(const Expr& expr) {
    switch (expr.kind) {
        case NodeKind::NullLit:
        case NodeKind::BoolLit:
        case NodeKind::IntLit:
        case NodeKind::FloatLit:
        case NodeKind::StringLit:
        case NodeKind::BytesLit:
            return true;
        case NodeKind::UnaryExpr:
            return isConstantExpr(*static_cast<const UnaryExpr&>(expr).operand);
        case NodeKind::ListExpr:
            return std::ranges::all_of(static_cast<const ListExpr&>(expr).items,
                                       [](Expr* e) { return isConstantExpr(*e); });
        case NodeKind::TupleExpr:
            return std::ranges::all_of(static_cast<const TupleExpr&>(expr).items,
                                       [](Expr* e) { return isConstantExpr(*e); });
        case NodeKind::MapExpr:
            return static_cast<const MapExpr&>(expr).entries.empty();
        default:
            return false;
    }
}

Type* literalTypeOf(types::TypeTable& table, const Expr& expr) {
    switch (expr.kind) {
        case NodeKind::BoolLit:
            return table.get(TypeKind::Bool);
        case NodeKind::IntLit:
            return table.get(TypeKind::Int);
        case NodeKind::FloatLit:
            return table.get(TypeKind::Float);
        case NodeKind::StringLit:
            return table.get(TypeKind::String);
        default:
            return nullptr;
    }
}

Stmt* unwrap(Stmt* stmt) {
    auto* exported = dynAs<ExportDecl>(stmt);
    return exported ? exported->declaration : stmt;
}

// Statements that the `main` rule does not count: they only declare.
bool onlyDeclares(const Stmt& stmt) {
    switch (stmt.kind) {
        case NodeKind::FunctionDecl:
        case NodeKind::ClassDecl:
        case NodeKind::EnumDecl:
        case NodeKind::TypeAliasDecl:
        case NodeKind::VarDecl:
        case NodeKind::ImportDecl:
        case NodeKind::ExportList:
        case NodeKind::GlobalStmt:
        case NodeKind::EmptyStmt:
            return true;
        case NodeKind::ExportDecl:
            return onlyDeclares(*static_cast<const ExportDecl&>(stmt).declaration);
        case NodeKind::ExprStmt:  // a documentation string
            return static_cast<const ExprStmt&>(stmt).expr->kind == NodeKind::StringLit;
        case NodeKind::AssignStmt:  // x: T
            return !static_cast<const AssignStmt&>(stmt).value;
        default:
            return false;
    }
}

}  // namespace

Resolver::Resolver(Module& module, Analysis::Store& store, const Context& context, const Options& options,
                   bool headersOnly)
    : module_(module),
      store_(store),
      context_(context),
      options_(options),
      types_(context.types),
      headersOnly_(headersOnly) {}

void Resolver::run() {
    FunctionScope* scope = store_.newFunction(FunctionForm::Module, &module_, nullptr);
    module_.scope = scope;
    store_.module.scope = scope;
    enter(scope);
    if (options_.session) {
        for (const SessionVariable& known : options_.session->variables) {
            Symbol* symbol = moduleVariable(known.name, {});
            symbol->form = known.isConst ? BindingForm::Const : BindingForm::Var;
            symbol->isConst = known.isConst;
        }
    }
    for (Stmt* stmt : module_.body->stmts) {
        hasExport_ = hasExport_ || stmt->kind == NodeKind::ExportDecl || stmt->kind == NodeKind::ExportList;
    }
    collector_.collect(*module_.body);
    declareNames(collector_);
    if (headersOnly_) {
        declareBlockNames(*module_.body, true);
        for (Stmt* each : module_.body->stmts) {
            Stmt* decl = unwrap(each);
            bool isHeader = decl->kind == NodeKind::FunctionDecl || decl->kind == NodeKind::ClassDecl ||
                            decl->kind == NodeKind::EnumDecl || decl->kind == NodeKind::TypeAliasDecl ||
                            decl->kind == NodeKind::ImportDecl || each->kind == NodeKind::ExportList;
            if (isHeader) stmt(*each);
        }
    } else {
        block(*module_.body, true);
        resolvePending();
        finishHoisting();
        finishMain();
    }
    finishExports();
    finishSymbols();
    frames_.clear();
}

// ---- requests and bindings

uint32_t Resolver::request(std::string path, bool lazy, bool dotted, Span span) {
    std::string key = (lazy ? "l" : "n") + std::string(dotted ? "d" : "q") + path;
    auto [it, added] = requestNumbers_.try_emplace(key, static_cast<uint32_t>(store_.module.requests.size()));
    if (added) {
        const ModuleInterface* interface = nullptr;
        if (context_.imports) {
            ImportStatus status = context_.imports->resolve(path, dotted, span.file, interface);
            if (status != ImportStatus::Known) interface = nullptr;
        }
        store_.interfaces.push_back(interface);
        store_.module.requests.push_back({std::move(path), lazy, dotted, true, span});
    }
    return it->second;
}

uint32_t Resolver::requestOf(const ImportDecl& decl) {
    return request(std::string(decl.dots, '.') + std::string(decl.path), decl.isLazy, !decl.quoted,
                   decl.pathSpan);
}

uint32_t Resolver::wholeRequest(uint32_t number) {
    store_.module.requests[number].byName = false;
    return number;
}

const ModuleInterface* Resolver::interfaceOf(uint32_t request) {
    return store_.interfaces[request];
}

uint32_t Resolver::importBinding(uint32_t request, Name name) {
    auto [it, added] = bindingNumbers_.try_emplace(uint64_t{request} << 32 | name.id,
                                                   static_cast<uint32_t>(store_.module.imports.size()));
    if (added) store_.module.imports.push_back({request, name});
    return it->second;
}

void Resolver::addStarImport(ImportDecl& decl) {
    uint32_t number = wholeRequest(requestOf(decl));
    stars_.push_back({number, interfaceOf(number)});
    const ModuleInterface* interface = interfaceOf(number);
    if (!interface) return;
    for (const auto& [name, entry] : interface->entries) {
        if (!entry.cls || !entry.cls->isEnum) continue;
        Symbol* symbol = lookupStar(name);
        if (!symbol || symbol->cls != entry.cls) continue;
        store_.classSymbols[entry.cls] = symbol;
        for (const types::ClassMember& member : entry.cls->members) {
            if (member.kind == types::MemberKind::Variant) variantEnums_[member.name].push_back(entry.cls);
        }
    }
}

// ---- exports

void Resolver::exportSymbol(Name exported, Symbol* symbol) {
    auto& exports = store_.module.exports;
    symbol->isExported = true;
    symbol->isRead = true;
    if (symbol->kind == SymbolKind::TypeAlias) return;  // has no value
    if (symbol->kind == SymbolKind::ImportName) {
        exports.push_back({exported, ExportKind::Reexport, symbol->index});
        return;
    }
    if (symbol->kind == SymbolKind::ImportModule && symbol->variable == kNoIndex) {
        symbol->variable = static_cast<uint32_t>(store_.module.variables.size());
        store_.module.variables.push_back({symbol->name, false, symbol});
    }
    uint32_t index = symbol->kind == SymbolKind::ImportModule ? symbol->variable : symbol->index;
    exports.push_back({exported, ExportKind::Variable, index});
}

void Resolver::exportItem(ExportList& list, ImportItem& item) {
    Name exported = item.alias ? item.alias : item.name;
    if (list.hasPath) {
        store_.module.exports.push_back(
            {exported, ExportKind::Reexport, importBinding(list.request, item.name)});
        return;
    }
    Symbol* symbol = moduleNames_.get(item.name);
    if (!symbol) symbol = lookupStar(item.name);
    if (!symbol) {
        Suggestion suggestion(names().text(item.name));
        for (const Symbol* known : moduleNames_.values()) {
            if (known) suggestion.consider(names().text(known->name));
        }
        context_.sink.report(Diag::UndefinedExport, item.span, {names().text(item.name)})
            .suggest(item.span, suggestion.best());
        return;
    }
    item.symbol = symbol;
    exportSymbol(exported, symbol);
}

// Without any `export` every name of the module that does not begin with `_` is exported.
void Resolver::exportEverything() {
    std::vector<Symbol*> symbols;
    for (Symbol* symbol : moduleNames_.values()) {
        if (!symbol) continue;
        if (symbol->kind == SymbolKind::ImportModule) {
            auto* decl = dynAs<ImportDecl>(symbol->decl);
            if (decl && decl->isLazy) continue;  // exporting it would load it
        }
        if (symbol->owner == store_.module.scope && !names().text(symbol->name).starts_with('_'))
            symbols.push_back(symbol);
    }
    std::ranges::sort(symbols, {}, [](Symbol* symbol) { return symbol->id; });
    for (Symbol* symbol : symbols) {
        bool isRead = symbol->isRead;
        exportSymbol(symbol->name, symbol);
        symbol->isRead = isRead;  // nobody said that importers want it
    }
    for (const StarImport& star : stars_)
        store_.module.exports.push_back({{}, ExportKind::Star, star.request});
}

void Resolver::finishExports() {
    if (options_.session) return;
    if (!hasExport_) return exportEverything();
    for (Stmt* stmt : module_.body->stmts) {
        if (auto* list = dynAs<ExportList>(stmt)) {
            if (list->isStar && list->alias) {
                Symbol* symbol = store_.newSymbol(list->alias, SymbolKind::ImportModule, BindingForm::Import,
                                                  list->span, store_.module.scope);
                symbol->index = list->request;
                list->symbol = symbol;
                exportSymbol(list->alias, symbol);
            } else if (list->isStar) {
                store_.module.exports.push_back({{}, ExportKind::Star, list->request});
            }
            for (ImportItem* item : list->items) exportItem(*list, *item);
            continue;
        }
        auto* decl = dynAs<ExportDecl>(stmt);
        if (!decl) continue;
        auto exportName = [&](Name name) {
            if (Symbol* symbol = moduleNames_.get(name)) exportSymbol(name, symbol);
        };
        auto exportTarget = [&](Expr& target) {
            forEachTarget(
                target, [&](NameExpr& name) { exportName(name.name); }, [](Expr&) {});
        };
        Stmt* inner = decl->declaration;
        if (auto* var = dynAs<VarDecl>(inner)) exportTarget(*var->target);
        if (auto* fn = dynAs<FunctionDecl>(inner)) exportName(fn->function->name);
        if (auto* cls = dynAs<ClassDecl>(inner)) exportName(cls->name);
        if (auto* enumeration = dynAs<EnumDecl>(inner)) exportName(enumeration->name);
        if (auto* alias = dynAs<TypeAliasDecl>(inner)) exportName(alias->name);
        if (auto* assign = dynAs<AssignStmt>(inner)) {
            for (Expr* target : assign->targets) exportTarget(*target);
        }
    }
}

ModuleInterface Resolver::interface() {
    ModuleInterface result;
    auto add = [&](Name name, const InterfaceEntry& entry) {
        result.entries.try_emplace(name, entry).first->second.name = name;
    };
    auto copyAll = [&](const ModuleInterface* other) {
        if (!other || !other->complete) result.complete = false;
        if (!other) return;
        for (const auto& [name, entry] : other->entries) add(name, entry);
    };
    auto describe = [&](const Symbol& symbol) {
        InterfaceEntry entry;
        entry.type = symbol.declaredType;
        entry.cls = symbol.cls;
        if (symbol.cls)
            entry.kind = InterfaceKind::Class;
        else if (symbol.kind == SymbolKind::TypeAlias)
            entry.kind = InterfaceKind::TypeAlias;
        else if (symbol.kind == SymbolKind::ImportModule)
            entry.kind = InterfaceKind::Module;
        else if (symbol.decl && symbol.decl->kind == NodeKind::Function)
            entry.kind = InterfaceKind::Function;
        else if (symbol.isConst)
            entry.kind = InterfaceKind::Const;
        if (entry.kind == InterfaceKind::Function) {
            entry.function = as<Function>(symbol.decl);
            entry.type = functionTypeOf(types_, *entry.function);
        }
        return entry;
    };
    const ModuleInfo& info = store_.module;
    for (const ExportEntry& row : info.exports) {
        if (row.kind == ExportKind::Star) {
            copyAll(store_.interfaces[row.index]);
        } else if (row.kind == ExportKind::Reexport) {
            const ImportBinding& binding = info.imports[row.index];
            const ModuleInterface* other = store_.interfaces[binding.request];
            const InterfaceEntry* entry = other ? other->find(binding.name) : nullptr;
            add(row.name, entry ? *entry : InterfaceEntry{});
        } else {
            add(row.name, describe(*info.variables[row.index].symbol));
        }
    }
    for (const Symbol* symbol : moduleNames_.values()) {
        if (symbol && symbol->isExported && symbol->kind == SymbolKind::TypeAlias)
            add(symbol->name, describe(*symbol));
    }
    return result;
}

// ---- hoisting and main

bool Resolver::isHoistable(Stmt& stmt, Symbol*& symbol) const {
    Node* decl = nullptr;
    Seq<Expr*> decorators;
    Seq<Stmt*> members;
    if (auto* fn = dynAs<FunctionDecl>(&stmt)) {
        symbol = fn->symbol;
        decl = fn->function;
        decorators = fn->function->decorators;
    } else if (auto* cls = dynAs<ClassDecl>(&stmt)) {
        if (cls->form != ClassKind::Struct && cls->form != ClassKind::Interface) return false;
        symbol = cls->symbol;
        decl = cls;
        decorators = cls->decorators;
        members = cls->members;
    } else if (auto* enumeration = dynAs<EnumDecl>(&stmt)) {
        symbol = enumeration->symbol;
        decl = enumeration;
        decorators = enumeration->decorators;
        members = enumeration->members;
        for (EnumVariant* variant : enumeration->variants) {
            if (variant->value && !isConstantExpr(*variant->value)) return false;
        }
    }
    if (!symbol || symbol->kind != SymbolKind::ModuleVar || !decorators.empty()) return false;
    Node* declared = symbol->decl;
    // A name that is declared again later means its first declaration until then.
    bool isFirst = declared
                       ? declared == decl
                       : symbol->declSpan.begin >= stmt.span.begin && symbol->declSpan.end <= stmt.span.end;
    if (!isFirst) return false;
    return std::ranges::all_of(members, [](Stmt* member) {
        auto* field = dynAs<FieldDecl>(member);
        if (auto* method = dynAs<FunctionDecl>(member)) return method->function->decorators.empty();
        return field && field->decorators.empty() &&
               (!field->isShared || !field->value || isConstantExpr(*field->value));
    });
}

bool Resolver::basesReady(const Stmt& stmt) const {
    auto ready = [](Seq<TypeExpr*> bases) {
        return std::ranges::all_of(bases, [](TypeExpr* base) {
            if (!base->type || !base->type->is(TypeKind::Class))
                return base->type && base->type->is(TypeKind::Object);
            const types::ClassInfo* cls = base->type->cls();
            return cls->isBuiltin || (cls->symbol && cls->symbol->isHoisted);
        });
    };
    if (auto* cls = dynAs<ClassDecl>(&stmt)) return ready(cls->bases) && ready(cls->interfaces);
    if (auto* enumeration = dynAs<EnumDecl>(&stmt)) return ready(enumeration->interfaces);
    return true;
}

// Functions first, then types as their bases become ready. Bases that stand further down take another round;
// programs need one or two.
void Resolver::finishHoisting() {
    std::vector<std::pair<Stmt*, Symbol*>> waiting;
    auto hoist = [&](Stmt* stmt, Symbol* symbol) {
        symbol->isHoisted = true;
        stmt->isHoisted = true;
        store_.module.hoisted.push_back(stmt);
    };
    for (Stmt* each : module_.body->stmts) {
        Stmt* stmt = unwrap(each);
        Symbol* symbol = nullptr;
        if (!isHoistable(*stmt, symbol)) continue;
        if (stmt->kind == NodeKind::FunctionDecl)
            hoist(stmt, symbol);
        else
            waiting.push_back({stmt, symbol});
    }
    constexpr int kMaxRounds = 20;
    for (int round = 0; round < kMaxRounds && !waiting.empty(); ++round) {
        size_t before = waiting.size();
        std::erase_if(waiting, [&](const auto& entry) {
            if (!basesReady(*entry.first)) return false;
            hoist(entry.first, entry.second);
            return true;
        });
        if (waiting.size() == before) break;
    }
}

void Resolver::finishMain() {
    const Symbol* main = moduleNames_.get(names::kMain);
    if (!main || mainIsCalled_ || main->kind != SymbolKind::ModuleVar) return;
    auto* fn = main->decl ? dynAs<Function>(main->decl) : nullptr;
    if (!fn || !fn->params.empty()) return;
    bool quiet = std::ranges::all_of(module_.body->stmts, [](Stmt* stmt) { return onlyDeclares(*stmt); });
    store_.module.callsMain = quiet;
    if (quiet) store_.module.mainVariable = main->index;
}

void Resolver::finishSymbols() {
    for (ModuleVariable& variable : store_.module.variables) variable.isConst = variable.symbol->isConst;
    for (LoopFacts* loop : store_.loops) {
        for (Symbol*& symbol : loop->assigned) {
            while (Symbol* merged = store_.factsOf(symbol).merged) symbol = merged;
        }
    }
    for (const Scope* scope : store_.scopes) {
        for (Symbol* symbol : scope->symbols) symbol->isScoped = true;
    }
    for (Symbol* each : store_.symbols) {
        Symbol& symbol = *each;
        const SymbolFacts& facts = store_.factsOf(each);
        symbol.isReassigned = facts.assignments > 1 || facts.assignedInLoop || facts.assignedInInner;
        bool isDecl = symbol.decl &&
                      (symbol.decl->kind == NodeKind::Function || symbol.decl->kind == NodeKind::ClassDecl ||
                       symbol.decl->kind == NodeKind::EnumDecl);
        if (isDecl && symbol.kind != SymbolKind::ImportName)
            symbol.neverRebound = facts.assignments == 1 && !facts.assignedInInner;
        // Describing has not seen the bodies.
        if (!headersOnly_) continue;
        auto* var = dynAs<VarDecl>(symbol.decl);
        if (var && symbol.isConst && !symbol.declaredType && var->value &&
            var->target->kind == NodeKind::NameExpr) {
            symbol.declaredType = literalTypeOf(types_, *var->value);
        }
    }
}

}  // namespace noodle::sema

// Scopes, captures and lookups.

#include <algorithm>

#include "compiler/sema/resolver.h"

namespace noodle::sema {

using namespace ast;

// ---- the table of visible names

void Resolver::bind(Name name, Symbol* symbol) {
    if (name.id >= visible_.size()) visible_.resize(std::max<size_t>(context_.names.size(), name.id + 1));
    undo_.push_back({name, visible_[name.id]});
    visible_[name.id] = symbol;
}

void Resolver::restore(size_t mark) {
    while (undo_.size() > mark) {
        visible_[undo_.back().first.id] = undo_.back().second;
        undo_.pop_back();
    }
}

Symbol* Resolver::visible(Name name) const {
    Symbol* symbol = name.id < visible_.size() ? visible_[name.id] : nullptr;
    if (symbol && symbol->kind == SymbolKind::ClassField) {
        const FunctionScope* user = frames_.back().scope;
        bool inBody =
            user == symbol->owner || (user->form == FunctionForm::FieldInit && user->parent == symbol->owner);
        if (!inBody) symbol = nullptr;
    }
    if (symbol) return symbol;
    return moduleNames_.get(name);
}

Symbol* Resolver::lookup(Name name, bool decorator) {
    if (Symbol* symbol = visible(name)) return symbol;
    if (Symbol* symbol = lookupStar(name)) return symbol;
    const types::Builtin* builtin = types_.builtins().find(name);
    if (builtin && builtin->form != types::BuiltinForm::TypeOnly &&
        (decorator || builtin->form != types::BuiltinForm::Decorator)) {
        return builtinSymbol(name);
    }
    if (auto it = leafImports_.find(name); it != leafImports_.end()) return it->second;
    for (auto it = stars_.rbegin(); it != stars_.rend(); ++it) {
        const bool isKnown = it->interface && it->interface->complete;
        if (isKnown && (!it->interface->find(name) || names().text(name).starts_with('_'))) continue;
        Symbol* symbol =
            store_.newSymbol(name, SymbolKind::ImportName, BindingForm::Import, {}, frames_.front().scope);
        symbol->index = importBinding(it->request, name);
        return moduleNames_[name] = symbol;
    }
    return nullptr;
}

Symbol* Resolver::lookupStar(Name name) {
    for (auto it = stars_.rbegin(); it != stars_.rend(); ++it) {
        const InterfaceEntry* entry = it->interface ? it->interface->find(name) : nullptr;
        if (!entry || entry->kind == InterfaceKind::Opaque || names().text(name).starts_with('_')) continue;
        Symbol* symbol =
            store_.newSymbol(name, SymbolKind::ImportName, BindingForm::Import, {}, frames_.front().scope);
        symbol->index = importBinding(it->request, name);
        symbol->cls = entry->cls;
        symbol->declaredType = entry->type;
        if (entry->kind == InterfaceKind::TypeAlias) symbol->kind = SymbolKind::TypeAlias;
        if (entry->kind == InterfaceKind::Function) symbol->decl = entry->function;
        return moduleNames_[name] = symbol;
    }
    return nullptr;
}

// ---- symbols

Symbol* Resolver::newSymbol(Name name, SymbolKind kind, BindingForm form, Span span) {
    Symbol* symbol = store_.newSymbol(name, kind, form, span, function());
    store_.factsOf(symbol).loopDepth = frames_.back().loopDepth;
    return symbol;
}

void Resolver::addLocal(Symbol* symbol) {
    symbol->index = static_cast<uint32_t>(symbol->owner->locals.size());
    symbol->owner->locals.add(store_.arena, symbol);
}

Symbol* Resolver::newLocal(Name name, BindingForm form, Span span) {
    Symbol* symbol = newSymbol(name, SymbolKind::Local, form, span);
    addLocal(symbol);
    return symbol;
}

void Resolver::addModuleVariable(Symbol* symbol) {
    symbol->index = static_cast<uint32_t>(store_.module.variables.size());
    store_.module.variables.push_back({symbol->name, symbol->isConst, symbol});
    moduleNames_[symbol->name] = symbol;
}

Symbol* Resolver::moduleVariable(Name name, Span span) {
    if (Symbol* known = moduleNames_.get(name)) return known;
    FunctionScope* module = frames_.front().scope;
    Symbol* symbol = store_.newSymbol(name, SymbolKind::ModuleVar, BindingForm::Bare, span, module);
    addModuleVariable(symbol);
    return symbol;
}

// ---- uses

Symbol* Resolver::use(NameExpr& name, bool decorator) {
    Symbol* symbol = lookup(name.name, decorator);
    if (auto* alias =
            symbol && symbol->kind == SymbolKind::TypeAlias ? dynAs<TypeAliasDecl>(symbol->decl) : nullptr) {
        // An alias of a class stands for the class.
        aliasType(*symbol, {}, name.span);
        auto* target = dynAs<NamedType>(alias->target);
        if (target && target->symbol && target->symbol->kind != SymbolKind::TypeParam)
            symbol = target->symbol;
    }
    if (!symbol) {
        std::string near =
            unresolved_.size() < context_.sink.maxErrors() ? suggestionFor(name.name) : std::string();
        unresolved_.push_back({&name, function(), std::move(near)});
        return nullptr;
    }
    if (symbol->kind == SymbolKind::TypeAlias || symbol->kind == SymbolKind::TypeParam) {
        std::string_view why = symbol->kind == SymbolKind::TypeParam
                                   ? "type parameters are erased at run time"
                                   : "use it in annotations, `is` and `as`";
        context_.sink.report(Diag::TypeAsValue, name.span, {names().text(name.name), why});
        return nullptr;
    }
    name.symbol = symbol;
    markUse(symbol);
    noteUse(symbol, &name.symbol);
    return symbol;
}

void Resolver::markUse(Symbol* symbol) {
    symbol->isRead = true;
    capture(symbol);
}

void Resolver::noteUse(Symbol* symbol, Symbol** place) {
    if (symbol->form != BindingForm::Loop) return;
    SymbolFacts& facts = store_.factsOf(symbol);
    if (facts.listsUses) facts.uses.add(store_.arena, place);
}

void Resolver::capture(Symbol* symbol) {
    bool isFrameLocal = symbol->kind == SymbolKind::Local || symbol->kind == SymbolKind::Param ||
                        symbol->kind == SymbolKind::Self;
    if (!isFrameLocal || symbol->owner == function()) return;
    symbol->isCaptured = true;
    captureIn(frames_.size() - 1, symbol);
}

// Enters the symbol in the captures of every frame above its owner's, outermost first.
uint32_t Resolver::captureIn(size_t frame, Symbol* symbol) {
    uint32_t parentIndex = frames_[frame].indexOf(symbol);
    if (parentIndex != kNoIndex) return parentIndex;
    size_t first = frame;
    while (frames_[first - 1].scope != symbol->owner && frames_[first - 1].indexOf(symbol) == kNoIndex)
        --first;
    if (frames_[first - 1].scope != symbol->owner) parentIndex = frames_[first - 1].indexOf(symbol);
    for (size_t i = first; i <= frame; ++i) {
        auto& captures = frames_[i].scope->captures;
        captures.add(store_.arena, {symbol, parentIndex == kNoIndex, parentIndex});
        parentIndex = captures.size() - 1;
    }
    return parentIndex;
}

// A few captures are looked through; of many an index is made.
uint32_t Resolver::Frame::indexOf(const Symbol* symbol) {
    constexpr uint32_t kFew = 8;
    const auto& captures = scope->captures;
    if (captures.size() <= kFew) {
        for (uint32_t i = 0; i < captures.size(); ++i) {
            if (captures[i].symbol == symbol) return i;
        }
        return kNoIndex;
    }
    for (auto i = static_cast<uint32_t>(manyCaptures.size()); i < captures.size(); ++i)
        manyCaptures.emplace(captures[i].symbol, i);
    auto it = manyCaptures.find(symbol);
    return it == manyCaptures.end() ? kNoIndex : it->second;
}

void Resolver::noteAssign(Symbol* symbol) {
    SymbolFacts& facts = store_.factsOf(symbol);
    ++facts.assignments;
    if (symbol->owner != function()) {
        facts.assignedInInner = true;
        capture(symbol);
        return;
    }
    Frame& frame = frames_.back();
    if (frame.loopDepth > facts.loopDepth) facts.assignedInLoop = true;
    // `:=` in a comprehension: flow analysis follows statements only, so the variable has no flow type.
    if (frame.comprehensions != 0 && symbol->form != BindingForm::Comprehension) facts.assignedInInner = true;
    if (frame.loop && facts.loopStamp != frame.loopId) {
        facts.loopStamp = frame.loopId;
        frame.loop->assigned.add(store_.arena, symbol);
    }
}

std::string Resolver::suggestionFor(Name name) const {
    Suggestion suggestion(context_.names.text(name));
    for (uint32_t id = 1; id < visible_.size(); ++id) {
        if (visible_[id] && visible_[id] != &hidden_) suggestion.consider(context_.names.text(Name{id}));
    }
    for (const types::Builtin& builtin : types_.builtins().all()) {
        if (builtin.name && builtin.form != types::BuiltinForm::TypeOnly)
            suggestion.consider(context_.names.text(builtin.name));
    }
    return suggestion.best();
}

void Resolver::reportGlobalAfterUse(const NameExpr& name) {
    context_.sink.report(Diag::GlobalAfterUse, name.span, {names().text(name.name)});
}

// Names that were unknown where they stand: `global` in a later function may have declared them.
void Resolver::resolvePending() {
    for (Unresolved& use : unresolved_) {
        if (Symbol* symbol = moduleNames_.get(use.name->name)) {
            use.name->symbol = symbol;
            symbol->isRead = true;
            store_.factsOf(symbol).assignedInInner = true;  // the use may have been an assignment
            continue;
        }
        context_.sink.report(Diag::UndefinedName, use.name->span, {names().text(use.name->name)})
            .suggest(use.name->span, use.near);
    }
}

// ---- functions

void Resolver::enter(FunctionScope* scope) {
    frames_.emplace_back().scope = scope;
}

void Resolver::leave() {
    frames_.pop_back();
}

void Resolver::declareNames(const NameCollector& collector) {
    for (const OuterName& outer : collector.outerNames()) declareOuter(outer);
    for (const Declared& declared : collector.names()) declareName(declared);
}

void Resolver::declareOuter(const OuterName& outer) {
    Name name = outer.name->name;
    Symbol* symbol = nullptr;
    if (!outer.nonlocal) {
        symbol = moduleVariable(name, outer.name->span);
    } else {
        symbol = visible(name);
        bool ofFunction = symbol && symbol->owner && symbol->owner != function() &&
                          symbol->owner->form != FunctionForm::Module;
        if (!ofFunction) {
            context_.sink.report(Diag::NonlocalNotFound, outer.name->span, {names().text(name)});
            symbol = newLocal(name, BindingForm::Bare, outer.name->span);  // one error is enough
        }
    }
    outer.name->symbol = symbol;
    bind(name, symbol);
}

bool Resolver::isDeprecated(Seq<Expr*> decorators) const {
    return std::ranges::any_of(decorators, [&](const Expr* each) {
        auto* call = dynAs<CallExpr>(each);
        auto* name = dynAs<NameExpr>(call ? call->callee : each);
        return name && context_.names.text(name->name) == "deprecated";
    });
}

void Resolver::declareName(const Declared& declared) {
    bool atModule = function()->form == FunctionForm::Module;
    bool isImport = declared.form == BindingForm::Import && !declared.isVariable;
    SymbolKind kind = atModule ? SymbolKind::ModuleVar : SymbolKind::Local;
    if (declared.form == BindingForm::Type) kind = SymbolKind::TypeAlias;
    if (isImport) kind = declared.item ? SymbolKind::ImportName : SymbolKind::ImportModule;
    Symbol* symbol = store_.newSymbol(declared.name, kind, declared.form, declared.span, function());
    symbol->decl = declared.decl;
    if (isImport) declareImport(declared, symbol);
    if (symbol->kind == SymbolKind::ModuleVar) addModuleVariable(symbol);
    if (symbol->kind == SymbolKind::Local) addLocal(symbol);
    if (atModule) moduleNames_[declared.name] = symbol;
    bind(declared.name, symbol);
    if (declared.form == BindingForm::Class) declareClass(declared, symbol);
    if (auto* fn = dynAs<FunctionDecl>(declared.decl)) {
        symbol->decl = fn->function;
        store_.factsOf(symbol).isDeprecated = isDeprecated(fn->function->decorators);
    } else if (auto* cls = dynAs<ClassDecl>(declared.decl)) {
        store_.factsOf(symbol).isDeprecated = isDeprecated(cls->decorators);
    }
    // What a name stands for is only known if nothing else gives it a value.
    if (declared.isRebound && !isImport) {
        symbol->decl = nullptr;
        symbol->cls = nullptr;
    }
}

void Resolver::declareClass(const Declared& declared, Symbol* symbol) {
    types::ClassInfo* info = newClass(declared.name, symbol, declared.decl);
    classInfos_[declared.decl] = info;
    store_.classSymbols[info] = symbol;
    symbol->cls = info;
    if (auto* decl = dynAs<ClassDecl>(declared.decl)) {
        info->form = decl->form;
        return;
    }
    auto* decl = as<EnumDecl>(declared.decl);
    info->isEnum = true;
    for (EnumVariant* variant : decl->variants) {
        variantEnums_[variant->name].push_back(info);
        types::ClassMember member;
        member.name = variant->name;
        member.kind = types::MemberKind::Variant;
        member.isOptional = variant->payload.empty();
        member.decl = variant;
        member.span = variant->nameSpan;
        info->members.push_back(member);
    }
}

types::ClassInfo* Resolver::newClass(Name name, Symbol* symbol, Node* decl) {
    types::ClassInfo& info = store_.classes.emplace_back();
    info.name = name;
    info.symbol = symbol;
    info.decl = decl;
    info.instance = types_.instance(&info);
    info.object = types_.classObject(info.instance);
    return &info;
}

void Resolver::declareImport(const Declared& declared, Symbol* symbol) {
    auto* decl = as<ImportDecl>(declared.decl);
    uint32_t number = requestOf(*decl);
    if (!declared.item) {
        bool firstPartOnly = !decl->quoted && !decl->alias && decl->path.find('.') != decl->path.npos;
        symbol->index = wholeRequest(number);
        if (!firstPartOnly) return;
        // import a.b binds a; b alone means the module too where nothing else is called b.
        std::string_view path = decl->path;
        symbol->index =
            wholeRequest(request(std::string(boundPathName(*decl)), decl->isLazy, true, decl->pathSpan));
        Name leaf = names().intern(path.substr(path.rfind('.') + 1));
        Symbol* module =
            store_.newSymbol(leaf, SymbolKind::ImportModule, BindingForm::Import, declared.span, function());
        module->index = number;
        leafImports_.try_emplace(leaf, module);
        return;
    }
    symbol->decl = nullptr;
    symbol->index = importBinding(number, declared.item->name);
    const ModuleInterface* interface = interfaceOf(number);
    const InterfaceEntry* entry = interface ? interface->find(declared.item->name) : nullptr;
    if (!entry || entry->kind == InterfaceKind::Opaque) return;
    symbol->cls = entry->cls;
    symbol->declaredType = entry->type;
    symbol->isConst = entry->kind == InterfaceKind::Const;
    if (entry->kind == InterfaceKind::TypeAlias) symbol->kind = SymbolKind::TypeAlias;
    if (entry->kind == InterfaceKind::Function) symbol->decl = entry->function;
    if (!entry->cls) return;
    store_.classSymbols[entry->cls] = symbol;
    for (const types::ClassMember& member : entry->cls->members) {
        if (member.kind == types::MemberKind::Variant) variantEnums_[member.name].push_back(entry->cls);
    }
}

}  // namespace noodle::sema

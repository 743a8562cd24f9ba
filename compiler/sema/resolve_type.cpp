// Type annotations.

#include "compiler/sema/resolver.h"
#include "compiler/types/relations.h"

namespace noodle::sema {

using namespace ast;
using types::Builtin;
using types::BuiltinForm;
using types::ClassInfo;
using types::Type;
using types::TypeKind;

// A type that is evaluated when the program runs: its names are uses.
Type* Resolver::testType(TypeExpr& expr) {
    bool saved = inTest_;
    inTest_ = true;
    Type* result = type(expr);
    inTest_ = saved;
    return result;
}

Type* Resolver::type(TypeExpr& expr) {
    expr.type = computeType(expr);
    return expr.type;
}

Type* Resolver::computeType(TypeExpr& expr) {
    switch (expr.kind) {
        case NodeKind::NamedType:
            return namedType(static_cast<NamedType&>(expr));
        case NodeKind::UnionType: {
            std::vector<Type*> members = argTypes(static_cast<UnionType&>(expr).members);
            return types_.unite(members);
        }
        case NodeKind::NullableType:
            return types_.nullable(type(*static_cast<NullableType&>(expr).inner));
        case NodeKind::TupleType: {
            std::vector<Type*> items = argTypes(static_cast<TupleType&>(expr).items);
            return types_.tuple(items);
        }
        case NodeKind::FunctionType: {
            auto& fn = static_cast<FunctionType&>(expr);
            std::vector<Type*> params = argTypes(fn.params);
            Type* result = fn.result ? type(*fn.result) : types_.any();
            return types_.function(params, fn.isAsync ? types_.task(result) : result);
        }
        case NodeKind::LiteralType:
            return literalType(static_cast<LiteralType&>(expr));
        default:
            return types_.any();
    }
}

std::vector<Type*> Resolver::argTypes(Seq<TypeExpr*> args) {
    std::vector<Type*> result;
    result.reserve(args.size());
    for (TypeExpr* arg : args) result.push_back(type(*arg));
    return result;
}

bool Resolver::checkArgCount(Span span, Name name, size_t want, size_t have) {
    if (want == have) return true;
    context_.sink.report(Diag::WrongTypeArgumentCount, span,
                         {names().text(name), std::to_string(want), std::to_string(have)});
    return false;
}

// A literal stands for its type; a string that names a class is a forward reference, as in Python.
Type* Resolver::literalType(LiteralType& expr) {
    switch (expr.value->kind) {
        case NodeKind::NullLit:
            return types_.null();
        case NodeKind::BoolLit:
            return types_.get(TypeKind::Bool);
        case NodeKind::IntLit:
            return types_.get(TypeKind::Int);
        case NodeKind::FloatLit:
            return types_.get(TypeKind::Float);
        case NodeKind::StringLit: {
            Name name = names().find(as<StringLit>(expr.value)->value);
            Symbol* symbol = name ? visible(name) : nullptr;
            if (!symbol || !symbol->cls) return types_.get(TypeKind::String);
            symbol->isRead = true;
            return symbol->cls->instance;
        }
        default:
            return types_.any();
    }
}

Type* Resolver::namedType(NamedType& expr) {
    Name first = expr.path[0];
    Symbol* symbol = first.id < visible_.size() ? visible_[first.id] : nullptr;
    if (!symbol) symbol = visible(first);
    if (!symbol) symbol = lookupStar(first);
    if (expr.path.size() > 1) {
        if (!symbol) symbol = lookup(first);
        return symbol ? memberType(expr, *symbol) : unknownType(expr);
    }
    const Builtin* builtin = types_.builtins().find(first);
    bool builtinIsType =
        builtin && (builtin->form == BuiltinForm::Type || builtin->form == BuiltinForm::TypeOnly ||
                    builtin->form == BuiltinForm::Class);
    bool isType = symbol && (symbol->cls || symbol->kind == SymbolKind::TypeAlias ||
                             symbol->kind == SymbolKind::TypeParam);
    if (isType || (symbol && !builtinIsType)) return symbolType(expr, *symbol);
    if (builtinIsType) return builtinType(expr, *builtin);
    return unknownType(expr);
}

Type* Resolver::symbolType(NamedType& expr, Symbol& symbol) {
    symbol.isRead = true;
    switch (symbol.kind) {
        case SymbolKind::TypeParam:
            expr.symbol = &symbol;
            return symbol.declaredType;
        case SymbolKind::TypeAlias:
            expr.symbol = &symbol;
            return aliasType(symbol, expr.args, expr.span);
        default:
            break;
    }
    if (symbol.cls) {
        expr.symbol = &symbol;
        capture(&symbol);
        store_.classSymbols.try_emplace(symbol.cls, &symbol);
        return withArgs(expr, *symbol.cls);
    }
    argTypes(expr.args);
    bool maybeClass = symbol.kind == SymbolKind::ImportName && !symbol.declaredType && !symbol.decl;
    expr.symbol = &symbol;
    if (inTest_) markUse(&symbol);
    if (!maybeClass) return types_.any();  // a variable: what it holds is only known when the program runs
    return unknownClass(&symbol, symbol.name);
}

Type* Resolver::withArgs(NamedType& expr, ClassInfo& info) {
    std::vector<Type*> args = argTypes(expr.args);
    // The declaration counts, not typeParams: the class may stand further down.
    size_t want = info.typeParams.size();
    if (auto* decl = dynAs<ClassDecl>(info.decl))
        want = decl->typeParams.size();
    else if (auto* enumeration = dynAs<EnumDecl>(info.decl))
        want = enumeration->typeParams.size();
    if (args.empty() || info.hasUnknownBase) return info.instance;
    return checkArgCount(expr.span, info.name, want, args.size()) ? types_.instance(&info, args)
                                                                  : info.instance;
}

// M.User: a class of a module, or a class inside a class.
Type* Resolver::memberType(NamedType& expr, Symbol& first) {
    argTypes(expr.args);
    expr.symbol = &first;
    first.isRead = true;
    capture(&first);
    Name last = expr.path[expr.path.size() - 1];
    if (first.cls) {
        const types::ClassMember* member = first.cls->find(last);
        auto it = member ? classInfos_.find(member->decl) : classInfos_.end();
        return it == classInfos_.end() ? types_.any() : it->second->instance;
    }
    if (first.kind != SymbolKind::ImportModule) return types_.any();
    Type* type = importedType(first, last, expr.path.size() == 2);
    if (expr.path.size() == 2 && type->is(TypeKind::Class))
        store_.memberClasses.try_emplace(type->cls(), MemberName{&first, last});
    return type;
}

Type* Resolver::importedType(Symbol& module, Name name, bool isDirect) {
    const ModuleInterface* interface = interfaceOf(module.index);
    const InterfaceEntry* entry = interface && isDirect ? interface->find(name) : nullptr;
    if (entry && entry->cls) return entry->cls->instance;
    if (entry && entry->kind != InterfaceKind::Opaque)
        return entry->kind == InterfaceKind::TypeAlias && entry->type ? entry->type : types_.any();
    return unknownClass(&module, name);
}

// A class that only the running program knows: tested there, opaque here.
Type* Resolver::unknownClass(Symbol* symbol, Name name) {
    Type*& known = unknownClasses_[uint64_t{symbol->id} << 32 | name.id];
    if (!known) {
        ClassInfo* info = newClass(name, symbol, nullptr);
        info->isOpaque = true;
        info->hasUnknownBase = true;
        if (symbol->kind == SymbolKind::ImportName) store_.classSymbols[info] = symbol;
        known = info->instance;
    }
    return known;
}

Type* Resolver::unknownType(NamedType& expr) {
    argTypes(expr.args);
    std::string text;
    for (Name part : expr.path) {
        if (!text.empty()) text += '.';
        text += names().text(part);
    }
    // Unwritten type parameters (T, K, V, T1) are common in older files; they say nothing.
    bool isParam = text.size() <= 2 && text[0] >= 'A' && text[0] <= 'Z' &&
                   (text.size() == 1 || (text[1] >= '0' && text[1] <= '9'));
    if (isParam) return types_.any();
    Suggestion suggestion(text);
    for (uint32_t id = 1; id < visible_.size(); ++id) {
        if (visible_[id] && visible_[id]->cls) suggestion.consider(names().text(Name{id}));
    }
    for (const Builtin& builtin : types_.builtins().all()) {
        if (builtin.name && builtin.form != BuiltinForm::Function)
            suggestion.consider(names().text(builtin.name));
    }
    context_.sink.report(Diag::UnknownType, expr.span, {text}).suggest(expr.span, suggestion.best());
    return types_.any();
}

Type* Resolver::optionType(NamedType& expr) {
    std::vector<Type*> args = argTypes(expr.args);
    if (args.size() != 1) {
        if (!args.empty()) checkArgCount(expr.span, expr.path[0], 1, args.size());
        return types_.any();
    }
    auto* inner = dynAs<NamedType>(expr.args[0]);
    bool nested =
        inner && inner->path.size() == 1 && inner->path[0] == names::kOption && !inner->args.empty();
    if (nested && options_.warnings) context_.sink.report(Diag::NestedOption, expr.span);
    return types_.nullable(args[0]);
}

Type* Resolver::builtinType(NamedType& expr, const Builtin& builtin) {
    Name name = expr.path[0];
    std::string_view text = names().text(name);
    if (builtin.form != BuiltinForm::TypeOnly) expr.symbol = builtinSymbol(name);
    if (builtin.cls) {
        argTypes(expr.args);
        return builtin.cls->instance;
    }
    if (text == "Option" || text == "Optional") return optionType(expr);
    std::vector<Type*> args = argTypes(expr.args);
    if (args.empty()) return types_.get(builtin.kind);
    if (text == "Union") return types_.unite(args);
    if (text == "Final" || text == "ClassVar") return args[0];
    switch (builtin.kind) {
        case TypeKind::List:
            return checkArgCount(expr.span, name, 1, args.size()) ? types_.list(args[0])
                                                                  : types_.get(TypeKind::List);
        case TypeKind::Set:
            return checkArgCount(expr.span, name, 1, args.size()) ? types_.setOf(args[0])
                                                                  : types_.get(TypeKind::Set);
        case TypeKind::Task:
            return checkArgCount(expr.span, name, 1, args.size()) ? types_.task(args[0])
                                                                  : types_.get(TypeKind::Task);
        case TypeKind::Map:
            return checkArgCount(expr.span, name, 2, args.size()) ? types_.map(args[0], args[1])
                                                                  : types_.get(TypeKind::Map);
        case TypeKind::Result:
            if (args.size() == 1) return types_.result(args[0], types_.any());
            return checkArgCount(expr.span, name, 2, args.size()) ? types_.result(args[0], args[1])
                                                                  : types_.get(TypeKind::Result);
        case TypeKind::Iterator:
            return types_.iterator(args[0]);
        case TypeKind::Tuple:
            return types_.tuple(args);
        case TypeKind::Any:
        case TypeKind::Function:
        case TypeKind::Object:
            return types_.get(builtin.kind);
        default:
            checkArgCount(expr.span, name, 0, args.size());
            return types_.get(builtin.kind);
    }
}

Type* Resolver::aliasType(Symbol& alias, Seq<TypeExpr*> args, Span span) {
    std::vector<Type*> given = argTypes(args);
    auto* decl = dynAs<TypeAliasDecl>(alias.decl);
    if (!decl) return alias.declaredType ? alias.declaredType : types_.any();
    if (!alias.declaredType) {
        bool& open = openAliases_[&alias];
        if (open) return types_.any();  // a type that contains itself says no more than any
        open = true;
        size_t before = mark();
        typeParams(decl->typeParams, {}, decl, nullptr);
        alias.declaredType = type(*decl->target);
        restore(before);
    }
    if (given.empty()) return alias.declaredType;
    if (!checkArgCount(span, alias.name, decl->typeParams.size(), given.size())) return alias.declaredType;
    types::Bindings bindings;
    for (size_t i = 0; i < given.size(); ++i) bindings[decl->typeParams[i]->symbol->declaredType] = given[i];
    return types::substitute(types_, alias.declaredType, bindings, false);
}

}  // namespace noodle::sema

// Classes, structs, interfaces, errors, actors and enums.

#include <algorithm>
#include <span>

#include "compiler/sema/resolver.h"
#include "compiler/sema/signature.h"
#include "compiler/types/relations.h"

namespace noodle::sema {

using namespace ast;
using types::ClassInfo;
using types::ClassMember;
using types::MemberKind;
using types::TypeKind;

ClassInfo& Resolver::infoOf(Node& decl, Name name, Symbol* symbol) {
    ClassInfo*& info = classInfos_[&decl];
    if (!info) info = newClass(name, symbol, &decl);
    return *info;
}

void Resolver::classDecl(ClassDecl& decl) {
    decorators(decl.decorators);
    if (!headersOnly_) dataclassOptions(decl);
    decl.symbol = declaredSymbol(decl.name, decl.nameSpan);
    ClassInfo& info = infoOf(decl, decl.name, decl.symbol);
    decl.info = &info;
    decl.fieldScope = nullptr;
    info.form = decl.form;
    size_t before = mark();
    classHeader(decl, info);
    members(decl.members, {&info, &decl});
    restore(before);
}

// What @dataclass(…) may say. Options that change nothing here are accepted; the others are not done
// silently.
void Resolver::dataclassOptions(const ClassDecl& decl) {
    static constexpr std::string_view kMeant[] = {"frozen", "order"};
    static constexpr std::string_view kOnlyTrue[] = {"eq", "init", "repr", "match_args"};
    static constexpr std::string_view kAny[] = {"slots", "unsafe_hash", "weakref_slot"};
    auto isIn = [](std::span<const std::string_view> list, std::string_view word) {
        return std::ranges::find(list, word) != list.end();
    };
    for (const Expr* each : decl.decorators) {
        auto* call = dynAs<CallExpr>(each);
        auto* name = call ? dynAs<NameExpr>(call->callee) : nullptr;
        if (!name || names().text(name->name) != "dataclass" || visible(name->name)) continue;
        for (const Arg* arg : call->args) {
            std::string_view option = names().text(arg->name);
            auto* value = dynAs<BoolLit>(arg->value);
            bool known =
                arg->form == ArgKind::Named && value &&
                (isIn(kMeant, option) || isIn(kAny, option) || (isIn(kOnlyTrue, option) && value->value));
            if (!known) context_.sink.report(Diag::NotSupported, arg->span, {"this option of @dataclass"});
        }
    }
}

void Resolver::classHeader(ClassDecl& decl, ClassInfo& info) {
    typeParams(decl.typeParams, decl.whereBounds, &decl, &info.typeParams);
    if (!info.typeParams.empty()) info.instance = types_.instance(&info, info.typeParams);
    info.isAbstract = decl.isAbstract || decl.form == ClassKind::Interface;
    if (hasUnknownDecorator(decl.decorators)) {
        if (decl.symbol) decl.symbol->decl = nullptr;  // the decorator may give it any value
        info.isOpaque = true;
        info.hasUnknownBase = true;
    }
    for (TypeExpr* base : decl.bases) addBase(*base, info, decl.form == ClassKind::Interface);
    for (TypeExpr* interface : decl.interfaces) addBase(*interface, info, true);
    if (!info.super && decl.form == ClassKind::Error && decl.bases.empty())
        info.super = types_.builtins().errorClass();
}

void Resolver::addBase(TypeExpr& base, ClassInfo& info, bool interfacesOnly) {
    types::Type* found = type(base);
    auto refuse = [&](std::string_view why) {
        context_.sink.report(Diag::InvalidBase, base.span,
                             {types_.text(found), names().text(info.name), why});
    };
    if (found->is(TypeKind::Object)) return;
    if (!found->is(TypeKind::Class)) {
        // An unknown class, or a builtin one such as List.
        bool impossible = found->isNull() || found->is(TypeKind::Union) || types::isNumeric(found) ||
                          found->is(TypeKind::TypeParam);
        if (impossible) refuse("only classes and interfaces can be bases");
        info.hasUnknownBase = true;
        return;
    }
    ClassInfo* other = found->cls();
    if (other == &info || other->derivesFrom(&info)) {
        context_.sink.report(Diag::BaseCycle, base.span, {names().text(info.name)});
        return;
    }
    if (other->isInterface()) {
        info.interfaces.push_back(other);
    } else if (other->hasUnknownBase && !other->decl) {
        info.hasUnknownBase = true;  // imported from a module that is not known here
    } else if (other->isEnum || interfacesOnly) {
        refuse(other->isEnum ? "an enum cannot be extended" : "only interfaces can stand here");
    } else if (info.super) {
        refuse("a class has one base class, here `" + std::string(names().text(info.super->name)) +
               "`; what it takes from others are interfaces");
    } else {
        info.super = other;
        if (other->form == ClassKind::Error) info.form = ClassKind::Error;
    }
}

// Fields first: in a colon class a value sees the fields above it, methods see none of them.
void Resolver::members(Seq<Stmt*> members, const ClassContext& cls) {
    size_t before = mark();
    for (Stmt* member : members) {
        if (auto* field = dynAs<FieldDecl>(member))
            fieldDecl(*field, cls);
        else if (member->kind != NodeKind::FunctionDecl)
            nestedDecl(*member, cls);
    }
    restore(before);
    // Nested classes stay known to the annotations of methods.
    for (Stmt* member : members) {
        auto it = classInfos_.find(member);
        if (it != classInfos_.end()) bind(it->second->name, it->second->symbol);
    }
    for (Stmt* member : members) {
        if (auto* decl = dynAs<FunctionDecl>(member)) method(*decl, cls);
    }
    restore(before);
}

void Resolver::nestedDecl(Stmt& member, const ClassContext& cls) {
    ClassMember added;
    added.kind = MemberKind::SharedField;
    added.decl = &member;
    added.span = member.span;
    if (auto* decl = dynAs<ClassDecl>(&member))
        added.name = decl->name;
    else if (auto* enumeration = dynAs<EnumDecl>(&member))
        added.name = enumeration->name;
    else
        return stmt(member);
    Symbol* symbol = newSymbol(added.name, SymbolKind::ClassField, BindingForm::Class, member.span);
    bind(added.name, symbol);
    ClassInfo& info = infoOf(member, added.name, symbol);
    symbol->cls = &info;
    info.isEnum = member.kind == NodeKind::EnumDecl;
    stmt(member);
    added.type = info.object;
    addMember(cls, added);
}

void Resolver::fieldDecl(FieldDecl& field, const ClassContext& cls) {
    decorators(field.decorators);
    Symbol* symbol = newSymbol(field.name, SymbolKind::Field, BindingForm::Bare, field.nameSpan);
    field.symbol = symbol;
    symbol->isConst = field.isConst;
    types::Type* declared = typeOrNull(field.declaredType);
    if (declared) {
        symbol->acceptsNull = field.isOptional || (field.value && field.value->kind == NodeKind::NullLit);
        symbol->declaredType = symbol->acceptsNull ? types_.nullable(declared) : declared;
        symbol->typeExpr = field.declaredType;
    }
    ClassMember member;
    member.name = field.name;
    member.kind = field.isShared ? MemberKind::SharedField : MemberKind::Field;
    member.isPrivate = field.isPrivate;
    member.isOptional = field.isOptional;
    member.hasDefault = field.value != nullptr;
    member.isConst = field.isConst;
    member.type = symbol->declaredType;
    member.decl = &field;
    member.span = field.nameSpan;
    addMember(cls, member);
    if (!headersOnly_ && field.value) fieldValue(field, cls);
    if (!cls.decl || !cls.decl->colonStyle || !field.isShared) return;
    Symbol* shared = newSymbol(field.name, SymbolKind::ClassField, BindingForm::Bare, field.nameSpan);
    bind(field.name, shared);
}

void Resolver::fieldValue(FieldDecl& field, const ClassContext& cls) {
    if (field.isShared || !cls.decl) return expr(*field.value);
    FunctionScope*& scope = cls.decl->fieldScope;
    if (!scope) {
        scope = store_.newFunction(FunctionForm::FieldInit, cls.decl, function());
        scope->ownerClass = cls.info;
        scope->isMethod = true;
        scope->self =
            store_.newSymbol(names::kSelf, SymbolKind::Self, BindingForm::Param, cls.decl->nameSpan, scope);
        scope->self->declaredType = cls.info->instance;
    }
    size_t before = mark();
    bind(names::kSelf, scope->self);
    enter(scope);
    expr(*field.value);
    leave();
    restore(before);
}

void Resolver::method(FunctionDecl& decl, const ClassContext& cls) {
    Function& fn = *decl.function;
    decorators(fn.decorators);
    bool mayLackBody =
        fn.isAbstract || fn.isVirtual || fn.isForeign || cls.info->isInterface() || cls.info->isAbstract;
    if (!fn.body && !mayLackBody) {
        context_.sink.report(Diag::MissingBody, fn.nameSpan, {names().text(fn.name)});
    }
    function(fn, &cls);
    if (fn.form == FunctionKind::Constructor) {
        if (cls.info->constructor && !(cls.decl && cls.decl->colonStyle)) {
            context_.sink
                .report(Diag::DuplicateMember, fn.nameSpan, {"constructor", names().text(cls.info->name)})
                .note(cls.info->constructor->nameSpan, "the first declaration");
        }
        cls.info->constructor = &fn;
        return;
    }
    if (fn.form == FunctionKind::Destructor) return;
    ClassMember member;
    member.name = fn.name;
    member.kind = fn.form == FunctionKind::Getter   ? MemberKind::Getter
                  : fn.form == FunctionKind::Setter ? MemberKind::Setter
                  : fn.isStatic                     ? MemberKind::StaticMethod
                  : fn.isClassMethod                ? MemberKind::ClassMethod
                                                    : MemberKind::Method;
    member.isPrivate = fn.isPrivate;
    member.isAbstract = fn.isAbstract || (!fn.body && !fn.isForeign);
    member.decl = &fn;
    member.span = fn.nameSpan;
    if (!hasUnknownDecorator(fn.decorators)) {
        member.type =
            member.kind == MemberKind::Getter ? fn.scope->declaredResult : functionTypeOf(types_, fn);
    }
    addMember(cls, member);
}

void Resolver::addMember(const ClassContext& cls, ClassMember member) {
    const ClassMember* known = cls.info->findOwn(member.name);
    auto isAccessor = [](MemberKind kind) {
        return kind == MemberKind::Getter || kind == MemberKind::Setter;
    };
    bool isPair = known && known->kind != member.kind && isAccessor(known->kind) && isAccessor(member.kind);
    // Layout classes may define a method again, as Python's do; the last one counts.
    bool replaces = cls.decl && cls.decl->colonStyle;
    if (known && !isPair && !replaces) {
        context_.sink
            .report(Diag::DuplicateMember, member.span,
                    {names().text(member.name), names().text(cls.info->name)})
            .note(known->span, "the first declaration");
        return;
    }
    if (known && replaces && !isPair) {
        *const_cast<ClassMember*>(known) = member;
        return;
    }
    cls.info->members.push_back(member);
}

// ---- enums

void Resolver::enumDecl(EnumDecl& decl) {
    decorators(decl.decorators);
    decl.symbol = declaredSymbol(decl.name, decl.nameSpan);
    ClassInfo& info = infoOf(decl, decl.name, decl.symbol);
    decl.info = &info;
    info.isEnum = true;
    size_t before = mark();
    typeParams(decl.typeParams, {}, &decl, &info.typeParams);
    if (!info.typeParams.empty()) info.instance = types_.instance(&info, info.typeParams);
    for (TypeExpr* interface : decl.interfaces) addBase(*interface, info, true);
    for (EnumVariant* variant : decl.variants) enumVariant(*variant, info);
    members(decl.members, {&info, nullptr});
    restore(before);
}

void Resolver::enumVariant(EnumVariant& variant, ClassInfo& info) {
    std::vector<types::Type*> payload;
    for (Param* param : variant.payload) {
        Symbol* symbol = newSymbol(param->name, SymbolKind::Field, BindingForm::Param, param->span);
        symbol->typeExpr = param->declaredType;
        symbol->declaredType = typeOrNull(param->declaredType);
        param->symbol = symbol;
        payload.push_back(symbol->declaredType ? symbol->declaredType : types_.any());
        if (param->defaultValue && !headersOnly_) {
            context_.sink.report(Diag::NotSupported, param->defaultValue->span,
                                 {"a default value of a payload"});
        }
    }
    if (!headersOnly_) exprOrNull(variant.value);
    auto* member = const_cast<ClassMember*>(info.findOwn(variant.name));
    if (member && member->decl != &variant) {
        context_.sink.report(Diag::DuplicateVariant, variant.nameSpan, {names().text(variant.name)})
            .note(member->span, "the first declaration");
        return;
    }
    if (!member) member = &info.members.emplace_back();
    member->name = variant.name;
    member->kind = MemberKind::Variant;
    member->isOptional = payload.empty();
    member->decl = &variant;
    member->span = variant.nameSpan;
    member->type = payload.empty() ? info.instance : types_.function(payload, info.instance);
}

}  // namespace noodle::sema

// Classes, structs, interfaces, errors, actors and enums.
//
// A class is made in this order: bases, methods, the member "$fields" that gives instance fields their
// default values, FinishClass; then the name gets its value; then the shared fields and nested classes, whose
// values may use the name; then decorators.
#include <algorithm>

#include "compiler/lower/function_lowerer.h"
#include "runtime/value/layout.h"

namespace noodle::lower {

using namespace ast;
using ir::Op;
using types::TypeKind;

static constexpr std::string_view kFieldsMember = "$fields";

// ---- descriptions

uint32_t FunctionLowerer::docOf(std::span<Stmt* const> stmts) {
    const auto* first = stmts.empty() ? nullptr : dynAs<ExprStmt>(stmts.front());
    const auto* doc = first ? dynAs<StringLit>(first->expr) : nullptr;
    return doc ? m_.builder.string(doc->value) : bc::kNone32;
}

static bool isOwnBase(const ClassDecl& decl, const TypeExpr* base) {
    return decl.form != ClassKind::Interface &&
           !(base->type->is(TypeKind::Class) && base->type->cls()->isInterface());
}

NodeVector FunctionLowerer::classBases(const ClassDecl& decl, bc::ClassDef& def) {
    NodeVector interfaces, bases;
    auto add = [&](const TypeExpr* base) {
        if (base->type->is(TypeKind::Object)) return;
        NodeId value = classValue(base, pos(base));
        bool isSuper = isOwnBase(decl, base) && bases.empty();
        (isSuper ? bases : interfaces).push_back(value);
    };
    for (const TypeExpr* base : decl.bases) add(base);
    for (const TypeExpr* interface : decl.interfaces)
        interfaces.push_back(classValue(interface, pos(interface)));
    if (bases.empty() && decl.form == ClassKind::Error) bases.push_back(b_.loadBuiltin("Error", pos(&decl)));
    def.hasSuper = !bases.empty();
    def.interfaceCount = static_cast<uint16_t>(interfaces.size());
    bases.append(interfaces);
    return bases;
}

void FunctionLowerer::describeFields(const ClassDecl& decl, bc::ClassDef& def) {
    for (const Stmt* member : decl.members) {
        const auto* field = dynAs<FieldDecl>(member);
        if (field == nullptr || field->isShared) continue;
        bc::FieldDef row;
        row.name = m_.builder.string(text(field->name));
        if (field->symbol && field->symbol->declaredType) {
            row.type = m_.types.findForCheck(m_.types.declaredType(*field->symbol)).value_or(bc::kNone32);
        }
        row.optional = field->isOptional || (decl.form == ClassKind::Struct && field->value);
        row.isConst = field->isConst;
        row.isPrivate = field->isPrivate;
        row.annotation = m_.written(field->declaredType);
        row.defaultText = m_.written(field->value);
        def.fields.push_back(row);
    }
}

// The payload of all variants, one behind the other, named where the author named it.
void FunctionLowerer::describePayload(const EnumDecl& decl, bc::ClassDef& def) {
    for (const EnumVariant* variant : decl.variants) {
        for (const Param* param : variant->payload) {
            bc::FieldDef row;
            row.name = m_.builder.string(param->name ? text(param->name) : std::string_view());
            if (param->symbol && param->symbol->declaredType)
                row.type = m_.types.findForCheck(m_.types.declaredType(*param->symbol)).value_or(bc::kNone32);
            row.annotation = m_.written(param->declaredType);
            def.fields.push_back(row);
        }
    }
}

// The fields that positional patterns look at: the parameters of the constructor, declared or generated.
void FunctionLowerer::describeMatchFields(const ClassDecl& decl, bc::ClassDef& def) {
    const ast::Function* constructor = nullptr;
    for (const Stmt* member : decl.members) {
        const auto* method = dynAs<FunctionDecl>(member);
        if (method && method->function->form == FunctionKind::Constructor) constructor = method->function;
    }
    if (constructor) {
        size_t first = constructor->scope && constructor->scope->hasExplicitSelf ? 1 : 0;
        for (size_t i = first; i < constructor->params.size(); ++i) {
            const Param* param = constructor->params[i];
            if (param->form == ast::ParamKind::Normal)
                def.matchFields.push_back(m_.builder.string(text(param->name)));
        }
        return;
    }
    if (decl.form == ClassKind::Error) def.matchFields.push_back(m_.builder.string("message"));
    if (decl.form == ClassKind::Class && (def.flags & Class::kDataclass) == 0) return;
    for (const bc::FieldDef& field : def.fields) def.matchFields.push_back(field.name);
}

// @dataclass, @dataclass(frozen=True, order=True)
uint16_t FunctionLowerer::dataclassFlags(const Seq<Expr*>& decorators) const {
    uint16_t flags = 0;
    for (const Expr* e : decorators) {
        const auto* call = dynAs<CallExpr>(e);
        const auto* decorator = dynAs<NameExpr>(call ? call->callee : e);
        if (!decorator || text(decorator->name) != "dataclass") continue;
        flags |= Class::kDataclass;
        for (const Arg* arg : call ? call->args : Seq<Arg*>()) {
            const auto* value = dynAs<BoolLit>(arg->value);
            if (!value || !value->value) continue;
            if (text(arg->name) == "frozen") flags |= Class::kFrozenInstances;
            if (text(arg->name) == "order") flags |= Class::kOrdered;
        }
    }
    return flags;
}

bool FunctionLowerer::lacksBody(const ast::Function& function) {
    return function.body == nullptr;
}

uint16_t FunctionLowerer::classFlags(const ClassDecl& decl) {
    uint16_t flags = 0;
    switch (decl.form) {
        case ClassKind::Class:
            break;
        case ClassKind::Struct:
            flags |= Class::kStruct;
            break;
        case ClassKind::Interface:
            flags |= Class::kInterface;
            break;
        case ClassKind::Error:
            flags |= Class::kError;
            break;
        case ClassKind::Actor:
            flags |= Class::kActor;
            break;
    }
    if (decl.isAbstract) flags |= Class::kAbstract;
    flags |= dataclassFlags(decl.decorators);
    for (const Stmt* member : decl.members) {
        const auto* method = dynAs<FunctionDecl>(member);
        if (method == nullptr) continue;
        const ast::Function& function = *method->function;
        std::string_view name = text(function.name);
        if (function.form == FunctionKind::Destructor) flags |= Class::kHasDestructor;
        if (name == "equals" || name == "__eq__") flags |= Class::kCustomEquals;
        if (lacksBody(function) && decl.form != ClassKind::Interface) flags |= Class::kAbstract;
    }
    return flags;
}

bc::ClassDef FunctionLowerer::describeClass(const ClassDecl& decl) {
    bc::ClassDef def;
    def.name = m_.builder.string(text(decl.name));
    def.flags = classFlags(decl);
    def.doc = docOf({decl.members.begin(), decl.members.size()});
    def.decorators = m_.written(decl.decorators);
    describeFields(decl, def);
    describeMatchFields(decl, def);
    if (decl.form != ClassKind::Interface) return def;
    for (const Stmt* member : decl.members) {
        const auto* method = dynAs<FunctionDecl>(member);
        if (method && lacksBody(*method->function)) {
            def.required.push_back(m_.builder.string(text(method->function->name)));
        }
    }
    return def;
}

// ---- members

static uint8_t memberFlags(const ast::Function& function) {
    uint8_t flags = bc::kMethod;
    if (function.form == FunctionKind::Getter)
        flags = bc::kGetter;
    else if (function.form == FunctionKind::Setter)
        flags = bc::kSetter;
    else if (function.isStatic)
        flags = bc::kStaticMethod;
    else if (function.isClassMethod)
        flags = bc::kClassMethod;
    if (function.isPrivate) flags |= bc::kPrivate;
    if (function.body == nullptr) flags |= bc::kAbstract;
    return flags;
}

static std::string_view methodName(const ast::Function& function, const NameTable& names) {
    if (function.form == FunctionKind::Constructor) return names.text(names::kConstructor);
    if (function.form == FunctionKind::Destructor) return names.text(names::kDestructor);
    return names.text(function.name);
}

NodeId FunctionLowerer::defineMethod(NodeId cls, const ast::Function& function, const MemberOwner& owner) {
    SourcePos p = pos(&function);
    std::string_view name = methodName(function, m_.names);
    if (lacksBody(function)) {
        if (owner.isInterface) return cls;
        return b_.defineMember(cls, name, b_.constNull(p), memberFlags(function), p);
    }
    return b_.defineMember(cls, name, functionValue(function, name, &owner), memberFlags(function), p);
}

NodeId FunctionLowerer::defineMethods(NodeId cls, std::span<Stmt* const> members, const MemberOwner& owner) {
    for (const Stmt* member : members) {
        if (const auto* method = dynAs<FunctionDecl>(member))
            cls = defineMethod(cls, *method->function, owner);
    }
    return cls;
}

static bool isSharedMember(const Stmt* member) {
    const auto* field = dynAs<FieldDecl>(member);
    return field ? field->isShared : isa<ClassDecl>(member) || isa<EnumDecl>(member);
}

// Shared fields and nested classes, in order; the class is in `cls`.
void FunctionLowerer::defineShared(std::span<Stmt* const> members, SlotId cls) {
    classes_.push_back(cls);
    for (const Stmt* member : members) {
        if (!isSharedMember(member)) continue;
        TempScope temps(*this);
        const auto* field = dynAs<FieldDecl>(member);
        if (field == nullptr) {
            lowerStmt(member);
            continue;
        }
        SourcePos p = pos(field);
        NodeId value = field->value ? expr(field->value) : b_.constNull(p);
        if (field->value && field->symbol && field->symbol->declaredType) {
            value = checkFor(field->value, value, m_.types.declaredType(*field->symbol),
                             fieldPlace(field->name), p);
        }
        uint8_t flags = bc::kStaticField;
        if (field->isPrivate) flags |= bc::kPrivate;
        if (field->isConst) flags |= bc::kConst;
        b_.emit(b_.defineMember(loadTemp(cls, p), text(field->name), value, flags, p));
    }
    classes_.pop_back();
}

// The body of "$fields": declares and sets the instance fields that have a default value.
void FunctionLowerer::lowerFieldInit(const ClassDecl& decl) {
    for (const Stmt* member : decl.members) {
        const auto* field = dynAs<FieldDecl>(member);
        if (field == nullptr || field->isShared || field->value == nullptr) continue;
        TempScope temps(*this);
        SourcePos p = pos(field);
        NodeId value = expr(field->value);
        if (field->symbol && field->symbol->declaredType) {
            value = checkFor(field->value, value, m_.types.declaredType(*field->symbol),
                             fieldPlace(field->name), p);
        }
        b_.emit(b_.initField(loadTemp(self_, p), text(field->name), value, p));
    }
    b_.ret(b_.constNull(pos(&decl)), pos(&decl));
}

// ---- declarations

// Gives the class its name, then its shared members, then what its decorators make of it.
void FunctionLowerer::finishDeclaration(NodeId cls, const sema::Symbol* symbol, const Seq<Expr*>& decorators,
                                        std::span<Stmt* const> members, SourcePos p) {
    auto bind = [&](NodeId value) { b_.emit(symbol ? store(symbol, value, p) : value); };
    bool goesOn = hasEffect(decorators) || std::any_of(members.begin(), members.end(), isSharedMember);
    if (!goesOn) return bind(cls);
    SlotId kept = temp();
    b_.emit(b_.storeLocal(kept, cls, p));
    bind(loadTemp(kept, p));
    defineShared(members, kept);
    if (hasEffect(decorators)) bind(decorated(decorators, loadTemp(kept, p)));
}

void FunctionLowerer::lowerClassDecl(const ClassDecl& decl) {
    SourcePos p = pos(decl.nameSpan);
    bc::ClassDef def = describeClass(decl);
    NodeVector bases = classBases(decl, def);
    NodeId cls = b_.makeClass(m_.builder.addClass(std::move(def)), bases, p);
    std::span<Stmt* const> members{decl.members.begin(), decl.members.size()};
    MemberOwner owner{text(decl.name), decl.form == ClassKind::Interface, decl.form == ClassKind::Actor};
    cls = defineMethods(cls, members, owner);
    if (decl.fieldScope) {
        NodeId fields = closureOf(*decl.fieldScope, kFieldsMember, &owner);
        cls = b_.defineMember(cls, kFieldsMember, fields, bc::kMethod, p);
    }
    finishDeclaration(b_.finishClass(cls, p), decl.symbol, decl.decorators, members, p);
}

void FunctionLowerer::lowerEnumDecl(const EnumDecl& decl) {
    SourcePos p = pos(decl.nameSpan);
    std::span<Stmt* const> members{decl.members.begin(), decl.members.size()};
    bc::ClassDef def;
    def.name = m_.builder.string(text(decl.name));
    def.flags = Class::kEnum;
    def.doc = docOf(members);
    def.decorators = m_.written(decl.decorators);
    describePayload(decl, def);
    NodeVector bases;
    for (const TypeExpr* interface : decl.interfaces) bases.push_back(classValue(interface, pos(interface)));
    def.interfaceCount = static_cast<uint16_t>(bases.size());
    NodeId cls = b_.makeClass(m_.builder.addClass(std::move(def)), bases, p);
    for (const EnumVariant* variant : decl.variants) {
        if (variant->value && needsBlocks(variant->value)) cls = spill(cls, p);
        cls = defineVariant(cls, *variant);
    }
    cls = defineMethods(cls, members, {text(decl.name), false, false});
    finishDeclaration(b_.finishClass(cls, p), decl.symbol, decl.decorators, members, p);
}

NodeId FunctionLowerer::defineVariant(NodeId cls, const EnumVariant& variant) {
    std::vector<std::string> made;
    std::vector<std::string_view> payload;
    made.reserve(variant.payload.size());
    for (const Param* param : variant.payload) {
        // A payload without a name is reached by position; its name only has to differ from the others.
        if (!param->name) made.push_back("_" + std::to_string(payload.size()));
        payload.push_back(param->name ? text(param->name) : std::string_view(made.back()));
    }
    SourcePos p = pos(&variant);
    NodeId value = variant.value ? expr(variant.value) : NodeId{};
    return b_.defineVariant(cls, text(variant.name), payload, value, p);
}

}  // namespace noodle::lower

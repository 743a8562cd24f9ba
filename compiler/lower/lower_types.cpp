// Types at run time: checks of declared types, type tests, and types as values.
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;
using ir::Op;
using sema::SymbolKind;
using types::TypeKind;

// The class of a local variable cannot stand in a type description: the check loads it.
const sema::Symbol* FunctionLowerer::localClass(const types::Type* type) const {
    if (!type->is(TypeKind::Class) || type->cls()->symbol == nullptr) return nullptr;
    const sema::Symbol* symbol = type->cls()->symbol;
    bool isLocal = symbol->kind == SymbolKind::Local || symbol->kind == SymbolKind::ClassField;
    return isLocal && isReachable(symbol) ? symbol : nullptr;
}

std::string_view FunctionLowerer::textOf(const CheckPlace& place) {
    std::string& text = m_.text_;
    text = place.what;
    text.append(m_.text(place.name)).append(place.after);
    if (place.inFunction) text.append(m_.builder.text(work_.qualifiedName));
    if (place.type) text.append(m_.types.text(place.type));
    return text;
}

NodeId FunctionLowerer::checkType(NodeId value, const types::Type* type, const CheckPlace& place,
                                  SourcePos p) {
    if (const sema::Symbol* cls = localClass(type)) {
        NodeId classValue = load(cls, true, p);
        return b_.makeNamed(Op::CheckInstance, textOf(place), {value, classValue}, p);
    }
    auto index = m_.types.findForCheck(type);
    return index ? b_.checkType(value, *index, textOf(place), p) : value;
}

NodeId FunctionLowerer::checkFor(const Expr* from, NodeId value, const types::Type* type,
                                 const CheckPlace& place, SourcePos p) {
    if (from && !sema::needsCheck(*from, type)) return value;
    const ir::Node& node = b_.function().node(value);
    if (type->is(TypeKind::Float) && node.op == Op::ConstInt) {
        return b_.constFloat(static_cast<double>(node.intValue()), p);
    }
    bool known = !type->is(TypeKind::Char) && staticTypeOf(type) != ir::StaticType::Any;
    if (known && b_.typeOf(value) == staticTypeOf(type)) return value;
    return checkType(value, type, place, p);
}

// A name whose static type says nothing, because its module is not known, but which names a class when the
// test runs.
bool FunctionLowerer::namesUnknownClass(const TypeExpr* type) const {
    const auto* named = dynAs<NamedType>(type);
    if (named == nullptr || named->symbol == nullptr) return false;
    switch (named->symbol->kind) {
        case SymbolKind::TypeAlias:
        case SymbolKind::TypeParam:
        case SymbolKind::Builtin:
        case SymbolKind::Field:
            return false;
        default:
            break;
    }
    return named->type->isAny() || localClass(named->type) != nullptr || !m_.types.find(named->type);
}

NodeId FunctionLowerer::typeTest(NodeId value, const TypeExpr* type, SourcePos p) {
    if (const auto* literal = dynAs<LiteralType>(type)) return literalTest(value, literal->value, p);
    if (const auto* nullable = dynAs<NullableType>(type); nullable && !m_.types.find(type->type)) {
        SlotId kept = temp();
        NodeId isNull = b_.unary(Op::IsNull, b_.tee(kept, value, p), p);
        return b_.either(isNull, typeTest(loadTemp(kept, p), nullable->inner, p), p);
    }
    if (const auto* members = dynAs<UnionType>(type)) return unionTest(value, *members, p);
    auto index = m_.types.find(type->type);
    if (index && !namesUnknownClass(type)) return b_.isType(value, *index, p);
    return b_.binary(Op::IsInstance, value, classValue(type, p), p);
}

NodeId FunctionLowerer::literalTest(NodeId value, const Expr* literal, SourcePos p) {
    if (isa<NullLit>(literal)) return b_.unary(Op::IsNull, value, p);
    if (isa<BoolLit>(literal)) return b_.binary(Op::Is, value, expr(literal), p);
    return b_.binary(Op::Eq, value, expr(literal), p);
}

NodeId FunctionLowerer::unionTest(NodeId value, const UnionType& type, SourcePos p) {
    bool describable = m_.types.find(type.type).has_value();
    for (const TypeExpr* member : type.members) {
        if (isa<LiteralType>(member) || namesUnknownClass(member)) describable = false;
    }
    if (describable) return b_.isType(value, *m_.types.find(type.type), p);
    SlotId kept = temp();
    NodeId all;
    for (const TypeExpr* member : type.members) {
        NodeId subject = all.valid() ? loadTemp(kept, p) : b_.tee(kept, value, p);
        NodeId test = typeTest(subject, member, p);
        all = all.valid() ? b_.either(all, test, p) : test;
    }
    return all;
}

// ---- types as values

// Written where its declaration may not have run yet.
NodeId FunctionLowerer::loadClass(const sema::Symbol* symbol, SourcePos p) {
    return load(symbol, symbol->kind != SymbolKind::Builtin && !symbol->isHoisted, p);
}

NodeId FunctionLowerer::namedTypeValue(const NamedType& named, SourcePos p) {
    const sema::Symbol* symbol = named.symbol;
    if (symbol == nullptr) return b_.loadBuiltin(text(named.path.back()), p);
    if (symbol->kind == SymbolKind::TypeAlias) {
        const auto* alias = dynAs<TypeAliasDecl>(symbol->decl);
        if (alias) return classValue(alias->target, p);
    }
    if (!isReachable(symbol)) return b_.loadBuiltin("Object", p);
    NodeId value = loadClass(symbol, p);
    for (size_t i = 1; i < named.path.size(); ++i) value = b_.getField(value, text(named.path[i]), p);
    return value;
}

NodeId FunctionLowerer::classValue(const TypeExpr* type, SourcePos p) {
    switch (type->kind) {
        case NodeKind::NamedType:
            return namedTypeValue(*as<NamedType>(type), p);
        case NodeKind::NullableType:
            return classValue(as<NullableType>(type)->inner, p);
        case NodeKind::UnionType:
            return classTuple(as<UnionType>(type)->members, p);
        case NodeKind::TupleType:
            return classTuple(as<TupleType>(type)->items, p);
        case NodeKind::FunctionType:
            return b_.loadBuiltin("Function", p);
        default:
            return b_.loadBuiltin("Object", p);
    }
}

NodeId FunctionLowerer::classTuple(const Seq<TypeExpr*>& types, SourcePos p) {
    if (types.size() == 1) return classValue(types[0], p);
    NodeVector classes;
    for (const TypeExpr* type : types) classes.push_back(classValue(type, p));
    return b_.makeTuple(classes, p);
}

}  // namespace noodle::lower

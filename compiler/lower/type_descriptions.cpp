#include "compiler/lower/type_descriptions.h"

namespace noodle::lower {

using types::Type;
using types::TypeKind;

ir::StaticType staticTypeOf(const Type* type) {
    if (type == nullptr) return ir::StaticType::Any;
    switch (type->kind()) {
        case TypeKind::Int:
            return ir::StaticType::Int;
        case TypeKind::Float:
            return ir::StaticType::Float;
        case TypeKind::Bool:
            return ir::StaticType::Bool;
        case TypeKind::String:
        case TypeKind::Char:
            return ir::StaticType::String;
        default:
            return ir::StaticType::Any;
    }
}

bool isPlainIterable(const Type* type) {
    if (type == nullptr) return false;
    switch (type->kind()) {
        case TypeKind::Range:
        case TypeKind::List:
        case TypeKind::Map:
        case TypeKind::Set:
        case TypeKind::Tuple:
        case TypeKind::String:
        case TypeKind::Char:
        case TypeKind::Bytes:
            return true;
        default:
            return false;
    }
}

std::optional<uint32_t> TypeDescriptions::find(const Type* type) {
    auto it = known_.find(type);
    if (it != known_.end()) return it->second;
    auto made = make(type);
    known_.emplace(type, made);
    return made;
}

std::optional<uint32_t> TypeDescriptions::findForCheck(const Type* type) {
    auto index = find(type);
    if (index && builder_.tables().types[*index].kind == Def::Kind::Any) return std::nullopt;
    return index;
}

uint32_t TypeDescriptions::row(Def::Kind kind, std::string_view name, std::vector<uint32_t> operands) {
    return builder_.type({kind, builder_.string(name), std::move(operands)});
}

std::optional<uint32_t> TypeDescriptions::make(const Type* type) {
    std::string name = text(type);
    switch (type->kind()) {
        case TypeKind::Any:
        case TypeKind::Never:
        case TypeKind::Module:
        case TypeKind::ClassObject:
            return row(Def::Kind::Any, name);
        case TypeKind::Null:
            return row(Def::Kind::Null, name);
        case TypeKind::Void:
            return row(Def::Kind::Void, name);
        case TypeKind::Bool:
            return row(Def::Kind::Bool, name);
        case TypeKind::Int:
            return row(Def::Kind::Int, name);
        case TypeKind::Float:
            return row(Def::Kind::Float, name);
        case TypeKind::Number:
            return row(Def::Kind::Number, name);
        case TypeKind::String:
            return row(Def::Kind::String, name);
        case TypeKind::Char:
            return row(Def::Kind::Char, name);
        case TypeKind::Bytes:
            return row(Def::Kind::Bytes, name);
        case TypeKind::BigInt:
            return row(Def::Kind::BigInt, name);
        case TypeKind::Object:
            return row(Def::Kind::Object, name);
        case TypeKind::Range:
            return row(Def::Kind::Range, name);
        case TypeKind::List:
            return row(Def::Kind::List, name);
        case TypeKind::Map:
            return row(Def::Kind::Map, name);
        case TypeKind::Set:
            return row(Def::Kind::Set, name);
        case TypeKind::Iterator:
            return row(Def::Kind::Iterator, name);
        case TypeKind::Task:
            return row(Def::Kind::Task, name);
        case TypeKind::Result:
            return row(Def::Kind::Result, name);
        case TypeKind::Function:
            return row(Def::Kind::Function, name);
        case TypeKind::Tuple:
            return makeTuple(type);
        case TypeKind::Union:
            return makeUnion(type);
        case TypeKind::Class:
            return makeClass(type);
        case TypeKind::TypeParam:
            return type->args().empty() ? row(Def::Kind::Any, name) : find(type->arg(0));
    }
    return std::nullopt;
}

std::optional<uint32_t> TypeDescriptions::makeTuple(const Type* type) {
    std::vector<uint32_t> operands;
    if (!type->isOpen()) {
        // Only the number of elements is tested: type arguments are erased.
        operands.assign(type->args().size(), row(Def::Kind::Any, "any"));
    }
    return row(Def::Kind::Tuple, text(type), std::move(operands));
}

std::optional<uint32_t> TypeDescriptions::makeUnion(const Type* type) {
    std::vector<uint32_t> operands;
    for (const Type* member : type->args()) {
        auto index = find(member);
        if (!index) return std::nullopt;
        if (builder_.tables().types[*index].kind == Def::Kind::Any) return index;
        operands.push_back(*index);
    }
    return row(Def::Kind::Union, text(type), std::move(operands));
}

std::optional<uint32_t> TypeDescriptions::makeClass(const Type* type) {
    const types::ClassInfo* cls = type->cls();
    std::string name(names_.text(cls->name));
    const sema::Symbol* symbol = cls->symbol ? analysis_.symbolOf(*cls) : nullptr;
    if (cls->symbol == nullptr) return row(Def::Kind::BuiltinClass, name);
    if (symbol && symbol->kind == sema::SymbolKind::ModuleVar)
        return row(Def::Kind::ModuleClass, name, {symbol->index});
    if (symbol && symbol->kind == sema::SymbolKind::ImportName)
        return row(Def::Kind::ImportClass, name, {symbol->index});
    return classOfModule(cls, name);
}

// M.User, for an imported module M.
std::optional<uint32_t> TypeDescriptions::classOfModule(const types::ClassInfo* cls,
                                                        const std::string& name) {
    const sema::MemberName* written = analysis_.memberNameOf(*cls);
    if (written == nullptr) return std::nullopt;
    uint32_t binding = builder_.import(written->module->index, names_.text(written->name));
    return row(Def::Kind::ImportClass, name, {binding});
}

}  // namespace noodle::lower

#include "compiler/types/type.h"

#include <algorithm>

#include "compiler/types/builtins.h"
#include "compiler/types/class_info.h"

namespace noodle::types {

namespace {

constexpr std::string_view kTexts[] = {
#define NOODLE_TYPE(kind, text, args) text,
#include "compiler/types/types.def"
};

constexpr int kArgCounts[] = {
#define NOODLE_TYPE(kind, text, args) args,
#include "compiler/types/types.def"
};

size_t mix(size_t hash, size_t value) {
    return (hash ^ value) * 0x9E3779B97F4A7C15u + (hash >> 29);
}

// A flow union of more members than this says too little to be worth keeping.
constexpr size_t kMaxUnion = 64;

}  // namespace

std::string_view textOf(TypeKind kind) {
    return kTexts[static_cast<size_t>(kind)];
}

TypeTable::TypeTable(NameTable& names) : names_(names), slots_(256) {
    Type* const any = make(TypeKind::Any, {});
    for (size_t i = 0; i < kKindCount; ++i) {
        auto kind = static_cast<TypeKind>(i);
        Type* const anys[] = {any, any};
        switch (kind) {
            case TypeKind::Union:
            case TypeKind::Class:
            case TypeKind::TypeParam:
                plain_[i] = any;
                break;
            case TypeKind::Tuple:
                plain_[i] = make(kind, {}, nullptr, {}, nullptr, true);
                break;
            case TypeKind::Function:
                plain_[i] = make(kind, {anys, 1}, nullptr, {}, nullptr, true);
                break;
            default:
                plain_[i] = make(kind, {anys, static_cast<size_t>(kArgCounts[i])});
        }
    }
    builtins_ = std::make_unique<Builtins>(*this);
}

TypeTable::~TypeTable() = default;

size_t TypeTable::slotOf(const Type& probe) const {
    size_t mask = slots_.size() - 1;
    size_t at = probe.hash_ & mask;
    for (; slots_[at]; at = (at + 1) & mask) {
        const Type& type = *slots_[at];
        if (type.hash_ == probe.hash_ && type.kind_ == probe.kind_ && type.open_ == probe.open_ &&
            type.param_ == probe.param_ && type.cls_ == probe.cls_ && type.owner_ == probe.owner_ &&
            std::ranges::equal(type.args(), probe.args())) {
            break;
        }
    }
    return at;
}

Type* TypeTable::make(TypeKind kind, std::span<Type* const> args, ClassInfo* cls, Name param,
                      const void* owner, bool open) {
    Type probe;
    probe.kind_ = kind;
    probe.open_ = open;
    probe.param_ = param;
    probe.cls_ = cls;
    probe.owner_ = owner;
    probe.args_ = Seq<Type*>{const_cast<Type**>(args.data()), static_cast<uint32_t>(args.size())};
    size_t hash = mix(static_cast<size_t>(kind) * 2 + open, param.id);
    hash = mix(hash, reinterpret_cast<uintptr_t>(cls));
    hash = mix(hash, reinterpret_cast<uintptr_t>(owner));
    for (const Type* arg : args) hash = mix(hash, arg->id_);
    probe.hash_ = hash;
    size_t at = slotOf(probe);
    if (slots_[at]) return slots_[at];
    Type* type = arena_.make<Type>(probe);
    type->args_ = Seq<Type*>::copyOf(arena_, args);
    type->id_ = static_cast<uint32_t>(count_++);
    slots_[at] = type;
    if (count_ * 2 > slots_.size()) rehash();
    return type;
}

void TypeTable::rehash() {
    std::vector<Type*> old(slots_.size() * 2);
    old.swap(slots_);
    for (Type* type : old) {
        if (type) slots_[slotOf(*type)] = type;
    }
}

Type* TypeTable::map(Type* key, Type* value) {
    Type* const args[] = {key, value};
    return make(TypeKind::Map, args);
}

Type* TypeTable::result(Type* value, Type* error) {
    Type* const args[] = {value, error};
    return make(TypeKind::Result, args);
}

Type* TypeTable::function(std::span<Type* const> params, Type* result) {
    std::vector<Type*> args(params.begin(), params.end());
    args.push_back(result);
    return make(TypeKind::Function, args);
}

Type* TypeTable::instance(ClassInfo* cls, std::span<Type* const> args) {
    return make(TypeKind::Class, args, cls);
}

Type* TypeTable::typeParam(Name name, const void* owner, Type* bound) {
    return make(TypeKind::TypeParam, {&bound, bound ? size_t{1} : size_t{0}}, nullptr, name, owner);
}

Type* TypeTable::unite(Type* a, Type* b) {
    if (a == b) return a;
    Type* const members[] = {a, b};
    return unite(members);
}

Type* TypeTable::unite(std::span<Type* const> members) {
    std::vector<Type*> flat;
    bool number = false;
    for (Type* member : members) {
        if (member->isAny()) return any();
        number = number || member->is(TypeKind::Number);
        if (member->is(TypeKind::Union)) {
            flat.insert(flat.end(), member->args().begin(), member->args().end());
            for (Type* inner : member->args()) number = number || inner->is(TypeKind::Number);
        } else if (!member->is(TypeKind::Never)) {
            flat.push_back(member->is(TypeKind::Void) && members.size() > 1 ? null() : member);
        }
    }
    if (number) {
        std::erase_if(flat, [](Type* type) { return type->is(TypeKind::Int) || type->is(TypeKind::Float); });
    }
    std::ranges::sort(flat, {}, [](Type* type) { return type->id_; });
    flat.erase(std::unique(flat.begin(), flat.end()), flat.end());
    if (flat.empty()) return get(TypeKind::Never);
    if (flat.size() == 1) return flat[0];
    if (flat.size() > kMaxUnion) return any();
    return make(TypeKind::Union, flat);
}

Type* TypeTable::withoutNull(Type* type) {
    if (type->isNull()) return get(TypeKind::Never);
    if (!type->is(TypeKind::Union)) return type;
    std::vector<Type*> rest;
    for (Type* member : type->args()) {
        if (!member->isNull()) rest.push_back(member);
    }
    return rest.size() == type->args().size() ? type : unite(rest);
}

void TypeTable::appendList(std::string& out, std::span<Type* const> types, std::string_view separator) const {
    for (size_t i = 0; i < types.size(); ++i) {
        if (i) out += separator;
        append(out, types[i]);
    }
}

void TypeTable::appendUnion(std::string& out, const Type* type) const {
    std::vector<Type*> rest;
    for (Type* member : type->args()) {
        if (!member->isNull()) rest.push_back(member);
    }
    bool nullable = rest.size() != type->args().size();
    bool parens = nullable && rest.size() == 1 && rest[0]->is(TypeKind::Function);
    if (parens) out += '(';
    appendList(out, rest, " | ");
    if (parens) out += ')';
    if (nullable) out += rest.size() == 1 ? "?" : " | null";
}

void TypeTable::append(std::string& out, const Type* type) const {
    switch (type->kind()) {
        case TypeKind::Union:
            return appendUnion(out, type);
        case TypeKind::Class:
            out += names_.text(type->cls()->name);
            break;
        case TypeKind::TypeParam:
            out += names_.text(type->param());
            return;
        case TypeKind::ClassObject:
            out += "class ";
            return append(out, type->arg(0));
        case TypeKind::Tuple:
            if (type->isOpen()) break;
            out += '(';
            appendList(out, type->args(), ", ");
            out += type->args().size() == 1 ? ",)" : ")";
            return;
        case TypeKind::Function:
            if (type->isOpen()) break;
            out += '(';
            appendList(out, type->params(), ", ");
            out += ") -> ";
            return append(out, type->result());
        default:
            break;
    }
    if (!type->is(TypeKind::Class)) out += textOf(type->kind());
    if (type->isOpen() || std::ranges::all_of(type->args(), &Type::isAny)) return;
    out += '<';
    appendList(out, type->args(), ", ");
    out += '>';
}

std::string TypeTable::text(const Type* type) const {
    std::string out;
    append(out, type);
    return out;
}

}  // namespace noodle::types

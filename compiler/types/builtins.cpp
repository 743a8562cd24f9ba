#include "compiler/types/builtins.h"

namespace noodle::types {

namespace {

uint64_t memberKey(TypeKind kind, Name name) {
    return uint64_t{static_cast<uint8_t>(kind)} << 32 | name.id;
}

}  // namespace

Builtins::Builtins(TypeTable& table) : table_(table) {
    NameTable& names = table.names();
#define BUILTIN_TYPE(name, kind) \
    entries_[names.intern(#name)] = {BuiltinForm::Type, TypeKind::kind, nullptr, {}};
#define BUILTIN_TYPE_ONLY(name, kind) \
    entries_[names.intern(#name)] = {BuiltinForm::TypeOnly, TypeKind::kind, nullptr, {}};
#define BUILTIN_CLASS(name, super) addClass(#name, #super);
#define BUILTIN_ALIAS(name, cls) addAlias(#name, #cls);
// A name may also be a type (any, set); the type's row keeps its kind and gains the function's result.
#define BUILTIN(name, text)                                                      \
    {                                                                            \
        Builtin& entry = entries_[names.intern(#name)];                          \
        if (entry.form == BuiltinForm::TypeOnly) entry.form = BuiltinForm::Type; \
        entry.result = text;                                                     \
    }
#define BUILTIN_DECORATOR(name) \
    entries_[names.intern(#name)] = {BuiltinForm::Decorator, TypeKind::Any, nullptr, {}};
#include "compiler/types/builtins.def"
    error_ = findClass(names.intern("Error"));
    fillMembers();
}

void Builtins::fillMembers() {
    NameTable& names = table_.names();
#define BUILTIN_MEMBER(kind, name, form, result) \
    members_[memberKey(TypeKind::kind, names.intern(#name))] = {std::string_view(#form) == "Method", result};
#define OPTION_MEMBER(name) optionMembers_[names.intern(#name)] = true;
#include "compiler/types/builtin_members.def"
}

void Builtins::addClass(std::string_view name, std::string_view super) {
    NameTable& names = table_.names();
    ClassInfo& cls = classes_.emplace_back();
    cls.name = names.intern(name);
    cls.form = ast::ClassKind::Error;
    cls.isBuiltin = true;
    cls.isOpaque = true;
    cls.super = findClass(names.intern(super));
    cls.instance = table_.instance(&cls);
    cls.object = table_.classObject(cls.instance);
    entries_[cls.name] = {BuiltinForm::Class, TypeKind::Class, &cls, {}};
}

void Builtins::addAlias(std::string_view name, std::string_view target) {
    Builtin entry = *find(table_.names().intern(target));
    entries_[table_.names().intern(name)] = entry;
}

const Builtin* Builtins::find(Name name) const {
    auto it = entries_.find(name);
    return it == entries_.end() ? nullptr : &it->second;
}

bool Builtins::isValue(Name name) const {
    const Builtin* builtin = find(name);
    return builtin && builtin->form != BuiltinForm::TypeOnly;
}

ClassInfo* Builtins::findClass(Name name) const {
    const Builtin* builtin = find(name);
    return builtin ? builtin->cls : nullptr;
}

Type* Builtins::resultOf(const Builtin& builtin, Type* argument) const {
    if (builtin.cls) return builtin.cls->instance;
    if (builtin.result.empty()) {
        bool known = builtin.form == BuiltinForm::Type && builtin.kind != TypeKind::Any;
        return known ? table_.get(builtin.kind) : table_.any();
    }
    return parse(builtin.result, nullptr, argument);
}

MemberResult Builtins::member(Type* receiver, Name name) const {
    TypeKind kind = receiver->is(TypeKind::Char) ? TypeKind::String : receiver->kind();
    auto it = members_.find(memberKey(kind, name));
    if (it == members_.end()) return {};
    std::string_view text = it->second.result;
    bool proven = !text.starts_with("arg");
    return {parse(text, receiver, nullptr), it->second.isMethod, proven};
}

Type* Builtins::parse(std::string_view text, Type* self, Type* argument) const {
    if (text.ends_with('?')) return table_.nullable(parse(text.substr(0, text.size() - 1), self, argument));
    if (text == "arg") return argument ? argument : table_.any();
    if (text == "arg0") return self->args().empty() ? table_.any() : self->arg(0);
    if (text == "arg1") return self->args().size() < 2 ? table_.any() : self->arg(1);
    const Builtin* named = find(table_.names().intern(text));
    return named ? table_.get(named->kind) : table_.any();
}

}  // namespace noodle::types

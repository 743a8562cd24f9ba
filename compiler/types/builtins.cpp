#include "compiler/types/builtins.h"

namespace noodle::types {

namespace {

uint64_t memberKey(TypeKind kind, Name name) {
    return uint64_t{static_cast<uint8_t>(kind)} << 32 | name.id;
}

enum class RowForm : uint8_t { Type, TypeOnly, Class, Alias, Function, Decorator };

struct BuiltinRow {
    RowForm form;
    TypeKind kind;
    std::string_view name;
    std::string_view text;  // Class: super; Alias: target; Function: result
};

constexpr BuiltinRow kRows[] = {
#define BUILTIN_TYPE(name, kind) {RowForm::Type, TypeKind::kind, #name, {}},
#define BUILTIN_TYPE_ONLY(name, kind) {RowForm::TypeOnly, TypeKind::kind, #name, {}},
#define BUILTIN_CLASS(name, super) {RowForm::Class, TypeKind::Class, #name, #super},
#define BUILTIN_ALIAS(name, cls) {RowForm::Alias, TypeKind::Class, #name, #cls},
#define BUILTIN(name, text) {RowForm::Function, TypeKind::Any, #name, text},
#define BUILTIN_DECORATOR(name) {RowForm::Decorator, TypeKind::Any, #name, {}},
#include "compiler/types/builtins.def"
};

struct MemberSource {
    TypeKind kind;
    bool isMethod;
    std::string_view name;
    std::string_view result;
};

constexpr MemberSource kMembers[] = {
#define BUILTIN_MEMBER(kind, name, form, result) \
    {TypeKind::kind, std::string_view(#form) == "Method", #name, result},
#include "compiler/types/builtin_members.def"
};

struct MemberNames {
    TypeKind kind;
    std::string_view names;
};
constexpr MemberNames kMemberNames[] = {
#define MEMBER_NAMES(kind, names) {TypeKind::kind, names},
#include "compiler/types/member_names.def"
};
constexpr std::string_view kCommonMembers =
#define COMMON_MEMBER_NAMES(names) names
#include "compiler/types/member_names.def"
    ;

void appendWords(std::vector<std::string_view>& out, std::string_view words) {
    while (!words.empty()) {
        size_t end = std::min(words.find(' '), words.size());
        if (end != 0) out.push_back(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

constexpr std::string_view kOptionMembers[] = {
#define OPTION_MEMBER(name) #name,
#include "compiler/types/builtin_members.def"
};

}  // namespace

Builtins::Builtins(TypeTable& table) : table_(table) {
    NameTable& names = table.names();
    for (const BuiltinRow& row : kRows) {
        switch (row.form) {
            case RowForm::Class:
                addClass(row.name, row.text);
                break;
            case RowForm::Alias:
                addAlias(row.name, row.text);
                break;
            case RowForm::Type:
                addType(row.name, BuiltinForm::Type, row.kind);
                break;
            case RowForm::TypeOnly:
                addType(row.name, BuiltinForm::TypeOnly, row.kind);
                break;
            case RowForm::Decorator:
                addType(row.name, BuiltinForm::Decorator, row.kind);
                break;
            case RowForm::Function:
                addFunction(row.name, row.text);
                break;
        }
    }
    error_ = findClass(names.intern("Error"));
    for (std::string_view name : kOptionMembers) optionMembers_[names.intern(name)] = true;
}

Builtin& Builtins::entry(std::string_view text) {
    Name name = table_.names().intern(text);
    Builtin& row = entries_[name];
    row.name = name;
    return row;
}

void Builtins::addType(std::string_view name, BuiltinForm form, TypeKind kind) {
    Builtin& row = entry(name);
    row.form = form;
    row.kind = kind;
}

// A name may also be a type (any, set); the type's row keeps its kind and gains the function's result.
void Builtins::addFunction(std::string_view name, std::string_view result) {
    Builtin& row = entry(name);
    if (row.form == BuiltinForm::TypeOnly) row.form = BuiltinForm::Type;
    row.result = result;
}

void Builtins::fillMembers() const {
    for (const MemberSource& row : kMembers)
        members_[memberKey(row.kind, table_.names().intern(row.name))] = {row.isMethod, row.result};
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
    Builtin& row = entry(name);
    row.form = BuiltinForm::Class;
    row.kind = TypeKind::Class;
    row.cls = &cls;
}

void Builtins::addAlias(std::string_view name, std::string_view target) {
    const Builtin known = *find(table_.names().intern(target));
    Builtin& row = entry(name);
    row.form = known.form;
    row.kind = known.kind;
    row.cls = known.cls;
}

const Builtin* Builtins::find(Name name) const {
    const auto& rows = entries_.values();
    return name.id < rows.size() && rows[name.id].name ? &rows[name.id] : nullptr;
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
    if (members_.empty()) fillMembers();
    TypeKind kind = receiver->is(TypeKind::Char) ? TypeKind::String : receiver->kind();
    auto it = members_.find(memberKey(kind, name));
    if (it == members_.end()) return {};
    std::string_view text = it->second.result;
    bool proven = !text.starts_with("arg");
    return {parse(text, receiver, nullptr), it->second.isMethod, proven};
}

const std::vector<std::string_view>& Builtins::memberNames(TypeKind kind) const {
    if (kind == TypeKind::Char) kind = TypeKind::String;
    auto [known, isNew] = memberNames_.try_emplace(static_cast<uint64_t>(kind));
    if (!isNew) return known->second;
    for (const MemberNames& row : kMemberNames) {
        if (row.kind != kind) continue;
        appendWords(known->second, row.names);
        appendWords(known->second, kCommonMembers);
    }
    return known->second;
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

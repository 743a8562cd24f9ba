// The builtins as the compiler knows them, from builtins.def and builtin_members.def.
//
// Is: names, kinds and result types. Is not: their implementation (runtime/builtins).
// Owned by the TypeTable. Results are parsed and members entered on first use, so start-up only enters the
// names.
#pragma once

#include <deque>
#include <string_view>
#include <unordered_map>

#include "compiler/types/class_info.h"
#include "compiler/types/type.h"

namespace noodle::types {

enum class BuiltinForm : uint8_t { Type, TypeOnly, Class, Function, Decorator };

struct Builtin {
    Name name;
    BuiltinForm form = BuiltinForm::Function;
    TypeKind kind = TypeKind::Any;  // Type, TypeOnly
    ClassInfo* cls = nullptr;       // Class
    std::string_view result;        // Function
};

// The type of a member of a builtin value.
struct MemberResult {
    Type* type = nullptr;  // null: not known
    bool isMethod = false;
    bool proven = false;
};

class Builtins {
  public:
    explicit Builtins(TypeTable& table);

    // Null for a name that is no builtin.
    const Builtin* find(Name name) const;
    // Usable as an expression.
    bool isValue(Name name) const;
    // The error class, following aliases; null for others.
    ClassInfo* findClass(Name name) const;
    ClassInfo* errorClass() const { return error_; }
    // What calling the builtin function gives; `argument` is the type of its first argument or null. Any
    // when not known.
    Type* resultOf(const Builtin& builtin, Type* argument) const;
    // Also for a receiver of unknown constructor arguments.
    MemberResult member(Type* receiver, Name name) const;
    // The names of all members of a builtin type, those that every value has included; empty for other types.
    const std::vector<std::string_view>& memberNames(TypeKind kind) const;
    // Works on null too.
    bool isOptionMember(Name name) const { return optionMembers_.get(name); }
    // Rows without a name are none.
    const std::vector<Builtin>& all() const { return entries_.values(); }

  private:
    struct MemberRow {
        bool isMethod;
        std::string_view result;
    };
    Type* parse(std::string_view text, Type* self, Type* argument) const;
    void addClass(std::string_view name, std::string_view super);
    void addAlias(std::string_view name, std::string_view target);
    void addType(std::string_view name, BuiltinForm form, TypeKind kind);
    void addFunction(std::string_view name, std::string_view result);
    void fillMembers() const;

    Builtin& entry(std::string_view text);

    TypeTable& table_;
    NameMap<Builtin> entries_;
    mutable std::unordered_map<uint64_t, MemberRow> members_;  // empty until first asked for
    mutable std::unordered_map<uint64_t, std::vector<std::string_view>> memberNames_;  // by kind, when asked
    NameMap<uint8_t> optionMembers_;
    std::deque<ClassInfo> classes_;
    ClassInfo* error_ = nullptr;
};

}  // namespace noodle::types

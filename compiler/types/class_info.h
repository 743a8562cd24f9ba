// What is statically known of a class, struct, interface, error, actor or enum.
//
// Is: its name, bases and members, for the checks of sema. Is not: the class of the running program.
// Owned by the analysis that declared it, or by the table of builtin classes. Invariant: the chain of
// `super` ends (cycles are cut where they are reported).
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/types/type.h"

namespace noodle::types {

enum class MemberKind : uint8_t {
    Field,
    Method,
    Getter,
    Setter,
    SharedField,
    StaticMethod,
    ClassMethod,
    Variant
};

struct ClassMember {
    Name name;
    MemberKind kind = MemberKind::Field;
    bool isPrivate = false;
    bool isAbstract = false;
    bool isOptional = false;  // field?: or variant without payload
    bool hasDefault = false;
    bool isConst = false;
    Type* type = nullptr;       // field: declared type; method: function type; null when unknown
    ast::Node* decl = nullptr;  // FieldDecl, Function, EnumVariant; null for a builtin
    Span span;
};

struct ClassInfo {
    Name name;
    ast::ClassKind form = ast::ClassKind::Class;
    bool isEnum = false;
    bool isAbstract = false;
    bool isBuiltin = false;
    // A base that is not known at compile time: members and ancestry cannot be proven absent.
    bool hasUnknownBase = false;
    // Members may be added from outside, or the class was decorated.
    bool isOpaque = false;
    ClassInfo* super = nullptr;
    std::vector<ClassInfo*> interfaces;
    std::vector<Type*> typeParams;
    std::vector<ClassMember> members;      // only ever added to; their names stay
    ast::Function* constructor = nullptr;  // declared here; null: generated or inherited
    Type* instance = nullptr;
    Type* object = nullptr;  // the class as a value
    ast::Node* decl = nullptr;
    sema::Symbol* symbol = nullptr;  // null for a builtin

    bool isStruct() const { return form == ast::ClassKind::Struct && !isEnum; }
    bool isInterface() const { return form == ast::ClassKind::Interface && !isEnum; }
    // The member declared here, or null.
    const ClassMember* findOwn(Name member) const;
    // The member declared here or in a known base, or null. `home` gets its class.
    const ClassMember* find(Name member, const ClassInfo** home = nullptr) const;
    // True if `other` is this class or a known ancestor (interfaces included).
    bool derivesFrom(const ClassInfo* other) const;
    // True if an ancestor is not known.
    bool hasUnknownAncestor() const;

  private:
    mutable std::unordered_map<Name, uint32_t> index_;  // of the first indexed_ members
    mutable size_t indexed_ = 0;
};

}  // namespace noodle::types

// Static types: interned, immutable, gradual.
//
// Is: what the compiler knows of a value, and the table that makes equal types the same pointer.
// Is not: the type checks of a running program (bytecode type descriptions are made by lowering) nor the
// rules of which type fits where (relations.h).
// One TypeTable serves all modules of a compilation, on one thread. Invariant: equal types <=> equal
// pointers; `any` absorbs every union. Type arguments are static knowledge only: they are erased at run time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/names.h"
#include "compiler/source/seq.h"

namespace noodle::types {

enum class TypeKind : uint8_t {
#define NOODLE_TYPE(kind, text, args) kind,
#include "compiler/types/types.def"
};

struct ClassInfo;

class Type {
  public:
    TypeKind kind() const { return kind_; }
    bool is(TypeKind kind) const { return kind_ == kind; }
    bool isAny() const { return kind_ == TypeKind::Any; }
    bool isNull() const { return kind_ == TypeKind::Null || kind_ == TypeKind::Void; }

    // List: element. Map: key, value. Tuple: items. Function: parameters, then result. Union: members.
    // Class: type arguments. ClassObject: instance type. Iterator, Set, Task: element. Result: value, error.
    std::span<Type* const> args() const { return {args_.begin(), args_.size()}; }
    Type* arg(size_t i) const { return args_[i]; }
    // Tuple of any length, function of any signature.
    bool isOpen() const { return open_; }
    // Class only.
    ClassInfo* cls() const { return cls_; }
    // TypeParam only: its name and the declaration that tells equal names apart.
    Name param() const { return param_; }

    // Function only.
    std::span<Type* const> params() const { return args().first(args_.size() - 1); }
    Type* result() const { return args_.back(); }

  private:
    friend class TypeTable;
    TypeKind kind_ = TypeKind::Any;
    bool open_ = false;
    Name param_;
    ClassInfo* cls_ = nullptr;
    const void* owner_ = nullptr;
    Seq<Type*> args_;
    uint32_t id_ = 0;  // order of creation
    size_t hash_ = 0;
};

class Builtins;

class TypeTable {
  public:
    // The names are those of the compilation; they must outlive the table.
    explicit TypeTable(NameTable& names);
    ~TypeTable();
    TypeTable(const TypeTable&) = delete;
    TypeTable& operator=(const TypeTable&) = delete;

    // A kind without arguments; the bare form of Tuple and Function is the open one, of the other
    // constructed kinds the one over any.
    Type* get(TypeKind kind) const { return plain_[static_cast<size_t>(kind)]; }
    Type* any() const { return get(TypeKind::Any); }
    Type* null() const { return get(TypeKind::Null); }

    Type* list(Type* element) { return make(TypeKind::List, {&element, 1}); }
    Type* setOf(Type* element) { return make(TypeKind::Set, {&element, 1}); }
    Type* iterator(Type* element) { return make(TypeKind::Iterator, {&element, 1}); }
    Type* task(Type* value) { return make(TypeKind::Task, {&value, 1}); }
    Type* map(Type* key, Type* value);
    Type* result(Type* value, Type* error);
    Type* tuple(std::span<Type* const> items) { return make(TypeKind::Tuple, items); }
    Type* function(std::span<Type* const> params, Type* result);
    // Parameters, then the result.
    Type* function(std::span<Type* const> paramsAndResult) {
        return make(TypeKind::Function, paramsAndResult);
    }
    Type* instance(ClassInfo* cls, std::span<Type* const> args = {});
    Type* classObject(Type* instance) { return make(TypeKind::ClassObject, {&instance, 1}); }
    // `owner` tells parameters of the same name apart; bound may be null.
    Type* typeParam(Name name, const void* owner, Type* bound);

    // The union, flattened, without duplicates; any if a member is any; never if there are none.
    Type* unite(std::span<Type* const> members);
    Type* unite(Type* a, Type* b);
    Type* nullable(Type* type) { return unite(type, null()); }
    // The type without its null; never if it is null only.
    Type* withoutNull(Type* type);

    // As an author would write it.
    std::string text(const Type* type) const;

    NameTable& names() const { return names_; }
    // Builtin functions, classes and members.
    Builtins& builtins() { return *builtins_; }

  private:
    void append(std::string& out, const Type* type) const;
    void appendList(std::string& out, std::span<Type* const> types, std::string_view separator) const;
    void appendUnion(std::string& out, const Type* type) const;
    size_t slotOf(const Type& probe) const;
    Type* make(TypeKind kind, std::span<Type* const> args, ClassInfo* cls = nullptr, Name param = {},
               const void* owner = nullptr, bool open = false);
    void rehash();

    static constexpr size_t kKindCount = 0
#define NOODLE_TYPE(kind, text, args) +1
#include "compiler/types/types.def"
        ;
    NameTable& names_;
    Arena arena_;
    std::unique_ptr<Builtins> builtins_;
    Type* plain_[kKindCount] = {};
    std::vector<Type*> slots_;  // open addressing
    size_t count_ = 0;
};

std::string_view textOf(TypeKind kind);

}  // namespace noodle::types

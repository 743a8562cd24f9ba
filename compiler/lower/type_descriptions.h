// The type table of the bytecode module, filled from static types as checks need them.
//
// Is: the erased, run-time form of a type. Is not: the decision whether a check is needed (sema::needsCheck).
// Invariant: operands stand before the rows that use them.
#pragma once

#include <optional>
#include <unordered_map>

#include "compiler/ir/builder.h"
#include "compiler/sema/sema.h"
#include "compiler/types/builtins.h"

namespace noodle::lower {

class TypeDescriptions {
  public:
    TypeDescriptions(ir::ModuleBuilder& builder, const sema::Analysis& analysis, const NameTable& names,
                     types::TypeTable& types)
        : builder_(builder), analysis_(analysis), names_(names), types_(types) {}

    // The row for the type; nothing when it cannot be told apart by a description: a class that lives in a
    // local variable, or one that this module has no name for.
    std::optional<uint32_t> find(const types::Type* type);
    // As find, for a type that every value satisfies: nothing then, too.
    std::optional<uint32_t> findForCheck(const types::Type* type);

    // What a value of the variable must satisfy; the symbol has a declared type.
    const types::Type* declaredType(const sema::Symbol& symbol) {
        return symbol.acceptsNull ? types_.nullable(symbol.declaredType) : symbol.declaredType;
    }

    // @inline and the like: they say something to the compiler and have no value.
    bool isKnownDecorator(Name name) const {
        const types::Builtin* builtin = types_.builtins().find(name);
        return builtin && builtin->form == types::BuiltinForm::Decorator;
    }

    std::string text(const types::Type* type) const { return types_.text(type); }

  private:
    using Def = bc::TypeDef;
    std::optional<uint32_t> make(const types::Type* type);
    std::optional<uint32_t> makeUnion(const types::Type* type);
    std::optional<uint32_t> makeTuple(const types::Type* type);
    std::optional<uint32_t> makeClass(const types::Type* type);
    std::optional<uint32_t> classOfModule(const types::ClassInfo* cls, const std::string& name);
    uint32_t row(Def::Kind kind, std::string_view name, std::vector<uint32_t> operands = {});

    ir::ModuleBuilder& builder_;
    const sema::Analysis& analysis_;
    const NameTable& names_;
    types::TypeTable& types_;
    std::unordered_map<const types::Type*, std::optional<uint32_t>> known_;
};

// What the type says about values of four classes that the code generator can use; Any otherwise.
ir::StaticType staticTypeOf(const types::Type* type);
// Iterating a value of this type runs no user code, so an abandoned iteration needs no clean-up.
bool isPlainIterable(const types::Type* type);

}  // namespace noodle::lower

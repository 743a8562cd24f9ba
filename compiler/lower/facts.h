// Facts about a whole module that lowering needs before it meets the nodes: found in one walk over the AST.
//
// Is: which expressions contain control flow that needs blocks, which variables belong to a Scope, which are
// read with a check, and by what name each class was written. Is not: anything sema knows already. Owned by
// the ModuleContext; immutable once computed.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "compiler/ast/ast.h"
#include "compiler/sema/symbols.h"

namespace noodle::lower {

class Facts {
  public:
    explicit Facts(const ast::Module& module);

    // Lowering the expression ends the current block, so operands evaluated before it must be in temporaries.
    bool needsBlocks(const ast::Node* node) const { return !blocky_.empty() && blocky_.contains(node); }
    // Listed by a Scope: made afresh when control enters that, not once per call.
    bool isScoped(const sema::Symbol* symbol) const { return scoped_.contains(symbol); }
    // May be found without a value: a read tests it, and each entry of its Scope forgets the old value.
    bool isChecked(const sema::Symbol* symbol) const { return checked_.contains(symbol) || isLate(symbol); }
    // Declared with a type that excludes null and without a value: every read tests it.
    bool isLate(const sema::Symbol* symbol) const { return late_.contains(symbol); }
    // Assigned somewhere inside an expression, so a later operand may change it.
    bool isAssignedInside(const sema::Symbol* symbol) const { return assignedInside_.contains(symbol); }
    // A type name of this module that denotes the class, or null.
    const ast::NamedType* nameOf(const types::ClassInfo* cls) const {
        auto it = classNames_.find(cls);
        return it == classNames_.end() ? nullptr : it->second;
    }

  private:
    struct Walk;

    std::unordered_set<const ast::Node*> blocky_;
    std::unordered_set<const sema::Symbol*> scoped_;
    std::unordered_set<const sema::Symbol*> checked_;
    std::unordered_set<const sema::Symbol*> late_;
    std::unordered_set<const sema::Symbol*> assignedInside_;
    std::unordered_map<const types::ClassInfo*, const ast::NamedType*> classNames_;
};

}  // namespace noodle::lower

// A copy of what a parsed module declares, for describing it to importers without touching the tree that is
// going to be compiled. Is not: a copy of annotations, which the original must not have yet.
#pragma once

#include "compiler/ast/ast.h"
#include "runtime/base/arena.h"

namespace noodle::ast {

// The module in `arena`, except for the statements of function bodies: those blocks are empty. Nothing in it
// points into the original.
Module* cloneDeclarations(const Module& module, Arena& arena);

}  // namespace noodle::ast

// The warnings of `noodle check` about what a program declares and never reads: variables of functions and
// imports. Parameters, loop, catch, with and pattern variables, destructuring, and names that begin with `_`
// are never reported; neither are module variables, which importers may read.
#pragma once

#include "compiler/sema/sema.h"
#include "compiler/sema/store.h"

namespace noodle::sema {

// After names were resolved.
void reportUnused(ast::Module& module, const Analysis::Store& store, const Context& context);

}  // namespace noodle::sema

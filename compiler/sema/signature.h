// The type of a resolved function, as its callers see it.
#pragma once

#include "compiler/sema/symbols.h"

namespace noodle::sema {

// Parameters and result; a Task for an async function, an Iterator for a generator.
types::Type* functionTypeOf(types::TypeTable& table, const ast::Function& fn);

// What a call gives.
types::Type* resultTypeOf(types::TypeTable& table, const FunctionScope& scope);

}  // namespace noodle::sema

// The tables of builtin functions, one accessor per family, and natives that several tables name. Internal to
// this folder.
#pragma once

#include <span>

#include "runtime/object/mutator.h"

namespace noodle {

std::span<const NativeSpec> printFunctions();
std::span<const NativeSpec> iterationFunctions();
std::span<const NativeSpec> pipelineFunctions();
std::span<const NativeSpec> numberFunctions();
std::span<const NativeSpec> typeFunctions();
std::span<const NativeSpec> objectFunctions();
std::span<const NativeSpec>
constructFunctions();  ///< what the builtin types do when called, by the type's name

Value rangeBuiltin(Mutator& m, Args args);  // start, end=, step=
Value exitBuiltin(Mutator& m, Args args);   // code=
Value openBuiltin(Mutator& m, Args args);   // path, mode=, encoding=, errors=, newline=

}  // namespace noodle

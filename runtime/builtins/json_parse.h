// JSON text to values, without intermediate tree. Iterative: nesting costs heap, not native stack.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

/// The value of a whole JSON text (valid UTF-8). ValueError with line and column for anything else. Objects
/// become Maps, ints beyond 64 bits bigints.
Value parseJson(Mutator& m, std::string_view text);

}  // namespace noodle

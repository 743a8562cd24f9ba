// NativeModule: a standard module implemented in C++: a table of functions and lazily made constants.
#pragma once

#include <span>

#include "runtime/object/mutator.h"

namespace noodle {

struct NativeConstant {
    const char* name;
    Value (*make)(Mutator& m);
};

struct NativeModule {
    const char* name;  ///< import name, e.g. "math"
    std::span<const NativeSpec> functions;
    std::span<const NativeConstant> constants;
};

}  // namespace noodle

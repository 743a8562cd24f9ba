// Symbol: the record behind `const Symbol*`. Immutable; lives for the life of the process. Private to
// runtime/object.
#pragma once

#include <string>

#include "runtime/object/shape.h"

namespace noodle {

struct Symbol {
    std::string text;
    uint32_t hash;  ///< of the text, seeded once per process
};

}  // namespace noodle

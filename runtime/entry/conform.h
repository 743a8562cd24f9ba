// Interfaces: which a class claims, and whether a class has the methods that one asks for. Structural: a
// method counts under either spelling of its protocol ("toString" or "__str__"). Private to runtime/entry.
#pragma once

#include <string>
#include <vector>

#include "runtime/object/class.h"

namespace noodle {

/// The interfaces that `cls` and its ancestors claim, and those these extend, each once.
std::vector<Class*> claimedInterfaces(Mutator& m, Class* cls);
/// Methods that `interface` itself or one it extends requires and `cls` lacks.
std::vector<std::string> missingMethods(Mutator& m, Class* cls, Class* interface);

}  // namespace noodle

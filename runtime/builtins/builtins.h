// The registry of builtins: what programs can name without import, what builtin types have as members, and
// the native modules. Made lazily: a program that only prints makes one function object. State is per Mutator
// (state.h).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/object/native_module.h"

namespace noodle {

/// Gives `m` its BuiltinState and tells the builtin types their members and what calling them does. Once per
/// mutator, before any code runs. False: out of memory.
[[nodiscard]] bool installBuiltins(Mutator& m);

/// The value of a builtin name (functions, types, error classes, None); undef if there is none, exception if
/// making it failed. The same object every time.
Value findBuiltin(Mutator& m, std::string_view name);

/// Names of findBuiltin, in the order of builtin_names.def.
std::span<const char* const> builtinNames();

/// A native module by its name or an alias ("os.path" is "path"); null if there is none.
const NativeModule* findNativeModule(std::string_view name);
/// The members of a builtin type, sorted, for the documentation.
struct BuiltinMembers {
    std::string type;
    std::vector<std::string> names;
};
std::vector<BuiltinMembers> builtinMembers();
/// Canonical names, for suggestions.
std::span<const char* const> nativeModuleNames();

}  // namespace noodle

// What an isolate remembers for the functions of runtime/object: one-character strings, the error of last
// resort, names of protocol methods, tables of natives that are not materialised yet. Private to
// runtime/object; owned by the Mutator.
#pragma once

#include <unordered_map>
#include <vector>

#include "runtime/object/mutator.h"

namespace noodle {

struct Mutator::Caches {
    String* latin1[256] = {};  ///< one-code-point strings, made on demand
    String* empty = nullptr;
    Instance* outOfMemory = nullptr;  ///< thrown when not even the reserve is left
    bool inOutOfMemory = false;       ///< an OutOfMemoryError is being made right now
    uint64_t work = 0;                ///< since natives last let the engine in (chargeWork)
    String *equals = nullptr, *dunderEquals = nullptr, *hash = nullptr, *dunderHash = nullptr;
    std::unordered_map<const char*, String*> literals;  ///< by address (internLiteral)
    /// Natives of builtin classes whose function objects are made at the first look-up of their name.
    std::unordered_map<Class*, std::vector<std::span<const NativeSpec>>> nativeMembers;

    void trace(Marker& marker);
};

}  // namespace noodle

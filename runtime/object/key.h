// Hash and equality of map keys, by language rules: equal numbers are one key whatever their representation,
// NaN finds itself, strings by text, ranges by what they run through, tuples and enum payloads element-wise,
// structs and dataclasses by their fields (stored as frozen copies), other instances, enum values and host
// objects by their equals/hash methods if they have them. Mutable collections are unhashable unless frozen.
#pragma once

#include "runtime/base/hash.h"
#include "runtime/object/mutator.h"

namespace noodle {

/// The hash of every key that is equal to the int `i`.
inline uint32_t hashIntKey(const Mutator& m, int64_t i) {
    return foldHash(mixHash(static_cast<uint64_t>(i), m.hashSeed() + 0x9E37'79B9'7F4A'7C15ull));
}
std::optional<uint32_t> hashKeySlow(Mutator& m, Value key);
/// nullopt with TypeError "unhashable …" pending, or whatever a user's hash threw.
inline std::optional<uint32_t> hashKey(Mutator& m, Value key) {
    if (key.isInt48()) return hashIntKey(m, key.asInt48());
    if (key.isKind(ObjectKind::String) && (key.asObject()->flags & String::kHashed) != 0)
        return key.asObject()->aux;
    return hashKeySlow(m, key);
}
std::optional<bool> equalKeys(Mutator& m, Value a, Value b);
/// What is stored for `key`: itself, or a frozen copy of a struct or dataclass.
Value storedKey(Mutator& m, Value key);

}  // namespace noodle

// Equality, ordering, membership, type tests.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

enum class CompareOp : uint8_t { Eq, Ne, Lt, Le, Gt, Ge };

/// Language == : structural for containers, structs, enums; user equals/__eq__; cycles end. nullopt:
/// exception.
std::optional<bool> equalValues(Mutator& m, Value a, Value b);
/// true/false as Value, or exception (TypeError for unordered types).
Value compare(Mutator& m, CompareOp op, Value a, Value b);
/// Three-way order for sorting: <0, 0, >0; NaN last. nullopt: exception.
std::optional<int> orderValues(Mutator& m, Value a, Value b);
/// `needle in haystack`.
std::optional<bool> containsValue(Mutator& m, Value haystack, Value needle);
/// `v is cls` for a Class (structural for interfaces).
std::optional<bool> isInstanceOf(Mutator& m, Value v, Class* cls);
/// `a is b` identity (null, bools, same object; numbers and strings by value; structs by structure).
bool isIdentical(Mutator& m, Value a, Value b);

}  // namespace noodle

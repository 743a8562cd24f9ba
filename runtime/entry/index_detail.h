// Indexes, slices and lengths: what index.cpp, slice.cpp and truth share. Private to runtime/entry.
#pragma once

#include <optional>

#include "runtime/object/class.h"

namespace noodle {

/// `index` as a position in a sequence of `length` elements (negative ones count from the end). nullopt:
/// TypeError for anything but an int, IndexError out of range; `what` names the sequence in the text.
std::optional<uint64_t> checkedIndex(Mutator& m, Value index, uint64_t length, std::string_view what);

/// A slice applied to a sequence: `count` elements from `from`, `step` apart. Clamped as in Python.
struct SliceRange {
    int64_t from = 0, count = 0, step = 1;
};
/// nullopt: TypeError for bounds that are no ints, ValueError for step 0.
std::optional<SliceRange> resolveSlice(Mutator& m, Value start, Value end, Value step, uint64_t length);

/// What the length method (or getter) that was found for `object` gives, unchecked.
Value askLength(Mutator& m, Value object, const Member& method);

/// False with a TypeError if the list, map or byte array is frozen.
bool checkMutable(Mutator& m, Value container);

}  // namespace noodle

// Sorting by keys whose order needs no Noodle code: all numbers, or all strings. Knows arrays of Values, not
// lists. Private to runtime/entry. Long sorts poll: what is sorted must be rooted, and stopping them leaves
// the order of the arrays open.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/object/mutator.h"

namespace noodle {

/// One element while it is sorted: what decides nearly every comparison, and where it stood.
struct SortRecord {
    uint64_t key;
    uint32_t index;
};

enum class PlainSort : uint8_t { Done, NotPlain, Failed };

/// Puts the records of `keys` in order (stable, NaN last in both directions) into `records`. NotPlain: other
/// keys than these two kinds. Failed: out of memory, or stopped (pending).
PlainSort sortPlainKeys(Mutator& m, std::span<const Value> keys, bool reverse,
                        std::vector<SortRecord>& records);

/// values[i] becomes what stood at values[records[i].index]. Uses up the records.
void permute(Value* values, std::vector<SortRecord>& records);

/// Elements up to this many are sorted without a poll.
constexpr size_t kSortedAtOnce = size_t{1} << 16;

/// Both: false when stopped (pending).
[[nodiscard]] bool sortInts(Mutator& m, std::span<int64_t> values, bool reverse);
/// Keeps the order of 0.0 and -0.0, which are equal.
[[nodiscard]] bool sortFloats(Mutator& m, std::span<double> values, bool reverse);

}  // namespace noodle

// Pipeline stages: what map(f), filter(f), reduce(init, f) … give when they are called without a collection,
// a PartialCall of a hidden native that takes the collection first. Internal to this folder.
#pragma once

#include <span>

#include "runtime/object/mutator.h"

namespace noodle {

enum class StageId : uint8_t { Map, Filter, Reduce, ReduceBare, Collect, ToList, ToSet, ToMap, Count };

/// A callable that, given a collection, runs the stage with `bound` behind it. Exception sentinel on failure.
Value makeStage(Mutator& m, StageId id, std::span<const Value> bound);

}  // namespace noodle

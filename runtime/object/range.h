// Ranges as sequences: how many values they have and when two of them are the same. Not their construction
// (runtime/entry/make.h) nor iteration.
#pragma once

#include "runtime/value/layout.h"

namespace noodle {

/// Number of values of a range; saturates at the largest int64.
int64_t rangeLength(const Range* range);
/// True if both run through the same values.
bool equalRanges(const Range* a, const Range* b);

}  // namespace noodle

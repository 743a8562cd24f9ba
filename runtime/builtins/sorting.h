// The arguments of sort and sorted: (comparator=, key=, reverse=). Sorting itself is runtime/entry/sort.h.
// Internal.
#pragma once

#include "runtime/entry/sort.h"

namespace noodle {

/// Reads the three arguments from index `first` on. False: TypeError pending.
[[nodiscard]] bool readSortOptions(Mutator& m, const char* function, const Args& args, uint32_t first,
                                   SortOptions& options);

}  // namespace noodle

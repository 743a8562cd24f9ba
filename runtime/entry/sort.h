// Sorting of lists: stable, NaN last (also in reverse). The list is sorted as a snapshot and written back at
// the end, so a comparator sees it unsorted; one that changes its length gets a ValueError, and an exception
// leaves the list as it was.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

struct SortOptions {
    Value comparator = Value::undef();  ///< (a, b) -> number; undef: natural order
    Value key = Value::undef();         ///< element -> sort key; not together with a comparator
    bool reverse = false;               ///< descending; equal elements keep their order
};

/// In place. False: TypeError (unordered elements, a comparator that gives no number), ValueError, or what
/// was thrown.
[[nodiscard]] bool sortList(Mutator& m, List* list, const SortOptions& options);
/// Fits a function of unknown purpose into `options`: one that takes two or more positional arguments is the
/// comparator, any other the key. Null and undef change nothing.
void setSortFunction(SortOptions& options, Value f);
/// Positional arguments that a callable accepts at most (a rest parameter counts as none); -1 if that is not
/// known.
int32_t positionalArity(Value f);

}  // namespace noodle

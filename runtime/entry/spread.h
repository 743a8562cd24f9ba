// Spread: `{...p, "age": 26}`, `{...s}`, and the fields of an object as a map. What [...xs] means is
// collectInto (iterate.h). All functions are false with an exception pending when they fail.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

/// Adds the entries of a Map, or the set fields of a struct or object, to `target`; later keys overwrite.
/// TypeError for anything else.
[[nodiscard]] bool spreadIntoMap(Mutator& m, Map* target, Value source);
/// Adds everything that iterating `source` gives.
[[nodiscard]] bool spreadIntoSet(Mutator& m, Set* target, Value source);
/// Adds the fields of `object` under their names; an optional field that is null or unset is left out.
[[nodiscard]] bool addFields(Mutator& m, Map* target, Instance* object);

}  // namespace noodle

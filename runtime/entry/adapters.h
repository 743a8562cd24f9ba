// Makers of native iterators other than the plain ones of getIterator: views of maps, lazy
// map/filter/zip/enumerate/take/ chain, iter(callable, sentinel). Each returns an Iterator as a Value, or the
// exception sentinel. `source` arguments are anything that can be iterated.
#pragma once

#include <span>

#include "runtime/entry/iterate.h"

namespace noodle {

/// `kind` is MapKeys, MapPairs or MapValues.
Value makeMapIterator(Mutator& m, Map* map, IteratorKind kind);
Value makeStringBytesIterator(Mutator& m, String* s);
Value makeMapped(Mutator& m, Value source, Value f);
Value makeFiltered(Mutator& m, Value source, Value predicate);
/// Tuples of one element of each source, up to the shortest.
Value makeZip(Mutator& m, std::span<const Value> sources);
Value makeEnumerate(Mutator& m, Value source, int64_t start);
/// At most `count` elements; the source is not asked for more.
Value makeTake(Mutator& m, Value source, int64_t count);
Value makeChain(Mutator& m, std::span<const Value> sources);
/// Calls `f` without arguments until it gives something equal to `sentinel` (undef: until StopIteration).
Value makeCallableIterator(Mutator& m, Value f, Value sentinel);

}  // namespace noodle

// The iteration protocol: one iterator shape for builtin collections, ranges, generators and user iterators.
//
// User iterators, in the order in which a class is asked: iterator()/__iter__ gives an iterator (which may be
// a builtin iterator, a generator, a collection, or an object with next()); an object with next()/__next__ is
// its own iterator; a class with __getitem__ alone is read by index until length() or an IndexError. An
// object's next() ends the iteration by throwing StopIteration, by its hasNext() being false, or by giving
// {value, done} with done true (a Map with no other keys, or an object with these fields). A null is an
// element like any other.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

enum class IteratorKind : uint16_t {
    List,
    Tuple,
    String,
    StringBytes,
    Range,
    MapKeys,
    MapPairs,
    MapValues,
    FlatPairs,
    Set,
    Bytes,
    Mapped,
    Filtered,
    Zip,
    Enumerate,
    User,
    Callable,
    Take,
    Chain,
    Generic
};

/// An iterator for `for x in v`: Iterator, Coroutine (generators) or a user iterator wrapped in
/// Iterator(User). Lists iterate by live index. `pairs`: `for k, v in map` style (two targets) makes maps
/// give (key, value) tuples.
Value getIterator(Mutator& m, Value v, bool pairs = false);
/// An iterator for start, start + 1 … end - 1, of ints within 48 bits.
Value iterateInts(Mutator& m, int64_t start, int64_t end);
/// An iterator over the entries that `map` has now, as getIterator over its items() would be.
Value iterateItems(Mutator& m, Map* map);
/// The next element, undef at the end, exception on error. Fast for builtin kinds; resumes generators; calls
/// user next (whose StopIteration, or a `null`-free protocol end, finishes it).
Value iteratorNext(Mutator& m, Value iterator);
/// Runs the finally blocks of an abandoned generator, also one inside a lazy adapter; nothing for others.
Value closeIterator(Mutator& m, Value iterator);
/// Everything that iterating `v` gives, appended to `out`. False: exception.
[[nodiscard]] bool collectInto(Mutator& m, Value v, List* out);
bool isCallable(Mutator& m, Value v);

}  // namespace noodle

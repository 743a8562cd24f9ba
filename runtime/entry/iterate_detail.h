// Iterator state by kind, and the parts of iterate.h that live in other files. Private to runtime/entry's
// iterat*.cpp.
//
//   kind                        source              function        position      limit            step
//   List Tuple String Bytes     the collection      -               next index    -                -
//   StringBytes                 the string          -               next byte     -                -
//   Range                       the range           -               next value    values left      step
//   MapKeys MapPairs MapValues  the map             -               table place   version          -
//   FlatPairs                   list of k, v, k, v  -               next index    -                -
//   Set                         the set             -               table place   version          -
//   Mapped Filtered Take        inner iterator      f               -             left (Take)      -
//   Zip                         tuple of iterators  -               -             -                -
//   Enumerate                   inner iterator      -               next number   -                -
//   Chain                       tuple of sources    current or undef next source  -                -
//   User                        the user's object   -               -             UserProtocol     -
//   Callable                    sentinel or undef   f               -             -                -
//   Generic                     the user's object   -               next index    -                -
// A finished iterator has source and function undef and gives undef for ever.
#pragma once

#include "runtime/entry/iterate.h"

namespace noodle {

Iterator* newIterator(Mutator& m, IteratorKind kind, Value source, Value function = Value::undef());
/// Marks as finished and gives undef.
Value finishIterator(Mutator& m, Iterator* it);
void setIteratorSource(Mutator& m, Iterator* it, Value source);
void setIteratorFunction(Mutator& m, Iterator* it, Value function);

/// Iterator of an object of a class, undef if it has no iteration protocol.
Value userIterator(Mutator& m, Value object, bool pairs);
Value userNext(Mutator& m, Iterator* it);
Value genericNext(Mutator& m, Iterator* it);
/// Mapped … Chain and Callable.
Value adapterNext(Mutator& m, Iterator* it);
/// If a StopIteration is pending: takes it and gives true.
bool takeStopIteration(Mutator& m);

}  // namespace noodle

// Iterating any iterable from C++ with the fast paths that natives want: lists and ranges without an iterator
// object. Internal to this folder. Lists are read by live index, as a `for` loop does.
#pragma once

#include "runtime/builtins/args.h"
#include "runtime/entry/iterate.h"
#include "runtime/object/range.h"

namespace noodle {

enum class Step { Next, Stop, Fail };

/// Closes an abandoned iterator. A pending error survives unless closing throws one of its own.
bool abandonIterator(Mutator& m, Value iterator);

template <typename Body>
bool eachOfList(Mutator& m, List* list, Body&& body) {
    Ticker ticker(m);
    for (uint64_t i = 0; i < list->length; ++i) {
        Value v = listGet(m, list, i);
        if (v.isException()) return false;
        Step step = body(v);
        if (step != Step::Next) return step == Step::Stop;
        if (!ticker.tick()) return false;
    }
    return true;
}

template <typename Body>
bool eachOfRange(Mutator& m, const Range* range, Body&& body) {
    Ticker ticker(m);
    auto at = static_cast<uint64_t>(
        range->start);  // unsigned: the step behind the last value may leave the range of int
    for (int64_t left = rangeLength(range); left > 0; --left, at += static_cast<uint64_t>(range->step)) {
        Value v = makeInt(m, static_cast<int64_t>(at));
        if (v.isException()) return false;
        Step step = body(v);
        if (step != Step::Next) return step == Step::Stop;
        if (!ticker.tick()) return false;
    }
    return true;
}

/// Calls body(Value) -> Step for each element of `source`. False: exception pending (Step::Fail means the
/// body left one).
template <typename Body>
bool eachValue(Mutator& m, Value source, Body&& body) {
    if (List* list = source.as<List>()) return eachOfList(m, list, body);
    if (Range* range = source.as<Range>()) return eachOfRange(m, range, body);
    Value iterator = getIterator(m, source);
    if (iterator.isException()) return false;
    Ticker ticker(m);
    for (;;) {
        Value v = iteratorNext(m, iterator);
        if (v.isUndef()) return true;
        if (v.isException()) return false;
        Step step = ticker.tick() ? body(v) : Step::Fail;
        if (step == Step::Next) continue;
        return abandonIterator(m, iterator) && step == Step::Stop;
    }
}

}  // namespace noodle

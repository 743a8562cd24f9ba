#include "runtime/entry/adapters.h"

#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/iterate_detail.h"
#include "runtime/entry/make.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

Value callOne(Mutator& m, Value f, Value argument) {
    return m.call(f, std::span<const Value>(&argument, 1));
}

Value nextMapped(Mutator& m, Iterator* it) {
    const Value v = iteratorNext(m, it->source);
    if (v.isUndef()) return finishIterator(m, it);
    return v.isException() ? v : callOne(m, it->function, v);
}

Value nextFiltered(Mutator& m, Iterator* it) {
    for (;;) {
        const Value v = iteratorNext(m, it->source);
        if (v.isUndef()) return finishIterator(m, it);
        NOODLE_TRY(v);
        const Value answer = callOne(m, it->function, v);
        NOODLE_TRY(answer);
        const std::optional<bool> keep = truthOf(m, answer);
        if (!keep.has_value()) return Value::exception();
        if (*keep) return v;
    }
}

Value nextZipped(Mutator& m, Iterator* it) {
    Tuple* sources = it->source.cast<Tuple>();
    if (sources->size() == 0) return finishIterator(m, it);
    List* elements = newList(m, sources->size());
    NOODLE_TRY_PTR(elements);
    for (uint32_t i = 0; i < sources->size(); ++i) {
        const Value v = iteratorNext(m, sources->elements()[i]);
        if (v.isUndef()) return finishIterator(m, it);
        if (v.isException() || !listAppend(m, elements, v)) return Value::exception();
    }
    Tuple* tuple = makeTuple(m, sources->size());
    NOODLE_TRY_PTR(tuple);
    for (uint32_t i = 0; i < tuple->size(); ++i) {
        const Value v = listGet(m, elements, i);
        NOODLE_TRY(v);
        tuple->elements()[i] = v;
        m.heap().writeBarrier(tuple, v);
    }
    return Value::ofObject(tuple);
}

Value nextEnumerated(Mutator& m, Iterator* it) {
    Value pair[2];
    pair[1] = iteratorNext(m, it->source);
    if (pair[1].isUndef()) return finishIterator(m, it);
    NOODLE_TRY(pair[1]);
    pair[0] = makeInt(m, it->position++);
    NOODLE_TRY(pair[0]);
    return valueOrException(newTuple(m, pair, 2));
}

Value nextTaken(Mutator& m, Iterator* it) {
    if (it->limit <= 0) return finishIterator(m, it);
    --it->limit;
    const Value v = iteratorNext(m, it->source);
    return v.isUndef() ? finishIterator(m, it) : v;
}

Value nextChained(Mutator& m, Iterator* it) {
    Tuple* sources = it->source.cast<Tuple>();
    for (;;) {
        if (!it->function.isUndef()) {
            const Value v = iteratorNext(m, it->function);
            if (!v.isUndef()) return v;
        }
        if (it->position >= static_cast<int64_t>(sources->size())) return finishIterator(m, it);
        const Value inner = getIterator(m, sources->elements()[it->position]);
        NOODLE_TRY(inner);
        ++it->position;
        setIteratorFunction(m, it, inner);
    }
}

Value nextCalled(Mutator& m, Iterator* it) {
    const Value v = m.call(it->function, {});
    if (v.isException()) return takeStopIteration(m) ? finishIterator(m, it) : v;
    if (it->source.isUndef()) return v;
    const std::optional<bool> last = equalValues(m, v, it->source);
    if (!last.has_value()) return Value::exception();
    return *last ? finishIterator(m, it) : v;
}

/// Adapter over the iterator of `source`.
Value makeOver(Mutator& m, IteratorKind kind, Value source, Value function, int64_t position, int64_t limit) {
    const Value inner = getIterator(m, source);
    NOODLE_TRY(inner);
    Iterator* it = newIterator(m, kind, inner, function);
    NOODLE_TRY_PTR(it);
    it->position = position;
    it->limit = limit;
    return Value::ofObject(it);
}

}  // namespace

Value adapterNext(Mutator& m, Iterator* it) {
    if (m.nativeStackLow()) return throwStackOverflow(m);
    switch (static_cast<IteratorKind>(it->flags)) {
        case IteratorKind::Mapped:
            return nextMapped(m, it);
        case IteratorKind::Filtered:
            return nextFiltered(m, it);
        case IteratorKind::Zip:
            return nextZipped(m, it);
        case IteratorKind::Enumerate:
            return nextEnumerated(m, it);
        case IteratorKind::Take:
            return nextTaken(m, it);
        case IteratorKind::Chain:
            return nextChained(m, it);
        case IteratorKind::Callable:
            return nextCalled(m, it);
        default:
            return Value::undef();
    }
}

Value closeIterator(Mutator& m, Value iterator) {
    if (m.nativeStackLow()) return throwStackOverflow(m);
    if (Coroutine* generator = iterator.as<Coroutine>()) return m.closeCoroutine(generator);
    Iterator* it = iterator.as<Iterator>();
    if (it == nullptr) return Value::null();
    const Value source = it->source, function = it->function;
    switch (static_cast<IteratorKind>(it->flags)) {
        case IteratorKind::Mapped:
        case IteratorKind::Filtered:
        case IteratorKind::Enumerate:
        case IteratorKind::Take:
            return closeIterator(m, source);
        case IteratorKind::Chain:
            return closeIterator(m, function);
        case IteratorKind::Zip: {
            Tuple* sources = source.as<Tuple>();
            for (uint32_t i = 0; sources != nullptr && i < sources->size(); ++i) {
                NOODLE_TRY(closeIterator(m, sources->elements()[i]));
            }
            return Value::null();
        }
        default:
            return Value::null();
    }
}

Value makeMapIterator(Mutator& m, Map* map, IteratorKind kind) {
    Iterator* it = newIterator(m, kind, Value::ofObject(map));
    if (it != nullptr) it->limit = map->version;
    return valueOrException(it);
}

Value makeStringBytesIterator(Mutator& m, String* s) {
    if (!flatten(m, s)) return Value::exception();
    return valueOrException(newIterator(m, IteratorKind::StringBytes, Value::ofObject(s)));
}

Value makeMapped(Mutator& m, Value source, Value f) {
    return makeOver(m, IteratorKind::Mapped, source, f, 0, 0);
}

Value makeFiltered(Mutator& m, Value source, Value predicate) {
    return makeOver(m, IteratorKind::Filtered, source, predicate, 0, 0);
}

Value makeEnumerate(Mutator& m, Value source, int64_t start) {
    return makeOver(m, IteratorKind::Enumerate, source, Value::undef(), start, 0);
}

Value makeTake(Mutator& m, Value source, int64_t count) {
    return makeOver(m, IteratorKind::Take, source, Value::undef(), 0, count);
}

Value makeZip(Mutator& m, std::span<const Value> sources) {
    Tuple* iterators = makeTuple(m, static_cast<uint32_t>(sources.size()));
    NOODLE_TRY_PTR(iterators);
    for (size_t i = 0; i < sources.size(); ++i) {
        const Value it = getIterator(m, sources[i]);
        NOODLE_TRY(it);
        iterators->elements()[i] = it;
        m.heap().writeBarrier(iterators, it);
    }
    return valueOrException(newIterator(m, IteratorKind::Zip, Value::ofObject(iterators)));
}

Value makeChain(Mutator& m, std::span<const Value> sources) {
    Tuple* all = newTuple(m, sources.data(), static_cast<uint32_t>(sources.size()));
    NOODLE_TRY_PTR(all);
    return valueOrException(newIterator(m, IteratorKind::Chain, Value::ofObject(all)));
}

Value makeCallableIterator(Mutator& m, Value f, Value sentinel) {
    return valueOrException(newIterator(m, IteratorKind::Callable, sentinel, f));
}

}  // namespace noodle

#include "runtime/entry/iterate.h"

#include "runtime/entry/iterate_detail.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/range.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

constexpr uint64_t kPollInterval = 4096;  ///< elements that a native loop takes between two polls

Value notIterable(Mutator& m, Value v) {
    const char* hint = "";
    if (isInt(v)) hint = "; use range(n)";
    if (v.isKind(ObjectKind::Task)) hint = "; await it first";
    return throwTypeError(m, joined(typeNameOf(m, v), " is not iterable", hint));
}

Value iteratorOver(Mutator& m, IteratorKind kind, Value source, int64_t position = 0, int64_t limit = 0,
                   int64_t step = 0) {
    Iterator* it = newIterator(m, kind, source);
    if (it == nullptr) return Value::exception();
    it->position = position;
    it->limit = limit;
    it->step = step;
    return Value::ofObject(it);
}

}  // namespace

Value iterateInts(Mutator& m, int64_t start, int64_t end) {
    int64_t count = start < end ? end - start : 0;
    return iteratorOver(m, IteratorKind::Range, Value::null(), start, count, 1);
}

Value iterateItems(Mutator& m, Map* map) {
    List* flat = newList(m, map->count * 2);
    NOODLE_TRY_PTR(flat);
    Value key, value;
    for (uint64_t place = 0; mapNext(map, place, &key, &value);)
        if (!listAppend(m, flat, key) || !listAppend(m, flat, value)) return Value::exception();
    return iteratorOver(m, IteratorKind::FlatPairs, Value::ofObject(flat));
}

namespace {

Value classIterator(Mutator& m, Value v) {
    Class* cls = v.cast<Class>();
    if (cls->variants == nullptr)
        return throwTypeError(m, joined("class ", className(cls), " is not iterable"));
    return iteratorOver(m, IteratorKind::List, Value::ofObject(cls->variants));
}

Value generatorIterator(Mutator& m, Value v) {
    if (v.cast<Coroutine>()->function->info->has(FunctionInfo::kAsync)) {
        return throwTypeError(m, "an async generator is iterated with 'async for'");
    }
    return v;
}

Value nextByLiveIndex(Mutator& m, Iterator* it) {
    const uint64_t index = static_cast<uint64_t>(it->position);
    const Value source = it->source;
    Value v;
    switch (source.asObject()->kind) {
        case ObjectKind::List:
            if (index >= source.cast<List>()->length) return finishIterator(m, it);
            v = listGet(m, source.cast<List>(), index);
            break;
        case ObjectKind::Tuple:
            if (index >= source.cast<Tuple>()->size()) return finishIterator(m, it);
            v = source.cast<Tuple>()->elements()[index];
            break;
        case ObjectKind::String:
            if (index >= source.cast<String>()->length) return finishIterator(m, it);
            v = valueOrException(charAt(m, source.cast<String>(), index));
            break;
        default:
            if (index >= source.cast<Bytes>()->length) return finishIterator(m, it);
            v = Value::ofInt48(source.cast<Bytes>()->store->bytes()[index]);
            break;
    }
    ++it->position;
    return v;
}

Value nextStringByte(Mutator& m, Iterator* it) {
    const std::string_view text = view(m, it->source.cast<String>());
    const size_t index = static_cast<size_t>(it->position);
    if (index >= text.size()) return finishIterator(m, it);
    ++it->position;
    return Value::ofInt48(static_cast<uint8_t>(text[index]));
}

Value nextOfRange(Mutator& m, Iterator* it) {
    if (it->limit == 0) return finishIterator(m, it);
    const int64_t current = it->position;
    // The value after the last one may not fit; it is never given out.
    it->position = static_cast<int64_t>(static_cast<uint64_t>(current) + static_cast<uint64_t>(it->step));
    --it->limit;
    return makeInt(m, current);
}

Value nextOfTable(Mutator& m, Iterator* it, IteratorKind kind) {
    HashBase* table = it->source.cast<HashBase>();
    if (static_cast<int64_t>(table->version) != it->limit) {
        const std::string_view what = typeNameOf(m, it->source);
        finishIterator(m, it);
        return throwError(m, m.types().concurrentModificationError,
                          joined(what, " changed while it was iterated; iterate over a copy"));
    }
    uint64_t place = static_cast<uint64_t>(it->position);
    Value pair[2];
    const bool found = kind == IteratorKind::Set ? setNext(it->source.cast<Set>(), place, &pair[0])
                                                 : mapNext(it->source.cast<Map>(), place, &pair[0], &pair[1]);
    if (!found) return finishIterator(m, it);
    it->position = static_cast<int64_t>(place);
    if (kind == IteratorKind::MapPairs) return valueOrException(newTuple(m, pair, 2));
    return kind == IteratorKind::MapValues ? pair[1] : pair[0];
}

Value nextOfFlatPairs(Mutator& m, Iterator* it) {
    List* flat = it->source.cast<List>();
    const uint64_t index = static_cast<uint64_t>(it->position);
    if (index >= flat->length) return finishIterator(m, it);
    it->position += 2;
    const Value pair[2] = {listGet(m, flat, index), listGet(m, flat, index + 1)};
    if (pair[0].isException() || pair[1].isException()) return Value::exception();
    return valueOrException(newTuple(m, pair, 2));
}

Value builtinNext(Mutator& m, Iterator* it) {
    const IteratorKind kind = static_cast<IteratorKind>(it->flags);
    if (it->source.isUndef() && it->function.isUndef()) return Value::undef();
    switch (kind) {
        case IteratorKind::List:
        case IteratorKind::Tuple:
        case IteratorKind::String:
        case IteratorKind::Bytes:
            return nextByLiveIndex(m, it);
        case IteratorKind::StringBytes:
            return nextStringByte(m, it);
        case IteratorKind::Range:
            return nextOfRange(m, it);
        case IteratorKind::MapKeys:
        case IteratorKind::MapPairs:
        case IteratorKind::MapValues:
        case IteratorKind::Set:
            return nextOfTable(m, it, kind);
        case IteratorKind::FlatPairs:
            return nextOfFlatPairs(m, it);
        case IteratorKind::User:
            return userNext(m, it);
        case IteratorKind::Generic:
            return genericNext(m, it);
        default:
            return adapterNext(m, it);
    }
}

bool extendWithTuple(Mutator& m, Tuple* tuple, List* out) {
    for (uint32_t i = 0; i < tuple->size(); ++i) {
        if (!listAppend(m, out, tuple->elements()[i])) return false;
    }
    return true;
}

}  // namespace

Iterator* newIterator(Mutator& m, IteratorKind kind, Value source, Value function) {
    Iterator* it = allocateObject<Iterator>(m);
    if (it == nullptr) return nullptr;
    it->flags = static_cast<uint16_t>(kind);
    it->source = source;
    it->function = function;
    return it;
}

void setIteratorSource(Mutator& m, Iterator* it, Value source) {
    it->source = source;
    m.heap().writeBarrier(it, source);
}

void setIteratorFunction(Mutator& m, Iterator* it, Value function) {
    it->function = function;
    m.heap().writeBarrier(it, function);
}

Value finishIterator(Mutator& m, Iterator* it) {
    setIteratorSource(m, it, Value::undef());
    setIteratorFunction(m, it, Value::undef());
    return Value::undef();
}

Value getIterator(Mutator& m, Value v, bool pairs) {
    if (!v.isObject()) return notIterable(m, v);
    switch (v.asObject()->kind) {
        case ObjectKind::List:
            return iteratorOver(m, IteratorKind::List, v);
        case ObjectKind::Tuple:
            return iteratorOver(m, IteratorKind::Tuple, v);
        case ObjectKind::String:
            return iteratorOver(m, IteratorKind::String, v);
        case ObjectKind::Bytes:
            return iteratorOver(m, IteratorKind::Bytes, v);
        case ObjectKind::Range: {
            const Range* range = v.cast<Range>();
            return iteratorOver(m, IteratorKind::Range, v, range->start, rangeLength(range), range->step);
        }
        case ObjectKind::Map:
            return iteratorOver(m, pairs ? IteratorKind::MapPairs : IteratorKind::MapKeys, v, 0,
                                v.cast<Map>()->version);
        case ObjectKind::Set:
            return iteratorOver(m, IteratorKind::Set, v, 0, v.cast<Set>()->version);
        case ObjectKind::Iterator:
            return v;
        case ObjectKind::Coroutine:
            return generatorIterator(m, v);
        case ObjectKind::Class:
            return classIterator(m, v);
        default:
            break;
    }
    const Value it = userIterator(m, v, pairs);
    return it.isUndef() ? notIterable(m, v) : it;
}

Value iteratorNext(Mutator& m, Value iterator) {
    if (Iterator* it = iterator.as<Iterator>()) return builtinNext(m, it);
    if (Coroutine* generator = iterator.as<Coroutine>()) return m.resume(generator, Value::null());
    return throwTypeError(m, joined(typeNameOf(m, iterator), " is not an iterator; use iter() first"));
}

bool collectInto(Mutator& m, Value v, List* out) {
    if (List* list = v.as<List>()) return listExtend(m, out, list);
    if (Tuple* tuple = v.as<Tuple>()) return extendWithTuple(m, tuple, out);
    const Value it = getIterator(m, v);
    if (it.isException()) return false;
    for (uint64_t taken = 1;; ++taken) {
        const Value element = iteratorNext(m, it);
        if (element.isUndef()) return true;
        if (element.isException() || !listAppend(m, out, element)) return false;
        if (taken % kPollInterval == 0 && m.poll().isException()) return false;
    }
}

bool isCallable(Mutator& m, Value v) {
    if (!v.isObject()) return false;
    switch (v.asObject()->kind) {
        case ObjectKind::Function:
        case ObjectKind::NativeFunction:
        case ObjectKind::BoundMethod:
        case ObjectKind::PartialCall:
        case ObjectKind::Class:
            return true;
        default:
            return findProtocol(m, v, Protocol::Call).kind != MemberKind::None;
    }
}

}  // namespace noodle

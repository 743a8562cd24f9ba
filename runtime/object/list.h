// Lists and tuples. Element kinds widen in place (int -> boxed, float -> boxed, bool -> boxed, empty -> kind
// of first value); specialised storage is invisible. Indexes here are already normalised; bounds are the
// caller's duty (checked in debug). Frozen lists: callers check isFrozen and throw; these functions do not.
#pragma once

#include "runtime/base/check.h"
#include "runtime/object/number.h"

namespace noodle {

List* newList(Mutator& m, uint64_t capacity = 0);
List* newListFrom(Mutator& m, const Value* values, uint64_t count);
/// Element as a Value; allocates only for ints beyond 48 bits (exception sentinel if out of memory).
inline Value listGet(Mutator& m, List* list, uint64_t index) {
    NOODLE_DCHECK(index < list->length, "list index out of range");
    switch (list->elementKind()) {
        case List::kBoxed:
            return static_cast<ValueStore*>(list->store)->values()[index];
        case List::kInt:
            return makeInt(m, static_cast<Raw*>(list->store)->data<int64_t>()[index]);
        case List::kFloat:
            return Value::ofDouble(static_cast<Raw*>(list->store)->data<double>()[index]);
        case List::kBool:
            return Value::ofBool(static_cast<Raw*>(list->store)->bytes()[index] != 0);
    }
    __builtin_unreachable();
}

inline void storeBoxed(Heap& heap, ValueStore* store, uint64_t index, Value v) {
    Value* slot = store->values() + index;
    heap.writeBarrierAt(store, slot, v);
    *slot = v;
}

/// Stores into existing capacity if the element kind already fits `v`; the index may be the length.
inline bool listTryStore(Mutator& m, List* list, uint64_t index, Value v) {
    switch (list->elementKind()) {
        case List::kBoxed:
            storeBoxed(m.heap(), static_cast<ValueStore*>(list->store), index, v);
            return true;
        case List::kInt:
            if (!isInt(v)) return false;
            static_cast<Raw*>(list->store)->data<int64_t>()[index] = toInt64(v);
            return true;
        case List::kFloat:
            if (!v.isDouble()) return false;
            static_cast<Raw*>(list->store)->data<double>()[index] = v.asDouble();
            return true;
        case List::kBool:
            if (!v.isBool()) return false;
            static_cast<Raw*>(list->store)->bytes()[index] = v.isTrue();
            return true;
    }
    __builtin_unreachable();
}
[[nodiscard]] bool listSetSlow(Mutator& m, List* list, uint64_t index, Value v);
[[nodiscard]] bool listAppendSlow(Mutator& m, List* list, Value v);

[[nodiscard]] inline bool listSet(Mutator& m, List* list, uint64_t index, Value v) {
    NOODLE_DCHECK(index < list->length, "list index out of range");
    return listTryStore(m, list, index, v) || listSetSlow(m, list, index, v);
}
[[nodiscard]] inline bool listAppend(Mutator& m, List* list, Value v) {
    // An empty list takes the kind of its first value, which the slow path decides.
    if (list->length != 0 && list->length < list->capacity && listTryStore(m, list, list->length, v))
        [[likely]] {
        ++list->length;
        return true;
    }
    return listAppendSlow(m, list, v);
}
[[nodiscard]] bool listInsert(Mutator& m, List* list, uint64_t index, Value v);
/// Removes [from, to).
void listErase(Mutator& m, List* list, uint64_t from, uint64_t to);
/// Appends all of `source` (may be `list` itself).
[[nodiscard]] bool listExtend(Mutator& m, List* list, List* source);
/// New list [from, to) stepping; the result keeps the element kind.
List* listSlice(Mutator& m, List* list, int64_t from, int64_t count, int64_t step);
[[nodiscard]] bool listReserve(Mutator& m, List* list, uint64_t capacity);
void listClear(Mutator& m, List* list);
void listReverse(Mutator& m, List* list);
/// Rewrites storage as boxed Values, so that elements can be sorted or traced in place.
[[nodiscard]] bool listMakeBoxed(Mutator& m, List* list);

Tuple* newTuple(Mutator& m, const Value* values, uint32_t count);

}  // namespace noodle

#include "runtime/object/list.h"

#include <algorithm>
#include <cstring>

#include "runtime/object/errors.h"
#include "runtime/object/work.h"

namespace noodle {
namespace {

constexpr uint64_t kMaxElements = uint64_t{1} << 42;
constexpr uint64_t kMinCapacity = 4;

List::ElementKind kindFor(Value v) {
    if (isInt(v)) return List::kInt;
    if (v.isDouble()) return List::kFloat;
    if (v.isBool()) return List::kBool;
    return List::kBoxed;
}

size_t elementBytes(List::ElementKind kind) {
    return kind == List::kBool ? 1 : 8;
}

char* elements(List* list) {
    if (list->store == nullptr) return nullptr;
    return list->elementKind() == List::kBoxed
               ? reinterpret_cast<char*>(static_cast<ValueStore*>(list->store)->values())
               : reinterpret_cast<char*>(static_cast<Raw*>(list->store)->bytes());
}
Value* boxed(List* list) {
    return static_cast<ValueStore*>(list->store)->values();
}

void setKind(List* list, List::ElementKind kind) {
    list->flags = static_cast<uint16_t>((list->flags & ~List::kKindMask) | kind);
}

void setStore(Mutator& m, List* list, HeapObject* store, uint64_t capacity) {
    list->store = store;
    list->capacity = capacity;
    m.heap().writeBarrier(list, store);
}

/// The capacity that fills the cell in which a store of `wanted` elements would lie anyway.
uint64_t roundCapacity(uint64_t wanted, size_t perElement) {
    static_assert(sizeof(ValueStore) == sizeof(Raw));
    uint64_t bytes = sizeof(Raw) + wanted * perElement;
    if (bytes > kMaxCellBytes) return wanted;
    return (kCellBytes[sizeClassOf(bytes)] - sizeof(Raw)) / perElement;
}

/// A store for `capacity` elements; null with OutOfMemoryError pending.
HeapObject* newStore(Mutator& m, List::ElementKind kind, uint64_t capacity) {
    HeapObject* result = nullptr;
    if (capacity <= kMaxElements) {
        size_t bytes = capacity * elementBytes(kind);
        if (kind == List::kBoxed) {
            auto* store = m.heap().allocate<ValueStore>(bytes);
            if (store != nullptr) store->capacity = capacity;
            result = store;
        } else {
            auto* store = m.heap().allocate<Raw>(bytes);
            if (store != nullptr) store->byteCapacity = bytes;
            result = store;
        }
    }
    if (result == nullptr) throwOutOfMemory(m);
    return result;
}

/// Changes the capacity to at least `capacity` (and at least the length), keeping the kind.
bool resizeStore(Mutator& m, List* list, uint64_t capacity) {
    const auto kind = list->elementKind();
    capacity = roundCapacity(capacity, elementBytes(kind));
    HeapObject* store = newStore(m, kind, capacity);
    if (store == nullptr) return false;
    char* from = elements(list);
    setStore(m, list, store, capacity);
    if (from != nullptr) std::memcpy(elements(list), from, list->length * elementBytes(kind));
    return true;
}

uint64_t grownCapacity(uint64_t capacity) {
    uint64_t grown = capacity < 65536 ? capacity * 2 : capacity + capacity / 2;
    return std::max(grown, kMinCapacity);
}

/// A big store gets longer where it lies: nothing is copied and nothing is left behind.
bool extendStore(Mutator& m, List* list, uint64_t capacity) {
    if (list->store == nullptr || (list->store->gcBits & HeapObject::kLarge) == 0) return false;
    const size_t bytes = capacity * elementBytes(list->elementKind());
    if (!m.heap().extend(list->store, sizeof(Raw) + bytes)) return false;
    if (list->elementKind() == List::kBoxed) {
        static_cast<ValueStore*>(list->store)->capacity = capacity;
    } else {
        static_cast<Raw*>(list->store)->byteCapacity = bytes;
    }
    list->capacity = capacity;
    return true;
}

/// The elements from `to` to the end were moved there from `from`.
void noteShifted(Mutator& m, List* list, uint64_t to, uint64_t from) {
    if (list->elementKind() == List::kBoxed)
        m.heap().writeBarrierShifted(static_cast<ValueStore*>(list->store), boxed(list) + to,
                                     boxed(list) + from, list->length - to);
}

/// `count` elements from `from` on were written.
void noteWritten(Mutator& m, List* list, uint64_t from, uint64_t count) {
    if (list->elementKind() == List::kBoxed)
        m.heap().writeBarrierRange(static_cast<ValueStore*>(list->store), boxed(list) + from, count);
}

bool box(Mutator& m, List* list, uint64_t capacity) {
    if (list->elementKind() == List::kBoxed)
        return capacity <= list->capacity || resizeStore(m, list, capacity);
    capacity = roundCapacity(std::max(capacity, list->length), sizeof(Value));
    auto* store = static_cast<ValueStore*>(newStore(m, List::kBoxed, capacity));
    if (store == nullptr) return false;
    for (uint64_t i = 0; i < list->length; ++i) {
        Value v = listGet(m, list, i);
        if (v.isException()) return false;
        storeBoxed(m.heap(), store, i, v);
    }
    setKind(list, List::kBoxed);
    setStore(m, list, store, capacity);
    return true;
}

/// Makes room for `capacity` elements of a kind that can hold `kind`. An empty list takes the kind itself.
bool prepare(Mutator& m, List* list, List::ElementKind kind, uint64_t capacity) {
    if (list->length == 0 && list->elementKind() != kind) {
        // The capacity asked for at creation waits in aux until the first value tells the kind.
        uint64_t wanted = std::max<uint64_t>({capacity, list->aux, kMinCapacity});
        wanted = roundCapacity(wanted, elementBytes(kind));
        HeapObject* store = newStore(m, kind, wanted);
        if (store == nullptr) return false;
        setKind(list, kind);
        setStore(m, list, store, wanted);
        return true;
    }
    if (list->elementKind() != kind && list->elementKind() != List::kBoxed) {
        return box(m, list,
                   capacity > list->capacity ? std::max(capacity, grownCapacity(list->capacity)) : capacity);
    }
    if (capacity <= list->capacity) return true;
    capacity =
        std::max<uint64_t>({capacity, grownCapacity(list->capacity), list->length == 0 ? list->aux : 0});
    return (capacity <= kMaxElements && extendStore(m, list, capacity)) || resizeStore(m, list, capacity);
}

List::ElementKind commonKind(const Value* values, uint64_t count) {
    if (count == 0) return List::kBoxed;
    auto kind = kindFor(values[0]);
    for (uint64_t i = 1; i < count && kind != List::kBoxed; ++i) {
        if (kindFor(values[i]) != kind) return List::kBoxed;
    }
    return kind;
}

}  // namespace

List* newList(Mutator& m, uint64_t capacity) {
    auto* list = m.heap().allocate<List>();
    if (list == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    list->aux = static_cast<uint32_t>(std::min<uint64_t>(capacity, UINT32_MAX));
    return list;
}

List* newListFrom(Mutator& m, const Value* values, uint64_t count) {
    List* list = newList(m);
    if (list == nullptr || count == 0) return list;
    if (!prepare(m, list, commonKind(values, count), count)) return nullptr;
    for (uint64_t i = 0; i < count; ++i) listTryStore(m, list, i, values[i]);
    list->length = count;
    return list;
}

bool listSetSlow(Mutator& m, List* list, uint64_t index, Value v) {
    if (list->length == 1 && list->elementKind() != List::kBoxed) {
        // The only element is replaced: the list may take the new value's kind.
        list->length = 0;
        bool prepared = prepare(m, list, kindFor(v), 1);
        list->length = 1;
        if (!prepared) return false;
    } else if (!box(m, list, list->capacity)) {
        return false;
    }
    return listTryStore(m, list, index, v);
}

bool listAppendSlow(Mutator& m, List* list, Value v) {
    if (!prepare(m, list, kindFor(v), list->length + 1)) return false;
    listTryStore(m, list, list->length, v);
    ++list->length;
    return true;
}

bool listInsert(Mutator& m, List* list, uint64_t index, Value v) {
    NOODLE_DCHECK(index <= list->length, "list index out of range");
    if (!prepare(m, list, kindFor(v), list->length + 1)) return false;
    size_t size = elementBytes(list->elementKind());
    char* at = elements(list) + index * size;
    std::memmove(at + size, at, (list->length - index) * size);
    listTryStore(m, list, index, v);
    ++list->length;
    noteShifted(m, list, index + 1, index);
    return true;
}

void listErase(Mutator& m, List* list, uint64_t from, uint64_t to) {
    NOODLE_DCHECK(from <= to && to <= list->length, "list range out of bounds");
    if (from == to) return;
    size_t size = elementBytes(list->elementKind());
    char* base = elements(list);
    std::memmove(base + from * size, base + to * size, (list->length - to) * size);
    uint64_t length = list->length - (to - from);
    if (list->elementKind() == List::kBoxed)
        std::fill(boxed(list) + length, boxed(list) + list->length, Value::undef());
    list->length = length;
    noteShifted(m, list, from, to);
}

bool listExtend(Mutator& m, List* list, List* source) {
    const uint64_t count = source->length;
    if (count == 0) return true;
    const uint64_t old = list->length;
    if (!prepare(m, list, source->elementKind(), old + count)) return false;
    if (list->elementKind() == source->elementKind()) {
        size_t size = elementBytes(list->elementKind());
        std::memcpy(elements(list) + old * size, elements(source), count * size);
        noteWritten(m, list, old, count);
        list->length = old + count;
        return chargeBytes(m, count * size);  // last: what runs now may change both lists
    }
    for (uint64_t i = 0; i < count; ++i) {
        Value v = listGet(m, source, i);
        if (v.isException() || !listAppend(m, list, v)) {
            listErase(m, list, old, list->length);
            return false;
        }
    }
    return true;
}

List* listSlice(Mutator& m, List* list, int64_t from, int64_t count, int64_t step) {
    List* result = newList(m);
    if (result == nullptr || count <= 0) return result;
    const auto kind = list->elementKind();
    if (!prepare(m, result, kind, static_cast<uint64_t>(count))) return nullptr;
    const size_t size = elementBytes(kind);
    const char* source = elements(list);
    char* target = elements(result);
    if (step == 1) {
        std::memcpy(target, source + static_cast<uint64_t>(from) * size, static_cast<uint64_t>(count) * size);
    } else {
        for (int64_t i = 0; i < count; ++i) {
            std::memcpy(target + static_cast<uint64_t>(i) * size,
                        source + static_cast<uint64_t>(from + i * step) * size, size);
        }
    }
    result->length = static_cast<uint64_t>(count);
    noteWritten(m, result, 0, result->length);
    return chargeBytes(m, static_cast<uint64_t>(count) * size) ? result : nullptr;
}

bool listReserve(Mutator& m, List* list, uint64_t capacity) {
    if (capacity <= list->capacity) return true;
    if (list->length == 0) {
        list->aux = static_cast<uint32_t>(std::min<uint64_t>(capacity, UINT32_MAX));
        return true;
    }
    return resizeStore(m, list, capacity);
}

void listClear(Mutator& m, List* list) {
    list->length = 0;
    list->aux = 0;
    setKind(list, List::kBoxed);
    setStore(m, list, nullptr, 0);
}

void listReverse(Mutator& m, List* list) {
    if (list->length == 0) return;
    if (list->elementKind() == List::kBool) {
        auto* bytes = reinterpret_cast<uint8_t*>(elements(list));
        std::reverse(bytes, bytes + list->length);
    } else {
        auto* words = reinterpret_cast<uint64_t*>(elements(list));
        std::reverse(words, words + list->length);
        if (list->elementKind() == List::kBoxed)
            m.heap().writeBarrierMoved(static_cast<ValueStore*>(list->store), boxed(list), list->length);
    }
}

bool listMakeBoxed(Mutator& m, List* list) {
    return box(m, list, list->capacity);
}

Tuple* newTuple(Mutator& m, const Value* values, uint32_t count) {
    auto* tuple = m.heap().allocate<Tuple>(size_t{count} * sizeof(Value));
    if (tuple == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    tuple->aux = count;
    std::copy(values, values + count, tuple->elements());
    return tuple;
}

}  // namespace noodle

// The table behind maps and sets.
//
//   entries   (key, value) pairs or keys, in order of insertion; a deleted one has key undef and stays until
//   compaction hashes    one per entry: most mismatches are settled without looking at the key index     open
//   addressing, linear probing: entry number + 1, 0 = never used. A slot of a deleted entry keeps pointing
//             at it, which is what holds probe sequences together. Tables up to kLinearEntries have none.
//
// Entries move only when something is added to a full table: that is where deleted ones are dropped.
// Comparing keys may run Noodle code, which may change this very table: `version` tells, and the search
// starts over.
#include "runtime/object/map.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "runtime/object/errors.h"
#include "runtime/object/key.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

constexpr int64_t kAbsent = -1;
constexpr int64_t kFailed = -2;
constexpr uint32_t kMaxEntries = 1u << 29;

uint32_t stride(const HashBase* table) {
    return table->kind == ObjectKind::Map ? 2 : 1;
}
Value& keyAt(HashBase* table, uint32_t entry) {
    return table->entries->values()[size_t{entry} * stride(table)];
}
uint32_t capacityOf(const HashBase* table) {
    if (table->entries == nullptr) return 0;
    return static_cast<uint32_t>(table->entries->capacity) / stride(table);
}

struct Probe {
    int64_t entry;
    bool restart = false;
};

/// Settles whether entry `i`, whose key is not the same word, is the wanted key.
Probe compareEntry(Mutator& m, HashBase* table, uint32_t i, Value key) {
    Value stored = keyAt(table, i);
    if (stored.isUndef()) return {kAbsent};
    if (stored.isKind(ObjectKind::String) && key.isKind(ObjectKind::String)) {
        return {equalStrings(m, stored.cast<String>(), key.cast<String>()) ? int64_t{i} : kAbsent};
    }
    const uint32_t version = table->version;
    std::optional<bool> equal = equalKeys(m, stored, key);
    if (!equal) return {kFailed};
    if (table->version != version) return {kAbsent, true};
    return {*equal ? int64_t{i} : kAbsent};
}

/// The same word is the same key, and different small ints are different keys: for those the hashes need not
/// be fetched.
bool examine(Mutator& m, HashBase* table, uint32_t i, Value key, uint32_t hash, Probe& result) {
    Value stored = keyAt(table, i);
    if (identical(stored, key)) {
        result = {int64_t{i}};
        return true;
    }
    if (stored.isInt48() && key.isInt48()) return false;
    if (table->hashes->data<uint32_t>()[i] != hash) return false;
    result = compareEntry(m, table, i, key);
    return result.entry != kAbsent || result.restart;
}

Probe search(Mutator& m, HashBase* table, Value key, uint32_t hash) {
    Probe result{kAbsent};
    if (table->count == 0) return result;
    if (table->index == nullptr) {
        for (uint32_t i = table->aux; i < table->used; ++i) {
            if (examine(m, table, i, key, hash, result)) return result;
        }
        return {kAbsent};
    }
    for (uint32_t slot = hash & table->indexMask;; slot = (slot + 1) & table->indexMask) {
        int32_t entry = table->index->data<int32_t>()[slot];
        if (entry == 0) return {kAbsent};
        if (examine(m, table, static_cast<uint32_t>(entry - 1), key, hash, result)) return result;
    }
}

/// Entry of `key`, kAbsent, or kFailed with the error pending.
int64_t find(Mutator& m, HashBase* table, Value key, uint32_t hash) {
    while (true) {
        Probe probe = search(m, table, key, hash);
        if (!probe.restart) return probe.entry;
    }
}

void addToIndex(HashBase* table, uint32_t entry, uint32_t hash) {
    auto* index = table->index->data<int32_t>();
    uint32_t slot = hash & table->indexMask;
    while (index[slot] != 0) slot = (slot + 1) & table->indexMask;
    index[slot] = static_cast<int32_t>(entry + 1);
}

void rebuildIndex(HashBase* table) {
    if (table->index == nullptr) return;
    std::memset(table->index->bytes(), 0, table->index->byteCapacity);
    auto* hashes = table->hashes->data<uint32_t>();
    for (uint32_t i = 0; i < table->used; ++i) addToIndex(table, i, hashes[i]);
}

/// Copies the live entries of `from`, in order, to the front of the given arrays (which may be its own).
/// Returns how many.
uint32_t copyLive(HashBase* from, Value* entries, uint32_t* hashes) {
    const uint32_t width = stride(from);
    const Value* source = from->entries->values();
    const uint32_t* sourceHashes = from->hashes->data<uint32_t>();
    uint32_t live = 0;
    for (uint32_t i = from->aux; i < from->used; ++i) {
        const Value* entry = source + size_t{i} * width;
        if (entry->isUndef()) continue;
        std::copy(entry, entry + width, entries + size_t{live} * width);
        hashes[live++] = sourceHashes[i];
    }
    return live;
}

/// Fresh arrays for `capacity` entries in `target`, filled with the live entries of `source` (which may be
/// `target`, or null).
bool rehash(Mutator& m, HashBase* target, HashBase* source, uint32_t capacity) {
    const uint32_t width = stride(target);
    if (capacity > kMaxEntries) {
        throwOutOfMemory(m);
        return false;
    }
    Heap& heap = m.heap();
    auto* entries = heap.allocate<ValueStore>(size_t{capacity} * width * sizeof(Value));
    if (entries != nullptr) {
        entries->capacity = size_t{capacity} * width;
        std::fill(entries->values(), entries->values() + entries->capacity, Value::undef());
    }
    auto* hashes = entries != nullptr ? heap.allocate<Raw>(size_t{capacity} * sizeof(uint32_t)) : nullptr;
    if (hashes != nullptr) hashes->byteCapacity = size_t{capacity} * sizeof(uint32_t);
    Raw* index = nullptr;
    uint32_t slots = 0;
    if (capacity > kLinearEntries && hashes != nullptr) {
        slots = std::bit_ceil(capacity + capacity / 2);
        index = heap.allocate<Raw>(size_t{slots} * sizeof(int32_t));
        if (index != nullptr) index->byteCapacity = size_t{slots} * sizeof(int32_t);
    }
    if (entries == nullptr || hashes == nullptr || (slots != 0 && index == nullptr)) {
        throwOutOfMemory(m);
        return false;
    }
    uint32_t live = 0;
    if (source != nullptr && source->count != 0)
        live = copyLive(source, entries->values(), hashes->data<uint32_t>());
    target->entries = entries;
    target->hashes = hashes;
    target->index = index;
    target->indexMask = slots == 0 ? 0 : slots - 1;
    target->count = target->used = live;
    target->aux = 0;
    heap.writeBarrier(target, entries);
    heap.writeBarrier(target, hashes);
    heap.writeBarrier(target, index);
    rebuildIndex(target);
    return true;
}

void compact(HashBase* table) {
    Value* entries = table->entries->values();
    uint32_t live = copyLive(table, entries, table->hashes->data<uint32_t>());
    std::fill(entries + size_t{live} * stride(table), entries + size_t{table->used} * stride(table),
              Value::undef());
    table->used = live;
    table->aux = 0;
    rebuildIndex(table);
}

/// Room for one more entry. May move entries.
bool ensureRoom(Mutator& m, HashBase* table) {
    uint32_t capacity = capacityOf(table);
    if (table->used < capacity) return true;
    if (table->used >= kLinearEntries && table->count <= table->used - table->used / 4) {
        compact(table);
        return true;
    }
    return rehash(m, table, table, std::max<uint32_t>(4, capacity * 2));
}

/// Adds a key that is not there. `value` is ignored for sets.
bool add(Mutator& m, HashBase* table, Value key, Value value, uint32_t hash) {
    if (!ensureRoom(m, table)) return false;
    uint32_t i = table->used++;
    Value* entry = &keyAt(table, i);
    entry[0] = key;
    m.heap().writeBarrier(table->entries, key);
    if (stride(table) == 2) {
        entry[1] = value;
        m.heap().writeBarrier(table->entries, value);
    }
    table->hashes->data<uint32_t>()[i] = hash;
    if (table->index != nullptr) addToIndex(table, i, hash);
    ++table->count;
    ++table->version;
    return true;
}

void removeEntry(HashBase* table, uint32_t i) {
    Value* entry = &keyAt(table, i);
    std::fill(entry, entry + stride(table), Value::undef());
    --table->count;
    ++table->version;
    if (table->count == 0) {
        table->used = table->aux = 0;
        rebuildIndex(table);
        return;
    }
    while (keyAt(table, table->aux).isUndef()) ++table->aux;
}

void clear(HashBase* table) {
    table->count = table->used = table->aux = table->indexMask = 0;
    table->entries = nullptr;
    table->hashes = table->index = nullptr;
    ++table->version;
}

template <typename T>
T* newTable(Mutator& m, uint32_t capacity) {
    T* table = m.heap().allocate<T>();
    if (table == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    return capacity == 0 || rehash(m, table, nullptr, std::max<uint32_t>(4, capacity)) ? table : nullptr;
}

template <typename T>
T* copyTable(Mutator& m, T* source) {
    T* copy = newTable<T>(m, 0);
    if (copy == nullptr || source->count == 0) return copy;
    return rehash(m, copy, source, std::max<uint32_t>(4, source->count)) ? copy : nullptr;
}

}  // namespace

Map* newMap(Mutator& m, uint32_t capacity) {
    return newTable<Map>(m, capacity);
}
Set* newSet(Mutator& m, uint32_t capacity) {
    return newTable<Set>(m, capacity);
}

Value mapGet(Mutator& m, Map* map, Value key) {
    auto hash = hashKey(m, key);
    if (!hash) return Value::exception();
    int64_t entry = find(m, map, key, *hash);
    if (entry == kFailed) return Value::exception();
    return entry == kAbsent ? Value::undef() : map->entries->values()[2 * entry + 1];
}

bool mapSet(Mutator& m, Map* map, Value key, Value value) {
    auto hash = hashKey(m, key);
    if (!hash) return false;
    int64_t entry = find(m, map, key, *hash);
    if (entry == kFailed) return false;
    if (entry != kAbsent) {
        map->entries->values()[2 * entry + 1] = value;
        m.heap().writeBarrier(map->entries, value);
        return true;
    }
    Value stored = storedKey(m, key);
    return !stored.isException() && add(m, map, stored, value, *hash);
}

Value mapRemove(Mutator& m, Map* map, Value key) {
    auto hash = hashKey(m, key);
    if (!hash) return Value::exception();
    int64_t entry = find(m, map, key, *hash);
    if (entry == kFailed) return Value::exception();
    if (entry == kAbsent) return Value::undef();
    Value value = map->entries->values()[2 * entry + 1];
    removeEntry(map, static_cast<uint32_t>(entry));
    return value;
}

void mapClear(Mutator&, Map* map) {
    clear(map);
}
Map* mapCopy(Mutator& m, Map* map) {
    return copyTable(m, map);
}

bool mapSetInterned(Mutator& m, Map* map, String* key, Value value) {
    Value wanted = Value::ofObject(key);
    int64_t entry = find(m, map, wanted, key->aux);
    if (entry == kAbsent) return add(m, map, wanted, value, key->aux);
    map->entries->values()[2 * entry + 1] = value;
    m.heap().writeBarrier(map->entries, value);
    return true;
}

std::optional<bool> setContains(Mutator& m, Set* set, Value key) {
    auto hash = hashKey(m, key);
    if (!hash) return std::nullopt;
    int64_t entry = find(m, set, key, *hash);
    if (entry == kFailed) return std::nullopt;
    return entry != kAbsent;
}

std::optional<bool> setAdd(Mutator& m, Set* set, Value key) {
    auto hash = hashKey(m, key);
    if (!hash) return std::nullopt;
    int64_t entry = find(m, set, key, *hash);
    if (entry == kFailed) return std::nullopt;
    if (entry != kAbsent) return false;
    Value stored = storedKey(m, key);
    if (stored.isException() || !add(m, set, stored, Value::undef(), *hash)) return std::nullopt;
    return true;
}

std::optional<bool> setRemove(Mutator& m, Set* set, Value key) {
    auto hash = hashKey(m, key);
    if (!hash) return std::nullopt;
    int64_t entry = find(m, set, key, *hash);
    if (entry == kFailed) return std::nullopt;
    if (entry == kAbsent) return false;
    removeEntry(set, static_cast<uint32_t>(entry));
    return true;
}

void setClear(Mutator&, Set* set) {
    clear(set);
}
Set* setCopy(Mutator& m, Set* set) {
    return copyTable(m, set);
}

}  // namespace noodle

// The table behind maps and sets.
//
//   entries   (key, value) pairs or keys, in order of insertion; a deleted one has key undef and stays until
//             compaction
//   index     open addressing, linear probing. A slot holds entry number + 1 in the bits of indexMask and the
//             hash's bits above them, so nearly every mismatch is settled without looking at the key; 0 =
//             never used. A slot of a deleted entry keeps pointing at it, which is what holds probe sequences
//             together. Behind the slots stands the whole hash of each entry, for the day the index grows.
//
// Tables of up to kLinearEntries simple keys (numbers, strings, null, bools: their hash is always at hand)
// have no index but one byte of hash per entry, in `tags`.
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
constexpr uint32_t kMinCapacity = 4;

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
uint32_t* slotsOf(HashBase* table) {
    return table->index->data<uint32_t>();
}
uint32_t* hashesOf(HashBase* table) {
    return slotsOf(table) + table->indexMask + 1;
}

bool isSimpleKey(Value key) {
    return !key.isObject() || key.isKind(ObjectKind::String) || key.isKind(ObjectKind::BoxedInt);
}
/// Of a key that is in a table already.
uint32_t hashOfSimple(Mutator& m, Value key) {
    return *hashKey(m, key);
}

uint8_t tagOf(uint32_t hash) {
    return static_cast<uint8_t>(hash >> 24);
}
uint8_t tagAt(const HashBase* table, uint32_t entry) {
    return static_cast<uint8_t>(table->tags >> (8 * entry));
}
void setTag(HashBase* table, uint32_t entry, uint32_t hash) {
    table->tags &= ~(uint64_t{0xFF} << (8 * entry));
    table->tags |= uint64_t{tagOf(hash)} << (8 * entry);
}

struct Probe {
    int64_t entry;
    bool restart = false;
};

/// Settles whether entry `i`, whose key has the same hash but is not the same word, is the wanted key.
Probe compareEntry(Mutator& m, HashBase* table, uint32_t i, Value key) {
    const uint32_t version = table->version;
    std::optional<bool> equal = equalKeys(m, keyAt(table, i), key);
    if (!equal) return {kFailed};
    if (table->version != version) return {kAbsent, true};
    return {*equal ? int64_t{i} : kAbsent};
}

/// Is `stored`, of which part of the hash agrees, another key for certain? Cheap; two ints or two strings
/// are always settled, and then `same` tells.
bool settle(Mutator& m, Value stored, Value key, bool& same) {
    same = identical(stored, key);
    if (same || stored.isUndef()) return true;
    if (stored.isInt48()) return key.isInt48();
    if (!stored.isKind(ObjectKind::String) || !key.isKind(ObjectKind::String)) return false;
    same = equalStrings(m, stored.cast<String>(), key.cast<String>());
    return true;
}

Probe searchLinear(Mutator& m, HashBase* table, Value key, uint32_t hash) {
    for (uint32_t i = table->aux; i < table->used; ++i) {
        if (tagAt(table, i) != tagOf(hash)) continue;
        Value stored = keyAt(table, i);
        bool same;
        if (settle(m, stored, key, same)) {
            if (same) return {int64_t{i}};
            continue;
        }
        if (hashOfSimple(m, stored) != hash) continue;
        Probe probe = compareEntry(m, table, i, key);
        if (probe.entry != kAbsent || probe.restart) return probe;
    }
    return {kAbsent};
}

Probe searchIndex(Mutator& m, HashBase* table, Value key, uint32_t hash) {
    const uint32_t mask = table->indexMask;
    const uint32_t* slots = slotsOf(table);
    for (uint32_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const uint32_t word = slots[slot];
        if (word == 0) return {kAbsent};
        if (((word ^ hash) & ~mask) != 0) continue;
        const uint32_t i = (word & mask) - 1;
        bool same;
        if (settle(m, keyAt(table, i), key, same)) {
            if (same) return {int64_t{i}};
            continue;
        }
        if (hashesOf(table)[i] != hash) continue;
        Probe probe = compareEntry(m, table, i, key);
        if (probe.entry != kAbsent || probe.restart) return probe;
    }
}

/// Entry of `key`, kAbsent, or kFailed with the error pending.
int64_t find(Mutator& m, HashBase* table, Value key, uint32_t hash) {
    while (table->count != 0) {
        Probe probe =
            table->index == nullptr ? searchLinear(m, table, key, hash) : searchIndex(m, table, key, hash);
        if (!probe.restart) return probe.entry;
    }
    return kAbsent;
}

void addToIndex(HashBase* table, uint32_t entry, uint32_t hash) {
    const uint32_t mask = table->indexMask;
    uint32_t* slots = slotsOf(table);
    uint32_t slot = hash & mask;
    while (slots[slot] != 0) slot = (slot + 1) & mask;
    slots[slot] = (hash & ~mask) | (entry + 1);
}

void rebuildIndex(HashBase* table) {
    if (table->index == nullptr) return;
    std::memset(slotsOf(table), 0, (size_t{table->indexMask} + 1) * sizeof(uint32_t));
    const uint32_t* hashes = hashesOf(table);
    for (uint32_t i = 0; i < table->used; ++i) addToIndex(table, i, hashes[i]);
}

/// Copies the live entries of `from`, in order, to the front of `entries` (which may be its own), their
/// hashes to `hashes` or their tags to `tags`: the table they go to has an index or has none. Returns how
/// many.
uint32_t copyLive(Mutator& m, HashBase* from, Value* entries, uint32_t* hashes, uint64_t& tags) {
    const uint32_t width = stride(from);
    const Value* source = from->entries->values();
    const uint32_t* known = from->index != nullptr ? hashesOf(from) : nullptr;
    uint64_t newTags = 0;
    uint32_t live = 0;
    for (uint32_t i = from->aux; i < from->used; ++i) {
        const Value* entry = source + size_t{i} * width;
        if (entry->isUndef()) continue;
        if (hashes != nullptr) {
            hashes[live] = known != nullptr ? known[i] : hashOfSimple(m, *entry);
        } else {
            newTags |= uint64_t{known != nullptr ? tagOf(known[i]) : tagAt(from, i)} << (8 * live);
        }
        std::copy(entry, entry + width, entries + size_t{live++} * width);
    }
    tags = newTags;
    return live;
}

/// Slots of an index for `capacity` entries: at most three quarters are used.
uint32_t slotsFor(uint32_t capacity) {
    return std::bit_ceil(capacity + (capacity + 2) / 3);
}

/// Null: OutOfMemoryError pending. Slots and hashes are zero.
Raw* newIndex(Mutator& m, uint32_t slots, uint32_t capacity) {
    const size_t bytes = (size_t{slots} + capacity) * sizeof(uint32_t);
    auto* index = m.heap().allocate<Raw>(bytes);
    if (index == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    index->byteCapacity = bytes;
    return index;
}

ValueStore* newEntries(Mutator& m, size_t values) {
    auto* entries = m.heap().allocate<ValueStore>(values * sizeof(Value));
    if (entries == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    entries->capacity = values;
    return entries;
}

void setIndex(Mutator& m, HashBase* table, Raw* index, uint32_t slots) {
    table->index = index;
    table->indexMask = slots == 0 ? 0 : slots - 1;
    m.heap().writeBarrier(table, index);
}

bool checkCapacity(Mutator& m, uint32_t capacity) {
    if (capacity <= kMaxEntries) return true;
    throwOutOfMemory(m);
    return false;
}

/// Fresh arrays for `capacity` entries in `target`, filled with the live entries of `source` (which may be
/// `target`, or null). Only tables of simple keys may be without an index.
bool rehash(Mutator& m, HashBase* target, HashBase* source, uint32_t capacity, bool indexed) {
    if (!checkCapacity(m, capacity)) return false;
    const uint32_t slots = indexed ? slotsFor(capacity) : 0;
    ValueStore* entries = newEntries(m, size_t{capacity} * stride(target));
    Raw* index = entries != nullptr && indexed ? newIndex(m, slots, capacity) : nullptr;
    if (entries == nullptr || (indexed && index == nullptr)) return false;
    uint32_t* hashes = indexed ? index->data<uint32_t>() + slots : nullptr;
    uint32_t live = 0;
    uint64_t tags = 0;
    if (source != nullptr && source->count != 0) live = copyLive(m, source, entries->values(), hashes, tags);
    m.heap().writeBarrierRange(entries, entries->values(), size_t{live} * stride(target));
    target->entries = entries;
    m.heap().writeBarrier(target, entries);
    setIndex(m, target, index, slots);
    target->tags = tags;
    target->count = target->used = live;
    target->aux = 0;
    for (uint32_t i = 0; indexed && i < live; ++i) addToIndex(target, i, hashes[i]);
    return true;
}

/// Room for `capacity` entries without moving them: big arrays can get longer where they lie. False: they
/// cannot; nullopt: the error is pending.
std::optional<bool> growInPlace(Mutator& m, HashBase* table, uint32_t capacity) {
    ValueStore* entries = table->entries;
    if (table->index == nullptr || (entries->gcBits & HeapObject::kLarge) == 0) return false;
    if (!checkCapacity(m, capacity)) return std::nullopt;
    const uint32_t slots = slotsFor(capacity);
    Raw* index = newIndex(m, slots, capacity);
    if (index == nullptr) return std::nullopt;
    const size_t values = size_t{capacity} * stride(table);
    if (!m.heap().extend(entries, sizeof(ValueStore) + values * sizeof(Value))) return false;
    entries->capacity = values;
    std::copy_n(hashesOf(table), table->used, index->data<uint32_t>() + slots);
    setIndex(m, table, index, slots);
    const uint32_t* hashes = hashesOf(table);
    for (uint32_t i = 0; i < table->used; ++i) addToIndex(table, i, hashes[i]);
    return true;
}

/// Tells the collector where the live entries are about to go.
void noteCompaction(Mutator& m, HashBase* table) {
    const Value* entries = table->entries->values();
    const size_t width = stride(table);
    auto isLive = [&](uint32_t i) { return !entries[i * width].isUndef(); };
    uint32_t live = 0;
    for (uint32_t i = table->aux; i < table->used; ++i) {
        const uint32_t first = i;
        while (i < table->used && isLive(i)) ++i;
        if (i == first) continue;
        m.heap().writeBarrierShifted(table->entries, entries + live * width, entries + first * width,
                                     (i - first) * width);
        live += i - first;
    }
}

void compact(Mutator& m, HashBase* table) {
    noteCompaction(m, table);
    Value* entries = table->entries->values();
    uint32_t* hashes = table->index != nullptr ? hashesOf(table) : nullptr;
    uint32_t live = copyLive(m, table, entries, hashes, table->tags);
    std::fill(entries + size_t{live} * stride(table), entries + size_t{table->used} * stride(table),
              Value::undef());
    table->used = live;
    table->aux = 0;
    rebuildIndex(table);
}

uint32_t grownCapacity(uint32_t capacity) {
    if (capacity < kMinCapacity) return kMinCapacity;
    if (capacity < kLinearEntries) return kLinearEntries;
    // What slots of twice the number carry.
    uint32_t slots = slotsFor(capacity + 1);
    uint32_t most = slots - slots / 4;
    return most > capacity + capacity / 4 ? most : slots * 2 - slots / 2;
}

/// Room for one more entry. May move entries.
bool ensureRoom(Mutator& m, HashBase* table, Value key) {
    const uint32_t capacity = capacityOf(table);
    const bool indexed = table->index != nullptr || !isSimpleKey(key);
    if (table->used < capacity) {
        return indexed == (table->index != nullptr) || rehash(m, table, table, capacity, true);
    }
    if (table->used >= kLinearEntries && table->count <= table->used - table->used / 4) {
        compact(m, table);
        return indexed == (table->index != nullptr) || rehash(m, table, table, capacity, true);
    }
    const uint32_t grown = grownCapacity(capacity);
    const std::optional<bool> inPlace = growInPlace(m, table, grown);
    if (!inPlace || *inPlace) return inPlace.has_value();
    return rehash(m, table, table, grown, indexed || grown > kLinearEntries);
}

void setValue(Mutator& m, HashBase* table, Value* place, Value value) {
    m.heap().writeBarrierAt(table->entries, place, value);
    *place = value;
}

/// Adds a key that is not there. `value` is ignored for sets.
bool add(Mutator& m, HashBase* table, Value key, Value value, uint32_t hash) {
    if (!ensureRoom(m, table, key)) return false;
    uint32_t i = table->used++;
    Value* entry = &keyAt(table, i);
    entry[0] = key;
    m.heap().writeBarrierAt(table->entries, entry, key);
    if (stride(table) == 2) setValue(m, table, entry + 1, value);
    if (table->index != nullptr) {
        hashesOf(table)[i] = hash;
        addToIndex(table, i, hash);
    } else {
        setTag(table, i, hash);
    }
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
    table->index = nullptr;
    ++table->version;
}

template <typename T>
T* newTable(Mutator& m, uint32_t capacity) {
    T* table = m.heap().allocate<T>();
    if (table == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    if (capacity == 0) return table;
    return rehash(m, table, nullptr, capacity, capacity > kLinearEntries) ? table : nullptr;
}

template <typename T>
T* copyTable(Mutator& m, T* source) {
    T* copy = newTable<T>(m, 0);
    if (copy == nullptr || source->count == 0) return copy;
    const bool indexed = source->index != nullptr;  // its keys may not be simple
    return rehash(m, copy, source, source->count, indexed) ? copy : nullptr;
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
        setValue(m, map, map->entries->values() + 2 * entry + 1, value);
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
    setValue(m, map, map->entries->values() + 2 * entry + 1, value);
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

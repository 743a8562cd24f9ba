// Maps and sets: insertion-ordered open addressing. Keys are hashed and compared by language rules through
// hashKey/equalKeys (runtime/object/key.h), which may call Noodle code (equals/hash of instances): after such
// a call the table is looked at again. Deleting while iterating is detected through `version`.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

/// Tables up to this many entries of simple keys have no index: they are searched in order.
constexpr uint32_t kLinearEntries = 8;

Map* newMap(Mutator& m, uint32_t capacity = 0);
Set* newSet(Mutator& m, uint32_t capacity = 0);

/// The value, undef if there is none, exception if the key cannot be hashed or its equals throws.
Value mapGet(Mutator& m, Map* map, Value key);
[[nodiscard]] bool mapSet(Mutator& m, Map* map, Value key, Value value);
/// The removed value, undef if absent, or exception.
Value mapRemove(Mutator& m, Map* map, Value key);
void mapClear(Mutator& m, Map* map);
Map* mapCopy(Mutator& m, Map* map);

/// For interned string keys (member tables): no language equality is needed.
inline Value mapGetInterned(Map* map, String* key) {
    if (map->count == 0) return Value::undef();
    const Value wanted = Value::ofObject(key);
    Value* entries = map->entries->values();
    if (map->index == nullptr) {
        for (uint32_t i = 0; i < map->used; ++i) {
            if (identical(entries[2 * i], wanted)) return entries[2 * i + 1];
        }
        return Value::undef();
    }
    const auto* slots = map->index->data<uint32_t>();
    const uint32_t mask = map->indexMask;
    for (uint32_t slot = key->aux & mask;; slot = (slot + 1) & mask) {
        uint32_t word = slots[slot];  // see map.cpp
        if (word == 0) return Value::undef();
        if (((word ^ key->aux) & ~mask) != 0) continue;
        Value* pair = entries + 2 * static_cast<size_t>((word & mask) - 1);
        if (identical(pair[0], wanted)) return pair[1];
    }
}
[[nodiscard]] bool mapSetInterned(Mutator& m, Map* map, String* key, Value value);

std::optional<bool> setContains(Mutator& m, Set* set, Value key);
/// True if it was new.
std::optional<bool> setAdd(Mutator& m, Set* set, Value key);
std::optional<bool> setRemove(Mutator& m, Set* set, Value key);
void setClear(Mutator& m, Set* set);
Set* setCopy(Mutator& m, Set* set);

/// Steps over live entries: start with position 0; false at the end. key/value may be null pointers if not
/// wanted. Positions stay valid over removals and changes of values, not over additions.
inline bool mapNext(Map* map, uint64_t& position, Value* key, Value* value) {
    for (position = position < map->aux ? map->aux : position; position < map->used; ++position) {
        Value* pair = map->entries->values() + 2 * position;
        if (pair[0].isUndef()) continue;
        if (key != nullptr) *key = pair[0];
        if (value != nullptr) *value = pair[1];
        ++position;
        return true;
    }
    return false;
}
inline bool setNext(Set* set, uint64_t& position, Value* key) {
    for (position = position < set->aux ? set->aux : position; position < set->used; ++position) {
        Value v = set->entries->values()[position];
        if (v.isUndef()) continue;
        if (key != nullptr) *key = v;
        ++position;
        return true;
    }
    return false;
}

}  // namespace noodle

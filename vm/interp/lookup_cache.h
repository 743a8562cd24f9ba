// LookupCache: what sites with many shapes found last, for the whole isolate: (shape, name) to the index of a
// field or to a method. Direct-mapped; an entry counts only under the member epoch it was made in. Owned by
// the Vm, a root.
#pragma once

#include <cstdint>

#include "runtime/gc/heap.h"
#include "runtime/object/shape.h"

namespace noodle {

class LookupCache {
  public:
    struct Entry {
        const Shape* shape = nullptr;
        const void* name = nullptr;  ///< interned String or Symbol: methods and fields never share a key
        HeapObject* method = nullptr;
        uint32_t index = 0;  ///< of a field
        uint32_t epoch = 0;
    };

    /// Null if nothing is known.
    const Entry* find(const Shape* shape, const void* name, uint32_t epoch) const {
        const Entry& entry = entries_[placeOf(shape, name)];
        return entry.shape == shape && entry.name == name && entry.epoch == epoch ? &entry : nullptr;
    }
    void put(const Entry& entry) { entries_[placeOf(entry.shape, entry.name)] = entry; }
    void traceRoots(Marker& marker) {
        for (const Entry& entry : entries_) marker.markObject(entry.method);
    }

  private:
    static constexpr size_t kEntries = 512;
    static size_t placeOf(const Shape* shape, const void* name) {
        auto mixed =
            (reinterpret_cast<uintptr_t>(shape) >> 4) * 31 + (reinterpret_cast<uintptr_t>(name) >> 3);
        return (mixed ^ (mixed >> 9)) % kEntries;
    }
    Entry entries_[kEntries];
};

}  // namespace noodle

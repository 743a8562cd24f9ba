// Module runtime: what a program may know of the engine that runs it, and ask of it.
#include <algorithm>

#include "runtime/builtins/module_tables.h"
#include "runtime/object/errors.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"

namespace noodle {
namespace {

bool report(Mutator& m, Map* map, std::string_view name, uint64_t count) {
    String* key = m.intern(name);
    if (key == nullptr) {
        throwOutOfMemory(m);
        return false;
    }
    Value value = makeInt(m, static_cast<int64_t>(count));
    return !value.isException() && mapSetInterned(m, map, key, value);
}

/// gc(): a full collection now. What it did, as a Map of counts in bytes, objects and microseconds.
Value collectGarbage(Mutator& m, Args) {
    const HeapStats before = m.heap().stats();
    m.heap().collect();
    const HeapStats after = m.heap().stats();
    Map* map = newMap(m);
    NOODLE_TRY_PTR(map);
    const uint64_t pauseNs = after.fullPauses.totalNs() - before.fullPauses.totalNs();
    bool done =
        report(m, map, "freedBytes", before.liveBytes - std::min(before.liveBytes, after.liveBytes)) &&
        report(m, map, "freedObjects", after.freedObjects - before.freedObjects) &&
        report(m, map, "liveBytes", after.liveBytes) && report(m, map, "heapBytes", after.footprintBytes) &&
        report(m, map, "pauseMicroseconds", pauseNs / 1000) &&
        report(m, map, "collections", after.collections);
    return done ? Value::ofObject(map) : Value::exception();
}

constexpr NativeSpec kFunctions[] = {
    {"gc", "", collectGarbage},
};

}  // namespace

const NativeModule& runtimeModule() {
    static const NativeModule module{"runtime", kFunctions, {}};
    return module;
}

}  // namespace noodle

// Module runtime: what the running program is made of and what it takes.
#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <thread>

#include "runtime/builtins/args.h"
#include "runtime/builtins/memory_objects.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/reflection.h"
#include "runtime/builtins/state.h"
#include "runtime/entry/text.h"
#include "runtime/gc/trace.h"
#include "runtime/object/class.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

Value heapStats(Mutator& m, Args) {
    const HeapStats stats = m.heap().stats();
    return FigureMap(m)
        .add("liveBytes", stats.liveBytes)
        .add("peakBytes", stats.peakBytes)
        .add("allocatedBytes", stats.allocatedBytes)
        .add("allocatedObjects", stats.allocatedObjects)
        .add("freedObjects", stats.freedObjects)
        .add("collections", stats.collections)
        .add("fullCollections", stats.fullCollections)
        .add("footprintBytes", stats.footprintBytes)
        .add("promotedBytes", stats.promotedBytes)
        .add("fragmentation", stats.fragmentation())
        .add("pauseTotal", static_cast<double>(stats.pauseNsTotal()) * 1e-9)
        .add("pauseMax", static_cast<double>(stats.pauseNsMax()) * 1e-9)
        .add("limitBytes", uint64_t{m.heap().options().limitBytes})
        .done();
}

Value usageMap(Mutator& m, const RegionUsage& usage) {
    return FigureMap(m)
        .add("usedBytes", uint64_t{usage.usedBytes})
        .add("peakBytes", uint64_t{usage.peakBytes})
        .add("capacityBytes", uint64_t{usage.capacityBytes})
        .add("limitBytes", uint64_t{usage.limitBytes})
        .add("utilisation", usage.utilisation())
        .add("allocations", usage.allocations)
        .add("fallbacks", usage.fallbacks)
        .add("refusals", usage.refusals)
        .add("evictions", usage.evictions)
        .done();
}

Value regionStats(Mutator& m, Args) {
    BuiltinState& state = builtinState(m);
    if (state.measureRegions) state.measureRegions(m, state.memory->regions);
    FigureMap all(m);
    for (size_t i = 0; i < kRegionCount; ++i) {
        auto kind = static_cast<RegionKind>(i);
        all.add(nameOf(kind), usageMap(m, state.memory->regions.of(kind).usage()));
    }
    return all.done();
}

Value poolStats(Mutator& m, Args) {
    const SizePools& pools = builtinState(m).memory->pools;
    List* rows = newList(m);
    NOODLE_TRY_PTR(rows);
    for (size_t i = 0; i < SizePools::kClassCount; ++i) {
        const PoolUsage usage = pools.usage(i);
        Value row = FigureMap(m)
                        .add("cellBytes", uint64_t{usage.cellBytes})
                        .add("usedCells", uint64_t{usage.usedCells})
                        .add("peakCells", uint64_t{usage.peakCells})
                        .add("capacityCells", uint64_t{usage.capacityCells})
                        .add("utilisation", usage.utilisation())
                        .add("allocations", usage.allocations)
                        .add("slabs", uint64_t{usage.slabs})
                        .add("slabsGivenBack", usage.slabsGivenBack)
                        .done();
        NOODLE_REQUIRE(!row.isException() && listAppend(m, rows, row));
    }
    return Value::ofObject(rows);
}

Value pressure(Mutator& m, Args) {
    const PressureMonitor& monitor = builtinState(m).memory->pressure;
    const PressureStats& stats = monitor.stats();
    return FigureMap(m)
        .add("level", stringValue(m, nameOf(monitor.level())))
        .add("readings", stats.readings)
        .add("trims", stats.trims)
        .add("evictions", stats.evictions)
        .add("collections", stats.collections)
        .add("acceptsIsolates", Value::ofBool(monitor.acceptsIsolates()))
        .done();
}

/// gc(): a full collection now. What it did, in bytes, objects and microseconds.
Value collectGarbage(Mutator& m, Args) {
    const HeapStats before = m.heap().stats();
    m.heap().collect();
    const HeapStats after = m.heap().stats();
    return FigureMap(m)
        .add("freedBytes", before.liveBytes - std::min(before.liveBytes, after.liveBytes))
        .add("freedObjects", after.freedObjects - before.freedObjects)
        .add("liveBytes", after.liveBytes)
        .add("heapBytes", after.footprintBytes)
        .add("pauseMicroseconds", (after.fullPauses.totalNs() - before.fullPauses.totalNs()) / 1000)
        .add("wallMicroseconds", (after.fullPauses.wall.totalNs() - before.fullPauses.wall.totalNs()) / 1000)
        .add("collections", after.collections)
        .done();
}

/// Gives back what is only kept to be used again, and what caches hold. The bytes of the regions and pools.
Value trim(Mutator& m, Args) {
    ProgramMemory& memory = *builtinState(m).memory;
    memory.evict(true);
    return makeInt(m, static_cast<int64_t>(memory.pools.trim() + memory.regions.trim()));
}

Value onExit(Mutator& m, Args args) {
    Value function;
    NOODLE_REQUIRE(ArgReader(m, "onExit", args).callable(0, "function", function));
    builtinState(m).exits.push(function);
    return function;
}

struct Population {
    uint64_t objects = 0, bytes = 0;
};
using Populations = std::map<std::string, Population, std::less<>>;

std::string_view typeOf(Mutator& m, HeapObject* o) {
    std::string_view name = typeNameOf(m, Value::ofObject(o));
    return name.empty() ? objectKindName(o->kind) : name;
}

Value populationMap(Mutator& m, const Populations& types) {
    Map* map = newMap(m);
    NOODLE_TRY_PTR(map);
    for (const auto& [name, population] : types) {
        Value row = FigureMap(m).add("objects", population.objects).add("bytes", population.bytes).done();
        Value key = row.isException() ? row : stringValue(m, name);
        NOODLE_REQUIRE(!key.isException() && mapSet(m, map, key, row));
    }
    return Value::ofObject(map);
}

/// snapshot(): a Map from the name of each type to how many of it live and the bytes they take.
Value snapshot(Mutator& m, Args) {
    Populations types;
    m.heap().collect();
    FallibleStack<Heap::Reached> living;
    if (!m.heap().walk(living)) return throwOutOfMemory(m);
    for (const Heap::Reached& each : living) {
        auto known = types.find(typeOf(m, each.object));
        if (known == types.end()) known = types.emplace(typeOf(m, each.object), Population()).first;
        ++known->second.objects;
        known->second.bytes += objectBytes(each.object);
    }
    return populationMap(m, types);
}

/// One figure of a type in a snapshot, 0 where it has none. False: the argument is no snapshot.
bool readFigure(Mutator& m, Value snapshot, Value type, const char* name, int64_t& out) {
    out = 0;
    Map* map = snapshot.as<Map>();
    String* key = m.intern(name);
    Value row = map == nullptr || key == nullptr ? Value::exception() : mapGet(m, map, type);
    if (row.isUndef()) return true;
    Map* figures = row.as<Map>();
    Value figure = figures == nullptr ? Value::undef() : mapGetInterned(figures, key);
    if (isInt(figure)) out = toInt64(figure);
    if (!isInt(figure) && !m.hasPending()) throwExpected(m, "snapshotDiff", "a snapshot", snapshot);
    return isInt(figure);
}

/// snapshotDiff(before, after): the types whose figures differ, and by how much.
Value snapshotDiff(Mutator& m, Args args) {
    Map* out = newMap(m);
    NOODLE_TRY_PTR(out);
    for (uint32_t side : {0u, 1u}) {
        Map* types = args[side].as<Map>();
        if (types == nullptr) return throwExpected(m, "snapshotDiff", "a snapshot", args[side]);
        uint64_t position = 0;
        Value type;
        while (mapNext(types, position, &type, nullptr)) {
            int64_t objects[2], bytes[2];
            for (uint32_t i : {0u, 1u}) {
                NOODLE_REQUIRE(readFigure(m, args[i], type, "objects", objects[i]) &&
                               readFigure(m, args[i], type, "bytes", bytes[i]));
            }
            if (objects[0] == objects[1] && bytes[0] == bytes[1]) continue;
            Value row = FigureMap(m)
                            .add("objects", makeInt(m, objects[1] - objects[0]))
                            .add("bytes", makeInt(m, bytes[1] - bytes[0]))
                            .done();
            NOODLE_REQUIRE(!row.isException() && mapSet(m, out, type, row));
        }
    }
    return Value::ofObject(out);
}

/// leaks(): Maps of what looks like a leak. The first call begins to watch, unless --leaks did.
Value leaks(Mutator& m, Args) {
    BuiltinState& state = builtinState(m);
    if (state.leaks != nullptr) return state.leaks(m);
    return valueOrException(newList(m));
}

/// modules(): Maps with the name, the file and the status of each module that was asked for.
Value modules(Mutator& m, Args) {
    const Reflector* reflector = builtinState(m).reflector;
    return reflector == nullptr ? valueOrException(newList(m)) : reflector->modules(m);
}

bool isImportError(Mutator& m) {
    const Instance* error = m.pending().as<Instance>();
    return error != nullptr && isSubclass(error->cls, m.types().importError);
}

/// Tries to import one path as often as it may; false with the last ImportError pending. Other errors are
/// those of a module that was found: they are not tried again.
bool importPatiently(Mutator& m, std::string_view path, int64_t retries, int64_t delayMs, Value& out) {
    for (;; --retries) {
        out = builtinState(m).reflector->importModule(m, path);
        if (!out.isException()) return true;
        if (retries <= 0 || !isImportError(m)) return false;
        m.takePending();
        std::this_thread::sleep_for(std::chrono::milliseconds(delayMs));
    }
}

/// importModule(path, fallbacks=, optional=, retries=, delay=): a module by a path that is known when the
/// program runs. What cannot be found or loaded gives way to the fallbacks, in turn, and then to null if the
/// import is optional. Waits `delay` milliseconds before each further try.
Value importModule(Mutator& m, Args args) {
    ArgReader reader(m, "importModule", args);
    std::string_view path;
    List* fallbacks = nullptr;
    bool optional = false;
    int64_t retries = 0, delay = 20;
    NOODLE_REQUIRE(reader.text(0, "path", path) &&
                   (!reader.has(1) || reader.list(1, "fallbacks", fallbacks)) &&
                   reader.optBoolean(2, "optional", optional) && reader.optInteger(3, "retries", retries) &&
                   reader.optInteger(4, "delay", delay));
    if (retries < 0 || retries > 1000 || delay < 0 || delay > 60'000)
        return reader.invalid("retries is 0 to 1000, delay 0 to 60000 milliseconds");
    Value module;
    if (importPatiently(m, path, retries, delay, module)) return module;
    for (size_t i = 0; fallbacks != nullptr && i < fallbacks->length; ++i) {
        if (!isImportError(m)) return Value::exception();
        m.takePending();
        String* next = listGet(m, fallbacks, i).as<String>();
        if (next == nullptr) return reader.invalid("fallbacks are paths");
        if (importPatiently(m, view(m, next), retries, delay, module)) return module;
    }
    if (!optional || !isImportError(m)) return Value::exception();
    m.takePending();
    return Value::null();
}

constexpr NativeSpec kTable[] = {
    {"heapStats", "", heapStats},
    {"regionStats", "", regionStats},
    {"poolStats", "", poolStats},
    {"pressure", "", pressure},
    {"gc", "", collectGarbage},
    {"trim", "", trim},
    {"onExit", "function", onExit},
    {"snapshot", "", snapshot},
    {"leaks", "", leaks},
    {"snapshotDiff", "before, after", snapshotDiff},
    {"modules", "", modules},
    {"importModule", "path, fallbacks=, optional=, retries=, delay=", importModule},
};

}  // namespace

const NativeModule& runtimeModule() {
    static const NativeModule module = {"runtime", kTable, {}};
    return module;
}

}  // namespace noodle

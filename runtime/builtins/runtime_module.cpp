// Module runtime: what the running program is made of and what it takes.
#include <algorithm>

#include "runtime/builtins/args.h"
#include "runtime/builtins/memory_objects.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/state.h"
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

constexpr NativeSpec kTable[] = {
    {"heapStats", "", heapStats},   {"regionStats", "", regionStats}, {"poolStats", "", poolStats},
    {"pressure", "", pressure},     {"gc", "", collectGarbage},       {"trim", "", trim},
    {"onExit", "function", onExit},
};

}  // namespace

const NativeModule& runtimeModule() {
    static const NativeModule module = {"runtime", kTable, {}};
    return module;
}

}  // namespace noodle

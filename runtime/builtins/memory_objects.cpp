// Module memory: array, region, cache and pool.
#include "runtime/builtins/memory_objects.h"

#include <cmath>

#include "runtime/base/clock.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/builtins/state.h"
#include "runtime/memory/object_pool.h"
#include "runtime/object/map.h"

namespace noodle {

// ---- FigureMap

FigureMap::FigureMap(Mutator& m) : m_(m), map_(newMap(m)), failed_(map_ == nullptr) {}

FigureMap& FigureMap::add(const char* name, Value value) {
    String* key = failed_ || value.isException() ? nullptr : m_.intern(name);
    failed_ = key == nullptr || !mapSet(m_, map_, Value::ofObject(key), value);
    return *this;
}

namespace {

template <typename T>
T* stateOf(Mutator& m, const Args& args, const NativeType& type, const char* function) {
    void* payload = nativePayload(args.self, type);
    if (payload == nullptr) throwExpected(m, function, type.name, args.self);
    return static_cast<T*>(payload);
}

void setField(Mutator& m, Native* native, int index, Value v) {
    native->fields[index] = v;
    m.heap().writeBarrier(native, v);
}

// ---- region

struct RegionState {
    RegionState(std::shared_ptr<ProgramMemory> owner, Heap& heap)
        : memory(owner), scope(std::make_shared<ScratchScope>(std::move(owner), heap)) {}
    std::shared_ptr<ProgramMemory> memory;
    std::shared_ptr<ScratchScope> scope;
};

const NativeType kRegionType = {
    .name = "Region",
    .destroy =
        [](void* payload) {
            static_cast<RegionState*>(payload)->scope->end();
            destroyPooled<RegionState>(payload);
        },
    .trace = nullptr,
};

Value regionArray(Mutator& m, Args args) {
    auto* region = stateOf<RegionState>(m, args, kRegionType, "array");
    NOODLE_TRY_PTR(region);
    if (!region->scope->isOpen()) return throwValueError(m, "array(): the region has ended");
    return makeTypedArray(m, args, region->scope);
}

Value regionClose(Mutator& m, Args args) {
    auto* region = stateOf<RegionState>(m, args, kRegionType, "close");
    NOODLE_TRY_PTR(region);
    region->scope->end();
    return Value::null();
}

Value regionUsed(Mutator& m, Args args) {
    auto* region = stateOf<RegionState>(m, args, kRegionType, "usedBytes");
    NOODLE_TRY_PTR(region);
    return makeInt(m, static_cast<int64_t>(region->scope->usedBytes()));
}

constexpr auto kGetter = NativeSpec::kGetter;
constexpr NativeSpec kRegionMembers[] = {
    {"array", "kind, of", regionArray},
    {"usedBytes", "", regionUsed, kGetter},
    {"close", "", regionClose},
};

// ---- cache

// fields[0] is a Map from keys to (value, end of its time or null, bytes), the entry used longest ago first.
struct CacheState final : Evictable {
    CacheState(std::shared_ptr<ProgramMemory> owner, Mutator& mutator, size_t most, double seconds)
        : memory(std::move(owner)), m(mutator), max(most), ttl(seconds) {
        memory->add(this);
    }
    CacheState(const CacheState&) = delete;
    CacheState& operator=(const CacheState&) = delete;
    ~CacheState() {
        memory->remove(this);
        memory->regions.of(RegionKind::Cache).give(bytes);
    }
    void evict(bool all) override;

    std::shared_ptr<ProgramMemory> memory;
    Mutator& m;  // not used once the isolate is going
    Native* object = nullptr;
    size_t max;
    double ttl;  // seconds; 0: none
    size_t bytes = 0;
    uint64_t hits = 0, misses = 0, evictions = 0, expirations = 0;
};
const NativeType kCacheType = {.name = "Cache", .destroy = destroyPooled<CacheState>, .trace = nullptr};

Map* entriesOf(const CacheState& cache) {
    return cache.object->fields[0].cast<Map>();
}

// About what an entry takes: the figure is for limits, not for accounts.
size_t bytesOf(Value v) {
    constexpr size_t kWord = 16;
    if (String* text = v.as<String>()) return kWord + text->length;
    if (Bytes* bytes = v.as<Bytes>()) return kWord + bytes->length;
    if (List* list = v.as<List>()) return kWord + list->length * 8;
    return kWord;
}

void forget(CacheState& cache, Value entry) {
    auto bytes = static_cast<size_t>(toInt64(entry.cast<Tuple>()->elements()[2]));
    cache.bytes -= bytes;
    cache.memory->regions.of(RegionKind::Cache).give(bytes);
}

// Removes the entry used longest ago. False: exception, from a key's equals.
bool dropOldest(CacheState& cache) {
    Map* entries = entriesOf(cache);
    uint64_t position = 0;
    Value key, entry;
    if (!mapNext(entries, position, &key, &entry)) return true;
    Value removed = mapRemove(cache.m, entries, key);
    if (removed.isException()) return false;
    if (removed.isUndef()) return true;
    forget(cache, removed);
    ++cache.evictions;
    cache.memory->regions.of(RegionKind::Cache).countEvictions(1);
    return true;
}

// Half of the entries would mean calls of equals for keys that are instances, so a cache with such keys goes
// whole.
void CacheState::evict(bool all) {
    if (object == nullptr) return;
    Map* entries = entriesOf(*this);
    uint64_t position = 0;
    Value key;
    while (mapNext(entries, position, &key, nullptr)) all = all || key.as<Instance>() != nullptr;
    size_t keep = all ? 0 : entries->count / 2;
    uint64_t dropped = entries->count - keep;
    if (keep == 0) {
        mapClear(m, entries);
        memory->regions.of(RegionKind::Cache).give(bytes);
        bytes = 0;
        evictions += dropped;
        memory->regions.of(RegionKind::Cache).countEvictions(dropped);
        return;
    }
    while (entries->count > keep && dropOldest(*this)) continue;
}

double nowSeconds() {
    return static_cast<double>(monotonicNs()) * 1e-9;
}

// The entry that a key has now; undef: none, or its time is over. It becomes the youngest.
Value touch(CacheState& cache, Value key) {
    Map* entries = entriesOf(cache);
    Value entry = mapGet(cache.m, entries, key);
    if (entry.isUndef() || entry.isException()) return entry;
    Value removed = mapRemove(cache.m, entries, key);
    if (removed.isUndef() || removed.isException()) return removed;
    Value end = removed.cast<Tuple>()->elements()[1];
    if (end.isDouble() && nowSeconds() >= end.asDouble()) {
        forget(cache, removed);
        ++cache.expirations;
        return Value::undef();
    }
    return mapSet(cache.m, entries, key, removed) ? removed : Value::exception();
}

Value lookUp(CacheState& cache, Value key) {
    Value entry = touch(cache, key);
    NOODLE_TRY(entry);
    ++(entry.isUndef() ? cache.misses : cache.hits);
    return entry.isUndef() ? entry : entry.cast<Tuple>()->elements()[0];
}

Value cacheGet(Mutator& m, Args args) {
    auto* cache = stateOf<CacheState>(m, args, kCacheType, "get");
    NOODLE_TRY_PTR(cache);
    Value value = lookUp(*cache, args[0]);
    return value.isUndef() ? args.get(1) : value;
}

// Room for `bytes` in the region, made at the cost of this cache. False: there is none, or an exception.
bool makeRoom(CacheState& cache, size_t bytes) {
    Region& region = cache.memory->regions.of(RegionKind::Cache);
    while (!region.take(bytes)) {
        if (entriesOf(cache)->count == 0) {
            region.countRefusal();
            return false;
        }
        if (!dropOldest(cache)) return false;
    }
    cache.bytes += bytes;
    return true;
}

Value put(CacheState& cache, Value key, Value value) {
    Map* entries = entriesOf(cache);
    Tuple* entry = makeTuple(cache.m, 3);
    NOODLE_TRY_PTR(entry);
    size_t bytes = 64 + bytesOf(key) + bytesOf(value);
    entry->elements()[0] = value;
    entry->elements()[1] = cache.ttl == 0 ? Value::null() : Value::ofDouble(nowSeconds() + cache.ttl);
    entry->elements()[2] = makeInt(cache.m, static_cast<int64_t>(bytes));
    Value before = mapRemove(cache.m, entries, key);
    NOODLE_TRY(before);
    if (!before.isUndef()) forget(cache, before);
    while (entries->count != 0 && entries->count >= cache.max) NOODLE_REQUIRE(dropOldest(cache));
    if (cache.max == 0 || !makeRoom(cache, bytes))
        return cache.m.hasPending() ? Value::exception() : Value::null();
    NOODLE_REQUIRE(mapSet(cache.m, entries, key, Value::ofObject(entry)));
    return Value::null();
}

Value cacheSet(Mutator& m, Args args) {
    auto* cache = stateOf<CacheState>(m, args, kCacheType, "set");
    NOODLE_TRY_PTR(cache);
    return put(*cache, args[0], args[1]);
}

Value cacheGetOrMake(Mutator& m, Args args) {
    auto* cache = stateOf<CacheState>(m, args, kCacheType, "getOrMake");
    Value make;
    NOODLE_REQUIRE(cache != nullptr && ArgReader(m, "getOrMake", args).callable(1, "make", make));
    Value value = lookUp(*cache, args[0]);
    if (!value.isUndef()) return value;
    value = m.call(make, {});
    NOODLE_TRY(value);
    NOODLE_TRY(put(*cache, args[0], value));
    return value;
}

Value cacheDelete(Mutator& m, Args args) {
    auto* cache = stateOf<CacheState>(m, args, kCacheType, "delete");
    NOODLE_TRY_PTR(cache);
    Value removed = mapRemove(m, entriesOf(*cache), args[0]);
    NOODLE_TRY(removed);
    if (!removed.isUndef()) forget(*cache, removed);
    return Value::ofBool(!removed.isUndef());
}

Value cacheContains(Mutator& m, Args args) {
    auto* cache = stateOf<CacheState>(m, args, kCacheType, "contains");
    NOODLE_TRY_PTR(cache);
    Value entry = mapGet(m, entriesOf(*cache), args[0]);
    if (entry.isUndef() || entry.isException()) return entry.isUndef() ? Value::falseValue() : entry;
    Value end = entry.cast<Tuple>()->elements()[1];
    return Value::ofBool(!end.isDouble() || nowSeconds() < end.asDouble());
}

Value cacheLength(Mutator& m, Args args) {
    auto* cache = stateOf<CacheState>(m, args, kCacheType, "length");
    NOODLE_TRY_PTR(cache);
    return makeInt(m, static_cast<int64_t>(entriesOf(*cache)->count));
}

Value cacheClear(Mutator& m, Args args) {
    auto* cache = stateOf<CacheState>(m, args, kCacheType, "clear");
    NOODLE_TRY_PTR(cache);
    mapClear(m, entriesOf(*cache));
    cache->memory->regions.of(RegionKind::Cache).give(cache->bytes);
    cache->bytes = 0;
    return Value::null();
}

Value cacheStats(Mutator& m, Args args) {
    auto* cache = stateOf<CacheState>(m, args, kCacheType, "stats");
    NOODLE_TRY_PTR(cache);
    return FigureMap(m)
        .add("entries", uint64_t{entriesOf(*cache)->count})
        .add("max", uint64_t{cache->max})
        .add("bytes", uint64_t{cache->bytes})
        .add("hits", cache->hits)
        .add("misses", cache->misses)
        .add("evictions", cache->evictions)
        .add("expirations", cache->expirations)
        .done();
}

constexpr NativeSpec kCacheMembers[] = {
    {"get", "key, default=", cacheGet},
    {"set", "key, value", cacheSet},
    {"getOrMake", "key, make", cacheGetOrMake},
    {"delete", "key", cacheDelete},
    {"contains", "key", cacheContains},
    {"length", "", cacheLength, kGetter},
    {"clear", "", cacheClear},
    {"stats", "", cacheStats},
};

// ---- pool

// fields[0] is the List of kept objects, fields[1] a Tuple of make and reset.
struct PoolState {
    PoolState(std::shared_ptr<ProgramMemory> owner, PoolRules poolRules)
        : memory(std::move(owner)), rules(poolRules) {}
    std::shared_ptr<ProgramMemory> memory;
    PoolRules rules;
    ObjectPoolUsage usage;
};
const NativeType kPoolType = {.name = "Pool", .destroy = destroyPooled<PoolState>, .trace = nullptr};

List* keptOf(const Args& args) {
    return args.self.cast<Native>()->fields[0].cast<List>();
}

Value poolAcquire(Mutator& m, Args args) {
    auto* pool = stateOf<PoolState>(m, args, kPoolType, "acquire");
    NOODLE_TRY_PTR(pool);
    List* kept = keptOf(args);
    if (kept->length != 0) {
        Value object = listGet(m, kept, kept->length - 1);
        NOODLE_TRY(object);
        listErase(m, kept, kept->length - 1, 1);
        ++pool->usage.reused;
        return object;
    }
    ++pool->usage.made;
    return m.call(args.self.cast<Native>()->fields[1].cast<Tuple>()->elements()[0], {});
}

Value poolRelease(Mutator& m, Args args) {
    auto* pool = stateOf<PoolState>(m, args, kPoolType, "release");
    NOODLE_TRY_PTR(pool);
    Value reset = args.self.cast<Native>()->fields[1].cast<Tuple>()->elements()[1];
    const Value object = args[0];
    if (!reset.isNull()) NOODLE_TRY(m.call(reset, {&object, 1}));
    List* kept = keptOf(args);
    for (uint64_t i = 0; i < kept->length; ++i) {
        if (identical(listGet(m, kept, i), object))
            return throwValueError(m, "release(): the object is in the pool already");
    }
    NOODLE_REQUIRE(listAppend(m, kept, object));
    uint64_t dropped = kept->length - pool->rules.afterAdding(kept->length);
    if (dropped != 0) {
        listErase(m, kept, 0, dropped);
        ++pool->usage.cleanups;
        pool->usage.dropped += dropped;
    }
    return Value::null();
}

Value poolClear(Mutator& m, Args args) {
    auto* pool = stateOf<PoolState>(m, args, kPoolType, "clear");
    NOODLE_TRY_PTR(pool);
    List* kept = keptOf(args);
    pool->usage.dropped += kept->length;
    listErase(m, kept, 0, kept->length);
    return Value::null();
}

Value poolLength(Mutator& m, Args args) {
    NOODLE_TRY_PTR(stateOf<PoolState>(m, args, kPoolType, "length"));
    return makeInt(m, static_cast<int64_t>(keptOf(args)->length));
}

Value poolStats(Mutator& m, Args args) {
    auto* pool = stateOf<PoolState>(m, args, kPoolType, "stats");
    NOODLE_TRY_PTR(pool);
    return FigureMap(m)
        .add("kept", uint64_t{keptOf(args)->length})
        .add("max", uint64_t{pool->rules.maxSize})
        .add("made", pool->usage.made)
        .add("reused", pool->usage.reused)
        .add("cleanups", pool->usage.cleanups)
        .add("dropped", pool->usage.dropped)
        .done();
}

constexpr NativeSpec kPoolMembers[] = {
    {"acquire", "", poolAcquire},        {"release", "object", poolRelease}, {"clear", "", poolClear},
    {"length", "", poolLength, kGetter}, {"stats", "", poolStats},
};

Value newArray(Mutator& m, Args args) {
    return makeTypedArray(m, args, nullptr);
}

constexpr NativeSpec kFunctions[] = {
    {"array", "kind, of", newArray},
    {"region", "", newRegion},
    {"cache", "max=, ttl=", newCache},
    {"pool", "make, reset=, max=, cleanup=", newPool},
};

}  // namespace

Value newRegion(Mutator& m, Args) {
    return valueOrException(newPooled<RegionState>(m, kRegionType, nativeClass(m, NativeClassId::Region),
                                                   builtinState(m).memory, m.heap()));
}

Value newCache(Mutator& m, Args args) {
    constexpr int64_t kUsualMax = 1000;
    ArgReader in(m, "cache", args);
    int64_t max = kUsualMax;
    double ttl = 0;
    NOODLE_REQUIRE(in.optInteger(0, "max", max) && in.optNumber(1, "ttl", ttl));
    if (max < 0) return in.invalid("'max' must not be negative");
    if (!(ttl >= 0) || std::isinf(ttl)) return in.invalid("'ttl' is a number of seconds");
    Map* entries = newMap(m);
    NOODLE_TRY_PTR(entries);
    Native* native = newPooled<CacheState>(m, kCacheType, nativeClass(m, NativeClassId::Cache),
                                           builtinState(m).memory, m, static_cast<size_t>(max), ttl);
    NOODLE_TRY_PTR(native);
    setField(m, native, 0, Value::ofObject(entries));
    static_cast<CacheState*>(native->payload)->object = native;
    return Value::ofObject(native);
}

Value newPool(Mutator& m, Args args) {
    ArgReader in(m, "pool", args);
    Value make, reset = Value::null();
    int64_t max = static_cast<int64_t>(PoolRules().maxSize);
    double cleanup = PoolRules().cleanupThreshold;
    NOODLE_REQUIRE(in.callable(0, "make", make) && in.optCallable(1, "reset", reset) &&
                   in.optInteger(2, "max", max) && in.optNumber(3, "cleanup", cleanup));
    if (max < 0) return in.invalid("'max' must not be negative");
    if (!(cleanup >= 0 && cleanup <= 1)) return in.invalid("'cleanup' is a number from 0 to 1");
    List* kept = newList(m);
    Value functions = kept == nullptr ? Value::exception() : makePair(m, make, reset);
    NOODLE_TRY(functions);
    Native* native =
        newPooled<PoolState>(m, kPoolType, nativeClass(m, NativeClassId::Pool), builtinState(m).memory,
                             PoolRules{static_cast<size_t>(max), cleanup});
    NOODLE_TRY_PTR(native);
    setField(m, native, 0, Value::ofObject(kept));
    setField(m, native, 1, functions);
    return Value::ofObject(native);
}

const NativeClassSpec& regionClassSpec() {
    static const NativeClassSpec spec = {"Region", nullptr, kRegionMembers};
    return spec;
}
const NativeClassSpec& cacheClassSpec() {
    static const NativeClassSpec spec = {"Cache", nullptr, kCacheMembers};
    return spec;
}
const NativeClassSpec& poolClassSpec() {
    static const NativeClassSpec spec = {"Pool", nullptr, kPoolMembers};
    return spec;
}

const NativeModule& memoryModule() {
    static const NativeModule module = {"memory", kFunctions, {}};
    return module;
}

}  // namespace noodle

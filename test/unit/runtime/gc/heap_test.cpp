#include "runtime/gc/heap.h"

#include <catch2/catch.hpp>
#include <cstring>

#include "runtime/gc/trace.h"

using namespace noodle;

namespace {

/// Runs `f` deeper in the stack and then wipes that part, so that no stale copy of a pointer keeps an object
/// alive.
template <typename F>
__attribute__((noinline)) void onCleanStack(F f) {
    f();
}
__attribute__((noinline)) void wipeStack() {
    volatile char junk[16384];
    for (volatile char& c : junk) c = 0;
}

uintptr_t hide(const void* p) {
    return ~reinterpret_cast<uintptr_t>(p);
}
const void* unhide(uintptr_t hidden) {
    return reinterpret_cast<const void*>(~hidden);
}

bool isAlive(Heap& heap, uintptr_t hidden) {
    return heap.findObject(unhide(hidden)) != nullptr;
}

}  // namespace

TEST_CASE("allocated memory is zeroed, also when it is used again") {
    Heap heap({.youngBytes = 1 << 20});
    for (int round = 0; round < 20; ++round) {
        for (int i = 0; i < 5000; ++i) {
            size_t extra = static_cast<size_t>(i % 700);
            Raw* raw = heap.allocate<Raw>(extra);
            REQUIRE(raw->kind == ObjectKind::Raw);
            REQUIRE(raw->gcBits == 0);
            for (size_t b = 0; b < extra; ++b) REQUIRE(raw->bytes()[b] == 0);
            raw->byteCapacity = extra;
            std::memset(raw->bytes(), 0xFF, extra);
        }
    }
    CHECK(heap.stats().collections > 0);
    CHECK(heap.stats().freedObjects > 50000);
    CHECK(heap.stats().allocatedObjects == 100000);
    heap.verify();
}

TEST_CASE("a chain of a million objects is marked without recursion") {
    Heap heap({.youngBytes = 4 << 20});
    ValueVector root(heap);
    // Built and walked where no local of this frame keeps a link of the chain alive by accident.
    onCleanStack([&] {
        root.push(Value::null());
        for (int i = 0; i < 1'000'000; ++i) {
            Cell* cell = heap.allocate<Cell>();
            cell->value = root[0];
            root[0] = Value::ofObject(cell);
        }
        heap.collect();
        int length = 0;
        for (Value v = root[0]; v.isObject(); v = v.cast<Cell>()->value) ++length;
        CHECK(length == 1'000'000);
    });
    CHECK(heap.stats().liveBytes >= 16'000'000);
    root.clear();
    wipeStack();
    heap.collect();
    CHECK(heap.stats().liveBytes < 1'000'000);
}

TEST_CASE("references inside huge arrays are found") {
    Heap heap({});
    ValueVector root(heap);
    constexpr uint64_t kCount = 100'000;
    auto* store = heap.allocate<ValueStore>(kCount * 8);
    store->capacity = kCount;
    for (uint64_t i = 0; i < kCount; ++i) store->values()[i] = Value::undef();
    root.push(Value::ofObject(store));
    for (uint64_t i = 0; i < kCount; i += 7) {
        auto* box = heap.allocate<BoxedInt>();
        box->value = static_cast<int64_t>(i);
        heap.writeBarrierAt(store, store->values() + i, Value::ofObject(box));
        store->values()[i] = Value::ofObject(box);
    }
    heap.collect();
    heap.collect();
    heap.verify();
    for (uint64_t i = 0; i < kCount; i += 7)
        REQUIRE(store->values()[i].cast<BoxedInt>()->value == static_cast<int64_t>(i));
}

TEST_CASE("the native stack keeps objects by start, inside, end and boxed word") {
    Heap heap({});
    uintptr_t hidden[5] = {};
    onCleanStack([&] {
        for (uintptr_t& h : hidden) {
            // 48 bytes of payload and 16 of header fill a cell, so that the end is the start of the next one.
            Raw* raw = heap.allocate<Raw>(48);
            raw->byteCapacity = 48;
            h = hide(raw);
            heap.allocate<Raw>(48)->byteCapacity = 48;
        }
    });
    wipeStack();
    const volatile char* inside = static_cast<const char*>(unhide(hidden[1])) + 17;
    const volatile char* end = static_cast<const char*>(unhide(hidden[2])) + 64;
    volatile uint64_t boxed = Value::ofObject(static_cast<const HeapObject*>(unhide(hidden[3]))).bits();
    const volatile void* start = unhide(hidden[0]);
    heap.collect();
    CHECK(isAlive(heap, hidden[0]));
    CHECK(isAlive(heap, hidden[1]));
    CHECK(isAlive(heap, hidden[2]));
    CHECK(isAlive(heap, hidden[3]));
    asm volatile("" : : "g"(start), "g"(inside), "g"(end), "g"(boxed) : "memory");
}

TEST_CASE("what nothing reaches is freed and its cells are used again") {
    Heap heap({});
    constexpr int kCount = 10000;
    onCleanStack([&] {
        for (int i = 0; i < kCount; ++i) heap.allocate<Cell>()->value = Value::null();
    });
    wipeStack();
    heap.collect();
    CHECK(heap.stats().freedObjects > kCount - 10);
    CHECK(heap.stats().liveBytes < 4096);
}

TEST_CASE("stress mode collects at each allocation and loses nothing that is rooted") {
    Heap heap({.stress = true});
    ValueVector root(heap);
    for (int i = 0; i < 300; ++i) {
        Cell* cell = heap.allocate<Cell>();
        cell->value = i == 0 ? Value::null() : root[root.size() - 1];
        root.push(Value::ofObject(cell));
    }
    CHECK(heap.stats().collections >= 200);
    CHECK(heap.stats().fullCollections >= 70);
    CHECK(heap.stats().stepPauses.count() >= 70);
    heap.verify();
    heap.changeOptions().stress = false;
    uint64_t before = heap.stats().collections;
    for (int i = 0; i < 300; ++i) heap.allocate<Cell>();
    CHECK(heap.stats().collections == before);
    heap.changeOptions().stress = true;
    heap.allocate<Cell>();
    CHECK(heap.stats().collections == before + 1);
}

TEST_CASE("the limit gives null after a collection, the reserve a little more") {
    Heap heap({.limitBytes = 2 << 20});
    ValueVector root(heap);
    Raw* raw = nullptr;
    int count = 0;
    while ((raw = heap.allocate<Raw>(1000)) != nullptr && count < 10000) {
        raw->byteCapacity = 1000;
        root.push(Value::ofObject(raw));
        ++count;
    }
    CHECK(raw == nullptr);
    CHECK(count > 1500);
    CHECK(count < 2200);
    CHECK(heap.stats().collections > 0);
    CHECK(heap.allocate<Raw>(1 << 20) == nullptr);
    {
        Heap::ReserveScope reserve(heap);
        CHECK(heap.allocate<Raw>(1000) != nullptr);
    }
    root.clear();
    raw = nullptr;
    wipeStack();
    CHECK(heap.allocate<Raw>(1 << 20) != nullptr);
}

TEST_CASE("garbage never runs into the limit") {
    Heap heap({.limitBytes = 1 << 20});
    for (int i = 0; i < 200'000; ++i) REQUIRE(heap.allocate<Raw>(static_cast<size_t>(i % 900)) != nullptr);
    for (int i = 0; i < 200; ++i) REQUIRE(heap.allocate<Raw>(100'000) != nullptr);
}

TEST_CASE("memory outside the heap counts against limit and pacing") {
    Heap heap({.limitBytes = 4 << 20, .youngBytes = 1 << 20});
    heap.adjustExternal(3 << 20);
    CHECK_FALSE(heap.hasRoomFor(2 << 20));
    heap.allocate<Cell>();
    CHECK(heap.stats().collections > 0);
    heap.adjustExternal(-(3 << 20));
    CHECK(heap.hasRoomFor(2 << 20));
}

TEST_CASE("asking for the options and changing them costs no memory") {
    constexpr size_t kLimit = 256 << 10;
    Heap heap({.limitBytes = kLimit});
    for (int i = 0; i < 10'000; ++i) {
        REQUIRE(heap.allocate<Cell>() != nullptr);
        if (i % 2 == 0) {
            REQUIRE(heap.options().limitBytes == kLimit);
        } else {
            heap.changeOptions().stress = false;
        }
    }
    CHECK(heap.stats().allocatedObjects == 10'000);
    CHECK(heap.stats().collections == 0);
}

TEST_CASE("a large object is extended within limit and pacing only") {
    Heap heap({.limitBytes = 8 << 20, .youngBytes = 4 << 20});
    auto* raw = heap.allocate<Raw>(1 << 20);
    raw->byteCapacity = 1 << 20;
    const uint64_t live = heap.stats().liveBytes;
    REQUIRE(heap.extend(raw, sizeof(Raw) + (3 << 20)));
    raw->byteCapacity = 3 << 20;
    CHECK(heap.stats().liveBytes == live + (2 << 20));
    CHECK(raw->bytes()[(3 << 20) - 1] == 0);
    CHECK_FALSE(heap.extend(raw, sizeof(Raw) + (9 << 20)));
    REQUIRE(heap.extend(raw, sizeof(Raw) + (5 << 20)));
    raw->byteCapacity = 5 << 20;
    CHECK_FALSE(heap.extend(raw, sizeof(Raw) + (6 << 20)));  // a collection is due
    heap.collect();
    CHECK(heap.extend(raw, sizeof(Raw) + (6 << 20)));
}

TEST_CASE("absurd sizes are refused") {
    Heap heap({});
    CHECK(heap.allocate(ObjectKind::Raw, SIZE_MAX) == nullptr);
    CHECK(heap.allocate(ObjectKind::Raw, SIZE_MAX / 2) == nullptr);
}

TEST_CASE("weak references are cleared when their target dies") {
    Heap heap({});
    ValueVector root(heap);
    onCleanStack([&] {
        for (int i = 0; i < 100; ++i) {
            auto* ref = heap.allocate<WeakRef>();
            root.push(Value::ofObject(ref));
            Cell* target = heap.allocate<Cell>();
            ref->target = target;
            if (i % 2 == 0) root.push(Value::ofObject(target));
        }
    });
    wipeStack();
    heap.collect();
    int cleared = 0, kept = 0;
    for (Value v : root) {
        if (auto* ref = v.as<WeakRef>()) (ref->target == nullptr ? cleared : kept)++;
    }
    CHECK(kept >= 50);
    CHECK(cleared >= 48);
}

TEST_CASE("hooks run once for each dead object and see what it holds") {
    struct Log {
        int calls = 0;
        int64_t sum = 0;
    } log;
    {
        Heap heap({});
        heap.setFinalizerHook(
            [](void* context, HeapObject* dead) {
                auto& l = *static_cast<Log*>(context);
                ++l.calls;
                l.sum += static_cast<Cell*>(dead)->value.cast<BoxedInt>()->value;
            },
            &log);
        ValueVector root(heap);
        onCleanStack([&] {
            for (int i = 0; i < 200; ++i) {
                Cell* cell = heap.allocate<Cell>();
                cell->value = Value::null();
                if (i % 2 == 0) root.push(Value::ofObject(cell));
                auto* box = heap.allocate<BoxedInt>();
                box->value = 1;
                cell->value = Value::ofObject(box);
                heap.addFinalizer(cell);
            }
        });
        wipeStack();
        heap.collect();
        CHECK(log.calls >= 98);
        CHECK(log.calls <= 100);
        heap.collect();
        CHECK(log.calls <= 100);
        heap.verify();
    }
    CHECK(log.calls == 200);
    CHECK(log.sum == 200);
}

TEST_CASE("the barrier remembers an old holder once, and what it holds survives a young collection") {
    Heap heap({.verify = true});
    ValueVector root(heap);
    Cell* cell = heap.allocate<Cell>();
    cell->value = Value::null();
    root.push(Value::ofObject(cell));
    CHECK((cell->gcBits & HeapObject::kUnlogged) == 0);
    heap.collectYoung();
    CHECK((cell->gcBits & HeapObject::kUnlogged) != 0);
    uintptr_t hidden = 0;
    onCleanStack([&] {
        auto* box = heap.allocate<BoxedInt>();
        box->value = 42;
        heap.writeBarrier(cell, box);
        cell->value = Value::ofObject(box);
        hidden = hide(box);
    });
    wipeStack();
    CHECK((cell->gcBits & HeapObject::kUnlogged) == 0);
    heap.collectYoung();
    onCleanStack([&] {
        REQUIRE(isAlive(heap, hidden));
        CHECK(cell->value.cast<BoxedInt>()->value == 42);
    });
    CHECK((cell->gcBits & HeapObject::kUnlogged) != 0);
    CHECK(heap.stats().rememberedObjects == 1);
    cell->value = Value::null();
    onCleanStack([&] { CHECK(isAlive(heap, hidden)); });  // old garbage waits for a full collection
    wipeStack();
    heap.collect();
    CHECK_FALSE(isAlive(heap, hidden));
}

TEST_CASE("a large store remembers places, not the whole") {
    Heap heap({.verify = true});
    ValueVector root(heap);
    constexpr uint64_t kCount = 50'000;
    auto* store = heap.allocate<ValueStore>(kCount * 8);
    store->capacity = kCount;
    root.push(Value::ofObject(store));
    heap.collectYoung();
    REQUIRE((store->gcBits & HeapObject::kCarded) != 0);
    uintptr_t hidden[3] = {};
    const uint64_t places[3] = {0, 33'333, kCount - 1};
    onCleanStack([&] {
        for (int i = 0; i < 3; ++i) {
            Cell* cell = heap.allocate<Cell>();
            cell->value = Value::null();
            hidden[i] = hide(cell);
            heap.writeBarrierAt(store, store->values() + places[i], Value::ofObject(cell));
            store->values()[places[i]] = Value::ofObject(cell);
        }
    });
    wipeStack();
    CHECK((store->gcBits & HeapObject::kUnlogged) != 0);
    CHECK(heap.stats().rememberedObjects == 0);
    heap.collectYoung();
    for (uintptr_t h : hidden) CHECK(isAlive(heap, h));
    onCleanStack([&] {
        ValueVector cells(heap);
        for (int i = 0; i < 200; ++i) cells.push(Value::ofObject(heap.allocate<Cell>()));
        Value* slot = store->values() + 100;
        std::copy(cells.begin(), cells.end(), slot);
        heap.writeBarrierRange(store, slot, 200);
        heap.writeBarrier(store, slot[0]);  // the place unknown: all of it is looked at
    });
    CHECK(heap.stats().rememberedObjects == 1);
    heap.collectYoung();
    heap.verify();
}

TEST_CASE("values that are shifted in a large store keep what is remembered of them") {
    // Steps so small that a marking is often in the middle of the store.
    for (uint64_t pauseGoalNs : {uint64_t{1000}, uint64_t{1'000'000'000}}) {
        Heap heap({.youngBytes = 64 << 10,
                   .leastRoomBytes = 64 << 10,
                   .growthFactor = 1.0,
                   .pauseGoalNs = pauseGoalNs,
                   .verify = true});
        ValueVector root(heap);
        constexpr uint64_t kCount = 6000;
        auto* store = heap.allocate<ValueStore>(kCount * 8);
        store->capacity = kCount;
        root.push(Value::ofObject(store));
        Value* values = store->values();
        uint64_t length = 0;
        int64_t next = 0, first = 0;
        uint32_t seed = 1;
        for (int step = 0; step < 4000; ++step) {
            seed = seed * 1664525 + 1013904223;
            uint64_t moved = std::min<uint64_t>(length, 1 + (seed >> 8) % 400);
            if (length + 50 > kCount) {
                // Takes some from the front.
                heap.writeBarrierShifted(store, values, values + moved, length - moved);
                std::memmove(values, values + moved, (length - moved) * 8);
                std::fill(values + length - moved, values + length, Value::undef());
                length -= moved;
                first += static_cast<int64_t>(moved);
            }
            auto* cell = heap.allocate<Cell>();
            cell->value = Value::ofInt48(next++);
            heap.writeBarrierAt(store, values + length, Value::ofObject(cell));
            values[length++] = Value::ofObject(cell);
            if (step % 16 == 0) {
                // Makes room before the last few and closes it again.
                uint64_t from = length - std::min<uint64_t>(length, 40);
                std::memmove(values + from + 3, values + from, (length - from) * 8);
                heap.writeBarrierShifted(store, values + from + 3, values + from, length - from);
                std::fill(values + from, values + from + 3, Value::undef());
                heap.allocate<Raw>(2000)->byteCapacity = 2000;
                heap.writeBarrierShifted(store, values + from, values + from + 3, length - from);
                std::memmove(values + from, values + from + 3, (length - from) * 8);
                std::fill(values + length, values + length + 3, Value::undef());
            }
            heap.allocate<Raw>(600)->byteCapacity = 600;
        }
        REQUIRE(heap.stats().collections > 10);
        for (uint64_t i = 0; i < length; ++i)
            REQUIRE(values[i].cast<Cell>()->value.asInt48() == first + static_cast<int64_t>(i));
        heap.verify();
    }
}

namespace {

/// A list of lists in which `count` cells hang, reached through two levels.
void fillLevels(Heap& heap, ValueVector& root, int count) {
    for (int i = 0; i < count; ++i) {
        if (i % 100 == 0) {
            auto* store = heap.allocate<ValueStore>(100 * 8);
            store->capacity = 100;
            root.push(Value::ofObject(store));
        }
        Cell* cell = heap.allocate<Cell>();
        cell->value = Value::ofInt48(i);
        auto* store = root[root.size() - 1].cast<ValueStore>();
        heap.writeBarrierAt(store, store->values() + i % 100, Value::ofObject(cell));
        store->values()[i % 100] = Value::ofObject(cell);
    }
}

int64_t sumOf(ValueVector& root) {
    int64_t sum = 0;
    for (Value v : root) {
        auto* store = v.cast<ValueStore>();
        for (uint64_t i = 0; i < store->capacity; ++i)
            if (Cell* cell = store->values()[i].as<Cell>()) sum += cell->value.asInt48();
    }
    return sum;
}

}  // namespace

TEST_CASE("marking in steps loses nothing that the program moves meanwhile") {
    // A goal so short that every full collection is done in steps.
    Heap heap({.youngBytes = 64 << 10, .leastRoomBytes = 64 << 10, .growthFactor = 1.0, .pauseGoalNs = 1000});
    ValueVector root(heap);
    constexpr int kCount = 100'000;
    fillLevels(heap, root, kCount);
    const int64_t expected = int64_t{kCount} * (kCount - 1) / 2;
    REQUIRE(sumOf(root) == expected);
    uint64_t seed = 1;
    auto next = [&](size_t n) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        return (seed >> 33) % n;
    };
    for (int round = 0; round < 300'000; ++round) {
        auto* a = root[next(root.size())].cast<ValueStore>();
        auto* b = root[next(root.size())].cast<ValueStore>();
        Value* x = a->values() + next(100);
        Value* y = b->values() + next(100);
        heap.writeBarrierAt(a, x, *y);
        heap.writeBarrierAt(b, y, *x);
        std::swap(*x, *y);
        if (round % 3 == 0) heap.allocate<Raw>(100)->byteCapacity = 100;
        if (round % 7 == 0 && x->isObject()) {
            Cell* copy = heap.allocate<Cell>();
            copy->value = x->cast<Cell>()->value;
            heap.writeBarrierAt(a, x, Value::ofObject(copy));
            *x = Value::ofObject(copy);
        }
        if (round % 20'000 == 0) heap.verify();
    }
    CHECK(sumOf(root) == expected);
    CHECK(heap.stats().fullCollections > 2);
    CHECK(heap.stats().stepPauses.count() > 20);
    heap.verify();
}

TEST_CASE("pauses are counted in buckets of a fifth") {
    Durations pauses;
    CHECK(pauses.percentileNs(0.99) == 0);
    for (uint64_t i = 1; i <= 1000; ++i) pauses.record(i * 1000);
    CHECK(pauses.count() == 1000);
    CHECK(pauses.maxNs() == 1'000'000);
    CHECK(pauses.totalNs() == 500'500'000);
    CHECK(pauses.percentileNs(0.5) >= 500'000);
    CHECK(pauses.percentileNs(0.5) <= 625'000);
    CHECK(pauses.percentileNs(1.0) == 1'000'000);
    uint64_t sum = 0;
    for (size_t bucket = 0; bucket < Durations::kBuckets; ++bucket) sum += pauses.countIn(bucket);
    CHECK(sum == 1000);
}

TEST_CASE("every kind reports its length") {
    Heap heap({});
    Raw* raw = heap.allocate<Raw>(100);
    raw->byteCapacity = 100;
    CHECK(objectBytes(raw) == 116);
    auto* tuple = heap.allocate<Tuple>(24);
    tuple->aux = 3;
    CHECK(objectBytes(tuple) == 32);
    CHECK(objectBytes(heap.allocate<Cell>()) == 16);
}

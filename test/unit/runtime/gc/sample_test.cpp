#include <catch2/catch.hpp>
#include <map>
#include <vector>

#include "runtime/gc/heap.h"

using namespace noodle;

namespace {

struct Counting final : AllocationObserver {
    struct Seen {
        HeapObject* object;
        ObjectKind kind;
    };
    std::map<ObjectKind, uint64_t> bytes, objects;
    std::vector<Seen> samples;
    uint64_t young = 0, full = 0, deaths = 0;

    void onAllocation(HeapObject* o, uint64_t sampledBytes, uint64_t sampledObjects) override {
        bytes[o->kind] += sampledBytes;
        objects[o->kind] += sampledObjects;
        samples.push_back({o, o->kind});
    }
    void onCollection(bool isFull, uint8_t alive) override {
        ++(isFull ? full : young);
        std::erase_if(samples, [&](const Seen& seen) {
            bool dead = (seen.object->gcBits & alive) == 0;
            CHECK(seen.object->kind == seen.kind);
            deaths += dead;
            return dead;
        });
    }
};

bool isAbout(uint64_t estimate, double truth, double tolerance) {
    return std::abs(static_cast<double>(estimate) - truth) <= truth * tolerance;
}

}  // namespace

TEST_CASE("samples stand for what was allocated, also in strict turns and across sizes") {
    Heap heap({.youngBytes = 1 << 20});
    Counting counting;
    heap.setObserver(&counting, 4096);
    constexpr int kRounds = 300'000;
    for (int i = 0; i < kRounds; ++i) {
        // The same size class in turn: every second cell, and a kind every 64th.
        heap.allocate<Cell>();
        heap.allocate<BoxedInt>();
        if (i % 64 == 0) heap.allocate<Raw>(3000)->byteCapacity = 3000;
        if (i % 1000 == 0) heap.allocate<Raw>(40'000)->byteCapacity = 40'000;
    }
    CHECK(isAbout(counting.objects[ObjectKind::Cell], kRounds, 0.15));
    CHECK(isAbout(counting.objects[ObjectKind::BoxedInt], kRounds, 0.15));
    double rawBytes = kRounds / 64 * 3072.0 + kRounds / 1000 * 40'000.0;
    CHECK(isAbout(counting.bytes[ObjectKind::Raw], rawBytes, 0.15));
    CHECK(isAbout(counting.objects[ObjectKind::Raw], kRounds / 64 + kRounds / 1000, 0.15));
    CHECK(counting.young > 0);
    CHECK(counting.deaths > 0);
    heap.setObserver(nullptr, 0);
    heap.verify();
}

TEST_CASE("growth of a large object is sampled without counting it again") {
    Heap heap({});
    Counting counting;
    heap.setObserver(&counting, 64 << 10);
    auto* raw = heap.allocate<Raw>(400'000);
    raw->byteCapacity = 400'000;
    uint64_t before = counting.objects[ObjectKind::Raw];
    for (size_t bytes = 500'000; bytes <= 900'000; bytes += 100'000) REQUIRE(heap.extend(raw, bytes));
    CHECK(counting.objects[ObjectKind::Raw] == before);
    CHECK(isAbout(counting.bytes[ObjectKind::Raw], 900'000, 0.4));
    heap.setObserver(nullptr, 0);
}

TEST_CASE("an observer may come and go, also while every allocation collects") {
    for (bool stress : {false, true}) {
        Heap heap({.stress = stress, .verify = stress});
        ValueVector root(heap);
        for (int round = 0; round < 4; ++round) {
            Counting counting;
            heap.setObserver(&counting, 128);
            for (int i = 0; i < 300; ++i) root.push(Value::ofObject(heap.allocate<Cell>()));
            CHECK(isAbout(counting.objects[ObjectKind::Cell], 300, 0.6));
            CHECK(counting.deaths == 0);
            heap.setObserver(nullptr, 0);
        }
        heap.verify();
    }
}

// Several threads mark and sweep: they find what one thread finds.
#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "runtime/gc/heap.h"

using namespace noodle;

namespace {

/// Threads of its own, so that a thread sanitizer sees all there is to see.
class FourThreads final : public Workers {
  public:
    size_t count() const override { return 4; }
    void run(size_t tasks, void (*task)(void* context, size_t i), void* context) override {
        std::vector<std::thread> threads;
        for (size_t i = 0; i < tasks; ++i) threads.emplace_back(task, context, i);
        for (std::thread& thread : threads) thread.join();
    }
};
/// The worst that TBB may do: one task after the other.
class OneAfterTheOther final : public Workers {
  public:
    size_t count() const override { return 3; }
    void run(size_t tasks, void (*task)(void* context, size_t i), void* context) override {
        for (size_t i = 0; i < tasks; ++i) task(context, i);
    }
};

Workers* fourThreads() {
    static FourThreads workers;
    return &workers;
}
Workers* oneAfterTheOther() {
    static OneAfterTheOther workers;
    return &workers;
}
Workers* nobody() {
    return nullptr;
}

HeapOptions withWorkers(Workers* (*workers)()) {
    HeapOptions options;
    options.parallelFromBytes = 0;
    options.workers = workers;
    options.verify = true;
    return options;
}

/// A long list whose elements are trees of cells and lists, with weak references to some of them and to what
/// dies, and everything reachable in several ways.
struct Forest {
    Heap heap;
    ValueVector root, weak;
    uint64_t seed = 1;

    explicit Forest(const HeapOptions& options) : heap(options), root(heap), weak(heap) { build(); }
    uint64_t random(uint64_t below) {
        seed = seed * 6364136223846793005 + 1442695040888963407;
        return (seed >> 33) % below;
    }
    Value tree(int depth) {
        ValueVector keep(heap);
        if (depth == 0) return Value::ofInt48(static_cast<int64_t>(random(1000)));
        keep.push(tree(depth - 1));
        keep.push(random(3) == 0 ? keep[0] : tree(depth - 1));
        auto* tuple = heap.allocate<Tuple>(2 * sizeof(Value));
        tuple->aux = 2;
        tuple->elements()[0] = keep[0];
        tuple->elements()[1] = keep[1];
        return Value::ofObject(tuple);
    }
    void build() {
        constexpr uint64_t kTrees = 6000;
        auto* store = heap.allocate<ValueStore>(kTrees * sizeof(Value));
        store->capacity = kTrees;
        for (uint64_t i = 0; i < kTrees; ++i) store->values()[i] = Value::undef();
        root.push(Value::ofObject(store));
        for (uint64_t i = 0; i < kTrees; ++i) {
            Value made = tree(5);
            if (i % 2 == 0) {
                heap.writeBarrierAt(store, store->values() + i, made);
                store->values()[i] = made;
            }
            ValueVector keep(heap);
            keep.push(made);
            auto* ref = heap.allocate<WeakRef>();
            ref->target = made.asObject();
            weak.push(Value::ofObject(ref));
        }
    }
    uint64_t liveBytes() { return heap.stats().liveBytes; }
    size_t living() {
        size_t count = 0;
        for (Value v : weak) count += v.cast<WeakRef>()->target != nullptr;
        return count;
    }
    uint64_t sum(Value v) {
        if (!v.isObject()) return static_cast<uint64_t>(v.isUndef() ? 0 : v.asInt48());
        auto* tuple = v.cast<Tuple>();
        return sum(tuple->elements()[0]) * 3 + sum(tuple->elements()[1]);
    }
    uint64_t total() {
        auto* store = root[0].cast<ValueStore>();
        uint64_t all = 0;
        for (uint64_t i = 0; i < store->capacity; ++i) all = all * 31 + sum(store->values()[i]);
        return all;
    }
};

/// Old words on the native stack keep a few objects alive, not always the same ones.
bool isAbout(uint64_t bytes, uint64_t other) {
    return std::max(bytes, other) - std::min(bytes, other) < 8192;
}

}  // namespace

TEST_CASE("many threads mark what one does") {
    Forest alone(withWorkers(nobody));
    alone.heap.collect();
    const uint64_t total = alone.total();
    for (auto* workers : {fourThreads, oneAfterTheOther}) {
        Forest forest(withWorkers(workers));
        for (int round = 0; round < 3; ++round) {
            forest.heap.collect();
            CHECK(forest.total() == total);
            CHECK(isAbout(forest.liveBytes(), alone.liveBytes()));
            // The native stack may hold one or the other.
            CHECK(forest.living() >= 3000);
            CHECK(forest.living() <= 3010);
        }
        forest.root.clear();
        forest.weak.resize(1);
        forest.heap.collect();
        CHECK(forest.liveBytes() < alone.liveBytes() / 10);
    }
}

TEST_CASE("threads help in all that a stressed heap goes through") {
    HeapOptions options = withWorkers(fourThreads);
    options.stress = true;
    options.stressInterval = 1013;
    Forest stressed(options);
    Forest alone(withWorkers(nobody));
    CHECK(stressed.total() == alone.total());
}

TEST_CASE("threads without memory for their lists lose nothing") {
    Forest alone(withWorkers(nobody));
    HeapOptions options = withWorkers(fourThreads);
    options.worklistLimit = 16;
    Forest forest(options);
    forest.heap.collect();
    alone.heap.collect();
    CHECK(forest.total() == alone.total());
    CHECK(isAbout(forest.liveBytes(), alone.liveBytes()));
}

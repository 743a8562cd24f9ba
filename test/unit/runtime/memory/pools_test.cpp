#include <catch2/catch.hpp>
#include <cstring>
#include <set>
#include <thread>
#include <vector>

#include "runtime/memory/object_pool.h"
#include "runtime/memory/pools.h"

using namespace noodle;

namespace {

// Of the class whose cells have this size.
PoolUsage usageOf(const SizePools& pools, size_t cellBytes) {
    for (size_t i = 0; i < SizePools::kClassCount; ++i) {
        if (pools.usage(i).cellBytes == cellBytes) return pools.usage(i);
    }
    FAIL("no such class");
    return {};
}

}  // namespace

TEST_CASE("cells of every size are aligned, distinct and used again") {
    SizePools pools;
    for (size_t bytes : {1, 16, 17, 48, 64, 65, 128, 200, 512, 513, 4000}) {
        std::set<void*> cells;
        for (int i = 0; i < 100; ++i) {
            void* cell = pools.allocate(bytes);
            REQUIRE(reinterpret_cast<uintptr_t>(cell) % 16 == 0);
            std::memset(cell, 0xAB, bytes);
            CHECK(cells.insert(cell).second);
        }
        for (void* cell : cells) pools.release(cell, bytes);
    }
    CHECK(pools.bigAllocations() == 200);
    void* first = pools.allocate(40);
    pools.release(first, 40);
    CHECK(pools.allocate(33) == first);
    pools.release(first, 33);
    pools.release(nullptr, 40);
}

TEST_CASE("pools count and give empty slabs back by themselves") {
    SizePools pools;
    std::vector<void*> cells;
    for (int i = 0; i < 10'000; ++i) cells.push_back(pools.allocate(64));
    PoolUsage full = usageOf(pools, 64);
    CHECK(full.usedCells == 10'000);
    CHECK(full.peakCells == 10'000);
    CHECK(full.utilisation() > 0.95);
    for (void* cell : cells) pools.release(cell, 64);
    PoolUsage empty = usageOf(pools, 64);
    CHECK(empty.usedCells == 0);
    CHECK(empty.slabs < full.slabs / 4);
    CHECK(empty.slabs == empty.slabsMade - empty.slabsGivenBack);
    CHECK(pools.trim() == empty.slabs * SizePools::kSlabBytes);
    CHECK(usageOf(pools, 64).capacityCells == 0);
    CHECK(pools.trim() == 0);
}

TEST_CASE("trimming leaves slabs with cells in use alone") {
    SizePools pools;
    std::vector<void*> cells;
    for (int i = 0; i < 1000; ++i) cells.push_back(pools.allocate(256));
    for (size_t i = 0; i < cells.size(); ++i) {
        std::memset(cells[i], static_cast<int>(i), 256);
        if (i % 100 != 0) pools.release(cells[i], 256);
    }
    pools.trim();
    for (size_t i = 0; i < cells.size(); i += 100) {
        CHECK(static_cast<unsigned char*>(cells[i])[255] == static_cast<unsigned char>(i));
        pools.release(cells[i], 256);
    }
    pools.trim();
    CHECK(usageOf(pools, 256).slabs == 0);
}

TEST_CASE("many threads may share the pools") {
    SizePools pools;
    std::vector<std::thread> threads;
    std::atomic<bool> good = true;
    for (int id = 1; id <= 4; ++id) {
        threads.emplace_back([&, id] {
            std::vector<std::pair<unsigned char*, size_t>> mine;
            uint32_t random = static_cast<uint32_t>(id);
            for (int turn = 0; turn < 20'000; ++turn) {
                random = random * 1664525 + 1013904223;
                size_t bytes = random % 300 + 1;
                if (mine.size() < 64) {
                    auto* cell = static_cast<unsigned char*>(pools.allocate(bytes));
                    std::memset(cell, id, bytes);
                    mine.push_back({cell, bytes});
                    continue;
                }
                auto [cell, size] = mine[random % 64];
                if (cell[0] != id || cell[size - 1] != id) good = false;
                pools.release(cell, size);
                mine[random % 64] = mine.back();
                mine.pop_back();
                if (turn % 1000 == 0) pools.trim();
            }
            for (auto [cell, size] : mine) pools.release(cell, size);
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(good);
    pools.trim();
    for (size_t i = 0; i < SizePools::kClassCount; ++i) CHECK(pools.usage(i).slabs == 0);
}

TEST_CASE("an object pool resets what comes back and cleans up when it is nearly full") {
    int alive = 0;
    struct Counted {
        int* alive;
        int value = 0;
        explicit Counted(int* count) : alive(count) { ++*alive; }
        ~Counted() { --*alive; }
    };
    ObjectPool<Counted> pool([&] { return std::make_unique<Counted>(&alive); },
                             [](Counted& object) { object.value = 0; });
    auto object = pool.acquire();
    object->value = 5;
    Counted* first = object.get();
    pool.release(std::move(object));
    object = pool.acquire();
    CHECK(object.get() == first);
    CHECK(object->value == 0);
    pool.release(std::move(object));
    std::vector<std::unique_ptr<Counted>> many;
    for (int i = 0; i < 100; ++i) many.push_back(pool.acquire());
    CHECK(alive == 100);
    size_t most = 0;
    for (auto& each : many) {
        pool.release(std::move(each));
        most = std::max(most, pool.usage().kept);
        CHECK(static_cast<size_t>(alive) == many.size() - (&each - many.data()) - 1 + pool.usage().kept);
    }
    CHECK(most == 45);
    CHECK(pool.usage().cleanups > 0);
    CHECK(pool.usage().made == 100);
    CHECK(pool.usage().reused == 2);
    pool.clear();
    CHECK(alive == 0);
}

TEST_CASE("the rules of object pools") {
    CHECK(PoolRules{.maxSize = 0}.afterAdding(1) == 0);
    CHECK(PoolRules{.maxSize = 1}.afterAdding(1) == 1);
    CHECK(PoolRules{.maxSize = 10, .cleanupThreshold = 1}.afterAdding(10) == 10);
    CHECK(PoolRules{.maxSize = 10, .cleanupThreshold = 1}.afterAdding(11) == 5);
    CHECK(PoolRules{.maxSize = 10, .cleanupThreshold = 0.5}.afterAdding(5) == 5);
    CHECK(PoolRules{.maxSize = 10, .cleanupThreshold = 0.5}.afterAdding(6) == 3);
}

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <set>

#include "runtime/memory/block_space.h"
#include "runtime/memory/large_space.h"
#include "runtime/memory/mapped_region.h"

using namespace noodle;

TEST_CASE("a mapped region is zeroed, bounded and can be given back") {
    auto region = MappedRegion::map(100000, 4096);
    REQUIRE(region);
    CHECK(region->size() >= 100000);
    CHECK(region->contains(region->base()));
    CHECK_FALSE(region->contains(region->base() + region->size()));
    CHECK_FALSE(region->contains(region->base() - 1));
    std::memset(region->base(), 7, region->size());
    region->decommit(0, region->size());
    CHECK(region->base()[50000] == 0);
    MappedRegion moved = std::move(*region);
    CHECK(moved.base() != nullptr);
    CHECK(region->base() == nullptr);
}

TEST_CASE("reserved pages are usable once committed") {
    auto region = MappedRegion::reserve(1 << 20);
    REQUIRE(region);
    REQUIRE(region->commit(8192, 4096));
    region->base()[8192] = 1;
    CHECK_FALSE(region->commit(1 << 20, 1));
}

TEST_CASE("size classes cover every size with the smallest cell that fits") {
    for (size_t bytes = 1; bytes <= kMaxCellBytes; ++bytes) {
        size_t c = sizeClassOf(bytes);
        REQUIRE(kCellBytes[c] >= bytes);
        if (c > 0) REQUIRE(kCellBytes[c - 1] < bytes);
        REQUIRE(kCellBytes[c] % kCellGranule == 0);
    }
}

TEST_CASE("any address in a block leads to its cell, for every cell size") {
    BlockSpace space;
    for (size_t c = 0; c < kSizeClassCount; ++c) {
        Block* block = space.acquire();
        REQUIRE(block != nullptr);
        block->format(c);
        for (uint32_t i = 0; i < block->cellCount; ++i) {
            for (uint32_t offset : {0u, 1u, block->cellBytes - 1}) {
                uint32_t index = 99999;
                char* address = block->cell(i) + offset;
                REQUIRE(space.find(address) == block);
                REQUIRE(BlockSpace::findCell(block, address, index));
                REQUIRE(index == i);
            }
        }
        uint32_t index;
        CHECK_FALSE(BlockSpace::findCell(block, block, index));
        REQUIRE(block->cellsEnd() <= reinterpret_cast<char*>(block) + kBlockBytes);
    }
}

TEST_CASE("blocks come from many chunks, are recycled and trimmed to zero") {
    BlockSpace space;
    std::vector<Block*> blocks;
    for (size_t i = 0; i < BlockSpace::kBlocksPerChunk * 40; ++i) {
        blocks.push_back(space.acquire());
        REQUIRE(reinterpret_cast<uintptr_t>(blocks.back()) % kBlockBytes == 0);
        blocks.back()->format(3);
        std::memset(blocks.back()->cells(), 0xAA, 64);
    }
    CHECK(std::set<Block*>(blocks.begin(), blocks.end()).size() == blocks.size());
    for (Block* block : blocks) REQUIRE(space.find(block->cells() + 5) == block);
    for (Block* block : blocks) space.release(block);
    CHECK(space.blocksInUse() == 0);
    CHECK(space.find(blocks[3]->cells()) == nullptr);
    space.trim(2);
    CHECK(space.freeBlocks() == 2);
    space.acquire();
    space.acquire();
    Block* clean = space.acquire();
    CHECK(clean->zeroed);
    CHECK(clean->cells()[0] == 0);
    int local = 0;
    CHECK(space.find(&local) == nullptr);
    CHECK(space.find(nullptr) == nullptr);
}

TEST_CASE("large objects are found from inside and from their end") {
    LargeSpace space;
    std::vector<char*> objects;
    for (size_t i = 0; i < 50; ++i) objects.push_back(static_cast<char*>(space.allocate(20000 + i * 3000)));
    for (size_t i = 0; i < 50; ++i) {
        size_t bytes = 20000 + i * 3000;
        REQUIRE(space.find(objects[i]) == objects[i]);
        REQUIRE(space.find(objects[i] + bytes / 2) == objects[i]);
        REQUIRE(space.find(objects[i] + bytes) == objects[i]);
        REQUIRE(space.find(objects[i] - 1) == nullptr);
        std::memset(objects[i], 0xEE, bytes);
    }
    space.sweep([](void*, void*) { return false; }, nullptr);
    CHECK(space.count() == 0);
    CHECK(space.bytesInUse() == 0);
    CHECK(space.find(objects[7]) == nullptr);
    auto* again = static_cast<char*>(space.allocate(20000));
    CHECK(std::all_of(again, again + 20000, [](char c) { return c == 0; }));
}

TEST_CASE("big objects grow where they lie, and the new part is zero") {
    LargeSpace space;
    constexpr size_t kFirst = 300'000, kMost = 1'000'000;
    auto* object = static_cast<char*>(space.allocate(kFirst));
    LargeHeader* header = LargeHeader::of(object);
    std::memset(object, 0xEE, kFirst);
    const size_t before = space.bytesInUse();
    REQUIRE(space.extend(header, kMost));
    CHECK(space.bytesInUse() >= before + kMost - kFirst - 4096);
    CHECK(std::all_of(object + kFirst, object + kMost, [](char c) { return c == 0; }));
    CHECK(space.find(object + kMost) == object);
    CHECK_FALSE(space.extend(header, size_t{1} << 30));
    CHECK(space.find(object + kMost) == object);
    auto* small = static_cast<char*>(space.allocate(20'000));
    CHECK_FALSE(space.extend(LargeHeader::of(small), 400'000));
    space.sweep([](void*, void*) { return false; }, nullptr);
    CHECK(space.bytesInUse() == 0);
}

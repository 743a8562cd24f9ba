#include <catch2/catch.hpp>
#include <cstring>

#include "runtime/memory/region.h"
#include "runtime/memory/scratch.h"

using namespace noodle;

namespace {
constexpr size_t kMb = size_t{1} << 20;
}

TEST_CASE("a region counts what is taken and refuses what would pass its limit") {
    Region region(100);
    CHECK(region.take(60));
    CHECK_FALSE(region.take(41));
    CHECK(region.take(40));
    CHECK_FALSE(region.take(SIZE_MAX));
    region.give(70);
    RegionUsage usage = region.usage();
    CHECK(usage.usedBytes == 30);
    CHECK(usage.peakBytes == 100);
    CHECK(usage.allocations == 2);
    region.give(1000);
    CHECK(region.used() == 0);
}

TEST_CASE("chunks are zeroed, also those that are used again") {
    Regions regions;
    Chunk chunk = regions.allocate(RegionKind::Buffer, 100'000);
    REQUIRE(chunk);
    CHECK(chunk.bytes >= 100'000);
    std::memset(chunk.data, 7, chunk.bytes);
    regions.release(chunk);
    CHECK(regions.of(RegionKind::Buffer).usage().capacityBytes == chunk.bytes);
    Chunk again = regions.allocate(RegionKind::Buffer, 90'000);
    CHECK(again.data == chunk.data);
    CHECK(std::count(again.data, again.data + again.bytes, 0) == static_cast<ptrdiff_t>(again.bytes));
    CHECK(regions.of(RegionKind::Buffer).usage().utilisation() == 1.0);
    regions.release(again);
    CHECK(regions.trim() == chunk.bytes);
    CHECK(regions.of(RegionKind::Buffer).usage().capacityBytes == 0);
}

TEST_CASE("what is kept follows what was lately in use") {
    Regions regions;
    Region& buffer = regions.of(RegionKind::Buffer);
    std::vector<Chunk> chunks;
    for (int i = 0; i < 8; ++i) chunks.push_back(regions.allocate(RegionKind::Buffer, kMb));
    for (const Chunk& chunk : chunks) regions.release(chunk);
    CHECK(buffer.usage().capacityBytes == 8 * kMb);
    // One small use after the other: less and less is kept, down to what they need.
    size_t before = buffer.usage().capacityBytes;
    for (int turn = 0; turn < 12; ++turn) {
        regions.release(regions.allocate(RegionKind::Buffer, 64 << 10));
        CHECK(buffer.usage().capacityBytes <= before);
        before = buffer.usage().capacityBytes;
    }
    CHECK(before <= 64 << 10);
}

TEST_CASE("a full region falls back on another one, which is counted") {
    Regions regions;
    regions.of(RegionKind::Temporary).setLimit(kMb);
    Chunk first = regions.allocate(RegionKind::Temporary, kMb);
    Chunk second = regions.allocate(RegionKind::Temporary, kMb);
    CHECK(first.kind == RegionKind::Temporary);
    CHECK(second.kind == RegionKind::Buffer);
    CHECK(regions.of(RegionKind::Temporary).usage().fallbacks == 1);
    regions.of(RegionKind::Buffer).setLimit(kMb);
    CHECK_FALSE(regions.allocate(RegionKind::Temporary, kMb));
    CHECK_FALSE(regions.allocate(RegionKind::Buffer, kMb));
    CHECK(regions.of(RegionKind::Temporary).usage().refusals == 1);
    CHECK(regions.of(RegionKind::Buffer).usage().refusals == 1);
    regions.release(first);
    Chunk third = regions.allocate(RegionKind::Buffer, kMb);
    CHECK(third.kind == RegionKind::Temporary);
    regions.release(second);
    regions.release(third);
    CHECK_FALSE(regions.allocate(RegionKind::Cache, 1));
    CHECK_FALSE(regions.allocate(RegionKind::Buffer, SIZE_MAX));
}

TEST_CASE("a scratch gives out zeroed pieces that do not overlap and returns all at once") {
    Regions regions;
    ScratchSizes sizes;
    const Region& temporary = regions.of(RegionKind::Temporary);
    for (int turn = 0; turn < 3; ++turn) {
        Scratch scratch(regions, sizes);
        std::vector<std::pair<char*, size_t>> pieces;
        for (size_t i = 1; i < 300; ++i) {
            size_t bytes = i * i % 5000 + 1;
            auto* piece = static_cast<char*>(scratch.allocate(bytes));
            REQUIRE(piece != nullptr);
            REQUIRE(reinterpret_cast<uintptr_t>(piece) % 16 == 0);
            REQUIRE(std::count(piece, piece + bytes, 0) == static_cast<ptrdiff_t>(bytes));
            std::memset(piece, static_cast<int>(i), bytes);
            pieces.push_back({piece, bytes});
        }
        for (size_t i = 0; i < pieces.size(); ++i)
            CHECK(pieces[i].first[pieces[i].second - 1] == static_cast<char>(i + 1));
        CHECK(scratch.heldBytes() >= scratch.usedBytes());
        CHECK(temporary.used() == scratch.heldBytes());
    }
    CHECK(temporary.used() == 0);
}

TEST_CASE("a scratch begins with as much as earlier ones took") {
    ScratchSizes sizes;
    CHECK(sizes.firstChunkBytes() == 16 << 10);
    for (int i = 0; i < 20; ++i) sizes.note(kMb);
    CHECK(sizes.firstChunkBytes() == kMb);
    for (int i = 0; i < 40; ++i) sizes.note(100);
    CHECK(sizes.firstChunkBytes() == 16 << 10);
    Regions regions;
    for (int i = 0; i < 40; ++i) sizes.note(kMb);
    Scratch scratch(regions, sizes);
    for (int i = 0; i < 16; ++i) REQUIRE(scratch.allocate(kMb / 16) != nullptr);
    CHECK(regions.of(RegionKind::Temporary).usage().allocations == 1);
    CHECK(scratch.allocate(SIZE_MAX) == nullptr);
}

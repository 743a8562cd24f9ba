#include "runtime/memory/region.h"

#include <algorithm>
#include <cstring>

#include "runtime/memory/mapped_region.h"

namespace noodle {

namespace {

constexpr const char* kNames[] = {"temporary", "persistent", "cache", "buffer", "stack"};
static_assert(std::size(kNames) == kRegionCount);

}  // namespace

const char* nameOf(RegionKind kind) {
    return kNames[static_cast<size_t>(kind)];
}

// ---- Region

void Region::notePeak(size_t used) {
    if (used > peak_.load(std::memory_order_relaxed)) peak_.store(used, std::memory_order_relaxed);
}

bool Region::take(size_t bytes) {
    size_t before = used();
    size_t most = limit();
    if (most != 0 && (bytes > most || before > most - bytes)) return false;
    used_.store(before + bytes, std::memory_order_relaxed);
    notePeak(before + bytes);
    add(allocations_, uint64_t{1});
    return true;
}

void Region::give(size_t bytes) {
    size_t before = used();
    used_.store(before - std::min(before, bytes), std::memory_order_relaxed);
}

void Region::measure(size_t usedBytes, size_t capacityBytes) {
    used_.store(usedBytes, std::memory_order_relaxed);
    spare_.store(capacityBytes - std::min(capacityBytes, usedBytes), std::memory_order_relaxed);
    notePeak(usedBytes);
}

RegionUsage Region::usage() const {
    RegionUsage usage;
    usage.usedBytes = used();
    usage.peakBytes = peak_.load(std::memory_order_relaxed);
    usage.capacityBytes = usage.usedBytes + spare_.load(std::memory_order_relaxed);
    usage.limitBytes = limit();
    usage.allocations = allocations_.load(std::memory_order_relaxed);
    usage.fallbacks = fallbacks_.load(std::memory_order_relaxed);
    usage.refusals = refusals_.load(std::memory_order_relaxed);
    usage.evictions = evictions_.load(std::memory_order_relaxed);
    return usage;
}

// ---- Regions

Regions::Regions()
    : regions_{
#define REGION(name, limit, doc) Region(limit),
#include "runtime/memory/regions.def"
#undef REGION
      } {
}

Regions::~Regions() {
    trim();
}

bool Regions::isAllocatable(RegionKind kind) const {
    return kind == RegionKind::Temporary || kind == RegionKind::Buffer;
}

// The smallest kept chunk that is big enough and not more than twice too big.
Chunk Regions::takeSpare(RegionKind kind, size_t bytes) {
    Spare& spare = spareOf(kind);
    auto found = std::ranges::lower_bound(spare.chunks, bytes, {}, &Chunk::bytes);
    if (found == spare.chunks.end() || found->bytes / 2 > bytes) return {};
    Chunk chunk = *found;
    spare.chunks.erase(found);
    spare.bytes -= chunk.bytes;
    of(kind).addSpare(-static_cast<ptrdiff_t>(chunk.bytes));
    std::memset(chunk.data, 0, chunk.bytes);
    return chunk;
}

Chunk Regions::allocateIn(RegionKind kind, size_t bytes) {
    bytes = roundUp(bytes, pageBytes());
    Chunk chunk = takeSpare(kind, bytes);
    if (!of(kind).take(chunk ? chunk.bytes : bytes)) {
        if (chunk) unmapPages(chunk.data, chunk.bytes);
        return {};
    }
    if (!chunk) {
        auto* data = static_cast<char*>(mapAlignedPages(bytes, pageBytes(), nullptr));
        if (data == nullptr) {
            of(kind).give(bytes);
            return {};
        }
        chunk = {data, bytes, kind};
    }
    spareOf(kind).recentPeak = std::max(spareOf(kind).recentPeak, of(kind).used());
    return chunk;
}

Chunk Regions::allocate(RegionKind kind, size_t bytes) {
    constexpr size_t kMost = size_t{1} << 46;
    if (!isAllocatable(kind) || bytes > kMost) return {};
    if (Chunk chunk = allocateIn(kind, bytes)) return chunk;
    RegionKind other = kind == RegionKind::Temporary ? RegionKind::Buffer : RegionKind::Temporary;
    Chunk chunk = allocateIn(other, bytes);
    if (chunk)
        of(kind).countFallback();
    else
        of(kind).countRefusal();
    return chunk;
}

void Regions::release(const Chunk& chunk) {
    if (!chunk) return;
    Region& region = of(chunk.kind);
    Spare& spare = spareOf(chunk.kind);
    region.give(chunk.bytes);
    auto place = std::ranges::lower_bound(spare.chunks, chunk.bytes, {}, &Chunk::bytes);
    spare.chunks.insert(place, chunk);
    spare.bytes += chunk.bytes;
    region.addSpare(static_cast<ptrdiff_t>(chunk.bytes));
    // Each time the region empties what it is expected to need falls half way to what it last needed.
    fit(chunk.kind, spare.recentPeak - std::min(spare.recentPeak, region.used()));
    if (region.used() == 0) spare.recentPeak /= 2;
}

// Drops the largest ones first: they cost most and are asked for least.
void Regions::fit(RegionKind kind, size_t keepBytes) {
    constexpr size_t kMostKept = size_t{16} << 20;
    Spare& spare = spareOf(kind);
    size_t most = std::min(keepBytes, kMostKept);
    while (spare.bytes > most) {
        Chunk chunk = spare.chunks.back();
        spare.chunks.pop_back();
        spare.bytes -= chunk.bytes;
        of(kind).addSpare(-static_cast<ptrdiff_t>(chunk.bytes));
        unmapPages(chunk.data, chunk.bytes);
    }
}

size_t Regions::trim() {
    size_t bytes = 0;
    for (RegionKind kind : {RegionKind::Temporary, RegionKind::Buffer}) {
        bytes += spareOf(kind).bytes;
        fit(kind, 0);
    }
    return bytes;
}

}  // namespace noodle

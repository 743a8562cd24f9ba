// The memory of a program outside the collected heap, in regions by what it is for (regions.def), each with a
// limit, a capacity that follows use, and counts.
//
// Is: where mapped chunks come from and what is known of them. Is not: an allocator of small objects
// (pools.h, scratch.h take chunks and divide them) nor a collector. One Regions belongs to one isolate;
// figures may be read by other threads at any time. Invariant: usedBytes is the sum of what was taken and not
// yet given back.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace noodle {

enum class RegionKind : uint8_t {
#define REGION(name, limit, doc) name,
#include "runtime/memory/regions.def"
#undef REGION
    Count
};
constexpr size_t kRegionCount = static_cast<size_t>(RegionKind::Count);

/// "temporary", "cache", …
const char* nameOf(RegionKind kind);

struct RegionUsage {
    size_t usedBytes = 0, peakBytes = 0;
    size_t capacityBytes = 0;  ///< held from the system: what is used, and what is kept to be used again
    size_t limitBytes = 0;     ///< 0: none
    uint64_t allocations = 0;
    uint64_t fallbacks = 0;  ///< requests that another region took because this one was full
    uint64_t refusals = 0;   ///< requests that nobody could take
    uint64_t evictions = 0;  ///< things that were dropped to make room
    double utilisation() const {
        return capacityBytes == 0 ? 0 : static_cast<double>(usedBytes) / static_cast<double>(capacityBytes);
    }
};

/// Counts and limit of one region. Writer: the isolate's thread; readers: any (relaxed: figures only).
class Region {
  public:
    explicit Region(size_t limitBytes) : limit_(limitBytes) {}

    /// False if that would pass the limit.
    [[nodiscard]] bool take(size_t bytes);
    void give(size_t bytes);
    /// For regions whose memory somebody else manages: what it uses and holds now.
    void measure(size_t usedBytes, size_t capacityBytes);

    size_t used() const { return used_.load(std::memory_order_relaxed); }
    size_t limit() const { return limit_.load(std::memory_order_relaxed); }
    void setLimit(size_t bytes) { limit_.store(bytes, std::memory_order_relaxed); }
    void addSpare(ptrdiff_t bytes) { add(spare_, static_cast<size_t>(bytes)); }
    void countFallback() { add(fallbacks_, uint64_t{1}); }
    void countRefusal() { add(refusals_, uint64_t{1}); }
    void countEvictions(uint64_t n) { add(evictions_, n); }
    RegionUsage usage() const;

  private:
    template <typename T>
    static void add(std::atomic<T>& to, T amount) {
        to.fetch_add(amount, std::memory_order_relaxed);
    }
    void notePeak(size_t used);

    std::atomic<size_t> limit_, used_ = 0, peak_ = 0, spare_ = 0;
    std::atomic<uint64_t> allocations_ = 0, fallbacks_ = 0, refusals_ = 0, evictions_ = 0;
};

/// Memory from a region; `kind` is the one that gave it, which need not be the one that was asked.
struct Chunk {
    char* data = nullptr;
    size_t bytes = 0;
    RegionKind kind = RegionKind::Temporary;
    explicit operator bool() const { return data != nullptr; }
};

class Regions {
  public:
    Regions();
    ~Regions();
    Regions(const Regions&) = delete;
    Regions& operator=(const Regions&) = delete;

    Region& of(RegionKind kind) { return regions_[static_cast<size_t>(kind)]; }
    const Region& of(RegionKind kind) const { return regions_[static_cast<size_t>(kind)]; }

    /// At least `bytes` of zeroed memory from Temporary or Buffer; from the other one if that is full. Empty
    /// if both are or the system refuses.
    Chunk allocate(RegionKind kind, size_t bytes);
    /// Gives a chunk back. Some are kept for the next allocate(): as many bytes as lately were in use at
    /// once.
    void release(const Chunk& chunk);
    /// Returns all that is kept to the system. Returns the bytes.
    size_t trim();

  private:
    struct Spare {
        std::vector<Chunk> chunks;  // by size, smallest first
        size_t bytes = 0;
        size_t recentPeak = 0;  // of the use of the region since it was last empty, or half of that before
    };
    bool isAllocatable(RegionKind kind) const;
    Chunk takeSpare(RegionKind kind, size_t bytes);
    Chunk allocateIn(RegionKind kind, size_t bytes);
    void fit(RegionKind kind, size_t keepBytes);
    Spare& spareOf(RegionKind kind) { return spares_[static_cast<size_t>(kind)]; }

    std::array<Region, kRegionCount> regions_;
    std::array<Spare, kRegionCount> spares_;
};

}  // namespace noodle

// What a heap counts: totals since its start and a histogram of its pauses. Plain data with arithmetic; who
// collects fills it in. Pauses are CPU time of the thread, so other processes do not show in them, and time
// beside it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace noodle {

/// Durations in buckets that grow by a quarter of a doubling.
class Durations {
  public:
    void record(uint64_t ns);
    /// A bound that this share of them does not exceed, within a fifth; 0 without any.
    uint64_t percentileNs(double share) const;

    uint64_t count() const { return count_; }
    uint64_t totalNs() const { return totalNs_; }
    uint64_t maxNs() const { return maxNs_; }

    static constexpr size_t kBuckets = 96;
    /// Durations in a bucket, and the longest that belongs there.
    uint64_t countIn(size_t bucket) const { return buckets_[bucket]; }
    static uint64_t boundNs(size_t bucket);

  private:
    std::array<uint64_t, kBuckets> buckets_{};
    uint64_t count_ = 0, totalNs_ = 0, maxNs_ = 0;
};

/// Pauses of one sort, in CPU time of the thread; `wall`: the same pauses by the clock on the wall, in which
/// a busy machine shows.
class PauseStats : public Durations {
  public:
    Durations wall;
    void record(uint64_t cpuNs, uint64_t wallNs) {
        Durations::record(cpuNs);
        wall.record(wallNs);
    }
};

struct HeapStats {
    uint64_t allocatedBytes = 0, allocatedObjects = 0;  ///< since start
    uint64_t liveBytes = 0;                             ///< allocated and not yet freed
    uint64_t peakBytes = 0;                             ///< highest liveBytes at a collection, or now
    uint64_t footprintBytes = 0;                        ///< blocks, large objects and memory outside
    uint64_t collections = 0;                           ///< young and full ones
    uint64_t fullCollections = 0;
    uint64_t freedObjects = 0;
    uint64_t promotedBytes = 0;      ///< that survived their first collection
    uint64_t rememberedObjects = 0;  ///< that the write barrier logged
    PauseStats youngPauses, stepPauses,
        fullPauses;  ///< steps of incremental marking; ends of full collections

    uint64_t pauseNsTotal() const {
        return youngPauses.totalNs() + stepPauses.totalNs() + fullPauses.totalNs();
    }
    uint64_t pauseNsMax() const;
    /// Share of the footprint that holds nothing alive.
    double fragmentation() const;
};

}  // namespace noodle

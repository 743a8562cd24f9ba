// What a heap counts: totals since its start and a histogram of its pauses. Plain data with arithmetic; who
// collects fills it in. Pauses are CPU time of the thread, so other processes do not show in them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace noodle {

/// Pauses of one sort, in buckets that grow by a quarter of a doubling.
class PauseStats {
  public:
    void record(uint64_t ns);
    /// A bound that this share of the pauses does not exceed, within a fifth; 0 without pauses.
    uint64_t percentileNs(double share) const;

    uint64_t count() const { return count_; }
    uint64_t totalNs() const { return totalNs_; }
    uint64_t maxNs() const { return maxNs_; }

    static constexpr size_t kBuckets = 96;
    /// Pauses in a bucket, and the longest that belongs there.
    uint64_t countIn(size_t bucket) const { return buckets_[bucket]; }
    static uint64_t boundNs(size_t bucket);

  private:
    std::array<uint64_t, kBuckets> buckets_{};
    uint64_t count_ = 0, totalNs_ = 0, maxNs_ = 0;
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

#include "runtime/gc/heap_stats.h"

#include <algorithm>
#include <bit>

namespace noodle {
namespace {

constexpr unsigned kFirstBit = 8;  // below 256 ns everything is one bucket

size_t bucketOf(uint64_t ns) {
    if (ns >> kFirstBit == 0) return 0;
    auto bit = static_cast<unsigned>(std::bit_width(ns)) - 1;
    size_t quarter = (ns >> (bit - 2)) & 3;
    return std::min<size_t>(1 + (bit - kFirstBit) * 4 + quarter, Durations::kBuckets - 1);
}

}  // namespace

uint64_t Durations::boundNs(size_t bucket) {
    if (bucket == 0) return uint64_t{1} << kFirstBit;
    size_t bit = kFirstBit + (bucket - 1) / 4;
    return (uint64_t{5} + (bucket - 1) % 4) << (bit - 2);
}

void Durations::record(uint64_t ns) {
    ++buckets_[bucketOf(ns)];
    ++count_;
    totalNs_ += ns;
    maxNs_ = std::max(maxNs_, ns);
}

uint64_t Durations::percentileNs(double share) const {
    if (count_ == 0) return 0;
    auto wanted = static_cast<uint64_t>(share * static_cast<double>(count_) + 0.999999);
    uint64_t seen = 0;
    for (size_t bucket = 0; bucket < kBuckets; ++bucket) {
        seen += buckets_[bucket];
        if (seen >= wanted) return std::min(boundNs(bucket), maxNs_);
    }
    return maxNs_;
}

uint64_t HeapStats::pauseNsMax() const {
    return std::max({youngPauses.maxNs(), stepPauses.maxNs(), fullPauses.maxNs()});
}

double HeapStats::fragmentation() const {
    if (footprintBytes == 0) return 0;
    double share = static_cast<double>(liveBytes) / static_cast<double>(footprintBytes);
    return std::max(0.0, 1.0 - share);
}

}  // namespace noodle

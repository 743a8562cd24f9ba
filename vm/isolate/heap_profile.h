// HeapProfiler: where a program allocates, what of it lives, and what looks like a leak. Takes a sample of
// the allocations (one in so many bytes, rarer the longer the program runs) with the calls that led to it,
// and follows each sampled object to its death. Holds objects weakly: it keeps nothing alive. Attached to one
// isolate from construction to destruction; its thread only.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "vm/interp/vm.h"

namespace noodle {

/// What was found, in plain figures. Estimated from samples: a figure stands for the sampled bytes' weight.
struct HeapProfile {
    struct Figures {
        uint64_t allocatedBytes = 0, allocatedObjects = 0;
        uint64_t liveBytes = 0, liveObjects = 0;
    };
    static constexpr uint32_t kNoSite = UINT32_MAX;
    /// A line of a function, called from the line that is its parent.
    struct Site {
        uint32_t parent = kNoSite;
        std::string function, file;
        uint32_t line = 0;
        Figures own;  ///< allocated by this line itself
    };
    struct Type {
        std::string name;
        Figures figures;
    };
    /// A site whose population has only grown and that has objects older than the threshold.
    struct Leak {
        uint32_t site = 0;
        std::string type;  ///< of the oldest
        uint64_t objects = 0, bytes = 0;
        double ageSeconds = 0;          ///< of the oldest
        std::vector<std::string> path;  ///< what holds the oldest, from the root on
    };
    uint64_t samples = 0;
    std::vector<Site> sites;  ///< a parent stands before its children
    std::vector<Type> types;
    std::vector<Leak> leaks;
};

class HeapProfiler final : public AllocationObserver {
  public:
    struct Options {
        size_t firstInterval = 32 << 10;     ///< bytes per sample in the beginning
        uint32_t samplesPerDoubling = 1024;  ///< after so many the interval is doubled
        uint64_t leakNs = 300'000'000'000;
    };
    HeapProfiler(Vm& vm, const Options& options);
    ~HeapProfiler();
    HeapProfiler(const HeapProfiler&) = delete;
    HeapProfiler& operator=(const HeapProfiler&) = delete;

    /// Collects first, so that what is live really is.
    HeapProfile profile();

    void onAllocation(HeapObject* o, size_t bytes, size_t weight) override;
    void onCollection(bool full, uint8_t alive) override;

  private:
    struct Node {
        uint32_t parent;
        const Proto* proto;  // null: the root
        uint32_t line;
        HeapProfile::Figures figures;
        uint64_t populationBefore = 0;  // objects at the last full collection
        uint32_t rises = 0, falls = 0;  // of the population from one full collection to the next
    };
    static constexpr uint32_t kNoType = UINT32_MAX;
    struct Sample {
        HeapObject* object;
        uint32_t node;
        uint32_t type;  // kNoType until the object is filled
        uint64_t bytes, objects;
        uint64_t bornNs;
    };
    uint32_t nodeOf(uint32_t parent, const Proto* proto, uint32_t line);
    uint32_t here();
    void nameType(Sample& sample);
    void checkPopulations();
    void addLeaks(HeapProfile& profile, uint64_t nowNs);
    void addPaths(HeapProfile& profile, const std::vector<const Sample*>& oldest);

    Vm& vm_;
    Options options_;
    size_t interval_;
    uint64_t count_ = 0;
    std::vector<Node> nodes_;
    std::map<std::tuple<uint32_t, const Proto*, uint32_t>, uint32_t> nodeNumbers_;
    std::vector<HeapProfile::Type> types_;
    std::map<std::string, uint32_t, std::less<>> typeNumbers_;
    std::vector<Sample> samples_;  // of live objects, oldest first
};

}  // namespace noodle

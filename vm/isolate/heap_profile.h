// HeapProfiler: where a program allocates, what of it lives, what looks like a leak and what is still open.
// Takes a sample of the allocations (one in so many bytes, rarer the longer the program runs) with the calls
// that led to it, and follows each sampled object to its death. Holds objects weakly: it keeps nothing alive.
// Attached to one isolate from construction to destruction; its thread only.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
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
    /// A site with objects older than the threshold, whose population has only grown since the oldest of them
    /// was made.
    struct Leak {
        uint32_t site = 0;
        std::string type;  ///< of what `path` leads to
        uint64_t objects = 0, bytes = 0;
        double ageSeconds = 0;          ///< of the oldest
        std::vector<std::string> path;  ///< what holds one of them, from the root on; empty: nothing any more
    };
    /// A file, a task or the like that was opened at `site`.
    struct Resource {
        std::string name;
        uint32_t site = 0;
        double ageSeconds = 0;
        bool lost = false;  ///< nothing refers to it any more, and it was never closed
    };
    uint64_t samples = 0;
    std::vector<Site> sites;  ///< a parent stands before its children
    std::vector<Type> types;  ///< most live bytes first
    std::vector<Leak> leaks;  ///< most bytes first
    std::vector<Resource> resources;
};

/// "grow (app.nc:9)"
std::string placeOf(const HeapProfile::Site& site);

class HeapProfiler final : public AllocationObserver, public ResourceObserver {
  public:
    struct Options {
        size_t firstInterval = 64 << 10;    ///< bytes per sample in the beginning
        size_t mostInterval = 1 << 20;      ///< and at last
        uint32_t samplesPerDoubling = 512;  ///< after so many the interval is doubled
        uint64_t leakNs = 300'000'000'000;
        bool resources = false;  ///< follow what the program opens: costs something for each task
    };
    HeapProfiler(Vm& vm, const Options& options);
    ~HeapProfiler();
    HeapProfiler(const HeapProfiler&) = delete;
    HeapProfiler& operator=(const HeapProfiler&) = delete;

    /// Collects first, so that what is live really is.
    HeapProfile profile();

    void onAllocation(HeapObject* o, uint64_t bytes, uint64_t objects) override;
    void onCollection(bool full, uint8_t alive) override;
    void onOpen(HeapObject* resource) override;

  private:
    struct Node {
        uint32_t parent;
        const Proto* proto;  // null: the root
        uint32_t line;
        HeapProfile::Figures figures;
        uint64_t populationBefore = 0;  // objects at the last full collection
        uint32_t rises = 0;             // of the population at full collections since it fell last
        uint64_t fellNs = 0;            // when that was
    };
    static constexpr uint32_t kNoType = UINT32_MAX;
    struct Sample {
        HeapObject* object;
        uint32_t node;
        uint32_t type;  // kNoType until the object is filled
        uint64_t bytes, objects;
        uint64_t bornNs;
    };
    struct Opened {
        HeapObject* object;  // null: lost
        uint32_t node;
        uint64_t bornNs;
        std::string name;  // of what is lost
    };
    uint32_t nodeOf(uint32_t parent, const Proto* proto, uint32_t line);
    uint32_t here();
    void nameType(Sample& sample);
    void drop(const Sample& sample);
    void checkPopulations();
    void checkOpened(size_t first, uint8_t alive);
    bool looksLikeLeak(const Sample& sample, uint64_t nowNs) const;
    void addLeaks(HeapProfile& profile, uint64_t nowNs);
    void addPaths(HeapProfile& profile, const std::unordered_map<const HeapObject*, size_t>& leakOf);
    void addResources(HeapProfile& profile, uint64_t nowNs) const;

    Vm& vm_;
    Options options_;
    size_t interval_;
    uint64_t count_ = 0;
    std::vector<Node> nodes_;
    struct NodeKey {
        uint32_t parent;
        uint32_t line;
        const Proto* proto;
        bool operator==(const NodeKey&) const = default;
    };
    struct NodeHash {
        size_t operator()(const NodeKey& key) const {
            size_t word = (size_t{key.parent} << 32 | key.line) ^ reinterpret_cast<uintptr_t>(key.proto)
                                                                      << 16;
            word *= 0x9E3779B97F4A7C15;
            return word ^ word >> 32;
        }
    };
    std::unordered_map<NodeKey, uint32_t, NodeHash> nodeNumbers_;
    std::vector<HeapProfile::Type> types_;
    std::map<std::string, uint32_t, std::less<>> typeNumbers_;
    // Of live objects, oldest first. Those from oldSamples_ on were made since the last collection.
    std::vector<Sample> samples_;
    size_t oldSamples_ = 0;
    std::vector<Opened> opened_;
    size_t oldOpened_ = 0;
    std::vector<Vm::CodePlace> calls_;  // scratch of here()
};

}  // namespace noodle

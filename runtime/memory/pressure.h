// How short memory is, and what to do about it.
//
// Is: readings of the machine, of the control group and of the process, turned into a level with hysteresis,
// and the order of reactions. Is not: the reactions themselves; whoever owns a PressureMonitor brings them.
// One thread. Invariant: a level falls only when the reading is clearly below the one at which it rose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace noodle {

/// Bytes; 0 in a limit or total: not known or none.
struct MemoryReading {
    size_t processBytes = 0;                     ///< resident
    size_t groupBytes = 0, groupLimitBytes = 0;  ///< the control group's, without what can be dropped
    size_t systemBytes = 0, systemAvailableBytes = 0;
};
/// Reads /proc and /sys/fs/cgroup (versions 2 and 1) below `root`, "" for the real ones.
MemoryReading readMemory(const std::string& root = "");

enum class PressureLevel : uint8_t { None, Low, High, Critical };
const char* nameOf(PressureLevel level);

class PressureLevels {
  public:
    /// A process that takes `highBytes` is at level High, whatever the machine has. 0: no such mark.
    explicit PressureLevels(size_t highBytes) : highBytes_(highBytes) {}

    PressureLevel level() const { return level_; }
    /// The level after a reading; it may rise by several at once.
    PressureLevel update(const MemoryReading& reading);

  private:
    size_t highBytes_;
    PressureLevel level_ = PressureLevel::None;
};

/// What is done at a level, in this order.
class PressureReactions {
  public:
    virtual void trimPools() = 0;
    /// `all`: everything; otherwise the half that was not used for longest.
    virtual void evictCaches(bool all) = 0;
    virtual void collect() = 0;
    virtual size_t heapBytes() = 0;

  protected:
    ~PressureReactions() = default;
};

struct PressureStats {
    uint64_t readings = 0;
    uint64_t rises[4] = {};  ///< by the level reached
    uint64_t trims = 0, evictions = 0, collections = 0;
};

class PressureMonitor {
  public:
    /// The first look is due an interval after `nowNs`.
    PressureMonitor(size_t highBytes, uint64_t nowNs) : levels_(highBytes), dueNs_(nowNs + kIntervalNs) {}

    /// True if it is time to look again.
    bool isDue(uint64_t nowNs) const { return nowNs >= dueNs_; }
    /// Takes a reading at `nowNs` and reacts: Low trims pools; High also evicts half of the caches and
    /// collects; Critical evicts all. On a level that stays, reactions are repeated only while they have
    /// something to do: a collection when the heap has grown by half, and at most one a second.
    void look(const MemoryReading& reading, uint64_t nowNs, PressureReactions& reactions);

    PressureLevel level() const { return levels_.level(); }
    /// False at level Critical: a new isolate would only make it worse.
    bool acceptsIsolates() const { return level() != PressureLevel::Critical; }
    const PressureStats& stats() const { return stats_; }

  private:
    static constexpr uint64_t kIntervalNs = 100'000'000;
    void collect(uint64_t nowNs, bool isNew, PressureReactions& reactions);

    PressureLevels levels_;
    uint64_t dueNs_;
    uint64_t collectedNs_ = 0;
    size_t heapAfterBytes_ = 0;
    PressureStats stats_;
};

}  // namespace noodle

#include "runtime/memory/pressure.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "runtime/base/file.h"
#include "runtime/memory/mapped_region.h"

namespace noodle {

namespace {

constexpr size_t kUnlimited = size_t{1} << 50;  // version 1 writes a huge number for "no limit"

std::string textOf(const std::string& path) {
    Result<std::string> text = readFile(path);
    return text.ok() ? std::move(text.value()) : std::string();
}

// The number behind `key` in lines of "key number" or "key: number kB"; 0 if there is none.
size_t numberAfter(std::string_view text, std::string_view key) {
    for (size_t at = 0; at < text.size();) {
        size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        at = end + 1;
        if (!line.starts_with(key) || line.size() <= key.size()) continue;
        return std::strtoull(std::string(line.substr(key.size() + 1)).c_str(), nullptr, 10);
    }
    return 0;
}

size_t numberIn(const std::string& path) {
    return std::strtoull(textOf(path).c_str(), nullptr, 10);
}

struct Group {
    const char* limit;
    const char* used;
    const char* stat;
    const char* droppable;
};
constexpr Group kGroups[] = {
    {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current", "/sys/fs/cgroup/memory.stat",
     "inactive_file"},
    {"/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes",
     "/sys/fs/cgroup/memory/memory.stat", "total_inactive_file"},
};

double ratio(size_t part, size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

MemoryReading readMemory(const std::string& root) {
    MemoryReading reading;
    const std::string statm = textOf(root + "/proc/self/statm");
    size_t space = statm.find(' ');
    if (space != statm.npos)
        reading.processBytes = std::strtoull(statm.c_str() + space, nullptr, 10) * pageBytes();
    const std::string machine = textOf(root + "/proc/meminfo");
    reading.systemBytes = numberAfter(machine, "MemTotal") * 1024;
    reading.systemAvailableBytes = numberAfter(machine, "MemAvailable") * 1024;
    for (const Group& group : kGroups) {
        size_t limit = numberIn(root + group.limit);
        if (limit == 0 || limit >= kUnlimited) continue;
        size_t used = numberIn(root + group.used);
        size_t droppable = numberAfter(textOf(root + group.stat), group.droppable);
        reading.groupLimitBytes = limit;
        reading.groupBytes = used - std::min(used, droppable);
        break;
    }
    return reading;
}

const char* nameOf(PressureLevel level) {
    constexpr const char* kNames[] = {"none", "low", "high", "critical"};
    return kNames[static_cast<size_t>(level)];
}

// ---- levels

namespace {

// How full the fullest of machine and group is.
double fullnessOf(const MemoryReading& reading) {
    size_t taken = reading.systemBytes - std::min(reading.systemBytes, reading.systemAvailableBytes);
    double system = reading.systemAvailableBytes == 0 ? 0 : ratio(taken, reading.systemBytes);
    return std::max(system, ratio(reading.groupBytes, reading.groupLimitBytes));
}

// The level at which these marks lie, all of them moved down by `slack`.
PressureLevel levelAt(const MemoryReading& reading, size_t highBytes, double slack) {
    constexpr double kLow = 0.70, kHigh = 0.85, kCritical = 0.95;
    constexpr double kLowOfMark = 0.75;
    double fullness = fullnessOf(reading) + slack;
    double ofMark = highBytes == 0 ? 0 : ratio(reading.processBytes, highBytes) + slack;
    if (fullness >= kCritical) return PressureLevel::Critical;
    if (fullness >= kHigh || ofMark >= 1) return PressureLevel::High;
    return fullness >= kLow || ofMark >= kLowOfMark ? PressureLevel::Low : PressureLevel::None;
}

}  // namespace

PressureLevel PressureLevels::update(const MemoryReading& reading) {
    constexpr double kSlack = 0.05;
    PressureLevel now = levelAt(reading, highBytes_, 0);
    PressureLevel atLeast = std::min(level_, levelAt(reading, highBytes_, kSlack));
    level_ = std::max(now, atLeast);
    return level_;
}

// ---- reactions

void PressureMonitor::look(const MemoryReading& reading, uint64_t nowNs, PressureReactions& reactions) {
    dueNs_ = nowNs + kIntervalNs;
    ++stats_.readings;
    PressureLevel before = levels_.level();
    PressureLevel now = levels_.update(reading);
    bool rose = now > before;
    if (rose) ++stats_.rises[static_cast<size_t>(now)];
    if (now == PressureLevel::None) return;
    if (rose || now >= PressureLevel::High) {
        reactions.trimPools();
        ++stats_.trims;
    }
    if (now < PressureLevel::High) return;
    if (rose || now == PressureLevel::Critical) {
        reactions.evictCaches(now == PressureLevel::Critical);
        ++stats_.evictions;
    }
    collect(nowNs, rose, reactions);
}

void PressureMonitor::collect(uint64_t nowNs, bool isNew, PressureReactions& reactions) {
    constexpr uint64_t kPauseNs = 1'000'000'000;
    size_t heap = reactions.heapBytes();
    bool grew = heap > heapAfterBytes_ + heapAfterBytes_ / 2;
    if (!isNew && (!grew || nowNs < collectedNs_ + kPauseNs)) return;
    reactions.collect();
    ++stats_.collections;
    collectedNs_ = nowNs;
    heapAfterBytes_ = reactions.heapBytes();
}

}  // namespace noodle

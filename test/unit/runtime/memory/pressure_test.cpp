#include "runtime/memory/pressure.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

using namespace noodle;
namespace fs = std::filesystem;

namespace {

constexpr size_t kMb = size_t{1} << 20;
constexpr uint64_t kSecond = 1'000'000'000;

MemoryReading system(int percentTaken) {
    MemoryReading reading;
    reading.systemBytes = 1000 * kMb;
    reading.systemAvailableBytes = (100 - static_cast<size_t>(percentTaken)) * 10 * kMb;
    return reading;
}

struct Recorded final : PressureReactions {
    void trimPools() override { log += 't'; }
    void evictCaches(bool all) override { log += all ? 'A' : 'e'; }
    void collect() override { log += 'c'; }
    size_t heapBytes() override { return heap; }
    std::string take() { return std::exchange(log, {}); }
    std::string log;
    size_t heap = 100 * kMb;
};

}  // namespace

TEST_CASE("levels rise at their marks and fall clearly below them") {
    PressureLevels levels(0);
    CHECK(levels.update(system(50)) == PressureLevel::None);
    CHECK(levels.update(system(71)) == PressureLevel::Low);
    CHECK(levels.update(system(68)) == PressureLevel::Low);
    CHECK(levels.update(system(64)) == PressureLevel::None);
    CHECK(levels.update(system(68)) == PressureLevel::None);
    CHECK(levels.update(system(96)) == PressureLevel::Critical);
    CHECK(levels.update(system(91)) == PressureLevel::Critical);
    CHECK(levels.update(system(89)) == PressureLevel::High);
    CHECK(levels.update(system(81)) == PressureLevel::High);
    CHECK(levels.update(system(10)) == PressureLevel::None);
}

TEST_CASE("the fuller of group and machine counts, and the mark of the process") {
    MemoryReading reading = system(10);
    reading.groupLimitBytes = 100 * kMb;
    reading.groupBytes = 90 * kMb;
    reading.processBytes = 40 * kMb;
    CHECK(PressureLevels(0).update(reading) == PressureLevel::High);
    reading.groupLimitBytes = 0;
    CHECK(PressureLevels(0).update(reading) == PressureLevel::None);
    CHECK(PressureLevels(50 * kMb).update(reading) == PressureLevel::Low);
    CHECK(PressureLevels(40 * kMb).update(reading) == PressureLevel::High);
    // Alone it never makes the level critical.
    CHECK(PressureLevels(kMb).update(reading) == PressureLevel::High);
    CHECK(PressureLevels(0).update(MemoryReading()) == PressureLevel::None);
}

TEST_CASE("reactions come in order and are not repeated for nothing") {
    PressureMonitor monitor(0, 0);
    Recorded reactions;
    CHECK_FALSE(monitor.isDue(0));
    CHECK(monitor.isDue(kSecond));
    monitor.look(system(50), kSecond, reactions);
    CHECK(reactions.take().empty());
    CHECK_FALSE(monitor.isDue(kSecond + 1000));
    CHECK(monitor.isDue(kSecond * 2));
    monitor.look(system(75), 2 * kSecond, reactions);
    CHECK(reactions.take() == "t");
    monitor.look(system(75), 3 * kSecond, reactions);
    CHECK(reactions.take().empty());
    monitor.look(system(90), 4 * kSecond, reactions);
    CHECK(reactions.take() == "tec");
    monitor.look(system(90), 6 * kSecond, reactions);
    CHECK(reactions.take() == "t");
    reactions.heap *= 2;
    monitor.look(system(90), 8 * kSecond, reactions);
    CHECK(reactions.take() == "tc");
    reactions.heap *= 2;
    monitor.look(system(90), 8 * kSecond + 1, reactions);
    CHECK(reactions.take() == "t");
    CHECK(monitor.acceptsIsolates());
    monitor.look(system(99), 9 * kSecond, reactions);
    CHECK(reactions.take() == "tAc");
    CHECK_FALSE(monitor.acceptsIsolates());
    monitor.look(system(50), 10 * kSecond, reactions);
    CHECK(monitor.acceptsIsolates());
    CHECK(reactions.take().empty());
    CHECK(monitor.stats().rises[3] == 1);
    CHECK(monitor.stats().collections == 3);
}

TEST_CASE("memory is read from the files of the kernel") {
    MemoryReading here = readMemory();
    CHECK(here.processBytes > 0);
    CHECK(here.systemBytes >= here.systemAvailableBytes);
    char path[] = "/tmp/noodle_pressure_XXXXXX";
    REQUIRE(::mkdtemp(path) != nullptr);
    const std::string root = path;
    auto write = [&](const std::string& file, const char* text) {
        fs::create_directories(fs::path(root + file).parent_path());
        std::ofstream(root + file) << text;
    };
    CHECK(readMemory(root).systemBytes == 0);
    write("/proc/self/statm", "1000 250 3 4 5 6 7\n");
    write("/proc/meminfo", "MemTotal:       2048 kB\nMemFree:  1 kB\nMemAvailable:   1024 kB\n");
    write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    MemoryReading reading = readMemory(root);
    CHECK(reading.processBytes == 250 * 4096);
    CHECK(reading.systemBytes == 2 * kMb);
    CHECK(reading.systemAvailableBytes == kMb);
    CHECK(reading.groupLimitBytes == 0);
    write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "4096000\n");
    write("/sys/fs/cgroup/memory/memory.usage_in_bytes", "4000000\n");
    write("/sys/fs/cgroup/memory/memory.stat", "cache 5\ntotal_inactive_file 1000000\n");
    reading = readMemory(root);
    CHECK(reading.groupLimitBytes == 4096000);
    CHECK(reading.groupBytes == 3000000);
    write("/sys/fs/cgroup/memory.max", "max\n");
    CHECK(readMemory(root).groupLimitBytes == 4096000);
    write("/sys/fs/cgroup/memory.max", "1000\n");
    write("/sys/fs/cgroup/memory.current", "900\n");
    write("/sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 100\n");
    reading = readMemory(root);
    CHECK(reading.groupLimitBytes == 1000);
    CHECK(reading.groupBytes == 800);
    fs::remove_all(root);
}

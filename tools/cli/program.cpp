#include "tools/cli/program.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "tools/cli/command_line.h"
#include "tools/cli/compile_cache.h"

namespace noodle::cli {

namespace {

// A signal handler has no other way to find what it should stop. Writer: InterruptScope; reader: the handler.
std::atomic<Isolate*> interruptible{nullptr};

void onInterrupt(int) {
    if (Isolate* isolate = interruptible.load(std::memory_order_acquire)) isolate->interrupt();
    std::signal(SIGINT, SIG_DFL);
}

Result<FuseOptions> fuseOptions(const Options& options) {
    FuseOptions fuse;
    fuse.quicken = !options.noQuicken;
    if (options.noSuper == "all") {
        fuse.disabled.set();
        return fuse;
    }
    for (std::string_view rest = options.noSuper; !rest.empty();) {
        std::string_view name = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
        SuperOpcode super = findSuper(name);
        if (super == SuperOpcode::Count)
            return Failure{"--no-super: there is no superinstruction '" + std::string(name) + "'", kUsage};
        fuse.disabled.set(static_cast<uint8_t>(super));
    }
    return fuse;
}

/// Where the compiler plugin lies that was built or installed with this program.
std::string besideProgram() {
    std::error_code failed;
    std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (failed) return {};
    std::filesystem::path beside = program.parent_path() / "libnoodle_jit.so";
    if (std::filesystem::exists(beside, failed)) return beside;
    return program.parent_path().parent_path() / "lib" / "noodle" / "libnoodle_jit.so";
}

Level levelOf(const Options& options) {
    if (options.level == "NONE") return Level::None;
    if (options.level == "BASIC") return Level::Basic;
    return options.level == "AGGRESSIVE" ? Level::Aggressive : Level::Balanced;
}

TierOptions tierOptions(const Options& options) {
    TierOptions tier;
    tier.level = levelOf(options);
    tier.plugin = options.jitPlugin.empty() ? besideProgram() : options.jitPlugin;
    if (!options.noCache) tier.cacheFolder = nativeFolder(cacheFolder(options));
    tier.cacheLimit = static_cast<uint64_t>(options.cacheLimit);
    tier.callThreshold = static_cast<uint32_t>(options.jitThreshold);
    if (options.jitThreshold == 0) tier.loopTicks = 0;
    tier.deoptEvery = static_cast<uint32_t>(options.deoptEvery);
    tier.cacheUnits = static_cast<uint32_t>(options.jitCacheSize);
    tier.traceExits = options.traceDeopt;
    tier.perfMap = options.perfMap;
    if (isJitDump(options.dump)) tier.dump = options.dump;
    return tier;
}

}  // namespace

bool isJitDump(std::string_view dump) {
    std::string_view phase = dump.substr(0, dump.find(':'));
    return phase == "jit-ir" || phase == "llvm" || phase == "llvm-raw" || phase == "asm";
}

Result<IsolateOptions> isolateOptions(const Options& options) {
    Result<FuseOptions> fuse = fuseOptions(options);
    if (!fuse) return fuse.failure();
    IsolateOptions isolate;
    isolate.fuse = fuse.value();
    isolate.heap.limitBytes = static_cast<size_t>(options.heapLimit);
    isolate.heap.softLimitBytes = static_cast<size_t>(options.heapSoftLimit);
    isolate.heap.youngBytes = static_cast<size_t>(options.gcThreshold);
    if (options.noGcWorkers) isolate.heap.workers = nullptr;
    isolate.heap.growthFactor = 1.0 + static_cast<double>(options.gcGrowth) / 100;
    isolate.heap.pauseGoalNs = static_cast<uint64_t>(options.gcPauseGoal) * 1000;
    isolate.heap.failAllocation = std::strtoull(options.failAlloc.c_str(), nullptr, 10);
    isolate.heap.failFurther = options.failAlloc.ends_with('+');
    isolate.heap.verify = options.verify == "heap";
    isolate.heap.stress = options.gcStress;
    isolate.heap.stressInterval = static_cast<uint32_t>(options.gcStressInterval);
    isolate.stackBytes = static_cast<size_t>(options.stackSize);
    isolate.timeLimitNs = static_cast<uint64_t>(options.timeLimit) * 1'000'000;
    isolate.hashSeed = static_cast<uint64_t>(options.hashSeed);
    isolate.countExecution = !options.stats.empty();
    isolate.profile = !options.noProfile;
    isolate.tier = tierOptions(options);
    isolate.leakNs = static_cast<uint64_t>(options.leakThreshold) * 1'000'000'000;
    isolate.highMemoryBytes = static_cast<size_t>(options.highMemory) << 20;
    return isolate;
}

InterruptScope::InterruptScope(Isolate& isolate) {
    interruptible.store(&isolate, std::memory_order_release);
    std::signal(SIGINT, onInterrupt);
}

InterruptScope::~InterruptScope() {
    std::signal(SIGINT, SIG_DFL);
    interruptible.store(nullptr, std::memory_order_release);
}

}  // namespace noodle::cli

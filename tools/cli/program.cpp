#include "tools/cli/program.h"

#include <algorithm>
#include <atomic>
#include <csignal>

#include "tools/cli/command_line.h"

namespace noodle::cli {

namespace {

// A signal handler has no other way to find what it should stop. Writer: InterruptScope; reader: the handler.
std::atomic<Isolate*> interruptible{nullptr};

void onInterrupt(int) {
    if (Isolate* isolate = interruptible.load(std::memory_order_acquire)) isolate->interrupt();
    std::signal(SIGINT, SIG_DFL);
}

}  // namespace

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

IsolateOptions isolateOptions(const Options& options) {
    IsolateOptions isolate;
    isolate.heap.limitBytes = static_cast<size_t>(options.heapLimit);
    isolate.heap.stress = options.gcStress;
    isolate.heap.stressInterval = static_cast<uint32_t>(options.gcStressInterval);
    isolate.stackBytes = static_cast<size_t>(options.stackSize);
    isolate.timeLimitNs = static_cast<uint64_t>(options.timeLimit) * 1'000'000;
    isolate.hashSeed = static_cast<uint64_t>(options.hashSeed);
    isolate.countExecution = !options.stats.empty();
    isolate.profile = !options.noProfile;
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

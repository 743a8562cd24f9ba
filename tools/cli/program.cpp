#include "tools/cli/program.h"

#include <atomic>
#include <csignal>

namespace noodle::cli {

namespace {

// A signal handler has no other way to find what it should stop. Writer: InterruptScope; reader: the handler.
std::atomic<Isolate*> interruptible{nullptr};

void onInterrupt(int) {
    if (Isolate* isolate = interruptible.load(std::memory_order_acquire)) isolate->interrupt();
    std::signal(SIGINT, SIG_DFL);
}

}  // namespace

IsolateOptions isolateOptions(const Options& options) {
    IsolateOptions isolate;
    isolate.heap.limitBytes = static_cast<size_t>(options.heapLimit);
    isolate.heap.stress = options.gcStress;
    isolate.heap.stressInterval = static_cast<uint32_t>(options.gcStressInterval);
    isolate.stackBytes = static_cast<size_t>(options.stackSize);
    isolate.timeLimitNs = static_cast<uint64_t>(options.timeLimit) * 1'000'000;
    isolate.hashSeed = static_cast<uint64_t>(options.hashSeed);
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

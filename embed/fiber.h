// Fiber: a native stack of its own on which one job runs, stops in the middle and goes on later, always on
// the same thread. Not a scheduler. Invariant: at most one of host and fiber runs; resume() returns when the
// fiber pauses or its job ends.
#pragma once

#include <ucontext.h>

#include <cstddef>

namespace noodle {

class Fiber {
  public:
    using Job = void (*)(void* context);

    Fiber() = default;
    ~Fiber();
    Fiber(const Fiber&) = delete;
    Fiber& operator=(const Fiber&) = delete;

    /// Maps the stack unless that was done. False: no memory.
    [[nodiscard]] bool prepare();
    /// Runs `job` until it pauses or ends. Requires prepare() and no job.
    void start(Job job, void* context);
    /// Goes on where the job paused.
    void resume();
    /// From inside the job: back to whoever started or resumed it.
    void pause();

    bool hasJob() const { return job_ != nullptr; }
    bool isRunning() const { return running_; }
    const char* lowest() const { return stack_; }
    const char* base() const { return stack_ + kStackBytes; }

  private:
    static constexpr size_t kStackBytes = 4u << 20;  // address space; what is used takes memory
    static void enter(unsigned low, unsigned high);
    void work();
    void switchTo(ucontext_t& from, ucontext_t& to, bool toFiber);

    char* stack_ = nullptr;
    char* mapped_ = nullptr;
    ucontext_t host_{}, fiber_{};
    Job job_ = nullptr;
    void* context_ = nullptr;
    bool running_ = false;
    void* fakeStack_ = nullptr;  // AddressSanitizer's
    const void* hostStack_ = nullptr;
    size_t hostStackBytes_ = 0;
    void* threadFiber_ = nullptr;  // ThreadSanitizer's
    void* threadHost_ = nullptr;
};

}  // namespace noodle

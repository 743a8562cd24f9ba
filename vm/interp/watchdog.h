// Watchdog: tells a running program at its deadline. Is not what ends it: the program's own thread looks at
// the clock when it polls, and without the watchdog it polls by count, which is late where single steps take
// long. Owned by the Vm; has a thread of its own from the first deadline on. Invariant: after watch(t),
// `alarm` is called once, on that thread, soon after t, unless watch() was called again before.
#pragma once

#include <pthread.h>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>

namespace noodle {

class Watchdog {
  public:
    explicit Watchdog(std::function<void()> alarm) : alarm_(std::move(alarm)) {}
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// Replaces the deadline (monotonicNs()); 0: none. Cheap: wakes its thread only for an earlier one than
    /// that waits for. Where no thread is to be had there is no alarm.
    void watch(uint64_t deadlineNs);

  private:
    bool start();
    void run();

    std::function<void()> alarm_;
    std::mutex mutex_;
    std::condition_variable changed_;
    uint64_t deadlineNs_ = 0;
    uint64_t sleepsUntilNs_ = 0;  // 0: until it is woken
    bool started_ = false;
    bool ending_ = false;
    pthread_t thread_{};
};

}  // namespace noodle

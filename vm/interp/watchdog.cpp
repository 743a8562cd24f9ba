#include "vm/interp/watchdog.h"

#include <chrono>
#include <csignal>

#include "runtime/base/clock.h"

namespace noodle {

Watchdog::~Watchdog() {
    if (!started_) return;
    {
        std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_one();
    pthread_join(thread_, nullptr);
}

void Watchdog::watch(uint64_t deadlineNs) {
    if (!started_ && (deadlineNs == 0 || !start())) return;
    bool earlier = false;
    {
        std::lock_guard lock(mutex_);
        deadlineNs_ = deadlineNs;
        earlier = deadlineNs != 0 && (sleepsUntilNs_ == 0 || deadlineNs < sleepsUntilNs_);
    }
    if (earlier) changed_.notify_one();
}

// Signals are the host's: the thread takes none.
bool Watchdog::start() {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    auto body = [](void* self) -> void* {
        static_cast<Watchdog*>(self)->run();
        return nullptr;
    };
    started_ = pthread_create(&thread_, nullptr, body, this) == 0;
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return started_;
}

void Watchdog::run() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        sleepsUntilNs_ = deadlineNs_;
        if (deadlineNs_ == 0) {
            changed_.wait(lock);
            continue;
        }
        const uint64_t now = monotonicNs();
        if (now <= deadlineNs_) {
            changed_.wait_for(lock, std::chrono::nanoseconds(deadlineNs_ - now + 1));
            continue;
        }
        deadlineNs_ = 0;
        alarm_();
    }
}

}  // namespace noodle

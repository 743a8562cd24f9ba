// One thread that does what it is given, in order. What has not begun when it ends is dropped; what has begun
// is waited for. Signals are left to other threads. Is not: a pool. One thread gives it work; its own starts
// with the first.
#pragma once

#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace noodle::jit {

class Worker {
  public:
    Worker() = default;
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Does the task at once where the system has no thread for it.
    void add(std::function<void()> task);

  private:
    bool start();
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;  // under mutex_
    bool ending_ = false;                      // under mutex_
    pthread_t thread_{};
    bool started_ = false;
};

}  // namespace noodle::jit

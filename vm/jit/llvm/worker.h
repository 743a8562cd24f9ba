// One thread that does what it is given, in order. What has not begun when it ends is dropped; what has begun
// is waited for. Signals are left to other threads. Is not: a pool. Any thread may give it work; the thread
// starts with the first.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace noodle::jit {

class Worker {
  public:
    Worker() = default;
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void add(std::function<void()> task);

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;  // under mutex_
    bool ending_ = false;                      // under mutex_
    std::thread thread_;
};

}  // namespace noodle::jit

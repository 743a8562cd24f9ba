#include "vm/jit/llvm/worker.h"

#include <csignal>
#include <utility>

namespace noodle::jit {

Worker::~Worker() {
    std::deque<std::function<void()>> dropped;
    {
        std::lock_guard lock(mutex_);
        ending_ = true;
        dropped.swap(tasks_);
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Worker::add(std::function<void()> task) {
    {
        std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    if (thread_.joinable()) {
        changed_.notify_one();
        return;
    }
    // A new thread has the mask of the one that makes it.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    thread_ = std::thread([this] { run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void Worker::run() {
    for (;;) {
        std::function<void()> task;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return ending_ || !tasks_.empty(); });
            if (ending_) return;
            task = std::move(tasks_.front());
            tasks_.pop_front();
        }
        task();
    }
}

}  // namespace noodle::jit

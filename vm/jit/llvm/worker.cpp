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
    if (started_) pthread_join(thread_, nullptr);
}

void Worker::add(std::function<void()> task) {
    if (!started_ && !start()) return task();
    {
        std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
}

// A new thread has the mask of the one that makes it.
bool Worker::start() {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    auto body = [](void* worker) -> void* {
        static_cast<Worker*>(worker)->run();
        return nullptr;
    };
    started_ = pthread_create(&thread_, nullptr, body, this) == 0;
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return started_;
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

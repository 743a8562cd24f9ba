// ObjectPool: objects that are expensive to make and kept for the next user. What programs get as pool()
// keeps Values by the same rules (PoolRules).
//
// Is not: memory management of small objects (pools.h). Thread-safe. Invariant: at most maxSize objects are
// kept, and a kept object is in nobody's hands.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace noodle {

/// When a pool keeps what comes back, and when it cleans up.
struct PoolRules {
    size_t maxSize = 50;            ///< objects kept
    double cleanupThreshold = 0.9;  ///< of maxSize: as full as this the pool drops its older half

    /// How many of `kept` objects are left after one more was added.
    size_t afterAdding(size_t kept) const {
        if (maxSize == 0) return 0;
        auto full = static_cast<size_t>(static_cast<double>(maxSize) * cleanupThreshold);
        return kept > std::max<size_t>(full, 1) ? kept / 2 : std::min(kept, maxSize);
    }
};

struct ObjectPoolUsage {
    size_t kept = 0;
    uint64_t made = 0, reused = 0, cleanups = 0, dropped = 0;
};

template <typename T>
class ObjectPool {
  public:
    /// `reset` prepares an object that comes back for its next user; it may be empty.
    ObjectPool(std::function<std::unique_ptr<T>()> make, std::function<void(T&)> reset, PoolRules rules = {})
        : make_(std::move(make)), reset_(std::move(reset)), rules_(rules) {}
    ObjectPool(const ObjectPool&) = delete;
    ObjectPool& operator=(const ObjectPool&) = delete;

    /// The object that came back last, or a new one.
    std::unique_ptr<T> acquire() {
        {
            std::lock_guard lock(mutex_);
            if (!kept_.empty()) {
                std::unique_ptr<T> object = std::move(kept_.back());
                kept_.pop_back();
                ++usage_.reused;
                return object;
            }
            ++usage_.made;
        }
        return make_();
    }

    void release(std::unique_ptr<T> object) {
        if (object == nullptr) return;
        if (reset_) reset_(*object);
        std::vector<std::unique_ptr<T>> dropped;  // destroyed outside of the lock
        std::lock_guard lock(mutex_);
        kept_.push_back(std::move(object));
        drop(kept_.size() - rules_.afterAdding(kept_.size()), dropped);
    }

    /// Drops everything kept. Returns how many.
    size_t clear() {
        std::vector<std::unique_ptr<T>> dropped;
        std::lock_guard lock(mutex_);
        size_t count = kept_.size();
        drop(count, dropped);
        return count;
    }

    ObjectPoolUsage usage() const {
        std::lock_guard lock(mutex_);
        ObjectPoolUsage usage = usage_;
        usage.kept = kept_.size();
        return usage;
    }

  private:
    void drop(size_t count, std::vector<std::unique_ptr<T>>& dropped) {
        if (count == 0) return;
        auto end = kept_.begin() + static_cast<std::ptrdiff_t>(count);
        dropped.insert(dropped.end(), std::make_move_iterator(kept_.begin()), std::make_move_iterator(end));
        kept_.erase(kept_.begin(), end);
        ++usage_.cleanups;
        usage_.dropped += count;
    }

    std::function<std::unique_ptr<T>()> make_;
    std::function<void(T&)> reset_;
    PoolRules rules_;
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<T>> kept_;
    ObjectPoolUsage usage_;
};

}  // namespace noodle

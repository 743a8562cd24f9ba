// CycleGuard: marks a container, or a pair of containers, as being walked by str/repr/== while the guard
// lives, so that a walk that comes back to it can stop. Lives on the native stack of the mutator's thread;
// guards nest strictly. Invariant: each guard owns the last kWords words of Mutator::visiting() from its
// construction to its destruction.
#pragma once

#include "runtime/gc/heap.h"
#include "runtime/object/mutator.h"

namespace noodle {

class CycleGuard {
  public:
    enum class Walk : uint8_t { Text, Equality, Order };

    CycleGuard(Mutator& m, Walk walk, Value a, Value b = Value::undef()) : stack_(m.visiting()) {
        const Value tag = Value::ofInt48(static_cast<int64_t>(walk));
        const Value* words = stack_.data();
        for (size_t i = stack_.size(); i >= kWords && !repeated_; i -= kWords) {
            repeated_ =
                identical(words[i - 1], b) && identical(words[i - 2], a) && identical(words[i - 3], tag);
        }
        stack_.push(tag);
        stack_.push(a);
        stack_.push(b);
    }
    ~CycleGuard() {
        for (size_t i = 0; i < kWords; ++i) stack_.pop();
    }
    CycleGuard(const CycleGuard&) = delete;
    CycleGuard& operator=(const CycleGuard&) = delete;

    /// True if the same walk is already inside this container (or pair).
    bool repeated() const { return repeated_; }

  private:
    static constexpr size_t kWords = 3;
    ValueVector& stack_;
    bool repeated_ = false;
};

}  // namespace noodle

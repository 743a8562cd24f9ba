// The sequences of which trees are made: a fixed number of items that lie in an arena.
//
// Is: what a node holds of its children (Seq), and lists that are still being made (GrowingSeq). Is not: an
// owner; nothing here is destroyed or freed before the arena.
#pragma once

#include <algorithm>

#include "runtime/base/arena.h"

namespace noodle {

// Elements may be replaced in place.
template <typename T>
struct Seq {
    T* data_ = nullptr;
    uint32_t size_ = 0;

    uint32_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T* begin() const { return data_; }
    T* end() const { return data_ + size_; }
    T& operator[](size_t i) const { return data_[i]; }
    T& front() const { return data_[0]; }
    T& back() const { return data_[size_ - 1]; }

    static Seq copyOf(Arena& arena, std::span<const T> items) {
        std::span<T> copied = arena.copy(items);
        return {copied.data(), static_cast<uint32_t>(copied.size())};
    }
};

// Grows at its end. What it outgrows stays in the arena, at most as much again as it holds.
template <typename T>
struct GrowingSeq {
    T* data_ = nullptr;
    uint32_t size_ = 0;
    uint32_t capacity_ = 0;

    uint32_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T* begin() const { return data_; }
    T* end() const { return data_ + size_; }
    T& operator[](size_t i) const { return data_[i]; }
    T& back() const { return data_[size_ - 1]; }

    void add(Arena& arena, const T& item) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (size_ == capacity_) grow(arena);
        data_[size_++] = item;
    }
    template <typename Predicate>
    void removeIf(Predicate&& predicate) {
        size_ = static_cast<uint32_t>(std::remove_if(begin(), end(), predicate) - begin());
    }

  private:
    void grow(Arena& arena) {
        capacity_ = capacity_ == 0 ? 4 : capacity_ * 2;
        T* bigger = arena.allocateArray<T>(capacity_);
        if (size_ != 0) std::memcpy(static_cast<void*>(bigger), data_, size_ * sizeof(T));
        data_ = bigger;
    }
};

}  // namespace noodle

// The sequences of which trees are made: a fixed number of items that lie in an arena.
//
// Is: what a node holds of its children. Is not: an owner or a container that grows.
#pragma once

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

}  // namespace noodle

// SmallVector: a list of plain items that needs no allocation while it is short.
//
// Is not: a general container; items are trivially copyable and a copy of the list copies them all.
// Invariant: data() is the room inside until there are more than N items.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>
#include <type_traits>

namespace noodle {

template <typename T, uint32_t N>
class SmallVector {
    static_assert(std::is_trivially_copyable_v<T> && N > 0);

  public:
    SmallVector() = default;
    SmallVector(std::initializer_list<T> items) { append({items.begin(), items.size()}); }
    SmallVector(const SmallVector& other) { append(other); }
    SmallVector(SmallVector&& other) noexcept : SmallVector() { take(other); }
    SmallVector& operator=(const SmallVector& other) {
        if (this == &other) return *this;
        size_ = 0;
        append(other);
        return *this;
    }
    SmallVector& operator=(SmallVector&& other) noexcept {
        if (this != &other) take(other);
        return *this;
    }
    ~SmallVector() = default;

    operator std::span<const T>() const { return {data(), size_}; }
    uint32_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const T* data() const { return more_ ? more_.get() : inside_; }
    T* data() { return more_ ? more_.get() : inside_; }
    const T* begin() const { return data(); }
    const T* end() const { return data() + size_; }
    T* begin() { return data(); }
    T* end() { return data() + size_; }
    const T& operator[](size_t i) const { return data()[i]; }
    T& operator[](size_t i) { return data()[i]; }
    const T& back() const { return data()[size_ - 1]; }
    T& back() { return data()[size_ - 1]; }

    void push_back(T item) {
        if (size_ == capacity_) grow(size_ + 1);
        data()[size_++] = item;
    }
    void append(std::span<const T> items) {
        if (items.size() > capacity_ - size_) grow(size_ + static_cast<uint32_t>(items.size()));
        for (const T& item : items) data()[size_++] = item;
    }
    void clear() { size_ = 0; }

  private:
    void grow(uint32_t needed) {
        uint32_t capacity = needed > capacity_ * 2 ? needed : capacity_ * 2;
        auto bigger = std::make_unique_for_overwrite<T[]>(capacity);
        for (uint32_t i = 0; i < size_; ++i) bigger[i] = data()[i];
        more_ = std::move(bigger);
        capacity_ = capacity;
    }
    void take(SmallVector& other) {
        if (other.more_ == nullptr) {
            size_ = 0;
            append(other);
        } else {
            more_ = std::move(other.more_);
            size_ = other.size_;
            capacity_ = other.capacity_;
            other.capacity_ = N;
        }
        other.size_ = 0;
    }

    std::unique_ptr<T[]> more_;
    uint32_t size_ = 0;
    uint32_t capacity_ = N;
    T inside_[N];
};

}  // namespace noodle

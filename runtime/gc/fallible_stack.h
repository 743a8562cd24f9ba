// FallibleStack: a stack of plain data whose growth may fail, for lists that the collector needs exactly when
// memory is short. What was pushed stays. The first kInPlace elements need no memory at all. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <type_traits>

namespace noodle {

template <typename T>
class FallibleStack {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    static constexpr size_t kInPlace = 16;

    FallibleStack() = default;
    ~FallibleStack() { release(); }
    FallibleStack(const FallibleStack&) = delete;
    FallibleStack& operator=(const FallibleStack&) = delete;

    /// False: there is no memory for it, and nothing has changed.
    [[nodiscard]] bool push(const T& element) {
        if (size_ == capacity_ && !grow()) return false;
        data_[size_++] = element;
        return true;
    }
    /// All of `other`, or nothing.
    [[nodiscard]] bool append(const FallibleStack& other) {
        while (capacity_ - size_ < other.size_) {
            if (!grow()) return false;
        }
        std::memcpy(data_ + size_, other.data_, other.size_ * sizeof(T));
        size_ += other.size_;
        return true;
    }
    T pop() { return data_[--size_]; }
    T& back() { return data_[size_ - 1]; }
    T& operator[](size_t i) { return data_[i]; }
    const T& operator[](size_t i) const { return data_[i]; }
    bool empty() const { return size_ == 0; }
    size_t size() const { return size_; }
    void clear() { size_ = 0; }
    /// 0: none. It never holds more than this, or than what is in place.
    void setLimit(size_t elements) { limit_ = elements; }

    const T* begin() const { return data_; }
    const T* end() const { return data_ + size_; }

  private:
    bool grow() {
        const size_t wanted = capacity_ * 2;
        if (limit_ != 0 && wanted > std::max(limit_, kInPlace)) return false;
        void* larger = data_ == first_ ? std::malloc(wanted * sizeof(T))
                                       : std::realloc(static_cast<void*>(data_), wanted * sizeof(T));
        if (larger == nullptr) return false;
        if (data_ == first_) std::memcpy(larger, first_, size_ * sizeof(T));
        data_ = static_cast<T*>(larger);
        capacity_ = wanted;
        return true;
    }
    void release() {
        if (data_ != first_) std::free(data_);
    }

    // Cleared: a tracer's lists lie on the native stack, which is scanned, and old words there may look like
    // references.
    T first_[kInPlace] = {};
    T* data_ = first_;
    size_t size_ = 0, capacity_ = kInPlace, limit_ = 0;
};

}  // namespace noodle

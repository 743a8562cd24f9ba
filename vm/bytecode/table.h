// Table: a list of plain items, owned or viewed. A module's lists are either built item by item or lie in its
// storage (an arena, a mapped file); readers see no difference.
//
// Is not: shared or reference counted. Copying an owning Table copies the items, copying a view copies the
// view: whoever keeps it keeps the storage. Invariant: a view is never written through; own() comes first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <span>
#include <type_traits>
#include <utility>

#include "runtime/base/check.h"

namespace noodle::bc {

template <typename T>
class Table {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    using value_type = T;

    Table() = default;
    Table(std::initializer_list<T> items) { append(items.begin(), items.size()); }
    explicit Table(std::span<const T> items) { append(items.data(), items.size()); }
    Table(const Table& other) { *this = other; }
    Table(Table&& other) noexcept { swap(other); }
    ~Table() { release(); }

    Table& operator=(const Table& other) {
        if (this == &other) return *this;
        release();
        items_ = other.items_;
        size_ = other.size_;
        if (other.capacity_ != 0) own();
        return *this;
    }
    Table& operator=(Table&& other) noexcept {
        swap(other);
        return *this;
    }
    void swap(Table& other) noexcept {
        std::swap(items_, other.items_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }

    static Table view(std::span<const T> items) {
        Table table;
        table.items_ = const_cast<T*>(items.data());
        table.size_ = static_cast<uint32_t>(items.size());
        return table;
    }
    /// Makes a view an owner of a copy.
    void own() {
        if (capacity_ == 0 && size_ != 0) reallocate(size_);
    }

    uint32_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const T* data() const { return items_; }
    const T* begin() const { return items_; }
    const T* end() const { return items_ + size_; }
    const T& operator[](size_t i) const { return items_[i]; }
    const T& front() const { return items_[0]; }
    const T& back() const { return items_[size_ - 1]; }
    operator std::span<const T>() const { return {items_, size_}; }

    T* begin() { return writable(); }
    T* end() { return writable() + size_; }
    T& operator[](size_t i) { return writable()[i]; }
    T& back() { return writable()[size_ - 1]; }

    void push_back(const T& item) {
        T copy = item;  // may lie in this table
        if (size_ >= capacity_) reallocate(std::max<uint32_t>(size_ + 1, size_ * 2));
        items_[size_++] = copy;
    }
    void append(const T* items, size_t count) {
        if (count != 0) std::memcpy(static_cast<void*>(extend(count)), items, count * sizeof(T));
    }
    /// Adds `count` items for the caller to write.
    T* extend(size_t count) {
        if (size_ + count > capacity_)
            reallocate(std::max<uint32_t>(size_ + static_cast<uint32_t>(count), size_ * 2));
        size_ += static_cast<uint32_t>(count);
        return items_ + size_ - count;
    }
    void pop_back() {
        own();
        --size_;
    }
    /// New items are zero.
    void resize(size_t count) {
        if (count > capacity_) reallocate(std::max(size_, static_cast<uint32_t>(count)));
        if (count > size_) std::memset(static_cast<void*>(items_ + size_), 0, (count - size_) * sizeof(T));
        size_ = static_cast<uint32_t>(count);
    }
    /// Keeps the memory for the next items.
    void clear() {
        if (capacity_ == 0) items_ = nullptr;
        size_ = 0;
    }

  private:
    T* writable() {
        NOODLE_DCHECK(capacity_ != 0 || size_ == 0, "a view of other memory is read-only");
        return items_;
    }
    void release() {
        if (capacity_ != 0) std::free(static_cast<void*>(items_));
        items_ = nullptr;
        size_ = capacity_ = 0;
    }
    void reallocate(uint32_t capacity) {
        capacity = std::max<uint32_t>(capacity, 4);
        auto* items = static_cast<T*>(std::malloc(capacity * sizeof(T)));
        NOODLE_CHECK(items != nullptr, "out of memory");
        if (size_ != 0) std::memcpy(static_cast<void*>(items), items_, size_ * sizeof(T));
        uint32_t size = size_;
        release();
        items_ = items;
        size_ = size;
        capacity_ = capacity;
    }

    T* items_ = nullptr;
    uint32_t size_ = 0;
    uint32_t capacity_ = 0;  // 0: a view
};

}  // namespace noodle::bc

// Bump allocator: memory that is freed all at once.
//
// Is: where the trees of one compilation and the tables of one bytecode module live. Is not: a general
// allocator; destructors never run, so only trivially destructible types may be made here. Owned by whoever
// owns what lies in it; one thread at a time. Invariant: what it gave out never moves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace noodle {

class Arena {
  public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;

    void* allocate(size_t bytes, size_t align) {
        uintptr_t at = (next_ + align - 1) & ~static_cast<uintptr_t>(align - 1);
        if (at + bytes > end_) return allocateSlow(bytes, align);
        next_ = at + bytes;
        return reinterpret_cast<void*>(at);
    }

    template <typename T, typename... Args>
    T* make(Args&&... args) {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
    }

    /// Room for `count` items, not initialised.
    template <typename T>
    T* allocateArray(size_t count) {
        static_assert(std::is_trivially_destructible_v<T>);
        return static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    }

    /// A copy of the items that lives as long as the arena.
    template <typename T>
    std::span<T> copy(std::span<const T> items) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (items.empty()) return {};
        T* at = allocateArray<T>(items.size());
        std::memcpy(static_cast<void*>(at), items.data(), items.size_bytes());
        return {at, items.size()};
    }

    /// A copy of the text that lives as long as the arena.
    std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        char* at = static_cast<char*>(allocate(text.size(), 1));
        std::memcpy(at, text.data(), text.size());
        return {at, text.size()};
    }

    size_t bytesUsed() const { return used_ + (next_ ? kChunkBytes - (end_ - next_) : 0); }

  private:
    static constexpr size_t kChunkBytes = 128 * 1024;
    void* allocateSlow(size_t bytes, size_t align);

    std::vector<std::unique_ptr<std::byte[]>> chunks_;
    uintptr_t next_ = 0;
    uintptr_t end_ = 0;
    size_t used_ = 0;
};

}  // namespace noodle

// Bump allocator of one compilation, and the sequences that live in it.
//
// Is: memory for AST nodes, their lists and decoded texts, freed all at once. Is not: a general
// allocator; destructors never run, so only trivially destructible types may be made here.
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

    // A copy of the text that lives as long as the arena.
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

// A fixed-length sequence in an arena; its elements may be replaced in place.
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
        static_assert(std::is_trivially_copyable_v<T>);
        Seq seq;
        if (items.empty()) return seq;
        seq.size_ = static_cast<uint32_t>(items.size());
        seq.data_ = static_cast<T*>(arena.allocate(items.size_bytes(), alignof(T)));
        std::memcpy(static_cast<void*>(seq.data_), items.data(), items.size_bytes());
        return seq;
    }
};

}  // namespace noodle

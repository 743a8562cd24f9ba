// MappedRegion: a range of address space with its own pages, for VM stacks, heaps and big buffers. Owns the
// mapping. Not an allocator. Pages cost memory only once they are touched; guard pages at both ends fault on
// any access. One owner at a time; no locking.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace noodle {

size_t pageBytes();
constexpr size_t roundUp(size_t n, size_t multiple) {
    return (n + multiple - 1) / multiple * multiple;
}

class MappedRegion {
  public:
    MappedRegion() = default;
    MappedRegion(MappedRegion&& other) noexcept { swap(other); }
    MappedRegion& operator=(MappedRegion&& other) noexcept {
        swap(other);
        return *this;
    }
    MappedRegion(const MappedRegion&) = delete;
    MappedRegion& operator=(const MappedRegion&) = delete;
    ~MappedRegion();

    /// Readable, writable, zeroed memory of at least `bytes`, with `guardBytes` of inaccessible pages before
    /// and after it. nullopt if the system refuses.
    static std::optional<MappedRegion> map(size_t bytes, size_t guardBytes = 0);
    /// Address space only: every page must be committed before use.
    static std::optional<MappedRegion> reserve(size_t bytes, size_t guardBytes = 0);

    char* base() const { return base_; }
    size_t size() const { return size_; }
    explicit operator bool() const { return base_ != nullptr; }
    bool contains(const void* p) const {
        auto address = reinterpret_cast<uintptr_t>(p), start = reinterpret_cast<uintptr_t>(base_);
        return address - start < size_;
    }

    /// Makes [offset, offset + bytes) usable, rounded out to pages. False if the system refuses.
    [[nodiscard]] bool commit(size_t offset, size_t bytes);
    /// Gives the whole pages inside [offset, offset + bytes) back; they read as zero afterwards.
    void decommit(size_t offset, size_t bytes);

  private:
    static std::optional<MappedRegion> create(size_t bytes, size_t guardBytes, int protection);
    void swap(MappedRegion& other) noexcept;

    char* mapping_ = nullptr;
    size_t mappingBytes_ = 0;
    char* base_ = nullptr;
    size_t size_ = 0;
};

/// Zeroed pages aligned to `alignment` (a power of two, multiple of the page size), or null. Freed with
/// unmapPages.
void* mapAlignedPages(size_t bytes, size_t alignment, void* hint);
void unmapPages(void* start, size_t bytes);
/// The pages' contents are dropped: they cost nothing until touched and read as zero.
void discardPages(void* start, size_t bytes);
/// Asks for huge pages where the range covers them; a wish, never an error.
constexpr size_t kHugePageBytes = 2 << 20;
void preferHugePages(void* start, size_t bytes);

}  // namespace noodle

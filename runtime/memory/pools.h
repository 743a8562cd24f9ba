// SizePools: cells for the runtime's own objects of a fixed size, by size class, for any number of threads.
//
// Is: the payloads of host objects, queue and timer records and the like, which come and go in numbers. Is
// not: the collected heap, nor for sizes above kMostBytes (those go to operator new, and are counted).
// Invariant: a cell belongs to the slab that its address, rounded down to kSlabBytes, is in; a slab none of
// whose cells is in use is given back once enough others have room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

namespace noodle {

struct PoolUsage {
    size_t cellBytes = 0;
    size_t usedCells = 0, peakCells = 0;
    size_t slabs = 0;
    size_t capacityCells = 0;
    uint64_t allocations = 0;
    uint64_t slabsMade = 0, slabsGivenBack = 0;
    double utilisation() const {
        return capacityCells == 0 ? 0 : static_cast<double>(usedCells) / static_cast<double>(capacityCells);
    }
};

class SizePools {
  public:
    static constexpr size_t kMostBytes = 512;
    static constexpr size_t kSlabBytes = size_t{16} << 10;
    static constexpr size_t kClassCount = 8;  // 16, 32, 64, 96, 128, 192, 256, 512

    SizePools();
    /// Cells still in use are lost with it.
    ~SizePools();
    SizePools(const SizePools&) = delete;
    SizePools& operator=(const SizePools&) = delete;

    /// Aligned to 16; not zeroed. Null if the system refuses.
    void* allocate(size_t bytes);
    /// `bytes` as it was allocated with. Trims by itself when most of a class stands empty.
    void release(void* cell, size_t bytes);

    template <typename T, typename... Args>
    T* make(Args&&... args) {
        static_assert(alignof(T) <= 16);
        void* cell = allocate(sizeof(T));
        return cell == nullptr ? nullptr : new (cell) T(std::forward<Args>(args)...);
    }
    template <typename T>
    void destroy(T* object) {
        object->~T();
        release(object, sizeof(T));
    }

    /// Gives every empty slab back. Returns the bytes.
    size_t trim();
    PoolUsage usage(size_t classIndex) const;
    /// Allocations above kMostBytes.
    uint64_t bigAllocations() const;

  private:
    struct Slab;
    struct SizeClass;
    std::unique_ptr<SizeClass[]> classes_;
};

}  // namespace noodle

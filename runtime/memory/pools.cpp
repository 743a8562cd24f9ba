#include "runtime/memory/pools.h"

#include <algorithm>
#include <atomic>
#include <new>
#include <vector>

#include "runtime/base/check.h"
#include "runtime/memory/mapped_region.h"

namespace noodle {

namespace {

constexpr std::array<size_t, SizePools::kClassCount> kCellBytes = {16, 32, 64, 96, 128, 192, 256, 512};
static_assert(kCellBytes.back() == SizePools::kMostBytes);

// Class by sixteenth: sizes 1 to 16 are entry 0.
constexpr auto kClassOf = [] {
    std::array<uint8_t, SizePools::kMostBytes / 16> table{};
    for (size_t i = 0; i < table.size(); ++i) {
        uint8_t index = 0;
        while (kCellBytes[index] < (i + 1) * 16) ++index;
        table[i] = index;
    }
    return table;
}();

size_t classOf(size_t bytes) {
    return kClassOf[(std::max<size_t>(bytes, 1) - 1) / 16];
}

}  // namespace

// At the start of its pages; the cells follow.
struct SizePools::Slab {
    struct Cell {
        Cell* next;
    };
    Cell* free = nullptr;
    uint32_t used = 0, cells = 0;
    uint32_t place = 0;  // in SizeClass::open or, without a free cell, in none

    static constexpr size_t kHeaderBytes = 64;
    static Slab* of(void* cell) {
        return reinterpret_cast<Slab*>(reinterpret_cast<uintptr_t>(cell) & ~(kSlabBytes - 1));
    }
    static Slab* make(size_t cellBytes);
};
static_assert(sizeof(void*) == 8);

SizePools::Slab* SizePools::Slab::make(size_t cellBytes) {
    auto* start = static_cast<char*>(mapAlignedPages(kSlabBytes, kSlabBytes, nullptr));
    if (start == nullptr) return nullptr;
    auto* slab = new (start) Slab;
    slab->cells = static_cast<uint32_t>((kSlabBytes - kHeaderBytes) / cellBytes);
    for (uint32_t i = slab->cells; i-- > 0;)
        slab->free = new (start + kHeaderBytes + i * cellBytes) Cell{slab->free};
    return slab;
}

// One lock each, so that threads meet only over the same size.
struct alignas(64) SizePools::SizeClass {
    mutable std::mutex mutex;
    std::vector<Slab*> all;
    std::vector<Slab*> open;  // with a free cell
    PoolUsage counts;

    void openUp(Slab* slab) {
        slab->place = static_cast<uint32_t>(open.size());
        open.push_back(slab);
    }
    void closeUp(Slab* slab) {
        open.back()->place = slab->place;
        open[slab->place] = open.back();
        open.pop_back();
    }
    // Empty slabs beyond `keepCells` free cells in all go back.
    size_t giveBack(size_t keepCells) {
        size_t bytes = 0;
        size_t freeCells = counts.capacityCells - counts.usedCells;
        std::erase_if(all, [&](Slab* slab) {
            if (slab->used != 0 || freeCells < keepCells + slab->cells) return false;
            freeCells -= slab->cells;
            counts.capacityCells -= slab->cells;
            ++counts.slabsGivenBack;
            closeUp(slab);
            unmapPages(slab, kSlabBytes);
            bytes += kSlabBytes;
            return true;
        });
        counts.slabs = all.size();
        return bytes;
    }
};

SizePools::SizePools() : classes_(std::make_unique<SizeClass[]>(kClassCount + 1)) {
    static_assert(sizeof(Slab) <= Slab::kHeaderBytes);
    for (size_t i = 0; i < kClassCount; ++i) classes_[i].counts.cellBytes = kCellBytes[i];
}

SizePools::~SizePools() {
    for (size_t i = 0; i < kClassCount; ++i) {
        for (Slab* slab : classes_[i].all) unmapPages(slab, kSlabBytes);
    }
}

// The class after the last one counts what is too big for a cell.
void* SizePools::allocate(size_t bytes) {
    SizeClass& sizes = classes_[bytes > kMostBytes ? kClassCount : classOf(bytes)];
    std::lock_guard lock(sizes.mutex);
    if (bytes > kMostBytes) {
        ++sizes.counts.allocations;
        return ::operator new(bytes, std::nothrow);
    }
    if (sizes.open.empty()) {
        Slab* slab = Slab::make(sizes.counts.cellBytes);
        if (slab == nullptr) return nullptr;
        sizes.all.push_back(slab);
        sizes.openUp(slab);
        sizes.counts.capacityCells += slab->cells;
        sizes.counts.slabs = sizes.all.size();
        ++sizes.counts.slabsMade;
    }
    Slab* slab = sizes.open.back();
    Slab::Cell* cell = slab->free;
    slab->free = cell->next;
    ++slab->used;
    if (slab->free == nullptr) sizes.closeUp(slab);
    ++sizes.counts.allocations;
    ++sizes.counts.usedCells;
    sizes.counts.peakCells = std::max(sizes.counts.peakCells, sizes.counts.usedCells);
    return cell;
}

void SizePools::release(void* address, size_t bytes) {
    if (address == nullptr) return;
    if (bytes > kMostBytes) return ::operator delete(address);
    SizeClass& sizes = classes_[classOf(bytes)];
    std::lock_guard lock(sizes.mutex);
    Slab* slab = Slab::of(address);
    NOODLE_DCHECK(slab->used != 0, "a cell that is not in use is released");
    if (slab->free == nullptr) sizes.openUp(slab);
    slab->free = new (address) Slab::Cell{slab->free};
    --slab->used;
    --sizes.counts.usedCells;
    // More than three quarters empty and more than one slab: half of what is free is enough to go on with.
    bool isEmptyOne = slab->used == 0 && sizes.all.size() > 1;
    if (isEmptyOne && sizes.counts.usedCells < sizes.counts.capacityCells / 4)
        sizes.giveBack((sizes.counts.capacityCells - sizes.counts.usedCells) / 2);
}

size_t SizePools::trim() {
    size_t bytes = 0;
    for (size_t i = 0; i < kClassCount; ++i) {
        std::lock_guard lock(classes_[i].mutex);
        bytes += classes_[i].giveBack(0);
    }
    return bytes;
}

PoolUsage SizePools::usage(size_t classIndex) const {
    std::lock_guard lock(classes_[classIndex].mutex);
    return classes_[classIndex].counts;
}

uint64_t SizePools::bigAllocations() const {
    return usage(kClassCount).allocations;
}

}  // namespace noodle

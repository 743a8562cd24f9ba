// BlockSpace: 32 KB blocks cut from 2 MB chunks, and the way from any address to its block. Owns the chunks.
// Knows cells only as a size and a count; what is in them, and which are free, is the collector's business.
// One thread. A block that was never used, or was given back to the system, is all zero.
#pragma once

#include <vector>

#include "runtime/memory/size_class.h"

namespace noodle {

/// The first 64 bytes of a block; cells follow.
struct Block {
    enum class State : uint8_t { Unused = 0, InUse = 1 };

    uint32_t cellBytes;
    uint32_t cellCount;
    uint32_t reciprocal;  ///< 2^32 / cellBytes rounded up: division by multiplication
    uint32_t marked;      ///< cells that the running or last full marking reached
    uint32_t old;         ///< cells of old objects
    uint32_t index;       ///< among the blocks of its size class
    State state;
    uint8_t sizeClass;
    bool zeroed;      ///< the cells were never written: a fresh span needs no clearing
    uint8_t unswept;  ///< the collector's: whether there are dead cells that are not in free runs yet
    bool inNursery;   ///< the collector's: cells were handed out since the last collection
    void* freeRuns;   ///< the collector's list of free cell runs, in address order

    char* cells() { return reinterpret_cast<char*>(this) + kBlockHeaderBytes; }
    char* cell(uint32_t number) { return cells() + size_t{number} * cellBytes; }
    char* cellsEnd() { return cell(cellCount); }
    /// Index of the cell that contains payload offset `offset`; may be >= cellCount in the unusable tail.
    uint32_t indexOfOffset(uint32_t offset) const {
        return static_cast<uint32_t>((uint64_t{offset} * reciprocal) >> 32);
    }
    /// The block of a cell's address.
    static Block* of(const void* p) {
        return reinterpret_cast<Block*>(reinterpret_cast<uintptr_t>(p) & ~uintptr_t{kBlockBytes - 1});
    }
    /// Prepares an unused block for cells of one size class.
    void format(size_t cellSizeClass);
};
static_assert(sizeof(Block) <= kBlockHeaderBytes);

class BlockSpace {
  public:
    static constexpr size_t kChunkBytes = 2 << 20;
    static constexpr size_t kBlocksPerChunk = kChunkBytes / kBlockBytes;

    BlockSpace() = default;
    ~BlockSpace();
    BlockSpace(const BlockSpace&) = delete;
    BlockSpace& operator=(const BlockSpace&) = delete;

    /// An unused block, or null if the system is out of memory.
    Block* acquire();
    void release(Block* block);
    /// Returns up to `most` free blocks beyond `keep` to the system. True if there are more.
    bool trim(size_t keep, size_t most = SIZE_MAX);

    /// The block in use that contains `address`, or null.
    Block* find(const void* address) const;
    /// Index of the cell of a block in use that contains `address`, if any.
    static bool findCell(Block* block, const void* address, uint32_t& index);

    size_t blocksInUse() const { return inUse_; }
    /// Free blocks that still hold memory.
    size_t freeBlocks() const { return dirty_.size(); }

  private:
    bool addChunk();
    void insertChunk(uintptr_t chunk);
    bool isChunk(uintptr_t chunk) const;

    std::vector<uintptr_t> chunks_;
    std::vector<uintptr_t> table_;  // open addressing over chunk addresses, 0 = empty; at most half full
    uintptr_t lowest_ = UINTPTR_MAX, highest_ = 0;
    std::vector<Block*> dirty_;  // free, with old contents
    std::vector<Block*> clean_;  // free, all zero
    char* cursor_ = nullptr;     // never used blocks of the newest chunk
    char* chunkEnd_ = nullptr;
    size_t inUse_ = 0;
};

}  // namespace noodle

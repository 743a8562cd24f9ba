// Scratch: memory that is given out piece by piece and given back whole, in chunks of the Temporary region.
//
// Is not: an allocator that frees single pieces; no destructors run. Owned by one user; one thread.
// Invariant: what it gave out is zeroed, never moves and lives until release().
#pragma once

#include <vector>

#include "runtime/memory/region.h"

namespace noodle {

/// How much the scratches of one program lately took: new ones begin with a chunk of that size.
class ScratchSizes {
  public:
    size_t firstChunkBytes() const;
    void note(size_t usedBytes);

  private:
    size_t usual_ = 0;  // moves a quarter of the way with each scratch
};

class Scratch {
  public:
    Scratch(Regions& regions, ScratchSizes& sizes) : regions_(regions), sizes_(sizes) {}
    ~Scratch() { release(); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    /// Null if no region has room.
    void* allocate(size_t bytes);
    void release();

    size_t usedBytes() const { return used_; }
    size_t heldBytes() const { return held_; }

  private:
    static constexpr size_t kAlign = 16;
    Regions& regions_;
    ScratchSizes& sizes_;
    std::vector<Chunk> chunks_;
    char* next_ = nullptr;
    size_t left_ = 0;
    size_t used_ = 0, held_ = 0;
};

}  // namespace noodle

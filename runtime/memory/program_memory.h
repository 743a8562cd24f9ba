// ProgramMemory: what one program uses of memory outside its heap, and who can give some of it up: regions,
// pools and caches together. Shared by the isolate and by the payloads of host objects, which may outlive the
// isolate's other state (they die with the heap, last). One thread.
#pragma once

#include <algorithm>
#include <vector>

#include "runtime/memory/pools.h"
#include "runtime/memory/pressure.h"
#include "runtime/memory/region.h"
#include "runtime/memory/scratch.h"

namespace noodle {

/// Something that keeps what it could make again.
class Evictable {
  public:
    /// Drops everything, or the half that was not used for longest. Must not run code of the program.
    virtual void evict(bool all) = 0;

  protected:
    ~Evictable() = default;
};

struct ProgramMemory {
    Regions regions;
    ScratchSizes scratchSizes;
    SizePools pools;
    PressureMonitor pressure{0, 0};

    void add(Evictable* cache) { caches_.push_back(cache); }
    void remove(Evictable* cache) { std::erase(caches_, cache); }
    void evict(bool all) {
        for (Evictable* cache : caches_) cache->evict(all);
    }

  private:
    std::vector<Evictable*> caches_;
};

}  // namespace noodle

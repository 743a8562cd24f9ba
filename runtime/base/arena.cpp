#include "runtime/base/arena.h"

#include <algorithm>

namespace noodle {

void* Arena::allocateSlow(size_t bytes, size_t align) {
    // A large request gets a chunk of its own, so that the current one keeps its free rest.
    if (bytes + align > kChunkBytes / 4) {
        chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(bytes + align));
        used_ += bytes;
        uintptr_t raw = reinterpret_cast<uintptr_t>(chunks_.back().get());
        return reinterpret_cast<void*>((raw + align - 1) & ~static_cast<uintptr_t>(align - 1));
    }
    if (next_) used_ += kChunkBytes;
    chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(kChunkBytes));
    next_ = reinterpret_cast<uintptr_t>(chunks_.back().get());
    end_ = next_ + kChunkBytes;
    return allocate(bytes, align);
}

}  // namespace noodle

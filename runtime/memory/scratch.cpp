#include "runtime/memory/scratch.h"

#include <algorithm>
#include <bit>

#include "runtime/memory/mapped_region.h"

namespace noodle {

namespace {
constexpr size_t kLeastChunk = size_t{16} << 10;
constexpr size_t kMostChunk = size_t{4} << 20;
}  // namespace

size_t ScratchSizes::firstChunkBytes() const {
    return std::clamp(std::bit_ceil(usual_), kLeastChunk, kMostChunk);
}

void ScratchSizes::note(size_t usedBytes) {
    usual_ = usual_ == 0 ? usedBytes : usual_ - usual_ / 4 + usedBytes / 4;
}

void* Scratch::allocate(size_t bytes) {
    if (bytes > SIZE_MAX / 2) return nullptr;
    bytes = roundUp(std::max<size_t>(bytes, 1), kAlign);
    if (bytes > left_) {
        // A big piece gets a chunk of its own, so that the current one keeps its free rest.
        size_t usual = std::clamp(held_, sizes_.firstChunkBytes(), kMostChunk);
        bool isBig = bytes > usual / 4;
        Chunk chunk = regions_.allocate(RegionKind::Temporary, isBig ? bytes : usual);
        if (!chunk) return nullptr;
        chunks_.push_back(chunk);
        held_ += chunk.bytes;
        if (isBig) {
            used_ += bytes;
            return chunk.data;
        }
        next_ = chunk.data;
        left_ = chunk.bytes;
    }
    char* piece = next_;
    next_ += bytes;
    left_ -= bytes;
    used_ += bytes;
    return piece;
}

void Scratch::release() {
    if (chunks_.empty()) return;
    sizes_.note(used_);
    for (const Chunk& chunk : chunks_) regions_.release(chunk);
    chunks_.clear();
    next_ = nullptr;
    left_ = used_ = held_ = 0;
}

}  // namespace noodle

#include "runtime/memory/block_space.h"

#include <algorithm>
#include <cstring>

#include "runtime/base/check.h"
#include "runtime/memory/mapped_region.h"

namespace noodle {
namespace {

constexpr size_t kSmallHeapChunks = 16;  // a bigger heap gets huge pages: far fewer faults, little waste

}  // namespace

void Block::format(size_t cellSizeClass) {
    sizeClass = static_cast<uint8_t>(cellSizeClass);
    cellBytes = kCellBytes[cellSizeClass];
    cellCount = static_cast<uint32_t>(kBlockPayload / cellBytes);
    reciprocal = static_cast<uint32_t>(((uint64_t{1} << 32) + cellBytes - 1) / cellBytes);
    marked = 0;
    old = 0;
    unswept = 0;
    inNursery = false;
    freeRuns = nullptr;
    state = State::InUse;
}

BlockSpace::~BlockSpace() {
    for (uintptr_t chunk : chunks_) unmapPages(reinterpret_cast<void*>(chunk), kChunkBytes);
}

Block* BlockSpace::acquire() {
    Block* block = nullptr;
    bool zeroed = true;
    if (!dirty_.empty()) {
        block = dirty_.back();
        dirty_.pop_back();
        zeroed = false;
    } else if (!clean_.empty()) {
        block = clean_.back();
        clean_.pop_back();
    } else {
        if (cursor_ == chunkEnd_ && !addChunk()) return nullptr;
        block = reinterpret_cast<Block*>(cursor_);
        cursor_ += kBlockBytes;
    }
    block->zeroed = zeroed;
    ++inUse_;
    return block;
}

void BlockSpace::release(Block* block) {
    NOODLE_DCHECK(block->state == Block::State::InUse, "a block is released twice");
    block->state = Block::State::Unused;
    dirty_.push_back(block);
    --inUse_;
}

bool BlockSpace::trim(size_t keep, size_t most) {
    if (dirty_.size() <= keep) return false;
    // Neighbours go back in one call. The blocks used last are the ones to keep.
    size_t surplus = std::min(most, dirty_.size() - keep);
    auto end = dirty_.begin() + static_cast<ptrdiff_t>(surplus);
    std::sort(dirty_.begin(), end);
    for (auto first = dirty_.begin(); first != end;) {
        auto last = first + 1;
        while (last != end &&
               reinterpret_cast<char*>(*last) == reinterpret_cast<char*>(*(last - 1)) + kBlockBytes)
            ++last;
        discardPages(*first, static_cast<size_t>(last - first) * kBlockBytes);
        first = last;
    }
    clean_.insert(clean_.end(), dirty_.begin(), end);
    dirty_.erase(dirty_.begin(), end);
    return dirty_.size() > keep;
}

bool BlockSpace::addChunk() {
    void* hint = chunkEnd_ != nullptr ? chunkEnd_ : nullptr;
    auto* chunk = static_cast<char*>(mapAlignedPages(kChunkBytes, kChunkBytes, hint));
    if (chunk == nullptr) return false;
    if (chunks_.size() >= kSmallHeapChunks) preferHugePages(chunk, kChunkBytes);
    cursor_ = chunk;
    chunkEnd_ = chunk + kChunkBytes;
    auto address = reinterpret_cast<uintptr_t>(chunk);
    chunks_.push_back(address);
    lowest_ = std::min(lowest_, address);
    highest_ = std::max(highest_, address + kChunkBytes);
    if (chunks_.size() * 2 > table_.size()) {
        table_.assign(std::max<size_t>(16, table_.size() * 2), 0);
        for (uintptr_t known : chunks_) insertChunk(known);
    } else {
        insertChunk(address);
    }
    return true;
}

void BlockSpace::insertChunk(uintptr_t chunk) {
    size_t mask = table_.size() - 1;
    size_t slot = (chunk / kChunkBytes) & mask;
    while (table_[slot] != 0) slot = (slot + 1) & mask;
    table_[slot] = chunk;
}

bool BlockSpace::isChunk(uintptr_t chunk) const {
    size_t mask = table_.size() - 1;
    for (size_t slot = (chunk / kChunkBytes) & mask; table_[slot] != 0; slot = (slot + 1) & mask) {
        if (table_[slot] == chunk) return true;
    }
    return false;
}

Block* BlockSpace::find(const void* address) const {
    auto a = reinterpret_cast<uintptr_t>(address);
    if (a < lowest_ || a >= highest_ || !isChunk(a & ~uintptr_t{kChunkBytes - 1})) return nullptr;
    Block* block = Block::of(address);
    // The newest chunk's untouched blocks must not be read: that would cost a page each.
    if (reinterpret_cast<char*>(block) >= cursor_ && reinterpret_cast<char*>(block) < chunkEnd_)
        return nullptr;
    return block->state == Block::State::InUse ? block : nullptr;
}

bool BlockSpace::findCell(Block* block, const void* address, uint32_t& index) {
    auto offset = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(address) & (kBlockBytes - 1));
    if (offset < kBlockHeaderBytes) return false;
    index = block->indexOfOffset(offset - static_cast<uint32_t>(kBlockHeaderBytes));
    return index < block->cellCount;
}

}  // namespace noodle

// What follows marking. Large objects are freed at once. A block in which nothing lives goes back whole; the
// others keep their dead until somebody takes cells from them (takeSpan) or the allocator's small change of
// background work comes to them (sweepSome), so that no pause grows with the heap.
#include <algorithm>

#include "runtime/gc/heap_impl.h"
#include "runtime/gc/poison.h"

namespace noodle {
namespace {

/// A block is used again only if enough of it is free: looking at hundreds of headers for a cell or two costs
/// more than the memory is worth.
bool worthUsing(const Block* block) {
    return block->cellCount - block->old > block->cellCount / 16;
}

}  // namespace

void Heap::Impl::releaseBlock(Block* block) {
    auto& all = classes[block->sizeClass].blocks;
    all.back()->index = block->index;
    all[block->index] = all.back();
    all.pop_back();
    unpoison(block, kBlockBytes);
    blocks.release(block);
}

/// After a young collection: only blocks that were allocated from can have changed.
void Heap::Impl::sweepNursery() {
    for (SizeClassState& state : classes) {
        state.current = nullptr;
        while (!state.recyclable.empty() && state.recyclable.back()->inNursery) state.recyclable.pop_back();
    }
    for (Block* block : nursery) {
        block->inNursery = false;
        if (block->old == 0) {
            releaseBlock(block);
            continue;
        }
        block->freeRuns = nullptr;
        if (block->old == block->cellCount) continue;
        block->unswept = kYoungDead;
        if (worthUsing(block)) classes[block->sizeClass].recyclable.push_back(block);
    }
    nursery.clear();
    std::vector<void*> dead;
    for (HeapObject* o : youngLarge) {
        if (isYoung(o)) dead.push_back(o);
    }
    youngLarge.clear();
    if (!dead.empty()) large.release(dead);
}

/// After a full collection, when all that lives has the current mark.
void Heap::Impl::sweepAll() {
    nursery.clear();
    youngLarge.clear();
    sweepQueue.clear();
    for (SizeClassState& state : classes) {
        size_t kept = 0;
        state.current = nullptr;
        state.recyclable.clear();
        for (Block* block : state.blocks) {
            block->inNursery = false;
            block->freeRuns = nullptr;
            block->old = block->marked;
            if (block->marked == 0) {
                unpoison(block, kBlockBytes);
                blocks.release(block);
                continue;
            }
            block->index = static_cast<uint32_t>(kept);
            state.blocks[kept++] = block;
            block->unswept = block->marked == block->cellCount ? kSwept : kOtherDead;
            if (block->unswept == kSwept) continue;
            sweepQueue.push_back(block);
            if (worthUsing(block)) state.recyclable.push_back(block);
        }
        state.blocks.resize(kept);
    }
    large.sweep(
        [](void* context, void* object) {
            uint8_t mark = *static_cast<uint8_t*>(context);
            return (static_cast<HeapObject*>(object)->gcBits & mark) != 0;
        },
        &currentMark);
}

/// Sweeps up to `count` blocks that the last full collection left. True if none is left.
bool Heap::Impl::sweepSome(size_t count) {
    while (!sweepQueue.empty()) {
        if (count-- == 0) return false;
        Block* block = sweepQueue.back();
        sweepQueue.pop_back();
        sweepIfLeft(block);
    }
    return true;
}

/// A block of the queue may have been swept, or even given back, since it was put there.
void Heap::Impl::sweepIfLeft(Block* block) {
    if (block->state == Block::State::InUse && block->unswept == kOtherDead) sweepBlock(block);
}

/// Gives up to `count` free blocks back to the system, but keeps what the next collections will leave and
/// take again. True if no more are to go.
bool Heap::Impl::trimSome(size_t count) {
    return !blocks.trim((youngLimit + fullRoom / 2) / kBlockBytes + 16, count);
}

/// Turns marks into free runs: zeroes the headers of the dead and links them.
void Heap::Impl::sweepBlock(Block* block) {
    FreeRun* first = nullptr;
    FreeRun** link = &first;
    const uint8_t alive = block->unswept == kOtherDead ? currentMark : HeapObject::kMarks;
    const uint32_t cellBytes = block->cellBytes;
    const uint32_t count = block->cellCount;
    char* cell = block->cells();
    for (uint32_t i = 0; i < count;) {
        if ((reinterpret_cast<HeapObject*>(cell)->gcBits & alive) != 0) {
            ++i;
            cell += cellBytes;
            continue;
        }
        auto* run = reinterpret_cast<FreeRun*>(cell);
        uint32_t start = i;
        do {
            *reinterpret_cast<uint64_t*>(cell) = 0;
            poison(cell + sizeof(FreeRun), cellBytes - sizeof(FreeRun));
            ++i;
            cell += cellBytes;
        } while (i < count && (reinterpret_cast<HeapObject*>(cell)->gcBits & alive) == 0);
        run->header.aux = i - start;
        *link = run;
        link = &run->next;
    }
    *link = nullptr;
    block->freeRuns = first;
    block->unswept = kSwept;
}

}  // namespace noodle

// Heap::Impl: the state of the mark-sweep collector. Private to runtime/gc; see heap.cpp for the essay.
#pragma once

#include "runtime/gc/heap.h"
#include "runtime/memory/block_space.h"
#include "runtime/memory/large_space.h"

namespace noodle {

/// What stands in the first of a run of adjacent free cells of a swept block. header.aux = number of cells.
struct FreeRun {
    HeapObject header;
    FreeRun* next;
};
static_assert(sizeof(FreeRun) <= kCellGranule);

struct SizeClassState {
    std::vector<Block*> blocks;
    size_t cursor = 0;        ///< blocks before it have no free cells that may be handed out
    AllocationSpan parked;    ///< stress mode: the rest of the span of which one cell at a time is handed out
    uint64_t cellsTaken = 0;  ///< cells ever put into spans, minus those given back unused
};

class MarkStack;

struct Heap::Impl {
    explicit Impl(Heap& heap, const HeapOptions& heapOptions);

    // ---- allocation (heap.cpp)
    HeapObject* allocate(ObjectKind kind, size_t bytes);
    HeapObject* allocateCell(ObjectKind kind, size_t sizeClass);
    HeapObject* allocateLarge(ObjectKind kind, size_t bytes);
    bool refill(size_t sizeClass);
    bool takeSpan(size_t sizeClass);
    bool takeRun(Block* block, AllocationSpan& span);
    void giveSpan(size_t sizeClass, char* start, char* end);
    bool extendLarge(HeapObject* o, size_t bytes);
    void returnSpan(size_t sizeClass, AllocationSpan& span);
    void retireSpans();
    bool fits(size_t extra) const;
    size_t footprint() const;
    void collectIfDue();
    bool collectForRoom();
    void refreshStats();

    // ---- collection (collect.cpp)
    void collect();
    size_t nextThreshold() const;
    void markRoots(MarkStack& stack);
    void clearWeakRefs(MarkStack& stack);
    void findDying(MarkStack& stack);
    void finishMarking();
    void runHooks();
    void finishSweep();
    void sweepBlock(Block* block);

    Heap& owner;
    HeapOptions options;
    HeapStats stats;
    BlockSpace blocks;
    LargeSpace large;
    SizeClassState classes[kSizeClassCount];

    std::vector<RootSource*> roots;
    std::vector<HeapObject*> finalizable;
    std::vector<HeapObject*> dying;       ///< found dead with a finalizer, hook not run yet: roots
    std::vector<HeapObject*> remembered;  ///< the barrier's log since the last collection
    FinalizerHook hook = nullptr;
    void* hookContext = nullptr;
    NativeTracer nativeTracer = nullptr;
    const void* stackBase = nullptr;

    size_t threshold = 0;       ///< allocation between collections
    size_t allocatedSince = 0;  ///< bytes in spans, large objects and outside since the last collection
    size_t largeAllocatedBytes = 0;
    uint64_t largeAllocatedObjects = 0;
    size_t externalBytes = 0;
    uint64_t cellBytesTaken = 0;  ///< of all classes, since start
    uint64_t freedBytes = 0;
    uint32_t stressCountdown = 0;
    uint32_t reserveDepth = 0;
    bool collecting = false;
    bool runningHooks = false;
};

}  // namespace noodle

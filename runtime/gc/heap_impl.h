// Heap::Impl: the state of the collector. Private to runtime/gc; docs/memory.md has the essay, the .cpp files
// have what belongs to one part: heap.cpp allocation, remember.cpp the barrier's memory, collect.cpp the
// cycle, sweep.cpp what follows it, pacing.cpp when.
#pragma once

#include "runtime/gc/heap.h"
#include "runtime/gc/tracer.h"
#include "runtime/memory/block_space.h"
#include "runtime/memory/large_space.h"

namespace noodle {

/// What stands in the first of a run of adjacent free cells of a swept block. header.aux = number of cells.
struct FreeRun {
    HeapObject header;
    FreeRun* next;
};
static_assert(sizeof(FreeRun) <= kCellGranule);

/// Block::unswept: which cells of a block are dead though no free run has them.
enum Unswept : uint8_t {
    kSwept = 0,
    kYoungDead = 1,  ///< those without a mark
    kOtherDead = 2,  ///< those without the current mark
};

struct SizeClassState {
    std::vector<Block*> blocks;  ///< Block::index says where
    Block* current = nullptr;    ///< spans come from here
    /// Blocks with free cells, the next to use last; those that were used since the last collection are at
    /// the end.
    std::vector<Block*> recyclable;
    AllocationSpan parked;    ///< stress mode: the rest of the span of which one cell at a time is handed out
    uint64_t cellsTaken = 0;  ///< cells ever put into spans, minus those given back unused
};

struct Heap::Impl {
    explicit Impl(Heap& heap, const HeapOptions& heapOptions);

    // ---- allocation (heap.cpp)
    HeapObject* allocate(ObjectKind kind, size_t bytes);
    HeapObject* allocateCell(ObjectKind kind, size_t sizeClass);
    HeapObject* allocateLarge(ObjectKind kind, size_t bytes);
    void sample(HeapObject* o, size_t bytes);
    bool refill(size_t sizeClass);
    bool takeSpan(size_t sizeClass);
    bool freshBlock(size_t sizeClass, AllocationSpan& span);
    bool takeRun(Block* block, AllocationSpan& span);
    void giveSpan(size_t sizeClass, char* start, char* end);
    bool extendLarge(HeapObject* o, size_t bytes);
    bool mustFail();
    bool oneByOne() const { return options.stress || options.failAllocation != 0; }
    void returnSpan(size_t sizeClass, AllocationSpan& span);
    void retireSpans();
    bool fits(size_t extra) const;
    size_t footprint() const;
    void refreshStats();

    // ---- pacing (pacing.cpp)
    void atSafepoint();
    void stressStep();
    bool fullIsDue() const;
    void beginFull();
    void setFullTarget();
    void adaptYoung(uint64_t pauseNs);
    void learnSpeed(uint64_t bytes, uint64_t ns);
    template <typename Collect>
    void pause(PauseStats HeapStats::*sort, Collect collect);
    bool collectForRoom();

    // ---- remembered set (remember.cpp)
    void remember(HeapObject* holder);
    static size_t cardOf(const LargeHeader* header, const void* place);
    void markCards(LargeHeader* header, const Value* first, size_t count);
    void makeCards(ValueStore* store);
    void growCards(ValueStore* store);
    void traceRemembered(Tracer& tracer);
    void traceCards(LargeHeader* header, Tracer& tracer);

    // ---- collection (collect.cpp)
    void collectYoung();
    void startMarking();
    void markStep(size_t bytes);
    bool tryFinishMarking(uint64_t budgetNs);
    void finishMarking(Tracer& tracer);
    void collectFull();
    void traceRoots(Tracer& tracer);
    static void clearWeakRefs(const std::vector<WeakRef*>& refs, uint8_t alive);
    void findDying(std::vector<HeapObject*>& candidates, uint8_t alive, Tracer& tracer);
    void runHooks();
    void verifyIfAsked();

    // ---- sweeping (sweep.cpp)
    void sweepNursery();
    void sweepAll();
    void sweepBlock(Block* block);
    bool sweepSome(size_t count);
    bool trimSome(size_t count);
    void releaseBlock(Block* block);
    void countLive();

    bool isDead(const Block* block, const HeapObject* o) const {
        uint8_t alive = block->unswept == kOtherDead ? currentMark : HeapObject::kMarks;
        return block->unswept != kSwept && (o->gcBits & alive) == 0;
    }
    static bool isYoung(const HeapObject* o) { return (o->gcBits & HeapObject::kMarks) == 0; }

    Heap& owner;
    HeapOptions options;
    HeapStats stats;
    BlockSpace blocks;
    LargeSpace large;
    SizeClassState classes[kSizeClassCount];

    std::vector<RootSource*> roots;
    std::vector<HeapObject*> youngFinalizable, finalizable;
    std::vector<HeapObject*> dying;         ///< found dead with a finalizer, hook not run yet: roots
    std::vector<HeapObject*> remembered;    ///< old holders that were written since the last collection
    std::vector<LargeHeader*> dirtyStores;  ///< carded stores with a dirty card
    std::vector<HeapObject*> youngLarge;    ///< large objects without a mark
    std::vector<Block*> nursery;            ///< blocks from which spans were taken since the last collection
    std::vector<Block*> sweepQueue;         ///< blocks that the last full collection left to sweep
    FinalizerHook hook = nullptr;
    void* hookContext = nullptr;
    NativeTracer nativeTracer = nullptr;
    AllocationObserver* observer = nullptr;
    uint64_t sampleInterval = 0, sampledAt = 0;  ///< bytes taken at the last sample
    const void* stackBase = nullptr;

    // ---- the cycle
    uint8_t currentMark = HeapObject::kMarkA;
    bool marking = false;            ///< between startMarking() and finishMarking()
    Worklist greys;                  ///< marked in this cycle, references not looked at yet
    std::vector<WeakRef*> weakRefs;  ///< reached in this cycle
    uint32_t rounds = 0;             ///< attempts to finish this cycle
    TraceCounts cycle;               ///< what has the current mark
    TraceCounts old;                 ///< what survived a collection

    // ---- pacing
    size_t youngLimit = 0;      ///< allocation between young collections
    size_t allocatedSince = 0;  ///< bytes in spans, large objects and outside since the last collection
    size_t steppedAt = 0;       ///< allocatedSince at the last step of marking
    size_t fullTarget = 0;      ///< size of the old at which a full collection starts
    size_t fullRoom = 0;        ///< by how much they may grow until then
    bool workLeft = false;      ///< blocks to sweep or to give back
    size_t stepRate = 1;        ///< bytes to mark per byte allocated
    double markNsPerByte = 0.5;
    size_t largeAllocatedBytes = 0;
    uint64_t largeAllocatedObjects = 0;
    size_t externalBytes = 0;
    uint64_t cellBytesTaken = 0;  ///< of all classes, since start
    uint64_t freedBytes = 0;
    uint32_t stressCountdown = 0;
    uint32_t stressPhase = 0;
    uint32_t reserveDepth = 0;
    bool collecting = false;
    bool runningHooks = false;
};

}  // namespace noodle

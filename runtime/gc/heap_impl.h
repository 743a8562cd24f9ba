// Heap::Impl: the state of the collector. Private to runtime/gc; docs/memory.md has the essay, the .cpp files
// have what belongs to one part: heap.cpp allocation, remember.cpp the barrier's memory, collect.cpp the
// cycle, sweep.cpp what follows it, pacing.cpp when.
#pragma once

#include "runtime/gc/heap.h"
#include "runtime/gc/tracer.h"
#include "runtime/gc/workers.h"
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
    /// The rest of a span of which a part was handed out: in stress mode one cell, or up to the next sample.
    AllocationSpan parked;
    bool parkedIsSample = false;  ///< the first cell of `parked` is one
    uint64_t untilSample = 0;     ///< bytes that are allocated before the next one
    uint64_t cellsTaken = 0;      ///< cells ever put into spans, minus those given back unused
};

struct Heap::Impl {
    explicit Impl(Heap& heap, const HeapOptions& heapOptions);

    // ---- allocation (heap.cpp)
    HeapObject* allocate(ObjectKind kind, size_t bytes);
    HeapObject* allocateCell(ObjectKind kind, size_t sizeClass);
    HeapObject* allocateLarge(ObjectKind kind, size_t bytes);
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

    // ---- sampling (sample.cpp)
    char* cutAtSample(size_t sizeClass, char* start, char* end);
    void reportSample(HeapObject* o, uint64_t bytes);
    void sampleLarge(HeapObject* o, uint64_t bytes, bool isNew);
    uint64_t nextDistance();

    // ---- pacing (pacing.cpp)
    void atSafepoint();
    void stressStep();
    bool fullIsDue() const;
    void beginFull();
    void setFullTarget();
    void adaptYoung(uint64_t pauseNs);
    void learnSpeed(uint64_t bytes, uint64_t ns);
    size_t likelyLive() const;
    Workers* helpers() const;
    template <typename Collect>
    void pause(PauseStats HeapStats::*sort, Collect collect);
    bool collectForRoom();

    // ---- remembered set (remember.cpp)
    void remember(HeapObject* holder);
    static size_t cardOf(const LargeHeader* header, const void* place);
    void markCards(LargeHeader* header, const Value* first, size_t count);
    void shiftCards(LargeHeader* header, const Value* to, const Value* from, size_t count);
    bool isPartlyScanned(const ValueStore* store) const;
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
    void clearWeakRefs(const WeakRefList& refs, uint8_t alive);
    void findDying(std::vector<HeapObject*>& candidates, uint8_t alive, Tracer& tracer);
    void runHooks();
    void verifyIfAsked();

    // ---- sweeping (sweep.cpp)
    void sweepNursery();
    void sweepAll();
    void sweepBlock(Block* block);
    void sweepIfLeft(Block* block);
    bool sweepSome(size_t count);
    bool trimSome(size_t count);
    void releaseBlock(Block* block);
    void countLive();

    bool isDead(const Block* block, const HeapObject* o) const {
        uint8_t alive = block->unswept == kOtherDead ? currentMark : HeapObject::kMarks;
        return block->unswept != kSwept && (o->gcBits & alive) == 0;
    }
    static bool isYoung(const HeapObject* o) { return (o->gcBits & HeapObject::kMarks) == 0; }

    /// Calls visit(object) for all that is not known to be dead. It may mark, but neither allocate nor sweep.
    template <typename Visit>
    void forEachObject(Visit visit) {
        for (const SizeClassState& state : classes) {
            for (Block* block : state.blocks) {
                for (uint32_t i = 0; i < block->cellCount; ++i) {
                    auto* o = reinterpret_cast<HeapObject*>(block->cell(i));
                    if (o->kind != ObjectKind::Free && !isDead(block, o)) visit(o);
                }
            }
        }
        large.forEach([](void* context,
                         void* object) { (*static_cast<Visit*>(context))(static_cast<HeapObject*>(object)); },
                      &visit);
    }

    /// Calls visit(object) for each object that a word of the native stack may keep alive.
    template <typename Visit>
    void visitPossibleReference(uint64_t word, Visit visit) const {
        uint64_t tag = word & ~Value::kPayloadMask;
        if (tag != 0 && tag != Value::kTagObject) return;
        uintptr_t address = word & Value::kPayloadMask;
        if (address < kBlockBytes) return;  // small numbers are most of what a stack holds
        if (HeapObject* o = owner.findObject(reinterpret_cast<const void*>(address))) visit(o);
        HeapObject* before = owner.findObject(reinterpret_cast<const void*>(address - 1));
        if (before != nullptr && mayBeHeldByEnd(before->kind) &&
            reinterpret_cast<uintptr_t>(before) + objectBytes(before) == address) {
            visit(before);
        }
    }

    Heap& owner;
    HeapOptions options;
    HeapStats stats;
    BlockSpace blocks;
    LargeSpace large;
    SizeClassState classes[kSizeClassCount];

    std::vector<RootSource*> roots;
    std::vector<HeapObject*> youngFinalizable, finalizable;
    std::vector<HeapObject*> dying;  ///< found dead with a finalizer, hook not run yet: roots
    /// Old holders that were written since the last collection. With rememberedLost some are missing: all old
    /// objects without kUnlogged.
    FallibleStack<HeapObject*> remembered;
    bool rememberedLost = false;
    std::vector<LargeHeader*> dirtyStores;  ///< carded stores with a dirty card
    std::vector<HeapObject*> youngLarge;    ///< large objects without a mark
    std::vector<Block*> nursery;            ///< blocks from which spans were taken since the last collection
    std::vector<Block*> sweepQueue;         ///< blocks that the last full collection left to sweep
    FinalizerHook hook = nullptr;
    void* hookContext = nullptr;
    NativeTracer nativeTracer = nullptr;
    AllocationObserver* observer = nullptr;
    size_t sampleInterval = 0;  ///< mean bytes between two samples
    bool sampleDue = false;     ///< the cell that is about to be handed out is one
    uint64_t sampleSeed = 0x9E3779B97F4A7C15;
    const void* stackBase = nullptr;

    // ---- the cycle
    uint8_t currentMark = HeapObject::kMarkA;
    bool marking = false;      ///< between startMarking() and finishMarking()
    Worklist greys;            ///< marked in this cycle, references not looked at yet
    WeakRefList weakRefs;      ///< reached in this cycle
    uint32_t rounds = 0;       ///< attempts to finish this cycle
    uint64_t bornMarked = 0;   ///< bytes that got old during this cycle: how much of it lives is not known
    uint64_t foundLiving = 0;  ///< bytes that the last cycle found reachable when it began
    TraceCounts cycle;         ///< what has the current mark
    TraceCounts old;           ///< what survived a collection

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

// Allocation side of the heap.
//
//   block    32 KB of equal cells (runtime/memory). A cell is free while its header is zero (kind Free).
//   run      adjacent free cells of a swept block, linked in address order from Block::freeRuns.
//   span     a run, or a part of one, that was cleared and handed to the fast path, which bumps through it.
//
// A size class takes spans from one current block until its runs are used up, then from the block that was
// left recyclable last, since that one is likely to be in the cache, then from a new one. An unswept block is
// swept when it becomes the current one.
//
// Pacing and the limit are checked when a span or a large object is taken, never per object. In stress mode,
// and while one allocation is to fail, spans have one cell, so that every allocation comes here.
#include "runtime/gc/heap.h"

#include <algorithm>
#include <cstring>

#include "runtime/base/check.h"
#include "runtime/gc/heap_impl.h"
#include "runtime/gc/poison.h"

namespace noodle {
namespace {

constexpr size_t kSpanBytes = 8 * 1024;  // cleared at once: should stay in the first-level cache
constexpr size_t kFirstYoung = 256 * 1024;
constexpr size_t kReserveBytes = 512 * 1024;  // what ReserveScope adds to the limit

}  // namespace

Heap::Impl::Impl(Heap& heap, const HeapOptions& heapOptions)
    : owner(heap), options(heapOptions), youngLimit(std::min(kFirstYoung, heapOptions.youngBytes)) {
    for (size_t i = 0; i < kSizeClassCount; ++i) owner.spans_[i].cellBytes = kCellBytes[i];
    greys.setLimit(options.worklistLimit);
    weakRefs.refs.setLimit(options.worklistLimit);
    remembered.setLimit(options.worklistLimit);
    setFullTarget();
}

size_t Heap::Impl::footprint() const {
    return blocks.blocksInUse() * kBlockBytes + large.bytesInUse() + externalBytes;
}

bool Heap::Impl::fits(size_t extra) const {
    if (options.limitBytes == 0) return true;
    size_t limit = options.limitBytes + (reserveDepth > 0 ? kReserveBytes : 0);
    size_t used = footprint();
    return used <= limit && extra <= limit - used;
}

HeapObject* Heap::Impl::allocate(ObjectKind kind, size_t bytes) {
    NOODLE_CHECK(!collecting, "allocation during a collection");
    if (mustFail()) return nullptr;
    return bytes <= kMaxCellBytes ? allocateCell(kind, sizeClassOf(bytes)) : allocateLarge(kind, bytes);
}

/// Tests of what happens without memory: HeapOptions::failAllocation counts down to the one that fails.
bool Heap::Impl::mustFail() {
    if (options.failAllocation == 0) return false;
    if (options.failAllocation > 1) {
        --options.failAllocation;
        return false;
    }
    if (!options.failFurther) options.failAllocation = 0;
    return true;
}

HeapObject* Heap::Impl::allocateCell(ObjectKind kind, size_t sizeClass) {
    AllocationSpan& span = owner.spans_[sizeClass];
    if (span.cursor == span.limit && !refill(sizeClass)) return nullptr;
    auto* o = reinterpret_cast<HeapObject*>(span.cursor);
    span.cursor += span.cellBytes;
    o->kind = kind;
    if (sampleDue) reportSample(o, span.cellBytes);
    return o;
}

HeapObject* Heap::Impl::allocateLarge(ObjectKind kind, size_t bytes) {
    atSafepoint();
    if (bytes > size_t{1} << 46) return nullptr;
    size_t needed = LargeSpace::footprint(bytes);
    if (!fits(needed) && (!collectForRoom() || !fits(needed))) return nullptr;
    void* memory = large.allocate(bytes);
    if (memory == nullptr) {
        owner.collect();
        memory = large.allocate(bytes);
        if (memory == nullptr) return nullptr;
    }
    auto* o = static_cast<HeapObject*>(memory);
    o->kind = kind;
    o->gcBits = HeapObject::kLarge;
    youngLarge.push_back(o);
    allocatedSince += needed;
    largeAllocatedBytes += bytes;
    ++largeAllocatedObjects;
    if (observer != nullptr) sampleLarge(o, bytes, true);
    return o;
}

/// Only pacing that is not overdue and room below the limit allow it: whoever is refused allocates anew,
/// which collects.
bool Heap::Impl::extendLarge(HeapObject* o, size_t bytes) {
    LargeHeader* header = LargeHeader::of(o);
    if (options.stress || bytes <= header->objectBytes) return false;
    size_t growth = LargeSpace::footprint(bytes) - LargeSpace::footprint(header->objectBytes);
    if (allocatedSince >= std::max(options.youngBytes, fullRoom) || !fits(growth)) return false;
    size_t added = bytes - header->objectBytes;
    if (!large.extend(header, bytes)) return false;
    allocatedSince += added;
    largeAllocatedBytes += added;
    if (!isYoung(o)) {
        old.bytes += added;
        if ((o->gcBits & currentMark) != 0) cycle.bytes += added;
    }
    if ((o->gcBits & HeapObject::kCarded) != 0) growCards(static_cast<ValueStore*>(o));
    if (observer != nullptr) sampleLarge(o, added, false);
    return true;
}

/// Hands the unused cells of a span back to their block, where refill() will find them.
void Heap::Impl::returnSpan(size_t sizeClass, AllocationSpan& span) {
    auto unused = static_cast<size_t>(span.limit - span.cursor);
    if (unused != 0) {
        classes[sizeClass].cellsTaken -= unused / kCellBytes[sizeClass];
        cellBytesTaken -= unused;
        allocatedSince -= std::min(allocatedSince, unused);
        Block* block = Block::of(span.cursor);
        auto* run = reinterpret_cast<FreeRun*>(span.cursor);
        run->header.aux = static_cast<uint32_t>(unused / kCellBytes[sizeClass]);
        run->next = static_cast<FreeRun*>(block->freeRuns);
        block->freeRuns = run;
        if (block != classes[sizeClass].current) classes[sizeClass].recyclable.push_back(block);
    }
    span.cursor = span.limit = nullptr;
}

bool Heap::Impl::refill(size_t sizeClass) {
    atSafepoint();
    if (takeSpan(sizeClass)) return true;
    return collectForRoom() && takeSpan(sizeClass);
}

bool Heap::Impl::takeSpan(size_t sizeClass) {
    SizeClassState& state = classes[sizeClass];
    if (state.parked.cursor != state.parked.limit) {
        giveSpan(sizeClass, state.parked.cursor, state.parked.limit);
        return true;
    }
    AllocationSpan span;
    while (state.current == nullptr || !takeRun(state.current, span)) {
        state.current = nullptr;
        if (state.recyclable.empty()) {
            if (!freshBlock(sizeClass, span)) return false;
            break;
        }
        state.current = state.recyclable.back();
        state.recyclable.pop_back();
        if (state.current->unswept != kSwept) sweepBlock(state.current);
    }
    if (!state.current->inNursery) {
        state.current->inNursery = true;
        nursery.push_back(state.current);
    }
    auto bytes = static_cast<size_t>(span.limit - span.cursor);
    allocatedSince += bytes;
    cellBytesTaken += bytes;
    state.cellsTaken += bytes / kCellBytes[sizeClass];
    giveSpan(sizeClass, span.cursor, span.limit);
    return true;
}

/// Makes a block that nobody used the current one and takes a span from it.
bool Heap::Impl::freshBlock(size_t sizeClass, AllocationSpan& span) {
    if (!fits(kBlockBytes)) return false;
    Block* block = blocks.acquire();
    if (block == nullptr) return false;
    block->format(sizeClass);
    SizeClassState& state = classes[sizeClass];
    block->index = static_cast<uint32_t>(state.blocks.size());
    state.blocks.push_back(block);
    state.current = block;
    if (block->zeroed) {
        span.cursor = block->cells();
        span.limit = block->cellsEnd();
        return true;
    }
    auto* whole = reinterpret_cast<FreeRun*>(block->cells());
    whole->header = HeapObject{ObjectKind::Free, 0, 0, block->cellCount};
    whole->next = nullptr;
    block->freeRuns = whole;
    // Old contents must not look like objects while the rest of the block waits for its turn.
    for (uint32_t i = 1; i < block->cellCount; ++i) *reinterpret_cast<uint64_t*>(block->cell(i)) = 0;
    return takeRun(block, span);
}

bool Heap::Impl::takeRun(Block* block, AllocationSpan& span) {
    auto* run = static_cast<FreeRun*>(block->freeRuns);
    if (run == nullptr) return false;
    uint32_t cells = run->header.aux;
    uint32_t most = std::max<uint32_t>(1, static_cast<uint32_t>(kSpanBytes / block->cellBytes));
    FreeRun* rest = run->next;
    if (cells > most) {
        rest = reinterpret_cast<FreeRun*>(reinterpret_cast<char*>(run) + size_t{most} * block->cellBytes);
        rest->header = HeapObject{ObjectKind::Free, 0, 0, cells - most};
        rest->next = run->next;
        cells = most;
    }
    block->freeRuns = rest;
    span.cursor = reinterpret_cast<char*>(run);
    span.limit = span.cursor + size_t{cells} * block->cellBytes;
    unpoison(span.cursor, static_cast<size_t>(span.limit - span.cursor));
    std::memset(span.cursor, 0, static_cast<size_t>(span.limit - span.cursor));
    return true;
}

void Heap::Impl::giveSpan(size_t sizeClass, char* start, char* end) {
    AllocationSpan& span = owner.spans_[sizeClass];
    AllocationSpan& parked = classes[sizeClass].parked;
    span.cursor = start;
    span.limit = oneByOne() ? start + span.cellBytes : end;
    if (observer != nullptr) span.limit = cutAtSample(sizeClass, start, span.limit);
    parked.cursor = span.limit;
    parked.limit = end;
}

void Heap::Impl::retireSpans() {
    for (size_t i = 0; i < kSizeClassCount; ++i) {
        if (observer != nullptr && (classes[i].parked.cursor != classes[i].parked.limit ||
                                    owner.spans_[i].cursor != owner.spans_[i].limit)) {
            classes[i].untilSample = nextDistance();
        }
        // The parked rest lies behind the span, in the same block: returned first, it stays behind it.
        returnSpan(i, classes[i].parked);
        returnSpan(i, owner.spans_[i]);
        classes[i].parkedIsSample = false;
    }
}

void Heap::Impl::refreshStats() {
    uint64_t bytes = cellBytesTaken + largeAllocatedBytes;
    uint64_t objects = largeAllocatedObjects;
    for (size_t i = 0; i < kSizeClassCount; ++i) {
        const AllocationSpan& span = owner.spans_[i];
        const AllocationSpan& parked = classes[i].parked;
        auto unused = static_cast<size_t>((span.limit - span.cursor) + (parked.limit - parked.cursor));
        bytes -= unused;
        objects += classes[i].cellsTaken - unused / span.cellBytes;
    }
    stats.allocatedBytes = bytes;
    stats.allocatedObjects = objects;
    stats.liveBytes = bytes - freedBytes + externalBytes;
    stats.peakBytes = std::max(stats.peakBytes, stats.liveBytes);
    stats.footprintBytes = footprint();
}

// ---- Heap
// ---------------------------------------------------------------------------------------------------------

Heap::Heap(const HeapOptions& options) : impl_(std::make_unique<Impl>(*this, options)) {}

Heap::~Heap() {
    finalizeAll();
    impl_->retireSpans();
    for (SizeClassState& state : impl_->classes) {
        for (Block* block : state.blocks) unpoison(block, kBlockBytes);
    }
}

HeapObject* Heap::allocateSlow(ObjectKind kind, size_t bytes) {
    return impl_->allocate(kind, bytes);
}
bool Heap::extend(HeapObject* large, size_t bytes) {
    return impl_->extendLarge(large, bytes);
}

void Heap::adjustExternal(ptrdiff_t bytes) {
    if (bytes >= 0) {
        impl_->externalBytes += static_cast<size_t>(bytes);
        impl_->allocatedSince += static_cast<size_t>(bytes);
    } else {
        impl_->externalBytes -= std::min(impl_->externalBytes, static_cast<size_t>(-bytes));
    }
}

void Heap::addRoots(RootSource* source) {
    impl_->roots.push_back(source);
}

void Heap::removeRoots(RootSource* source) {
    auto& roots = impl_->roots;
    // Sources come and go like stack frames: the one to remove is nearly always last.
    auto found = std::find(roots.rbegin(), roots.rend(), source);
    NOODLE_CHECK(found != roots.rend(), "removing a root source that was never added");
    roots.erase(std::next(found).base());
}

void Heap::setStackBase(const void* base) {
    impl_->stackBase = base;
}

void Heap::addFinalizer(HeapObject* o) {
    o->gcBits |= HeapObject::kFinalizer;
    (Impl::isYoung(o) ? impl_->youngFinalizable : impl_->finalizable).push_back(o);
}

void Heap::setFinalizerHook(FinalizerHook hook, void* context) {
    impl_->hook = hook;
    impl_->hookContext = context;
}

void Heap::finalizeAll() {
    for (auto* candidates : {&impl_->finalizable, &impl_->youngFinalizable}) {
        impl_->dying.insert(impl_->dying.end(), candidates->begin(), candidates->end());
        candidates->clear();
    }
    impl_->runHooks();
}

void Heap::setNativeTracer(NativeTracer tracer) {
    impl_->nativeTracer = tracer;
}

const HeapStats& Heap::stats() const {
    impl_->refreshStats();
    return impl_->stats;
}

const HeapOptions& Heap::options() const {
    return impl_->options;
}

HeapOptions& Heap::changeOptions() {
    // Whoever changes the options expects the next allocation to obey: leave nothing for the fast path.
    impl_->retireSpans();
    return impl_->options;
}

Heap::ReserveScope::ReserveScope(Heap& heap) : heap_(heap) {
    ++heap_.impl_->reserveDepth;
}
Heap::ReserveScope::~ReserveScope() {
    --heap_.impl_->reserveDepth;
}

}  // namespace noodle

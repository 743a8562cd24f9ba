// One collection: mark everything reachable, decide what dies, leave the sweeping to the allocator.
//
//   1. The blocks still unswept since last time are swept: from here on a mark means "reached in this
//   collection".
//   2. Roots are marked: registered sources, the log of dying objects, and every word of the native stack
//   that could be
//      the address of an object, of its inside, or of its end. A NaN-boxed word counts by its address bits.
//   3. Weak references to unmarked objects are cleared.
//   4. Unmarked objects with a finalizer are marked after all, with what they reach, and put on the list of
//   the dying.
//      Their hook runs once the collection is over; the next collection frees them.
//   5. Blocks without a mark go back to the BlockSpace whole, the others become unswept; large objects are
//   freed now.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unordered_set>

#include "runtime/base/check.h"
#include "runtime/base/clock.h"
#include "runtime/gc/heap_impl.h"
#include "runtime/gc/mark_stack.h"
#include "runtime/gc/native_stack.h"
#include "runtime/gc/poison.h"

namespace noodle {
namespace {

/// Calls visit(object) for each object that `word` may keep alive.
template <typename Visit>
void visitPossibleReference(const Heap& heap, uint64_t word, Visit visit) {
    uint64_t tag = word & ~Value::kPayloadMask;
    if (tag != 0 && tag != Value::kTagObject) return;
    uintptr_t address = word & Value::kPayloadMask;
    if (address < kBlockBytes) return;  // small numbers are most of what a stack holds
    if (HeapObject* o = heap.findObject(reinterpret_cast<const void*>(address))) visit(o);
    HeapObject* before = heap.findObject(reinterpret_cast<const void*>(address - 1));
    if (before != nullptr && mayBeHeldByEnd(before->kind) &&
        reinterpret_cast<uintptr_t>(before) + objectBytes(before) == address) {
        visit(before);
    }
}

struct StackMarking {
    const Heap& heap;
    Marker& marker;
};

bool keepIfMarked(void* liveBytes, void* object) {
    auto* o = static_cast<HeapObject*>(object);
    if ((o->gcBits & HeapObject::kMarked) == 0) return false;
    o->gcBits &= static_cast<uint8_t>(~HeapObject::kMarked);
    *static_cast<uint64_t*>(liveBytes) += LargeHeader::of(object)->objectBytes;
    return true;
}

}  // namespace

void MarkStack::visit(HeapObject* o) {
    if (o->kind == ObjectKind::ValueStore) {
        auto* store = static_cast<ValueStore*>(o);
        if (store->capacity > kPieceValues) {
            pieces_.push_back({store->values(), store->values() + store->capacity});
            return;
        }
    } else if (o->kind == ObjectKind::WeakRef) {
        weakRefs_.push_back(static_cast<WeakRef*>(o));
        return;
    }
    traceReferences(o, *this);
    if (o->kind == ObjectKind::Native && nativeTracer_ != nullptr)
        nativeTracer_(static_cast<Native*>(o), *this);
}

void MarkStack::drain() {
    while (true) {
        while (!objects_.empty()) {
            HeapObject* o = objects_.back();
            objects_.pop_back();
            visit(o);
        }
        flush();
        if (!objects_.empty()) continue;
        if (pieces_.empty()) return;
        Piece& piece = pieces_.back();
        const Value* from = piece.next;
        auto count = std::min<uint64_t>(kPieceValues, static_cast<uint64_t>(piece.end - from));
        piece.next += count;
        if (piece.next == piece.end) pieces_.pop_back();
        traceValues(from, count, *this);
    }
}

void Heap::Impl::collect() {
    if (collecting) return;
    uint64_t start = monotonicNs();
    finishSweep();
    retireSpans();
    refreshStats();
    collecting = true;
    remembered.clear();

    MarkStack stack(nativeTracer);
    markRoots(stack);
    stack.drain();
    clearWeakRefs(stack);
    findDying(stack);
    stack.drain();
    clearWeakRefs(stack);
    finishMarking();

    collecting = false;
    ++stats.collections;
    stats.freedObjects = stats.allocatedObjects - stack.markedObjects();
    allocatedSince = 0;
    refreshStats();
    threshold = nextThreshold();
    blocks.trim(threshold / kBlockBytes + 16);  // about what will be allocated before the next collection
    uint64_t pause = monotonicNs() - start;
    stats.pauseNsTotal += pause;
    stats.pauseNsMax = std::max(stats.pauseNsMax, pause);
    runHooks();
}

/// How much may be allocated before the next collection. The square root is what balances collections against
/// memory where both cost the same everywhere: small heaps get a multiple of what lives, big ones a part, but
/// never so little that marking would cost more than a fixed share of the program.
size_t Heap::Impl::nextThreshold() const {
    constexpr double kEven = 16 << 20;  // here the room is as big as what lives
    auto live = static_cast<double>(stats.liveBytes);
    double room = std::max(std::sqrt(live * kEven), live / 2) * (options.growthFactor - 1.0);
    return std::max(options.firstCollectionBytes, static_cast<size_t>(std::max(room, 0.0)));
}

void Heap::Impl::markRoots(MarkStack& stack) {
    for (RootSource* source : roots) source->traceRoots(stack);
    for (HeapObject* o : dying) stack.markObject(o);
    if (stackBase == nullptr) stackBase = threadStackBase();
    StackMarking marking{owner, stack};
    visitStackWords(
        stackBase,
        [](void* context, uint64_t word) {
            auto& m = *static_cast<StackMarking*>(context);
            visitPossibleReference(m.heap, word, [&](HeapObject* o) { m.marker.markObject(o); });
        },
        &marking);
}

void Heap::Impl::clearWeakRefs(MarkStack& stack) {
    for (WeakRef* ref : stack.takeWeakRefs()) {
        if (ref->target != nullptr && (ref->target->gcBits & HeapObject::kMarked) == 0) ref->target = nullptr;
    }
}

void Heap::Impl::findDying(MarkStack& stack) {
    size_t kept = 0;
    for (HeapObject* o : finalizable) {
        if ((o->gcBits & HeapObject::kMarked) != 0) {
            finalizable[kept++] = o;
        } else {
            dying.push_back(o);
        }
    }
    finalizable.resize(kept);
    for (HeapObject* o : dying) stack.markObject(o);
}

void Heap::Impl::finishMarking() {
    uint64_t liveBytes = 0;
    for (SizeClassState& state : classes) {
        size_t kept = 0;
        for (Block* block : state.blocks) {
            if (block->marked == 0) {
                unpoison(block, kBlockBytes);
                blocks.release(block);
                continue;
            }
            liveBytes += uint64_t{block->marked} * block->cellBytes;
            block->unswept = true;
            state.blocks[kept++] = block;
        }
        state.blocks.resize(kept);
        state.cursor = 0;
    }
    large.sweep(keepIfMarked, &liveBytes);
    freedBytes = stats.allocatedBytes - liveBytes;
}

void Heap::Impl::runHooks() {
    if (runningHooks) return;  // a hook allocated and so collected: the loop below takes what that found
    runningHooks = true;
    while (!dying.empty()) {
        HeapObject* o = dying.back();
        dying.pop_back();
        o->gcBits &= static_cast<uint8_t>(~HeapObject::kFinalizer);
        if (hook != nullptr) hook(hookContext, o);
    }
    runningHooks = false;
}

void Heap::Impl::finishSweep() {
    for (SizeClassState& state : classes) {
        for (Block* block : state.blocks) {
            if (block->unswept) sweepBlock(block);
            block->marked = 0;
        }
    }
}

/// Turns marks into free runs: clears the marks of the living, zeroes the headers of the dead and links them.
void Heap::Impl::sweepBlock(Block* block) {
    FreeRun* first = nullptr;
    FreeRun** link = &first;
    const uint32_t cellBytes = block->cellBytes;
    const uint32_t count = block->cellCount;
    char* cell = block->cells();
    for (uint32_t i = 0; i < count;) {
        auto* o = reinterpret_cast<HeapObject*>(cell);
        if ((o->gcBits & HeapObject::kMarked) != 0) {
            o->gcBits &= static_cast<uint8_t>(~HeapObject::kMarked);
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
        } while (i < count && (reinterpret_cast<HeapObject*>(cell)->gcBits & HeapObject::kMarked) == 0);
        run->header.aux = i - start;
        *link = run;
        link = &run->next;
    }
    *link = nullptr;
    block->freeRuns = first;
    block->unswept = false;
}

HeapObject* Heap::findObject(const void* address) const {
    HeapObject* o;
    if (Block* block = impl_->blocks.find(address)) {
        uint32_t index;
        if (!BlockSpace::findCell(block, address, index)) return nullptr;
        o = reinterpret_cast<HeapObject*>(block->cell(index));
        if (block->unswept && (o->gcBits & HeapObject::kMarked) == 0) return nullptr;
    } else {
        o = static_cast<HeapObject*>(impl_->large.find(address));
        if (o == nullptr) return nullptr;
    }
    return o->kind == ObjectKind::Free ? nullptr : o;
}

// ---- verify
// -------------------------------------------------------------------------------------------------------

namespace {

/// Follows every reference as marking does, without touching marks, and checks each before following it.
class Verifier final : public Marker {
  public:
    Verifier(const Heap& heap, Heap::NativeTracer tracer) : heap_(heap), nativeTracer_(tracer) {}

    void mark(Value v) override {
        if (v.isObject()) markObject(v.asObject());
        NOODLE_CHECK(!v.isException(), "the exception sentinel is stored in the heap");
    }
    void markObject(HeapObject* o) override {
        if (o == nullptr) return;
        if (heap_.findObject(o) != o) {
            std::fprintf(stderr, "heap verify: %s %p refers to %p, which is no live object\n", holder_,
                         static_cast<void*>(current_), static_cast<void*>(o));
            NOODLE_CHECK(false, "dangling heap reference");
        }
        if (seen_.insert(o).second) work_.push_back(o);
    }
    void run() {
        while (!work_.empty()) {
            current_ = work_.back();
            work_.pop_back();
            holder_ = objectKindName(current_->kind);
            traceReferences(current_, *this);
            if (current_->kind == ObjectKind::Native && nativeTracer_ != nullptr) {
                nativeTracer_(static_cast<Native*>(current_), *this);
            }
        }
    }

  private:
    const Heap& heap_;
    Heap::NativeTracer nativeTracer_;
    std::unordered_set<HeapObject*> seen_;
    std::vector<HeapObject*> work_;
    HeapObject* current_ = nullptr;
    const char* holder_ = "root";
};

}  // namespace

void Heap::verify() {
    Verifier verifier(*this, impl_->nativeTracer);
    for (RootSource* source : impl_->roots) source->traceRoots(verifier);
    for (HeapObject* o : impl_->dying) verifier.markObject(o);
    verifier.run();
}

}  // namespace noodle

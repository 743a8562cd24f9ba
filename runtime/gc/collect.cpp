// The collections. docs/memory.md explains the whole; here is what each part must leave behind.
//
//   collectYoung     every live object is old, nothing is remembered, roots need not be reported again
//   startMarking     a new current mark; what the roots name has it and is grey
//   markStep         fewer greys
//   tryFinishMarking collectYoung, then the rest of the greys if they fit the budget, then finishMarking
//   finishMarking    no greys: what has not got the current mark is dead
//
// A young collection that runs while marking is on takes its roots, what was remembered and its survivors as
// sources for the marking too: that is how references which the program moved behind the marker's back are
// found.
#include "runtime/gc/heap_impl.h"

#include "runtime/base/check.h"
#include "runtime/base/clock.h"
#include "runtime/gc/native_stack.h"
#include "runtime/gc/parallel_mark.h"

namespace noodle {
namespace {

struct StackMarking {
    const Heap::Impl& heap;
    Tracer& tracer;
};

}  // namespace

void Heap::Impl::traceRoots(Tracer& tracer) {
    for (RootSource* source : roots) source->traceRoots(tracer);
    for (HeapObject* o : dying) tracer.markObject(o);
    if (stackBase == nullptr) stackBase = threadStackBase();
    StackMarking marks{*this, tracer};
    visitStackWords(
        tracer.nativeEnd() != nullptr ? tracer.nativeEnd() : stackBase,
        [](void* context, uint64_t word) {
            auto& m = *static_cast<StackMarking*>(context);
            m.heap.visitPossibleReference(word, [&](HeapObject* o) { m.tracer.markObject(o); });
        },
        &marks);
}

// ---- young

void Heap::Impl::collectYoung() {
    retireSpans();
    refreshStats();
    verifyIfAsked();
    collecting = true;
    Tracer tracer(*this, Tracer::Kind::Young, Marker::Scope::Changed);
    traceRoots(tracer);
    traceRemembered(tracer);
    tracer.drain();
    clearWeakRefs(tracer.weakRefs(), HeapObject::kMarks);
    // Before the dying are marked once more: for an observer they are dead.
    if (observer != nullptr) observer->onCollection(false, HeapObject::kMarks);
    findDying(youngFinalizable, HeapObject::kMarks, tracer);
    clearWeakRefs(tracer.weakRefs(), HeapObject::kMarks);
    finalizable.insert(finalizable.end(), youngFinalizable.begin(), youngFinalizable.end());
    youngFinalizable.clear();
    if (marking) {
        cycle.objects += tracer.promoted().objects;
        cycle.bytes += tracer.promoted().bytes;
        bornMarked += tracer.promoted().bytes;
        weakRefs.add(tracer.weakRefs());
    }
    old.objects += tracer.promoted().objects;
    old.bytes += tracer.promoted().bytes;
    stats.promotedBytes += tracer.promoted().bytes;
    sweepNursery();
    collecting = false;
    ++stats.collections;
    allocatedSince = steppedAt = 0;
    countLive();
    verifyIfAsked();
}

/// Everything that lives is old now.
void Heap::Impl::countLive() {
    stats.freedObjects = stats.allocatedObjects - old.objects;
    freedBytes = stats.allocatedBytes - old.bytes;
    refreshStats();
}

/// Clears those whose target has none of the marks of the living.
void Heap::Impl::clearWeakRefs(const WeakRefList& list, uint8_t alive) {
    auto clear = [&](WeakRef* ref) {
        if (ref->target != nullptr && (ref->target->gcBits & alive) == 0) ref->target = nullptr;
    };
    for (WeakRef* ref : list.refs) clear(ref);
    if (!list.lost) return;
    forEachObject([&](HeapObject* o) {
        if (o->kind == ObjectKind::WeakRef) clear(static_cast<WeakRef*>(o));
    });
}

/// Objects of `candidates` that are dead are kept once more, for their hook; the rest stay candidates.
void Heap::Impl::findDying(std::vector<HeapObject*>& candidates, uint8_t alive, Tracer& tracer) {
    std::erase_if(candidates, [&](HeapObject* o) {
        if ((o->gcBits & alive) != 0) return false;
        dying.push_back(o);
        return true;
    });
    for (HeapObject* o : dying) tracer.markObject(o);
    tracer.drain();
}

// ---- full

void Heap::Impl::startMarking() {
    NOODLE_CHECK(!marking && sweepQueue.empty(), "a full collection begins before the last one ended");
    collectYoung();
    currentMark ^= HeapObject::kMarks;
    for (SizeClassState& state : classes) {
        for (Block* block : state.blocks) block->marked = 0;
    }
    cycle = {};
    weakRefs.clear();
    rounds = 0;
    bornMarked = 0;
    marking = true;
    Tracer tracer(*this, Tracer::Kind::Full, Marker::Scope::All);
    traceRoots(tracer);
    tracer.flush();
}

void Heap::Impl::markStep(size_t bytes) {
    const uint64_t start = threadCpuNs(), startWall = monotonicNs(), before = cycle.bytes;
    Tracer tracer(*this, Tracer::Kind::Full, Marker::Scope::Changed);
    tracer.drain(bytes, UINT64_MAX);
    weakRefs.add(tracer.weakRefs());
    const uint64_t pause = threadCpuNs() - start;
    learnSpeed(cycle.bytes - before, pause);
    stats.stepPauses.record(pause, monotonicNs() - startWall);
}

/// False: the greys that the young collection found were too many, marking goes on in steps.
bool Heap::Impl::tryFinishMarking(uint64_t budgetNs) {
    collectYoung();
    Tracer tracer(*this, Tracer::Kind::Full, Marker::Scope::Changed);
    ++rounds;
    bool done = tracer.drain(SIZE_MAX, budgetNs == UINT64_MAX ? budgetNs : monotonicNs() + budgetNs);
    if (done) {
        finishMarking(tracer);
    } else {
        weakRefs.add(tracer.weakRefs());
    }
    return done;
}

/// Requires that nothing is grey or young.
void Heap::Impl::finishMarking(Tracer& tracer) {
    weakRefs.add(tracer.weakRefs());
    tracer.weakRefs().clear();
    clearWeakRefs(weakRefs, currentMark);
    if (observer != nullptr) observer->onCollection(true, currentMark);
    findDying(finalizable, currentMark, tracer);
    clearWeakRefs(tracer.weakRefs(), currentMark);
    weakRefs.clear();
    marking = false;
    old = cycle;
    foundLiving = cycle.bytes - bornMarked;
    sweepAll();
    ++stats.fullCollections;
    countLive();
    setFullTarget();
    verifyIfAsked();
}

/// Whatever nothing reaches now is dead afterwards: a marking that is under way is finished first and does
/// not count.
void Heap::Impl::collectFull() {
    if (marking) tryFinishMarking(UINT64_MAX);
    Workers* workers = helpers();
    if (workers != nullptr) sweepInParallel(*this, *workers);
    sweepSome(SIZE_MAX);
    startMarking();
    uint64_t start = threadCpuNs();
    Tracer tracer(*this, Tracer::Kind::Full, Marker::Scope::Changed);
    if (workers != nullptr) markInParallel(*this, *workers, tracer);
    tracer.drain();
    learnSpeed(cycle.bytes, (threadCpuNs() - start) * (workers != nullptr ? workers->count() : 1));
    finishMarking(tracer);
}

// ---- afterwards

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

HeapObject* Heap::findObject(const void* address) const {
    HeapObject* o;
    if (Block* block = impl_->blocks.find(address)) {
        uint32_t index;
        if (!BlockSpace::findCell(block, address, index)) return nullptr;
        o = reinterpret_cast<HeapObject*>(block->cell(index));
        if (impl_->isDead(block, o)) return nullptr;
    } else {
        o = static_cast<HeapObject*>(impl_->large.find(address));
        if (o == nullptr) return nullptr;
    }
    return o->kind == ObjectKind::Free ? nullptr : o;
}

}  // namespace noodle

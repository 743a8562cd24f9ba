// Tracer: marks what is reachable, without recursion. One class serves both traces, which differ in what
// they do with an object they meet:
//
//              no mark (young)              the other mark (old)         the current mark
//   young      becomes old, is followed     is marked, goes to the       nothing
//                                           greys (only while marking)
//   full       nothing: the next young      is marked, goes to the       nothing
//              collection will meet it      greys
//
// Huge arrays go in pieces so that the lists stay short. References wait a few steps between being found and
// being looked at: that hides most of the time that fetching their headers takes. A tracer lives for one
// pause; the greys live as long as the marking of a full collection. When a list cannot grow, what it lost is
// found again by going through the whole heap: slow, but memory is never needed to free memory.
#pragma once

#include "runtime/gc/fallible_stack.h"
#include "runtime/gc/trace.h"
#include "runtime/memory/block_space.h"
#include "runtime/memory/large_space.h"

namespace noodle {

struct TraceCounts {
    uint64_t objects = 0, bytes = 0;
    void add(uint64_t cellBytes) {
        ++objects;
        bytes += cellBytes;
    }
};

/// Objects that were marked and whose references are still to be looked at.
struct Worklist {
    struct Piece {
        ValueStore* store;
        uint64_t next, end;
    };
    FallibleStack<HeapObject*> objects;
    FallibleStack<Piece> pieces;
    /// There was no memory to add some: they are among the marked objects of the heap, which must be gone
    /// through.
    bool lost = false;

    void add(HeapObject* o) {
        if (!objects.push(o)) lost = true;
    }
    /// Nothing is listed; something may be lost.
    bool isListEmpty() const { return objects.empty() && pieces.empty(); }
    bool empty() const { return isListEmpty() && !lost; }
    void setLimit(size_t elements) {
        objects.setLimit(elements);
        pieces.setLimit(elements);
    }
};

/// WeakRefs that were reached.
struct WeakRefList {
    FallibleStack<WeakRef*> refs;
    bool lost = false;  ///< some are not in the list: all of the heap must be looked at

    void add(WeakRef* ref) {
        if (!refs.push(ref)) lost = true;
    }
    void add(const WeakRefList& other) { lost = !refs.append(other.refs) || lost || other.lost; }
    void clear() {
        refs.clear();
        lost = false;
    }
};

class Tracer final : public Marker {
  public:
    enum class Kind : bool { Young, Full };
    Tracer(Heap::Impl& heap, Kind kind, Scope scope);

    void mark(Value v) override {
        if (v.isObject()) enqueue(v.asObject());
    }
    void markObject(HeapObject* o) override {
        if (o != nullptr) enqueue(o);
    }
    void markRange(const Value* values, size_t count) override { traceValues(values, count, *this); }
    void nativeStackUnchangedFrom(const void* address) override { nativeEnd_ = address; }

    /// Looks at the references of an object that has its mark already.
    void visit(HeapObject* o);
    /// Looks at the references of everything this tracer marked; those of a full tracer are the greys.
    void drain() { drain(SIZE_MAX, UINT64_MAX); }
    /// Stops after about this many bytes or at this time (monotonic). True if nothing is left.
    bool drain(size_t bytes, uint64_t untilNs);

    /// Looks at the objects that wait to be looked at.
    void flush();

    /// Null, or the address up to which the native stack must be scanned.
    const void* nativeEnd() const { return nativeEnd_; }
    /// WeakRefs that this tracer met.
    WeakRefList& weakRefs() { return weakRefs_; }
    const TraceCounts& promoted() const { return promoted_; }

    /// It holds no references: marking need not look at it.
    static bool isLeaf(const HeapObject* o) {
        constexpr uint16_t kRefers = String::kSlice | String::kRope | String::kCrumbs;
        return o->kind == ObjectKind::String ? (o->flags & kRefers) == 0 : isLeafKind(o->kind);
    }

  private:
    static constexpr uint64_t kPieceValues = 1024;
    static constexpr size_t kWaiting = 8;

    void enqueue(HeapObject* o) {
        __builtin_prefetch(o, 1);
        HeapObject* due = waiting_[next_];
        waiting_[next_] = o;
        next_ = (next_ + 1) % kWaiting;
        if (due != nullptr) meet(due);
    }
    void meet(HeapObject* o) {
        uint8_t mark = o->gcBits & HeapObject::kMarks;
        if (mark == current_) return;
        if (mark != 0) {
            markOld(o);
        } else if (kind_ == Kind::Young) {
            promote(o);
        }
    }
    void promote(HeapObject* o);
    void markOld(HeapObject* o);
    size_t step();
    void revisitMarked();

    Heap::Impl& heap_;
    const Kind kind_;
    const uint8_t current_;
    HeapObject* waiting_[kWaiting] = {};
    size_t next_ = 0;
    Worklist own_;    // of a young tracer
    Worklist& work_;  // own_ or the greys
    Worklist& greys_;
    TraceCounts promoted_;
    WeakRefList weakRefs_;
    const void* nativeEnd_ = nullptr;
};

}  // namespace noodle

// MarkStack: the worklist of marking. Visits each reachable object once, without recursion; huge arrays go in
// pieces so that the list stays short. References wait a few steps between being found and being looked at:
// that hides most of the time that fetching their headers takes. Lives for one collection.
#pragma once

#include <vector>

#include "runtime/gc/trace.h"
#include "runtime/memory/block_space.h"

namespace noodle {

class MarkStack final : public Marker {
  public:
    explicit MarkStack(Heap::NativeTracer nativeTracer) : nativeTracer_(nativeTracer) {}

    void mark(Value v) override {
        if (v.isObject()) enqueue(v.asObject());
    }
    void markObject(HeapObject* o) override {
        if (o != nullptr) enqueue(o);
    }
    /// Marks everything reachable from what was marked so far.
    void drain();

    /// WeakRefs reached since the last call of takeWeakRefs.
    std::vector<WeakRef*> takeWeakRefs() { return std::move(weakRefs_); }
    uint64_t markedObjects() const { return markedObjects_; }

  private:
    struct Piece {
        const Value* next;
        const Value* end;
    };
    static constexpr uint64_t kPieceValues = 1024;
    static constexpr size_t kWaiting = 8;

    void enqueue(HeapObject* o) {
        __builtin_prefetch(o, 1);
        HeapObject* due = waiting_[next_];
        waiting_[next_] = o;
        next_ = (next_ + 1) % kWaiting;
        if (due != nullptr) markLive(due);
    }
    void flush() {
        for (HeapObject*& o : waiting_) {
            if (o != nullptr) markLive(o);
            o = nullptr;
        }
    }

    void markLive(HeapObject* o) {
        if ((o->gcBits & HeapObject::kMarked) != 0) return;
        o->gcBits |= HeapObject::kMarked;
        ++markedObjects_;
        if ((o->gcBits & HeapObject::kLarge) == 0) ++Block::of(o)->marked;
        if (!isLeaf(o)) objects_.push_back(o);
    }
    static bool isLeaf(const HeapObject* o) {
        constexpr uint16_t kRefers = String::kSlice | String::kRope | String::kCrumbs;
        return o->kind == ObjectKind::String ? (o->flags & kRefers) == 0 : isLeafKind(o->kind);
    }
    void visit(HeapObject* o);

    HeapObject* waiting_[kWaiting] = {};
    size_t next_ = 0;
    std::vector<HeapObject*> objects_;
    std::vector<Piece> pieces_;
    std::vector<WeakRef*> weakRefs_;
    Heap::NativeTracer nativeTracer_;
    uint64_t markedObjects_ = 0;
};

}  // namespace noodle

// MarkStack: the worklist of marking. Visits each reachable object once, without recursion; huge arrays go in
// pieces so that the list stays short. Lives for one collection.
#pragma once

#include <vector>

#include "runtime/gc/trace.h"
#include "runtime/memory/block_space.h"

namespace noodle {

class MarkStack final : public Marker {
  public:
    explicit MarkStack(Heap::NativeTracer nativeTracer) : nativeTracer_(nativeTracer) {}

    void mark(Value v) override {
        if (v.isObject()) markLive(v.asObject());
    }
    void markObject(HeapObject* o) override {
        if (o != nullptr) markLive(o);
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

    void markLive(HeapObject* o) {
        if ((o->gcBits & HeapObject::kMarked) != 0) return;
        o->gcBits |= HeapObject::kMarked;
        ++markedObjects_;
        if ((o->gcBits & HeapObject::kLarge) == 0) ++Block::of(o)->marked;
        if (!isLeafKind(o->kind)) objects_.push_back(o);
    }
    void visit(HeapObject* o);

    std::vector<HeapObject*> objects_;
    std::vector<Piece> pieces_;
    std::vector<WeakRef*> weakRefs_;
    Heap::NativeTracer nativeTracer_;
    uint64_t markedObjects_ = 0;
};

}  // namespace noodle

#include "runtime/gc/tracer.h"

#include <algorithm>

#include "runtime/base/clock.h"
#include "runtime/gc/heap_impl.h"

namespace noodle {

Tracer::Tracer(Heap::Impl& heap, Kind kind, Scope scope)
    : Marker(scope),
      heap_(heap),
      kind_(kind),
      current_(heap.currentMark),
      work_(kind == Kind::Young ? own_ : heap.greys),
      greys_(heap.greys) {
    own_.setLimit(heap.options.worklistLimit);
    weakRefs_.refs.setLimit(heap.options.worklistLimit);
}

void Tracer::flush() {
    for (HeapObject*& o : waiting_) {
        HeapObject* due = o;
        o = nullptr;
        if (due != nullptr) meet(due);
    }
}

void Tracer::promote(HeapObject* o) {
    o->gcBits |= current_ | HeapObject::kUnlogged;
    if ((o->gcBits & HeapObject::kLarge) == 0) {
        Block* block = Block::of(o);
        ++block->old;
        ++block->marked;
        promoted_.add(block->cellBytes);
    } else {
        promoted_.add(LargeHeader::of(o)->objectBytes);
        if (o->kind == ObjectKind::ValueStore) heap_.makeCards(static_cast<ValueStore*>(o));
    }
    if (!isLeaf(o)) work_.add(o);
}

void Tracer::markOld(HeapObject* o) {
    o->gcBits ^= HeapObject::kMarks;
    if ((o->gcBits & HeapObject::kLarge) == 0) {
        Block* block = Block::of(o);
        ++block->marked;
        heap_.cycle.add(block->cellBytes);
    } else {
        heap_.cycle.add(LargeHeader::of(o)->objectBytes);
    }
    if (!isLeaf(o)) greys_.add(o);
}

void Tracer::visit(HeapObject* o) {
    if (o->kind == ObjectKind::ValueStore) {
        auto* store = static_cast<ValueStore*>(o);
        if (store->capacity > kPieceValues && work_.pieces.push({store, 0, store->capacity})) return;
    } else if (o->kind == ObjectKind::WeakRef) {
        weakRefs_.add(static_cast<WeakRef*>(o));
        return;
    }
    traceReferences(o, *this);
    if (o->kind == ObjectKind::Native && heap_.nativeTracer != nullptr)
        heap_.nativeTracer(static_cast<Native*>(o), *this);
}

/// Looks at one object or one piece. Returns how many bytes of a piece there were.
size_t Tracer::step() {
    if (!work_.objects.empty()) {
        visit(work_.objects.pop());
        return 0;
    }
    Worklist::Piece& piece = work_.pieces.back();
    const Value* from = piece.store->values() + piece.next;
    uint64_t count = std::min(kPieceValues, piece.end - piece.next);
    piece.next += count;
    if (piece.next == piece.end) work_.pieces.pop();
    traceValues(from, count, *this);
    return count * sizeof(Value);
}

/// Looks at all that has the current mark, among which is what the list lost, and at what that leads to.
void Tracer::revisitMarked() {
    work_.lost = false;
    heap_.forEachObject([&](HeapObject* o) {
        if ((o->gcBits & HeapObject::kMarks) != current_ || isLeaf(o)) return;
        visit(o);
        while (!work_.isListEmpty()) step();
    });
}

bool Tracer::drain(size_t bytes, uint64_t untilNs) {
    constexpr int kBetweenChecks = 256;
    const uint64_t before = heap_.cycle.bytes;
    size_t pieceBytes = 0;
    while (true) {
        for (int i = 0; i < kBetweenChecks; ++i) {
            if (work_.isListEmpty()) {
                flush();
                if (work_.empty()) return true;
                if (work_.isListEmpty()) revisitMarked();
                continue;
            }
            pieceBytes += step();
        }
        if (heap_.cycle.bytes - before + pieceBytes >= bytes) break;
        if (untilNs != UINT64_MAX && monotonicNs() >= untilNs) break;
    }
    flush();
    return work_.empty();
}

}  // namespace noodle

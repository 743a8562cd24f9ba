// Heap::verify(): looks at every object that is not dead and at every root, and aborts at the first thing
// that is not as docs/memory.md says. Touches nothing, follows no marks.
#include <cinttypes>
#include <cstdio>
#include <unordered_set>

#include "runtime/base/check.h"
#include "runtime/gc/heap_impl.h"

namespace noodle {
namespace {

class Verifier final : public Marker {
  public:
    Verifier(const Heap& heap, Heap::Impl& impl) : Marker(Scope::Look), heap_(heap), impl_(impl) {
        for (HeapObject* o : impl.remembered) remembered_.insert(o);
        for (HeapObject* o : impl.greys.objects) grey_.insert(o);
        for (const Worklist::Piece& piece : impl.greys.pieces) grey_.insert(piece.store);
    }

    void mark(Value v) override {
        if (v.isException()) fail("holds the exception sentinel", nullptr);
        if (v.isObject()) markObject(v.asObject());
    }
    void markObject(HeapObject* o) override {
        if (o == nullptr) return;
        if (heap_.findObject(o) != o) fail("refers to what is no live object", o);
        if (mustBeOld_ && Heap::Impl::isYoung(o)) fail("refers to a young object and is not remembered", o);
        if (mustBeMarked_ && marksOf(o) != impl_.currentMark) fail("is marked and refers to what is not", o);
    }
    void reportsUnchanged(bool unchanged) override { expect(unchanged, unchanged && impl_.marking); }

    void run() {
        for (RootSource* source : impl_.roots) {
            source->traceRoots(*this);
            expect(false, false);
        }
        for (HeapObject* o : impl_.dying) markObject(o);
        for (const SizeClassState& state : impl_.classes) {
            for (Block* block : state.blocks) checkBlock(block);
        }
        checkLarge();
        holder_ = nullptr;
        for (HeapObject* o : impl_.remembered) {
            if (heap_.findObject(o) != o) fail("the log holds what is no live object", o);
            if (Heap::Impl::isYoung(o)) fail("the log holds a young object", o);
        }
        for (HeapObject* o : grey_) {
            if (marksOf(o) != impl_.currentMark) fail("a grey object has no mark", o);
        }
    }

  private:
    static uint8_t marksOf(const HeapObject* o) { return o->gcBits & HeapObject::kMarks; }
    void expect(bool old, bool marked) {
        mustBeOld_ = old;
        mustBeMarked_ = marked;
    }

    void checkBlock(Block* block) {
        uint32_t old = 0, marked = 0;
        for (uint32_t i = 0; i < block->cellCount; ++i) {
            auto* o = reinterpret_cast<HeapObject*>(block->cell(i));
            if (o->kind == ObjectKind::Free || impl_.isDead(block, o)) continue;
            old += !Heap::Impl::isYoung(o);
            marked += marksOf(o) == impl_.currentMark;
            if (Heap::Impl::isYoung(o) && !block->inNursery) fail("a young object outside the nursery", o);
            checkObject(o);
        }
        holder_ = nullptr;
        if (old != block->old || marked != block->marked) {
            std::fprintf(stderr, "old %u, counted %u; marked %u, counted %u\n", block->old, old,
                         block->marked, marked);
            fail("a block has wrong counts", reinterpret_cast<HeapObject*>(block->cells()));
        }
    }

    void checkLarge() {
        impl_.large.forEach(
            [](void* context, void* object) {
                static_cast<Verifier*>(context)->checkObject(static_cast<HeapObject*>(object));
            },
            this);
    }

    void checkObject(HeapObject* o) {
        holder_ = o;
        const uint8_t marks = marksOf(o);
        if (marks == HeapObject::kMarks) fail("has both marks", o);
        if (!impl_.marking && marks != 0 && marks != impl_.currentMark) fail("has the mark of the dead", o);
        bool unlogged = (o->gcBits & HeapObject::kUnlogged) != 0;
        if (marks == 0 && unlogged) fail("is young and has a barrier", o);
        if (marks != 0 && unlogged == remembered_.contains(o) && !(impl_.rememberedLost && !unlogged))
            fail("disagrees with the log", o);
        bool followed =
            impl_.marking && marks == impl_.currentMark && !grey_.contains(o) && !impl_.greys.lost;
        expect(unlogged, unlogged && followed);
        if ((o->gcBits & HeapObject::kCarded) != 0 && unlogged) {
            checkCarded(static_cast<ValueStore*>(o), followed);
        } else {
            traceReferences(o, *this);
        }
        if (o->kind == ObjectKind::Native && impl_.nativeTracer != nullptr)
            impl_.nativeTracer(static_cast<Native*>(o), *this);
        expect(false, false);
        if (o->kind == ObjectKind::WeakRef) markObject(static_cast<WeakRef*>(o)->target);
    }

    void checkCarded(ValueStore* store, bool followed) {
        const LargeHeader* header = LargeHeader::of(store);
        bool anyDirty = false;
        for (uint64_t i = 0; i < store->capacity; ++i) {
            bool dirty = header->cards[Heap::Impl::cardOf(header, store->values() + i)] != 0;
            anyDirty = anyDirty || dirty;
            expect(!dirty, !dirty && followed);
            mark(store->values()[i]);
        }
        if (anyDirty && !header->cardsDirty) fail("has a dirty card nobody knows of", store);
    }

    [[noreturn]] void fail(const char* what, const HeapObject* o) {
        std::fprintf(stderr, "heap verify: %s %p (bits %x) %s: %s %p (bits %x)\n",
                     holder_ == nullptr ? "root" : objectKindName(holder_->kind),
                     static_cast<const void*>(holder_), holder_ == nullptr ? 0u : holder_->gcBits, what,
                     o == nullptr || heap_.findObject(o) == nullptr ? "" : objectKindName(o->kind),
                     static_cast<const void*>(o),
                     o == nullptr || heap_.findObject(o) == nullptr ? 0u : o->gcBits);
        NOODLE_CHECK(false, "the heap is not as it must be");
        __builtin_unreachable();
    }

    const Heap& heap_;
    Heap::Impl& impl_;
    std::unordered_set<const HeapObject*> remembered_;
    std::unordered_set<HeapObject*> grey_;
    const HeapObject* holder_ = nullptr;
    bool mustBeOld_ = false, mustBeMarked_ = false;
};

/// The verifier leaves addresses of all objects on the stack below its caller, where the frames of the
/// collection come to lie: the conservative scan would find them.
[[gnu::noinline]] void wipeStackBelow() {
    volatile char below[8192];
    for (volatile char& byte : below) byte = 0;
}

}  // namespace

void Heap::verify() {
    Verifier(*this, *impl_).run();
}

void Heap::Impl::verifyIfAsked() {
    if (!options.verify) return;
    owner.verify();
    wipeStackBelow();
}

}  // namespace noodle

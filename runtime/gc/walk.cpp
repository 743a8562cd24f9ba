// Heap::walk(): what lives and what holds it, found breadth first without touching a mark. Recurses nowhere.
#include <algorithm>
#include <cstdlib>

#include "runtime/gc/heap_impl.h"
#include "runtime/gc/native_stack.h"

namespace noodle {
namespace {

/// A set of objects: a bit for each cell of a block. What it takes may be refused, which loses nothing.
class Seen {
  public:
    Seen() = default;
    ~Seen() { std::free(table_); }
    Seen(const Seen&) = delete;
    Seen& operator=(const Seen&) = delete;

    enum class Answer : uint8_t { New, Known, NoMemory };
    Answer insert(HeapObject* o) {
        uint32_t cell = 0;
        const void* place = o;
        if ((o->gcBits & HeapObject::kLarge) == 0) {
            Block* block = Block::of(o);
            BlockSpace::findCell(block, o, cell);
            place = block;
        }
        Cells* cells = cellsOf(place);
        if (cells == nullptr) return Answer::NoMemory;
        uint64_t& word = cells->bits[cell / 64];
        const uint64_t bit = uint64_t{1} << (cell % 64);
        if ((word & bit) != 0) return Answer::Known;
        word |= bit;
        return Answer::New;
    }

  private:
    struct Cells {
        const void* place;  // a block or a large object
        uint64_t bits[kBlockBytes / kCellGranule / 64];
    };

    /// The entry of a place, made if there is none; null: no memory.
    Cells* cellsOf(const void* place) {
        if ((all_.size() + 1) * 2 > slots_ && !grow()) return nullptr;
        uint32_t& slot = slotOf(place);
        if (slot == 0) {
            if (!all_.push(Cells{place, {}})) return nullptr;
            slot = static_cast<uint32_t>(all_.size());
        }
        return &all_[slot - 1];
    }
    /// Where the number of a place's entry is, or 0 if it has none.
    uint32_t& slotOf(const void* place) const {
        size_t at = (reinterpret_cast<uintptr_t>(place) / kCellGranule * 0x9E3779B97F4A7C15) >> 20;
        while (true) {
            uint32_t& slot = table_[at++ & (slots_ - 1)];
            if (slot == 0 || all_[slot - 1].place == place) return slot;
        }
    }
    bool grow() {
        const size_t wanted = std::max<size_t>(256, slots_ * 2);
        auto* larger = static_cast<uint32_t*>(std::calloc(wanted, sizeof(uint32_t)));
        if (larger == nullptr) return false;
        std::free(table_);
        table_ = larger;
        slots_ = wanted;
        for (size_t i = 0; i < all_.size(); ++i) slotOf(all_[i].place) = static_cast<uint32_t>(i + 1);
        return true;
    }

    FallibleStack<Cells> all_;
    uint32_t* table_ = nullptr;  // open addressing, at most half full; 0: empty
    size_t slots_ = 0;
};

class Walker final : public Marker {
  public:
    Walker(Heap::Impl& impl, FallibleStack<Heap::Reached>& reached)
        : Marker(Scope::Look), impl_(impl), reached_(reached) {}

    void mark(Value v) override {
        if (v.isObject()) markObject(v.asObject());
    }
    void markObject(HeapObject* o) override {
        if (o == nullptr) return;
        if (onlyModules_ && o->kind != ObjectKind::Module) return;
        const Seen::Answer answer = seen_.insert(o);
        if (answer == Seen::Answer::Known) return;
        if (answer == Seen::Answer::NoMemory || !reached_.push({o, from_})) complete_ = false;
    }

    /// What modules reach first: their variables have names, while the engine's own tables and the stack only
    /// hold the same things once more.
    /// False: some found no memory.
    bool run() {
        onlyModules_ = true;
        takeRoots();
        onlyModules_ = false;
        follow();
        takeRoots();
        follow();
        from_ = Heap::kFromStack;
        visitStackWords(impl_.stackBase != nullptr ? impl_.stackBase : threadStackBase(), visitWord, this);
        follow();
        return complete_;
    }

  private:
    static void visitWord(void* context, uint64_t word) {
        auto* self = static_cast<Walker*>(context);
        self->impl_.visitPossibleReference(word, [&](HeapObject* o) { self->markObject(o); });
    }

    void takeRoots() {
        from_ = Heap::kFromRoot;
        for (RootSource* source : impl_.roots) source->traceRoots(*this);
        for (HeapObject* o : impl_.dying) markObject(o);
    }
    void follow() {
        for (; next_ < reached_.size(); ++next_) {
            from_ = static_cast<uint32_t>(next_);
            HeapObject* o = reached_[next_].object;
            traceReferences(o, *this);
            if (o->kind == ObjectKind::Native && impl_.nativeTracer != nullptr)
                impl_.nativeTracer(static_cast<Native*>(o), *this);
        }
    }

    Heap::Impl& impl_;
    FallibleStack<Heap::Reached>& reached_;
    bool complete_ = true;
    size_t next_ = 0;
    bool onlyModules_ = false;
    Seen seen_;
    uint32_t from_ = Heap::kFromRoot;
};

}  // namespace

bool Heap::walk(FallibleStack<Reached>& reached) {
    return Walker(*impl_, reached).run();
}

}  // namespace noodle

// Heap::walk(): what lives and what holds it, found breadth first without touching a mark. Recurses nowhere.
#include <unordered_map>
#include <unordered_set>

#include "runtime/gc/heap_impl.h"
#include "runtime/gc/native_stack.h"

namespace noodle {
namespace {

/// A set of objects: a bit for each cell of a block.
class Seen {
  public:
    /// False: it was there.
    bool insert(HeapObject* o) {
        if ((o->gcBits & HeapObject::kLarge) != 0) return large_.insert(o).second;
        Block* block = Block::of(o);
        std::vector<bool>& cells = cells_[block];
        if (cells.empty()) cells.resize(block->cellCount);
        uint32_t index = 0;
        BlockSpace::findCell(block, o, index);
        if (cells[index]) return false;
        cells[index] = true;
        return true;
    }

  private:
    std::unordered_map<const Block*, std::vector<bool>> cells_;
    std::unordered_set<const HeapObject*> large_;
};

class Walker final : public Marker {
  public:
    explicit Walker(Heap::Impl& impl) : Marker(Scope::Look), impl_(impl) {}

    void mark(Value v) override {
        if (v.isObject()) markObject(v.asObject());
    }
    void markObject(HeapObject* o) override {
        if (o == nullptr) return;
        if (onlyModules_ && o->kind != ObjectKind::Module) return;
        if (seen_.insert(o)) reached_.push_back({o, from_});
    }

    /// What modules reach first: their variables have names, while the engine's own tables and the stack only
    /// hold the same things once more.
    std::vector<Heap::Reached> run() {
        onlyModules_ = true;
        takeRoots();
        onlyModules_ = false;
        follow();
        takeRoots();
        follow();
        from_ = Heap::kFromStack;
        visitStackWords(impl_.stackBase != nullptr ? impl_.stackBase : threadStackBase(), visitWord, this);
        follow();
        return std::move(reached_);
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
    std::vector<Heap::Reached> reached_;
    size_t next_ = 0;
    bool onlyModules_ = false;
    Seen seen_;
    uint32_t from_ = Heap::kFromRoot;
};

}  // namespace

std::vector<Heap::Reached> Heap::walk() {
    return Walker(*impl_).run();
}

}  // namespace noodle

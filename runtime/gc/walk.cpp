// Heap::walk(): what lives and what holds it, found breadth first without touching a mark.
#include <unordered_set>

#include "runtime/gc/heap_impl.h"
#include "runtime/gc/native_stack.h"

namespace noodle {
namespace {

class Walker final : public Marker {
  public:
    Walker(Heap& heap, Heap::Impl& impl) : Marker(Scope::Look), heap_(heap), impl_(impl) {}

    void mark(Value v) override {
        if (v.isObject()) markObject(v.asObject());
    }
    void markObject(HeapObject* o) override {
        if (o != nullptr && seen_.insert(o).second) reached_.push_back({o, from_});
    }

    std::vector<Heap::Reached> run() {
        from_ = Heap::kFromRoot;
        for (RootSource* source : impl_.roots) source->traceRoots(*this);
        for (HeapObject* o : impl_.dying) markObject(o);
        from_ = Heap::kFromStack;
        visitStackWords(impl_.stackBase != nullptr ? impl_.stackBase : threadStackBase(), visitWord, this);
        for (size_t i = 0; i < reached_.size(); ++i) {
            from_ = static_cast<uint32_t>(i);
            HeapObject* o = reached_[i].object;
            traceReferences(o, *this);
            if (o->kind == ObjectKind::Native && impl_.nativeTracer != nullptr)
                impl_.nativeTracer(static_cast<Native*>(o), *this);
        }
        return std::move(reached_);
    }

  private:
    static void visitWord(void* context, uint64_t word) {
        auto* self = static_cast<Walker*>(context);
        constexpr uint64_t kAddress = (uint64_t{1} << 48) - 1;
        auto address = static_cast<uintptr_t>(word & kAddress);
        self->markObject(self->heap_.findObject(reinterpret_cast<const void*>(address)));
    }

    Heap& heap_;
    Heap::Impl& impl_;
    std::vector<Heap::Reached> reached_;
    std::unordered_set<HeapObject*> seen_;
    uint32_t from_ = Heap::kFromRoot;
};

}  // namespace

std::vector<Heap::Reached> Heap::walk() {
    return Walker(*this, *impl_).run();
}

}  // namespace noodle

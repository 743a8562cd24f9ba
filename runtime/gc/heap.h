// Heap: allocation, write barrier, roots and collection for one isolate. Non-moving. One mutator thread at a
// time. This is the interface that every collector behind it keeps: allocate, barrier, roots, collect,
// limits, statistics.
//
// Roots: the native stack of the mutator thread (scanned conservatively, interior pointers count), registered
// RootSources (VM stacks, module tables, well-known objects) and ValueVectors. A reference that lives only in
// malloc'd memory and is not in one of these is NOT a root.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/memory/size_class.h"
#include "runtime/value/layout.h"

namespace noodle {

/// Calls back once per reference; implemented by the collector.
class Marker {
  public:
    virtual void mark(Value v) = 0;
    virtual void markObject(HeapObject* o) = 0;  ///< null is allowed
  protected:
    ~Marker() = default;
};

/// Somebody who holds references outside the heap and the native stack.
class RootSource {
  public:
    virtual void traceRoots(Marker& marker) = 0;

  protected:
    ~RootSource() = default;
};

struct HeapOptions {
    size_t limitBytes = 0;  ///< 0: none. Reaching it makes allocate() return null after a full collection.
    bool stress = false;    ///< collect at every allocation (every `stressInterval`th)
    uint32_t stressInterval = 1;
    size_t firstCollectionBytes = 1u << 20;  ///< allocation between collections of a small heap
    double growthFactor = 2.0;
};

struct HeapStats {
    uint64_t allocatedBytes = 0, allocatedObjects = 0;  ///< since start
    uint64_t liveBytes = 0;                             ///< allocated and not yet freed
    uint64_t peakBytes = 0;
    uint64_t collections = 0;
    uint64_t freedObjects = 0;
    uint64_t pauseNsTotal = 0, pauseNsMax = 0;
};

/// Free cells of one size class, zeroed and adjacent: the allocation fast path bumps `cursor` until it meets
/// `limit`.
struct AllocationSpan {
    char* cursor = nullptr;
    char* limit = nullptr;
    size_t cellBytes = 0;
};

class Heap {
  public:
    explicit Heap(const HeapOptions& options);
    ~Heap();
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    /// Zeroed storage of `bytes` (header included) with the header set, or null if the limit or the machine
    /// is out of memory. A safepoint: may collect. The caller initialises every Value field before the next
    /// safepoint (zero bits are the double 0.0, so a zeroed object is always safe to trace).
    HeapObject* allocate(ObjectKind kind, size_t bytes) {
        if (bytes <= kMaxCellBytes) [[likely]] {
            AllocationSpan& span = spans_[sizeClassOf(bytes)];
            char* cell = span.cursor;
            if (cell != span.limit) [[likely]] {
                span.cursor = cell + span.cellBytes;
                *reinterpret_cast<uint64_t*>(cell) = static_cast<uint64_t>(kind);
                return reinterpret_cast<HeapObject*>(cell);
            }
        }
        return allocateSlow(kind, bytes);
    }

    template <typename T>
    T* allocate(size_t extraBytes = 0) {
        return static_cast<T*>(allocate(T::kKind, sizeof(T) + extraBytes));
    }

    /// Where the spans of the size classes lie: compiled code allocates as allocate() does.
    const AllocationSpan* spans() const { return spans_; }

    /// Makes a large object (kLarge) `bytes` long where it lies, the new part zeroed. False: there is no room
    /// behind it, or the limit or the machine is out of memory. Not a safepoint.
    [[nodiscard]] bool extend(HeapObject* large, size_t bytes);

    /// Must be called before or after a reference `value` is written into `holder`, with no safepoint
    /// between.
    void writeBarrier(HeapObject* holder, Value value) {
        if ((holder->gcBits & HeapObject::kUnlogged) != 0) rememberSlow(holder, value);
    }
    void writeBarrier(HeapObject* holder, HeapObject* value) {
        if ((holder->gcBits & HeapObject::kUnlogged) != 0 && value != nullptr)
            rememberSlow(holder, Value::ofObject(value));
    }

    /// Full collection now.
    void collect();
    /// Memory outside the heap that dies with heap objects (native payloads): counts against limit and
    /// pacing.
    void adjustExternal(ptrdiff_t bytes);
    /// False if `bytes` more would break the limit even after a collection (which it may run: a safepoint).
    /// For natives that are about to take much memory outside the heap.
    [[nodiscard]] bool hasRoomFor(size_t bytes);

    void addRoots(RootSource* source);
    void removeRoots(RootSource* source);
    /// Tells the collector the highest address of the mutator thread's native stack. Called when an isolate
    /// is entered.
    void setStackBase(const void* base);

    /// The object that contains `address` (interior pointers allowed), or null. For the conservative scan and
    /// tests.
    HeapObject* findObject(const void* address) const;
    /// Marks `o` as having something to do at death: the collector calls the hook once for each such dead
    /// object (destructors, native payloads). The hook runs outside the collection, at the end of collect(),
    /// and so inside any allocation: it must not run Noodle code, only release payloads or queue the object.
    /// What it reaches is still intact.
    void addFinalizer(HeapObject* o);
    using FinalizerHook = void (*)(void* context, HeapObject* dead);
    void setFinalizerHook(FinalizerHook hook, void* context);
    /// Calls the hook for every object that still has something to do, as if all had died. Done by the
    /// destructor too.
    void finalizeAll();
    /// How to trace the payload of a Native (its type is not known here). Called for each reachable one.
    using NativeTracer = void (*)(Native* native, Marker& marker);
    void setNativeTracer(NativeTracer tracer);

    const HeapStats& stats() const;
    const HeapOptions& options() const;
    /// Limits and pacing may be changed at any time; a change of `stress` takes effect with the next
    /// allocation.
    HeapOptions& changeOptions();
    /// Checks that every reachable reference points to a live object; aborts with a description otherwise.
    void verify();
    /// Raises the limit by a small reserve while an OutOfMemoryError is being created and handled.
    class ReserveScope {
      public:
        explicit ReserveScope(Heap& heap);
        ~ReserveScope();

      private:
        Heap& heap_;
    };

  private:
    friend class ReserveScope;
    HeapObject* allocateSlow(ObjectKind kind, size_t bytes);
    void rememberSlow(HeapObject* holder, Value value);
    struct Impl;
    AllocationSpan spans_[kSizeClassCount];
    std::unique_ptr<Impl> impl_;
};

/// A growable array of Values that is a root while it lives. Single-threaded, for C++ code that must hold
/// many references.
class ValueVector final : public RootSource {
  public:
    explicit ValueVector(Heap& heap) : heap_(heap) { heap_.addRoots(this); }
    ~ValueVector() { heap_.removeRoots(this); }
    ValueVector(const ValueVector&) = delete;
    ValueVector& operator=(const ValueVector&) = delete;

    void push(Value v) { values_.push_back(v); }
    Value pop() {
        Value v = values_.back();
        values_.pop_back();
        return v;
    }
    Value& operator[](size_t i) { return values_[i]; }
    size_t size() const { return values_.size(); }
    bool empty() const { return values_.empty(); }
    void clear() { values_.clear(); }
    void resize(size_t n) { values_.resize(n, Value::undef()); }
    Value* data() { return values_.data(); }
    Value* begin() { return values_.data(); }
    Value* end() { return values_.data() + values_.size(); }
    void traceRoots(Marker& marker) override {
        for (Value v : values_) marker.mark(v);
    }

  private:
    Heap& heap_;
    std::vector<Value> values_;
};

}  // namespace noodle

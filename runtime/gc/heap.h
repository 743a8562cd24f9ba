// Heap: allocation, write barrier, roots and collection for one isolate. Non-moving, generational; full
// collections mark in steps (docs/memory.md). One mutator thread at a time. This is the interface that every
// collector behind it keeps: allocate, barrier, roots, collect, limits, statistics.
//
// Roots: the native stack of the mutator thread (scanned conservatively, interior pointers count), registered
// RootSources (VM stacks, module tables, well-known objects) and ValueVectors. A reference that lives only in
// malloc'd memory and is not in one of these is NOT a root.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/gc/fallible_stack.h"
#include "runtime/gc/heap_stats.h"
#include "runtime/gc/workers.h"
#include "runtime/memory/size_class.h"
#include "runtime/value/layout.h"

namespace noodle {

/// Takes the references that a root source reports; implemented by the collector and the verifier.
class Marker {
  public:
    virtual void mark(Value v) = 0;
    virtual void markObject(HeapObject* o) = 0;  ///< null is allowed
    virtual void markRange(const Value* values, size_t count) {
        for (size_t i = 0; i < count; ++i) mark(values[i]);
    }

    /// How much a source must report, and what it may conclude. Whatever was reported to a marker that
    /// settles is old from then on, so that a source may leave it out for Changed as long as it holds the
    /// same references.
    enum class Scope : uint8_t {
        Changed,  ///< at least what was stored since the last marker that settles; settles
        All,      ///< everything; settles
        Look,     ///< everything, for the verifier; does not settle
    };
    Scope scope() const { return scope_; }
    bool onlyChanged() const { return scope_ == Scope::Changed; }
    bool settles() const { return scope_ != Scope::Look; }

    /// Until the call with false, what is reported would have been left out for Changed. Asked for by the
    /// verifier, who checks it.
    virtual void reportsUnchanged(bool) {}
    /// The native stack from this address up to its base is as it was when a marker settled last.
    virtual void nativeStackUnchangedFrom(const void*) {}

  protected:
    explicit Marker(Scope scope) : scope_(scope) {}
    ~Marker() = default;

  private:
    Scope scope_;
};

/// Somebody who holds references outside the heap and the native stack.
class RootSource {
  public:
    virtual void traceRoots(Marker& marker) = 0;

  protected:
    ~RootSource() = default;
};

/// Told of a sample of the allocations, and when some of what it was told of may have died. Must not allocate
/// in the heap.
class AllocationObserver {
  public:
    /// `o` was allocated, or grew (`objects` is 0), and stands for `bytes` bytes and `objects` objects like
    /// it: their sums over all calls are fair estimates. Only its header is set.
    virtual void onAllocation(HeapObject* o, uint64_t bytes, uint64_t objects) = 0;
    /// At the end of a collection: what has none of the gcBits `alive` is dead and about to be freed. After a
    /// young collection (not `full`) that can only be said of what was allocated since the last one.
    virtual void onCollection(bool full, uint8_t alive) = 0;

  protected:
    ~AllocationObserver() = default;
};

struct HeapOptions {
    /// 0: none. Reaching it makes allocate() return null after a full collection.
    size_t limitBytes = 0;
    /// 0: none. A heap that grows over it is collected more often, nothing else.
    size_t softLimitBytes = 0;
    size_t youngBytes = 1u << 20;      ///< allocation between young collections
    size_t leastRoomBytes = 2u << 20;  ///< that the old may grow by before a full collection, at least
    double growthFactor = 2.0;         ///< more: fewer full collections and more memory
    uint64_t pauseGoalNs = 4'000'000;  ///< what a pause should not exceed; a young one a quarter of it
    bool stress = false;               ///< collect at every allocation (every `stressInterval`th)
    uint32_t stressInterval = 1;
    bool verify = false;  ///< verify() before and after each collection
    /// 0: none. What a list of the marking may hold, as if there were no memory for more (tests).
    size_t worklistLimit = 0;
    /// Heaps from this size on are marked by several threads where the machine has them; SIZE_MAX: none.
    size_t parallelFromBytes = 32u << 20;
    Workers* (*workers)() = processWorkers;
    /// 0, or which of the allocations from now on returns null; with failFurther all after it too.
    uint64_t failAllocation = 0;
    bool failFurther = false;
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
    struct Impl;  ///< the collector's state: runtime/gc only

    /// Where compiled code finds the AllocationSpan of size class 0 in a Heap; the others follow
    /// (docs/memory.md, "Allocation").
    static constexpr size_t spansOffset() { return offsetof(Heap, spans_); }

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
    /// The same for a store, where the place is known: of a large one only a part must be looked at again.
    void writeBarrierAt(ValueStore* store, const Value* slot, Value value) {
        if ((store->gcBits & HeapObject::kUnlogged) != 0) rememberSlotSlow(store, slot, value);
    }
    /// The same for `count` values from `slot` on, whatever was written there.
    void writeBarrierRange(ValueStore* store, const Value* slot, size_t count) {
        if ((store->gcBits & HeapObject::kUnlogged) != 0) rememberRangeSlow(store, slot, count);
    }

    /// The same where values of the store only changed places, `count` of them from `slot` on.
    void writeBarrierMoved(ValueStore* store, const Value* slot, size_t count) {
        if ((store->gcBits & HeapObject::kUnlogged) != 0) rememberMovedSlow(store, slot, count);
    }

    /// The same where `count` values were or are about to be copied from `from` to `to` within the store.
    /// Called for several copies from the front on, each towards the front, it costs and remembers the least.
    void writeBarrierShifted(ValueStore* store, const Value* to, const Value* from, size_t count) {
        if ((store->gcBits & HeapObject::kUnlogged) != 0) rememberShiftedSlow(store, to, from, count);
    }

    /// Full collection now: what nothing reaches is freed when it returns.
    void collect();
    /// Young collection now.
    void collectYoung();
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

    /// Null: nobody. At most one at a time; outlives the heap or is removed. About one allocation in
    /// `interval` bytes is sampled, each byte with the same chance.
    void setObserver(AllocationObserver* observer, size_t interval);

    /// An object that something reaches, and through which other one: an index in the list, kFromRoot or
    /// kFromStack.
    struct Reached {
        HeapObject* object;
        uint32_t from;
    };
    static constexpr uint32_t kFromRoot = UINT32_MAX, kFromStack = UINT32_MAX - 1;
    /// Everything that lives: first what modules reach, then what other roots do, then the native stack;
    /// within each the nearest first, so that `from` leads along a shortest path. Touches nothing; not to be
    /// called during a collection. False: there was no memory for all of it.
    [[nodiscard]] bool walk(FallibleStack<Reached>& reached);

    const HeapStats& stats() const;
    const HeapOptions& options() const;
    /// Limits and pacing may be changed at any time; a change of `stress` takes effect with the next
    /// allocation.
    HeapOptions& changeOptions();
    /// Checks the heap; aborts with a description of what is wrong: each reference leads to a live object, no
    /// old object refers to a young one unless it is remembered, root sources leave out only what is old,
    /// marks and counts agree, and marking misses nothing.
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
    void rememberSlotSlow(ValueStore* store, const Value* slot, Value value);
    void rememberRangeSlow(ValueStore* store, const Value* slot, size_t count);
    void rememberMovedSlow(ValueStore* store, const Value* slot, size_t count);
    void rememberShiftedSlow(ValueStore* store, const Value* to, const Value* from, size_t count);
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
    void traceRoots(Marker& marker) override { marker.markRange(values_.data(), values_.size()); }

  private:
    Heap& heap_;
    std::vector<Value> values_;
};

}  // namespace noodle

// Mutator: one thread's licence to touch one isolate's heap. Everything that may allocate, fail or call back
// into Noodle code takes `Mutator& m` first; such a call may reach a safepoint. The VM's isolate derives from
// it.
//
// Failure protocol: the error is put in `pending()` and the function returns Value::exception() / nullptr /
// nullopt.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "runtime/gc/heap.h"
#include "runtime/object/core_types.h"

namespace noodle {

struct FieldInfo;  // runtime/object/class_info.h

/// State that a higher folder hangs on a mutator: it dies before the heap does.
class MutatorExtension {
  public:
    virtual ~MutatorExtension() = default;
};

/// Told of what a program opens and should finish: files, sockets, tasks. Must not allocate in the heap.
class ResourceObserver {
  public:
    virtual void onOpen(HeapObject* resource) = 0;

  protected:
    ~ResourceObserver() = default;
};

class Mutator : public RootSource {
  public:
    Mutator(const HeapOptions& heapOptions, uint64_t hashSeed);
    virtual ~Mutator();
    Mutator(const Mutator&) = delete;
    Mutator& operator=(const Mutator&) = delete;

    Heap& heap() { return heap_; }
    CoreTypes& types() { return types_; }
    uint64_t hashSeed() const { return hashSeed_; }

    // ---- pending error
    // -------------------------------------------------------------------------------------------
    bool hasPending() const { return !pending_.isUndef(); }
    Value pending() const { return pending_; }
    /// Takes the pending error, leaving none.
    Value takePending() {
        Value v = pending_;
        pending_ = Value::undef();
        return v;
    }
    /// Makes `error` (an instance of an error class) pending and returns Value::exception().
    Value throwValue(Value error) {
        pending_ = error;
        return Value::exception();
    }

    // ---- calls back into the engine (implemented by the VM's isolate)
    // ----------------------------------------------
    /// Calls any callable with positional arguments. Runs on the native stack: bounded by the native stack
    /// limit.
    virtual Value call(Value callee, std::span<const Value> args) = 0;
    /// As call(), with named arguments: names are Strings, one per trailing value in args.
    virtual Value callNamed(Value callee, std::span<const Value> args, std::span<String* const> names) = 0;
    /// What a native that calls one function many times (a comparator) finds out once. Does not keep the
    /// callee alive.
    struct CallPlan {
        Value callee;
        uint32_t count;       ///< positional arguments of each call
        bool direct = false;  ///< the engine's business
    };
    virtual CallPlan planCall(Value callee, uint32_t count) { return {callee, count}; }
    /// As call(plan.callee, {args, plan.count}).
    virtual Value callPlanned(const CallPlan& plan, const Value* args) {
        return call(plan.callee, {args, plan.count});
    }
    /// Resumes a generator: the next yielded value, or undef when it has finished.
    virtual Value resume(Coroutine* coroutine, Value sent) = 0;
    /// Throws `error` into a suspended coroutine at its yield/await; result as resume().
    virtual Value resumeThrow(Coroutine* coroutine, Value error) = 0;
    /// Closes a suspended generator: runs its finally blocks.
    virtual Value closeCoroutine(Coroutine* coroutine) = 0;
    /// Makes `v` fit the declared type of an instance field of `cls` or a class above it; the engine knows
    /// types. False: TypeError.
    virtual bool fitField(const Class* cls, const FieldInfo& field, Value& v);
    /// Keeps in an error, at its first throw, where it is thrown: its hidden field, see errors.h.
    virtual void captureTrace(Value error) = 0;
    /// Makes the trace and location fields of what captureTrace kept, and drops that. Without memory they
    /// stay unset.
    virtual void renderTrace(Instance*) {}
    /// Drives the event loop until `task` is finished (top-level await, asyncio.run).
    virtual Value runUntilDone(Task* task) = 0;
    /// Imports a module by the text of an import path as seen from module `from` (null: the started file).
    virtual Value importModule(std::string_view path, Module* from) = 0;
    /// True when an interrupt or limit is due: natives that can run over 1 ms poll this every so often;
    /// returns Value::exception() through `status` when the program must stop.
    virtual Value poll() = 0;
    /// An object marked with Heap::addFinalizer has died (Instances with a destructor; payloads of Natives
    /// are destroyed before this is asked). Called at the end of a collection, inside some allocation: must
    /// not run Noodle code or allocate; queue the object and request a poll. `dead` and what it reaches stay
    /// usable until the next collection.
    virtual void onDeath(HeapObject*) {}
    /// True if the native stack is nearly used up; recursive natives (str, ==, json) check it and throw
    /// StackOverflowError.
    bool nativeStackLow() const {
        return reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) < nativeStackLimit_;
    }

    /// `resource` (a Native whose type says reportLeak, or a Task) has been opened at the current place.
    void noteOpened(HeapObject* resource) {
        if (resources_ != nullptr) resources_->onOpen(resource);
    }
    /// Null: nobody. At most one at a time.
    void setResourceObserver(ResourceObserver* observer) { resources_ = observer; }

    // ---- interning
    // -------------------------------------------------------------------------------------------------
    /// The one String of this isolate with this text (identifiers, member names). Never collected. Null on
    /// OOM.
    String* intern(std::string_view text);

    /// Changes whenever a lookup through some class may give another member than before: caches of members
    /// compare it.
    uint32_t memberEpoch() const { return memberEpoch_; }
    /// Private to runtime/object (caches.h).
    struct Caches;
    Caches& caches() { return *caches_; }
    void bumpMemberEpoch() { ++memberEpoch_; }
    /// For compiled code.
    const uint32_t* memberEpochAddress() const { return &memberEpoch_; }

    /// A reference was stored in one of the root tables that change rarely: inline caches, constants,
    /// modules, look-up tables. Young collections leave those out otherwise.
    void noteRootsChanged() { rootsChanged_ = true; }
    /// `o` was stored in a root table that only grows.
    void noteNewRoot(HeapObject* o) { newRoots_.push_back(o); }

    void traceRoots(Marker& marker) override;

    /// The builtins' own state (runtime/builtins/state.h); null until installBuiltins().
    MutatorExtension* builtinState() const { return builtinState_.get(); }
    void setBuiltinState(std::unique_ptr<MutatorExtension> state) { builtinState_ = std::move(state); }

    /// The isolate's event loop (runtime/loop/loop.h); null until the isolate sets it.
    MutatorExtension* eventLoop() const { return eventLoop_.get(); }
    void setEventLoop(std::unique_ptr<MutatorExtension> loop) { eventLoop_ = std::move(loop); }

    /// True while inside repr()/==/hash of this container, for cycles: see runtime/entry/cycle_guard.h.
    ValueVector& visiting() { return visiting_; }

  protected:
    Heap heap_;
    uint64_t hashSeed_;
    Value pending_ = Value::undef();
    uintptr_t nativeStackLimit_ = 0;
    ValueVector visiting_;
    CoreTypes types_;
    bool rootsChanged_ = true;

  private:
    struct InternTable;
    uint32_t memberEpoch_ = 1;
    std::vector<HeapObject*> newRoots_;  // since a marker settled last
    std::unique_ptr<InternTable> interned_;
    std::unique_ptr<Caches> caches_;
    std::unique_ptr<MutatorExtension> builtinState_;
    std::unique_ptr<MutatorExtension> eventLoop_;
    ResourceObserver* resources_ = nullptr;
};

/// Returns from the enclosing Value-returning function if `v` is the exception sentinel.
#define NOODLE_TRY(v)                                               \
    do {                                                            \
        if ((v).isException()) return ::noodle::Value::exception(); \
    } while (0)
/// The same for a pointer-returning callee.
#define NOODLE_TRY_PTR(p)                                        \
    do {                                                         \
        if ((p) == nullptr) return ::noodle::Value::exception(); \
    } while (0)

}  // namespace noodle

// Vm: the engine of one isolate: it runs frames on a VmStack and answers the Mutator's calls back into the
// engine. Not the isolate's outer life (modules to start, reports, options: vm/isolate). Used by one thread
// at a time; interrupt() may be called from any.
//
// Control: run() executes until the frame marked kFrameEntry above which it started ends. A Noodle call made
// by Noodle code only pushes a frame. Native code that calls back (call()) starts a nested run(), bounded by
// the native stack. Errors: every helper returns Step::Threw / exception with the error pending; unwind()
// then finds the handler.
#pragma once

#include <atomic>
#include <deque>
#include <span>
#include <unordered_map>

#include "runtime/object/mutator.h"
#include "runtime/value/function_info.h"
#include "vm/frame/vm_stack.h"
#include "vm/interp/construct.h"
#include "vm/interp/lookup_cache.h"
#include "vm/interp/sampler.h"
#include "vm/interp/stats.h"
#include "vm/interp/tiering.h"
#include "vm/interp/watchdog.h"
#include "vm/load/linker.h"

namespace noodle {

struct VmOptions {
    HeapOptions heap;
    StackOptions stack;
    size_t nativeStackBytes = 0;  ///< 0: what the thread has
    uint64_t timeLimitNs = 0;     ///< CPU-independent wall time from start(); 0: none
    uint64_t hashSeed = 0;
    FuseOptions fuse;
    bool countExecution = false;                 ///< keep ExecutionStats
    bool profile = true;                         ///< sample what runs into FunctionProfiles
    std::span<const char* const> nativeModules;  ///< their names, for messages
    TierOptions tier;
};

/// Cheap counters of what happened; never reset.
struct VmCounters {
    uint64_t nestedRuns = 0, polls = 0, throws = 0, coroutines = 0, modules = 0;
    uint64_t fieldMisses = 0, methodMisses = 0;  ///< look-ups that no inline cache answered
};

/// How a helper of the interpreter ended.
enum class Step : uint8_t {
    Done,     ///< result at the place the contract names
    Entered,  ///< a new frame is current
    Left,     ///< an entry frame ended: run() returns `result()`
    Threw,    ///< the error is pending
};

/// A call whose operands lie on the value stack: base[0] is the callee or the receiver, base[1..count] the
/// arguments, named ones last. With `receiver`, base[0] is passed as first argument. The result replaces
/// base[0].
struct CallSite {
    Value* base;
    uint32_t count;
    std::span<String* const> names = {};
    bool receiver = false;
    uint32_t flags = 0;  ///< FrameFlags of a frame that is entered
};

struct Interpreter;

class Vm : public Mutator, public ModuleHost {
  public:
    explicit Vm(const VmOptions& options, ModuleLoader& loader, NativeModuleFinder natives);
    ~Vm() override;

    // ---- Mutator
    Value call(Value callee, std::span<const Value> args) override;
    Value callNamed(Value callee, std::span<const Value> args, std::span<String* const> names) override;
    CallPlan planCall(Value callee, uint32_t count) override;
    Value callPlanned(const CallPlan& plan, const Value* args) override;
    Value resume(Coroutine* coroutine, Value sent) override;
    Value resumeThrow(Coroutine* coroutine, Value error) override;
    Value closeCoroutine(Coroutine* coroutine) override;
    bool fitField(const Class* cls, const FieldInfo& field, Value& v) override;
    void captureTrace(Value error) override;
    void renderTrace(Instance* error) override;
    Value runUntilDone(Task* task) override;
    Value importModule(std::string_view path, Module* from) override;
    Value poll() override;
    void onDeath(HeapObject* dead) override;
    void traceRoots(Marker& marker) override;

    // ---- what the isolate answers
    /// The builtin of this name; undef if there is none.
    virtual Value findBuiltinValue(String* name) = 0;
    /// An error that no code can receive (a destructor's).
    virtual void reportIgnored(Value error) = 0;

    // ---- ModuleHost
    Value runModuleBody(UnitState& state) override;

    /// The calling thread becomes the one that runs this isolate: native stack bounds, time limit from now.
    void enterThread();
    /// The native stack that is used from now on, where a host runs programs on one of its own.
    void enterStack(const void* lowest, const void* base);
    /// What is left of the time limit, for hosts that run one thing inside another.
    struct Clock {
        uint64_t deadlineNs = 0;     ///< 0: none
        bool limitReported = false;  ///< the program was told
        bool expired = false;        ///< the grace after the deadline is over: no handler runs any more
    };
    const Clock& clock() const { return clock_; }
    void setClock(const Clock& clock);
    /// The time limit from now on, counted from now; 0: none. Cheap.
    void startClock(uint64_t limitNs);
    /// Ends what runs at its next poll, and no handler of the program runs any more. Until startClock().
    void terminate();
    /// Asks the program to stop with an InterruptError at its next poll. From any thread, async-signal-safe.
    void interrupt();
    /// Takes back a request to stop that was not noticed yet. The isolate's thread.
    void clearInterrupt() { interrupted_.store(false, std::memory_order_release); }

    VmStack& stack() { return stack_; }
    Linker& linker() { return linker_; }
    VmCounters& counters() { return counters_; }
    const VmOptions& options() const { return options_; }
    /// Null unless VmOptions::countExecution.
    const ExecutionStats* executionStats() const { return execution_.get(); }

    // ---- for the interpreter's parts (vm/interp)
    // ---------------------------------------------------------------------
    /// Starts a call of anything callable.
    Step startCall(Value callee, CallSite site);
    /// Calls a function whose receiver and parameters are bound: they are the first words of `slots`,
    /// initCount of them.
    Step enterBound(Function* function, Value* slots, Value* returnTo, uint32_t flags);
    /// Pushes a frame; slots from initCount on become undef. False: threw.
    bool pushFrame(Function* function, Value* slots, uint32_t initCount, Value* returnTo, uint32_t flags);
    /// Executes from the current frame. With `throwing` the pending error is raised there first.
    Value run(bool throwing = false);
    /// Raises the pending error: Done: a handler is current. Left: an entry frame ended, exception or value
    /// in result().
    Step unwind();
    /// A handler may throw into itself: going to one costs budget, and a stop request that is due replaces
    /// the pending error. False: the program's time is up and no handler may run.
    bool mayHandle();
    /// Ends the current frame (flags != 0) with `value`. Done: the frame below is current, its operand stack
    /// complete.
    Step finishFrame(Value value);
    Value result() const { return result_; }
    /// The value of SetResult of the last module body, undef if there was none.
    Value moduleResult() const { return moduleResult_; }
    void clearModuleResult() { moduleResult_ = Value::undef(); }

    /// IterNext of the current frame over a generator. Done: the end was handled in the frame. Entered: it
    /// runs.
    Step iterateCoroutine(Coroutine* coroutine);
    Step yieldValue(Value value);
    /// The value of Await goes to `place`, which is the frame's top then.
    Step awaitValue(Value value, Value* place);
    /// next() of an async generator: a Task.
    Value requestNext(Coroutine* generator);

    /// True when a frame that ends at `end` may be pushed after stop requests were looked at. False: threw.
    bool makeRoom(const Frame* newFrame, const Value* end);
    /// Called when the budget is used up: refills it and polls.
    bool spendBudget();
    bool takeBudget() { return --budget_ > 0 || spendBudget(); }

    /// The error that unwinds a generator which is being closed; no handler of the program catches it.
    bool isClosing(Value error) const {
        return closing_ != nullptr && error.isObject() && error.asObject() == closing_;
    }
    /// An interned name, fixed for the VM.
    struct Names {
#define VM_NAME(field, text) String* field = nullptr;
#include "vm/interp/names.def"
#undef VM_NAME
    };
    const Names& names() const {
        return names_;
    }
    const ConstructPlan& constructPlan(Class* cls) {
        return plans_.of(*this, cls);
    }
    const LookupCache& lookups() const {
        return lookups_;
    }
    void rememberLookup(const LookupCache::Entry& entry) {
        lookups_.put(entry);
        noteRootsChanged();
    }
    /// FunctionInfo objects that live as long as the isolate (variant constructors).
    FunctionInfo* newInfo() {
        return &infos_.emplace_back();
    }

    /// Null at level NONE.
    Tiering* tiering() {
        return tiering_.get();
    }
    /// Runs the function of the current frame, or of its loop, in native code: a result, the exception, or
    /// what NativeUnit says of loops.
    uint64_t enterNative(const NativeUnit& unit);
    /// Whether some frame below is run by compiled code.
    bool runsNativeCode() const;
    void describe(NativeHost& host);

    /// A place in code, which lives as long as any closure over it may.
    struct CodePlace {
        const Proto* proto;
        uint32_t offset;
        bool async;  ///< waits for the one before it
    };
    using PlaceVisitor = void (*)(void* context, const CodePlace& place);
    /// The calls that are under way, in the interpreter and in compiled code, innermost first. Runs and
    /// allocates nothing.
    void visitCalls(PlaceVisitor visit, void* context);

  private:
    friend struct Interpreter;
    friend struct NativeRuntime;
    /// One instruction of a function for native code: locals and operands in `words`, results in place of the
    /// operands.
    Value runShadow(Function* closure, uint32_t offset, Value* words, uint32_t locals, uint32_t count);
    /// The instruction of the current frame, with all that it calls. False: it threw, and the frame is gone.
    bool runOne();
    /// Where the next handler goes on, in builds without tail calls. pc null: run() ends.
    struct Registers {
        const uint8_t* pc = nullptr;
        Value* sp = nullptr;
        Value* slots = nullptr;
        Frame* frame = nullptr;
    };

    Step startFunction(Function* function, const CallSite& site);
    Step startNative(NativeFunction* native, const CallSite& site);
    bool spliceBound(PartialCall* partial, CallSite& site);
    Step finishCall(const CallSite& site, Value result);
    Value callPrepared(Value callee, std::span<const Value> args, std::span<String* const> names);
    /// pushFrame() where room and budget have been seen to: runs no code and fails only without memory.
    bool placeFrame(Function* function, Value* slots, uint32_t initCount, Value* returnTo, uint32_t flags);

    Step startConstruct(Class* cls, CallSite site);
    Step startConstructor(Instance* object, const ConstructPlan& plan, CallSite site);
    Step constructPlain(Instance* object, const ConstructPlan& plan, CallSite site);
    Step constructMemberwise(Instance* object, const ConstructPlan& plan, const CallSite& site);
    bool placeInitialisers(Instance* object, const ConstructPlan& plan, size_t first);

    Step startCoroutine(Function* function, Value* slots, Value* returnTo, uint32_t flags);
    Step startGenerator(Function* function, Value* slots, Value* returnTo);
    Coroutine* newCoroutine(Function* function);
    bool enqueueActorCall(Coroutine* coroutine, const Value* slots, bool& mustWait);
    bool saveFrame(Coroutine* coroutine, const Proto* proto, const Value* slots, const Value* top,
                   uint32_t pc);
    bool pushCoroutineFrame(Coroutine* coroutine, Value sent, uint32_t flags);
    Value runCoroutine(Coroutine* coroutine, Value sent, bool throwing);
    /// Hands `value` to whoever waits for the ended or suspended frame described by flags and returnTo.
    Step deliver(uint32_t flags, Value* returnTo, Value value);
    Value endCoroutine(Coroutine* coroutine, Value value, uint32_t flags);
    bool failCoroutine(Coroutine* coroutine, uint32_t flags, Value& delivered);
    void endIteration();
    Task* firstRequest(Coroutine* generator);
    void dropRequest(Coroutine* generator);

    String* traceText(const Proto& proto, uint32_t offset, bool async);
    bool renderPlaces(Instance* error, Raw* raw);
    /// False: one of them asked for the end of the program (pending).
    bool runDestructors();
    bool ignoreError();
    bool stopIsDue() const;

    VmOptions options_;
    VmStack stack_;
    Linker linker_;
    VmCounters counters_;
    Names names_;
    ConstructPlans plans_;
    LookupCache lookups_;
    Registers parked_;
    Sampler sampler_;
    bool windowOpens_ = false;                   // set by a poll, taken up by the handler that polled
    std::unique_ptr<Tiering> tiering_;           // null: no compiler tiers
    std::unique_ptr<ExecutionStats> execution_;  // null unless counting
    Value result_ = Value::undef();
    Value moduleResult_ = Value::undef();
    Instance* closing_ = nullptr;
    std::deque<FunctionInfo> infos_;
    std::unordered_map<const uint8_t*, String*> traceTexts_;  // by position in the code
    std::vector<HeapObject*> dying_;                          // destructors to run at the next poll
    bool runningDestructors_ = false;
    int32_t budget_ = 0;
    int32_t nativeBudget_ = 0;  // the same for calls of compiled code, so that loops notice that they turn
    int32_t fullBudget_ = 0;    // what a poll refills them to
    int32_t exitCountdown_ =
        0;  // guards of compiled code until one is made to fail; only where that was asked for
    uint32_t warmCalls_ = kWarmCalls;
    Clock clock_;
    std::unique_ptr<Watchdog> watchdog_;  // null while there was no time limit
    // Writer: any thread (set). Reader and clearer: the isolate's thread, which is told by
    // VmStack::requestStop().
    std::atomic<bool> interrupted_{false};
};

}  // namespace noodle

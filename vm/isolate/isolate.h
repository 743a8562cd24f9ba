// Isolate: one running program. Heap, stack, event loop, modules and builtin state hang from it; it starts
// programs, turns their end into an exit status and reports what nobody caught. Not the interpreter
// (vm/interp) and not a loader of files. Used by one thread at a time; interrupt() may be called from any
// thread and from signal handlers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/base/result.h"
#include "runtime/memory/pressure.h"
#include "vm/interp/vm.h"
#include "vm/isolate/heap_profile.h"
#include "vm/load/session.h"

namespace noodle {

class Regions;

struct IsolateOptions {
    HeapOptions heap;
    size_t stackBytes = 64u << 20;  ///< for frames and their values together
    uint64_t timeLimitNs = 0;       ///< 0: none
    uint64_t hashSeed = 0;          ///< 0: a random one
    FuseOptions fuse;
    bool countExecution = false;
    bool profile = true;
    TierOptions tier;
    size_t highMemoryBytes = 0;  ///< a process that takes so much is under memory pressure; 0: no such mark
    uint64_t leakNs = 300'000'000'000;  ///< age from which runtime.leaks() takes an object for one that leaks
};

/// Exit statuses of run() beside those a program chooses.
enum IsolateStatus : int {
    kStatusOk = 0,
    kStatusFailed = 1,
    kStatusPermission = 4,
    kStatusLimit = 5,
    kStatusIo = 74,
    kStatusInterrupted = 130,
};

struct IsolateStats {
    HeapStats heap;
    VmCounters vm;
};

struct Reflector;  // runtime/builtins/reflection.h
/// How an isolate's code units answer module `reflect`.
const Reflector& isolateReflector();

class Isolate final : public Vm {
  public:
    /// `loader` must outlive the isolate.
    Isolate(const IsolateOptions& options, ModuleLoader& loader);
    ~Isolate() override;
    /// For hosts that run several, before they make one: fails while memory is critically short, since one
    /// more would take it from those that run. `reading`: readMemory().
    static Outcome mayStart(const IsolateOptions& options, const MemoryReading& reading);

    /// Asked at each poll of a program, where its host may use the thread for something else.
    using PollHook = void (*)(void* context);
    void setPollHook(PollHook hook, void* context) {
        pollHook_ = hook;
        pollContext_ = context;
    }

    /// What sys.args, sys.argv and __file__ show.
    void setArguments(std::string script, std::vector<std::string> arguments);

    /// Runs a program to its end: module body, `main` by its rule, event loop. Reports an uncaught error on
    /// standard error and returns the exit status.
    int run(std::shared_ptr<const CodeUnit> unit);

    /// What run() does, for whoever reports himself: the program's value or exception. `ended`: false if a
    /// function given to onExit failed, which was reported. The calling thread has entered.
    Value execute(std::shared_ptr<const CodeUnit> unit, bool& ended);
    /// Runs the body of a module, with what it awaits, but not `main` nor other tasks. Null: threw.
    Module* load(std::shared_ptr<const CodeUnit> unit);

    enum class InputState { Done, Failed, Exit };
    struct InputResult {
        InputState state;
        int status = 0;    ///< Exit: the status the program asked for
        std::string text;  ///< Done: repr of the value, "" if none or null. Failed: the report of the error
    };
    /// Runs one input of an interactive session, then the event loop. All inputs share their variables by
    /// name, whatever numbers the compiler gave them in each.
    InputResult runInput(std::shared_ptr<const CodeUnit> unit);
    /// As runInput(), for whoever shows values and errors himself: null for an input without a value.
    /// Exception with nothing pending: `failure` says why the input could not be started.
    Value evaluateInput(std::shared_ptr<const CodeUnit> unit, std::string& failure);

    /// Calls what the program gave to runtime.onExit, the last first, each whatever became of those before.
    /// False: one failed, which was reported. run() does it.
    bool runExits();

    /// "ValueError: text", the trace, and the chain of causes, a line each.
    std::string describeError(Value error);
    /// The exit status that stands for an error which nobody caught.
    int statusOf(Value error);
    /// Whether the error is a call of exit.
    bool isExit(Value error) { return is(error, types().exitError); }

    /// Begins a profile of the heap; what was allocated before is not in it. Again: a new one.
    void watchHeap(const HeapProfiler::Options& options);
    /// Null before watchHeap().
    HeapProfiler* heapProfiler() { return heapProfiler_.get(); }

    IsolateStats stats() { return {heap().stats(), counters()}; }

    Value poll() override;
    Value findBuiltinValue(String* name) override;
    void reportIgnored(Value error) override;

  private:
    Value runProgram(UnitState& state);
    Value runMainAndLoop(UnitState& state);
    Value callMain(UnitState& state);
    int finish(Value outcome);
    void reportFailure(const char* what, Value error);
    bool is(Value error, Class* cls) const;
    static void onTaskFailure(void* context, Task* task);
    static void measureRegions(Mutator& m, Regions& regions);
    static Value listLeaks(Mutator& m);

    Value runSessionInput(const CodeUnit& unit, std::string& failure);

    std::unique_ptr<HeapProfiler> heapProfiler_;
    uint64_t leakNs_ = 0;
    std::unique_ptr<Session> session_;  // null until the first input
    PollHook pollHook_ = nullptr;
    void* pollContext_ = nullptr;
    Task* program_ = nullptr;  // of a started module that awaits at its top level
    bool taskFailed_ = false;  // a failure that nobody awaited was reported
};

}  // namespace noodle

// Engine: what is behind a living noodle_runtime: loader, isolate, handles, errors, and the work that polls
// do in slices. Not the C interface (api_*.cpp) and not what outlives a shutdown (runtime_state.h). Used by
// the runtime's thread alone.
//
// Where code runs: on the host's stack, or, while a started call is suspended, on the fiber on which its
// frames lie: the collector and the interpreter know one native stack at a time. perform() sees to that.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "embed/error_log.h"
#include "embed/fiber.h"
#include "embed/finalisers.h"
#include "embed/handles.h"
#include "embed/program_loader.h"
#include "vm/isolate/isolate.h"

namespace noodle {

class Engine {
  public:
    Engine(noodle_runtime* owner, const noodle_config& config);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    Isolate& isolate() { return isolate_; }
    ProgramLoader& loader() { return loader_; }
    HandleTable& handles() { return handles_; }
    Finalisers& finalisers() { return finalisers_; }
    ErrorLog& errors() { return errors_; }
    noodle_runtime* owner() const { return owner_; }
    /// While it lives, the engine must stay: the host was called from inside one of its functions.
    class Busy {
      public:
        explicit Busy(Engine& engine) : engine_(engine) { ++engine_.busy_; }
        ~Busy() { --engine_.busy_; }
        Busy(const Busy&) = delete;
        Busy& operator=(const Busy&) = delete;

      private:
        Engine& engine_;
    };
    bool isBusy() const { return busy_ != 0; }
    bool isSuspended() const { return fiber_.hasJob() && !fiber_.isRunning(); }
    /// The calling thread runs the isolate from now on.
    void takeThread();

    /// Runs `body(Engine&)`, which gives a noodle_status, on the stack where the frames lie.
    template <typename Body>
    noodle_status perform(Body& body) {
        Busy busy(*this);
        noodle_status status;
        if (isSuspended()) {
            Request request{[](void* context, Engine& self) { return (*static_cast<Body*>(context))(self); },
                            &body, NOODLE_OK};
            status = askFiber(request);
        } else {
            status = body(*this);
        }
        if (depth_ == 0) finalisers_.run();
        return status;
    }

    /// While it lives, code of the program may run: limits, counters, output.
    class Entry {
      public:
        explicit Entry(Engine& engine);
        ~Entry();
        Entry(const Entry&) = delete;
        Entry& operator=(const Entry&) = delete;

      private:
        Engine& engine_;
        uint64_t startNs_ = 0;
    };

    // ---- values
    /// False: `status` says why (another runtime, no memory).
    [[nodiscard]] bool take(const noodle_value& given, Value& value, noodle_status& status);
    /// A new reference for the host; null `out`: nobody wants it. An exception becomes the last error.
    noodle_status give(Value value, noodle_value* out);
    /// The type of a value as hosts see it.
    noodle_type typeOf(Value value);
    /// A new handle on a heap value.
    noodle_value wrap(Value value);
    void unwrap(noodle_handle* handle);

    // ---- errors
    /// Records what the host did wrong; returns `status`.
    noodle_status misuse(noodle_status status, std::string message);
    /// The pending error becomes the last one; its status.
    noodle_status failPending();
    noodle_status failLoading(const Failure& failure);
    noodle_value lastValue() { return lastValue_; }
    void forgetErrors();
    void setErrorHook(noodle_error_hook hook, void* data) { errorHook_ = {hook, data}; }
    void setPanicHook(noodle_error_hook hook, void* data) { panicHook_ = {hook, data}; }

    // ---- calls
    noodle_status call(Value callee, std::span<const Value> arguments, std::span<String* const> names,
                       noodle_value* out);
    struct Start {
        noodle_value callee;
        std::vector<noodle_value> arguments;  ///< with the callee: references of the job's own
        noodle_done_fn done;
        void* data;
        noodle_value task;  ///< of an async function, once it was called
    };
    void start(Start job) { queued_.push_back(std::move(job)); }
    /// What noodle_poll() does but for posted functions.
    noodle_status work(uint64_t untilNs, noodle_poll_result& result);
    void setTimeLimit(uint64_t ns) { timeLimitNs_ = ns; }

    // ---- what host functions leave for their caller
    /// The error to throw; undef: none was set.
    Value takeHostError();
    void setHostError(Value error) { hostError_[0] = error; }
    bool inHostFunction() const { return hostDepth_ != 0; }
    Value callHost(noodle_function_fn function, void* data, std::span<const Value> arguments);
    /// The class of opaque objects of a kind; null: no memory.
    Class* opaqueClass(std::string_view tag);

    void fillStatistics(noodle_statistics_data& out);
    void countHostBytes(ptrdiff_t bytes);

  private:
    struct Request {
        noodle_status (*run)(void* context, Engine& self);
        void* context;
        noodle_status status;
    };
    struct Hook {
        noodle_error_hook function = nullptr;
        void* data = nullptr;
    };
    struct OpaqueKind {
        ClassInfo info;
        size_t position;  // in opaqueClasses_
    };

    noodle_status askFiber(Request& request);
    void onFiber(bool first);
    void pauseFiber();
    static void runFiber(void* context);
    static void onPoll(void* context);
    static bool onWait(void* context);
    static void onTaskFailure(void* context, Task* task);
    static bool onOutput(void* context, const char* data, size_t size);
    static bool onErrorOutput(void* context, const char* data, size_t size);
    void workThrough();
    bool startNext();
    bool turnLoop();
    void finishTasks();
    void endJob(Start& job, noodle_status status, noodle_value result);
    bool hasWork();
    void describePending(ErrorRecord& record, Value error);
    void publishError(const ErrorRecord& record);
    Value hostFailure(noodle_status status);

    noodle_runtime* owner_;
    noodle_config config_;
    std::string jitPlugin_;
    Finalisers finalisers_;
    ProgramLoader loader_;
    Isolate isolate_;
    HandleTable handles_;
    ValueVector hostError_;  // one word
    ValueVector opaqueClasses_;
    std::unordered_map<std::string, OpaqueKind> opaqueKinds_;
    ErrorLog errors_;
    noodle_value lastValue_ = noodle_null();
    Hook errorHook_, panicHook_;
    uint32_t busy_ = 0, depth_ = 0, hostDepth_ = 0;
    uint64_t timeLimitNs_ = 0;
    uint64_t startedNs_;
    uint64_t entries_ = 0, slowEntries_ = 0, errorCount_ = 0, panicCount_ = 0, hostBytes_ = 0;
    const char* stackLow_ = nullptr;
    const char* stackBase_ = nullptr;

    // Slices of work.
    Fiber fiber_;
    Request* request_ = nullptr;  // while the fiber does something else for the host
    std::deque<Start> queued_;
    std::vector<Start> waiting_;  // for their tasks
    uint64_t sliceEndNs_ = 0;
    bool inSlice_ = false;  // the fiber does what polls are for
    bool waitsInside_ = false;
    bool closing_ = false;
    noodle_status workStatus_ = NOODLE_OK;
};

}  // namespace noodle

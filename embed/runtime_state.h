// noodle_runtime: what a host holds: it outlives the shutdown of its Engine, so that late handles, posts and
// interrupts find out instead of crashing. Two counts: references of hosts keep the engine alive; the struct
// itself stays as long as there are hosts or handles. Its members say who may touch them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "embed/engine.h"

namespace noodle {

struct Posted {
    noodle_post_fn function;
    void* data;
    void (*drop)(void*);
    struct Waiter* waiter;  ///< null: nobody waits
};

/// Somebody who waits in noodle_post_wait(). Guarded by the runtime's mutex.
struct Waiter {
    enum class State : uint8_t { Waiting, Running, Done, Dropped } state = State::Waiting;
};

}  // namespace noodle

struct noodle_runtime {
    std::atomic<uint64_t> hosts{1};
    std::atomic<uint64_t> references{1};     // handles, and one for all hosts together
    std::atomic<std::thread::id> thread;     // that it belongs to; id() while it belongs to none
    std::unique_ptr<noodle::Engine> engine;  // the runtime's thread; null after the shutdown

    // Any thread, without a lock: signal handlers come here.
    std::atomic<noodle::Isolate*> interruptible{nullptr};
    std::atomic<uint32_t> interrupting{0};

    std::atomic<bool> open{true};  // posts and calls are taken; false from the beginning of the shutdown

    // Any thread, under the mutex.
    std::mutex mutex;
    bool holdsHandles = true;  // the engine still knows the handles: they are not freed elsewhere
    std::deque<noodle::Posted> posted;
    std::condition_variable arrived;  // of posts, and of ends of posted functions
    void (*wakeHook)(void*) = nullptr;
    void* wakeData = nullptr;
    std::vector<noodle_handle*> released;  // elsewhere, for the runtime's thread to take out

    std::atomic<bool> anyReleased{false};
    std::atomic<int64_t> freedElsewhere{0};  // bytes of the host

    bool abandoned = false;  // the last host let go while code ran; the runtime's thread

    bool isHere() const { return thread.load(std::memory_order_relaxed) == std::this_thread::get_id(); }
};

namespace noodle {

/// Why the calling thread cannot use the runtime, or NOODLE_OK.
inline noodle_status usable(const noodle_runtime* runtime) {
    if (runtime == nullptr) return NOODLE_ERROR_ARGUMENT;
    if (!runtime->isHere()) return runtime->open ? NOODLE_ERROR_THREAD : NOODLE_ERROR_DESTROYED;
    return runtime->engine != nullptr ? NOODLE_OK : NOODLE_ERROR_DESTROYED;
}

/// noodle_runtime_create() on a machine whose memory is as `reading` says.
noodle_status createRuntime(const noodle_config* config, const MemoryReading& reading,
                            noodle_runtime** runtime, char* message, size_t messageSize);
/// Does what other threads left to do.
void settle(noodle_runtime& runtime);
/// One reference to the struct less.
void releaseState(noodle_runtime* runtime);
/// Ends a runtime that was abandoned while code ran, when that has returned.
void endIfAbandoned(noodle_runtime* runtime);

/// The body of nearly every function of the interface: `body(Engine&)` on the right thread and stack.
template <typename Body>
noodle_status onRuntime(noodle_runtime* runtime, Body body) {
    if (noodle_status status = usable(runtime); status != NOODLE_OK) return status;
    if (runtime->anyReleased.load(std::memory_order_relaxed)) settle(*runtime);
    noodle_status status = runtime->engine->perform(body);
    if (runtime->abandoned) endIfAbandoned(runtime);
    return status;
}

/// The same for a value that must be of `type`; `body(Engine&, Value)`.
template <typename Body>
noodle_status onValue(const noodle_value& value, noodle_type type, const char* function, Body body) {
    if (value.type != type || value.as.handle == nullptr) return NOODLE_ERROR_TYPE;
    return onRuntime(value.as.handle->runtime, [&](Engine& e) -> noodle_status {
        const Value inside = value.as.handle->value;
        if (e.typeOf(inside) != type)
            return e.misuse(NOODLE_ERROR_TYPE, std::string(function) + ": wrong type of value");
        return body(e, inside);
    });
}

/// Calls what was posted until `untilNs`, at least what was there before; how many.
uint32_t runPosted(noodle_runtime& runtime, uint64_t untilNs);
/// Ends the engine. Calling thread: the runtime's, or the last to know of it.
void shutDown(noodle_runtime& runtime);

}  // namespace noodle

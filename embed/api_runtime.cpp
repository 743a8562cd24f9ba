// The C interface: runtimes, threads, limits, figures. Contracts: include/noodle/noodle.h.
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "embed/config.h"
#include "embed/runtime_state.h"
#include "runtime/base/clock.h"
#include "runtime/base/version.h"

using namespace noodle;

namespace noodle {

void settle(noodle_runtime& runtime) {
    std::vector<noodle_handle*> released;
    {
        std::lock_guard lock(runtime.mutex);
        released.swap(runtime.released);
        runtime.anyReleased.store(false, std::memory_order_relaxed);
    }
    for (noodle_handle* handle : released) {
        runtime.engine->unwrap(handle);
        releaseState(&runtime);
    }
    int64_t freed = runtime.freedElsewhere.exchange(0, std::memory_order_relaxed);
    if (freed != 0) runtime.engine->countHostBytes(-freed);
}

uint32_t runPosted(noodle_runtime& runtime, uint64_t untilNs) {
    std::unique_lock lock(runtime.mutex);
    size_t before = runtime.posted.size();
    uint32_t called = 0;
    while (!runtime.posted.empty() && (called < before || monotonicNs() < untilNs)) {
        Posted next = runtime.posted.front();
        runtime.posted.pop_front();
        if (next.waiter != nullptr) next.waiter->state = Waiter::State::Running;
        lock.unlock();
        next.function(&runtime, next.data);
        ++called;
        lock.lock();
        if (next.waiter == nullptr) continue;
        next.waiter->state = Waiter::State::Done;
        runtime.arrived.notify_all();
    }
    return called;
}

namespace {

void dropPosts(noodle_runtime& runtime) {
    std::deque<Posted> dropped;
    {
        std::lock_guard lock(runtime.mutex);
        runtime.open = false;
        dropped.swap(runtime.posted);
        for (Posted& post : dropped) {
            if (post.waiter != nullptr) post.waiter->state = Waiter::State::Dropped;
        }
        runtime.arrived.notify_all();
    }
    for (Posted& post : dropped) {
        if (post.drop != nullptr) post.drop(post.data);
    }
}

}  // namespace

void shutDown(noodle_runtime& runtime) {
    dropPosts(runtime);
    runtime.interruptible.store(nullptr);
    while (runtime.interrupting.load() != 0) std::this_thread::yield();
    if (runtime.anyReleased.load(std::memory_order_relaxed)) settle(runtime);
    std::unique_ptr<Engine> engine = std::move(runtime.engine);
    if (engine == nullptr) return;
    engine->takeThread();
    engine.reset();
    std::lock_guard lock(runtime.mutex);
    runtime.holdsHandles = false;
    for (noodle_handle* handle : runtime.released) {
        delete handle;
        runtime.references.fetch_sub(1);  // never the last one: the hosts' own is still there
    }
    runtime.released.clear();
}

void releaseState(noodle_runtime* runtime) {
    if (runtime->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete runtime;
}

void endIfAbandoned(noodle_runtime* runtime) {
    if (runtime->engine == nullptr || runtime->engine->isBusy()) return;
    runtime->abandoned = false;
    shutDown(*runtime);
    releaseState(runtime);
}

}  // namespace noodle

namespace {

void copyMessage(const std::string& text, char* out, size_t size) {
    if (out == nullptr || size == 0) return;
    size_t length = std::min(text.size(), size - 1);
    std::memcpy(out, text.data(), length);
    out[length] = 0;
}

// Adds a post; false: the runtime is closed.
bool addPost(noodle_runtime& runtime, Posted post) {
    void (*hook)(void*) = nullptr;
    void* data = nullptr;
    {
        std::lock_guard lock(runtime.mutex);
        if (!runtime.open) return false;
        runtime.posted.push_back(post);
        hook = runtime.wakeHook;
        data = runtime.wakeData;
        runtime.arrived.notify_all();
    }
    if (hook != nullptr) hook(data);
    return true;
}

}  // namespace

noodle_status noodle::createRuntime(const noodle_config* config, const MemoryReading& reading,
                                    noodle_runtime** runtime, char* message, size_t messageSize) {
    copyMessage("", message, messageSize);
    if (runtime == nullptr) return NOODLE_ERROR_ARGUMENT;
    Result<noodle_config> settings = readConfig(config);
    if (!settings.ok()) {
        copyMessage(settings.failure().message, message, messageSize);
        return settings.failure().exitCode;
    }
    if (Outcome allowed = Isolate::mayStart(isolateOptions(settings.value()), reading); !allowed.ok()) {
        copyMessage(allowed.failure().message, message, messageSize);
        return NOODLE_ERROR_MEMORY;
    }
    copyMessage(configWarnings(settings.value()), message, messageSize);
    auto made = std::make_unique<noodle_runtime>();
    made->thread.store(std::this_thread::get_id());
    made->engine = std::make_unique<Engine>(made.get(), settings.value());
    made->interruptible.store(&made->engine->isolate());
    *runtime = made.release();
    return NOODLE_OK;
}

extern "C" {

const char* noodle_version(void) {
    return noodle::versionText();
}

uint32_t noodle_abi_version(void) {
    return NOODLE_ABI_VERSION;
}

const char* noodle_status_text(noodle_status status) {
    static constexpr const char* kTexts[] = {
        "no error",
        "an argument is null, belongs to another runtime or is out of range",
        "the program was built for another version of the interface",
        "the value is of another type",
        "the runtime belongs to another thread",
        "the runtime was shut down",
        "not possible while code of the runtime runs",
        "there is no such file, member, key or index",
        "the text is not a valid program",
        "the program threw an error",
        "the program panicked",
        "the time limit was exceeded",
        "out of memory",
        "interrupted",
        "the program called exit",
    };
    if (status < 0 || static_cast<size_t>(status) >= std::size(kTexts)) return "unknown status";
    return kTexts[status];
}

noodle_status noodle_runtime_create(const noodle_config* config, noodle_runtime** runtime, char* message,
                                    size_t message_size) {
    return createRuntime(config, readMemory(), runtime, message, message_size);
}

noodle_status noodle_runtime_shutdown(noodle_runtime* runtime) {
    if (noodle_status status = usable(runtime); status != NOODLE_OK) return status;
    if (runtime->engine->isBusy())
        return runtime->engine->misuse(NOODLE_ERROR_BUSY, "shutdown from inside a call");
    shutDown(*runtime);
    return NOODLE_OK;
}

void noodle_runtime_retain(noodle_runtime* runtime) {
    if (runtime != nullptr) runtime->hosts.fetch_add(1, std::memory_order_relaxed);
}

void noodle_runtime_release(noodle_runtime* runtime) {
    if (runtime == nullptr || runtime->hosts.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    if (runtime->engine != nullptr && runtime->isHere() && runtime->engine->isBusy()) {
        runtime->abandoned = true;
        return;
    }
    shutDown(*runtime);
    releaseState(runtime);
}

noodle_status noodle_runtime_detach(noodle_runtime* runtime) {
    if (noodle_status status = usable(runtime); status != NOODLE_OK) return status;
    Engine& engine = *runtime->engine;
    if (engine.isBusy() || engine.isSuspended())
        return engine.misuse(NOODLE_ERROR_BUSY, "code of the runtime runs");
    runtime->thread.store(std::thread::id());
    return NOODLE_OK;
}

noodle_status noodle_runtime_attach(noodle_runtime* runtime) {
    if (runtime == nullptr) return NOODLE_ERROR_ARGUMENT;
    std::thread::id nobody;
    if (!runtime->thread.compare_exchange_strong(nobody, std::this_thread::get_id()))
        return NOODLE_ERROR_THREAD;
    if (runtime->engine == nullptr) return NOODLE_ERROR_DESTROYED;
    runtime->engine->takeThread();
    return NOODLE_OK;
}

noodle_status noodle_interrupt(noodle_runtime* runtime) {
    if (runtime == nullptr) return NOODLE_ERROR_ARGUMENT;
    runtime->interrupting.fetch_add(1);
    Isolate* isolate = runtime->interruptible.load();
    if (isolate != nullptr) isolate->interrupt();
    runtime->interrupting.fetch_sub(1);
    return isolate != nullptr ? NOODLE_OK : NOODLE_ERROR_DESTROYED;
}

noodle_status noodle_clear_interrupt(noodle_runtime* runtime) {
    return onRuntime(runtime, [](Engine& e) {
        e.isolate().clearInterrupt();
        return noodle_status{NOODLE_OK};
    });
}

noodle_status noodle_set_time_limit(noodle_runtime* runtime, uint64_t milliseconds) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (milliseconds > (uint64_t{1} << 40))
            return e.misuse(NOODLE_ERROR_ARGUMENT, "the time limit is out of range");
        e.setTimeLimit(milliseconds * 1'000'000);
        return NOODLE_OK;
    });
}

noodle_status noodle_set_heap_limit(noodle_runtime* runtime, uint64_t bytes) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        e.isolate().heap().changeOptions().limitBytes = bytes;
        return NOODLE_OK;
    });
}

// ---- other threads

noodle_status noodle_post(noodle_runtime* runtime, noodle_post_fn function, void* data, void (*drop)(void*)) {
    if (runtime == nullptr || function == nullptr) return NOODLE_ERROR_ARGUMENT;
    if (addPost(*runtime, {function, data, drop, nullptr})) return NOODLE_OK;
    if (drop != nullptr) drop(data);
    return NOODLE_ERROR_DESTROYED;
}

noodle_status noodle_post_wait(noodle_runtime* runtime, noodle_post_fn function, void* data,
                               uint64_t timeout_ms) {
    if (runtime == nullptr || function == nullptr) return NOODLE_ERROR_ARGUMENT;
    if (runtime->isHere()) {
        if (noodle_status status = usable(runtime); status != NOODLE_OK) return status;
        function(runtime, data);
        return NOODLE_OK;
    }
    Waiter waiter;
    if (!addPost(*runtime, {function, data, nullptr, &waiter})) return NOODLE_ERROR_DESTROYED;
    constexpr uint64_t kLongest = 1'000'000'000;  // some 11 days; keeps the clock's arithmetic in range
    std::unique_lock lock(runtime->mutex);
    auto begun = [&] { return waiter.state != Waiter::State::Waiting; };
    if (!runtime->arrived.wait_for(lock, std::chrono::milliseconds(std::min(timeout_ms, kLongest)), begun)) {
        std::erase_if(runtime->posted, [&](const Posted& post) { return post.waiter == &waiter; });
        return NOODLE_ERROR_BUSY;
    }
    runtime->arrived.wait(lock, [&] { return waiter.state != Waiter::State::Running; });
    return waiter.state == Waiter::State::Done ? NOODLE_OK : NOODLE_ERROR_DESTROYED;
}

noodle_status noodle_run_posted(noodle_runtime* runtime, uint64_t timeout_ms) {
    if (noodle_status status = usable(runtime); status != NOODLE_OK) return status;
    if (runtime->engine->isBusy())
        return runtime->engine->misuse(NOODLE_ERROR_BUSY, "code of the runtime runs");
    {
        std::unique_lock lock(runtime->mutex);
        auto some = [&] { return !runtime->posted.empty(); };
        constexpr uint64_t kLongest = 1'000'000'000;
        if (!runtime->arrived.wait_for(lock, std::chrono::milliseconds(std::min(timeout_ms, kLongest)), some))
            return NOODLE_ERROR_NOT_FOUND;
    }
    {
        Engine::Busy busy(*runtime->engine);
        runPosted(*runtime, 0);
    }
    if (runtime->abandoned) endIfAbandoned(runtime);
    return NOODLE_OK;
}

noodle_status noodle_set_wake_hook(noodle_runtime* runtime, void (*hook)(void* data), void* data) {
    return onRuntime(runtime, [=](Engine&) -> noodle_status {
        std::lock_guard lock(runtime->mutex);
        runtime->wakeHook = hook;
        runtime->wakeData = data;
        return NOODLE_OK;
    });
}

// ---- memory and figures

void* noodle_allocate(noodle_runtime* runtime, size_t bytes, size_t alignment) {
    constexpr size_t kMostBytes = size_t{1} << 46;
    if (alignment == 0 || (alignment & (alignment - 1)) != 0 || bytes > kMostBytes) return nullptr;
    void* memory = nullptr;
    onRuntime(runtime, [&](Engine& e) -> noodle_status {
        if (!e.isolate().heap().hasRoomFor(bytes))
            return e.misuse(NOODLE_ERROR_MEMORY, "the heap limit is reached");
        const size_t least = std::max(alignment, sizeof(void*));
        if (::posix_memalign(&memory, least, std::max<size_t>(bytes, 1)) != 0) memory = nullptr;
        if (memory == nullptr) return e.misuse(NOODLE_ERROR_MEMORY, "the machine is out of memory");
        e.countHostBytes(static_cast<ptrdiff_t>(bytes));
        return NOODLE_OK;
    });
    return memory;
}

void noodle_deallocate(noodle_runtime* runtime, void* memory, size_t bytes, size_t) {
    if (runtime == nullptr || memory == nullptr) return;
    std::free(memory);
    if (usable(runtime) == NOODLE_OK) {
        runtime->engine->countHostBytes(-static_cast<ptrdiff_t>(bytes));
        return;
    }
    runtime->freedElsewhere.fetch_add(static_cast<int64_t>(bytes), std::memory_order_relaxed);
    runtime->anyReleased.store(true, std::memory_order_relaxed);
}

noodle_status noodle_statistics(noodle_runtime* runtime, noodle_statistics_data* result) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (result == nullptr || result->struct_size < sizeof(size_t))
            return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_statistics: struct_size is not set");
        noodle_statistics_data filled{};
        filled.struct_size = result->struct_size;
        e.fillStatistics(filled);
        std::memcpy(result, &filled, std::min(result->struct_size, sizeof filled));
        return NOODLE_OK;
    });
}

noodle_status noodle_collect(noodle_runtime* runtime) {
    return onRuntime(runtime, [](Engine& e) -> noodle_status {
        e.isolate().heap().collect();
        return NOODLE_OK;
    });
}

}  // extern "C"

// Engine: life, entries, values, calls. Errors: engine_errors.cpp. Slices of work: engine_work.cpp.
#include "embed/engine.h"

#include <pthread.h>

#include "embed/config.h"
#include "embed/host_object.h"
#include "embed/library_files.h"
#include "embed/runtime_state.h"
#include "runtime/base/clock.h"
#include "runtime/builtins/state.h"
#include "runtime/entry/iterate.h"
#include "runtime/loop/loop.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"

namespace noodle {

namespace {

SearchPaths searchPaths(const noodle_config& config) {
    SearchPaths paths;
    if (config.module_path != nullptr) paths.path = splitPathList(config.module_path);
    paths.standardLibrary = libraryFiles().standardLibrary;
    return paths;
}

}  // namespace

Engine::Engine(noodle_runtime* owner, const noodle_config& config)
    : owner_(owner),
      config_(config),
      loader_(searchPaths(config)),
      isolate_(isolateOptions(config), loader_),
      handles_(isolate_.heap()),
      hostError_(isolate_.heap()),
      opaqueClasses_(isolate_.heap()),
      errors_(config.enable_panic_handler ? config.error_history_size : 0),
      timeLimitNs_(config.time_limit_ms * 1'000'000),
      startedNs_(monotonicNs()) {
    config_.module_path = config_.jit_plugin = nullptr;  // the caller's texts
    hostError_.push(Value::undef());
    takeThread();
    isolate_.setArguments("", {});
    isolate_.setPollHook(&Engine::onPoll, this);
    EventLoop::of(isolate_).setFailureHook(&Engine::onTaskFailure, this);
    EventLoop::of(isolate_).setWaitHook(&Engine::onWait, this);
    loader_.setHostModules([this](std::string_view name) { return isolate_.linker().hasHostModule(name); });
    if (config.output == nullptr) return;
    builtinState(isolate_).out.redirect(&Engine::onOutput, this);
    builtinState(isolate_).err.redirect(&Engine::onErrorOutput, this);
}

// A suspended call is ended first: its frames hold objects of the native stack too.
Engine::~Engine() {
    closing_ = true;
    while (fiber_.hasJob()) {
        isolate_.terminate();
        onFiber(false);
    }
    for (Start& job : queued_) endJob(job, NOODLE_ERROR_DESTROYED, noodle_null());
    for (Start& job : waiting_) endJob(job, NOODLE_ERROR_DESTROYED, noodle_null());
    noodle_value_release(lastValue_);
    BuiltinState& state = builtinState(isolate_);
    state.out.flush();
    state.err.flush();
    handles_.forgetAll();
}

void Engine::takeThread() {
    pthread_attr_t attributes;
    if (::pthread_getattr_np(::pthread_self(), &attributes) != 0) return isolate_.enterThread();
    void* low = nullptr;
    size_t size = 0;
    ::pthread_attr_getstack(&attributes, &low, &size);
    ::pthread_attr_destroy(&attributes);
    stackLow_ = static_cast<const char*>(low);
    stackBase_ = stackLow_ + size;
    isolate_.enterStack(stackLow_, stackBase_);
}

bool Engine::onOutput(void* context, const char* data, size_t size) {
    const noodle_config& config = static_cast<Engine*>(context)->config_;
    return config.output(config.output_data, false, data, size);
}
bool Engine::onErrorOutput(void* context, const char* data, size_t size) {
    const noodle_config& config = static_cast<Engine*>(context)->config_;
    return config.output(config.output_data, true, data, size);
}

// ---- entries

Engine::Entry::Entry(Engine& engine) : engine_(engine) {
    if (engine_.depth_++ != 0) return;
    ++engine_.entries_;
    engine_.isolate_.startClock(engine_.timeLimitNs_);
    startNs_ = engine_.config_.slow_execution_threshold == 0 ? 0 : monotonicNs();
}

Engine::Entry::~Entry() {
    if (--engine_.depth_ != 0) return;
    builtinState(engine_.isolate_).out.flush();
    builtinState(engine_.isolate_).err.flush();
    if (startNs_ == 0) return;
    uint64_t tookMs = (monotonicNs() - startNs_) / 1'000'000;
    if (tookMs >= engine_.config_.slow_execution_threshold) ++engine_.slowEntries_;
}

// ---- values

bool Engine::take(const noodle_value& given, Value& value, noodle_status& status) {
    switch (given.type) {
        case NOODLE_NULL:
            value = Value::null();
            return true;
        case NOODLE_BOOL:
            value = Value::ofBool(given.as.integer != 0);
            return true;
        case NOODLE_INT:
            value = makeInt(isolate_, given.as.integer);
            if (!value.isException()) return true;
            status = failPending();
            return false;
        case NOODLE_FLOAT:
            value = Value::ofDouble(given.as.number);
            return true;
        default:
            break;
    }
    if (given.type < NOODLE_NULL || given.type > NOODLE_OTHER || given.as.handle == nullptr) {
        status = misuse(NOODLE_ERROR_ARGUMENT, "a value without a handle");
        return false;
    }
    if (given.as.handle->runtime != owner_) {
        status = misuse(NOODLE_ERROR_ARGUMENT, "the value belongs to another runtime");
        return false;
    }
    value = given.as.handle->value;
    return true;
}

noodle_type Engine::typeOf(Value v) {
    if (v.isNull() || v.isUndef()) return NOODLE_NULL;
    if (v.isBool()) return NOODLE_BOOL;
    if (isInt(v)) return NOODLE_INT;
    if (v.isDouble()) return NOODLE_FLOAT;
    if (!v.isObject()) return NOODLE_OTHER;
    switch (v.asObject()->kind) {
        case ObjectKind::String:
            return NOODLE_STRING;
        case ObjectKind::Bytes:
            return NOODLE_BYTES;
        case ObjectKind::List:
            return NOODLE_LIST;
        case ObjectKind::Map:
            return NOODLE_MAP;
        case ObjectKind::Class:
            return NOODLE_CLASS;
        case ObjectKind::Module:
            return NOODLE_MODULE;
        case ObjectKind::Task:
            return NOODLE_TASK;
        case ObjectKind::Function:
        case ObjectKind::NativeFunction:
        case ObjectKind::BoundMethod:
        case ObjectKind::PartialCall:
            return NOODLE_FUNCTION;
        case ObjectKind::Native:
            return opaqueOf(v) != nullptr ? NOODLE_OPAQUE : NOODLE_OBJECT;
        case ObjectKind::Instance:
        case ObjectKind::EnumValue:
            return NOODLE_OBJECT;
        default:
            return NOODLE_OTHER;
    }
}

noodle_value Engine::wrap(Value v) {
    noodle_value out = noodle_null();
    out.type = typeOf(v);
    switch (out.type) {
        case NOODLE_NULL:
            return out;
        case NOODLE_BOOL:
            out.as.integer = v.isTrue() ? 1 : 0;
            return out;
        case NOODLE_INT:
            out.as.integer = toInt64(v);
            return out;
        case NOODLE_FLOAT:
            out.as.number = v.asDouble();
            return out;
        default:
            break;
    }
    auto* handle = new noodle_handle;
    handle->runtime = owner_;
    handle->value = v;
    owner_->references.fetch_add(1, std::memory_order_relaxed);
    handles_.add(handle);
    out.as.handle = handle;
    return out;
}

void Engine::unwrap(noodle_handle* handle) {
    handles_.remove(handle);
    delete handle;
}

noodle_status Engine::give(Value value, noodle_value* out) {
    if (value.isException()) return failPending();
    if (out != nullptr) *out = wrap(value);
    return NOODLE_OK;
}

// ---- calls

noodle_status Engine::call(Value callee, std::span<const Value> arguments, std::span<String* const> names,
                           noodle_value* out) {
    Entry entry(*this);
    Value result =
        names.empty() ? isolate_.call(callee, arguments) : isolate_.callNamed(callee, arguments, names);
    return give(result, out);
}

Value Engine::callHost(noodle_function_fn function, void* data, std::span<const Value> arguments) {
    constexpr size_t kFew = 8;
    noodle_value few[kFew];
    std::vector<noodle_value> many;
    noodle_value* given = few;
    if (arguments.size() > kFew) {
        many.resize(arguments.size());
        given = many.data();
    }
    for (size_t i = 0; i < arguments.size(); ++i) given[i] = wrap(arguments[i]);
    noodle_value result = noodle_null();
    hostError_[0] = Value::undef();
    ++hostDepth_;
    noodle_status status = function(owner_, data, given, arguments.size(), &result);
    --hostDepth_;
    for (size_t i = 0; i < arguments.size(); ++i) noodle_value_release(given[i]);
    Value value = Value::null();
    noodle_status taken = NOODLE_OK;
    if (status == NOODLE_OK && !take(result, value, taken)) status = taken;
    noodle_value_release(result);
    return status == NOODLE_OK ? value : hostFailure(status);
}

Class* Engine::opaqueClass(std::string_view tag) {
    auto found = opaqueKinds_.find(std::string(tag));
    if (found != opaqueKinds_.end()) return opaqueClasses_[found->second.position].cast<Class>();
    OpaqueKind& kind = opaqueKinds_[std::string(tag)];
    kind.info.name = tag;
    Class* cls = newClass(isolate_, &kind.info, isolate_.types().object, nullptr);
    if (cls == nullptr) {
        opaqueKinds_.erase(std::string(tag));
        return nullptr;
    }
    kind.position = opaqueClasses_.size();
    opaqueClasses_.push(Value::ofObject(cls));
    return cls;
}

// ---- figures

void Engine::countHostBytes(ptrdiff_t bytes) {
    hostBytes_ += static_cast<uint64_t>(bytes);
    isolate_.heap().adjustExternal(bytes);
}

void Engine::fillStatistics(noodle_statistics_data& out) {
    const IsolateStats stats = isolate_.stats();
    out.uptime_ns = monotonicNs() - startedNs_;
    out.heap_used = stats.heap.liveBytes;
    out.heap_peak = stats.heap.peakBytes;
    out.heap_limit = isolate_.heap().options().limitBytes;
    out.host_bytes = hostBytes_;
    out.allocated_bytes = stats.heap.allocatedBytes;
    out.allocated_objects = stats.heap.allocatedObjects;
    out.freed_objects = stats.heap.freedObjects;
    out.collections = stats.heap.collections;
    out.full_collections = stats.heap.fullCollections;
    out.pause_total_ns = stats.heap.pauseNsTotal();
    out.pause_max_ns = stats.heap.pauseNsMax();
    out.handles = handles_.size();
    out.entries = entries_;
    out.errors = errorCount_;
    out.panics = panicCount_;
    out.slow_entries = slowEntries_;
    out.thrown_errors = stats.vm.throws;
    out.modules = stats.vm.modules;
    if (Tiering* tiering = isolate_.tiering()) out.compiled_functions = tiering->stats().compiled;
    if (const ExecutionStats* executed = isolate_.executionStats()) {
        for (uint64_t count : executed->executed) out.executed_instructions += count;
    }
}

}  // namespace noodle

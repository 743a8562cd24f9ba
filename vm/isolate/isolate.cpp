#include "vm/isolate/isolate.h"

#include <cerrno>
#include <cstring>

#include "runtime/base/check.h"
#include "runtime/base/clock.h"
#include "runtime/builtins/builtins.h"
#include "runtime/builtins/memory_objects.h"
#include "runtime/builtins/state.h"
#include "runtime/entry/text.h"
#include "runtime/loop/loop.h"
#include "runtime/memory/program_memory.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {

namespace {

VmOptions vmOptions(const IsolateOptions& options) {
    VmOptions vm;
    vm.heap = options.heap;
    // An isolate without its builtins can run nothing: what a program may use counts from there on.
    vm.heap.limitBytes = 0;
    vm.heap.failAllocation = 0;
    // A frame's record takes about as much as the few values of a small function.
    vm.stack.valueBytes = options.stackBytes / 2;
    vm.stack.frameCount = options.stackBytes / 2 / sizeof(Frame);
    vm.timeLimitNs = options.timeLimitNs;
    vm.hashSeed = options.hashSeed != 0 ? options.hashSeed : randomSeed();
    vm.fuse = options.fuse;
    vm.countExecution = options.countExecution;
    vm.profile = options.profile;
    vm.tier = options.tier;
    vm.nativeModules = nativeModuleNames();
    return vm;
}

}  // namespace

Isolate::Isolate(const IsolateOptions& options, ModuleLoader& loader)
    : Vm(vmOptions(options), loader, findNativeModule) {
    NOODLE_CHECK(installBuiltins(*this), "no memory for the builtin types");
    EventLoop::of(*this).setFailureHook(&Isolate::onTaskFailure, this);
    BuiltinState& state = noodle::builtinState(*this);
    state.memory->pressure = PressureMonitor(options.highMemoryBytes, monotonicNs());
    state.measureRegions = &Isolate::measureRegions;
    state.reflector = &isolateReflector();
    state.leaks = &Isolate::listLeaks;
    leakNs_ = options.leakNs;
    HeapOptions& heapOptions = heap().changeOptions();
    heapOptions.limitBytes = options.heap.limitBytes;
    heapOptions.failAllocation = options.heap.failAllocation;
}

Isolate::~Isolate() = default;

Outcome Isolate::mayStart(const IsolateOptions& options, const MemoryReading& reading) {
    PressureLevels levels(options.highMemoryBytes);
    if (levels.update(reading) != PressureLevel::Critical) return Unit{};
    return Failure{"memory is critically short: no further isolate is started", kStatusLimit};
}

void Isolate::setArguments(std::string script, std::vector<std::string> arguments) {
    BuiltinState& state = noodle::builtinState(*this);
    state.scriptPath = script;
    state.argv = std::move(arguments);
    state.argv.insert(state.argv.begin(), std::move(script));
}

Value Isolate::findBuiltinValue(String* name) {
    return findBuiltin(*this, view(*this, name));
}

// ---- memory
// ----------------------------------------------------------------------------------------------------------

namespace {

class Reactions final : public PressureReactions {
  public:
    Reactions(Heap& heap, ProgramMemory& memory) : heap_(heap), memory_(memory) {}
    void trimPools() override {
        memory_.pools.trim();
        memory_.regions.trim();
    }
    void evictCaches(bool all) override { memory_.evict(all); }
    void collect() override { heap_.collect(); }
    size_t heapBytes() override { return heap_.stats().liveBytes; }

  private:
    Heap& heap_;
    ProgramMemory& memory_;
};

}  // namespace

Value Isolate::poll() {
    if (pollHook_ != nullptr) pollHook_(pollContext_);
    NOODLE_TRY(Vm::poll());
    ProgramMemory& memory = *noodle::builtinState(*this).memory;
    uint64_t now = monotonicNs();
    if (!memory.pressure.isDue(now)) return Value::null();
    Reactions reactions(heap(), memory);
    memory.pressure.look(readMemory(), now, reactions);
    return Value::null();
}

void Isolate::measureRegions(Mutator& m, Regions& regions) {
    auto& self = static_cast<Isolate&>(m);
    size_t code = self.linker().codeBytes();
    regions.of(RegionKind::Persistent).measure(code, code);
    Region& stack = regions.of(RegionKind::Stack);
    stack.setLimit(self.stack().reservedBytes());
    stack.measure(self.stack().usedBytes(), self.stack().reservedBytes());
}

void Isolate::watchHeap(const HeapProfiler::Options& options) {
    heapProfiler_ = nullptr;
    heapProfiler_ = std::make_unique<HeapProfiler>(*this, options);
}

namespace {

Value textList(Mutator& m, const std::vector<std::string>& texts) {
    List* list = newList(m);
    NOODLE_TRY_PTR(list);
    for (const std::string& text : texts) {
        Value v = valueOrException(newStringLossy(m, text));
        if (v.isException() || !listAppend(m, list, v)) return Value::exception();
    }
    return Value::ofObject(list);
}

Value leakMap(Mutator& m, const HeapProfile& profile, const HeapProfile::Leak& leak) {
    Value place = valueOrException(newStringLossy(m, placeOf(profile.sites[leak.site])));
    NOODLE_TRY(place);
    Value type = valueOrException(newStringLossy(m, leak.type));
    NOODLE_TRY(type);
    Value path = textList(m, leak.path);
    NOODLE_TRY(path);
    return FigureMap(m)
        .add("place", place)
        .add("type", type)
        .add("objects", leak.objects)
        .add("bytes", leak.bytes)
        .add("age", leak.ageSeconds)
        .add("path", path)
        .done();
}

}  // namespace

/// What looks like a leak, the biggest first. The first call begins to watch.
Value Isolate::listLeaks(Mutator& m) {
    auto& self = static_cast<Isolate&>(m);
    List* list = newList(m);
    NOODLE_TRY_PTR(list);
    if (self.heapProfiler_ == nullptr) {
        HeapProfiler::Options options;
        options.leakNs = self.leakNs_;
        self.watchHeap(options);
        return Value::ofObject(list);
    }
    const HeapProfile profile = self.heapProfiler_->profile();
    for (const HeapProfile::Leak& leak : profile.leaks) {
        Value row = leakMap(m, profile, leak);
        if (row.isException() || !listAppend(m, list, row)) return Value::exception();
    }
    return Value::ofObject(list);
}

// ---- running
// ---------------------------------------------------------------------------------------------------------

int Isolate::run(std::shared_ptr<const CodeUnit> unit) {
    enterThread();
    bool ended = true;
    int status = finish(execute(std::move(unit), ended));
    return status == kStatusOk && !ended ? kStatusFailed : status;
}

Value Isolate::execute(std::shared_ptr<const CodeUnit> unit, bool& ended) {
    UnitState* state = linker().instantiate(std::move(unit));
    NOODLE_TRY_PTR(state);
    linker().setStarted(state);
    Value outcome = runProgram(*state);
    Value error = outcome.isException() ? takePending() : Value::undef();
    ended = runExits();
    return outcome.isException() ? throwValue(error) : outcome;
}

Module* Isolate::load(std::shared_ptr<const CodeUnit> unit) {
    UnitState* state = linker().instantiate(std::move(unit));
    if (state == nullptr) return nullptr;
    Value body = linker().runOnce(*state);
    if (Task* task = body.as<Task>()) body = runUntilDone(task);
    return body.isException() ? nullptr : state->module();
}

bool Isolate::runExits() {
    ValueVector& exits = noodle::builtinState(*this).exits;
    bool good = true;
    while (!exits.empty()) {
        Value result = call(exits.pop(), {});
        if (Task* task = result.as<Task>()) result = runUntilDone(task);
        if (!result.isException()) continue;
        Value error = takePending();
        if (isExit(error)) continue;
        good = false;
        reportFailure("a function given to onExit failed: ", error);
    }
    return good;
}

Value Isolate::runProgram(UnitState& state) {
    const Value body = linker().runOnce(state);
    NOODLE_TRY(body);
    ValueVector kept(heap());
    kept.push(body);
    program_ = body.as<Task>();
    const Value outcome = runMainAndLoop(state);
    program_ = nullptr;
    return outcome;
}

Value Isolate::runMainAndLoop(UnitState& state) {
    Value result = Value::null();
    if (state.unit().module().callsMain) {
        result = callMain(state);
        NOODLE_TRY(result);
    } else if (program_ != nullptr) {
        // Its failure ends the program, whatever tasks and servers are left, as one does in a body that never
        // waits.
        NOODLE_TRY(runUntilDone(program_));
    }
    NOODLE_TRY(EventLoop::of(*this).runAll());
    return result;
}

Value Isolate::callMain(UnitState& state) {
    uint32_t variable = state.unit().module().mainVariable;
    Value result = call(state.module()->slots->values()[variable], {});
    if (Task* task = result.as<Task>()) return runUntilDone(task);
    return result;
}

int Isolate::finish(Value outcome) {
    BuiltinState& state = noodle::builtinState(*this);
    int status = kStatusOk;
    if (outcome.isException()) {
        Value error = takePending();
        state.out.flush();
        status = statusOf(error);
        bool wanted = is(error, types().exitError);
        if (!wanted && !state.out.broken()) state.err.write(describeError(error));
    } else if (isInt(outcome)) {
        status = static_cast<int>(toInt64(outcome) & 0xFF);
    }
    if (status == kStatusOk && taskFailed_) status = kStatusFailed;
    state.out.flush();
    state.err.flush();
    if (state.out.broken()) {
        if (state.out.error() == EPIPE) return kStatusOk;  // the reader has seen enough
        state.err.write(std::string("cannot write standard output: ") + std::strerror(state.out.error()) +
                        "\n");
        return kStatusIo;
    }
    return status;
}

bool Isolate::is(Value error, Class* cls) const {
    const Instance* object = error.as<Instance>();
    return object != nullptr && isSubclass(object->cls, cls);
}

int Isolate::statusOf(Value error) {
    CoreTypes& t = types();
    if (is(error, t.exitError)) {
        Value code = getField(error.cast<Instance>(), errorFields().value);
        return isInt(code) ? static_cast<int>(toInt64(code) & 0xFF) : kStatusFailed;
    }
    if (is(error, t.limitError) || is(error, t.outOfMemoryError)) return kStatusLimit;
    if (is(error, t.permissionError)) return kStatusPermission;
    return is(error, t.interruptError) ? kStatusInterrupted : kStatusFailed;
}

// Exception with nothing pending: `failure` says why the input could not be started.
Value Isolate::runSessionInput(const CodeUnit& unit, std::string& failure) {
    if (session_ == nullptr) session_ = std::make_unique<Session>(*this, linker());
    Result<UnitState*> state = session_->add(unit.module());
    if (!state.ok()) {
        failure = state.failure().message + "\n";
        return Value::exception();
    }
    linker().setStarted(state.value());
    NOODLE_TRY(linker().runOnce(*state.value()));
    return EventLoop::of(*this).runAll();
}

Value Isolate::evaluateInput(std::shared_ptr<const CodeUnit> unit, std::string& failure) {
    clearModuleResult();
    NOODLE_TRY(runSessionInput(*unit, failure));
    Value value = moduleResult();
    return value.isUndef() ? Value::null() : value;
}

Isolate::InputResult Isolate::runInput(std::shared_ptr<const CodeUnit> unit) {
    enterThread();
    InputResult result{InputState::Done, kStatusOk, {}};
    Value outcome = evaluateInput(std::move(unit), result.text);
    if (!outcome.isException() && !outcome.isNull() && !appendRepr(*this, result.text, outcome))
        outcome = Value::exception();
    if (outcome.isException()) {
        result.state = InputState::Failed;
        result.status = kStatusFailed;
    }
    if (outcome.isException() && hasPending()) {
        Value error = takePending();
        if (is(error, types().exitError)) result.state = InputState::Exit;
        result.status = statusOf(error);
        result.text = describeError(error);
    }
    noodle::builtinState(*this).out.flush();
    return result;
}

// ---- reports
// ---------------------------------------------------------------------------------------------------------

void Isolate::reportFailure(const char* what, Value error) {
    BuiltinState& state = noodle::builtinState(*this);
    state.out.flush();
    state.err.write(what + describeError(error));
}

void Isolate::reportIgnored(Value error) {
    reportFailure("error in a destructor, ignored: ", error);
}

void Isolate::onTaskFailure(void* context, Task* task) {
    auto& self = *static_cast<Isolate*>(context);
    self.reportFailure(task == self.program_ ? "" : "a task failed and nobody awaited it: ", task->result);
    self.taskFailed_ = true;
}

}  // namespace noodle

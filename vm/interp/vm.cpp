#include "vm/interp/vm.h"

#include <pthread.h>

#include <algorithm>

#include "runtime/base/clock.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/loop/loop.h"
#include "runtime/object/errors.h"
#include "runtime/object/string.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

constexpr int32_t kBudget = 10'000;  // loop iterations and calls between two polls
constexpr int32_t kEagerBudget = 3;  // the same where everything is compiled at its first chance
constexpr uint32_t kEagerWarmCalls = 2;
constexpr size_t kNativeReserve = 256u << 10;  // below the limit: for natives that do not check
// For finally blocks, and for whoever catches LimitError, after the time limit was reported.
constexpr uint64_t kLimitGraceNs = 50'000'000;

/// Lowest usable address of the calling thread's native stack.
uintptr_t nativeStackBottom(size_t wantedBytes) {
    pthread_attr_t attributes;
    void* bottom = nullptr;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &bottom, &size);
        pthread_attr_destroy(&attributes);
    }
    auto low = reinterpret_cast<uintptr_t>(bottom);
    auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
    if (wantedBytes != 0 && here > wantedBytes) low = std::max(low, here - wantedBytes);
    return low;
}

}  // namespace

Vm::Vm(const VmOptions& options, ModuleLoader& loader, NativeModuleFinder natives)
    : Mutator(options.heap, options.hashSeed),
      options_(options),
      stack_(options.stack),
      linker_(*this, *this, loader, natives, options.nativeModules) {
    heap_.addRoots(&stack_);
    setEventLoop(std::make_unique<EventLoop>(*this));
#define VM_NAME(field, text) names_.field = intern(text);
#include "vm/interp/names.def"
#undef VM_NAME
    if (options.countExecution) execution_ = std::make_unique<ExecutionStats>();
    if (options.tier.level != Level::None && options.fuse.quicken && !options.countExecution)
        tiering_ = std::make_unique<Tiering>(*this, options.tier);
    const bool eager = tiering_ != nullptr && options.tier.callThreshold == 0;
    fullBudget_ = budget_ = eager ? kEagerBudget : kBudget;
    warmCalls_ = eager ? kEagerWarmCalls : kWarmCalls;
    enterThread();
}

Vm::~Vm() {
    watchdog_.reset();
    tiering_.reset();
    heap_.removeRoots(&stack_);
    setEventLoop(nullptr);
}

void Vm::enterThread() {
    nativeStackLimit_ = nativeStackBottom(options_.nativeStackBytes) + kNativeReserve;
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        void* bottom = nullptr;
        size_t size = 0;
        pthread_attr_getstack(&attributes, &bottom, &size);
        pthread_attr_destroy(&attributes);
        heap_.setStackBase(static_cast<char*>(bottom) + size);
    }
    startClock(options_.timeLimitNs);
}

void Vm::enterStack(const void* lowest, const void* base) {
    nativeStackLimit_ = reinterpret_cast<uintptr_t>(lowest) + kNativeReserve;
    heap_.setStackBase(base);
}

void Vm::startClock(uint64_t limitNs) {
    setClock({.deadlineNs = limitNs == 0 ? 0 : monotonicNs() + limitNs});
}

void Vm::setClock(const Clock& clock) {
    clock_ = clock;
    if (watchdog_ == nullptr) {
        if (clock.deadlineNs == 0) return;
        watchdog_ = std::make_unique<Watchdog>([this] {
            stack_.requestStop();
            static_cast<EventLoop*>(eventLoop())->wake();
        });
    }
    watchdog_->watch(clock.deadlineNs);
}

void Vm::terminate() {
    clock_ = {.deadlineNs = 1, .limitReported = true, .expired = true};
    stack_.requestStop();
}

void Vm::interrupt() {
    interrupted_.store(true, std::memory_order_release);
    stack_.requestStop();
    static_cast<EventLoop*>(eventLoop())->wake();
}

bool Vm::spendBudget() {
    budget_ = fullBudget_;
    if (options_.profile && !stack_.empty()) windowOpens_ = sampler_.poll(stack_.frame());
    return !poll().isException();
}

// The request to stop is cleared before the flag is read: one that comes in between raises both again.
Value Vm::poll() {
    ++counters_.polls;
    stack_.clearStop();
    if (interrupted_.exchange(false, std::memory_order_acq_rel))
        return throwError(*this, types_.interruptError, "interrupted");
    if (clock_.deadlineNs != 0 && (clock_.expired || monotonicNs() > clock_.deadlineNs)) {
        setClock({.deadlineNs = monotonicNs() + kLimitGraceNs,
                  .limitReported = true,
                  .expired = clock_.limitReported});
        return throwError(*this, types_.limitError, "time limit exceeded");
    }
    if (tiering_ != nullptr) tiering_->install();
    if (!dying_.empty() && !runningDestructors_ && !runDestructors()) return Value::exception();
    return Value::null();
}

bool Vm::stopIsDue() const {
    return interrupted_.load(std::memory_order_acquire) ||
           (clock_.deadlineNs != 0 && monotonicNs() > clock_.deadlineNs);
}

void Vm::onDeath(HeapObject* dead) {
    dying_.push_back(dead);
    stack_.requestStop();
}

// Destructors may make objects with destructors for ever: a request to stop is left to the next poll.
bool Vm::runDestructors() {
    runningDestructors_ = true;
    bool goesOn = true;
    while (!dying_.empty() && goesOn) {
        if (stopIsDue()) {
            stack_.requestStop();
            break;
        }
        Value object = Value::ofObject(dying_.back());
        dying_.pop_back();
        for (String* name : {names_.destructor, names_.dunderDel}) {
            Value method = findMemberValue(*this, object, name);
            if (!method.isException() && !method.isUndef()) method = call(method, {});
            if (method.isException()) goesOn = ignoreError();
            if (!method.isUndef()) break;
        }
    }
    runningDestructors_ = false;
    return goesOn;
}

// Of a destructor. An interrupt or limit is meant for the program.
bool Vm::ignoreError() {
    Class* cls = pending().as<Instance>() == nullptr ? nullptr : pending().cast<Instance>()->cls;
    if (cls == types_.limitError || cls == types_.interruptError) return false;
    reportIgnored(takePending());
    return true;
}

void Vm::traceRoots(Marker& marker) {
    Mutator::traceRoots(marker);
    if (rootsChanged_ || !marker.onlyChanged()) {
        marker.reportsUnchanged(!rootsChanged_);
        linker_.traceRoots(marker);
        plans_.traceRoots(marker);
        lookups_.traceRoots(marker);
        for (const auto& [position, text] : traceTexts_) marker.markObject(text);
        marker.reportsUnchanged(false);
    }
    if (marker.settles()) rootsChanged_ = false;
    marker.mark(result_.isException() ? Value::undef() : result_);
    marker.mark(moduleResult_);
    marker.markObject(closing_);
    for (HeapObject* object : dying_) marker.markObject(object);
    // Names are interned and so never die.
}

Value Vm::runModuleBody(UnitState& state) {
    ++counters_.modules;
    if (nativeStackLow()) return throwStackOverflow(*this);
    auto* body = allocateObject<Function>(*this);
    NOODLE_TRY_PTR(body);
    body->info = &state.unit().function(0);
    body->state = &state.function(0);
    return call(Value::ofObject(body), {});
}

Value Vm::runUntilDone(Task* task) {
    return static_cast<EventLoop*>(eventLoop())->runUntil(task);
}

Value Vm::importModule(std::string_view path, Module* from) {
    const UnitState* importer =
        from == nullptr || from->unit == nullptr ? linker_.started() : UnitState::of(from);
    bool dotted = path.find('/') == std::string_view::npos;
    std::string_view file =
        importer == nullptr ? std::string_view() : std::string_view(importer->unit().file());
    return valueOrException(linker_.import(path, dotted, file));
}

}  // namespace noodle

#include "vm/interp/tiering.h"

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "runtime/base/clock.h"
#include "vm/interp/vm.h"
#include "vm/load/fuse.h"

namespace noodle {

namespace {

// Exits at one place before the code is made anew. Making it costs as much as thousands of calls that leave
// early; but a loop that leaves is interpreted until the next poll, and a place that was never reached before
// is easily mended.
constexpr uint32_t kPatience = 50, kLoopPatience = 5, kPlacePatience = 3;

const uint8_t* stub(SuperOpcode op) {
    static constexpr uint8_t kCount = static_cast<uint8_t>(SuperOpcode::CountCall);
    static constexpr uint8_t kEnter = static_cast<uint8_t>(SuperOpcode::EnterNative);
    return op == SuperOpcode::CountCall ? &kCount : &kEnter;
}

bool suspends(const FunctionState& state) {
    return (state.proto->flags & (FunctionInfo::kAsync | FunctionInfo::kGenerator)) != 0;
}

}  // namespace

Tiering::Tiering(Vm& vm, const TierOptions& options) : vm_(vm), options_(options) {
    vm.heap().addRoots(this);
}

Tiering::~Tiering() {
    vm_.heap().removeRoots(this);
}

Compiler* Tiering::compiler() {
    if (opened_) return compiler_.get();
    opened_ = true;
    void* library = dlopen(options_.plugin.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return nullptr;
    auto open = reinterpret_cast<OpenCompiler>(dlsym(library, "noodleOpenCompiler"));
    if (open == nullptr) return nullptr;
    NativeHost host = nativeHost(vm_);
    if (!options_.cacheFolder.empty()) host.cacheFolder = options_.cacheFolder.c_str();
    host.cacheLimit = options_.cacheLimit;
    compiler_.reset(open(&host));
    return compiler_.get();
}

NativeCode& Tiering::codeOf(FunctionState& state) {
    if (state.native == nullptr) state.native = codes_.emplace_back(std::make_unique<NativeCode>()).get();
    return *state.native;
}

void Tiering::watch(FunctionState& state) {
    if (suspends(state) || state.own == nullptr) return;
    state.calls = 0;
    state.code = stub(SuperOpcode::CountCall);
}

double Tiering::costOf(const FunctionState& state) const {
    constexpr double kFirstGuessMsPerByte = 0.1;
    const double perByte = stats_.compiledBytes == 0
                               ? kFirstGuessMsPerByte
                               : stats_.compileMs / static_cast<double>(stats_.compiledBytes);
    return perByte * static_cast<double>(state.proto->def->code.size());
}

// Compiling may take a share of what the program has used so far, so that a short program is never much
// slower for it. What is hottest asks again soonest, so it comes first; where that is more than there is,
// others must leave enough for it, as long as it goes on asking.
bool Tiering::affords(const FunctionState& state) {
    constexpr double kShare = 0.2, kFirstMs = 80;
    constexpr uint32_t kDenials = 8;
    if (options_.callThreshold == 0) return true;
    double needed = stats_.compileMs + costOf(state);
    for (const Pending& pending : pending_) needed += pending.costMs;
    if (saving_ != nullptr && saving_ != &state) needed += costOf(*saving_);
    if (needed <= kFirstMs + kShare * static_cast<double>(processCpuNs()) * 1e-6) {
        if (saving_ == &state) saving_ = nullptr;
        return true;
    }
    ++stats_.postponed;
    if (saving_ == nullptr || ++deniedSince_ > kDenials) saving_ = &state;
    if (saving_ == &state) deniedSince_ = 0;
    return false;
}

void Tiering::compile(FunctionState& state, Function* closure, uint32_t loop) {
    NativeCode& code = codeOf(state);
    Compiler* with = compiler();
    if (with == nullptr || suspends(state) || code.attempts >= kMaxAttempts) {
        code.refused = true;
        return;
    }
    ++code.attempts;
    code.pending = true;
    NativeRequest request;
    request.mutator = &vm_;
    request.state = &state;
    request.closure = closure;
    request.loop = loop;
    request.level = options_.level;
    request.background = options_.callThreshold != 0;
    request.verify = !request.background;
    request.forceExits = options_.deoptEvery != 0;
    std::string what = options_.dump;
    size_t colon = what.find(':');
    if (colon == std::string::npos || what.substr(colon + 1) == state.proto->displayName()) {
        what = what.substr(0, colon);
        if (!what.empty()) request.dump = what.c_str();
    }
    pending_.push_back({with->compile(request), &state, loop, costOf(state)});
    vm_.noteRootsChanged();
    install();
}

void Tiering::install() {
    for (size_t i = 0; i < pending_.size();) {
        if (!pending_[i].job->done.load(std::memory_order_acquire)) {
            ++i;
            continue;
        }
        const Pending done = std::move(pending_[i]);
        pending_.erase(pending_.begin() + static_cast<ptrdiff_t>(i));
        install(done);
    }
}

void Tiering::install(const Pending& pending) {
    FunctionState& state = *pending.state;
    NativeCode& code = codeOf(state);
    NativeJob& job = *pending.job;
    const bool whole = pending.loop == NativeUnit::kWhole;
    const std::string name(state.proto->displayName());
    code.pending = false;
    if (job.unit == nullptr || job.unit->entry == nullptr) {
        code.refused = true;
        ++stats_.refused;
        refusals_.push_back({&state, job.reason});
        if (whole) state.code = state.body;
        if (options_.traceExits)
            std::fprintf(stderr, "[tier] %s is left to the interpreter: %s\n", name.c_str(),
                         job.reason.c_str());
        return;
    }
    NativeUnit* unit = job.unit.get();
    ++(whole ? stats_.compiled : stats_.loops);
    stats_.compileMs += unit->compileMs;
    stats_.fromCache += unit->fromCache;
    stats_.compiledBytes += unit->bytecodeBytes;
    auto place = std::lower_bound(units_.begin(), units_.end(), unit->begin,
                                  [](const NativeUnit* u, uintptr_t a) { return u->begin < a; });
    units_.insert(place, unit);
    if (options_.perfMap) nameForPerf(*unit, name);
    if (options_.traceExits)
        std::fprintf(stderr, "[tier] compiled %s%s in %.2f ms, %zu bytes of code, %zu exits\n", name.c_str(),
                     whole ? "" : " (loop)", unit->compileMs, unit->end - unit->begin, unit->exits.size());
    if (whole) {
        code.whole = std::move(job.unit);
        // What is still in the interpreter may end soon; only what stays there is entered in the middle.
        code.ticks = 0;
        code.loopTicks.clear();
        publish(state, *unit);
    } else {
        code.loops.push_back(std::move(job.unit));
    }
    makeRoom(*unit);
}

void Tiering::publish(FunctionState& state, const NativeUnit& unit) {
    state.nativeEntry = unit.entry;
    state.code = stub(SuperOpcode::EnterNative);
}

// As the perf tool reads it: start and size in hexadecimal digits, then a name.
void Tiering::nameForPerf(const NativeUnit& unit, const std::string& name) {
    const std::string path = "/tmp/perf-" + std::to_string(getpid()) + ".map";
    std::FILE* file = std::fopen(path.c_str(), "ae");
    if (file == nullptr) return;
    std::fprintf(file, "%zx %zx noodle:%s%s\n", unit.begin, unit.end - unit.begin, name.c_str(),
                 unit.loop == NativeUnit::kWhole ? "" : " (loop)");
    std::fclose(file);
}

void Tiering::compileWhole(FunctionState& state, Function* closure) {
    install();
    NativeCode& code = codeOf(state);
    if (code.whole != nullptr) {
        code.whole->idle = false;
        return publish(state, *code.whole);
    }
    state.calls = 0;  // it goes on being counted
    if (!code.refused && !code.pending && affords(state)) compile(state, closure, NativeUnit::kWhole);
    if (code.refused) state.code = state.body;
}

/// Counts a poll at the head of a loop; gives how many there were.
uint32_t Tiering::countTick(NativeCode& code, uint32_t head) {
    ++code.ticks;
    auto known = std::ranges::find(code.loopTicks, head, &NativeCode::LoopTicks::head);
    if (known == code.loopTicks.end()) known = code.loopTicks.insert(known, {head, 0});
    return ++known->ticks;
}

NativeUnit* Tiering::loopCode(Frame* frame, uint32_t head) {
    FunctionState& state = *frame->state;
    if (state.own == nullptr || (frame->flags & kFrameCoroutine) != 0) return nullptr;
    NativeCode& code = codeOf(state);
    for (const auto& unit : code.loops) {
        if (unit->loop != head) continue;
        unit->idle = false;
        return unit.get();
    }
    const uint32_t inLoop = countTick(code, head);
    if (code.ticks < options_.loopTicks || code.refused) return nullptr;
    // A poll may find a loop in its first turn, of which the profile knows nothing yet.
    if (inLoop < std::min(options_.loopTicks, 2u)) return nullptr;
    // What is called again and again is compiled whole at its next call; what stays is entered in the middle.
    if (state.calls != code.callsSeen && code.whole == nullptr && options_.callThreshold > 0) {
        state.calls = std::max(state.calls, options_.callThreshold - 1);
        code.callsSeen = state.calls;
        return nullptr;
    }
    if (code.pending || !affords(state)) return nullptr;
    compile(state, frame->closure, head);
    for (const auto& unit : code.loops)
        if (unit->loop == head) return unit.get();
    return nullptr;
}

void Tiering::discard(NativeUnit& unit) {
    if (unit.discarded) return;
    ++stats_.discarded;
    retire(unit);
}

/// Nothing enters the unit any more; frames in it go on.
void Tiering::retire(NativeUnit& unit) {
    unit.discarded = true;
    NativeCode& code = *unit.state->native;
    if (code.whole.get() == &unit) {
        code.retired.push_back(std::move(code.whole));
        unit.state->calls = 0;
        unit.state->code = stub(SuperOpcode::CountCall);
        unit.state->nativeEntry = nullptr;
        return;
    }
    auto found =
        std::find_if(code.loops.begin(), code.loops.end(), [&](const auto& u) { return u.get() == &unit; });
    if (found == code.loops.end()) return;
    code.retired.push_back(std::move(*found));
    code.loops.erase(found);
}

// Units are asked in turn, and those go that were not used since they were asked last. A function that is
// asked has to be counted again for a while to prove that it is used; the code stays until then.
void Tiering::makeRoom(const NativeUnit& newest) {
    const auto inUse = [&] {
        return std::ranges::count_if(units_, [](const NativeUnit* unit) { return !unit->discarded; });
    };
    while (static_cast<uint64_t>(inUse()) > options_.cacheUnits && evictNext(newest)) {
    }
    if (units_.size() > options_.cacheUnits) freeRetired();
}

/// False: there is none that may go.
bool Tiering::evictNext(const NativeUnit& newest) {
    constexpr uint32_t kCallsToProve = 16;
    for (size_t looked = 0; looked < 2 * units_.size(); ++looked) {
        hand_ = (hand_ + 1) % units_.size();
        NativeUnit& unit = *units_[hand_];
        if (unit.discarded || &unit == &newest) continue;
        FunctionState& state = *unit.state;
        if (unit.idle) {
            ++stats_.evicted;
            --state.native->attempts;  // it may be compiled again
            retire(unit);
            return true;
        }
        unit.idle = true;
        if (unit.loop != NativeUnit::kWhole) continue;
        state.calls = options_.callThreshold - std::min(options_.callThreshold, kCallsToProve);
        state.code = stub(SuperOpcode::CountCall);
        state.nativeEntry = nullptr;
    }
    return false;
}

// Units that nothing enters any more, while no native code is running.
void Tiering::freeRetired() {
    if (vm_.runsNativeCode()) return;
    std::erase_if(units_, [](const NativeUnit* unit) { return unit->discarded; });
    for (const auto& code : codes_) code->retired.clear();
}

bool Tiering::wasForced(int32_t& countdown) {
    if (options_.deoptEvery == 0 || countdown > 0) return false;
    countdown = static_cast<int32_t>(options_.deoptEvery);
    ++stats_.forced;
    return true;
}

void Tiering::exited(NativeUnit& unit, ExitPoint& exit) {
    ++stats_.exits;
    if (exit.throwing || exit.kind == ExitPoint::Kind::Expected) return;
    const ExitFrame& innermost = exit.frames.back();
    if (options_.traceExits)
        std::fprintf(stderr, "[tier] %s left at line %u: %s\n",
                     std::string(unit.state->proto->displayName()).c_str(),
                     innermost.state->proto->lineAt(innermost.offset), exit.reason);
    ++unit.bailouts;
    const bool unreached = exit.kind == ExitPoint::Kind::Unreached;
    uint32_t patience = unit.loop == NativeUnit::kWhole ? kPatience : kLoopPatience;
    if (++exit.taken < (unreached ? kPlacePatience : patience)) return;
    if (exit.kind == ExitPoint::Kind::Int) unit.state->native->wideInts = true;
    // Profile and caches have learned about operands, shapes and places by now. What fails again and again is
    // not guessed about any more.
    using Trust = NativeCode::Trust;
    std::vector<Trust>& trust = codeOf(*innermost.state).trust;
    trust.resize(innermost.state->proto->def->code.size());
    trust[innermost.offset] = unit.state->native->attempts >= 3 ? Trust::None : Trust::Open;
    discard(unit);
}

NativeUnit* Tiering::unitAt(uintptr_t address) const {
    auto next = std::upper_bound(units_.begin(), units_.end(), address,
                                 [](uintptr_t a, const NativeUnit* unit) { return a < unit->begin; });
    if (next == units_.begin()) return nullptr;
    NativeUnit* unit = *(next - 1);
    return address <= unit->end ? unit : nullptr;
}

void Tiering::traceRoots(Marker& marker) {
    for (const NativeUnit* unit : units_)
        for (Value v : unit->roots) marker.mark(v);
    for (const Pending& pending : pending_)
        if (pending.job->unit != nullptr)
            for (Value v : pending.job->unit->roots) marker.mark(v);
}

}  // namespace noodle

// Module time: clocks in float seconds, blocking sleep, plain formatting of times.
#include <sys/time.h>

#include <cerrno>
#include <cmath>
#include <ctime>

#include "runtime/base/clock.h"
#include "runtime/builtins/args.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/state.h"

namespace noodle {

namespace {

Value now(Mutator&, Args) {
    return Value::ofDouble(static_cast<double>(wallNs()) * 1e-9);
}
Value nowNs(Mutator& m, Args) {
    return makeInt(m, wallNs());
}
Value monotonic(Mutator&, Args) {
    return Value::ofDouble(static_cast<double>(monotonicNs()) * 1e-9);
}
Value monotonicNsFn(Mutator& m, Args) {
    return makeInt(m, static_cast<int64_t>(monotonicNs()));
}
Value cpuTime(Mutator&, Args) {
    return Value::ofDouble(static_cast<double>(threadCpuNs()) * 1e-9);
}

/// Sleeps in short steps, so that an interrupt or a limit ends it.
Value sleepFn(Mutator& m, Args args) {
    ArgReader in(m, "sleep", args);
    double seconds = 0;
    NOODLE_REQUIRE(in.number(0, "seconds", seconds));
    if (!(seconds >= 0)) return in.invalid("'seconds' must not be negative");
    builtinState(m).out.flush();
    constexpr uint64_t kStepNs = 50'000'000;
    uint64_t end = monotonicNs() + static_cast<uint64_t>(std::fmin(seconds, 1e9) * 1e9);
    for (uint64_t at = monotonicNs(); at < end; at = monotonicNs()) {
        uint64_t step = end - at < kStepNs ? end - at : kStepNs;
        timespec wait{0, static_cast<long>(step)};
        ::nanosleep(&wait, nullptr);
        NOODLE_TRY(m.poll());
    }
    return Value::null();
}

/// Argument `i` as broken-down time; now when omitted.
bool readTime(const ArgReader& in, uint32_t i, bool utc, std::tm& out) {
    double seconds = static_cast<double>(wallNs()) * 1e-9;
    if (!in.optNumber(i, "time", seconds)) return false;
    auto t = static_cast<std::time_t>(std::floor(seconds));
    if (std::fabs(seconds) < 6e10 && (utc ? ::gmtime_r(&t, &out) : ::localtime_r(&t, &out)) != nullptr)
        return true;
    in.invalid("the time is out of range");
    return false;
}

Value format(Mutator& m, const std::string& pattern, const std::tm& time) {
    if (pattern.empty()) return stringValue(m, "");
    std::string out(pattern.size() * 4 + 64, '\0');
    // A result of 0 may mean "no room"; conversions that give nothing at all end the growth below.
    for (size_t n = 0; out.size() < (1u << 20); out.resize(out.size() * 2)) {
        n = std::strftime(out.data(), out.size(), pattern.c_str(), &time);
        if (n > 0) return valueOrException(newStringLossy(m, std::string_view(out).substr(0, n)));
    }
    return stringValue(m, "");
}

Value strftimeFn(Mutator& m, Args args) {
    ArgReader in(m, "strftime", args);
    std::string_view pattern;
    std::tm time{};
    NOODLE_REQUIRE(in.text(0, "format", pattern) && readTime(in, 1, false, time));
    return format(m, std::string(pattern), time);
}

Value isoFn(Mutator& m, Args args) {
    std::tm time{};
    NOODLE_REQUIRE(readTime(ArgReader(m, "iso", args), 0, true, time));
    return format(m, "%Y-%m-%dT%H:%M:%SZ", time);
}

Value ctimeFn(Mutator& m, Args args) {
    std::tm time{};
    NOODLE_REQUIRE(readTime(ArgReader(m, "ctime", args), 0, false, time));
    return format(m, "%a %b %e %H:%M:%S %Y", time);
}

constexpr NativeSpec kTable[] = {
    {"now", "", now},
    {"time", "", now},
    {"nowNs", "", nowNs},
    {"time_ns", "", nowNs},
    {"monotonic", "", monotonic},
    {"perf_counter", "", monotonic},
    {"perfCounter", "", monotonic},
    {"monotonicNs", "", monotonicNsFn},
    {"monotonic_ns", "", monotonicNsFn},
    {"perf_counter_ns", "", monotonicNsFn},
    {"process_time", "", cpuTime},
    {"cpuTime", "", cpuTime},
    {"sleep", "seconds", sleepFn},
    {"strftime", "format, time=", strftimeFn},
    {"format", "format, time=", strftimeFn},
    {"iso", "time=", isoFn},
    {"ctime", "time=", ctimeFn},
};

}  // namespace

const NativeModule& timeModule() {
    static const NativeModule module = {"time", kTable, {}};
    return module;
}

}  // namespace noodle

#include "runtime/base/clock.h"

#include <sys/random.h>
#include <ctime>

#include "runtime/base/hash.h"

namespace noodle {
namespace {

int64_t readClock(clockid_t clock) {
    timespec t;
    clock_gettime(clock, &t);
    return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

}  // namespace

uint64_t monotonicNs() {
    return static_cast<uint64_t>(readClock(CLOCK_MONOTONIC));
}
int64_t wallNs() {
    return readClock(CLOCK_REALTIME);
}
uint64_t threadCpuNs() {
    return static_cast<uint64_t>(readClock(CLOCK_THREAD_CPUTIME_ID));
}

uint64_t processCpuNs() {
    return static_cast<uint64_t>(readClock(CLOCK_PROCESS_CPUTIME_ID));
}

uint64_t randomSeed() {
    uint64_t seed = 0;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed) {
        seed = mixHash(monotonicNs(), static_cast<uint64_t>(wallNs()));
    }
    return seed;
}

}  // namespace noodle

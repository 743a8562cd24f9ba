// Clocks of the operating system as nanosecond counts, and a source of seeds. No time zones, no language
// values.
#pragma once

#include <cstdint>

namespace noodle {

/// Since an arbitrary start; never goes back.
uint64_t monotonicNs();
/// Since 1970-01-01 UTC; may jump when the clock is set.
int64_t wallNs();
/// CPU time used by the calling thread.
uint64_t threadCpuNs();
/// CPU time used by all threads of the process.
uint64_t processCpuNs();
/// Unpredictable bits from the operating system, for hash seeds and random generators.
uint64_t randomSeed();

}  // namespace noodle

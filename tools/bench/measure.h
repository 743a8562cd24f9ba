// Measures functions of loaded modules: warm-up, choice of the number of calls per sample, rounds that visit
// every function in turn. Not concerned with files, levels as such, or printing. The caller owns the runners.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "vm/isolate/function_runner.h"

namespace noodle::bench {

/// Cpu: time of the measuring thread, deaf to other processes and to compiler threads. Wall: for code that
/// waits.
enum class Clock { Cpu, Wall };

struct Plan {
    int rounds = 20;                 ///< samples per function
    uint64_t sampleNs = 20'000'000;  ///< how long a sample should take
    uint64_t warmupNs = 300'000'000;
    Clock clock = Clock::Cpu;
};

/// One function to measure, and then its samples.
struct Subject {
    std::string file, name, level;  ///< shown and stored; name without the marks of its syntax
    FunctionRunner* runner = nullptr;
    FunctionRunner::Callee callee;

    uint64_t calls = 0;           ///< per sample
    double firstNs = 0;           ///< the very first call, with everything that happens only once
    std::vector<double> samples;  ///< ns per call
    std::string failure;          ///< why it was given up; then the samples mean nothing
};

/// Fills calls, firstNs and samples of all subjects, or their failure. Every round visits them in another
/// order and collects garbage before each. `progress` is called before each round and each warm-up with a
/// text for the impatient.
void measure(std::vector<Subject>& subjects, const Plan& plan,
             const std::function<void(const std::string&)>& progress);

/// Marks as failed what gave another answer than the first level of the same file and name.
void compareAnswers(std::vector<Subject>& subjects);

}  // namespace noodle::bench

#include "tools/bench/measure.h"

#include <algorithm>

#include "runtime/base/clock.h"

namespace noodle::bench {

namespace {

uint64_t now(Clock clock) {
    return clock == Clock::Cpu ? threadCpuNs() : monotonicNs();
}

// A sample may take this many times longer by the wall clock than it should by its own: a function that
// sleeps uses hardly any CPU time.
constexpr double kMostWaiting = 10;

// Nanoseconds of `calls` calls. Marks the subject as failed if they do not end well.
double timed(Subject& subject, uint64_t calls, Clock clock) {
    const uint64_t start = now(clock);
    FunctionRunner::Outcome stopped = subject.runner->call(subject.callee, calls);
    const uint64_t end = now(clock);
    if (!stopped) stopped = subject.runner->checkAnswer(subject.callee);
    if (stopped) subject.failure = stopped->report;
    return static_cast<double>(end - start);
}

// How many calls make a sample, judged by the last batch.
class Rate {
  public:
    explicit Rate(const Plan& plan) : plan_(plan) {}

    // One batch of `calls` calls.
    void run(Subject& subject, uint64_t calls) {
        const uint64_t start = monotonicNs();
        const double ns = timed(subject, calls, plan_.clock);
        const auto wall = static_cast<double>(monotonicNs() - start);
        const auto n = static_cast<double>(calls);
        spentWall_ += wall;
        last_ = ns;
        perSample_ =
            std::min(target() * n / std::max(ns, 1.0), kMostWaiting * target() * n / std::max(wall, 1.0));
        filled_ = perSample_ <= 2 * n;
    }
    double last() const { return last_; }
    uint64_t callsPerSample() const { return static_cast<uint64_t>(std::max(1.0, perSample_)); }
    bool warm() const { return filled_ && spentWall_ >= static_cast<double>(plan_.warmupNs); }

  private:
    double target() const { return static_cast<double>(plan_.sampleNs); }

    const Plan& plan_;
    double spentWall_ = 0, last_ = 0, perSample_ = 1;
    bool filled_ = false;  // the last batch was about as long as a sample
};

// Batches grow at most tenfold: code that is compiled meanwhile changes the rate.
void warmUp(Subject& subject, const Plan& plan) {
    Rate rate(plan);
    rate.run(subject, 1);
    subject.firstNs = rate.last();
    for (uint64_t calls = 1; subject.failure.empty() && !rate.warm();) {
        calls = std::min(rate.callsPerSample(), calls * 10);
        rate.run(subject, calls);
    }
    subject.calls = rate.callsPerSample();
}

}  // namespace

void measure(std::vector<Subject>& subjects, const Plan& plan,
             const std::function<void(const std::string&)>& progress) {
    for (Subject& subject : subjects) {
        progress("warming up " + subject.name);
        subject.runner->collectGarbage();
        warmUp(subject, plan);
    }
    for (int round = 0; round < plan.rounds; ++round) {
        progress("round " + std::to_string(round + 1) + " of " + std::to_string(plan.rounds));
        for (size_t i = 0; i < subjects.size(); ++i) {
            // Another first one each time: nobody always runs behind the same neighbour's caches.
            Subject& subject = subjects[(i + static_cast<size_t>(round)) % subjects.size()];
            if (!subject.failure.empty()) continue;
            subject.runner->collectGarbage();
            const double ns = timed(subject, subject.calls, plan.clock);
            subject.samples.push_back(ns / static_cast<double>(subject.calls));
        }
    }
}

void compareAnswers(std::vector<Subject>& subjects) {
    for (size_t i = 0; i < subjects.size(); ++i) {
        for (size_t j = i + 1; j < subjects.size(); ++j) {
            const Subject& first = subjects[i];
            Subject& other = subjects[j];
            if (first.file != other.file || first.name != other.name) continue;
            if (!first.failure.empty() || !other.failure.empty() ||
                first.callee.answer == other.callee.answer)
                continue;
            other.failure = "the answer differs: " + first.callee.answer + " at level " + first.level + ", " +
                            other.callee.answer + " at level " + other.level + "\n";
        }
    }
}

}  // namespace noodle::bench

// Results of a measurement as data: to and from JSON, and what changed between two of them. Not printing.
#pragma once

#include <string>
#include <vector>

#include "runtime/base/result.h"
#include "tools/bench/measure.h"
#include "tools/bench/statistics.h"

namespace noodle::bench {

struct Entry {
    std::string file, name, level, answer;
    uint64_t calls = 0;
    double firstNs = 0;
    std::vector<double> samples;  ///< ns per call, at least one
    std::string failure;          ///< then samples may be empty
};

struct Results {
    std::string clock;
    std::vector<Entry> entries;
};

Results resultsOf(const std::vector<Subject>& subjects, const Plan& plan);

enum class Verdict { Same, Faster, Slower, AnswerChanged };

/// An entry that both results have.
struct Change {
    size_t entry = 0;              ///< index in the new results
    double before = 0, after = 0;  ///< medians, ns
    double ratio = 1;              ///< after / before
    double p = 1;                  ///< Mann-Whitney, adjusted by Holm over all changes
    Verdict verdict = Verdict::Same;
};

/// Faster and Slower need both: p below 0.05 and medians further apart than `threshold` (0.05: 5 %).
std::vector<Change> compareResults(const Results& before, const Results& after, double threshold);

/// A document with all samples and their summary. `changes` adds what compareResults() said.
std::string toJson(const Results& results, const std::vector<Change>* changes = nullptr);
/// Fails with a sentence if the text is not such a document.
Result<Results> fromJson(const std::string& text);

/// The file of a saved result. Fails if the name could leave the folder.
Result<std::string> resultFile(const std::string& folder, const std::string& name);
/// Creates the folder if need be.
Outcome saveResults(const std::string& file, const Results& results);

const char* verdictText(Verdict verdict);

}  // namespace noodle::bench

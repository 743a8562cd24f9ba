// The tables that `noodle bench` prints. Text only; the figures come from results.h.
#pragma once

#include <string>

#include "tools/bench/results.h"

namespace noodle::bench {

/// "812 ns", "12.3 µs", "4.56 ms", "1.20 s": three digits.
std::string timeText(double ns);
/// One row for each benchmark that has samples.
std::string resultTable(const Results& results);
/// One row for each change; "" without changes.
std::string changeTable(const Results& results, const std::vector<Change>& changes);

}  // namespace noodle::bench

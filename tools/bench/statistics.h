// Statistics of measured times: robust summaries of one series, tests for a difference of two. Pure
// functions; not concerned with where the numbers come from. docs/benchmarking.md says what each figure means
// and where the method is from.
#pragma once

#include <cstddef>
#include <vector>

namespace noodle::bench {

struct Summary {
    size_t count = 0;
    double median = 0;
    double mad = 0;            ///< median absolute deviation from the median, not scaled
    double low = 0, high = 0;  ///< interval of the median, from order statistics
    double coverage = 0;  ///< probability that the interval holds the median: 0.95 or more from 6 samples on
    double min = 0, max = 0;
};

/// Of at least one sample.
double median(std::vector<double> samples);
Summary summarise(std::vector<double> samples);

/// Two-sided p of the Mann-Whitney U test: how likely two series differ this much if both come from one
/// distribution. Exact without ties up to 40 samples each, otherwise by the normal approximation. 1 if one of
/// them is empty.
double mannWhitney(const std::vector<double>& a, const std::vector<double>& b);

/// p values of several tests made together, raised by Holm's method so that the chance of any false alarm
/// stays that of one test.
std::vector<double> holm(const std::vector<double>& p);

}  // namespace noodle::bench

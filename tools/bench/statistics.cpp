#include "tools/bench/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace noodle::bench {

namespace {

constexpr double kConfidence = 0.95;
constexpr size_t kMostExact = 40;

double medianOfSorted(const std::vector<double>& sorted) {
    const size_t middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// The number of samples below the true median is binomial(n, 1/2), so the interval from the k-th smallest to
// the k-th largest misses it with probability 2 * P(at most k - 1 below). The narrowest one that is sure
// enough.
void setInterval(Summary& summary, const std::vector<double>& sorted) {
    const size_t n = sorted.size();
    double term = std::pow(0.5, static_cast<double>(n));  // P(exactly k below)
    double below = term;                                  // P(at most k below)
    size_t k = 0;
    summary.coverage = std::max(0.0, 1 - 2 * below);
    while (k + 1 < n / 2) {
        term *= static_cast<double>(n - k) / static_cast<double>(k + 1);
        if (1 - 2 * (below + term) < kConfidence) break;
        below += term;
        ++k;
        summary.coverage = 1 - 2 * below;
    }
    summary.low = sorted[k];
    summary.high = sorted[n - 1 - k];
}

struct Ranks {
    double sumOfFirst = 0;     // of the first series, 1-based, ties share their mean rank
    double tieCorrection = 0;  // sum of t^3 - t over groups of t equal values
};

Ranks rank(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<std::pair<double, bool>> all;
    for (double x : a) all.emplace_back(x, true);
    for (double x : b) all.emplace_back(x, false);
    std::sort(all.begin(), all.end());
    Ranks ranks;
    for (size_t i = 0; i < all.size();) {
        size_t end = i;
        while (end < all.size() && all[end].first == all[i].first) ++end;
        const double shared = static_cast<double>(i + 1 + end) / 2;
        for (size_t j = i; j < end; ++j) ranks.sumOfFirst += all[j].second ? shared : 0;
        const auto t = static_cast<double>(end - i);
        ranks.tieCorrection += t * t * t - t;
        i = end;
    }
    return ranks;
}

// P(U <= u) for series of n and m: the value that stands last in order is one of the first series with
// probability i / (i + j), and then it has all j of the other before it.
double exactTail(size_t n, size_t m, size_t u) {
    std::vector<std::vector<double>> row(m + 1, std::vector<double>(u + 1, 0.0));
    for (size_t j = 0; j <= m; ++j) row[j][0] = 1;
    for (size_t i = 1; i <= n; ++i) {
        std::vector<std::vector<double>> next(m + 1, std::vector<double>(u + 1, 0.0));
        next[0][0] = 1;
        for (size_t j = 1; j <= m; ++j) {
            const double share = static_cast<double>(i) / static_cast<double>(i + j);
            for (size_t v = 0; v <= u; ++v) {
                next[j][v] = (1 - share) * next[j - 1][v] + (v >= j ? share * row[j][v - j] : 0);
            }
        }
        row = std::move(next);
    }
    return std::accumulate(row[m].begin(), row[m].end(), 0.0);
}

double normalTwoSided(double u, double n, double m, double tieCorrection) {
    const double total = n + m;
    const double variance = n * m / 12 * (total + 1 - tieCorrection / (total * (total - 1)));
    if (variance <= 0) return 1;  // all values are equal
    const double distance = std::max(0.0, std::abs(u - n * m / 2) - 0.5);
    return std::min(1.0, std::erfc(distance / std::sqrt(variance) / std::sqrt(2.0)));
}

}  // namespace

double median(std::vector<double> samples) {
    std::sort(samples.begin(), samples.end());
    return medianOfSorted(samples);
}

Summary summarise(std::vector<double> samples) {
    std::sort(samples.begin(), samples.end());
    Summary summary;
    summary.count = samples.size();
    summary.median = medianOfSorted(samples);
    summary.min = samples.front();
    summary.max = samples.back();
    setInterval(summary, samples);
    for (double& x : samples) x = std::abs(x - summary.median);
    summary.mad = median(std::move(samples));
    return summary;
}

double mannWhitney(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.empty() || b.empty()) return 1;
    const auto n = static_cast<double>(a.size());
    const auto m = static_cast<double>(b.size());
    const Ranks ranks = rank(a, b);
    const double first = ranks.sumOfFirst - n * (n + 1) / 2;
    const double u = std::min(first, n * m - first);
    if (ranks.tieCorrection > 0 || a.size() > kMostExact || b.size() > kMostExact)
        return normalTwoSided(u, n, m, ranks.tieCorrection);
    return std::min(1.0, 2 * exactTail(a.size(), b.size(), static_cast<size_t>(u)));
}

std::vector<double> holm(const std::vector<double>& p) {
    std::vector<size_t> order(p.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(), [&](size_t x, size_t y) { return p[x] < p[y]; });
    std::vector<double> adjusted(p.size());
    double largest = 0;
    for (size_t i = 0; i < order.size(); ++i) {
        largest = std::max(largest, std::min(1.0, p[order[i]] * static_cast<double>(p.size() - i)));
        adjusted[order[i]] = largest;
    }
    return adjusted;
}

}  // namespace noodle::bench

#include "tools/bench/statistics.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace noodle::bench;

namespace {

std::vector<double> upTo(int n) {
    std::vector<double> values;
    for (int i = 1; i <= n; ++i) values.push_back(i);
    return values;
}

// P(U at least as extreme as here), over all ways to deal the values out.
double bruteForce(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> all = a;
    all.insert(all.end(), b.begin(), b.end());
    std::vector<bool> inFirst(all.size(), false);
    std::fill(inFirst.begin(), inFirst.begin() + static_cast<ptrdiff_t>(a.size()), true);
    auto distance = [&](const std::vector<bool>& first) {
        double u = 0;
        for (size_t i = 0; i < all.size(); ++i) {
            for (size_t j = 0; j < all.size(); ++j) u += first[i] && !first[j] && all[i] > all[j];
        }
        return std::abs(u - static_cast<double>(a.size() * b.size()) / 2);
    };
    const double seen = distance(inFirst);
    double extreme = 0, ways = 0;
    do {
        extreme += distance(inFirst) >= seen - 1e-9;
        ++ways;
    } while (std::prev_permutation(inFirst.begin(), inFirst.end()));
    return extreme / ways;
}

}  // namespace

TEST_CASE("median of odd, even and single series") {
    CHECK(median({3, 1, 2}) == 2);
    CHECK(median({4, 1, 3, 2}) == 2.5);
    CHECK(median({7}) == 7);
}

TEST_CASE("the deviation is not moved by one outlier") {
    const Summary summary = summarise({10, 11, 9, 10, 1000});
    CHECK(summary.median == 10);
    CHECK(summary.mad == 1);
    CHECK(summary.min == 9);
    CHECK(summary.max == 1000);
}

TEST_CASE("the interval of the median is that of the binomial table") {
    const Summary twenty = summarise(upTo(20));
    CHECK(twenty.low == 6);
    CHECK(twenty.high == 15);
    CHECK(twenty.coverage == Approx(0.9586).margin(0.0001));
    const Summary eight = summarise(upTo(8));
    CHECK(eight.low == 1);
    CHECK(eight.high == 8);
    CHECK(eight.coverage == Approx(0.9922).margin(0.0001));
}

TEST_CASE("few samples give an interval that says how little it covers") {
    const Summary three = summarise({2, 1, 3});
    CHECK(three.low == 1);
    CHECK(three.high == 3);
    CHECK(three.coverage == Approx(0.75));
    CHECK(summarise({5}).coverage == 0);
}

TEST_CASE("many samples do not upset the interval") {
    const Summary summary = summarise(upTo(1000));
    CHECK(summary.low == 469);
    CHECK(summary.high == 532);
    CHECK(summary.coverage == Approx(0.9537).margin(0.001));
}

TEST_CASE("the exact test counts arrangements") {
    const std::vector<double> a{1.5, 2.5, 7.5, 3.5, 0.5}, b{4, 5, 6, 7, 3};
    CHECK(mannWhitney(a, b) == Approx(bruteForce(a, b)));
    const std::vector<double> c{1, 9, 5}, d{2, 3, 4, 6, 7, 8};
    CHECK(mannWhitney(c, d) == Approx(bruteForce(c, d)));
    CHECK(mannWhitney({1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}) == Approx(2.0 / 252));
}

TEST_CASE("the test does not depend on the order of the series") {
    const std::vector<double> a{3, 1, 4, 1.5, 9, 2.6}, b{5, 3.5, 8, 9.7, 9.3};
    CHECK(mannWhitney(a, b) == Approx(mannWhitney(b, a)));
}

TEST_CASE("ties go to the normal approximation") {
    CHECK(mannWhitney({5, 5, 5, 5}, {5, 5, 5}) == 1);
    // Values 1..5 twice against 6..10 twice: U = 0, variance 100 / 12 * (21 - 60 / 380), so z = (50 - 1/2)
    // / 13.18.
    std::vector<double> a, b;
    for (int i = 1; i <= 5; ++i) {
        a.insert(a.end(), 2, i);
        b.insert(b.end(), 2, i + 5);
    }
    CHECK(mannWhitney(a, b) == Approx(0.0001727).margin(0.0000005));
}

TEST_CASE("long series that differ are found, equal ones are not") {
    std::vector<double> a = upTo(100), same, later;
    for (double x : a) {
        same.push_back(x + 0.25);
        later.push_back(x + 40);
    }
    CHECK(mannWhitney(a, same) > 0.9);
    CHECK(mannWhitney(a, later) < 1e-6);
    CHECK(mannWhitney(a, {}) == 1);
}

TEST_CASE("Holm's method raises the smallest the most") {
    const std::vector<double> adjusted = holm({0.04, 0.01, 0.03, 0.5});
    CHECK(adjusted[1] == Approx(0.04));
    CHECK(adjusted[2] == Approx(0.09));
    CHECK(adjusted[0] == Approx(0.09));  // never below one that was smaller before
    CHECK(adjusted[3] == Approx(0.5));
    CHECK(holm({}).empty());
}

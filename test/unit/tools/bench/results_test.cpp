#include "tools/bench/results.h"

#include <catch2/catch.hpp>

#include "tools/bench/report.h"

using namespace noodle::bench;

namespace {

std::vector<double> around(double centre, int count = 12) {
    std::vector<double> samples;
    for (int i = 0; i < count; ++i) samples.push_back(centre * (1 + 0.001 * (i - count / 2)));
    return samples;
}

Results one(const std::string& name, double centre, const std::string& answer = "1") {
    return {"cpu", {Entry{"a.nc", name, "NONE", answer, 10, 5, around(centre), ""}}};
}

Verdict verdict(double before, double after, double threshold) {
    const std::vector<Change> changes = compareResults(one("x", before), one("x", after), threshold);
    REQUIRE(changes.size() == 1);
    return changes[0].verdict;
}

}  // namespace

TEST_CASE("a change counts when it is significant and beyond the threshold") {
    CHECK(verdict(100, 120, 0.05) == Verdict::Slower);
    CHECK(verdict(120, 100, 0.05) == Verdict::Faster);
    CHECK(verdict(100, 120, 0.25) == Verdict::Same);  // significant, but within the threshold
    CHECK(verdict(100, 100.0001, 0.0) == Verdict::Same);
}

TEST_CASE("two samples are too few to call anything slower") {
    Results before{"cpu", {Entry{"a.nc", "x", "NONE", "1", 1, 1, {10, 11}, ""}}};
    Results after{"cpu", {Entry{"a.nc", "x", "NONE", "1", 1, 1, {100, 110}, ""}}};
    CHECK(compareResults(before, after, 0.05)[0].verdict == Verdict::Same);
}

TEST_CASE("another answer is no matter of speed") {
    const auto changes = compareResults(one("x", 100, "1"), one("x", 50, "2"), 0.05);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].verdict == Verdict::AnswerChanged);
}

TEST_CASE("only what both results have is compared") {
    CHECK(compareResults(one("x", 100), one("y", 100), 0.05).empty());
    Results failed = one("x", 100);
    failed.entries[0].failure = "boom";
    CHECK(compareResults(failed, one("x", 100), 0.05).empty());
    CHECK(compareResults(one("x", 100), failed, 0.05).empty());
}

TEST_CASE("results survive JSON") {
    Results results = one("naïve \"quotes\"\n", 123.456);
    results.entries.push_back(Entry{"b.nc", "bad", "BASIC", "null", 0, 7, {}, "it threw\n"});
    const auto back = fromJson(toJson(results));
    REQUIRE(back.ok());
    CHECK(back.value().clock == "cpu");
    REQUIRE(back.value().entries.size() == 2);
    const Entry& first = back.value().entries[0];
    CHECK(first.name == results.entries[0].name);
    CHECK(first.samples == results.entries[0].samples);
    CHECK(first.calls == 10);
    CHECK(back.value().entries[1].failure == "it threw\n");
}

TEST_CASE("what is no result is refused") {
    const char* bad[] = {
        "",
        "[]",
        "{}",
        R"({"format": 1})",
        R"({"format": 2, "clock": "cpu", "benchmarks": []})",
        R"({"format": 1, "clock": "cpu", "benchmarks": [1]})",
        R"({"format": 1, "clock": "cpu", "benchmarks": [{"file": "a", "name": "b", "level": "c",
                             "answer": "1", "samples_ns": []}]})",
        R"({"format": 1, "clock": "cpu", "benchmarks": [{"file": "a", "name": "b", "level": "c",
                             "answer": "1", "samples_ns": ["1"]}]})"};
    for (const char* text : bad) {
        INFO(text);
        CHECK_FALSE(fromJson(text).ok());
    }
}

TEST_CASE("a result's name stays in its folder") {
    CHECK(resultFile("bench", "main").value() == "bench/main.json");
    for (const char* name : {"", "..", ".hidden", "a/b", "/etc/x"})
        CHECK_FALSE(resultFile("bench", name).ok());
}

TEST_CASE("times are shown with three digits") {
    CHECK(timeText(0.5) == "0.50 ns");
    CHECK(timeText(9.996) == "10.0 ns");
    CHECK(timeText(812.3) == "812 ns");
    CHECK(timeText(999.9) == "1.00 µs");
    CHECK(timeText(12345) == "12.3 µs");
    CHECK(timeText(4.56e6) == "4.56 ms");
    CHECK(timeText(75e9) == "75.0 s");
}

TEST_CASE("tables have one row for each benchmark that succeeded") {
    Results results = one("x", 1000);
    results.entries.push_back(Entry{"a.nc", "bad", "NONE", "null", 0, 7, {}, "it threw\n"});
    const std::string text = resultTable(results);
    CHECK(text.find("x ") != std::string::npos);
    CHECK(text.find("bad") == std::string::npos);
    CHECK(resultTable({"cpu", {}}).empty());
    CHECK(changeTable(results, {}).empty());
}

#include "tools/bench/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace noodle::bench {

namespace {

using Row = std::vector<std::string>;

std::string number(const char* format, double value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

// Three digits that count.
std::string threeDigits(double value) {
    if (value >= 99.95) return number("%.0f", value);
    return number(value >= 9.995 ? "%.1f" : "%.2f", value);
}

// Columns as wide as their texts; µ is one column but two bytes.
size_t width(const std::string& text) {
    return static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string table(const std::vector<Row>& rows, size_t leftColumns) {
    std::vector<size_t> widths(rows.front().size(), 0);
    for (const Row& row : rows) {
        for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string out;
    for (const Row& row : rows) {
        std::string line;
        for (size_t i = 0; i < row.size(); ++i) {
            const std::string fill(widths[i] - width(row[i]), ' ');
            line += i == 0 ? "" : "  ";
            line += i < leftColumns ? row[i] + fill : fill + row[i];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

bool severalFiles(const Results& results) {
    return std::any_of(results.entries.begin(), results.entries.end(),
                       [&](const Entry& e) { return e.file != results.entries.front().file; });
}

std::string label(const Results& results, const Entry& entry) {
    return severalFiles(results) ? entry.file + ": " + entry.name : entry.name;
}

}  // namespace

std::string timeText(double ns) {
    constexpr struct {
        double unit;
        const char* name;
    } kUnits[] = {{1e9, " s"}, {1e6, " ms"}, {1e3, " µs"}, {1, " ns"}};
    for (const auto& [unit, name] : kUnits) {
        if (ns >= unit * 0.9995 || unit == 1) return threeDigits(ns / unit) + name;
    }
    return "";
}

std::string resultTable(const Results& results) {
    std::vector<Row> rows{{"benchmark", "level", "median", "± MAD", "95 % interval", "per second"}};
    for (const Entry& entry : results.entries) {
        if (!entry.failure.empty()) continue;
        const Summary s = summarise(entry.samples);
        std::string interval = timeText(s.low) + " - " + timeText(s.high);
        if (s.coverage < 0.95) interval += number(" (%.0f %%)", s.coverage * 100);
        rows.push_back({label(results, entry), entry.level, timeText(s.median),
                        number("%.1f %%", s.median > 0 ? 100 * s.mad / s.median : 0), interval,
                        s.median > 0 ? number("%.6g", 1e9 / s.median) : "-"});
    }
    return rows.size() == 1 ? "" : table(rows, 2);
}

std::string changeTable(const Results& results, const std::vector<Change>& changes) {
    if (changes.empty()) return "";
    std::vector<Row> rows{{"benchmark", "level", "before", "now", "now/before", "p", "verdict"}};
    for (const Change& change : changes) {
        const Entry& entry = results.entries[change.entry];
        rows.push_back({label(results, entry), entry.level, timeText(change.before), timeText(change.after),
                        number("%.3f", change.ratio), number("%.2g", change.p), verdictText(change.verdict)});
    }
    return table(rows, 2);
}

}  // namespace noodle::bench

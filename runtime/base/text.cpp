#include "runtime/base/text.h"

#include <algorithm>
#include <vector>

namespace noodle {
namespace {

constexpr size_t kMaxCompared = 128;  // names longer than this are no slips; keeps the quadratic part small

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool equalIgnoringCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

size_t editDistance(std::string_view a, std::string_view b, size_t limit) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > limit || b.size() > kMaxCompared) return limit + 1;
    std::vector<size_t> beforePrevious(a.size() + 1), previous(a.size() + 1), current(a.size() + 1);
    for (size_t i = 0; i <= a.size(); ++i) previous[i] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
        current[0] = j;
        size_t best = j;
        for (size_t i = 1; i <= a.size(); ++i) {
            size_t cost = previous[i - 1] + (a[i - 1] != b[j - 1]);
            cost = std::min({cost, previous[i] + 1, current[i - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost = std::min(cost, beforePrevious[i - 2] + 1);
            }
            current[i] = cost;
            best = std::min(best, cost);
        }
        if (best > limit) return limit + 1;
        std::swap(beforePrevious, previous);
        std::swap(previous, current);
    }
    return std::min(previous[a.size()], limit + 1);
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
    size_t limit = name.size() <= 2 ? 1 : std::max<size_t>(1, name.size() / 3);
    std::string_view best;
    for (std::string_view candidate : candidates) {
        if (candidate == name || candidate.empty()) continue;
        if (equalIgnoringCase(candidate, name)) return candidate;
        size_t distance = editDistance(name, candidate, limit);
        // A distance as long as the name would "correct" x to any other one-letter name.
        if (distance > limit || distance >= std::max(name.size(), candidate.size())) continue;
        best = candidate;
        if (distance == 0) break;
        limit = distance - 1;
    }
    return best;
}

}  // namespace noodle

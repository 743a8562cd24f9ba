#include "compiler/sema/suggestion.h"

#include <algorithm>

namespace noodle::sema {

namespace {

// Longer names are not compared: a typing mistake in one is rare, and the table grows with the square.
constexpr size_t kMaxLength = 40;

// Edit distance with swaps of neighbours (one mistake of a typist each), or `limit` if it is not below that.
size_t distance(std::string_view a, std::string_view b, size_t limit) {
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit;
    size_t rows[3][kMaxLength + 1];
    for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (size_t i = 1; i <= a.size(); ++i) {
        size_t* row = rows[i % 3];
        const size_t* above = rows[(i - 1) % 3];
        row[0] = i;
        size_t least = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least >= limit) return limit;
    }
    return std::min(rows[a.size() % 3][b.size()], limit);
}

}  // namespace

Suggestion::Suggestion(std::string_view wanted)
    : wanted_(wanted),
      bestDistance_(wanted.size() > kMaxLength ? 0
                    : wanted.size() <= 2       ? 1
                    : wanted.size() <= 5       ? 2
                                               : 3) {
    // One more than the mistakes that are forgiven.
    if (wanted.size() == 2) bestDistance_ = 2;
}

void Suggestion::consider(std::string_view candidate) {
    if (candidate.size() > kMaxLength || candidate == wanted_ || bestDistance_ == 0) return;
    size_t found = distance(wanted_, candidate, bestDistance_);
    // Ties go to the alphabetically first, so that the text does not depend on the order of tables.
    bool better = found < bestDistance_ || (found == bestDistance_ && !best_.empty() && candidate < best_ &&
                                            distance(wanted_, candidate, bestDistance_ + 1) == bestDistance_);
    if (!better) return;
    bestDistance_ = found;
    best_ = candidate;
}

}  // namespace noodle::sema

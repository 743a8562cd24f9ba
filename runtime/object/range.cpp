#include "runtime/object/range.h"

#include <limits>

namespace noodle {

int64_t rangeLength(const Range* range) {
    const bool up = range->step > 0;
    if (up ? range->start >= range->end : range->start <= range->end) return 0;
    // Differences of int64 fit uint64 exactly, so no step of this overflows.
    const uint64_t low = static_cast<uint64_t>(up ? range->start : range->end);
    const uint64_t high = static_cast<uint64_t>(up ? range->end : range->start);
    const uint64_t step = up ? static_cast<uint64_t>(range->step) : 0 - static_cast<uint64_t>(range->step);
    const uint64_t count = (high - low - 1) / step + 1;
    constexpr uint64_t kMost = std::numeric_limits<int64_t>::max();
    return static_cast<int64_t>(count > kMost ? kMost : count);
}

bool equalRanges(const Range* a, const Range* b) {
    const int64_t length = rangeLength(a);
    if (length != rangeLength(b)) return false;
    return length == 0 || (a->start == b->start && (length == 1 || a->step == b->step));
}

}  // namespace noodle

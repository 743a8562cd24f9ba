// Each key becomes a 64-bit word whose unsigned order is the order of the keys as far as the word tells: ints
// and floats whole, strings by the eight bytes behind the prefix that all of them share. So most comparisons
// touch neither the objects nor their texts. The index makes the order total, hence the sort stable.

#include "runtime/entry/sort_keys.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>

#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

constexpr uint64_t kSign = uint64_t{1} << 63;
constexpr size_t kWordBytes = 8;

uint64_t wordOfInt(int64_t i) {
    return static_cast<uint64_t>(i) ^ kSign;
}
/// Equal doubles give equal words; not for NaN.
uint64_t wordOfDouble(double d) {
    const auto bits = std::bit_cast<uint64_t>(d == 0 ? 0.0 : d);
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

bool isNan(Value v) {
    return v.isDouble() && std::isnan(v.asDouble());
}

/// The first eight bytes from `from` on, as a number in their order; zeros behind the end.
uint64_t wordOfText(std::string_view text, size_t from) {
    unsigned char bytes[kWordBytes] = {};
    if (text.size() > from) std::memcpy(bytes, text.data() + from, std::min(kWordBytes, text.size() - from));
    uint64_t word = 0;
    for (unsigned char b : bytes) word = word << 8 | b;
    return word;
}

template <typename Word>
void makeRecords(std::span<const Value> keys, std::vector<SortRecord>& records, Word word) {
    records.resize(keys.size());
    for (uint32_t i = 0; i < keys.size(); ++i) records[i] = {word(keys[i]), i};
}

/// Merges sorted runs of `width` elements in pairs. `to` does not overlap `from`.
template <typename T, typename Less>
void mergeRuns(std::span<const T> from, T* to, size_t width, Less less) {
    for (size_t start = 0; start < from.size(); start += 2 * width) {
        const T* left = from.data() + start;
        const T* middle = left + std::min(width, from.size() - start);
        const T* end = left + std::min(2 * width, from.size() - start);
        to = std::merge(left, middle, middle, end, to, less);
    }
}

/// Sorts with `sortRun` what can be sorted at once, otherwise in runs that are merged; polls between them.
/// False: stopped.
template <typename T, typename Less, typename SortRun>
bool sortPolling(Mutator& m, std::span<T> values, Less less, SortRun sortRun) {
    for (size_t start = 0; start < values.size(); start += kSortedAtOnce) {
        if (start > 0 && m.poll().isException()) return false;
        sortRun(values.subspan(start, std::min(kSortedAtOnce, values.size() - start)), less);
    }
    if (values.size() <= kSortedAtOnce) return true;
    std::vector<T> scratch(values.size());
    std::span<T> from = values, to = scratch;
    for (size_t width = kSortedAtOnce; width < values.size(); width *= 2) {
        if (m.poll().isException()) return false;
        mergeRuns<T>(from, to.data(), width, less);
        std::swap(from, to);
    }
    if (from.data() != values.data()) std::copy(from.begin(), from.end(), values.begin());
    return true;
}

constexpr auto kSort = [](auto run, auto less) { std::sort(run.begin(), run.end(), less); };
constexpr auto kStableSort = [](auto run, auto less) { std::stable_sort(run.begin(), run.end(), less); };

/// `tie` orders two records with equal words: <0, 0, >0.
template <typename Tie>
bool sortRecords(Mutator& m, std::vector<SortRecord>& records, bool reverse, Tie tie) {
    auto less = [&](const SortRecord& a, const SortRecord& b) {
        if (a.key != b.key) return (a.key < b.key) != reverse;
        const int order = tie(a, b);
        return order != 0 ? (order < 0) != reverse : a.index < b.index;
    };
    return sortPolling(m, std::span(records), less, kSort);
}

int noTie(const SortRecord&, const SortRecord&) {
    return 0;
}

/// Ints and floats together compare exactly, which no word of 64 bits can tell.
bool sortMixedNumbers(Mutator& m, std::span<const Value> keys, bool reverse,
                      std::vector<SortRecord>& records) {
    makeRecords(keys, records, [](Value) { return uint64_t{0}; });
    return sortRecords(m, records, reverse, [&](const SortRecord& a, const SortRecord& b) {
        const Value x = keys[a.index], y = keys[b.index];
        if (!isNan(x) && !isNan(y)) return compareNumbers(x, y);
        return isNan(x) == isNan(y) ? 0 : isNan(x) == reverse ? -1 : 1;
    });
}

bool sortNumbers(Mutator& m, std::span<const Value> keys, bool reverse, std::vector<SortRecord>& records) {
    if (std::all_of(keys.begin(), keys.end(), isInt)) {
        makeRecords(keys, records, [](Value v) { return wordOfInt(toInt64(v)); });
    } else if (std::all_of(keys.begin(), keys.end(), [](Value v) { return v.isDouble(); })) {
        makeRecords(keys, records, [&](Value v) {
            if (isNan(v)) return reverse ? 0 : ~uint64_t{0};
            return wordOfDouble(v.asDouble());
        });
    } else {
        return sortMixedNumbers(m, keys, reverse, records);
    }
    return sortRecords(m, records, reverse, noTie);
}

size_t sharedPrefix(std::string_view a, std::string_view b) {
    return static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

/// All keys are strings. False: out of memory, or stopped.
bool sortStrings(Mutator& m, std::span<const Value> keys, bool reverse, std::vector<SortRecord>& records) {
    auto text = [&](Value key) { return view(m, key.cast<String>()); };
    // Flat strings keep their bytes in place while nothing is allocated.
    for (Value key : keys) {
        if (!flatten(m, key.cast<String>())) return false;
    }
    std::string_view shared = text(keys[0]);
    for (Value key : keys.subspan(1)) {
        if (shared.empty()) break;
        shared = shared.substr(0, sharedPrefix(shared, text(key)));
    }
    makeRecords(keys, records, [&](Value key) { return wordOfText(text(key), shared.size()); });
    return sortRecords(m, records, reverse, [&](const SortRecord& a, const SortRecord& b) {
        return text(keys[a.index]).compare(text(keys[b.index]));
    });
}

}  // namespace

PlainSort sortPlainKeys(Mutator& m, std::span<const Value> keys, bool reverse,
                        std::vector<SortRecord>& records) {
    if (isNumber(keys[0])) {
        if (!std::all_of(keys.begin(), keys.end(), isNumber)) return PlainSort::NotPlain;
        return sortNumbers(m, keys, reverse, records) ? PlainSort::Done : PlainSort::Failed;
    }
    if (!std::all_of(keys.begin(), keys.end(), [](Value v) { return v.isKind(ObjectKind::String); }))
        return PlainSort::NotPlain;
    return sortStrings(m, keys, reverse, records) ? PlainSort::Done : PlainSort::Failed;
}

void permute(Value* values, std::vector<SortRecord>& records) {
    for (uint32_t start = 0; start < records.size(); ++start) {
        // Follows one cycle; a record that points at itself is done.
        const Value first = values[start];
        uint32_t to = start;
        for (uint32_t from = records[to].index; from != start; from = records[to].index) {
            values[to] = values[from];
            records[to].index = to;
            to = from;
        }
        values[to] = first;
        records[to].index = to;
    }
}

bool sortInts(Mutator& m, std::span<int64_t> values, bool reverse) {
    return reverse ? sortPolling(m, values, std::greater<>(), kSort)
                   : sortPolling(m, values, std::less<>(), kSort);
}

bool sortFloats(Mutator& m, std::span<double> values, bool reverse) {
    const auto numbersEnd =
        std::stable_partition(values.begin(), values.end(), [](double d) { return d == d; });
    const std::span<double> numbers(values.begin(), numbersEnd);
    auto less = [reverse](double a, double b) { return reverse ? b < a : a < b; };
    const bool distinct =
        std::none_of(numbers.begin(), numbers.end(), [](double d) { return d == 0 && std::signbit(d); });
    return distinct ? sortPolling(m, numbers, less, kSort) : sortPolling(m, numbers, less, kStableSort);
}

}  // namespace noodle

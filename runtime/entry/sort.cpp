// Lists whose elements (or keys) are all ints, all floats or numbers, or all strings are sorted in blocks by
// the standard library with comparisons that cannot fail. Everything else goes through a bottom-up merge sort
// of a permutation, whose comparison may run Noodle code and fail at any point.

#include "runtime/entry/sort.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "runtime/entry/compare.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

using Permutation = std::vector<uint32_t>;

constexpr uint32_t kPollInterval = 4096;  ///< comparisons between two polls
constexpr size_t kShortSort = 100'000;    ///< raw numbers that are sorted in place, without a poll

bool isNan(Value v) {
    return v.isDouble() && v.asDouble() != v.asDouble();
}

/// Answers "must b stand before a" for indexes into the keys; the only place that can run Noodle code.
class Comparison {
  public:
    Comparison(Mutator& m, ValueVector& keys, const SortOptions& options)
        : m_(m), keys_(keys), options_(options) {}

    std::optional<bool> mustSwap(uint32_t a, uint32_t b) {
        if (++count_ % kPollInterval == 0 && m_.poll().isException()) return std::nullopt;
        const std::optional<int> order =
            options_.comparator.isUndef() ? natural(keys_[a], keys_[b]) : ask(keys_[a], keys_[b]);
        if (!order.has_value()) return std::nullopt;
        return options_.reverse ? *order < 0 : *order > 0;
    }

  private:
    /// NaN goes last in both directions.
    std::optional<int> natural(Value a, Value b) {
        const std::optional<int> order = orderValues(m_, a, b);
        const bool flip = options_.reverse && order.has_value() && (isNan(a) || isNan(b));
        return flip ? std::optional<int>(-*order) : order;
    }

    std::optional<int> ask(Value a, Value b) {
        const Value args[] = {a, b};
        const Value answer = m_.call(options_.comparator, args);
        if (answer.isException()) return std::nullopt;
        if (!isNumber(answer)) {
            throwTypeError(m_, joined("a sort comparator must give a number, not ", typeNameOf(m_, answer),
                                      answer.isBool() ? "; for a key function use key:" : ""));
            return std::nullopt;
        }
        const double d = toDouble(answer);
        return d < 0 ? -1 : d > 0 ? 1 : 0;
    }

    Mutator& m_;
    ValueVector& keys_;
    const SortOptions& options_;
    uint32_t count_ = 0;
};

/// Merges the sorted runs [from, middle) and [middle, to) of `order` through `scratch`.
bool mergeRuns(Comparison& comparison, Permutation& order, Permutation& scratch, size_t from, size_t middle,
               size_t to) {
    std::copy(order.begin() + static_cast<ptrdiff_t>(from), order.begin() + static_cast<ptrdiff_t>(middle),
              scratch.begin());
    const size_t leftCount = middle - from;
    size_t left = 0, right = middle, out = from;
    while (left < leftCount && right < to) {
        const std::optional<bool> swap = comparison.mustSwap(scratch[left], order[right]);
        if (!swap.has_value()) return false;
        order[out++] = *swap ? order[right++] : scratch[left++];
    }
    while (left < leftCount) order[out++] = scratch[left++];
    return true;
}

bool mergeSort(Comparison& comparison, Permutation& order) {
    Permutation scratch(order.size());
    for (size_t width = 1; width < order.size(); width *= 2) {
        for (size_t from = 0; from + width < order.size(); from += 2 * width) {
            const size_t middle = from + width, to = std::min(middle + width, order.size());
            // Runs that are in order already cost one comparison.
            const std::optional<bool> swap = comparison.mustSwap(order[middle - 1], order[middle]);
            if (!swap.has_value()) return false;
            if (*swap && !mergeRuns(comparison, order, scratch, from, middle, to)) return false;
        }
    }
    return true;
}

bool lessNumber(Value a, Value b, bool reverse) {
    if (isNan(a) || isNan(b)) return !isNan(a) && isNan(b);
    return reverse ? compareNumbers(b, a) < 0 : compareNumbers(a, b) < 0;
}

/// Stable sort of any number of elements that looks at stop requests: blocks by the standard library, then
/// merges of growing width. `less` runs no Noodle code, but a poll may. False: the program must stop.
template <typename T, typename Less>
class BlockSort {
  public:
    static constexpr size_t kBlock = size_t{1} << 15;  ///< elements between two polls

    BlockSort(Mutator& m, std::vector<T>& elements, Less less) : m_(m), elements_(elements), less_(less) {}

    bool run() {
        const size_t count = elements_.size();
        for (size_t from = 0; from < count; from += kBlock) {
            std::stable_sort(at(from), at(std::min(from + kBlock, count)), less_);
            if (count > kBlock && m_.poll().isException()) return false;
        }
        if (count > kBlock) scratch_.resize(count);
        for (size_t width = kBlock; width < count; width *= 2) {
            for (size_t from = 0; from < count; from += 2 * width) {
                if (!merge(from, std::min(from + width, count), std::min(from + 2 * width, count)))
                    return false;
            }
            elements_.swap(scratch_);
        }
        return true;
    }

  private:
    auto at(size_t i) { return elements_.begin() + static_cast<ptrdiff_t>(i); }

    bool merge(size_t from, size_t middle, size_t to) {
        size_t left = from, right = middle;
        for (size_t out = from; out < to; ++out) {
            if (out % kBlock == 0 && m_.poll().isException()) return false;
            const bool takeRight = left == middle || (right < to && less_(elements_[right], elements_[left]));
            scratch_[out] = elements_[takeRight ? right++ : left++];
        }
        return true;
    }

    Mutator& m_;
    std::vector<T>& elements_;
    Less less_;
    std::vector<T> scratch_;
};

bool sortNumbers(Mutator& m, ValueVector& keys, Permutation& order, bool reverse) {
    auto less = [&](uint32_t a, uint32_t b) { return lessNumber(keys[a], keys[b], reverse); };
    return BlockSort(m, order, less).run();
}

/// False: out of memory, or the program must stop.
bool sortStrings(Mutator& m, ValueVector& keys, Permutation& order, bool reverse) {
    // Flat strings keep their bytes in place while the keys keep them alive.
    for (Value key : keys) {
        if (!flatten(m, key.cast<String>())) return false;
    }
    std::vector<std::string_view> texts;
    texts.reserve(keys.size());
    for (Value key : keys) texts.push_back(view(m, key.cast<String>()));
    auto less = [&](uint32_t a, uint32_t b) { return reverse ? texts[b] < texts[a] : texts[a] < texts[b]; };
    return BlockSort(m, order, less).run();
}

bool sortPermutation(Mutator& m, ValueVector& keys, Permutation& order, const SortOptions& options) {
    if (options.comparator.isUndef()) {
        if (std::all_of(keys.begin(), keys.end(), isNumber))
            return sortNumbers(m, keys, order, options.reverse);
        if (std::all_of(keys.begin(), keys.end(), [](Value v) { return v.isKind(ObjectKind::String); })) {
            return sortStrings(m, keys, order, options.reverse);
        }
    }
    Comparison comparison(m, keys, options);
    return mergeSort(comparison, order);
}

void throwListChanged(Mutator& m) {
    throwValueError(m, "list changed while it was sorted");
}

/// Sorts raw elements in a copy, because a poll may run code that changes the list.
template <typename T, typename Less>
bool sortCopy(Mutator& m, List* list, Less less) {
    const T* begin = static_cast<Raw*>(list->store)->data<T>();
    std::vector<T> elements(begin, begin + list->length);
    const List::ElementKind kind = list->elementKind();
    if (!BlockSort(m, elements, less).run()) return false;
    if (list->length != elements.size() || list->elementKind() != kind) {
        throwListChanged(m);
        return false;
    }
    std::copy(elements.begin(), elements.end(), static_cast<Raw*>(list->store)->data<T>());
    return true;
}

/// Equal ints cannot be told apart, so stability does not matter.
bool sortRawInts(Mutator& m, List* list, bool reverse) {
    if (list->length > kShortSort) {
        auto less = [&](int64_t a, int64_t b) { return reverse ? b < a : a < b; };
        return sortCopy<int64_t>(m, list, less);
    }
    int64_t* begin = static_cast<Raw*>(list->store)->data<int64_t>();
    std::sort(begin, begin + list->length);
    if (reverse) std::reverse(begin, begin + list->length);
    return true;
}

/// Raw floats keep the order of 0.0 and -0.0, which are equal.
bool sortRawFloats(Mutator& m, List* list, bool reverse) {
    auto less = [&](double a, double b) {
        if (a != a || b != b) return a == a && b != b;
        return reverse ? b < a : a < b;
    };
    if (list->length > kShortSort) return sortCopy<double>(m, list, less);
    double* begin = static_cast<Raw*>(list->store)->data<double>();
    std::stable_sort(begin, begin + list->length, less);
    return true;
}

/// nullopt: not a list of raw numbers in natural order. False: exception.
std::optional<bool> sortInStorage(Mutator& m, List* list, const SortOptions& options) {
    if (!options.comparator.isUndef() || !options.key.isUndef()) return std::nullopt;
    if (list->elementKind() == List::kInt) return sortRawInts(m, list, options.reverse);
    if (list->elementKind() == List::kFloat) return sortRawFloats(m, list, options.reverse);
    return std::nullopt;
}

bool readElements(Mutator& m, List* list, Value keyFunction, ValueVector& items, ValueVector& keys) {
    for (uint64_t i = 0; i < list->length; ++i) {
        const Value v = listGet(m, list, i);
        if (v.isException()) return false;
        items.push(v);
    }
    for (size_t i = 0; i < items.size(); ++i) {
        const Value item = items[i];
        const Value key =
            keyFunction.isUndef() ? item : m.call(keyFunction, std::span<const Value>(&item, 1));
        if (key.isException()) return false;
        keys.push(key);
    }
    return true;
}

bool writeBack(Mutator& m, List* list, ValueVector& items, const Permutation& order) {
    if (list->length != items.size()) {
        throwListChanged(m);
        return false;
    }
    for (size_t i = 0; i < order.size(); ++i) {
        if (!listSet(m, list, i, items[order[i]])) return false;
    }
    return true;
}

const FunctionInfo* infoOf(Value f) {
    if (Function* function = f.as<Function>()) return function->info;
    if (NativeFunction* native = f.as<NativeFunction>()) return native->info;
    return nullptr;
}

}  // namespace

bool sortList(Mutator& m, List* list, const SortOptions& options) {
    if (list->length < 2) return true;
    if (list->length > UINT32_MAX) {
        throwValueError(m, "list is too long to sort");
        return false;
    }
    if (const std::optional<bool> sorted = sortInStorage(m, list, options); sorted.has_value())
        return *sorted;
    ValueVector items(m.heap()), keys(m.heap());
    if (!readElements(m, list, options.key, items, keys)) return false;
    Permutation order(items.size());
    std::iota(order.begin(), order.end(), 0u);
    return sortPermutation(m, keys, order, options) && writeBack(m, list, items, order);
}

int32_t positionalArity(Value f) {
    if (BoundMethod* bound = f.as<BoundMethod>()) return positionalArity(bound->method);
    if (PartialCall* partial = f.as<PartialCall>()) {
        const int32_t all = positionalArity(partial->callee);
        return all < 0 ? all : std::max(0, all - static_cast<int32_t>(partial->aux));
    }
    const FunctionInfo* info = infoOf(f);
    return info == nullptr ? -1 : info->positionalCount;
}

void setSortFunction(SortOptions& options, Value f) {
    if (f.isUndef() || f.isNull()) return;
    (positionalArity(f) >= 2 ? options.comparator : options.key) = f;
}

}  // namespace noodle

// Lists whose elements (or keys) are all numbers or all strings are sorted by sort_keys.cpp. Everything else
// goes through a bottom-up merge sort whose comparison may run Noodle code and fail at any point: it works on
// copies that are rooted, so whatever that code does, nothing is lost and the list changes only at the end.

#include "runtime/entry/sort.h"

#include <algorithm>
#include <vector>

#include "runtime/entry/compare.h"
#include "runtime/entry/message.h"
#include "runtime/entry/sort_keys.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"

namespace noodle {
namespace {

constexpr uint32_t kPollInterval = 4096;  ///< comparisons between two polls
constexpr size_t kScratchBytes = 48;      ///< about what an element takes while it is sorted
constexpr size_t kRun = 6;                ///< elements that are sorted by insertion before runs are merged

bool isNan(Value v) {
    return v.isDouble() && v.asDouble() != v.asDouble();
}

/// Answers "must b stand before a" for sort keys; the only place that can run Noodle code.
class Comparison {
  public:
    Comparison(Mutator& m, const SortOptions& options)
        : m_(m), reverse_(options.reverse), asks_(!options.comparator.isUndef()) {
        if (asks_) plan_ = m.planCall(options.comparator, 2);
    }

    std::optional<bool> mustSwap(Value a, Value b) {
        if (++count_ % kPollInterval == 0 && m_.poll().isException()) return std::nullopt;
        const std::optional<int> order = asks_ ? ask(a, b) : natural(a, b);
        if (!order.has_value()) return std::nullopt;
        return reverse_ ? *order < 0 : *order > 0;
    }

  private:
    /// NaN goes last in both directions.
    std::optional<int> natural(Value a, Value b) {
        const std::optional<int> order = orderValues(m_, a, b);
        const bool flip = reverse_ && order.has_value() && (isNan(a) || isNan(b));
        return flip ? std::optional<int>(-*order) : order;
    }

    std::optional<int> ask(Value a, Value b) {
        const Value args[] = {a, b};
        const Value answer = m_.callPlanned(plan_, args);
        if (answer.isInt48()) return answer.asInt48() < 0 ? -1 : answer.asInt48() > 0 ? 1 : 0;
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
    bool reverse_, asks_;
    Mutator::CallPlan plan_{Value::undef(), 0};
    uint32_t count_ = 0;
};

/// Merge sort of `count` elements of `width` Values each, the first of which is the key.
class MergeSort {
  public:
    MergeSort(Mutator& m, Comparison& comparison, ValueVector& values, size_t width)
        : comparison_(comparison),
          values_(values),
          other_(m.heap()),
          width_(width),
          count_(values.size() / width) {
        other_.resize(values.size());
    }

    /// False: what was thrown is pending, and the order of the values is undefined.
    bool run() {
        from_ = values_.data();
        to_ = other_.data();
        for (size_t start = 0; start < count_; start += kRun) {
            if (!insertionSort(start, std::min(start + kRun, count_))) return false;
        }
        for (size_t length = kRun; length < count_; length *= 2) {
            for (size_t start = 0; start < count_; start += 2 * length) {
                const size_t middle = std::min(start + length, count_);
                if (!merge(start, middle, std::min(middle + length, count_))) return false;
            }
            std::swap(from_, to_);
        }
        if (from_ != values_.data()) copy(from_, values_.data(), count_);
        return true;
    }

  private:
    Value key(const Value* base, size_t i) const { return base[i * width_]; }
    void copy(const Value* source, Value* target, size_t elements) const {
        std::copy_n(source, elements * width_, target);
    }

    bool insertionSort(size_t start, size_t end) {
        for (size_t i = start + 1; i < end; ++i) {
            // The element waits in the other array, which is a root too.
            copy(from_ + i * width_, to_, 1);
            size_t at = i;
            for (; at > start; --at) {
                const std::optional<bool> swap = comparison_.mustSwap(key(from_, at - 1), key(to_, 0));
                if (!swap.has_value()) return false;
                if (!*swap) break;
                copy(from_ + (at - 1) * width_, from_ + at * width_, 1);
            }
            copy(to_, from_ + at * width_, 1);
        }
        return true;
    }

    bool merge(size_t start, size_t middle, size_t end) {
        size_t left = start, right = middle, out = start;
        if (right < end) {
            // Runs that are in order already cost one comparison.
            const std::optional<bool> swap = comparison_.mustSwap(key(from_, middle - 1), key(from_, middle));
            if (!swap.has_value()) return false;
            if (!*swap) right = end;
        }
        const size_t rightEnd = right == end ? middle : end;
        for (; left < middle && right < rightEnd; ++out) {
            const std::optional<bool> swap = comparison_.mustSwap(key(from_, left), key(from_, right));
            if (!swap.has_value()) return false;
            copy(from_ + (*swap ? right++ : left++) * width_, to_ + out * width_, 1);
        }
        copy(from_ + left * width_, to_ + out * width_, middle - left);
        out += middle - left;
        right = out;  // what is left of the right run stands where it belongs
        copy(from_ + right * width_, to_ + right * width_, end - right);
        return true;
    }

    Comparison& comparison_;
    ValueVector& values_;
    ValueVector other_;
    Value* from_ = nullptr;
    Value* to_ = nullptr;
    const size_t width_, count_;
};

/// Sorts raw elements; long arrays in a copy, because a sort that is stopped must leave the list as it was.
template <typename T>
Value sortRaw(Mutator& m, std::span<T> values, bool reverse, bool (*sort)(Mutator&, std::span<T>, bool)) {
    if (values.size() <= kSortedAtOnce)
        return sort(m, values, reverse) ? Value::trueValue() : Value::exception();
    std::vector<T> copy(values.begin(), values.end());
    if (!sort(m, copy, reverse)) return Value::exception();
    std::copy(copy.begin(), copy.end(), values.begin());
    return Value::trueValue();
}

/// Natural order of elements that lie raw, or that are boxed and plain. undef: not such a list.
Value sortInStorage(Mutator& m, List* list, bool reverse) {
    const size_t count = list->length;
    switch (list->elementKind()) {
        case List::kInt:
            return sortRaw<int64_t>(m, {static_cast<Raw*>(list->store)->data<int64_t>(), count}, reverse,
                                    sortInts);
        case List::kFloat:
            return sortRaw<double>(m, {static_cast<Raw*>(list->store)->data<double>(), count}, reverse,
                                   sortFloats);
        case List::kBool:
            return Value::undef();
        case List::kBoxed:
            break;
    }
    Value* values = static_cast<ValueStore*>(list->store)->values();
    std::vector<SortRecord> records;
    const PlainSort result = sortPlainKeys(m, {values, count}, reverse, records);
    if (result == PlainSort::NotPlain) return Value::undef();
    if (result == PlainSort::Failed) return Value::exception();
    permute(values, records);
    m.heap().writeBarrierMoved(static_cast<ValueStore*>(list->store), values, count);
    return Value::trueValue();
}

bool readElements(Mutator& m, List* list, ValueVector& items) {
    items.resize(list->length);
    for (uint64_t i = 0; i < items.size(); ++i) {
        items[i] = listGet(m, list, i);
        if (items[i].isException()) {
            items[i] = Value::null();
            return false;
        }
    }
    return true;
}

bool computeKeys(Mutator& m, Value keyFunction, ValueVector& items, ValueVector& keys) {
    const Mutator::CallPlan plan = m.planCall(keyFunction, 1);
    keys.resize(items.size());
    for (size_t i = 0; i < items.size(); ++i) {
        const Value key = m.callPlanned(plan, &items[i]);
        if (key.isException()) return false;
        keys[i] = key;
    }
    return true;
}

bool writeBack(Mutator& m, List* list, ValueVector& values, size_t width) {
    if (list->length != values.size() / width) {
        throwValueError(m, "list changed while it was sorted");
        return false;
    }
    for (size_t i = 0; i < list->length; ++i) {
        if (!listSet(m, list, i, values[i * width + width - 1])) return false;
    }
    return true;
}

bool sortWithKey(Mutator& m, List* list, const SortOptions& options) {
    ValueVector items(m.heap()), keys(m.heap());
    if (!readElements(m, list, items) || !computeKeys(m, options.key, items, keys)) return false;
    std::vector<SortRecord> records;
    switch (sortPlainKeys(m, {keys.data(), keys.size()}, options.reverse, records)) {
        case PlainSort::Failed:
            return false;
        case PlainSort::Done:
            permute(items.data(), records);
            return writeBack(m, list, items, 1);
        case PlainSort::NotPlain:
            break;
    }
    ValueVector pairs(m.heap());
    pairs.resize(items.size() * 2);
    for (size_t i = 0; i < items.size(); ++i) {
        pairs[2 * i] = keys[i];
        pairs[2 * i + 1] = items[i];
    }
    Comparison comparison(m, options);
    return MergeSort(m, comparison, pairs, 2).run() && writeBack(m, list, pairs, 2);
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
    if (!m.heap().hasRoomFor(list->length * kScratchBytes)) {
        throwOutOfMemory(m);
        return false;
    }
    if (!options.key.isUndef()) return sortWithKey(m, list, options);
    if (options.comparator.isUndef()) {
        const Value done = sortInStorage(m, list, options.reverse);
        // A loop of sorts too short to poll must still end when it is told to.
        const bool sorted = done.isTrue() && (list->length < kPollInterval || !m.poll().isException());
        if (!done.isUndef()) return sorted;
    }
    ValueVector items(m.heap());
    if (!readElements(m, list, items)) return false;
    Comparison comparison(m, options);
    return MergeSort(m, comparison, items, 1).run() && writeBack(m, list, items, 1);
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

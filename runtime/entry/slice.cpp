#include <algorithm>

#include "runtime/entry/bigint.h"
#include "runtime/entry/index_detail.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"
#include "runtime/object/range.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

/// A slice bound, clamped into int64. False: TypeError pending.
bool readBound(Mutator& m, Value v, int64_t& out) {
    if (isInt(v)) {
        out = toInt64(v);
        return true;
    }
    if (isBigInt(v)) {
        out = bigintToInt64(v).value_or(bigintToDouble(v) < 0 ? INT64_MIN : INT64_MAX);
        return true;
    }
    throwTypeError(m, joined("slice bounds must be ints, not ", typeNameOf(m, v)));
    return false;
}

/// Python's clamping: a bound before the start is `low`, one behind the end `high`.
int64_t clampBound(int64_t bound, int64_t length, int64_t low, int64_t high) {
    if (bound < 0) bound = bound < -length ? low : bound + length;
    return std::clamp(bound, low, high);
}

int64_t elementCount(int64_t from, int64_t to, int64_t step) {
    if (step > 0) return from < to ? (to - from - 1) / step + 1 : 0;
    return from > to ? static_cast<int64_t>((static_cast<uint64_t>(from - to) - 1) /
                                            (0 - static_cast<uint64_t>(step))) +
                           1
                     : 0;
}

/// Whole code points of `s` in steps; walks bytes only through byteOffset, so ASCII text is direct.
Value sliceString(Mutator& m, String* s, const SliceRange& r) {
    if (r.step == 1) {
        return valueOrException(
            substring(m, s, static_cast<uint64_t>(r.from), static_cast<uint64_t>(r.from + r.count)));
    }
    if (!flatten(m, s)) return Value::exception();
    const std::string_view text = view(m, s);
    std::string out;
    for (int64_t i = 0; i < r.count; ++i) {
        const uint64_t index = static_cast<uint64_t>(r.from + i * r.step);
        const uint64_t from = byteOffset(m, s, index);
        out.append(text.substr(from, byteOffset(m, s, index + 1) - from));
    }
    return stringValue(m, out);
}

Value sliceTuple(Mutator& m, Tuple* tuple, const SliceRange& r) {
    Tuple* result = makeTuple(m, static_cast<uint32_t>(r.count));
    NOODLE_TRY_PTR(result);
    for (int64_t i = 0; i < r.count; ++i) result->elements()[i] = tuple->elements()[r.from + i * r.step];
    return Value::ofObject(result);
}

Value sliceBytes(Mutator& m, Bytes* bytes, const SliceRange& r) {
    std::string out;
    for (int64_t i = 0; i < r.count; ++i)
        out.push_back(bytesView(bytes)[static_cast<size_t>(r.from + i * r.step)]);
    return valueOrException(makeBytes(m, out));
}

/// The elements stay in range, so `start + from * step` does; the end is one step behind the last and may not
/// fit.
Value sliceRange(Mutator& m, const Range* range, const SliceRange& r) {
    int64_t step = 0;
    if (__builtin_mul_overflow(range->step, r.step, &step)) step = r.step < 0 ? -1 : 1;
    if (r.count == 0) return valueOrException(makeRange(m, range->start, range->start, step));
    const uint64_t first = static_cast<uint64_t>(range->start) +
                           static_cast<uint64_t>(r.from) * static_cast<uint64_t>(range->step);
    const uint64_t last = first + static_cast<uint64_t>(r.count - 1) * static_cast<uint64_t>(step);
    const int64_t end = static_cast<int64_t>(last) + (step > 0 ? 1 : -1);
    return valueOrException(makeRange(m, static_cast<int64_t>(first), end, step));
}

Value sliceInstance(Mutator& m, Value object, Value start, Value end, Value step) {
    const Member method = findProtocol(m, object, Protocol::Get);
    if (method.kind == MemberKind::None) {
        return throwTypeError(m, object.isNull() ? std::string("cannot slice null")
                                                 : joined(typeNameOf(m, object), " cannot be sliced"));
    }
    const Value slice = valueOrException(makeSlice(m, start, end, step));
    NOODLE_TRY(slice);
    return callFound(m, object, method, std::span<const Value>(&slice, 1));
}

/// list[from : from+count] = source, for step 1.
Value replaceSpan(Mutator& m, List* list, const SliceRange& r, List* source) {
    List* tail =
        listSlice(m, list, r.from + r.count, static_cast<int64_t>(list->length) - r.from - r.count, 1);
    NOODLE_TRY_PTR(tail);
    listErase(m, list, static_cast<uint64_t>(r.from), list->length);
    if (!listExtend(m, list, source) || !listExtend(m, list, tail)) return Value::exception();
    return Value::null();
}

Value replaceStepped(Mutator& m, List* list, const SliceRange& r, List* source) {
    if (source->length != static_cast<uint64_t>(r.count)) {
        return throwValueError(m,
                               joined("cannot assign ", source->length, " values to a slice of ", r.count));
    }
    for (int64_t i = 0; i < r.count; ++i) {
        const Value v = listGet(m, source, static_cast<uint64_t>(i));
        NOODLE_TRY(v);
        if (!listSet(m, list, static_cast<uint64_t>(r.from + i * r.step), v)) return Value::exception();
    }
    return Value::null();
}

/// Keeps what the slice leaves out, in one pass.
Value eraseStepped(Mutator& m, List* list, const SliceRange& r) {
    const int64_t step = r.step < 0 ? -r.step : r.step;
    const int64_t first = r.step > 0 ? r.from : r.from + (r.count - 1) * r.step;
    List* kept = newList(m, list->length - static_cast<uint64_t>(r.count));
    NOODLE_TRY_PTR(kept);
    for (int64_t i = 0; i < static_cast<int64_t>(list->length); ++i) {
        const bool erased = i >= first && (i - first) % step == 0 && (i - first) / step < r.count;
        if (!erased && !listAppend(m, kept, listGet(m, list, static_cast<uint64_t>(i))))
            return Value::exception();
    }
    listClear(m, list);
    return listExtend(m, list, kept) ? Value::null() : Value::exception();
}

}  // namespace

std::optional<SliceRange> resolveSlice(Mutator& m, Value start, Value end, Value step, uint64_t length) {
    int64_t by = 1, from = 0, to = 0;
    if (!step.isNull() && !readBound(m, step, by)) return std::nullopt;
    if (by == 0) {
        throwValueError(m, "slice step must not be 0");
        return std::nullopt;
    }
    by = std::max(by, -INT64_MAX);
    const int64_t size = static_cast<int64_t>(length);
    const int64_t low = by > 0 ? 0 : -1, high = by > 0 ? size : size - 1;
    if (start.isNull()) {
        from = by > 0 ? low : high;
    } else if (readBound(m, start, from)) {
        from = clampBound(from, size, low, high);
    } else {
        return std::nullopt;
    }
    if (end.isNull()) {
        to = by > 0 ? high : low;
    } else if (readBound(m, end, to)) {
        to = clampBound(to, size, low, high);
    } else {
        return std::nullopt;
    }
    return SliceRange{from, elementCount(from, to, by), by};
}

Value getSlice(Mutator& m, Value object, Value start, Value end, Value step) {
    const ObjectKind kind = object.isObject() ? object.asObject()->kind : ObjectKind::Free;
    uint64_t size = 0;
    switch (kind) {
        case ObjectKind::List:
            size = object.cast<List>()->length;
            break;
        case ObjectKind::String:
            size = object.cast<String>()->length;
            break;
        case ObjectKind::Tuple:
            size = object.cast<Tuple>()->size();
            break;
        case ObjectKind::Bytes:
            size = object.cast<Bytes>()->length;
            break;
        case ObjectKind::Range:
            size = static_cast<uint64_t>(rangeLength(object.cast<Range>()));
            break;
        default:
            return sliceInstance(m, object, start, end, step);
    }
    const std::optional<SliceRange> r = resolveSlice(m, start, end, step, size);
    if (!r.has_value()) return Value::exception();
    switch (kind) {
        case ObjectKind::List:
            return valueOrException(listSlice(m, object.cast<List>(), r->from, r->count, r->step));
        case ObjectKind::String:
            return sliceString(m, object.cast<String>(), *r);
        case ObjectKind::Tuple:
            return sliceTuple(m, object.cast<Tuple>(), *r);
        case ObjectKind::Bytes:
            return sliceBytes(m, object.cast<Bytes>(), *r);
        default:
            return sliceRange(m, object.cast<Range>(), *r);
    }
}

Value setSlice(Mutator& m, Value object, Value start, Value end, Value step, Value v) {
    List* list = object.as<List>();
    if (list == nullptr) {
        const Value slice = valueOrException(makeSlice(m, start, end, step));
        NOODLE_TRY(slice);
        return setIndex(m, object, slice, v);
    }
    if (!checkMutable(m, object)) return Value::exception();
    List* source = newList(m);
    NOODLE_TRY_PTR(source);
    if (!collectInto(m, v, source)) return Value::exception();
    const std::optional<SliceRange> r = resolveSlice(m, start, end, step, list->length);
    if (!r.has_value()) return Value::exception();
    return r->step == 1 ? replaceSpan(m, list, *r, source) : replaceStepped(m, list, *r, source);
}

Value deleteSlice(Mutator& m, Value object, Value start, Value end, Value step) {
    List* list = object.as<List>();
    if (list == nullptr)
        return throwTypeError(m, joined(typeNameOf(m, object), " does not support deleting items"));
    if (!checkMutable(m, object)) return Value::exception();
    const std::optional<SliceRange> r = resolveSlice(m, start, end, step, list->length);
    if (!r.has_value()) return Value::exception();
    if (r->count == 0) return Value::null();
    if (r->step == 1 || r->step == -1) {
        const int64_t from = r->step == 1 ? r->from : r->from - r->count + 1;
        listErase(m, list, static_cast<uint64_t>(from), static_cast<uint64_t>(from + r->count));
        return Value::null();
    }
    return eraseStepped(m, list, *r);
}

}  // namespace noodle

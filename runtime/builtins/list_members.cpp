// List members that change the list, and those that index it. What any iterable has is in
// iterable_members.cpp.
#include "runtime/builtins/collections.h"
#include "runtime/builtins/functional.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/sorting.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/member.h"

namespace noodle {

namespace {

Value append(Mutator& m, Args args) {
    List* list = changeableList(m, args, "append");
    NOODLE_TRY_PTR(list);
    return listAppend(m, list, args[0]) ? Value::null() : Value::exception();
}

Value extend(Mutator& m, Args args) {
    List* list = changeableList(m, args, "extend");
    NOODLE_TRY_PTR(list);
    List* other = args[0].as<List>();
    bool ok = other != nullptr ? listExtend(m, list, other) : collectInto(m, args[0], list);
    return ok ? Value::null() : Value::exception();
}

Value insert(Mutator& m, Args args) {
    List* list = changeableList(m, args, "insert");
    NOODLE_TRY_PTR(list);
    int64_t index = 0;
    NOODLE_REQUIRE(ArgReader(m, "insert", args).integer(0, "index", index));
    auto at = static_cast<uint64_t>(clampIndex(index, static_cast<int64_t>(list->length)));
    return listInsert(m, list, at, args[1]) ? Value::null() : Value::exception();
}

Value takeOut(Mutator& m, List* list, uint64_t index) {
    Value v = listGet(m, list, index);
    NOODLE_TRY(v);
    listErase(m, list, index, index + 1);
    return v;
}

Value pop(Mutator& m, Args args) {
    List* list = changeableList(m, args, "pop");
    NOODLE_TRY_PTR(list);
    if (list->length == 0) return throwIndexError(m, "pop() from an empty list");
    ArgReader in(m, "pop", args);
    uint64_t index = list->length - 1;
    if (in.has(0)) {
        auto given = readIndex(m, in, 0, list->length, "list");
        NOODLE_REQUIRE(given.has_value());
        index = *given;
    }
    return takeOut(m, list, index);
}

Value shift(Mutator& m, Args args) {
    List* list = changeableList(m, args, "shift");
    NOODLE_TRY_PTR(list);
    return list->length == 0 ? throwIndexError(m, "shift() from an empty list") : takeOut(m, list, 0);
}

Value unshift(Mutator& m, Args args) {
    List* list = changeableList(m, args, "unshift");
    NOODLE_TRY_PTR(list);
    return listInsert(m, list, 0, args[0]) ? Value::null() : Value::exception();
}

Value remove(Mutator& m, Args args) {
    List* list = changeableList(m, args, "remove");
    NOODLE_TRY_PTR(list);
    ArgReader in(m, "remove", args);
    if (!isInt(args[0])) {
        in.mismatch(0, "index", "an int index (removeValue(v) removes by value)");
        return Value::exception();
    }
    auto index = readIndex(m, in, 0, list->length, "list");
    NOODLE_REQUIRE(index.has_value());
    return takeOut(m, list, *index);
}

/// Index of the first (or last) element equal to `v` in [from, to): -1 if none, -2: exception.
template <bool last>
int64_t search(Mutator& m, List* list, Value v, uint64_t from, uint64_t to) {
    Ticker ticker(m);
    for (uint64_t i = from; i < to && i < list->length; ++i) {
        uint64_t at = last ? to - 1 - (i - from) : i;
        if (at >= list->length) continue;
        Value element = listGet(m, list, at);
        if (element.isException()) return -2;
        auto equal = equalValues(m, element, v);
        if (!equal.has_value() || !ticker.tick()) return -2;
        if (*equal) return static_cast<int64_t>(at);
    }
    return -1;
}

Value removeValue(Mutator& m, Args args) {
    List* list = changeableList(m, args, "removeValue");
    NOODLE_TRY_PTR(list);
    int64_t at = search<false>(m, list, args[0], 0, list->length);
    NOODLE_REQUIRE(at != -2);
    if (at >= 0 && static_cast<uint64_t>(at) < list->length)
        listErase(m, list, static_cast<uint64_t>(at), static_cast<uint64_t>(at) + 1);
    return Value::ofBool(at >= 0);
}

/// Removes what f holds for; the number of removed elements.
Value removeIf(Mutator& m, Args args) {
    List* list = changeableList(m, args, "removeIf");
    NOODLE_TRY_PTR(list);
    Value f;
    NOODLE_REQUIRE(ArgReader(m, "removeIf", args).callable(0, "f", f));
    List* kept = newList(m);
    NOODLE_TRY_PTR(kept);
    bool ok = eachOfList(m, list, [&](Value v) {
        auto drop = test(m, f, v);
        return drop.has_value() && (*drop || listAppend(m, kept, v)) ? Step::Next : Step::Fail;
    });
    NOODLE_REQUIRE(ok);
    auto removed = static_cast<int64_t>(list->length) - static_cast<int64_t>(kept->length);
    listClear(m, list);
    return listExtend(m, list, kept) ? makeInt(m, removed) : Value::exception();
}

struct SearchWindow {
    uint64_t from = 0, to = 0;
    bool read(const ArgReader& in, const List* list) {
        auto length = static_cast<int64_t>(list->length);
        int64_t start = 0, end = length;
        if (!in.optInteger(1, "start", start) || !in.optInteger(2, "end", end)) return false;
        from = static_cast<uint64_t>(clampIndex(start, length));
        to = static_cast<uint64_t>(clampIndex(end, length));
        return true;
    }
};

template <bool last>
Value indexOf(Mutator& m, Args args) {
    List* list = selfList(m, args, "indexOf");
    NOODLE_TRY_PTR(list);
    SearchWindow window;
    NOODLE_REQUIRE(window.read(ArgReader(m, "indexOf", args), list));
    int64_t at = search<last>(m, list, args[0], window.from, window.to);
    return at == -2 ? Value::exception() : makeInt(m, at);
}

Value index(Mutator& m, Args args) {
    Value at = indexOf<false>(m, args);
    if (at.isException() || !identical(at, Value::ofInt48(-1))) return at;
    return throwValueError(m, "index(): the value is not in the list");
}

Value clear(Mutator& m, Args args) {
    List* list = changeableList(m, args, "clear");
    NOODLE_TRY_PTR(list);
    listClear(m, list);
    return Value::null();
}

Value reverse(Mutator& m, Args args) {
    List* list = changeableList(m, args, "reverse");
    NOODLE_TRY_PTR(list);
    listReverse(m, list);
    return Value::null();
}

Value sort(Mutator& m, Args args) {
    List* list = changeableList(m, args, "sort");
    NOODLE_TRY_PTR(list);
    SortOptions options;
    NOODLE_REQUIRE(readSortOptions(m, "sort", args, 0, options));
    return sortList(m, list, options) ? Value::null() : Value::exception();
}

Value sortBy(Mutator& m, Args args) {
    List* list = changeableList(m, args, "sortBy");
    NOODLE_TRY_PTR(list);
    ArgReader in(m, "sortBy", args);
    SortOptions options;
    NOODLE_REQUIRE(in.callable(0, "key", options.key) && in.optBoolean(1, "reverse", options.reverse));
    return sortList(m, list, options) ? Value::null() : Value::exception();
}

Value set(Mutator& m, Args args) {
    List* list = changeableList(m, args, "set");
    NOODLE_TRY_PTR(list);
    auto at = readIndex(m, ArgReader(m, "set", args), 0, list->length, "list");
    NOODLE_REQUIRE(at.has_value());
    return listSet(m, list, *at, args[1]) ? Value::null() : Value::exception();
}

Value fill(Mutator& m, Args args) {
    List* list = changeableList(m, args, "fill");
    NOODLE_TRY_PTR(list);
    Ticker ticker(m);
    for (uint64_t i = 0; i < list->length; ++i) NOODLE_REQUIRE(listSet(m, list, i, args[0]) && ticker.tick());
    return Value::null();
}

Value swap(Mutator& m, Args args) {
    List* list = changeableList(m, args, "swap");
    NOODLE_TRY_PTR(list);
    ArgReader in(m, "swap", args);
    auto i = readIndex(m, in, 0, list->length, "list");
    NOODLE_REQUIRE(i.has_value());
    auto j = readIndex(m, in, 1, list->length, "list");
    NOODLE_REQUIRE(j.has_value());
    Value a = listGet(m, list, *i), b = listGet(m, list, *j);
    NOODLE_TRY(a);
    NOODLE_TRY(b);
    return listSet(m, list, *i, b) && listSet(m, list, *j, a) ? Value::null() : Value::exception();
}

Value get(Mutator& m, Args args) {
    List* list = selfList(m, args, "get");
    NOODLE_TRY_PTR(list);
    int64_t index = 0;
    NOODLE_REQUIRE(ArgReader(m, "get", args).integer(0, "index", index));
    auto length = static_cast<int64_t>(list->length);
    if (index < 0) index += length;
    return index >= 0 && index < length ? listGet(m, list, static_cast<uint64_t>(index)) : args.get(1);
}

Value at(Mutator& m, Args args) {
    NOODLE_TRY_PTR(selfList(m, args, "at"));
    return getIndex(m, args.self, args[0]);
}

Value first(Mutator& m, Args args) {
    List* list = selfList(m, args, "first");
    NOODLE_TRY_PTR(list);
    return list->length == 0 ? Value::null() : listGet(m, list, 0);
}

Value last(Mutator& m, Args args) {
    List* list = selfList(m, args, "last");
    NOODLE_TRY_PTR(list);
    return list->length == 0 ? Value::null() : listGet(m, list, list->length - 1);
}

Value slice(Mutator& m, Args args) {
    NOODLE_TRY_PTR(selfList(m, args, "slice"));
    return getSlice(m, args.self, args.get(0), args.get(1), args.get(2));
}

Value copy(Mutator& m, Args args) {
    NOODLE_TRY_PTR(selfList(m, args, "copy"));
    return valueOrException(toListValue(m, args.self));
}

Value reversed(Mutator& m, Args args) {
    NOODLE_TRY_PTR(selfList(m, args, "reversed"));
    List* list = toListValue(m, args.self);
    NOODLE_TRY_PTR(list);
    listReverse(m, list);
    return Value::ofObject(list);
}

/// All runs of `size` neighbours.
Value windowed(Mutator& m, Args args) {
    List* list = selfList(m, args, "windowed");
    NOODLE_TRY_PTR(list);
    ArgReader in(m, "windowed", args);
    int64_t size = 0;
    NOODLE_REQUIRE(in.integer(0, "size", size));
    if (size <= 0) return in.invalid("'size' must be above zero");
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    Ticker ticker(m);
    for (int64_t i = 0; i + size <= static_cast<int64_t>(list->length); ++i) {
        Value window = valueOrException(listSlice(m, list, i, size, 1));
        NOODLE_TRY(window);
        NOODLE_REQUIRE(listAppend(m, out, window) && ticker.tick());
    }
    return Value::ofObject(out);
}

Value concat(Mutator& m, Args args) {
    NOODLE_TRY_PTR(selfList(m, args, "concat"));
    List* out = toListValue(m, args.self);
    NOODLE_TRY_PTR(out);
    List* others = args[0].cast<List>();
    for (uint64_t i = 0; i < others->length; ++i) {
        Value other = listGet(m, others, i);
        NOODLE_REQUIRE(!other.isException() && collectInto(m, other, out));
    }
    return Value::ofObject(out);
}

Value lengthOf(Mutator& m, Args args) {
    List* list = selfList(m, args, "length");
    NOODLE_TRY_PTR(list);
    return makeInt(m, static_cast<int64_t>(list->length));
}

Value isEmpty(Mutator& m, Args args) {
    List* list = selfList(m, args, "isEmpty");
    NOODLE_TRY_PTR(list);
    return Value::ofBool(list->length == 0);
}

Value isNotEmpty(Mutator& m, Args args) {
    List* list = selfList(m, args, "isNotEmpty");
    NOODLE_TRY_PTR(list);
    return Value::ofBool(list->length != 0);
}

constexpr NativeSpec kReadTable[] = {
    {"length", "", lengthOf, NativeSpec::kGetter},
    {"size", "", lengthOf, NativeSpec::kGetter},
    {"isEmpty", "", isEmpty},
    {"isNotEmpty", "", isNotEmpty},
    {"get", "index, default=", get},
    {"at", "index", at},
    {"first", "", first},
    {"last", "", last},
    {"indexOf", "value, start=, end=", indexOf<false>},
    {"lastIndexOf", "value, start=, end=", indexOf<true>},
    {"index", "value, start=, end=", index},
    {"slice", "start=, end=, step=", slice},
    {"copy", "", copy},
    {"reversed", "", reversed},
    {"windowed", "size", windowed},
    {"concat", "...others", concat},
    {"isFrozen", "", isFrozenMember},
};

constexpr NativeSpec kChangeTable[] = {
    {"append", "value", append},
    {"push", "value", append},
    {"add", "value", append},
    {"extend", "xs", extend},
    {"addAll", "xs", extend},
    {"insert", "index, value", insert},
    {"pop", "index=", pop},
    {"shift", "", shift},
    {"unshift", "value", unshift},
    {"remove", "index", remove},
    {"removeAt", "index", remove},
    {"removeValue", "value", removeValue},
    {"removeIf", "f", removeIf},
    {"set", "index, value", set},
    {"fill", "value", fill},
    {"swap", "i, j", swap},
    {"clear", "", clear},
    {"reverse", "", reverse},
    {"sort", "comparator=, key=, reverse=", sort},
    {"sortBy", "key, reverse=", sortBy},
    {"freeze", "", freezeMember},
};

}  // namespace

std::optional<uint64_t> readIndex(Mutator& m, const ArgReader& in, uint32_t i, uint64_t length,
                                  const char* what) {
    int64_t index = 0;
    if (!in.integer(i, "index", index)) return std::nullopt;
    auto size = static_cast<int64_t>(length);
    if (index >= -size && index < size) return static_cast<uint64_t>(index < 0 ? index + size : index);
    throwIndexError(m,
                    joined(in.function(), "(): index ", index, " is outside a ", what, " of length ", size));
    return std::nullopt;
}

bool isFrozen(Value v) {
    if (List* list = v.as<List>()) return (list->flags & List::kFrozen) != 0;
    if (v.isKind(ObjectKind::Map) || v.isKind(ObjectKind::Set))
        return (v.asObject()->flags & HashBase::kFrozen) != 0;
    if (v.isKind(ObjectKind::Bytes)) return (v.asObject()->flags & kBytesFrozen) != 0;
    if (v.isKind(ObjectKind::Instance)) return (v.asObject()->flags & Instance::kFrozen) != 0;
    return true;
}

Value freezeValue(Mutator& m, Value v) {
    if (isFrozen(v)) return v;
    HeapObject* object = v.asObject();
    switch (object->kind) {
        case ObjectKind::List:
            object->flags |= List::kFrozen;
            break;
        case ObjectKind::Map:
        case ObjectKind::Set:
            object->flags |= HashBase::kFrozen;
            break;
        case ObjectKind::Bytes:
            object->flags |= kBytesFrozen;
            break;
        default:
            if (!comparesByFields(v.cast<Instance>()->cls))
                return throwExpected(m, "freeze", "a collection or a struct", v);
            object->flags |= Instance::kFrozen;
    }
    return v;
}

Value freezeMember(Mutator& m, Args args) {
    return freezeValue(m, args.self);
}
Value isFrozenMember(Mutator&, Args args) {
    return Value::ofBool(isFrozen(args.self));
}
Value iteratorMember(Mutator& m, Args args) {
    return getIterator(m, args.self);
}

std::span<const NativeSpec> listMembers() {
    return kReadTable;
}
std::span<const NativeSpec> listChangeMembers() {
    return kChangeTable;
}

}  // namespace noodle

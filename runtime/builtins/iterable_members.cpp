// Members that every iterable builtin type has: List, Set, Range, Iterator and Generator. Each works on its
// receiver through the iteration protocol; map, filter, zip and enumerate are lazy exactly where the receiver
// is.
#include "runtime/builtins/collections.h"
#include "runtime/builtins/functional.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/sorting.h"
#include "runtime/builtins/string_tools.h"
#include "runtime/entry/adapters.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/conversions.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

/// Argument 0 as a function.
bool readFunction(Mutator& m, const Args& args, const char* function, Value& f) {
    return ArgReader(m, function, args).callable(0, "f", f);
}

Value map(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(readFunction(m, args, "map", f));
    return mapOver(m, args.self, f);
}

Value filter(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(readFunction(m, args, "filter", f));
    return filterOver(m, args.self, f);
}

/// reduce(start, f), reduce(f, start) or reduce(f).
Value reduceWith(Mutator& m, const Args& args, const char* function) {
    Value start = args[0], f = args[1];
    if (f.isUndef()) {
        f = start;
        start = Value::undef();
    } else if (!isCallable(m, f)) {
        std::swap(start, f);
    }
    if (!isCallable(m, f)) return throwExpected(m, function, "a function", f);
    return reduceOver(m, function, args.self, start, f);
}

Value reduce(Mutator& m, Args args) {
    return reduceWith(m, args, "reduce");
}
Value fold(Mutator& m, Args args) {
    return reduceWith(m, args, "fold");
}

Value forEach(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(readFunction(m, args, "forEach", f));
    bool ok = eachValue(m, args.self,
                        [&](Value v) { return callOne(m, f, v).isException() ? Step::Fail : Step::Next; });
    return ok ? Value::null() : Value::exception();
}

template <Quantifier q>
Value quantified(Mutator& m, Args args) {
    Value f = Value::undef();
    NOODLE_REQUIRE(ArgReader(m, quantifierName(q), args).optCallable(0, "f", f));
    return quantify(m, q, args.self, f);
}

Value find(Mutator& m, Args args) {
    Value f, found = Value::null();
    NOODLE_REQUIRE(readFunction(m, args, "find", f));
    bool ok = eachValue(m, args.self, [&](Value v) {
        auto hit = test(m, f, v);
        if (!hit.has_value()) return Step::Fail;
        if (!*hit) return Step::Next;
        found = v;
        return Step::Stop;
    });
    return ok ? found : Value::exception();
}

Value findIndex(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(readFunction(m, args, "findIndex", f));
    int64_t index = 0;
    bool found = false;
    bool ok = eachValue(m, args.self, [&](Value v) {
        auto hit = test(m, f, v);
        if (!hit.has_value()) return Step::Fail;
        found = *hit;
        index += found ? 0 : 1;
        return found ? Step::Stop : Step::Next;
    });
    NOODLE_REQUIRE(ok);
    return Value::ofInt48(found ? index : -1);
}

/// What flattening opens: builtin sequences, not strings, maps or objects of classes.
bool isSequence(Value v) {
    if (!v.isObject()) return false;
    switch (v.asObject()->kind) {
        case ObjectKind::List:
        case ObjectKind::Tuple:
        case ObjectKind::Set:
        case ObjectKind::Range:
        case ObjectKind::Iterator:
        case ObjectKind::Coroutine:
            return true;
        default:
            return false;
    }
}

/// Appends the elements of f(v), or of v itself, in options.
Value flattened(Mutator& m, Value xs, Value f) {
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    bool ok = eachValue(m, xs, [&](Value v) {
        Value inner = f.isUndef() ? v : callOne(m, f, v);
        if (inner.isException()) return Step::Fail;
        return (isSequence(inner) ? collectInto(m, inner, out) : listAppend(m, out, inner)) ? Step::Next
                                                                                            : Step::Fail;
    });
    return ok ? Value::ofObject(out) : Value::exception();
}

Value flatMap(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(readFunction(m, args, "flatMap", f));
    return flattened(m, args.self, f);
}

Value flatten(Mutator& m, Args args) {
    return flattened(m, args.self, Value::undef());
}

Value zip(Mutator& m, Args args) {
    List* sources = newList(m);
    NOODLE_TRY_PTR(sources);
    NOODLE_REQUIRE(listAppend(m, sources, args.self) && listExtend(m, sources, args[0].cast<List>()));
    return zipOver(m, sources);
}

Value enumerate(Mutator& m, Args args) {
    int64_t start = 0;
    NOODLE_REQUIRE(ArgReader(m, "enumerate", args).optInteger(0, "start", start));
    return enumerateOver(m, args.self, start);
}

Value sum(Mutator& m, Args args) {
    return sumOver(m, args.self, args[0]);
}

/// An optional key function; null for an empty collection unless a default is given.
template <bool greatest>
Value extreme(Mutator& m, Args args) {
    Value key = Value::undef();
    NOODLE_REQUIRE(ArgReader(m, greatest ? "max" : "min", args).optCallable(0, "key", key));
    return extremeOver(m, greatest, args.self, key, args[1]);
}

Value count(Mutator& m, Args args) {
    int64_t n = 0;
    Value f = args[0];
    bool counts = !f.isUndef() && isCallable(m, f);
    bool ok = eachValue(m, args.self, [&](Value v) {
        auto hit = f.isUndef() ? std::optional<bool>(true) : counts ? test(m, f, v) : equalValues(m, v, f);
        if (!hit.has_value()) return Step::Fail;
        n += *hit ? 1 : 0;
        return Step::Next;
    });
    return ok ? makeInt(m, n) : Value::exception();
}

Value average(Mutator& m, Args args) {
    Value total = sumOver(m, args.self, Value::undef());
    NOODLE_TRY(total);
    Value n = count(m, Args{nullptr, 0, args.self});
    NOODLE_TRY(n);
    if (identical(n, Value::ofInt48(0))) return throwValueError(m, "average() of an empty collection");
    return binary(m, BinaryOp::Div, total, n);
}

Value join(Mutator& m, Args args) {
    std::string_view separator = ",";
    NOODLE_REQUIRE(ArgReader(m, "join", args).optText(0, "separator", separator));
    return joinValues(m, args.self, separator);
}

Value sorted(Mutator& m, Args args) {
    SortOptions options;
    NOODLE_REQUIRE(readSortOptions(m, "sorted", args, 0, options));
    List* list = toListValue(m, args.self);
    NOODLE_TRY_PTR(list);
    return sortList(m, list, options) ? Value::ofObject(list) : Value::exception();
}

Value sortedBy(Mutator& m, Args args) {
    SortOptions options;
    NOODLE_REQUIRE(readFunction(m, args, "sortedBy", options.key) &&
                   ArgReader(m, "sortedBy", args).optBoolean(1, "reverse", options.reverse));
    List* list = toListValue(m, args.self);
    NOODLE_TRY_PTR(list);
    return sortList(m, list, options) ? Value::ofObject(list) : Value::exception();
}

Value toList(Mutator& m, Args args) {
    return valueOrException(toListValue(m, args.self));
}
Value toSet(Mutator& m, Args args) {
    return valueOrException(toSetValue(m, args.self));
}
Value toMap(Mutator& m, Args args) {
    return valueOrException(toMapValue(m, args.self));
}

Value toTuple(Mutator& m, Args args) {
    List* list = toListValue(m, args.self);
    NOODLE_TRY_PTR(list);
    NOODLE_REQUIRE(listMakeBoxed(m, list));
    const Value* elements = list->length == 0 ? nullptr : static_cast<ValueStore*>(list->store)->values();
    return valueOrException(newTuple(m, elements, static_cast<uint32_t>(list->length)));
}

/// Elements in order of first appearance, by `key` if given.
Value unique(Mutator& m, Args args) {
    Value key = Value::undef();
    NOODLE_REQUIRE(ArgReader(m, "unique", args).optCallable(0, "key", key));
    Set* seen = newSet(m);
    List* out = seen != nullptr ? newList(m) : nullptr;
    NOODLE_TRY_PTR(out);
    bool ok = eachValue(m, args.self, [&](Value v) {
        Value k = key.isUndef() ? v : callOne(m, key, v);
        if (k.isException()) return Step::Fail;
        auto fresh = setAdd(m, seen, k);
        if (!fresh.has_value()) return Step::Fail;
        return !*fresh || listAppend(m, out, v) ? Step::Next : Step::Fail;
    });
    return ok ? Value::ofObject(out) : Value::exception();
}

Value groupBy(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(readFunction(m, args, "groupBy", f));
    Map* groups = newMap(m);
    NOODLE_TRY_PTR(groups);
    bool ok = eachValue(m, args.self, [&](Value v) {
        Value key = callOne(m, f, v);
        if (key.isException()) return Step::Fail;
        Value group = mapGet(m, groups, key);
        if (group.isUndef()) {
            group = valueOrException(newList(m));
            if (group.isException() || !mapSet(m, groups, key, group)) return Step::Fail;
        }
        return !group.isException() && listAppend(m, group.cast<List>(), v) ? Step::Next : Step::Fail;
    });
    return ok ? Value::ofObject(groups) : Value::exception();
}

/// A map from f(v), or v itself, to how often it appears.
Value countBy(Mutator& m, Args args) {
    Value f = Value::undef();
    NOODLE_REQUIRE(ArgReader(m, "countBy", args).optCallable(0, "f", f));
    Map* counts = newMap(m);
    NOODLE_TRY_PTR(counts);
    bool ok = eachValue(m, args.self, [&](Value v) {
        Value key = f.isUndef() ? v : callOne(m, f, v);
        if (key.isException()) return Step::Fail;
        Value n = mapGet(m, counts, key);
        if (n.isException()) return Step::Fail;
        return mapSet(m, counts, key, Value::ofInt48(n.isUndef() ? 1 : n.asInt48() + 1)) ? Step::Next
                                                                                         : Step::Fail;
    });
    return ok ? Value::ofObject(counts) : Value::exception();
}

/// ([what passes], [what does not])
Value partition(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(readFunction(m, args, "partition", f));
    List* yes = newList(m);
    List* no = yes != nullptr ? newList(m) : nullptr;
    NOODLE_TRY_PTR(no);
    bool ok = eachValue(m, args.self, [&](Value v) {
        auto hit = test(m, f, v);
        return hit.has_value() && listAppend(m, *hit ? yes : no, v) ? Step::Next : Step::Fail;
    });
    return ok ? makePair(m, Value::ofObject(yes), Value::ofObject(no)) : Value::exception();
}

Value chunk(Mutator& m, Args args) {
    ArgReader in(m, "chunk", args);
    int64_t size = 0;
    NOODLE_REQUIRE(in.integer(0, "size", size));
    if (size <= 0) return in.invalid("'size' must be above zero");
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    List* current = nullptr;
    bool ok = eachValue(m, args.self, [&](Value v) {
        if (current == nullptr || current->length == static_cast<uint64_t>(size)) {
            current = newList(m);
            if (current == nullptr || !listAppend(m, out, Value::ofObject(current))) return Step::Fail;
        }
        return listAppend(m, current, v) ? Step::Next : Step::Fail;
    });
    return ok ? Value::ofObject(out) : Value::exception();
}

/// Elements while (or from where no longer) f holds.
template <bool taking>
Value whileHolds(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(readFunction(m, args, taking ? "takeWhile" : "dropWhile", f));
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    bool dropping = !taking;
    bool ok = eachValue(m, args.self, [&](Value v) {
        if (taking || dropping) {
            auto holds = test(m, f, v);
            if (!holds.has_value()) return Step::Fail;
            if (taking && !*holds) return Step::Stop;
            dropping = dropping && *holds;
            if (dropping) return Step::Next;
        }
        return listAppend(m, out, v) ? Step::Next : Step::Fail;
    });
    return ok ? Value::ofObject(out) : Value::exception();
}

bool readCount(Mutator& m, const Args& args, const char* function, int64_t& n) {
    ArgReader in(m, function, args);
    if (!in.integer(0, "n", n)) return false;
    if (n >= 0) return true;
    in.invalid("'n' must not be negative");
    return false;
}

Value take(Mutator& m, Args args) {
    int64_t n = 0;
    NOODLE_REQUIRE(readCount(m, args, "take", n));
    Value taken = makeTake(m, args.self, n);
    if (isLazySource(args.self) || taken.isException()) return taken;
    return valueOrException(toListValue(m, taken));
}

Value drop(Mutator& m, Args args) {
    int64_t n = 0;
    NOODLE_REQUIRE(readCount(m, args, "drop", n));
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    bool ok = eachValue(m, args.self, [&](Value v) {
        if (n > 0) {
            --n;
            return Step::Next;
        }
        return listAppend(m, out, v) ? Step::Next : Step::Fail;
    });
    return ok ? Value::ofObject(out) : Value::exception();
}

Value first(Mutator& m, Args args) {
    Value found = Value::null();
    bool ok = eachValue(m, args.self, [&](Value v) {
        found = v;
        return Step::Stop;
    });
    return ok ? found : Value::exception();
}

Value last(Mutator& m, Args args) {
    Value found = Value::null();
    bool ok = eachValue(m, args.self, [&](Value v) {
        found = v;
        return Step::Next;
    });
    return ok ? found : Value::exception();
}

Value contains(Mutator& m, Args args) {
    return ofOptional(containsValue(m, args.self, args[0]));
}

constexpr NativeSpec kTable[] = {
    {"map", "f", map},
    {"filter", "f", filter},
    {"reduce", "start, f=", reduce},
    {"fold", "start, f=", fold},
    {"forEach", "f", forEach},
    {"each", "f", forEach},
    {"any", "f=", quantified<Quantifier::Any>},
    {"some", "f=", quantified<Quantifier::Any>},
    {"all", "f=", quantified<Quantifier::All>},
    {"every", "f=", quantified<Quantifier::All>},
    {"none", "f=", quantified<Quantifier::None>},
    {"find", "f", find},
    {"findIndex", "f", findIndex},
    {"flatMap", "f", flatMap},
    {"flatten", "", flatten},
    {"flat", "", flatten},
    {"zip", "...others", zip},
    {"enumerate", "start=", enumerate},
    {"sum", "start=", sum},
    {"min", "key=, default=", extreme<false>},
    {"max", "key=, default=", extreme<true>},
    {"minBy", "key, default=", extreme<false>},
    {"maxBy", "key, default=", extreme<true>},
    {"average", "", average},
    {"count", "value=", count},
    {"join", "separator=", join},
    {"sorted", "comparator=, key=, reverse=", sorted},
    {"sortedBy", "key, reverse=", sortedBy},
    {"toList", "", toList},
    {"collect", "", toList},
    {"toSet", "", toSet},
    {"toMap", "", toMap},
    {"toTuple", "", toTuple},
    {"unique", "key=", unique},
    {"distinct", "key=", unique},
    {"groupBy", "f", groupBy},
    {"countBy", "f=", countBy},
    {"partition", "f", partition},
    {"chunk", "size", chunk},
    {"chunked", "size", chunk},
    {"takeWhile", "f", whileHolds<true>},
    {"dropWhile", "f", whileHolds<false>},
    {"take", "n", take},
    {"drop", "n", drop},
    {"skip", "n", drop},
    {"first", "", first},
    {"last", "", last},
    {"contains", "value", contains},
    {"includes", "value", contains},
    {"iterator", "", iteratorMember},
};

}  // namespace

std::span<const NativeSpec> iterableMembers() {
    return kTable;
}

}  // namespace noodle

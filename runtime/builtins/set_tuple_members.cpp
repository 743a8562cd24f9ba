// Members of Set, Tuple and Range, beyond what every iterable has.
#include "runtime/builtins/collections.h"
#include "runtime/builtins/functional.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/member.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

Set* selfSet(Mutator& m, const Args& args, const char* function) {
    return receiver<Set>(m, args, function, "Set");
}
Set* changeableSet(Mutator& m, const Args& args, const char* function) {
    return changeable<Set>(m, args, function, HashBase::kFrozen, "Set");
}

Value setLength(Mutator& m, Args args) {
    Set* set = selfSet(m, args, "length");
    NOODLE_TRY_PTR(set);
    return Value::ofInt48(set->count);
}

Value add(Mutator& m, Args args) {
    Set* set = changeableSet(m, args, "add");
    NOODLE_TRY_PTR(set);
    return ofOptional(setAdd(m, set, args[0]));
}

Value remove(Mutator& m, Args args) {
    Set* set = changeableSet(m, args, "remove");
    NOODLE_TRY_PTR(set);
    return ofOptional(setRemove(m, set, args[0]));
}

Value popSet(Mutator& m, Args args) {
    Set* set = changeableSet(m, args, "pop");
    NOODLE_TRY_PTR(set);
    uint64_t position = 0;
    Value key;
    if (!setNext(set, position, &key)) return throwError(m, m.types().keyError, "pop() from an empty set");
    return setRemove(m, set, key).has_value() ? key : Value::exception();
}

Value clearSet(Mutator& m, Args args) {
    Set* set = changeableSet(m, args, "clear");
    NOODLE_TRY_PTR(set);
    setClear(m, set);
    return Value::null();
}

Value containsKey(Mutator& m, Args args) {
    Set* set = selfSet(m, args, "contains");
    NOODLE_TRY_PTR(set);
    return ofOptional(setContains(m, set, args[0]));
}

Value copySet(Mutator& m, Args args) {
    Set* set = selfSet(m, args, "copy");
    NOODLE_TRY_PTR(set);
    return valueOrException(setCopy(m, set));
}

Value emptySet(Mutator& m, Args args) {
    Set* set = selfSet(m, args, "isEmpty");
    NOODLE_TRY_PTR(set);
    return Value::ofBool(set->count == 0);
}

/// Adds all elements of `xs`.
bool addAll(Mutator& m, Set* set, Value xs) {
    return eachValue(m, xs, [&](Value v) { return setAdd(m, set, v).has_value() ? Step::Next : Step::Fail; });
}

bool removeAll(Mutator& m, Set* set, Value xs) {
    return eachValue(m, xs,
                     [&](Value v) { return setRemove(m, set, v).has_value() ? Step::Next : Step::Fail; });
}

/// `xs` as a set: itself if it is one.
Set* asSet(Mutator& m, Value xs) {
    Set* set = xs.as<Set>();
    return set != nullptr ? set : toSetValue(m, xs);
}

/// Elements of `from` that are in `other`, or that are not.
bool select(Mutator& m, Set* into, Set* from, Set* other, bool inOther) {
    return eachValue(m, Value::ofObject(from), [&](Value v) {
        auto there = setContains(m, other, v);
        if (!there.has_value()) return Step::Fail;
        return *there != inOther || setAdd(m, into, v).has_value() ? Step::Next : Step::Fail;
    });
}

Value update(Mutator& m, Args args) {
    Set* set = changeableSet(m, args, "update");
    NOODLE_TRY_PTR(set);
    List* others = args[0].cast<List>();
    for (uint64_t i = 0; i < others->length; ++i) {
        Value other = listGet(m, others, i);
        if (identical(other, args.self)) continue;
        NOODLE_REQUIRE(!other.isException() && addAll(m, set, other));
    }
    return Value::null();
}

Value removeEach(Mutator& m, Args args) {
    Set* set = changeableSet(m, args, "removeAll");
    NOODLE_TRY_PTR(set);
    if (identical(args[0], args.self)) {
        setClear(m, set);
        return Value::null();
    }
    return removeAll(m, set, args[0]) ? Value::null() : Value::exception();
}

Value setUnion(Mutator& m, Args args) {
    Set* set = selfSet(m, args, "union");
    NOODLE_TRY_PTR(set);
    Set* out = setCopy(m, set);
    NOODLE_TRY_PTR(out);
    List* others = args[0].cast<List>();
    for (uint64_t i = 0; i < others->length; ++i) {
        Value other = listGet(m, others, i);
        NOODLE_REQUIRE(!other.isException() && addAll(m, out, other));
    }
    return Value::ofObject(out);
}

template <bool inOther>
Value selected(Mutator& m, Args args) {
    Set* set = selfSet(m, args, inOther ? "intersection" : "difference");
    NOODLE_TRY_PTR(set);
    List* others = args[0].cast<List>();
    if (others->length == 0) return valueOrException(setCopy(m, set));
    for (uint64_t i = 0; i < others->length; ++i) {
        Value v = listGet(m, others, i);
        NOODLE_TRY(v);
        Set* other = asSet(m, v);
        Set* out = other != nullptr ? newSet(m) : nullptr;
        NOODLE_TRY_PTR(out);
        NOODLE_REQUIRE(select(m, out, set, other, inOther));
        set = out;
    }
    return Value::ofObject(set);
}

Value symmetricDifference(Mutator& m, Args args) {
    Set* set = selfSet(m, args, "symmetricDifference");
    NOODLE_TRY_PTR(set);
    Set* other = asSet(m, args[0]);
    Set* out = other != nullptr ? newSet(m) : nullptr;
    NOODLE_TRY_PTR(out);
    return select(m, out, set, other, false) && select(m, out, other, set, false) ? Value::ofObject(out)
                                                                                  : Value::exception();
}

/// Is every element of `a` in `b` (all true), or none (all false)?
std::optional<bool> each(Mutator& m, Set* a, Set* b, bool all) {
    bool holds = true;
    bool ok = eachValue(m, Value::ofObject(a), [&](Value v) {
        auto there = setContains(m, b, v);
        if (!there.has_value()) return Step::Fail;
        holds = *there == all;
        return holds ? Step::Next : Step::Stop;
    });
    return ok ? std::optional<bool>(holds) : std::nullopt;
}

enum class Relation { Subset, Superset, Disjoint };

template <Relation relation>
Value related(Mutator& m, Args args) {
    Set* set = selfSet(m, args, nullptr);
    NOODLE_TRY_PTR(set);
    Set* other = asSet(m, args[0]);
    NOODLE_TRY_PTR(other);
    if (relation == Relation::Superset) return ofOptional(each(m, other, set, true));
    return ofOptional(each(m, set, other, relation == Relation::Subset));
}

Value filterSet(Mutator& m, Args args) {
    NOODLE_TRY_PTR(selfSet(m, args, "filter"));
    Value f;
    NOODLE_REQUIRE(ArgReader(m, "filter", args).callable(0, "f", f));
    Value list = filterOver(m, args.self, f);
    NOODLE_TRY(list);
    return valueOrException(toSetValue(m, list));
}

constexpr NativeSpec kSetTable[] = {
    {"length", "", setLength, NativeSpec::kGetter},
    {"size", "", setLength, NativeSpec::kGetter},
    {"add", "value", add},
    {"remove", "value", remove},
    {"discard", "value", remove},
    {"delete", "value", remove},
    {"pop", "", popSet},
    {"clear", "", clearSet},
    {"contains", "value", containsKey},
    {"has", "value", containsKey},
    {"copy", "", copySet},
    {"isEmpty", "", emptySet},
    {"update", "...others", update},
    {"addAll", "...others", update},
    {"removeAll", "xs", removeEach},
    {"difference_update", "xs", removeEach},
    {"union", "...others", setUnion},
    {"intersection", "...others", selected<true>},
    {"difference", "...others", selected<false>},
    {"symmetricDifference", "other", symmetricDifference},
    {"symmetric_difference", "other", symmetricDifference},
    {"isSubset", "other", related<Relation::Subset>},
    {"issubset", "other", related<Relation::Subset>},
    {"isSuperset", "other", related<Relation::Superset>},
    {"issuperset", "other", related<Relation::Superset>},
    {"isDisjoint", "other", related<Relation::Disjoint>},
    {"isdisjoint", "other", related<Relation::Disjoint>},
    {"filter", "f", filterSet},
    {"freeze", "", freezeMember},
    {"isFrozen", "", isFrozenMember},
};

// ---- Tuple
// ---------------------------------------------------------------------------------------------------------

Tuple* selfTuple(Mutator& m, const Args& args, const char* function) {
    return receiver<Tuple>(m, args, function, "Tuple");
}

Value tupleLength(Mutator& m, Args args) {
    Tuple* tuple = selfTuple(m, args, "length");
    NOODLE_TRY_PTR(tuple);
    return Value::ofInt48(tuple->size());
}

Value tupleIndexOf(Mutator& m, Args args) {
    Tuple* tuple = selfTuple(m, args, "indexOf");
    NOODLE_TRY_PTR(tuple);
    for (uint32_t i = 0; i < tuple->size(); ++i) {
        auto equal = equalValues(m, tuple->elements()[i], args[0]);
        NOODLE_REQUIRE(equal.has_value());
        if (*equal) return Value::ofInt48(i);
    }
    return Value::ofInt48(-1);
}

Value tupleIndex(Mutator& m, Args args) {
    Value at = tupleIndexOf(m, args);
    if (at.isException() || !identical(at, Value::ofInt48(-1))) return at;
    return throwValueError(m, "index(): the value is not in the tuple");
}

Value tupleCount(Mutator& m, Args args) {
    Tuple* tuple = selfTuple(m, args, "count");
    NOODLE_TRY_PTR(tuple);
    int64_t n = 0;
    for (uint32_t i = 0; i < tuple->size(); ++i) {
        auto equal = equalValues(m, tuple->elements()[i], args[0]);
        NOODLE_REQUIRE(equal.has_value());
        n += *equal ? 1 : 0;
    }
    return Value::ofInt48(n);
}

Value tupleContains(Mutator& m, Args args) {
    return ofOptional(containsValue(m, args.self, args[0]));
}
Value tupleToList(Mutator& m, Args args) {
    return valueOrException(toListValue(m, args.self));
}

constexpr NativeSpec kTupleTable[] = {
    {"length", "", tupleLength, NativeSpec::kGetter},
    {"indexOf", "value", tupleIndexOf},
    {"index", "value", tupleIndex},
    {"count", "value", tupleCount},
    {"contains", "value", tupleContains},
    {"toList", "", tupleToList},
    {"iterator", "", iteratorMember},
};

// ---- Range
// ---------------------------------------------------------------------------------------------------------

Range* selfRange(Mutator& m, const Args& args) {
    return receiver<Range>(m, args, nullptr, "Range");
}

template <int64_t Range::*field>
Value rangeField(Mutator& m, Args args) {
    Range* range = selfRange(m, args);
    NOODLE_TRY_PTR(range);
    return makeInt(m, range->*field);
}

Value rangeLengthOf(Mutator& m, Args args) {
    Range* range = selfRange(m, args);
    NOODLE_TRY_PTR(range);
    return makeInt(m, rangeLength(range));
}

/// The last value of a range that is not empty.
int64_t lastOf(const Range* range) {
    auto steps = static_cast<uint64_t>(rangeLength(range) - 1);
    return static_cast<int64_t>(static_cast<uint64_t>(range->start) +
                                steps * static_cast<uint64_t>(range->step));
}

Value rangeLast(Mutator& m, Args args) {
    Range* range = selfRange(m, args);
    NOODLE_TRY_PTR(range);
    return rangeLength(range) == 0 ? Value::null() : makeInt(m, lastOf(range));
}

Value rangeReversed(Mutator& m, Args args) {
    Range* range = selfRange(m, args);
    NOODLE_TRY_PTR(range);
    if (rangeLength(range) == 0) return valueOrException(makeRange(m, 0, 0, 1));
    int64_t end = 0, step = 0;
    if (range->step == INT64_MIN || __builtin_sub_overflow(range->start, range->step > 0 ? 1 : -1, &end)) {
        List* list = toListValue(m, args.self);
        if (list != nullptr) listReverse(m, list);
        return valueOrException(list);
    }
    step = -range->step;
    return valueOrException(makeRange(m, lastOf(range), end, step));
}

Value rangeStepBy(Mutator& m, Args args) {
    Range* range = selfRange(m, args);
    NOODLE_TRY_PTR(range);
    ArgReader in(m, "by", args);
    int64_t step = 0;
    NOODLE_REQUIRE(in.integer(0, "step", step));
    if (step == 0) return in.invalid("'step' must not be zero");
    return valueOrException(makeRange(m, range->start, range->end, step));
}

Value rangeEmpty(Mutator& m, Args args) {
    Range* range = selfRange(m, args);
    NOODLE_TRY_PTR(range);
    return Value::ofBool(rangeLength(range) == 0);
}

constexpr NativeSpec kRangeTable[] = {
    {"length", "", rangeLengthOf, NativeSpec::kGetter},
    {"start", "", rangeField<&Range::start>, NativeSpec::kGetter},
    {"end", "", rangeField<&Range::end>, NativeSpec::kGetter},
    {"stop", "", rangeField<&Range::end>, NativeSpec::kGetter},
    {"step", "", rangeField<&Range::step>, NativeSpec::kGetter},
    {"last", "", rangeLast},
    {"reversed", "", rangeReversed},
    {"by", "step", rangeStepBy},
    {"isEmpty", "", rangeEmpty},
};

}  // namespace

std::span<const NativeSpec> setMembers() {
    return kSetTable;
}
std::span<const NativeSpec> tupleMembers() {
    return kTupleTable;
}
std::span<const NativeSpec> rangeMembers() {
    return kRangeTable;
}

}  // namespace noodle

// map filter reduce fold collect toList toSet toMap: calls with a collection, and stages without one. Which
// argument is the function is told by which is callable.
#include "runtime/builtins/pipeline.h"

#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/functional.h"
#include "runtime/builtins/state.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/text.h"
#include "runtime/object/class.h"

namespace noodle {

namespace {

// ---- what stages call: the collection first
// ------------------------------------------------------------------------

Value stageMap(Mutator& m, Args args) {
    return mapOver(m, args[0], args[1]);
}
Value stageFilter(Mutator& m, Args args) {
    return filterOver(m, args[0], args[1]);
}
Value stageReduce(Mutator& m, Args args) {
    return reduceOver(m, "reduce", args[0], args[1], args[2]);
}
Value stageReduceBare(Mutator& m, Args args) {
    return reduceOver(m, "reduce", args[0], Value::undef(), args[1]);
}
Value stageCollect(Mutator& m, Args args) {
    return callOne(m, args[1], args[0]);
}
Value stageToList(Mutator& m, Args args) {
    return valueOrException(toListValue(m, args[0]));
}
Value stageToSet(Mutator& m, Args args) {
    return valueOrException(toSetValue(m, args[0]));
}
Value stageToMap(Mutator& m, Args args) {
    return valueOrException(toMapValue(m, args[0]));
}

constexpr NativeSpec kStages[] = {
    {"map", "xs, f", stageMap},
    {"filter", "xs, f", stageFilter},
    {"reduce", "xs, start, f", stageReduce},
    {"reduce", "xs, f", stageReduceBare},
    {"collect", "xs, f", stageCollect},
    {"toList", "xs", stageToList},
    {"toSet", "xs", stageToSet},
    {"toMap", "xs", stageToMap},
};
static_assert(std::size(kStages) == static_cast<size_t>(StageId::Count));

// ---- map and filter
// ------------------------------------------------------------------------------------------------

Value needFunction(Mutator& m, const char* function, Value a, Value b) {
    return throwTypeError(m, joined(function, "() expects a function and a collection, got ",
                                    typeNameOf(m, a), " and ", typeNameOf(m, b)));
}

/// Tells (xs, f) from (f, xs); `f` may also be null for filter's "what is truthy". False: exception pending.
bool orderArguments(Mutator& m, const char* function, Value& xs, Value& f) {
    Value a = xs, b = f;
    bool firstCallable = isCallable(m, a);
    if (!firstCallable && isCallable(m, b)) return true;
    if (!firstCallable) {
        needFunction(m, function, a, b);
        return false;
    }
    xs = b;
    f = a;
    return true;
}

Value stageOfOne(Mutator& m, const char* function, StageId id, Value f) {
    if (!isCallable(m, f))
        return throwTypeError(
            m, joined(function, "() of one argument expects a function, got ", typeNameOf(m, f)));
    return makeStage(m, id, std::span<const Value>(&f, 1));
}

/// map(f, xs, ys …): f gets one element of each, up to the shortest.
Value mapMany(Mutator& m, Value f, Value xs, List* more) {
    List* sources = newList(m);
    NOODLE_TRY_PTR(sources);
    NOODLE_REQUIRE(listAppend(m, sources, xs) && listExtend(m, sources, more));
    Value zipped = zipOver(m, sources);
    NOODLE_TRY(zipped);
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    bool ok = eachValue(m, zipped, [&](Value v) {
        Tuple* group = v.cast<Tuple>();
        Value r = m.call(f, std::span<const Value>(group->elements(), group->size()));
        return !r.isException() && listAppend(m, out, r) ? Step::Next : Step::Fail;
    });
    return ok ? Value::ofObject(out) : Value::exception();
}

Value map(Mutator& m, Args args) {
    Value xs = args[0], f = args[1];
    if (f.isUndef()) return stageOfOne(m, "map", StageId::Map, xs);
    NOODLE_REQUIRE(orderArguments(m, "map", xs, f));
    List* more = args[2].cast<List>();
    return more->length == 0 ? mapOver(m, xs, f) : mapMany(m, f, xs, more);
}

Value filter(Mutator& m, Args args) {
    Value xs = args[0], f = args[1];
    if (f.isUndef()) return stageOfOne(m, "filter", StageId::Filter, xs);
    if (xs.isNull()) return filterOver(m, f, Value::undef());
    NOODLE_REQUIRE(orderArguments(m, "filter", xs, f));
    return filterOver(m, xs, f);
}

// ---- reduce and fold
// -----------------------------------------------------------------------------------------------

Value reduceWith(Mutator& m, const Args& args, const char* function) {
    Value a = args[0], b = args[1], c = args[2];
    if (b.isUndef()) return stageOfOne(m, function, StageId::ReduceBare, a);
    if (c.isUndef()) {
        const Value bound[2] = {a, b};
        if (isCallable(m, b)) return makeStage(m, StageId::Reduce, bound);
        if (isCallable(m, a)) return reduceOver(m, function, b, Value::undef(), a);
        return needFunction(m, function, a, b);
    }
    if (isCallable(m, c)) return reduceOver(m, function, a, b, c);
    if (isCallable(m, a)) return reduceOver(m, function, b, c, a);
    return throwTypeError(
        m,
        joined(function, "() expects (xs, start, f) or (f, xs, start), and none of the three is a function"));
}

Value reduce(Mutator& m, Args args) {
    return reduceWith(m, args, "reduce");
}
Value fold(Mutator& m, Args args) {
    return reduceWith(m, args, "fold");
}

// ---- collecting
// ----------------------------------------------------------------------------------------------------

Value collect(Mutator& m, Args args) {
    Value xs = args[0], f = args[1];
    if (xs.isUndef()) return makeStage(m, StageId::ToList, {});
    if (f.isUndef() && isCallable(m, xs))
        return makeStage(m, StageId::Collect, std::span<const Value>(&xs, 1));
    if (f.isUndef()) return valueOrException(toListValue(m, xs));
    NOODLE_REQUIRE(orderArguments(m, "collect", xs, f));
    return callOne(m, f, xs);
}

template <StageId id, NativeFn convert>
Value collector(Mutator& m, Args args) {
    return args[0].isUndef() ? makeStage(m, id, {}) : convert(m, args);
}

Value stream(Mutator& m, Args args) {
    return getIterator(m, args[0]);
}

constexpr NativeSpec kTable[] = {
    {"map", "f, xs=, ...more", map},
    {"filter", "f, xs=", filter},
    {"reduce", "a, b=, c=", reduce},
    {"fold", "a, b=, c=", fold},
    {"collect", "xs=, f=", collect},
    {"toList", "xs=", collector<StageId::ToList, stageToList>},
    {"toSet", "xs=", collector<StageId::ToSet, stageToSet>},
    {"toMap", "xs=", collector<StageId::ToMap, stageToMap>},
    {"stream", "xs", stream},
};

}  // namespace

Value makeStage(Mutator& m, StageId id, std::span<const Value> bound) {
    ValueVector& stages = builtinState(m).stages;
    auto index = static_cast<size_t>(id);
    if (stages.empty()) stages.resize(std::size(kStages));
    if (stages[index].isUndef()) {
        Value made = valueOrException(newNative(m, kStages[index]));
        NOODLE_TRY(made);
        stages[index] = made;
    }
    return valueOrException(makePartial(m, stages[index], bound));
}

std::span<const NativeSpec> pipelineFunctions() {
    return kTable;
}

}  // namespace noodle

// Builtin functions that make or walk sequences: range enumerate zip iter next len sum min max any all sorted
// reversed.
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/functional.h"
#include "runtime/builtins/number_functions.h"
#include "runtime/builtins/sorting.h"
#include "runtime/entry/adapters.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/member.h"
#include "runtime/entry/text.h"

namespace noodle {

namespace {

Value enumerate(Mutator& m, Args args) {
    int64_t start = 0;
    NOODLE_REQUIRE(ArgReader(m, "enumerate", args).optInteger(1, "start", start));
    return enumerateOver(m, args[0], start);
}

Value zip(Mutator& m, Args args) {
    return zipOver(m, args[0].cast<List>());
}

Value iter(Mutator& m, Args args) {
    if (args[1].isUndef()) return getIterator(m, args[0]);
    Value f = Value::undef();
    NOODLE_REQUIRE(ArgReader(m, "iter", args).callable(0, "f", f));
    return makeCallableIterator(m, f, args[1]);
}

/// The iterator that next() advances; an object that merely can be iterated is refused.
Value advanceable(Mutator& m, Value v) {
    if (v.isKind(ObjectKind::Iterator) || v.isKind(ObjectKind::Coroutine)) return getIterator(m, v);
    bool object = v.isKind(ObjectKind::Instance) || v.isKind(ObjectKind::Native);
    if (object && findProtocol(m, v, Protocol::Next).kind != MemberKind::None) return getIterator(m, v);
    return throwTypeError(
        m, joined("next() expects an iterator, got ", typeNameOf(m, v), " (iter(xs) makes one)"));
}

Value next(Mutator& m, Args args) {
    Value iterator = advanceable(m, args[0]);
    NOODLE_TRY(iterator);
    Value v = iteratorNext(m, iterator);
    if (!v.isUndef()) return v;
    return args[1].isUndef() ? throwError(m, m.types().stopIteration, "the iterator is exhausted") : args[1];
}

Value len(Mutator& m, Args args) {
    return length(m, args[0]);
}

/// min and max: one collection, or several values.
Value extreme(Mutator& m, const Args& args, bool greatest) {
    const char* function = greatest ? "max" : "min";
    ArgReader in(m, function, args);
    Value key = Value::undef();
    NOODLE_REQUIRE(in.optCallable(1, "key", key));
    List* values = args[0].cast<List>();
    if (values->length == 0)
        return throwTypeError(m, joined(function, "() expects a collection or several values"));
    Value source = args[0];
    if (values->length == 1) source = listGet(m, values, 0);
    NOODLE_TRY(source);
    return extremeOver(m, greatest, source, key, args[2]);
}

Value optionalTest(Mutator& m, const Args& args, const char* function, Quantifier q) {
    Value f = Value::undef();
    NOODLE_REQUIRE(ArgReader(m, function, args).optCallable(1, "f", f));
    return quantify(m, q, args[0], f);
}

Value any(Mutator& m, Args args) {
    return optionalTest(m, args, "any", Quantifier::Any);
}
Value all(Mutator& m, Args args) {
    return optionalTest(m, args, "all", Quantifier::All);
}

Value sorted(Mutator& m, Args args) {
    SortOptions options;
    NOODLE_REQUIRE(readSortOptions(m, "sorted", args, 1, options));
    List* list = toListValue(m, args[0]);
    NOODLE_TRY_PTR(list);
    return sortList(m, list, options) ? Value::ofObject(list) : Value::exception();
}

Value reversed(Mutator& m, Args args) {
    Value xs = args[0];
    if (xs.isKind(ObjectKind::String) || xs.isKind(ObjectKind::Range)) {
        String* name = m.intern("reversed");
        NOODLE_TRY_PTR(name);
        return callMethod(m, xs, name, {});
    }
    List* list = toListValue(m, xs);
    NOODLE_TRY_PTR(list);
    listReverse(m, list);
    return Value::ofObject(list);
}

constexpr NativeSpec kTable[] = {
    {"range", "start, end=, step=", rangeBuiltin},
    {"enumerate", "xs, start=", enumerate},
    {"zip", "...sources", zip},
    {"iter", "xs, sentinel=", iter},
    {"next", "iterator, default=", next},
    {"len", "x", len},
    {"sum", "xs, start=", sumBuiltin},
    {"min", "...values, key=, default=", minBuiltin},
    {"max", "...values, key=, default=", maxBuiltin},
    {"any", "xs, f=", any},
    {"all", "xs, f=", all},
    {"sorted", "xs, comparator=, key=, reverse=", sorted},
    {"reversed", "xs", reversed},
};

}  // namespace

Value rangeBuiltin(Mutator& m, Args args) {
    ArgReader in(m, "range", args);
    int64_t start = 0, end = 0, step = 1;
    NOODLE_REQUIRE(in.integer(0, "start", start) && in.optInteger(1, "end", end) &&
                   in.optInteger(2, "step", step));
    if (!in.has(1)) {
        end = start;
        start = 0;
    }
    if (step == 0) return in.invalid("'step' must not be zero");
    return valueOrException(makeRange(m, start, end, step));
}

Value sumBuiltin(Mutator& m, Args args) {
    return sumOver(m, args[0], args[1]);
}
Value minBuiltin(Mutator& m, Args args) {
    return extreme(m, args, false);
}
Value maxBuiltin(Mutator& m, Args args) {
    return extreme(m, args, true);
}

std::span<const NativeSpec> iterationFunctions() {
    return kTable;
}

}  // namespace noodle

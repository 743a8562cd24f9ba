// Members of functions, and those that only iterators and generators have.
#include "runtime/builtins/functional.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/entry/adapters.h"
#include "runtime/entry/sort.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

// ---- Function
// ------------------------------------------------------------------------------------------------------

/// Positional parameters; -1 where a callable does not tell.
Value arity(Mutator&, Args args) {
    return Value::ofInt48(positionalArity(args.self));
}

/// Calls with the elements of `values` and, by name, the entries of `named`.
Value callSpread(Mutator& m, Value callee, Value values, Map* named) {
    ValueVector all(m.heap());
    bool ok = eachValue(m, values, [&](Value v) {
        all.push(v);
        return Step::Next;
    });
    NOODLE_REQUIRE(ok);
    if (named == nullptr || named->count == 0)
        return m.call(callee, std::span<const Value>(all.data(), all.size()));
    std::vector<String*> names;  // kept alive by the map
    uint64_t position = 0;
    Value key, value;
    while (mapNext(named, position, &key, &value)) {
        String* name = key.as<String>();
        if (name == nullptr) return throwExpected(m, "apply", "string keys for named arguments", key);
        names.push_back(name);
        all.push(value);
    }
    return m.callNamed(callee, std::span<const Value>(all.data(), all.size()), names);
}

Value call(Mutator& m, Args args) {
    return callSpread(m, args.self, args[0], args[1].as<Map>());
}

Value apply(Mutator& m, Args args) {
    return callSpread(m, args.self, args[0], args[1].as<Map>());
}

/// x -> g(self(x))
Value andThenCall(Mutator& m, Args args) {
    Tuple* both = args.self.as<Tuple>();
    if (both == nullptr) return throwExpected(m, "andThen", "two functions", args.self);
    Value first = callSpread(m, both->elements()[0], args[0], nullptr);
    NOODLE_TRY(first);
    return callOne(m, both->elements()[1], first);
}

constexpr NativeSpec kComposed = {"composed", "...values", andThenCall};

Value compose(Mutator& m, Value first, Value second) {
    Value both = makePair(m, first, second);
    NOODLE_TRY(both);
    return valueOrException(newNative(m, kComposed, both));
}

Value andThen(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(ArgReader(m, "andThen", args).callable(0, "f", f));
    return compose(m, args.self, f);
}

Value composeBefore(Mutator& m, Args args) {
    Value f;
    NOODLE_REQUIRE(ArgReader(m, "compose", args).callable(0, "f", f));
    return compose(m, f, args.self);
}

constexpr NativeSpec kFunctionTable[] = {
    {"arity", "", arity, NativeSpec::kGetter}, {"call", "...values, **named", call},
    {"apply", "values, named=", apply},        {"andThen", "f", andThen},
    {"compose", "f", composeBefore},
};

// ---- Iterator and Generator
// ----------------------------------------------------------------------------------------

Value next(Mutator& m, Args args) {
    Value iterator = getIterator(m, args.self);
    NOODLE_TRY(iterator);
    Value v = iteratorNext(m, iterator);
    if (!v.isUndef()) return v;
    return args[0].isUndef() ? throwError(m, m.types().stopIteration, "the iterator is exhausted") : args[0];
}

Value close(Mutator& m, Args args) {
    NOODLE_TRY(closeIterator(m, args.self));
    return Value::null();
}

Value chain(Mutator& m, Args args) {
    List* others = args[0].cast<List>();
    ValueVector sources(m.heap());
    sources.push(args.self);
    for (uint64_t i = 0; i < others->length; ++i) {
        Value other = listGet(m, others, i);
        NOODLE_TRY(other);
        sources.push(other);
    }
    return makeChain(m, std::span<const Value>(sources.data(), sources.size()));
}

/// Takes and throws away up to n elements now; the iterator goes on behind them.
Value skip(Mutator& m, Args args) {
    ArgReader in(m, "skip", args);
    int64_t n = 0;
    NOODLE_REQUIRE(in.integer(0, "n", n));
    Value iterator = getIterator(m, args.self);
    NOODLE_TRY(iterator);
    Ticker ticker(m);
    for (; n > 0; --n) {
        Value v = iteratorNext(m, iterator);
        if (v.isUndef()) break;
        NOODLE_TRY(v);
        NOODLE_REQUIRE(ticker.tick());
    }
    return iterator;
}

constexpr NativeSpec kLazyTable[] = {
    {"next", "default=", next}, {"close", "", close}, {"chain", "...others", chain},
    {"skip", "n", skip},        {"drop", "n", skip},
};

Coroutine* selfGenerator(Mutator& m, const Args& args, const char* function) {
    Coroutine* generator = receiver<Coroutine>(m, args, function, "a generator");
    if (generator == nullptr || !generator->function->info->has(FunctionInfo::kAsync)) return generator;
    throwTypeError(m, joined(function, "(): an async generator is driven by 'async for'"));
    return nullptr;
}

Value exhausted(Mutator& m, Value v) {
    return v.isUndef() ? throwError(m, m.types().stopIteration, "the generator is exhausted") : v;
}

Value send(Mutator& m, Args args) {
    Coroutine* generator = selfGenerator(m, args, "send");
    NOODLE_TRY_PTR(generator);
    if (generator->flags == Coroutine::kFresh && !args[0].isNull()) {
        return throwTypeError(m, "send() of a value other than null to a generator that has not started");
    }
    return exhausted(m, m.resume(generator, args[0]));
}

Value throwInto(Mutator& m, Args args) {
    Coroutine* generator = selfGenerator(m, args, "throw");
    NOODLE_TRY_PTR(generator);
    // throwAny makes an error of whatever was given and sets its trace.
    throwAny(m, args[0]);
    return exhausted(m, m.resumeThrow(generator, m.takePending()));
}

constexpr NativeSpec kGeneratorTable[] = {
    {"send", "value", send},
    {"throw", "error", throwInto},
};

}  // namespace

std::span<const NativeSpec> functionMembers() {
    return kFunctionTable;
}
std::span<const NativeSpec> lazyMembers() {
    return kLazyTable;
}
std::span<const NativeSpec> generatorMembers() {
    return kGeneratorTable;
}

}  // namespace noodle

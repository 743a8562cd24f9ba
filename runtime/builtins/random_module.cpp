// Module random, and class Random with the same functions as methods: each native draws from its receiver's
// generator, or from the isolate's own when called as a plain function.
#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#include "runtime/base/clock.h"
#include "runtime/base/hash.h"
#include "runtime/builtins/each.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/builtins/rng.h"
#include "runtime/builtins/state.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/member.h"

namespace noodle {

namespace {

const NativeType kRandomType = {
    .name = "Random",
    .destroy = [](void* payload) { delete static_cast<Rng*>(payload); },
    .trace = nullptr,
};

Rng& rngOf(Mutator& m, const Args& args) {
    void* own = nativePayload(args.self, kRandomType);
    return own != nullptr ? *static_cast<Rng*>(own) : builtinState(m).rng;
}

/// The 64 bits that a seed argument stands for; a fresh one when omitted. False: exception pending.
bool seedBits(Mutator& m, const Args& args, const char* function, uint64_t& out) {
    Value v = args.get(0);
    if (v.isNull()) {
        out = randomSeed();
    } else if (isInt(v)) {
        out = static_cast<uint64_t>(toInt64(v));
    } else if (v.isDouble()) {
        out = std::bit_cast<uint64_t>(v.asDouble());
    } else if (String* s = v.as<String>()) {
        out = hashText64(view(m, s), 0);
    } else {
        throwExpected(m, function, "an int, a float or a string as seed", v);
        return false;
    }
    return true;
}

Value seed(Mutator& m, Args args) {
    uint64_t bits = 0;
    NOODLE_REQUIRE(seedBits(m, args, "seed", bits));
    rngOf(m, args).reseed(bits);
    return Value::null();
}

Value makeRandom(Mutator& m, Args args) {
    uint64_t bits = 0;
    NOODLE_REQUIRE(seedBits(m, args, "Random", bits));
    Class* cls = nativeClass(m, NativeClassId::Random);
    NOODLE_TRY_PTR(cls);
    return valueOrException(newNativeObject(m, kRandomType, cls, new Rng(bits)));
}

Value random(Mutator& m, Args args) {
    return Value::ofDouble(rngOf(m, args).unit());
}

Value emptyRange(const ArgReader& in) {
    return in.invalid("the range is empty");
}

/// Uniform in [low, high].
Value between(Mutator& m, Rng& rng, int64_t low, int64_t high) {
    uint64_t span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
    uint64_t offset = span == 0 ? rng.next() : rng.below(span);
    return makeInt(m, static_cast<int64_t>(static_cast<uint64_t>(low) + offset));
}

Value randint(Mutator& m, Args args) {
    ArgReader in(m, "randint", args);
    int64_t a = 0, b = 0;
    NOODLE_REQUIRE(in.integer(0, "a", a) && in.integer(1, "b", b));
    return a > b ? emptyRange(in) : between(m, rngOf(m, args), a, b);
}

Value randrange(Mutator& m, Args args) {
    ArgReader in(m, "randrange", args);
    int64_t start = 0, stop = 0, step = 1;
    NOODLE_REQUIRE(in.integer(0, "start", start) && in.optInteger(1, "stop", stop) &&
                   in.optInteger(2, "step", step));
    if (!in.has(1)) {
        stop = start;
        start = 0;
    }
    if (step == 0) return in.invalid("'step' must not be zero");
    Range range{};
    range.start = start;
    range.end = stop;
    range.step = step;
    int64_t count = rangeLength(&range);
    if (count == 0) return emptyRange(in);
    auto pick = rngOf(m, args).below(static_cast<uint64_t>(count));
    return makeInt(m,
                   static_cast<int64_t>(static_cast<uint64_t>(start) + pick * static_cast<uint64_t>(step)));
}

Value uniform(Mutator& m, Args args) {
    ArgReader in(m, "uniform", args);
    double a = 0, b = 0;
    NOODLE_REQUIRE(in.number(0, "a", a) && in.number(1, "b", b));
    return Value::ofDouble(canonicalDouble(a + (b - a) * rngOf(m, args).unit()));
}

/// Length of a sequence argument, -1 with the exception pending if it has none or is empty.
int64_t populationOf(Mutator& m, const ArgReader& in, Value xs) {
    Value n = length(m, xs);
    if (n.isException()) return -1;
    int64_t count = toInt64(n);
    if (count > 0) return count;
    in.invalid("the sequence is empty");
    return -1;
}

Value choice(Mutator& m, Args args) {
    ArgReader in(m, "choice", args);
    Value xs = args[0];
    if (xs.isKind(ObjectKind::Set) || xs.isKind(ObjectKind::Map)) {
        return throwExpected(m, "choice", "a sequence (list(xs) makes one)", xs);
    }
    int64_t n = populationOf(m, in, xs);
    NOODLE_REQUIRE(n > 0);
    Value i = makeInt(m, static_cast<int64_t>(rngOf(m, args).below(static_cast<uint64_t>(n))));
    NOODLE_TRY(i);
    return getIndex(m, xs, i);
}

/// Running totals of `weights`; empty with the exception pending if they do not fit `count` elements.
std::vector<double> cumulated(Mutator& m, const ArgReader& in, Value weights, uint64_t count) {
    std::vector<double> totals;
    double sum = 0;
    bool ok = eachValue(m, weights, [&](Value w) {
        if (!isNumber(w) || !(toDouble(w) >= 0)) {
            in.invalid("weights must be numbers, none negative");
            return Step::Fail;
        }
        totals.push_back(sum += toDouble(w));
        return Step::Next;
    });
    if (!ok) return {};
    if (totals.size() == count && sum > 0 && std::isfinite(sum)) return totals;
    in.invalid("there must be one weight per element, with a sum above zero");
    return {};
}

Value choices(Mutator& m, Args args) {
    ArgReader in(m, "choices", args);
    int64_t k = 1;
    NOODLE_REQUIRE(in.optInteger(2, "k", k));
    List* pool = toListValue(m, args[0]);
    NOODLE_TRY_PTR(pool);
    if (pool->length == 0) return in.invalid("the sequence is empty");
    std::vector<double> totals;
    if (in.has(1)) {
        totals = cumulated(m, in, args[1], pool->length);
        NOODLE_REQUIRE(!totals.empty());
    }
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    Rng& rng = rngOf(m, args);
    Ticker ticker(m);
    for (int64_t i = 0; i < k; ++i) {
        uint64_t at = 0;
        if (totals.empty()) {
            at = rng.below(pool->length);
        } else {
            double target = rng.unit() * totals.back();
            at = static_cast<uint64_t>(std::upper_bound(totals.begin(), totals.end() - 1, target) -
                                       totals.begin());
        }
        Value v = listGet(m, pool, at);
        NOODLE_TRY(v);
        NOODLE_REQUIRE(listAppend(m, out, v) && ticker.tick());
    }
    return Value::ofObject(out);
}

/// Fisher-Yates over the first `count` places.
bool shuffleFront(Mutator& m, Rng& rng, List* list, uint64_t count) {
    Ticker ticker(m);
    for (uint64_t i = 0; i < count; ++i) {
        uint64_t j = i + rng.below(list->length - i);
        Value a = listGet(m, list, i), b = listGet(m, list, j);
        if (a.isException() || b.isException()) return false;
        if (!listSet(m, list, i, b) || !listSet(m, list, j, a) || !ticker.tick()) return false;
    }
    return true;
}

Value sample(Mutator& m, Args args) {
    ArgReader in(m, "sample", args);
    int64_t k = 0;
    NOODLE_REQUIRE(in.integer(1, "k", k));
    List* pool = toListValue(m, args[0]);
    NOODLE_TRY_PTR(pool);
    if (k < 0 || static_cast<uint64_t>(k) > pool->length) {
        return in.invalid(joined("cannot take ", k, " of ", pool->length, " elements"));
    }
    auto count = static_cast<uint64_t>(k);
    NOODLE_REQUIRE(shuffleFront(m, rngOf(m, args), pool, count));
    listErase(m, pool, count, pool->length);
    return Value::ofObject(pool);
}

Value shuffle(Mutator& m, Args args) {
    List* list = nullptr;
    NOODLE_REQUIRE(ArgReader(m, "shuffle", args).list(0, "xs", list));
    if ((list->flags & List::kFrozen) != 0) return throwFrozen(m, "shuffle", "List");
    NOODLE_REQUIRE(shuffleFront(m, rngOf(m, args), list, list->length));
    return Value::null();
}

Value shuffled(Mutator& m, Args args) {
    List* list = toListValue(m, args[0]);
    NOODLE_TRY_PTR(list);
    NOODLE_REQUIRE(shuffleFront(m, rngOf(m, args), list, list->length));
    return Value::ofObject(list);
}

Value gauss(Mutator& m, Args args) {
    ArgReader in(m, "gauss", args);
    double mean = 0, deviation = 1;
    NOODLE_REQUIRE(in.optNumber(0, "mu", mean) && in.optNumber(1, "sigma", deviation));
    return Value::ofDouble(canonicalDouble(mean + deviation * rngOf(m, args).gauss()));
}

Value expovariate(Mutator& m, Args args) {
    ArgReader in(m, "expovariate", args);
    double rate = 1;
    NOODLE_REQUIRE(in.optNumber(0, "rate", rate));
    if (!(rate > 0)) return in.invalid("'rate' must be above zero");
    return Value::ofDouble(-std::log1p(-rngOf(m, args).unit()) / rate);
}

Value triangular(Mutator& m, Args args) {
    ArgReader in(m, "triangular", args);
    double low = 0, high = 1;
    NOODLE_REQUIRE(in.optNumber(0, "low", low) && in.optNumber(1, "high", high));
    double mode = (low + high) / 2;
    NOODLE_REQUIRE(in.optNumber(2, "mode", mode));
    if (low == high) return Value::ofDouble(low);
    double u = rngOf(m, args).unit(), split = (mode - low) / (high - low);
    double r = u < split ? low + std::sqrt(u * (high - low) * (mode - low))
                         : high - std::sqrt((1 - u) * (high - low) * (high - mode));
    return Value::ofDouble(canonicalDouble(r));
}

Value getrandbits(Mutator& m, Args args) {
    ArgReader in(m, "getrandbits", args);
    int64_t bits = 0;
    NOODLE_REQUIRE(in.integer(0, "k", bits));
    if (bits < 0 || bits > 63) return in.invalid("'k' must be 0 to 63");
    uint64_t r = rngOf(m, args).next();
    return makeInt(m, bits == 0 ? 0 : static_cast<int64_t>(r >> (64 - bits)));
}

Value randbytes(Mutator& m, Args args) {
    ArgReader in(m, "randbytes", args);
    int64_t n = 0;
    NOODLE_REQUIRE(in.integer(0, "n", n));
    if (n < 0 || n > (int64_t{1} << 30)) return in.invalid("'n' must be 0 to 2**30");
    std::string bytes;
    bytes.reserve(static_cast<size_t>(n));
    Rng& rng = rngOf(m, args);
    while (bytes.size() < static_cast<size_t>(n)) bytes += static_cast<char>(rng.next() >> 56);
    return valueOrException(makeBytes(m, bytes));
}

constexpr NativeSpec kTable[] = {
    {"seed", "value=", seed},
    {"random", "", random},
    {"randint", "a, b", randint},
    {"randInt", "a, b", randint},
    {"randrange", "start, stop=, step=", randrange},
    {"uniform", "a, b", uniform},
    {"choice", "xs", choice},
    {"choices", "xs, weights=, k=", choices},
    {"sample", "xs, k", sample},
    {"shuffle", "xs", shuffle},
    {"shuffled", "xs", shuffled},
    {"gauss", "mu=, sigma=", gauss},
    {"normal", "mu=, sigma=", gauss},
    {"normalvariate", "mu=, sigma=", gauss},
    {"expovariate", "rate=", expovariate},
    {"triangular", "low=, high=, mode=", triangular},
    {"getrandbits", "k", getrandbits},
    {"randbytes", "n", randbytes},
};

constexpr NativeSpec kConstruct = {"Random", "seed=", makeRandom};

Value randomClass(Mutator& m) {
    return valueOrException(nativeClass(m, NativeClassId::Random));
}

constexpr NativeConstant kConstants[] = {{"Random", randomClass}};

}  // namespace

const NativeClassSpec& randomClassSpec() {
    static const NativeClassSpec spec = {"Random", &kConstruct, kTable};
    return spec;
}

const NativeModule& randomModule() {
    static const NativeModule module = {"random", kTable, kConstants};
    return module;
}

}  // namespace noodle

#include "runtime/builtins/functional.h"

#include "runtime/entry/adapters.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/text.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

/// Appends f(v) for each element to a new list.
template <typename Produce>
Value eager(Mutator& m, Value xs, Produce produce) {
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    bool ok = eachValue(m, xs, [&](Value v) {
        Value r = produce(v);
        if (r.isException()) return Step::Fail;
        if (r.isUndef()) return Step::Next;
        return listAppend(m, out, r) ? Step::Next : Step::Fail;
    });
    return ok ? Value::ofObject(out) : Value::exception();
}

/// True if `v` comes before `best` in the wanted direction. nullopt: exception.
std::optional<bool> better(Mutator& m, bool greatest, Value v, Value best) {
    if (v.isInt48() && best.isInt48())
        return greatest ? v.asInt48() > best.asInt48() : v.asInt48() < best.asInt48();
    Value r = compare(m, greatest ? CompareOp::Gt : CompareOp::Lt, v, best);
    if (r.isException()) return std::nullopt;
    return r.isTrue();
}

/// The sum of a raw int list, or nullopt when it overflows.
std::optional<int64_t> sumInts(const int64_t* data, uint64_t n, int64_t start) {
    for (uint64_t i = 0; i < n; ++i) {
        if (__builtin_add_overflow(start, data[i], &start)) return std::nullopt;
    }
    return start;
}

/// Sums specialised lists without boxing. Undef: not one of the fast cases.
Value sumRaw(Mutator& m, List* list, Value start) {
    constexpr uint64_t kStrip = 1 << 20;
    if (list->length == 0) return Value::undef();
    if (list->elementKind() == List::kInt && isInt(start)) {
        int64_t total = toInt64(start);
        const auto* data = static_cast<Raw*>(list->store)->data<int64_t>();
        for (uint64_t i = 0, n = list->length; i < n; i += kStrip) {
            auto sum = sumInts(data + i, std::min(kStrip, n - i), total);
            if (!sum.has_value())
                return throwError(m, m.types().overflowError, "the sum does not fit an int");
            total = *sum;
            NOODLE_TRY(m.poll());
        }
        return makeInt(m, total);
    }
    if (list->elementKind() == List::kFloat && (start.isDouble() || isInt(start))) {
        double total = toDouble(start);
        const auto* data = static_cast<Raw*>(list->store)->data<double>();
        for (uint64_t i = 0; i < list->length; ++i) total += data[i];
        return Value::ofDouble(canonicalDouble(total));
    }
    return Value::undef();
}

Value countable(Value v) {
    return v.isBool() ? Value::ofInt48(v.isTrue() ? 1 : 0) : v;
}

}  // namespace

bool isLazySource(Value v) {
    return v.isKind(ObjectKind::Iterator) || v.isKind(ObjectKind::Coroutine) ||
           v.isKind(ObjectKind::Instance) || v.isKind(ObjectKind::Native);
}

std::optional<bool> test(Mutator& m, Value f, Value v) {
    if (f.isUndef()) return truthOf(m, v);
    Value r = callOne(m, f, v);
    if (r.isException()) return std::nullopt;
    return truthOf(m, r);
}

Value mapOver(Mutator& m, Value xs, Value f) {
    if (isLazySource(xs)) return makeMapped(m, xs, f);
    return eager(m, xs, [&](Value v) { return callOne(m, f, v); });
}

Value filterOver(Mutator& m, Value xs, Value f) {
    if (isLazySource(xs) && !f.isUndef()) return makeFiltered(m, xs, f);
    return eager(m, xs, [&](Value v) {
        auto keep = test(m, f, v);
        return !keep.has_value() ? Value::exception() : *keep ? v : Value::undef();
    });
}

Value enumerateOver(Mutator& m, Value xs, int64_t start) {
    if (isLazySource(xs)) return makeEnumerate(m, xs, start);
    return eager(m, xs, [&](Value v) {
        Value i = makeInt(m, start++);
        return i.isException() ? i : makePair(m, i, v);
    });
}

Value zipOver(Mutator& m, List* sources) {
    ValueVector all(m.heap());
    bool lazy = false;
    for (uint64_t i = 0; i < sources->length; ++i) {
        Value source = listGet(m, sources, i);
        NOODLE_TRY(source);
        all.push(source);
        lazy = lazy || isLazySource(source);
    }
    Value zipped = makeZip(m, std::span<const Value>(all.data(), all.size()));
    if (lazy || zipped.isException()) return zipped;
    return valueOrException(toListValue(m, zipped));
}

Value reduceOver(Mutator& m, const char* function, Value xs, Value start, Value f) {
    Value result = start;
    bool ok = eachValue(m, xs, [&](Value v) {
        result = result.isUndef() ? v : callTwo(m, f, result, v);
        return result.isException() ? Step::Fail : Step::Next;
    });
    NOODLE_REQUIRE(ok);
    if (!result.isUndef()) return result;
    return throwTypeError(m, joined(function, "() of an empty collection needs a start value"));
}

Value sumOver(Mutator& m, Value xs, Value start) {
    if (List* list = xs.as<List>()) {
        Value fast = sumRaw(m, list, start.isUndef() ? Value::ofInt48(0) : start);
        if (!fast.isUndef()) return fast;
    }
    Value total = start.isUndef() ? start : countable(start);
    bool ok = eachValue(m, xs, [&](Value v) {
        if (v.isKind(ObjectKind::String)) {
            throwTypeError(m, "sum() adds numbers, got string (join() puts strings together)");
            return Step::Fail;
        }
        v = countable(v);
        total = total.isUndef() ? v : binary(m, BinaryOp::Add, total, v);
        return total.isException() ? Step::Fail : Step::Next;
    });
    NOODLE_REQUIRE(ok);
    return total.isUndef() ? Value::ofInt48(0) : total;
}

Value extremeOver(Mutator& m, bool greatest, Value xs, Value key, Value fallback) {
    Value best = Value::undef(), bestKey = Value::undef();
    bool ok = eachValue(m, xs, [&](Value v) {
        Value k = key.isUndef() ? v : callOne(m, key, v);
        if (k.isException()) return Step::Fail;
        if (!best.isUndef()) {
            auto first = better(m, greatest, k, bestKey);
            if (!first.has_value()) return Step::Fail;
            if (!*first) return Step::Next;
        }
        best = v;
        bestKey = k;
        return Step::Next;
    });
    NOODLE_REQUIRE(ok);
    if (!best.isUndef()) return best;
    if (!fallback.isUndef()) return fallback;
    return throwValueError(m,
                           joined(greatest ? "max" : "min", "() of an empty collection (give a default:)"));
}

Value quantify(Mutator& m, Quantifier q, Value xs, Value f) {
    bool wanted = q != Quantifier::All, found = false;
    bool ok = eachValue(m, xs, [&](Value v) {
        auto r = test(m, f, v);
        if (!r.has_value()) return Step::Fail;
        found = *r == wanted;
        return found ? Step::Stop : Step::Next;
    });
    NOODLE_REQUIRE(ok);
    return Value::ofBool(q == Quantifier::Any ? found : !found);
}

bool splitPair(Mutator& m, Value pair, Value& first, Value& second) {
    if (Tuple* tuple = pair.as<Tuple>(); tuple != nullptr && tuple->size() == 2) {
        first = tuple->elements()[0];
        second = tuple->elements()[1];
        return true;
    }
    if (List* list = pair.as<List>(); list != nullptr && list->length == 2) {
        first = listGet(m, list, 0);
        second = listGet(m, list, 1);
        return !first.isException() && !second.isException();
    }
    throwTypeError(m, joined("a (key, value) pair is expected, got ", typeNameOf(m, pair)));
    return false;
}

bool putPairs(Mutator& m, Map* into, Value xs) {
    if (Map* from = xs.as<Map>()) {
        uint64_t position = 0;
        Value key, value;
        while (mapNext(from, position, &key, &value)) {
            if (!mapSet(m, into, key, value)) return false;
        }
        return true;
    }
    return eachValue(m, xs, [&](Value pair) {
        Value key, value;
        return splitPair(m, pair, key, value) && mapSet(m, into, key, value) ? Step::Next : Step::Fail;
    });
}

}  // namespace noodle

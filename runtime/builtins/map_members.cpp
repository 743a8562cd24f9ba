// Map members: entries, changing, and the ones that take functions. A function with room for two arguments
// gets (key, value), any other the value.
#include "runtime/builtins/collections.h"
#include "runtime/builtins/functional.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/entry/adapters.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/member.h"
#include "runtime/entry/sort.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

Map* selfMap(Mutator& m, const Args& args, const char* function) {
    return receiver<Map>(m, args, function, "Map");
}
Map* changeableMap(Mutator& m, const Args& args, const char* function) {
    return changeable<Map>(m, args, function, HashBase::kFrozen, "Map");
}

Value length(Mutator& m, Args args) {
    Map* map = selfMap(m, args, "length");
    NOODLE_TRY_PTR(map);
    return Value::ofInt48(map->count);
}

Value isEmpty(Mutator& m, Args args) {
    Map* map = selfMap(m, args, "isEmpty");
    NOODLE_TRY_PTR(map);
    return Value::ofBool(map->count == 0);
}

Value isNotEmpty(Mutator& m, Args args) {
    Map* map = selfMap(m, args, "isNotEmpty");
    NOODLE_TRY_PTR(map);
    return Value::ofBool(map->count != 0);
}

Value get(Mutator& m, Args args) {
    Map* map = selfMap(m, args, "get");
    NOODLE_TRY_PTR(map);
    Value v = mapGet(m, map, args[0]);
    return v.isUndef() ? args.get(1) : v;
}

Value set(Mutator& m, Args args) {
    Map* map = changeableMap(m, args, "set");
    NOODLE_TRY_PTR(map);
    return mapSet(m, map, args[0], args[1]) ? Value::null() : Value::exception();
}

Value has(Mutator& m, Args args) {
    Map* map = selfMap(m, args, "has");
    NOODLE_TRY_PTR(map);
    Value v = mapGet(m, map, args[0]);
    return v.isException() ? v : Value::ofBool(!v.isUndef());
}

Value remove(Mutator& m, Args args) {
    Map* map = changeableMap(m, args, "remove");
    NOODLE_TRY_PTR(map);
    Value v = mapRemove(m, map, args[0]);
    return v.isUndef() ? Value::null() : v;
}

Value pop(Mutator& m, Args args) {
    Map* map = changeableMap(m, args, "pop");
    NOODLE_TRY_PTR(map);
    Value v = mapRemove(m, map, args[0]);
    if (!v.isUndef()) return v;
    return args[1].isUndef() ? throwMissingKey(m, args[0]) : args[1];
}

Value popItem(Mutator& m, Args args) {
    Map* map = changeableMap(m, args, "popitem");
    NOODLE_TRY_PTR(map);
    if (map->count == 0) return throwError(m, m.types().keyError, "popitem() from an empty map");
    uint64_t position = 0;
    Value key, value;
    while (mapNext(map, position, &key, &value)) {
    }
    Value pair = makePair(m, key, value);
    NOODLE_TRY(pair);
    NOODLE_TRY(mapRemove(m, map, key));
    return pair;
}

Value setDefault(Mutator& m, Args args) {
    Map* map = changeableMap(m, args, "setdefault");
    NOODLE_TRY_PTR(map);
    Value v = mapGet(m, map, args[0]);
    if (!v.isUndef()) return v;
    return mapSet(m, map, args[0], args.get(1)) ? args.get(1) : Value::exception();
}

/// The function is called only when the key is missing.
Value getOrPut(Mutator& m, Args args) {
    Map* map = changeableMap(m, args, "getOrPut");
    NOODLE_TRY_PTR(map);
    Value f;
    NOODLE_REQUIRE(ArgReader(m, "getOrPut", args).callable(1, "f", f));
    Value v = mapGet(m, map, args[0]);
    if (!v.isUndef()) return v;
    v = m.call(f, {});
    NOODLE_TRY(v);
    return mapSet(m, map, args[0], v) ? v : Value::exception();
}

Value update(Mutator& m, Args args) {
    Map* map = changeableMap(m, args, "update");
    NOODLE_TRY_PTR(map);
    List* others = args[0].cast<List>();
    for (uint64_t i = 0; i < others->length; ++i) {
        Value other = listGet(m, others, i);
        NOODLE_REQUIRE(!other.isException() && putPairs(m, map, other));
    }
    bool named = args[1].isKind(ObjectKind::Map);
    return !named || putPairs(m, map, args[1]) ? Value::null() : Value::exception();
}

/// A new map of this one and the others, later ones winning.
Value merge(Mutator& m, Args args) {
    Map* map = selfMap(m, args, "merge");
    NOODLE_TRY_PTR(map);
    Map* out = mapCopy(m, map);
    NOODLE_TRY_PTR(out);
    List* others = args[0].cast<List>();
    for (uint64_t i = 0; i < others->length; ++i) {
        Value other = listGet(m, others, i);
        NOODLE_REQUIRE(!other.isException() && putPairs(m, out, other));
    }
    return Value::ofObject(out);
}

Value clear(Mutator& m, Args args) {
    Map* map = changeableMap(m, args, "clear");
    NOODLE_TRY_PTR(map);
    mapClear(m, map);
    return Value::null();
}

Value copy(Mutator& m, Args args) {
    Map* map = selfMap(m, args, "copy");
    NOODLE_TRY_PTR(map);
    return valueOrException(mapCopy(m, map));
}

enum class Part { Keys, Values, Pairs };

template <Part part>
Value listed(Mutator& m, Args args) {
    Map* map = selfMap(m, args, nullptr);
    NOODLE_TRY_PTR(map);
    List* out = newList(m, map->count);
    NOODLE_TRY_PTR(out);
    uint64_t position = 0;
    Value key, value;
    Ticker ticker(m);
    while (mapNext(map, position, &key, &value)) {
        Value v = part == Part::Keys ? key : part == Part::Values ? value : makePair(m, key, value);
        NOODLE_TRY(v);
        NOODLE_REQUIRE(listAppend(m, out, v) && ticker.tick());
    }
    return Value::ofObject(out);
}

Value toMap(Mutator& m, Args args) {
    return copy(m, args);
}

Value fromKeys(Mutator& m, Args args) {
    Map* map = newMap(m);
    NOODLE_TRY_PTR(map);
    bool ok = eachValue(
        m, args[0], [&](Value key) { return mapSet(m, map, key, args.get(1)) ? Step::Next : Step::Fail; });
    return ok ? Value::ofObject(map) : Value::exception();
}

// ---- members that take a function
// ----------------------------------------------------------------------------------

/// Calls visit(key, value, result of f) -> Step for each entry. Adding or removing keys meanwhile is an
/// error.
template <typename Visit>
Value eachEntry(Mutator& m, const Args& args, const char* function, Visit visit) {
    Map* map = selfMap(m, args, function);
    NOODLE_TRY_PTR(map);
    Value f;
    NOODLE_REQUIRE(ArgReader(m, function, args).callable(0, "f", f));
    bool both = positionalArity(f) >= 2;
    uint32_t version = map->version;
    uint64_t position = 0;
    Value key, value;
    Ticker ticker(m);
    while (mapNext(map, position, &key, &value)) {
        Value r = both ? callTwo(m, f, key, value) : callOne(m, f, value);
        NOODLE_TRY(r);
        Step step = visit(key, value, r);
        if (step == Step::Stop) break;
        NOODLE_REQUIRE(step == Step::Next && ticker.tick());
        if (map->version != version) {
            return throwError(m, m.types().concurrentModificationError,
                              joined(function, "(): keys were added or removed meanwhile"));
        }
    }
    return Value::null();
}

/// A new map of the entries that `choose` stores.
template <typename Store>
Value mapFrom(Mutator& m, const Args& args, const char* function, Store store) {
    Map* out = newMap(m);
    NOODLE_TRY_PTR(out);
    NOODLE_TRY(eachEntry(m, args, function, [&](Value key, Value value, Value r) {
        return store(out, key, value, r) ? Step::Next : Step::Fail;
    }));
    return Value::ofObject(out);
}

Value mapValues(Mutator& m, Args args) {
    return mapFrom(m, args, "map",
                   [&](Map* out, Value key, Value, Value r) { return mapSet(m, out, key, r); });
}

Value mapKeys(Mutator& m, Args args) {
    return mapFrom(m, args, "mapKeys",
                   [&](Map* out, Value, Value value, Value r) { return mapSet(m, out, r, value); });
}

Value filter(Mutator& m, Args args) {
    return mapFrom(m, args, "filter", [&](Map* out, Value key, Value value, Value r) {
        const std::optional<bool> keep = truthOf(m, r);
        return keep.has_value() && (!*keep || mapSet(m, out, key, value));
    });
}

Value forEach(Mutator& m, Args args) {
    return eachEntry(m, args, "forEach", [](Value, Value, Value) { return Step::Next; });
}

template <Quantifier q>
Value quantified(Mutator& m, Args args) {
    bool wanted = q != Quantifier::All, found = false;
    NOODLE_TRY(eachEntry(m, args, quantifierName(q), [&](Value, Value, Value r) {
        const std::optional<bool> holds = truthOf(m, r);
        if (!holds.has_value()) return Step::Fail;
        found = *holds == wanted;
        return found ? Step::Stop : Step::Next;
    }));
    return Value::ofBool(q == Quantifier::Any ? found : !found);
}

Value count(Mutator& m, Args args) {
    int64_t n = 0;
    if (args[0].isUndef()) return length(m, args);
    NOODLE_TRY(eachEntry(m, args, "count", [&](Value, Value, Value r) {
        const std::optional<bool> holds = truthOf(m, r);
        if (!holds.has_value()) return Step::Fail;
        n += *holds ? 1 : 0;
        return Step::Next;
    }));
    return Value::ofInt48(n);
}

/// The first entry that passes, as a pair, or null.
Value find(Mutator& m, Args args) {
    Value found = Value::null();
    NOODLE_TRY(eachEntry(m, args, "find", [&](Value key, Value value, Value r) {
        const std::optional<bool> holds = truthOf(m, r);
        if (!holds.has_value()) return Step::Fail;
        if (!*holds) return Step::Next;
        found = makePair(m, key, value);
        return found.isException() ? Step::Fail : Step::Stop;
    }));
    return found;
}

Value toPairs(Mutator& m, Args args) {
    return listed<Part::Pairs>(m, args);
}

/// A list of what f gives for each entry.
Value mapToList(Mutator& m, Args args) {
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    NOODLE_TRY(eachEntry(m, args, "mapToList", [&](Value, Value, Value r) {
        return listAppend(m, out, r) ? Step::Next : Step::Fail;
    }));
    return Value::ofObject(out);
}

/// A map from value to key.
Value invert(Mutator& m, Args args) {
    Map* map = selfMap(m, args, "invert");
    Map* out = map != nullptr ? newMap(m) : nullptr;
    NOODLE_TRY_PTR(out);
    uint64_t position = 0;
    Value key, value;
    while (mapNext(map, position, &key, &value)) NOODLE_REQUIRE(mapSet(m, out, value, key));
    return Value::ofObject(out);
}

constexpr NativeSpec kTable[] = {
    {"length", "", length, NativeSpec::kGetter},
    {"size", "", length, NativeSpec::kGetter},
    {"isEmpty", "", isEmpty},
    {"isNotEmpty", "", isNotEmpty},
    {"get", "key, default=", get},
    {"set", "key, value", set},
    {"put", "key, value", set},
    {"has", "key", has},
    {"contains", "key", has},
    {"containsKey", "key", has},
    {"hasKey", "key", has},
    {"remove", "key", remove},
    {"delete", "key", remove},
    {"pop", "key, default=", pop},
    {"popitem", "", popItem},
    {"setdefault", "key, default=", setDefault},
    {"getOrSet", "key, default=", setDefault},
    {"getOrPut", "key, f", getOrPut},
    {"update", "...others, **entries", update},
    {"putAll", "...others, **entries", update},
    {"merge", "...others", merge},
    {"clear", "", clear},
    {"copy", "", copy},
    {"keys", "", listed<Part::Keys>},
    {"values", "", listed<Part::Values>},
    {"items", "", listed<Part::Pairs>},
    {"entries", "", listed<Part::Pairs>},
    {"toList", "", toPairs},
    {"toMap", "", toMap},
    {"freeze", "", freezeMember},
    {"isFrozen", "", isFrozenMember},
    {"iterator", "", iteratorMember},
};

constexpr NativeSpec kFunctionTable[] = {
    {"map", "f", mapValues},
    {"mapValues", "f", mapValues},
    {"mapKeys", "f", mapKeys},
    {"mapToList", "f", mapToList},
    {"filter", "f", filter},
    {"forEach", "f", forEach},
    {"any", "f", quantified<Quantifier::Any>},
    {"all", "f", quantified<Quantifier::All>},
    {"none", "f", quantified<Quantifier::None>},
    {"count", "f=", count},
    {"find", "f", find},
    {"invert", "", invert},
};

constexpr NativeSpec kStaticTable[] = {
    {"fromKeys", "keys, value=", fromKeys, NativeSpec::kStatic},
    {"fromkeys", "keys, value=", fromKeys, NativeSpec::kStatic},
};

}  // namespace

std::span<const NativeSpec> mapMembers() {
    return kTable;
}
std::span<const NativeSpec> mapFunctionMembers() {
    return kFunctionTable;
}
std::span<const NativeSpec> mapStaticMembers() {
    return kStaticTable;
}

}  // namespace noodle

#include "runtime/object/key.h"

#include <cmath>

#include "runtime/base/hash.h"
#include "runtime/object/caches.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/range.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

constexpr uint32_t kMaxDepth =
    1000;  // of keys inside keys; user data decides it, the native stack pays for it

using Hash = std::optional<uint32_t>;

/// Tells kinds of structured keys apart, so that (1, 2) and a frozen [1, 2] seldom meet.
enum Salt : uint64_t {
    kNumberSalt = 1 /* as in hashIntKey */,
    kWordSalt,
    kBigSalt,
    kTupleSalt,
    kEnumSalt,
    kListSalt,
    kMapSalt,
    kSetSalt,
    kStructSalt,
    kRangeSalt,
    kMethodSalt,
    kSuccessSalt
};

uint32_t finish(Mutator& m, uint64_t h, Salt salt) {
    return foldHash(mixHash(h, m.hashSeed() + salt * 0x9E37'79B9'7F4A'7C15ull));
}
uint32_t hashWord(Mutator& m, Value v) {
    return finish(m, v.bits(), kWordSalt);
}

bool tooDeep(Mutator& m, uint32_t depth) {
    if (depth < kMaxDepth && !m.nativeStackLow()) return false;
    throwStackOverflow(m);
    return true;
}

uint32_t hashLimbs(Mutator& m, bool negative, const uint64_t* limbs, uint32_t count) {
    while (count > 0 && limbs[count - 1] == 0) --count;
    if (count == 0) return finish(m, 0, kNumberSalt);
    if (count == 1 && limbs[0] <= static_cast<uint64_t>(INT64_MAX) + (negative ? 1 : 0)) {
        return finish(m, negative ? 0 - limbs[0] : limbs[0],
                      kNumberSalt);  // fits an int: one hash for equal numbers
    }
    return finish(m, hashBytes64(limbs, size_t{count} * 8, m.hashSeed()) + negative, kBigSalt);
}

uint32_t hashDouble(Mutator& m, double d) {
    if (std::isnan(d)) return finish(m, 0x7FF8, kWordSalt);
    if (std::isinf(d) || d != std::trunc(d)) return finish(m, std::bit_cast<uint64_t>(d), kWordSalt);
    if (d >= -0x1p63 && d < 0x1p63)
        return finish(m, static_cast<uint64_t>(static_cast<int64_t>(d)), kNumberSalt);
    uint64_t limbs[17];
    uint32_t count = doubleLimbs(d, limbs);
    return hashLimbs(m, d < 0, limbs, count);
}

Hash unhashable(Mutator& m, Value v) {
    std::string text = "unhashable type: ";
    text += className(classOf(m, v));
    bool collection = v.isKind(ObjectKind::List) || v.isKind(ObjectKind::Map) || v.isKind(ObjectKind::Set) ||
                      v.isKind(ObjectKind::Bytes);
    if (collection) text += " (a mutable collection cannot be a key; freeze it or use a tuple)";
    throwTypeError(m, text);
    return std::nullopt;
}

Hash hashDeep(Mutator& m, Value v, uint32_t depth);

Hash hashAll(Mutator& m, const Value* values, uint32_t count, uint64_t start, Salt salt, uint32_t depth) {
    uint64_t h = combineHash(start, count);
    for (uint32_t i = 0; i < count; ++i) {
        Hash element = hashDeep(m, values[i], depth + 1);
        if (!element) return std::nullopt;
        h = combineHash(h, *element);
    }
    return finish(m, h, salt);
}

Hash hashFrozenList(Mutator& m, List* list, uint32_t depth) {
    uint64_t h = combineHash(0, list->length);
    for (uint64_t i = 0; i < list->length; ++i) {
        Value v = listGet(m, list, i);
        if (v.isException()) return std::nullopt;
        Hash element = hashDeep(m, v, depth + 1);
        if (!element) return std::nullopt;
        h = combineHash(h, *element);
    }
    return finish(m, h, kListSalt);
}

/// Order does not count for maps and sets: the elements' hashes are added.
Hash hashFrozenMap(Mutator& m, Map* map, uint32_t depth) {
    uint64_t sum = map->count, position = 0;
    Value key, value;
    while (mapNext(map, position, &key, &value)) {
        Hash k = hashDeep(m, key, depth + 1);
        Hash v = k ? hashDeep(m, value, depth + 1) : std::nullopt;
        if (!v) return std::nullopt;
        sum += combineHash(*k, *v);
    }
    return finish(m, sum, kMapSalt);
}

Hash hashFrozenSet(Mutator& m, Set* set, uint32_t depth) {
    uint64_t sum = set->count, position = 0;
    Value key;
    while (setNext(set, position, &key)) {
        Hash k = hashDeep(m, key, depth + 1);
        if (!k) return std::nullopt;
        sum += mixHash(*k, kSetSalt);
    }
    return finish(m, sum, kSetSalt);
}

bool isUnset(Value v) {
    return v.isUndef() || v.isNull();
}

/// Unset fields do not count, so that leaving an optional field out and giving null are one key; their order
/// does not count either, because equal dataclasses may have got fields in another one.
Hash hashFields(Mutator& m, Instance* object, uint32_t depth) {
    uint64_t sum = reinterpret_cast<uint64_t>(object->cls);
    for (uint32_t i = 0; i < object->shape->fieldCount; ++i) {
        Value v = fieldAt(object, i);
        if (isUnset(v)) continue;
        Hash field = hashDeep(m, v, depth + 1);
        if (!field) return std::nullopt;
        sum += mixHash(combineHash(reinterpret_cast<uint64_t>(object->shape->fieldName(i)), *field),
                       kStructSalt);
    }
    return finish(m, sum, kStructSalt);
}

Member findEither(Mutator& m, Class* cls, String* plain, String* dunder) {
    Member member = findMember(m, cls, plain);
    return member.kind != MemberKind::None ? member : findMember(m, cls, dunder);
}

Value callOn(Mutator& m, Value object, Value method, std::span<const Value> args) {
    BoundMethod* bound = newBoundMethod(m, object, method);
    NOODLE_TRY_PTR(bound);
    return m.call(Value::ofObject(bound), args);
}

/// The class that may define how its values compare: of instances, enum values and host objects; else null.
Class* comparingClass(Value v) {
    if (auto* object = v.as<Instance>()) return object->cls;
    if (auto* native = v.as<Native>()) return native->cls;
    auto* e = v.as<EnumValue>();
    return e != nullptr && (e->cls->flags & Class::kCustomEquals) != 0 ? e->cls : nullptr;
}

/// The equals method of a value's class; kind None if it has none, or if the look-up failed (pending).
Member equalsMethod(Mutator& m, Value v) {
    Class* cls = comparingClass(v);
    if (cls == nullptr) return {};
    Member equals = findEither(m, cls, m.caches().equals, m.caches().dunderEquals);
    return equals.kind == MemberKind::Method ? equals : Member{};
}

/// The hash of a value whose class defines equals.
Hash hashByMethod(Mutator& m, Value object) {
    Class* cls = comparingClass(object);
    const Member hash = findEither(m, cls, m.caches().hash, m.caches().dunderHash);
    if (hash.kind != MemberKind::Method) {
        std::string text(className(cls));
        throwTypeError(m, "unhashable type: " + text + " (it defines equals but not hash)");
        return std::nullopt;
    }
    Value result = callOn(m, object, hash.value, {});
    if (result.isException()) return std::nullopt;
    if (!isInt(result)) {
        throwTypeError(m, "hash() of " + std::string(className(cls)) + " must return an int");
        return std::nullopt;
    }
    return finish(m, static_cast<uint64_t>(toInt64(result)), kNumberSalt);
}

/// Values of classes that say nothing about equality.
Hash hashUnmethodical(Mutator& m, Value v, uint32_t depth) {
    if (auto* object = v.as<Instance>(); object != nullptr && comparesByFields(object->cls))
        return hashFields(m, object, depth);
    if (auto* e = v.as<EnumValue>()) {
        uint64_t start = combineHash(reinterpret_cast<uint64_t>(e->cls), e->ordinal);
        return hashAll(m, e->payload(), e->aux, start, kEnumSalt, depth);
    }
    return hashWord(m, v);
}

Hash hashHost(Mutator& m, Value v, uint32_t depth) {
    if (equalsMethod(m, v).kind == MemberKind::Method) return hashByMethod(m, v);
    return m.hasPending() ? std::nullopt : hashUnmethodical(m, v, depth);
}

/// Equal ranges are one key: by what they run through, not by how they were written.
Hash hashRange(Mutator& m, const Range* range) {
    const auto length = static_cast<uint64_t>(rangeLength(range));
    uint64_t h = combineHash(0, length);
    if (length > 0) h = combineHash(h, static_cast<uint64_t>(range->start));
    if (length > 1) h = combineHash(h, static_cast<uint64_t>(range->step));
    return finish(m, h, kRangeSalt);
}

Hash hashObject(Mutator& m, Value v, uint32_t depth) {
    HeapObject* o = v.asObject();
    switch (o->kind) {
        case ObjectKind::String: {
            uint32_t h = hashString(m, static_cast<String*>(o));
            if ((o->flags & String::kHashed) == 0) return std::nullopt;  // a rope could not be flattened
            return h;
        }
        case ObjectKind::BoxedInt:
            return finish(m, static_cast<uint64_t>(static_cast<BoxedInt*>(o)->value), kNumberSalt);
        case ObjectKind::BigInt:
            return hashLimbs(m, (o->flags & 1) != 0, static_cast<BigInt*>(o)->limbs(), o->aux);
        case ObjectKind::Tuple:
            return hashAll(m, static_cast<Tuple*>(o)->elements(), o->aux, 0, kTupleSalt, depth);
        case ObjectKind::EnumValue:
        case ObjectKind::Instance:
        case ObjectKind::Native:
            return hashHost(m, v, depth);
        case ObjectKind::Success:
            return hashAll(m, &static_cast<Success*>(o)->value, 1, 0, kSuccessSalt, depth);
        case ObjectKind::Range:
            return hashRange(m, static_cast<Range*>(o));
        case ObjectKind::BoundMethod: {
            auto* b = static_cast<BoundMethod*>(o);
            return finish(m, combineHash(b->receiver.bits(), b->method.bits()), kMethodSalt);
        }
        case ObjectKind::Bytes: {
            auto* b = static_cast<Bytes*>(o);
            if ((b->flags & 1) == 0) return unhashable(m, v);
            return hashBytes32(b->length == 0 ? "" : reinterpret_cast<const char*>(b->store->bytes()),
                               b->length, m.hashSeed() + 1);
        }
        case ObjectKind::List:
            return (o->flags & List::kFrozen) != 0 ? hashFrozenList(m, static_cast<List*>(o), depth)
                                                   : unhashable(m, v);
        case ObjectKind::Map:
            return (o->flags & Map::kFrozen) != 0 ? hashFrozenMap(m, static_cast<Map*>(o), depth)
                                                  : unhashable(m, v);
        case ObjectKind::Set:
            return (o->flags & Set::kFrozen) != 0 ? hashFrozenSet(m, static_cast<Set*>(o), depth)
                                                  : unhashable(m, v);
        case ObjectKind::Slice:
            return unhashable(m, v);
        default:
            return hashWord(m, v);
    }
}

Hash hashDeep(Mutator& m, Value v, uint32_t depth) {
    if (v.isInt48()) return hashIntKey(m, v.asInt48());
    if (v.isDouble()) return hashDouble(m, v.asDouble());
    if (!v.isObject()) return hashWord(m, v);
    if (tooDeep(m, depth)) return std::nullopt;
    return hashObject(m, v, depth);
}

// ---- equality
// -----------------------------------------------------------------------------------------------------

std::optional<bool> equalDeep(Mutator& m, Value a, Value b, uint32_t depth);

std::optional<bool> equalAll(Mutator& m, const Value* a, const Value* b, uint32_t count, uint32_t depth) {
    for (uint32_t i = 0; i < count; ++i) {
        auto equal = equalDeep(m, a[i], b[i], depth + 1);
        if (!equal || !*equal) return equal;
    }
    return true;
}

std::optional<bool> equalFields(Mutator& m, Instance* a, Instance* b, uint32_t depth) {
    if (a->cls != b->cls || a->shape->fieldCount != b->shape->fieldCount) return false;
    for (uint32_t i = 0; i < a->shape->fieldCount; ++i) {
        Value x = fieldAt(a, i);
        Value y = a->shape == b->shape ? fieldAt(b, i) : getField(b, a->shape->fieldName(i));
        if (isUnset(x) && isUnset(y)) continue;
        auto equal = equalDeep(m, x, y, depth + 1);
        if (!equal || !*equal) return equal;
    }
    return true;
}

/// The answer of a's own equals; nullopt and nothing pending if it has none.
std::optional<bool> askEquals(Mutator& m, Value a, Value b) {
    const Member equals = equalsMethod(m, a);
    if (equals.kind != MemberKind::Method) return std::nullopt;
    Value result = callOn(m, a, equals.value, {&b, 1});
    if (result.isException()) return std::nullopt;
    return result.isTrue() || (isNumber(result) && toDouble(result) != 0);
}

std::optional<bool> equalLists(Mutator& m, List* a, List* b, uint32_t depth) {
    if (a->length != b->length) return false;
    for (uint64_t i = 0; i < a->length && i < b->length; ++i) {
        Value x = listGet(m, a, i);
        Value y = listGet(m, b, i);
        if (x.isException() || y.isException()) return std::nullopt;
        auto equal = equalDeep(m, x, y, depth + 1);
        if (!equal || !*equal) return equal;
    }
    return a->length == b->length;
}

std::optional<bool> equalMaps(Mutator& m, Map* a, Map* b, uint32_t depth) {
    if (a->count != b->count) return false;
    uint64_t position = 0;
    Value key, value;
    while (mapNext(a, position, &key, &value)) {
        Value other = mapGet(m, b, key);
        if (other.isException()) return std::nullopt;
        if (other.isUndef()) return false;
        auto equal = equalDeep(m, value, other, depth + 1);
        if (!equal || !*equal) return equal;
    }
    return true;
}

std::optional<bool> equalSets(Mutator& m, Set* a, Set* b) {
    if (a->count != b->count) return false;
    uint64_t position = 0;
    Value key;
    while (setNext(a, position, &key)) {
        auto found = setContains(m, b, key);
        if (!found || !*found) return found;
    }
    return true;
}

bool equalBytes(Bytes* a, Bytes* b) {
    return a->length == b->length &&
           (a->length == 0 ||
            std::equal(a->store->bytes(), a->store->bytes() + a->length, b->store->bytes()));
}

/// Both of the same kind, not the same object, not numbers.
std::optional<bool> equalSameKind(Mutator& m, HeapObject* a, HeapObject* b, uint32_t depth) {
    switch (a->kind) {
        case ObjectKind::String:
            return equalStrings(m, static_cast<String*>(a), static_cast<String*>(b));
        case ObjectKind::Tuple:
            if (a->aux != b->aux) return false;
            return equalAll(m, static_cast<Tuple*>(a)->elements(), static_cast<Tuple*>(b)->elements(), a->aux,
                            depth);
        case ObjectKind::EnumValue: {
            auto *x = static_cast<EnumValue*>(a), *y = static_cast<EnumValue*>(b);
            if (x->cls != y->cls || x->ordinal != y->ordinal || x->aux != y->aux) return false;
            return equalAll(m, x->payload(), y->payload(), x->aux, depth);
        }
        case ObjectKind::Success:
            return equalDeep(m, static_cast<Success*>(a)->value, static_cast<Success*>(b)->value, depth + 1);
        case ObjectKind::Range:
            return equalRanges(static_cast<Range*>(a), static_cast<Range*>(b));
        case ObjectKind::Instance:
            if (!comparesByFields(static_cast<Instance*>(a)->cls)) return false;
            return equalFields(m, static_cast<Instance*>(a), static_cast<Instance*>(b), depth);
        case ObjectKind::BoundMethod: {
            auto *x = static_cast<BoundMethod*>(a), *y = static_cast<BoundMethod*>(b);
            return identical(x->receiver, y->receiver) && identical(x->method, y->method);
        }
        case ObjectKind::Bytes:
            return equalBytes(static_cast<Bytes*>(a), static_cast<Bytes*>(b));
        case ObjectKind::List:
            return equalLists(m, static_cast<List*>(a), static_cast<List*>(b), depth);
        case ObjectKind::Map:
            return equalMaps(m, static_cast<Map*>(a), static_cast<Map*>(b), depth);
        case ObjectKind::Set:
            return equalSets(m, static_cast<Set*>(a), static_cast<Set*>(b));
        default:
            return false;
    }
}

bool isNumeric(Value v) {
    return isNumber(v) || v.isKind(ObjectKind::BigInt);
}

std::optional<bool> equalDeep(Mutator& m, Value a, Value b, uint32_t depth) {
    if (identical(a, b)) return true;
    if (isNumeric(a) && isNumeric(b)) {
        int order = compareNumbers(a, b);
        if (order != kUnordered) return order == 0;
        bool bothNan = a.isDouble() && b.isDouble() && std::isnan(a.asDouble()) && std::isnan(b.asDouble());
        return bothNan;
    }
    if (a.isNull() || b.isNull() || (!a.isObject() && !b.isObject())) return false;
    if (tooDeep(m, depth)) return std::nullopt;
    for (auto [object, other] : {std::pair(a, b), std::pair(b, a)}) {
        if (auto answer = askEquals(m, object, other); answer.has_value() || m.hasPending()) return answer;
    }
    if (!a.isObject() || !b.isObject() || a.asObject()->kind != b.asObject()->kind) return false;
    return equalSameKind(m, a.asObject(), b.asObject(), depth);
}

// ---- stored form
// --------------------------------------------------------------------------------------------------

/// True for what could change under the table that holds it: a struct, or a dataclass without an equality of
/// its own.
bool needsCopy(Mutator& m, Value v) {
    auto* object = v.as<Instance>();
    if (object == nullptr || (object->flags & Instance::kFrozen) != 0) return false;
    if ((object->cls->flags & Class::kStruct) != 0) return true;
    return comparesByFields(object->cls) && equalsMethod(m, v).kind != MemberKind::Method;
}

Value storedDeep(Mutator& m, Value v, uint32_t depth);

Value frozenCopy(Mutator& m, Instance* object, uint32_t depth) {
    Instance* copy = newInstance(m, object->cls);
    NOODLE_TRY_PTR(copy);
    for (uint32_t i = 0; i < object->shape->fieldCount; ++i) {
        Value v = storedDeep(m, fieldAt(object, i), depth + 1);
        NOODLE_TRY(v);
        if (!setField(m, copy, object->shape->fieldName(i), v)) return Value::exception();
    }
    copy->flags |= Instance::kFrozen;
    return Value::ofObject(copy);
}

/// `holder` with its `count` elements in stored form: itself if they already are, otherwise a copy.
template <typename T, typename Elements, typename Copy>
Value storedElements(Mutator& m, T* holder, uint32_t count, Elements elements, Copy makeCopy,
                     uint32_t depth) {
    T* copy = nullptr;
    for (uint32_t i = 0; i < count; ++i) {
        Value element = elements(holder)[i];
        Value stored = storedDeep(m, element, depth + 1);
        NOODLE_TRY(stored);
        if (identical(stored, element)) continue;
        if (copy == nullptr) copy = makeCopy();
        NOODLE_TRY_PTR(copy);
        elements(copy)[i] = stored;
        m.heap().writeBarrier(copy, stored);
    }
    return Value::ofObject(copy != nullptr ? copy : holder);
}

Value storedTuple(Mutator& m, Tuple* tuple, uint32_t depth) {
    auto elements = [](Tuple* t) { return t->elements(); };
    auto copy = [&] { return newTuple(m, tuple->elements(), tuple->size()); };
    return storedElements(m, tuple, tuple->size(), elements, copy, depth);
}

Value storedVariant(Mutator& m, EnumValue* e, uint32_t depth) {
    auto payload = [](EnumValue* v) { return v->payload(); };
    auto copy = [&] {
        return newEnumValue(m, e->cls, e->name, e->ordinal, e->value, {e->payload(), e->aux});
    };
    return storedElements(m, e, e->aux, payload, copy, depth);
}

Value storedDeep(Mutator& m, Value v, uint32_t depth) {
    if (!v.isObject()) return v;
    if (depth > 0 && tooDeep(m, depth)) return Value::exception();
    if (needsCopy(m, v)) return frozenCopy(m, v.cast<Instance>(), depth);
    if (auto* tuple = v.as<Tuple>()) return storedTuple(m, tuple, depth);
    if (auto* e = v.as<EnumValue>(); e != nullptr && e->aux != 0) return storedVariant(m, e, depth);
    return v;
}

}  // namespace

std::optional<uint32_t> hashKeySlow(Mutator& m, Value key) {
    return hashDeep(m, key, 0);
}
std::optional<bool> equalKeys(Mutator& m, Value a, Value b) {
    return equalDeep(m, a, b, 0);
}
Value storedKey(Mutator& m, Value key) {
    return storedDeep(m, key, 0);
}

}  // namespace noodle

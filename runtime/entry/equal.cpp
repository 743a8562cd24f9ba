// Language ==. Structural for containers, structs, dataclasses, enums, results and ranges; a class may define
// its own; identity for the rest. Two walks that meet the same pair again assume it equal: if the structures
// differ anywhere the first walk finds it.

#include <cstring>

#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/cycle_guard.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/range.h"
#include "runtime/object/string.h"
#include "runtime/object/work.h"

namespace noodle {
namespace {

bool isNumeric(Value v) {
    return v.isDouble() || isInt(v) || v.isKind(ObjectKind::BigInt);
}

constexpr uint64_t kChargedElements = 256;

/// Whole-storage comparison for lists of raw ints and bools; undecided otherwise.
std::optional<bool> equalRawStores(const List* a, const List* b) {
    const List::ElementKind kind = a->elementKind();
    if (kind != b->elementKind() || (kind != List::kInt && kind != List::kBool)) return std::nullopt;
    const size_t width = kind == List::kInt ? sizeof(int64_t) : 1;
    const auto* left = static_cast<Raw*>(a->store);
    const auto* right = static_cast<Raw*>(b->store);
    return std::memcmp(left + 1, right + 1, a->length * width) == 0;
}

std::optional<bool> equalTexts(Mutator& m, String* a, String* b) {
    if (a->byteLength == b->byteLength && !chargeBytes(m, a->byteLength)) return std::nullopt;
    return equalStrings(m, a, b);
}

std::optional<bool> equalLists(Mutator& m, List* a, List* b) {
    if (a->length != b->length) return false;
    if (a->length == 0) return true;
    if (const std::optional<bool> raw = equalRawStores(a, b); raw.has_value())
        return chargeWork(m, a->length / 16) ? raw : std::nullopt;
    // A user's equals may change the lists: lengths are read again for every element.
    for (uint64_t i = 0; i < a->length && i < b->length; ++i) {
        const Value x = listGet(m, a, i), y = listGet(m, b, i);
        if (x.isException() || y.isException()) return std::nullopt;
        const std::optional<bool> same = equalValues(m, x, y);
        if (!same.has_value() || !*same) return same;
        if (i % kChargedElements == 0 && !chargeWork(m, kChargedElements)) return std::nullopt;
    }
    return a->length == b->length;
}

std::optional<bool> equalSpans(Mutator& m, const Value* a, const Value* b, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) {
        const std::optional<bool> same = equalValues(m, a[i], b[i]);
        if (!same.has_value() || !*same) return same;
    }
    return true;
}

std::optional<bool> equalMaps(Mutator& m, Map* a, Map* b) {
    if (a->count != b->count) return false;
    uint64_t position = 0;
    Value key, value;
    while (mapNext(a, position, &key, &value)) {
        const Value other = mapGet(m, b, key);
        if (other.isException()) return std::nullopt;
        if (other.isUndef()) return false;
        const std::optional<bool> same = equalValues(m, value, other);
        if (!same.has_value() || !*same) return same;
    }
    return true;
}

std::optional<bool> equalSets(Mutator& m, Set* a, Set* b) {
    if (a->count != b->count) return false;
    uint64_t position = 0;
    Value key;
    while (setNext(a, position, &key)) {
        const std::optional<bool> there = setContains(m, b, key);
        if (!there.has_value() || !*there) return there;
    }
    return true;
}

Value unsetAsNull(Value v) {
    return v.isUndef() ? Value::null() : v;
}

/// Field by field through the names of a's shape, because equal objects may have got their fields in another
/// order.
std::optional<bool> equalFields(Mutator& m, Instance* a, Instance* b) {
    if (a->cls != b->cls || a->shape->fieldCount != b->shape->fieldCount) return false;
    for (uint32_t i = 0; i < a->shape->fieldCount; ++i) {
        const Value y = a->shape == b->shape ? fieldAt(b, i) : getField(b, a->shape->fieldName(i));
        const std::optional<bool> same = equalValues(m, unsetAsNull(fieldAt(a, i)), unsetAsNull(y));
        if (!same.has_value() || !*same) return same;
    }
    return true;
}

std::optional<bool> askEquals(Mutator& m, Value object, Value other) {
    const Value answer = callProtocol(m, object, Protocol::Equals, std::span<const Value>(&other, 1));
    if (answer.isException()) return std::nullopt;
    return truthOf(m, answer);
}

bool definesEquals(Mutator& m, Value v) {
    if (Instance* object = v.as<Instance>()) return hasCustomEquals(object->cls);
    const bool possible = v.isKind(ObjectKind::EnumValue) || v.isKind(ObjectKind::Native);
    return possible && findProtocol(m, v, Protocol::Equals).kind != MemberKind::None;
}

std::optional<bool> equalEnumValues(Mutator& m, EnumValue* a, EnumValue* b) {
    if (a->cls != b->cls || a->ordinal != b->ordinal || a->aux != b->aux) return false;
    return equalSpans(m, a->payload(), b->payload(), a->aux);
}

std::optional<bool> equalSlices(Mutator& m, Slice* a, Slice* b) {
    const Value left[] = {a->start, a->end, a->step}, right[] = {b->start, b->end, b->step};
    return equalSpans(m, left, right, 3);
}

/// Kinds that hold other values. Both are of the same kind.
std::optional<bool> equalStructures(Mutator& m, Value a, Value b) {
    if (m.nativeStackLow()) {
        throwStackOverflow(m);
        return std::nullopt;
    }
    const CycleGuard guard(m, CycleGuard::Walk::Equality, a, b);
    if (guard.repeated()) return true;
    if (!chargeWork(m, 4)) return std::nullopt;
    switch (a.asObject()->kind) {
        case ObjectKind::List:
            return equalLists(m, a.cast<List>(), b.cast<List>());
        case ObjectKind::Tuple:
            if (a.cast<Tuple>()->size() != b.cast<Tuple>()->size()) return false;
            return equalSpans(m, a.cast<Tuple>()->elements(), b.cast<Tuple>()->elements(),
                              a.cast<Tuple>()->size());
        case ObjectKind::Map:
            return equalMaps(m, a.cast<Map>(), b.cast<Map>());
        case ObjectKind::Set:
            return equalSets(m, a.cast<Set>(), b.cast<Set>());
        case ObjectKind::Instance:
            return equalFields(m, a.cast<Instance>(), b.cast<Instance>());
        case ObjectKind::EnumValue:
            return equalEnumValues(m, a.cast<EnumValue>(), b.cast<EnumValue>());
        case ObjectKind::Success:
            return equalValues(m, a.cast<Success>()->value, b.cast<Success>()->value);
        default:
            return equalSlices(m, a.cast<Slice>(), b.cast<Slice>());
    }
}

/// Objects of one kind, neither of which defines equality.
std::optional<bool> equalBuiltin(Mutator& m, Value a, Value b) {
    switch (a.asObject()->kind) {
        case ObjectKind::String:
            return equalStrings(m, a.cast<String>(), b.cast<String>());
        case ObjectKind::Bytes:
            return bytesView(a.cast<Bytes>()) == bytesView(b.cast<Bytes>());
        case ObjectKind::Range:
            return equalRanges(a.cast<Range>(), b.cast<Range>());
        case ObjectKind::BoundMethod:
            return identical(a.cast<BoundMethod>()->receiver, b.cast<BoundMethod>()->receiver) &&
                   identical(a.cast<BoundMethod>()->method, b.cast<BoundMethod>()->method);
        case ObjectKind::Instance:
            if (!comparesByFields(a.cast<Instance>()->cls)) return false;
            return equalStructures(m, a, b);
        case ObjectKind::List:
        case ObjectKind::Tuple:
        case ObjectKind::Map:
        case ObjectKind::Set:
        case ObjectKind::EnumValue:
        case ObjectKind::Success:
        case ObjectKind::Slice:
            return equalStructures(m, a, b);
        default:
            return false;
    }
}

}  // namespace

std::optional<bool> equalValues(Mutator& m, Value a, Value b) {
    if (a.isKind(ObjectKind::String) && b.isKind(ObjectKind::String))
        return equalTexts(m, a.cast<String>(), b.cast<String>());
    if (isNumeric(a) && isNumeric(b)) {
        if (a.isInt48() && b.isInt48()) return identical(a, b);
        return compareNumbers(a, b) == 0;
    }
    // Nothing but null equals null: a user's equals need not expect it.
    if (a.isNull() || b.isNull()) return a.isNull() && b.isNull();
    if (definesEquals(m, a)) return askEquals(m, a, b);
    if (definesEquals(m, b)) return askEquals(m, b, a);
    if (identical(a, b)) return true;
    if (!a.isObject() || !b.isObject() || a.asObject()->kind != b.asObject()->kind) return false;
    return equalBuiltin(m, a, b);
}

bool isIdentical(Mutator& m, Value a, Value b) {
    if (identical(a, b)) return true;
    if (!a.isObject() || !b.isObject() || a.asObject()->kind != b.asObject()->kind) return false;
    switch (a.asObject()->kind) {
        case ObjectKind::BoxedInt:
            return a.cast<BoxedInt>()->value == b.cast<BoxedInt>()->value;
        case ObjectKind::BigInt:
            return compareNumbers(a, b) == 0;
        case ObjectKind::String:
            return equalStrings(m, a.cast<String>(), b.cast<String>());
        case ObjectKind::Instance:
            if ((a.cast<Instance>()->cls->flags & Class::kStruct) == 0) return false;
            break;
        case ObjectKind::EnumValue:
        case ObjectKind::BoundMethod:
            break;
        default:
            return false;
    }
    // Values without identity of their own: nothing may tell equal ones apart.
    const std::optional<bool> same = equalBuiltin(m, a, b);
    if (!same.has_value()) m.takePending();
    return same.value_or(false);
}

}  // namespace noodle

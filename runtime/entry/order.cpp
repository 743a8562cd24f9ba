// Ordering: < <= > >= and the three-way order of sort. Ordered are numbers, strings, bytes, bools among
// themselves, lists and tuples element by element, the values of one enum, objects with compareTo or __lt__
// …; for sets < means subset.

#include <algorithm>

#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/cycle_guard.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"
#include "runtime/object/work.h"

namespace noodle {
namespace {

constexpr const char* kOpTexts[] = {"==", "!=", "<", "<=", ">", ">="};

/// -1, 0, 1, or kUnordered for a NaN. Nothing: exception pending, or `unsupported` set.
struct Order {
    std::optional<int> value;
    bool unsupported = false;

    static Order of(int v) { return {v < 0 ? -1 : v == kUnordered ? kUnordered : v > 0 ? 1 : 0, false}; }
    static Order failed() { return {std::nullopt, false}; }
    static Order none() { return {std::nullopt, true}; }
};

Order orderOf(Mutator& m, Value a, Value b);

bool isNumeric(Value v) {
    return v.isDouble() || isInt(v) || v.isKind(ObjectKind::BigInt);
}

bool has(Mutator& m, Value v, Protocol protocol) {
    return findProtocol(m, v, protocol).kind != MemberKind::None;
}

/// compareTo's answer as -1, 0, 1.
Order askCompareTo(Mutator& m, Value a, Value b) {
    const Value answer = callProtocol(m, a, Protocol::CompareTo, std::span<const Value>(&b, 1));
    if (answer.isException()) return Order::failed();
    if (isInt(answer)) return Order::of(toInt64(answer) < 0 ? -1 : toInt64(answer) > 0 ? 1 : 0);
    if (answer.isDouble()) return Order::of(compareNumbers(answer, Value::ofInt48(0)));
    throwTypeError(
        m, joined("compareTo of ", typeNameOf(m, a), " must give a number, not ", typeNameOf(m, answer)));
    return Order::failed();
}

/// A comparison method's answer. nullopt: exception.
std::optional<bool> ask(Mutator& m, Value a, Protocol protocol, Value b) {
    const Value answer = callProtocol(m, a, protocol, std::span<const Value>(&b, 1));
    if (answer.isException()) return std::nullopt;
    return truthOf(m, answer);
}

/// a < b by __lt__ of a or __gt__ of b.
std::optional<bool> askLess(Mutator& m, Value a, Value b) {
    return has(m, a, Protocol::Less) ? ask(m, a, Protocol::Less, b) : ask(m, b, Protocol::Greater, a);
}

bool canAskLess(Mutator& m, Value a, Value b) {
    return has(m, a, Protocol::Less) || has(m, b, Protocol::Greater);
}

Order orderByMethods(Mutator& m, Value a, Value b) {
    if (has(m, a, Protocol::CompareTo)) return askCompareTo(m, a, b);
    if (has(m, b, Protocol::CompareTo)) {
        const Order reversed = askCompareTo(m, b, a);
        return reversed.value.has_value() && *reversed.value != kUnordered ? Order::of(-*reversed.value)
                                                                           : reversed;
    }
    if (!canAskLess(m, a, b)) return Order::none();
    const std::optional<bool> less = askLess(m, a, b);
    if (!less.has_value()) return Order::failed();
    if (*less) return Order::of(-1);
    if (!canAskLess(m, b, a)) return Order::of(0);
    const std::optional<bool> greater = askLess(m, b, a);
    if (!greater.has_value()) return Order::failed();
    return Order::of(*greater ? 1 : 0);
}

/// The first pair of elements that differs decides. Elements that cannot be ordered may still be equal.
Order orderElements(Mutator& m, Value x, Value y) {
    if (!chargeWork(m, 1)) return Order::failed();
    const bool direct =
        (isNumeric(x) && isNumeric(y)) || (x.isKind(ObjectKind::String) && y.isKind(ObjectKind::String));
    if (!direct) {
        const std::optional<bool> same = equalValues(m, x, y);
        if (!same.has_value()) return Order::failed();
        if (*same) return Order::of(0);
    }
    return orderOf(m, x, y);
}

Order orderSpans(Mutator& m, const Value* a, uint32_t sizeA, const Value* b, uint32_t sizeB) {
    for (uint32_t i = 0; i < sizeA && i < sizeB; ++i) {
        const Order order = orderElements(m, a[i], b[i]);
        if (!order.value.has_value() || *order.value != 0) return order;
    }
    return Order::of(sizeA < sizeB ? -1 : sizeA > sizeB ? 1 : 0);
}

Order orderLists(Mutator& m, List* a, List* b) {
    for (uint64_t i = 0; i < a->length && i < b->length; ++i) {
        const Value x = listGet(m, a, i), y = listGet(m, b, i);
        if (x.isException() || y.isException()) return Order::failed();
        const Order order = orderElements(m, x, y);
        if (!order.value.has_value() || *order.value != 0) return order;
    }
    return Order::of(a->length < b->length ? -1 : a->length > b->length ? 1 : 0);
}

/// By explicit numeric values where both have one, otherwise by declaration; then by payload.
Order orderEnumValues(Mutator& m, EnumValue* a, EnumValue* b) {
    if (a->cls != b->cls) return Order::none();
    const bool byValue = isNumeric(a->value) && isNumeric(b->value);
    const int order = byValue                   ? compareNumbers(a->value, b->value)
                      : a->ordinal < b->ordinal ? -1
                      : a->ordinal > b->ordinal ? 1
                                                : 0;
    return order != 0 ? Order::of(order) : orderSpans(m, a->payload(), a->aux, b->payload(), b->aux);
}

/// Instances of one ordered dataclass, by their declared fields in order.
Order orderFields(Mutator& m, Instance* a, Instance* b) {
    const uint32_t declared = a->cls->rootShape->fieldCount;
    for (uint32_t i = 0; i < declared; ++i) {
        const Order order = orderElements(m, fieldAt(a, i), fieldAt(b, i));
        if (!order.value.has_value() || *order.value != 0) return order;
    }
    return Order::of(0);
}

Order orderStructures(Mutator& m, Value a, Value b) {
    if (m.nativeStackLow()) {
        throwStackOverflow(m);
        return Order::failed();
    }
    const CycleGuard guard(m, CycleGuard::Walk::Order, a, b);
    if (guard.repeated()) return Order::of(0);
    switch (a.asObject()->kind) {
        case ObjectKind::List:
            return orderLists(m, a.cast<List>(), b.cast<List>());
        case ObjectKind::Tuple:
            return orderSpans(m, a.cast<Tuple>()->elements(), a.cast<Tuple>()->size(),
                              b.cast<Tuple>()->elements(), b.cast<Tuple>()->size());
        case ObjectKind::Instance:
            return orderFields(m, a.cast<Instance>(), b.cast<Instance>());
        default:
            return orderEnumValues(m, a.cast<EnumValue>(), b.cast<EnumValue>());
    }
}

Order orderBuiltin(Mutator& m, Value a, Value b) {
    switch (a.asObject()->kind) {
        case ObjectKind::String:
            return Order::of(compareStrings(m, a.cast<String>(), b.cast<String>()));
        case ObjectKind::Bytes:
            return Order::of(bytesView(a.cast<Bytes>()).compare(bytesView(b.cast<Bytes>())) < 0 ? -1
                             : bytesView(a.cast<Bytes>()) == bytesView(b.cast<Bytes>())         ? 0
                                                                                                : 1);
        case ObjectKind::List:
        case ObjectKind::Tuple:
        case ObjectKind::EnumValue:
            return orderStructures(m, a, b);
        case ObjectKind::Instance: {
            const Class* cls = a.cast<Instance>()->cls;
            const bool ordered = cls == b.cast<Instance>()->cls && (cls->flags & Class::kOrdered) != 0;
            return ordered ? orderStructures(m, a, b) : Order::none();
        }
        default:
            return Order::none();
    }
}

Order orderTexts(Mutator& m, String* a, String* b) {
    if (!chargeBytes(m, std::min(a->byteLength, b->byteLength))) return Order::failed();
    return Order::of(compareStrings(m, a, b));
}

Order orderOf(Mutator& m, Value a, Value b) {
    if (isNumeric(a) && isNumeric(b)) return Order::of(compareNumbers(a, b));
    if (a.isBool() && b.isBool())
        return Order::of(static_cast<int>(a.isTrue()) - static_cast<int>(b.isTrue()));
    if (a.isKind(ObjectKind::String) && b.isKind(ObjectKind::String))
        return orderTexts(m, a.cast<String>(), b.cast<String>());
    const Order byMethods = orderByMethods(m, a, b);
    if (!byMethods.unsupported) return byMethods;
    if (!a.isObject() || !b.isObject() || a.asObject()->kind != b.asObject()->kind) return Order::none();
    return orderBuiltin(m, a, b);
}

Value notOrdered(Mutator& m, const char* op, Value a, Value b) {
    return throwTypeError(
        m, joined("'", op, "' not supported between ", typeNameOf(m, a), " and ", typeNameOf(m, b)));
}

bool satisfies(CompareOp op, int order) {
    if (order == kUnordered) return false;
    switch (op) {
        case CompareOp::Lt:
            return order < 0;
        case CompareOp::Le:
            return order <= 0;
        case CompareOp::Gt:
            return order > 0;
        default:
            return order >= 0;
    }
}

std::optional<bool> isSubset(Mutator& m, Set* a, Set* b, bool proper) {
    if (proper ? a->count >= b->count : a->count > b->count) return false;
    uint64_t position = 0;
    Value key;
    while (setNext(a, position, &key)) {
        const std::optional<bool> there = setContains(m, b, key);
        if (!there.has_value() || !*there) return there;
    }
    return true;
}

std::optional<bool> compareSets(Mutator& m, CompareOp op, Set* a, Set* b) {
    const bool proper = op == CompareOp::Lt || op == CompareOp::Gt;
    return op == CompareOp::Lt || op == CompareOp::Le ? isSubset(m, a, b, proper) : isSubset(m, b, a, proper);
}

/// <= and >= (and the strict ones) by exactly that method of either side; nothing if neither has it.
std::optional<Value> compareByExactMethod(Mutator& m, CompareOp op, Value a, Value b) {
    constexpr Protocol kOwn[] = {Protocol::Less, Protocol::LessEqual, Protocol::Greater,
                                 Protocol::GreaterEqual};
    constexpr Protocol kMirrored[] = {Protocol::Greater, Protocol::GreaterEqual, Protocol::Less,
                                      Protocol::LessEqual};
    const size_t i = static_cast<size_t>(op) - static_cast<size_t>(CompareOp::Lt);
    std::optional<bool> answer;
    if (has(m, a, kOwn[i])) {
        answer = ask(m, a, kOwn[i], b);
    } else if (has(m, b, kMirrored[i])) {
        answer = ask(m, b, kMirrored[i], a);
    } else {
        return std::nullopt;
    }
    return answer.has_value() ? Value::ofBool(*answer) : Value::exception();
}

bool hasUserClass(Value v) {
    return v.isKind(ObjectKind::Instance) || v.isKind(ObjectKind::EnumValue) || v.isKind(ObjectKind::Native);
}

Value compareEquality(Mutator& m, CompareOp op, Value a, Value b) {
    // Tests against null are frequent, and no class is asked about them.
    if (a.isNull() || b.isNull()) return Value::ofBool((a.isNull() && b.isNull()) == (op == CompareOp::Eq));
    if (op == CompareOp::Ne && hasUserClass(a) && has(m, a, Protocol::NotEqual)) {
        const std::optional<bool> differ = ask(m, a, Protocol::NotEqual, b);
        return differ.has_value() ? Value::ofBool(*differ) : Value::exception();
    }
    const std::optional<bool> same = equalValues(m, a, b);
    if (!same.has_value()) return Value::exception();
    return Value::ofBool(*same == (op == CompareOp::Eq));
}

}  // namespace

Value compare(Mutator& m, CompareOp op, Value a, Value b) {
    if (op == CompareOp::Eq || op == CompareOp::Ne) return compareEquality(m, op, a, b);
    if (hasUserClass(a) || hasUserClass(b)) {
        if (const std::optional<Value> exact = compareByExactMethod(m, op, a, b); exact.has_value())
            return *exact;
    }
    if (a.isKind(ObjectKind::Set) && b.isKind(ObjectKind::Set)) {
        const std::optional<bool> answer = compareSets(m, op, a.cast<Set>(), b.cast<Set>());
        return answer.has_value() ? Value::ofBool(*answer) : Value::exception();
    }
    const Order order = orderOf(m, a, b);
    if (order.unsupported) return notOrdered(m, kOpTexts[static_cast<size_t>(op)], a, b);
    return order.value.has_value() ? Value::ofBool(satisfies(op, *order.value)) : Value::exception();
}

std::optional<int> orderValues(Mutator& m, Value a, Value b) {
    const Order order = orderOf(m, a, b);
    if (order.unsupported) {
        notOrdered(m, "<", a, b);
        return std::nullopt;
    }
    if (!order.value.has_value() || *order.value != kUnordered) return order.value;
    // Only a NaN is unordered; it goes behind everything, and is level with another NaN.
    const auto isNan = [](Value v) { return v.isDouble() && v.asDouble() != v.asDouble(); };
    return static_cast<int>(isNan(a)) - static_cast<int>(isNan(b));
}

}  // namespace noodle

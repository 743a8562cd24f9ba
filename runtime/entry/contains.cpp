#include <cstring>

#include "runtime/entry/arith.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/iterate.h"
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

std::optional<bool> mistake(Mutator& m, const std::string& text) {
    throwTypeError(m, text);
    return std::nullopt;
}

/// The same word counts as found without asking ==, so that a NaN is found in the list that holds it.
std::optional<bool> matches(Mutator& m, Value element, Value needle) {
    if (element.isException()) return std::nullopt;
    if (identical(element, needle)) return true;
    return equalValues(m, element, needle);
}

/// Every so many elements of a search the engine is let in.
constexpr uint64_t kChargedElements = 256;

/// Linear for every text and part, unlike string_view::find.
bool hasPart(std::string_view text, std::string_view part) {
    if (part.empty()) return true;
    return part.size() <= text.size() &&
           ::memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

std::optional<bool> inList(Mutator& m, List* list, Value needle) {
    for (uint64_t i = 0; i < list->length; ++i) {
        if (i % kChargedElements == kChargedElements - 1 && !chargeWork(m, kChargedElements))
            return std::nullopt;
        const std::optional<bool> found = matches(m, listGet(m, list, i), needle);
        if (!found.has_value() || *found) return found;
    }
    return false;
}

std::optional<bool> inTuple(Mutator& m, Tuple* tuple, Value needle) {
    for (uint32_t i = 0; i < tuple->size(); ++i) {
        if (i % kChargedElements == kChargedElements - 1 && !chargeWork(m, kChargedElements))
            return std::nullopt;
        const std::optional<bool> found = matches(m, tuple->elements()[i], needle);
        if (!found.has_value() || *found) return found;
    }
    return false;
}

std::optional<bool> inString(Mutator& m, String* haystack, Value needle) {
    String* part = needle.as<String>();
    if (part == nullptr) {
        return mistake(m, joined("'in' a string needs a string on the left, not ", typeNameOf(m, needle)));
    }
    if (!flatten(m, haystack) || !flatten(m, part)) return std::nullopt;
    if (!chargeBytes(m, haystack->byteLength)) return std::nullopt;
    return hasPart(view(m, haystack), view(m, part));
}

std::optional<bool> inBytes(Mutator& m, Bytes* haystack, Value needle) {
    if (!chargeBytes(m, haystack->length)) return std::nullopt;
    if (Bytes* part = needle.as<Bytes>()) return hasPart(bytesView(haystack), bytesView(part));
    if (!isInt(needle))
        return mistake(m,
                       joined("'in' bytes needs an int or bytes on the left, not ", typeNameOf(m, needle)));
    const int64_t byte = toInt64(needle);
    if (byte < 0 || byte > 255) return false;
    return bytesView(haystack).find(static_cast<char>(byte)) != std::string_view::npos;
}

/// A float is in a range of ints if it equals one of them.
bool inRange(const Range* range, Value needle) {
    std::optional<int64_t> wanted;
    if (isInt(needle)) wanted = toInt64(needle);
    if (isBigInt(needle)) wanted = bigintToInt64(needle);
    if (needle.isDouble() && needle.asDouble() >= -9.2e18 && needle.asDouble() <= 9.2e18) {
        wanted = static_cast<int64_t>(needle.asDouble());
        if (compareNumbers(needle, Value::ofDouble(static_cast<double>(*wanted))) != 0) return false;
    }
    if (!wanted.has_value()) return false;
    const bool up = range->step > 0;
    if (up ? *wanted < range->start || *wanted >= range->end
           : *wanted > range->start || *wanted <= range->end)
        return false;
    const uint64_t distance = up ? static_cast<uint64_t>(*wanted) - static_cast<uint64_t>(range->start)
                                 : static_cast<uint64_t>(range->start) - static_cast<uint64_t>(*wanted);
    const uint64_t step = up ? static_cast<uint64_t>(range->step) : 0 - static_cast<uint64_t>(range->step);
    return distance % step == 0;
}

/// A variant belongs to its enum.
std::optional<bool> inClass(Mutator& m, Class* cls, Value needle) {
    if ((cls->flags & Class::kEnum) == 0)
        return mistake(m, joined("class ", className(cls), " does not support 'in'"));
    EnumValue* e = needle.as<EnumValue>();
    return e != nullptr && e->cls == cls;
}

std::optional<bool> inIterable(Mutator& m, Value haystack, Value needle) {
    const Value it = getIterator(m, haystack);
    if (it.isException()) return std::nullopt;
    for (;;) {
        const Value element = iteratorNext(m, it);
        if (element.isUndef()) return false;
        const std::optional<bool> found = matches(m, element, needle);
        if (found.has_value() && !*found) continue;
        // Found or failed: a generator that is left early still runs its finally blocks, unless it is what
        // failed.
        if (found.has_value() && closeIterator(m, it).isException()) return std::nullopt;
        return found;
    }
}

std::optional<bool> inOther(Mutator& m, Value haystack, Value needle) {
    const Member method = findProtocol(m, haystack, Protocol::Contains);
    if (method.kind != MemberKind::None) {
        const Value answer = callFound(m, haystack, method, std::span<const Value>(&needle, 1));
        if (answer.isException()) return std::nullopt;
        return truthOf(m, answer);
    }
    const bool iterable = haystack.isKind(ObjectKind::Iterator) || haystack.isKind(ObjectKind::Coroutine) ||
                          haystack.isKind(ObjectKind::Instance) || haystack.isKind(ObjectKind::Native);
    if (!iterable)
        return mistake(m, joined("'in' needs a container on the right, not ", typeNameOf(m, haystack)));
    return inIterable(m, haystack, needle);
}

}  // namespace

std::optional<bool> containsValue(Mutator& m, Value haystack, Value needle) {
    switch (haystack.isObject() ? haystack.asObject()->kind : ObjectKind::Free) {
        case ObjectKind::List:
            return inList(m, haystack.cast<List>(), needle);
        case ObjectKind::Tuple:
            return inTuple(m, haystack.cast<Tuple>(), needle);
        case ObjectKind::String:
            return inString(m, haystack.cast<String>(), needle);
        case ObjectKind::Bytes:
            return inBytes(m, haystack.cast<Bytes>(), needle);
        case ObjectKind::Range:
            return inRange(haystack.cast<Range>(), needle);
        case ObjectKind::Set:
            return setContains(m, haystack.cast<Set>(), needle);
        case ObjectKind::Class:
            return inClass(m, haystack.cast<Class>(), needle);
        case ObjectKind::Map: {
            const Value v = mapGet(m, haystack.cast<Map>(), needle);
            if (v.isException()) return std::nullopt;
            return !v.isUndef();
        }
        default:
            return inOther(m, haystack, needle);
    }
}

}  // namespace noodle

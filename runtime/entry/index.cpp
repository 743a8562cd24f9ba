#include "runtime/entry/bigint.h"
#include "runtime/entry/enum.h"
#include "runtime/entry/index_detail.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/range.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

ObjectKind kindOf(Value v) {
    return v.isObject() ? v.asObject()->kind : ObjectKind::Free;
}

Value typeMistake(Mutator& m, Value object, const char* cannot) {
    std::string text = object.isNull() ? joined("cannot index null") : joined(typeNameOf(m, object), cannot);
    Instance* instance = object.as<Instance>();
    if (instance != nullptr && (instance->cls->flags & Class::kStruct) != 0)
        text += "; fields are read as .name";
    const ObjectKind kind = kindOf(object);
    if (kind == ObjectKind::Iterator || kind == ObjectKind::Coroutine)
        text += "; make it a list first with list()";
    return throwTypeError(m, text);
}

Value protocolCall(Mutator& m, Value object, Protocol protocol, std::span<const Value> args,
                   const char* cannot) {
    const Member method = findProtocol(m, object, protocol);
    return method.kind == MemberKind::None ? typeMistake(m, object, cannot)
                                           : callFound(m, object, method, args);
}

Value rangeAt(Mutator& m, const Range* range, Value index) {
    const std::optional<uint64_t> i =
        checkedIndex(m, index, static_cast<uint64_t>(rangeLength(range)), "range");
    if (!i.has_value()) return Value::exception();
    const uint64_t offset = *i * static_cast<uint64_t>(range->step);
    return makeInt(m, static_cast<int64_t>(static_cast<uint64_t>(range->start) + offset));
}

Value mapAt(Mutator& m, Map* map, Value key) {
    const Value v = mapGet(m, map, key);
    return v.isUndef() ? throwMissingKey(m, key) : v;
}

/// Color["Red"]; a builtin or generic class with type arguments, as in List[int], is the class itself.
Value classAt(Mutator& m, Class* cls, Value index) {
    if ((cls->flags & Class::kEnum) != 0) {
        String* name = index.as<String>();
        if (name == nullptr)
            return throwTypeError(m, joined("enum ", className(cls), " is indexed by a variant's name"));
        const Value variant = findVariant(m, cls, name);
        return variant.isUndef() ? throwMissingKey(m, index) : variant;
    }
    if (index.isKind(ObjectKind::Class) || index.isKind(ObjectKind::Tuple)) return Value::ofObject(cls);
    return typeMistake(m, Value::ofObject(cls), " is not indexable");
}

Value setListAt(Mutator& m, List* list, Value index, Value v) {
    const std::optional<uint64_t> i = checkedIndex(m, index, list->length, "list");
    if (!i.has_value()) return Value::exception();
    return listSet(m, list, *i, v) ? Value::null() : Value::exception();
}

Value setByteAt(Mutator& m, Bytes* bytes, Value index, Value v) {
    const std::optional<uint64_t> i = checkedIndex(m, index, bytes->length, "bytes");
    if (!i.has_value()) return Value::exception();
    if (!isInt(v)) return throwTypeError(m, joined("a byte must be an int, not ", typeNameOf(m, v)));
    const int64_t byte = toInt64(v);
    if (byte < 0 || byte > 255) return throwValueError(m, joined("byte ", byte, " is outside 0..255"));
    bytes->store->bytes()[*i] = static_cast<uint8_t>(byte);
    return Value::null();
}

Value deleteListAt(Mutator& m, List* list, Value index) {
    const std::optional<uint64_t> i = checkedIndex(m, index, list->length, "list");
    if (!i.has_value()) return Value::exception();
    listErase(m, list, *i, *i + 1);
    return Value::null();
}

Value deleteKey(Mutator& m, Map* map, Value key) {
    const Value removed = mapRemove(m, map, key);
    if (removed.isUndef()) return throwMissingKey(m, key);
    return removed.isException() ? removed : Value::null();
}

Value lengthOfInstance(Mutator& m, Value object) {
    const Member method = findProtocol(m, object, Protocol::Length);
    if (method.kind == MemberKind::None)
        return throwTypeError(m, joined(typeNameOf(m, object), " has no length"));
    const Value v = askLength(m, object, method);
    NOODLE_TRY(v);
    if (!isInt(v))
        return throwTypeError(
            m, joined("length of ", typeNameOf(m, object), " must be an int, not ", typeNameOf(m, v)));
    if (toInt64(v) < 0)
        return throwValueError(m, joined("length of ", typeNameOf(m, object), " must not be negative"));
    return v;
}

}  // namespace

std::optional<uint64_t> checkedIndex(Mutator& m, Value index, uint64_t length, std::string_view what) {
    int64_t i = 0;
    if (isInt(index)) {
        i = toInt64(index);
    } else if (isBigInt(index)) {
        i = bigintToInt64(index).value_or(INT64_MAX);
    } else {
        const char* hint = index.isDouble() ? "; convert it with int()" : "";
        throwTypeError(m, joined(what, " index must be an int, not ", typeNameOf(m, index), hint));
        return std::nullopt;
    }
    const int64_t size = static_cast<int64_t>(length);
    if (i >= 0 ? i < size : i >= -size) return static_cast<uint64_t>(i < 0 ? i + size : i);
    throwIndexError(m, joined(what, " index ", i, " is out of range for length ", size));
    return std::nullopt;
}

bool checkMutable(Mutator& m, Value container) {
    const uint16_t flags = container.asObject()->flags;
    const uint16_t frozen = container.isKind(ObjectKind::List) ? List::kFrozen : HashBase::kFrozen;
    if ((flags & frozen) == 0) return true;
    throwTypeError(m, joined("cannot change a frozen ", typeNameOf(m, container)));
    return false;
}

Value askLength(Mutator& m, Value object, const Member& method) {
    return method.kind == MemberKind::Getter ? callWithReceiver(m, method.value, object, {})
                                             : callFound(m, object, method, {});
}

Value throwMissingKey(Mutator& m, Value key) {
    Instance* object = key.as<Instance>();
    if (object != nullptr && !comparesByFields(object->cls)) return throwKeyError(m, key);
    std::string text;
    return appendRepr(m, text, key) ? throwKeyError(m, key, text) : Value::exception();
}

Value getIndex(Mutator& m, Value object, Value index) {
    if (Slice* slice = index.as<Slice>(); slice != nullptr && kindOf(object) != ObjectKind::Map) {
        return getSlice(m, object, slice->start, slice->end, slice->step);
    }
    std::optional<uint64_t> i;
    switch (kindOf(object)) {
        case ObjectKind::List:
            i = checkedIndex(m, index, object.cast<List>()->length, "list");
            return i.has_value() ? listGet(m, object.cast<List>(), *i) : Value::exception();
        case ObjectKind::String:
            i = checkedIndex(m, index, object.cast<String>()->length, "string");
            return i.has_value() ? valueOrException(charAt(m, object.cast<String>(), *i))
                                 : Value::exception();
        case ObjectKind::Tuple:
            i = checkedIndex(m, index, object.cast<Tuple>()->size(), "tuple");
            return i.has_value() ? object.cast<Tuple>()->elements()[*i] : Value::exception();
        case ObjectKind::Bytes:
            i = checkedIndex(m, index, object.cast<Bytes>()->length, "bytes");
            return i.has_value() ? Value::ofInt48(object.cast<Bytes>()->store->bytes()[*i])
                                 : Value::exception();
        case ObjectKind::Range:
            return rangeAt(m, object.cast<Range>(), index);
        case ObjectKind::Map:
            return mapAt(m, object.cast<Map>(), index);
        case ObjectKind::Class:
            return classAt(m, object.cast<Class>(), index);
        default:
            return protocolCall(m, object, Protocol::Get, std::span<const Value>(&index, 1),
                                " is not indexable");
    }
}

Value setIndex(Mutator& m, Value object, Value index, Value v) {
    const ObjectKind kind = kindOf(object);
    if (Slice* slice = index.as<Slice>(); slice != nullptr && kind == ObjectKind::List) {
        return setSlice(m, object, slice->start, slice->end, slice->step, v);
    }
    switch (kind) {
        case ObjectKind::List:
            return checkMutable(m, object) ? setListAt(m, object.cast<List>(), index, v) : Value::exception();
        case ObjectKind::Map:
            if (!checkMutable(m, object) || !mapSet(m, object.cast<Map>(), index, v))
                return Value::exception();
            return Value::null();
        case ObjectKind::Bytes:
            return checkMutable(m, object) ? setByteAt(m, object.cast<Bytes>(), index, v)
                                           : Value::exception();
        case ObjectKind::String:
        case ObjectKind::Tuple:
        case ObjectKind::Range:
            return throwTypeError(m, joined("a ", typeNameOf(m, object), " cannot be changed"));
        default: {
            const Value args[] = {index, v};
            const Value result =
                protocolCall(m, object, Protocol::Set, args, " does not support item assignment");
            return result.isException() ? result : Value::null();
        }
    }
}

Value deleteIndex(Mutator& m, Value object, Value index) {
    const ObjectKind kind = kindOf(object);
    if (Slice* slice = index.as<Slice>(); slice != nullptr && kind == ObjectKind::List) {
        return deleteSlice(m, object, slice->start, slice->end, slice->step);
    }
    switch (kind) {
        case ObjectKind::List:
            return checkMutable(m, object) ? deleteListAt(m, object.cast<List>(), index) : Value::exception();
        case ObjectKind::Map:
            return checkMutable(m, object) ? deleteKey(m, object.cast<Map>(), index) : Value::exception();
        default: {
            const Value result = protocolCall(m, object, Protocol::Delete, std::span<const Value>(&index, 1),
                                              " does not support deleting items");
            return result.isException() ? result : Value::null();
        }
    }
}

Value length(Mutator& m, Value v) {
    switch (kindOf(v)) {
        case ObjectKind::String:
            return Value::ofInt48(v.cast<String>()->length);
        case ObjectKind::List:
            return makeInt(m, static_cast<int64_t>(v.cast<List>()->length));
        case ObjectKind::Tuple:
            return Value::ofInt48(v.cast<Tuple>()->size());
        case ObjectKind::Bytes:
            return makeInt(m, static_cast<int64_t>(v.cast<Bytes>()->length));
        case ObjectKind::Map:
        case ObjectKind::Set:
            return Value::ofInt48(v.cast<HashBase>()->count);
        case ObjectKind::Range:
            return makeInt(m, rangeLength(v.cast<Range>()));
        case ObjectKind::Class:
            if (v.cast<Class>()->variants != nullptr) {
                return makeInt(m, static_cast<int64_t>(v.cast<Class>()->variants->length));
            }
            return lengthOfInstance(m, v);
        default:
            return lengthOfInstance(m, v);
    }
}

}  // namespace noodle

#include "runtime/entry/iterate.h"
#include "runtime/entry/make.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

bool throwUnfit(Vm& vm, const char* what) {
    throwTypeError(vm, joined("cannot add to a ", what));
    return false;
}

template <typename T>
T* growable(Vm& vm, Value v, uint16_t frozenFlag, const char* what) {
    T* object = v.as<T>();
    if (object == nullptr) throwUnfit(vm, "value that is no collection");
    if (object == nullptr || (object->flags & frozenFlag) == 0) return object;
    throwUnfit(vm, what);
    return nullptr;
}

List* growableList(Vm& vm, Value v) {
    return growable<List>(vm, v, List::kFrozen, "frozen list");
}
Set* growableSet(Vm& vm, Value v) {
    return growable<Set>(vm, v, HashBase::kFrozen, "frozen set");
}
Map* growableMap(Vm& vm, Value v) {
    return growable<Map>(vm, v, HashBase::kFrozen, "frozen map");
}

}  // namespace

Value makeSet(Vm& vm, const Value* values, uint32_t count) {
    Set* set = newSet(vm, count);
    NOODLE_TRY_PTR(set);
    for (uint32_t i = 0; i < count; ++i)
        if (!setAdd(vm, set, values[i]).has_value()) return Value::exception();
    return Value::ofObject(set);
}

Value makeMap(Vm& vm, const Value* pairs, uint32_t count) {
    Map* map = newMap(vm, count);
    NOODLE_TRY_PTR(map);
    for (uint32_t i = 0; i < count; ++i)
        if (!mapSet(vm, map, pairs[2 * i], pairs[2 * i + 1])) return Value::exception();
    return Value::ofObject(map);
}

bool appendToList(Vm& vm, Value list, Value v) {
    List* target = growableList(vm, list);
    return target != nullptr && listAppend(vm, target, v);
}

bool extendList(Vm& vm, Value list, Value iterable) {
    List* target = growableList(vm, list);
    return target != nullptr && collectInto(vm, iterable, target);
}

bool addToSet(Vm& vm, Value set, Value v) {
    Set* target = growableSet(vm, set);
    return target != nullptr && setAdd(vm, target, v).has_value();
}

bool extendSet(Vm& vm, Value set, Value iterable) {
    Set* target = growableSet(vm, set);
    if (target == nullptr) return false;
    Value it = getIterator(vm, iterable);
    if (it.isException()) return false;
    for (;;) {
        Value v = iteratorNext(vm, it);
        if (v.isUndef()) return true;
        if (v.isException() || !setAdd(vm, target, v).has_value() || !vm.takeBudget()) return false;
    }
}

bool putInMap(Vm& vm, Value map, Value key, Value v) {
    Map* target = growableMap(vm, map);
    return target != nullptr && mapSet(vm, target, key, v);
}

namespace {

bool putAll(Vm& vm, Map* target, Map* source) {
    uint64_t position = 0;
    Value key, v;
    while (mapNext(source, position, &key, &v))
        if (!mapSet(vm, target, key, v)) return false;
    return true;
}

/// Fields that are set; an optional field that is null counts as unset.
bool putFields(Vm& vm, Map* target, Instance* object) {
    for (uint32_t i = 0; i < object->shape->fieldCount; ++i) {
        Value v = fieldAt(object, i);
        std::string_view name = symbolText(object->shape->fieldName(i));
        if (v.isUndef() || isHiddenField(name)) continue;
        if (v.isNull() && isOptionalField(object->cls, name)) continue;
        String* key = vm.intern(name);
        if (key == nullptr || !mapSet(vm, target, Value::ofObject(key), v)) return false;
    }
    return true;
}

}  // namespace

bool isOptionalField(const Class* cls, std::string_view name) {
    for (const Class* c = cls; c != nullptr; c = c->super)
        for (const FieldInfo& field : c->info->fields)
            if (field.name == name) return field.optional;
    return false;
}

bool extendMap(Vm& vm, Value map, Value source) {
    Map* target = growableMap(vm, map);
    if (target == nullptr) return false;
    if (Map* other = source.as<Map>()) return other == target || putAll(vm, target, other);
    if (Instance* object = source.as<Instance>()) return putFields(vm, target, object);
    throwTypeError(
        vm, joined("only a map, struct or object can be spread into a map, got ", typeNameOf(vm, source)));
    return false;
}

Value makeRangeOf(Vm& vm, Value start, Value end, bool inclusive) {
    if (!isInt(start) || !isInt(end))
        return throwTypeError(vm, joined("range bounds must be int, got ", typeNameOf(vm, start), " and ",
                                         typeNameOf(vm, end)));
    int64_t from = toInt64(start), to = toInt64(end);
    return valueOrException(inclusive ? makeInclusiveRange(vm, from, to) : makeRange(vm, from, to));
}

Value buildString(Vm& vm, const Value* parts, uint32_t count) {
    return joinText(vm, parts, count);
}

Value formatWith(Vm& vm, Value v, Value spec, uint8_t conversion) {
    String* format = spec.as<String>();
    if (format == nullptr && !spec.isNull())
        return throwTypeError(vm, "a format specification must be a string");
    if (conversion != 0) {
        std::string text;
        bool ok = conversion == 1 ? appendRepr(vm, text, v) : appendStr(vm, text, v);
        if (!ok) return Value::exception();
        v = stringValue(vm, text);
        NOODLE_TRY(v);
    }
    return formatValue(vm, v, format == nullptr ? std::string_view() : view(vm, format));
}

Value makeClosure(Vm& vm, Frame* frame, uint32_t function) {
    const Proto& proto = frame->proto()->unit->function(function);
    const auto& captures = proto.def->captures;
    auto* closure = allocateObject<Function>(vm, captures.size() * sizeof(Value));
    NOODLE_TRY_PTR(closure);
    closure->aux = static_cast<uint32_t>(captures.size());
    closure->info = &proto;
    closure->state = &frame->state->unit->function(function);
    closure->homeClass = frame->closure->homeClass;
    for (size_t i = 0; i < captures.size(); ++i) {
        const bc::Capture& capture = captures[i];
        switch (capture.from) {
            case bc::Capture::From::LocalCell: {
                Value cell = frame->slots[capture.index];
                if (cellAt(vm, cell) == nullptr) return Value::exception();
                closure->upvalues()[i] = cell;
                break;
            }
            case bc::Capture::From::LocalValue:
                closure->upvalues()[i] = frame->slots[capture.index];
                break;
            case bc::Capture::From::Upvalue:
                closure->upvalues()[i] = frame->closure->upvalues()[capture.index];
                break;
        }
    }
    return Value::ofObject(closure);
}

}  // namespace noodle

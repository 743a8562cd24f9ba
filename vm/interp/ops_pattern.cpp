#include <cstring>

#include "runtime/entry/compare.h"
#include "runtime/entry/enum.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/universal.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

/// Number of elements of a list or tuple, -1 for anything else.
int64_t sequenceLength(Value v) {
    if (List* list = v.as<List>()) return static_cast<int64_t>(list->length);
    if (Tuple* tuple = v.as<Tuple>()) return tuple->size();
    return -1;
}

/// The function Some stands in patterns for any value but null.
bool isSome(Value cls) {
    NativeFunction* native = cls.as<NativeFunction>();
    return native != nullptr && std::strcmp(native->spec->name, "Some") == 0;
}

/// Name of the field that positional pattern number `index` reads, null if there is none.
const std::string* positionalField(Vm& vm, Class* cls, uint32_t index) {
    for (const Class* c = cls; c != nullptr; c = c->super) {
        const std::vector<std::string>& names = c->info->matchFields;
        if (!names.empty()) return index < names.size() ? &names[index] : nullptr;
    }
    const std::vector<PlannedField>& fields = vm.constructPlan(cls).fields;
    return index < fields.size() ? &fields[index].info->name : nullptr;
}

}  // namespace

bool matchesSequence(Value v, uint32_t n, bool atLeast) {
    int64_t length = sequenceLength(v);
    return atLeast ? length >= static_cast<int64_t>(n) : length == static_cast<int64_t>(n);
}

Value matchClass(Vm& vm, Value v, Value cls) {
    return isSome(cls) ? Value::ofBool(!v.isNull()) : isInstance(vm, v, cls);
}

Value matchPositional(Vm& vm, Value v, Value cls, uint32_t index) {
    if (isSome(cls)) return index == 0 ? v : Value::undef();
    if (EnumValue* e = v.as<EnumValue>()) return index < e->aux ? e->payload()[index] : Value::undef();
    if (Success* success = v.as<Success>()) return index == 0 ? success->value : Value::undef();
    Class* wanted = cls.as<Class>();
    if (wanted == nullptr) return Value::undef();
    if (wanted == vm.types().error) return index == 0 ? carriedByError(vm, v) : Value::undef();
    if (!v.isKind(ObjectKind::Instance)) return index == 0 ? v : Value::undef();
    const std::string* field = positionalField(vm, wanted, index);
    if (field == nullptr) return Value::undef();
    String* name = vm.intern(*field);
    NOODLE_TRY_PTR(name);
    return findMemberValue(vm, v, name);
}

Value matchField(Vm& vm, Value v, String* name) {
    if (v.isUndef() || v.isNull()) return Value::undef();
    return findMemberValue(vm, v, name);
}

namespace {

/// A field or property of an instance that the running code may read; undef for methods, for optional fields
/// that are not set and for what is not there.
Value partOfInstance(Vm& vm, Instance* object, String* name) {
    const Symbol* symbol = symbolFor(view(vm, name));
    const Member member = findMember(vm, object->cls, name);
    bool isData = object->shape->indexOf(symbol) >= 0 || member.kind == MemberKind::Getter ||
                  member.kind == MemberKind::StaticField;
    if (!isData) return vm.hasPending() ? Value::exception() : Value::undef();
    if (!checkAccess(vm, Value::ofObject(object), name, vm.stack().frame()->closure->homeClass)) {
        vm.takePending();
        return Value::undef();
    }
    Value v = findMemberValue(vm, Value::ofObject(object), name);
    const FieldInfo* field = v.isNull() ? findFieldInfo(object->cls, view(vm, name)) : nullptr;
    return field != nullptr && field->optional ? Value::undef() : v;
}

}  // namespace

Value matchKey(Vm& vm, Value v, Value key) {
    if (Map* map = v.as<Map>()) return mapGet(vm, map, key);
    Instance* object = v.as<Instance>();
    String* name = key.as<String>();
    return object == nullptr || name == nullptr ? Value::undef() : partOfInstance(vm, object, name);
}

Value matchSlice(Vm& vm, Value v, uint32_t from, uint32_t behind) {
    int64_t length = sequenceLength(v);
    int64_t count = length - from - behind;
    if (count < 0) return throwTypeError(vm, "malformed code: a slice pattern on an unfit value");
    if (List* list = v.as<List>()) return valueOrException(listSlice(vm, list, from, count, 1));
    return valueOrException(
        newListFrom(vm, v.cast<Tuple>()->elements() + from, static_cast<uint64_t>(count)));
}

Value matchElement(Vm& vm, Value v, int32_t index) {
    int64_t length = sequenceLength(v);
    int64_t i = index < 0 ? index + length : index;
    if (i < 0 || i >= length)
        return throwTypeError(vm, "malformed code: an element pattern on an unfit value");
    if (List* list = v.as<List>()) return listGet(vm, list, static_cast<uint64_t>(i));
    return v.cast<Tuple>()->elements()[i];
}

}  // namespace noodle

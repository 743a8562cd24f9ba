#include "runtime/entry/enum.h"

#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

enum DataField : uint32_t { kClass, kName, kOrdinal, kValue, kFieldCount };

/// The data tuple of a variant constructor; null if `v` is none. Natives may be entered with any receiver.
const Value* variantData(Value v) {
    Tuple* tuple = v.as<Tuple>();
    if (tuple == nullptr || tuple->size() != kFieldCount) return nullptr;
    const Value* data = tuple->elements();
    const bool fits = data[kClass].isKind(ObjectKind::Class) && data[kName].isKind(ObjectKind::String) &&
                      isInt(data[kOrdinal]);
    return fits ? data : nullptr;
}

Value constructVariant(Mutator& m, Args args) {
    const Value* data = variantData(args.self);
    if (data == nullptr) return throwTypeError(m, "an enum variant is not a method");
    std::vector<Value> payload(args.count);  // the arguments stay on the caller's stack
    for (uint32_t i = 0; i < args.count; ++i) payload[i] = args.get(i);
    EnumValue* e = newEnumValue(m, data[kClass].cast<Class>(), data[kName].cast<String>(),
                                static_cast<uint32_t>(toInt64(data[kOrdinal])), data[kValue], payload);
    return e == nullptr ? Value::exception() : Value::ofObject(e);
}

constexpr NativeSpec kVariantSpec = {"variant", "...values", constructVariant, NativeSpec::kPlain};

String* variantName(Value variant) {
    if (EnumValue* e = variant.as<EnumValue>()) return e->name;
    return variantOfConstructor(variant).name;
}

}  // namespace

NativeFunction* newVariantConstructor(Mutator& m, Class* cls, String* name, uint32_t ordinal, Value value,
                                      const FunctionInfo* info) {
    Value data[kFieldCount];
    data[kClass] = Value::ofObject(cls);
    data[kName] = Value::ofObject(name);
    data[kOrdinal] = Value::ofInt48(ordinal);
    data[kValue] = value;
    Tuple* tuple = newTuple(m, data, kFieldCount);
    if (tuple == nullptr) return nullptr;
    NativeFunction* constructor = newNative(m, kVariantSpec, Value::ofObject(tuple));
    if (constructor != nullptr) constructor->info = info;
    return constructor;
}

VariantRef variantOfConstructor(Value v) {
    NativeFunction* native = v.as<NativeFunction>();
    if (native == nullptr || native->spec->fn != constructVariant) return {};
    const Value* data = variantData(native->data);
    if (data == nullptr) return {};
    return {data[kClass].cast<Class>(), data[kName].cast<String>(),
            static_cast<uint32_t>(toInt64(data[kOrdinal]))};
}

Value findVariant(Mutator& m, Class* cls, String* name) {
    if (cls->variants == nullptr) return Value::undef();
    for (uint64_t i = 0; i < cls->variants->length; ++i) {
        const Value variant = listGet(m, cls->variants, i);
        String* own = variantName(variant);
        if (own != nullptr && equalStrings(m, own, name)) return variant;
    }
    return Value::undef();
}

int32_t payloadIndex(Mutator& m, EnumValue* e, std::string_view field) {
    if (e->aux == 0 || e->cls->variants == nullptr || e->ordinal >= e->cls->variants->length) return -1;
    NativeFunction* constructor = listGet(m, e->cls->variants, e->ordinal).as<NativeFunction>();
    if (constructor == nullptr) return -1;
    const std::vector<ParamInfo>& params = constructor->info->params;
    for (size_t i = 0; i < params.size() && i < e->aux; ++i) {
        if (params[i].name == field) return static_cast<int32_t>(i);
    }
    return -1;
}

}  // namespace noodle

#include "runtime/entry/enum.h"

#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

enum DataField : uint32_t { kClass, kName, kOrdinal, kValue, kFirstField, kFieldCount };

String* variantName(Value variant) {
    if (EnumValue* e = variant.as<EnumValue>()) return e->name;
    return variantOfConstructor(variant).name;
}

}  // namespace

NativeFunction* newVariantConstructor(Mutator& m, const NativeSpec& spec, const VariantRef& variant,
                                      const FunctionInfo* info) {
    Value data[kFieldCount];
    data[kClass] = Value::ofObject(variant.cls);
    data[kName] = Value::ofObject(variant.name);
    data[kOrdinal] = Value::ofInt48(variant.ordinal);
    data[kValue] = variant.value;
    data[kFirstField] = Value::ofInt48(variant.firstField);
    Tuple* tuple = newTuple(m, data, kFieldCount);
    if (tuple == nullptr) return nullptr;
    NativeFunction* constructor = newNative(m, spec, Value::ofObject(tuple));
    if (constructor != nullptr) constructor->info = info;
    return constructor;
}

VariantRef variantOfData(Value v) {
    const Value* data = v.cast<Tuple>()->elements();
    return {data[kClass].cast<Class>(), data[kName].cast<String>(),
            static_cast<uint32_t>(data[kOrdinal].asInt48()), data[kValue],
            static_cast<uint32_t>(data[kFirstField].asInt48())};
}

VariantRef variantOfConstructor(Value v) {
    NativeFunction* native = v.as<NativeFunction>();
    if (native == nullptr || (native->spec->flags & NativeSpec::kVariant) == 0) return {};
    return variantOfData(native->data);
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

// Enum variants: the constructor of a variant with payload, and finding variants and payload fields by name.
// The class itself and its EnumValues are made in runtime/object. A variant without payload is an EnumValue;
// one with payload is a variant constructor: a NativeFunction whose `data` is the tuple (class, name,
// ordinal, value, first field). Both stand in Class::variants in order of declaration. The declared payload
// fields of all variants stand one behind the other in ClassInfo::payload.
#pragma once

#include "runtime/object/class.h"

namespace noodle {

struct VariantRef {
    Class* cls = nullptr;  ///< null: not a variant constructor
    String* name = nullptr;
    uint32_t ordinal = 0;
    Value value = Value::null();
    uint32_t firstField = 0;  ///< of its payload in cls->info->payload
};

/// `spec` (with the flag kVariant) is what a call runs, with this variant as data. `info` describes the
/// payload as positional parameters and outlives the process's use of it (process-wide).
NativeFunction* newVariantConstructor(Mutator& m, const NativeSpec& spec, const VariantRef& variant,
                                      const FunctionInfo* info);
VariantRef variantOfConstructor(Value v);
/// The variant that the `data` of a constructor describes.
VariantRef variantOfData(Value data);

/// The EnumValue or variant constructor of this name, undef if there is none.
Value findVariant(Mutator& m, Class* cls, String* name);
/// Position of a payload field by its declared name, -1 if unknown.
int32_t payloadIndex(Mutator& m, EnumValue* e, std::string_view field);

}  // namespace noodle

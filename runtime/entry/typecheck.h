// Run-time checks of the types that a value alone decides. Unions, tuples of given length and user classes
// are composed by the VM's type tables from these, isInstanceOf (compare.h) and throwTypeMismatch.
#pragma once

#include <optional>
#include <string_view>

#include "runtime/object/mutator.h"

namespace noodle {

enum class SimpleType : uint8_t {
#define SIMPLE_TYPE(enumerator, name) enumerator,
#define SIMPLE_TYPE_ALIAS(enumerator, name)
#include "runtime/entry/simple_types.def"
#undef SIMPLE_TYPE
#undef SIMPLE_TYPE_ALIAS
};

/// Never fails and runs no Noodle code.
bool matchesSimple(Mutator& m, Value v, SimpleType type);
const char* simpleTypeName(SimpleType type);
/// By name or alias.
std::optional<SimpleType> simpleTypeNamed(std::string_view name);

/// TypeError "expected int for 'x', got string": `place` names the variable, parameter or field ("" leaves it
/// out).
Value throwTypeMismatch(Mutator& m, std::string_view expected, Value got, std::string_view place);

}  // namespace noodle

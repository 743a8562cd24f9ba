// Names of enumerations in the textual IR, shared by printer and reader.
#pragma once

#include <iterator>

#include "compiler/ir/ir.h"

namespace noodle::ir {

inline constexpr const char* kTypeKindNames[] = {
#define TYPE_KIND(name) #name,
#include "compiler/ir/type_kinds.def"
};
static_assert(std::size(kTypeKindNames) == static_cast<size_t>(bc::TypeDef::Kind::MemberClass) + 1);

inline constexpr const char* kExportKindNames[] = {"Variable", "Reexport", "Star"};
inline constexpr const char* kCaptureNames[] = {"LocalCell", "LocalValue", "Upvalue"};

}  // namespace noodle::ir

// CoreTypes: the isolate's builtin classes, one field per row of core_types.def. Created once per isolate;
// roots.
#pragma once

#include "runtime/value/layout.h"

namespace noodle {

struct CoreTypes {
#define CORE_TYPE(field, name, super, flags) Class* field = nullptr;
#define CORE_ERROR(field, name, super) Class* field = nullptr;
#include "runtime/object/core_types.def"
#undef CORE_TYPE
};

}  // namespace noodle

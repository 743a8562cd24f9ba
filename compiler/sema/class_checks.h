// Checks of whole classes: interfaces, abstract methods, protocols under two names.
#pragma once

#include "compiler/sema/sema.h"
#include "compiler/sema/store.h"

namespace noodle::sema {

// Reports classes that do not implement what they promise.
void checkClasses(Analysis::Store& store, const Context& context);

// The first method without a body that neither the class nor a base gives one; null if there is none or if
// an ancestor is not known.
const types::ClassMember* missingAbstract(const types::ClassInfo& cls, const NameTable& names);

}  // namespace noodle::sema

// Types that programs can name but that are no value's class: Number, char, Result … Internal to this folder.
#pragma once

#include <optional>

#include "runtime/builtins/native_classes.h"

namespace noodle {

/// The answer for an abstract type, nullopt if `cls` is an ordinary class. Never fails.
std::optional<bool> matchesAbstract(Mutator& m, Value v, const Class* cls);

}  // namespace noodle

// String operations that more than one family of natives needs. Internal to this folder.
#pragma once

#include <string>
#include <vector>

#include "runtime/object/string.h"

namespace noodle {

/// The elements of an iterable with `separator` between them; what is no string is converted with str().
Value joinValues(Mutator& m, Value source, std::string_view separator);
/// A list of strings from text of any origin (ill-formed UTF-8 is repaired).
Value stringList(Mutator& m, const std::vector<std::string>& texts);

}  // namespace noodle

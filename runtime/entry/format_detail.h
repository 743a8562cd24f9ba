// Pieces of value formatting that format(), % and str.format share. Private to runtime/entry's format_*.cpp.
#pragma once

#include "runtime/entry/format_spec.h"
#include "runtime/object/mutator.h"

namespace noodle {

/// Appends an int or bigint by type d x X o b or none. False: exception.
[[nodiscard]] bool formatInteger(Mutator& m, std::string& out, const FormatSpec& spec, Value v);
bool isNegativeInteger(Value v);
/// Cut to the precision, padded to the width.
std::string formatText(const FormatSpec& spec, std::string_view text, char defaultAlign);

}  // namespace noodle

// str(), repr(), format specs, interpolation. What a value looks like is decided here and nowhere else;
// shortest-float digits come from runtime/object/number.h.
#pragma once

#include <string>

#include "runtime/object/mutator.h"

namespace noodle {

/// str(v) appended to `out`; user toString is called. False: exception.
[[nodiscard]] bool appendStr(Mutator& m, std::string& out, Value v);
/// repr(v): strings quoted with escapes, containers recursive with [...] for cycles. A class with only
/// toString shows that.
[[nodiscard]] bool appendRepr(Mutator& m, std::string& out, Value v);
/// str(v) as a String; v itself if it is one.
String* toStr(Mutator& m, Value v);
/// The texts of all parts in one String, as interpolation gives it.
Value joinText(Mutator& m, const Value* parts, uint32_t count);
/// repr(v) as a String.
String* toRepr(Mutator& m, Value v);
/// `text` in double quotes with escapes, as a string looks inside a container.
void appendQuoted(std::string& out, std::string_view text);

/// Python's format mini-language: [[fill]align][sign][#][0][width][,|_][.precision][type].
Value formatValue(Mutator& m, Value v, std::string_view spec);
/// "…" % args.
Value formatPercent(Mutator& m, String* format, Value args);
/// "…".format(args…): `positional` and `named` as a signature "...values, **names" delivers them; either may
/// be null, and args.data are the positional ones where `positional` is.
Value formatBraces(Mutator& m, String* format, Args args, List* positional, Map* named);
/// typeOf(v). Valid for the life of the process.
std::string_view typeNameOf(Mutator& m, Value v);

}  // namespace noodle

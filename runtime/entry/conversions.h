// Conversions between types as int(x), float(x), str(x), list(x) … mean them, and the numeric functions whose
// rules are part of the language (abs, round, divmod). The builtins of these names parse their arguments and
// call here. Every function gives the exception sentinel (or nullptr, nullopt) with the error pending when
// the conversion is impossible.
#pragma once

#include <optional>

#include "runtime/object/mutator.h"

namespace noodle {

/// int(x): floats are cut towards zero, bools are 0 and 1, strings parsed (ValueError), toInt/__int__ asked.
/// `base` (2..36, 0: by prefix) is for strings only: TypeError otherwise.
Value toIntValue(Mutator& m, Value v, std::optional<int64_t> base = std::nullopt);
/// float(x): strings also as nan, inf; toFloat/__float__ asked.
Value toFloatValue(Mutator& m, Value v);
Value toBoolValue(Mutator& m, Value v);
Value toStringValue(Mutator& m, Value v);
/// bigint(x): ints, floats (cut), strings, bools.
Value toBigIntValue(Mutator& m, Value v, int base = 10);
/// bytes(x): a string's UTF-8, ints 0..255 from an iterable, n zero bytes for an int, a copy of bytes.
Value toBytesValue(Mutator& m, Value v);
/// New collections from anything that can be iterated; a Map gives its keys.
List* toListValue(Mutator& m, Value v);
Tuple* toTupleValue(Mutator& m, Value v);
Set* toSetValue(Mutator& m, Value v);
/// dict(x): a copy of a map, the fields of a struct or object, or an iterable of pairs.
Map* toMapValue(Mutator& m, Value v);

/// The double cut towards zero: ValueError for nan, OverflowError beyond int64.
Value doubleToWhole(Mutator& m, double d);
/// floor and ceil give ints.
Value floorValue(Mutator& m, Value v);
Value ceilValue(Mutator& m, Value v);
/// round(x) gives an int, round(x, n) the type of x; half to even. `digits` undef or null: none.
Value roundValue(Mutator& m, Value v, Value digits);
/// OverflowError for the smallest int.
Value checkedAbs(Mutator& m, Value v);
/// The tuple (a ~/ b, a % b).
Value divMod(Mutator& m, Value a, Value b);
/// a ** b, or (a ** b) % modulus without the large intermediate; modulus undef or null: none.
Value powerValue(Mutator& m, Value a, Value b, Value modulus);

/// An argument that must be an int: TypeError naming `what` otherwise ("count must be an int, not float").
std::optional<int64_t> requireInt(Mutator& m, Value v, std::string_view what);
/// An argument that must be a number.
std::optional<double> requireDouble(Mutator& m, Value v, std::string_view what);

}  // namespace noodle

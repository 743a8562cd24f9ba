// Members that values have without their class saying so: the Option methods of every value, the Result
// methods of Success and Error, the general ones (toString, __class__ …) and those of enum classes. Tables
// only; look-up is in member.h.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

/// Adds the tables to the builtin classes. Idempotent; called by whoever sets up an isolate. A look-up that
/// would fail calls it too, so an isolate without it still works. True if this call installed them.
bool installUniversalMembers(Mutator& m);
/// Whether a universal member applies to `object`: null has the Option methods only, copy() is for structs
/// and dataclasses.
bool universalApplies(Value object, const NativeSpec* spec);
/// What a failed Result carries: the value given to a plain Error (its message if that was a text), any other
/// error itself.
Value carriedByError(Mutator& m, Value error);
/// Constructors that lookupSuper falls back to: Error's (message, cause) and the one of a root class.
const NativeSpec& errorConstructorSpec();
const NativeSpec& rootConstructorSpec();

}  // namespace noodle

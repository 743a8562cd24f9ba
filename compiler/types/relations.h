// Which type fits where.
//
// Is: the gradual rules of assignment, joins of control flow, and the substitution of type parameters.
// Is not: diagnostics. All functions are pure but for interning. Type arguments never decide: they are erased
// at run time, so only what a running program can tell apart counts as a fit or a misfit.
#pragma once

#include <unordered_map>

#include "compiler/types/type.h"

namespace noodle::types {

// Yes: every value of `from` is accepted by `to`. Convert: accepted after int became float. Maybe: depends
// on the value. No: none is.
enum class Fit : uint8_t { Yes, Convert, Maybe, No };

Fit fit(const Type* from, const Type* to);
inline bool misfits(const Type* from, const Type* to) {
    return fit(from, to) == Fit::No;
}

// The type of a value that is one of both; gives up (any) on unions that grow large.
Type* join(TypeTable& table, Type* a, Type* b);

// The type of a variable without annotation that was assigned a value of this type. Element types are
// dropped: nothing checks later writes to the container.
Type* widened(TypeTable& table, Type* type);

// What remains of `type` when a test for `target` succeeds, or fails.
Type* narrowTo(TypeTable& table, Type* type, Type* target);
Type* narrowAway(TypeTable& table, Type* type, Type* target);

// Can the value be falsy / truthy?
bool canBeFalsy(const Type* type);
bool canBeTruthy(const Type* type);

// Elements that iteration gives; any when not known.
Type* elementOf(TypeTable& table, Type* type);

bool isNumeric(const Type* type);

using Bindings = std::unordered_map<const Type*, Type*>;
// Learns type parameters from an argument; the first binding wins unless it was any.
void unify(TypeTable& table, Type* param, Type* arg, Bindings& bindings);
// Replaces bound parameters; unbound ones become any when `eraseRest`.
Type* substitute(TypeTable& table, Type* type, const Bindings& bindings, bool eraseRest);
bool mentionsParam(const Type* type);

}  // namespace noodle::types

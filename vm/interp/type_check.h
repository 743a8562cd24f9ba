// Run-time checks of declared types (bc::TypeDef): the outer constructor only, never O(n). Not the compiler's
// types.
#pragma once

#include <optional>
#include <string>

#include "vm/interp/vm.h"

namespace noodle {

/// Whether `v` has the type. nullopt: exception (a class could not be looked up).
std::optional<bool> hasType(Vm& vm, UnitState& unit, uint32_t type, Value v);
/// hasType() for a typed place: an int given to a float place becomes a float in `v`.
std::optional<bool> fitsPlace(Vm& vm, UnitState& unit, uint32_t type, Value& v);
/// The type as the author wrote it.
std::string typeText(const CodeUnit& unit, uint32_t type);
Value throwTypeMismatch(Vm& vm, UnitState& unit, uint32_t type, Value v, std::string_view place);

/// Makes `v` fit, or throws TypeError naming placeText(). False: exception pending.
template <typename PlaceText>
bool convertToType(Vm& vm, UnitState& unit, uint32_t type, Value& v, PlaceText placeText) {
    std::optional<bool> fits = fitsPlace(vm, unit, type, v);
    if (fits.has_value() && *fits) return true;
    if (fits.has_value()) throwTypeMismatch(vm, unit, type, v, placeText());
    return false;
}

}  // namespace noodle

// Small text helpers for messages: edit distance and "did you mean". Byte-wise; names are nearly always
// ASCII.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace noodle {

/// Number of single-byte insertions, deletions, replacements and neighbour swaps between a and b, or `limit`
/// + 1 as soon as it is known to exceed `limit`.
size_t editDistance(std::string_view a, std::string_view b, size_t limit);

/// The candidate most like `name` if one is near enough to be a plausible slip of the keyboard, otherwise "".
/// Letters that differ only in case count as nearest; among equals the earlier candidate wins.
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace noodle

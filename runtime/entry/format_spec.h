// FormatSpec: a parsed format specification, and the layout of numbers and texts by it. Shared by format(),
// f-strings, str.format and the % operator. Knows no Value: formatting a value is in format_value.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace noodle {

constexpr uint32_t kMaxFormatWidth = 1u << 20;  ///< width and precision beyond this are refused

struct FormatSpec {
    char32_t fill = ' ';
    char align = 0;   ///< < > = ^, 0: the default of the kind of value
    char sign = '-';  ///< - + blank
    bool alternate = false;
    char grouping = 0;  ///< , or _
    uint32_t width = 0;
    int64_t precision = -1;
    char type = 0;  ///< 0: none given
};

/// False with the mistake in `error`.
bool parseFormatSpec(std::string_view text, FormatSpec& spec, std::string& error);

/// `body` padded to the width; `defaultAlign` where the spec has none. '=' counts as right for text.
std::string padText(const FormatSpec& spec, std::string_view body, char defaultAlign);
/// A number from its sign, prefix ("0x" …), digits of the integer part and the rest (fraction, exponent, %):
/// grouped, filled with leading zeros inside the groups where asked, padded.
std::string layOutNumber(const FormatSpec& spec, bool negative, std::string_view prefix,
                         std::string_view digits, std::string_view rest);
/// A double by type e E f F g G % or none, by Python's rules.
std::string formatFloat(const FormatSpec& spec, double d);

}  // namespace noodle

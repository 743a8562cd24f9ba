// Code points as the string members see them: categories, full case mapping. Thin over utf8proc, with the few
// one-to-many mappings that its simple tables leave out. Input is valid UTF-8 (every String is). No
// allocation in the heap.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/base/utf8.h"

namespace noodle::unicode {

/// The code point that ends at byte `pos`, which moves in front of it. Requires pos > 0.
uint32_t previous(std::string_view s, size_t& pos);
/// A Unicode scalar value: in range and no surrogate.
inline bool isScalar(int64_t c) {
    return c >= 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

bool isSpace(uint32_t c);
bool isLetter(uint32_t c);
bool isDecimal(uint32_t c);  ///< category Nd
bool isNumeric(uint32_t c);  ///< Nd, Nl, No
bool isUpper(uint32_t c);
bool isLower(uint32_t c);
bool isTitle(uint32_t c);
bool isCased(uint32_t c);
bool isPrintable(uint32_t c);
bool isIdentifierStart(uint32_t c);
bool isIdentifierPart(uint32_t c);
/// Value of a decimal digit, -1 for anything else.
int decimalValue(uint32_t c);

std::string toUpper(std::string_view s);
std::string toLower(std::string_view s);
std::string toTitle(std::string_view s);     ///< each run of cased letters: first title case, rest lower
std::string capitalize(std::string_view s);  ///< first code point title case, rest lower
std::string swapCase(std::string_view s);
std::string caseFold(std::string_view s);

}  // namespace noodle::unicode

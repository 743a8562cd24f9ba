// UTF-8: checking, repairing, coding and counting. Pure functions over bytes; knows no String and no Unicode
// tables. "Valid" means shortest form, no surrogates, at most U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace noodle {

constexpr char32_t kReplacementCharacter = 0xFFFD;

bool isAscii(std::string_view text);

struct Utf8Scan {
    bool valid = true;
    bool ascii = true;
    size_t codePoints = 0;  ///< of the valid prefix if not valid
    size_t validBytes = 0;  ///< length of the longest valid prefix
};
/// One pass that checks, counts and tells ASCII apart.
Utf8Scan scanUtf8(std::string_view bytes);
inline bool isValidUtf8(std::string_view bytes) {
    return scanUtf8(bytes).valid;
}
/// Each maximal ill-formed subpart becomes one U+FFFD.
std::string repairUtf8(std::string_view bytes);

/// Code points in valid UTF-8.
size_t countCodePoints(std::string_view utf8);
/// Byte offset of the code point `count` positions after the one at byte `from`; stops at the end.
size_t advanceCodePoints(std::string_view utf8, size_t from, size_t count);

/// Bytes of the code point whose first byte is `lead` (valid UTF-8).
inline unsigned utf8Width(char lead) {
    auto b = static_cast<unsigned char>(lead);
    return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}
/// Decodes the code point at `offset` of valid UTF-8 and moves `offset` behind it.
char32_t decodeUtf8(std::string_view utf8, size_t& offset);
/// Encodes into `out` (4 bytes); what is no scalar value becomes U+FFFD. Returns the number of bytes.
unsigned encodeUtf8(char32_t codePoint, char* out);
void appendUtf8(std::string& out, char32_t codePoint);

}  // namespace noodle

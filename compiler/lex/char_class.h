// Byte classes of the lexer, as one table. Bytes above 0x7F count as name characters; the lexer checks the
// code point of a name that contains them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace noodle {

namespace char_class {
inline constexpr uint8_t kNameStart = 1;
inline constexpr uint8_t kDigit = 2;
inline constexpr uint8_t kHexDigit = 4;
inline constexpr uint8_t kBlank = 8;  // blank, tab, form feed, carriage return

constexpr std::array<uint8_t, 256> makeTable() {
    std::array<uint8_t, 256> table{};
    for (int c = 0; c < 256; ++c) {
        uint8_t bits = 0;
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || c == '_' || c >= 0x80) bits |= kNameStart;
        if (c >= '0' && c <= '9') bits |= kDigit | kHexDigit;
        if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) bits |= kHexDigit;
        if (c == ' ' || c == '\t' || c == '\f' || c == '\r') bits |= kBlank;
        table[static_cast<size_t>(c)] = bits;
    }
    return table;
}
inline constexpr std::array<uint8_t, 256> kTable = makeTable();
inline bool has(char c, uint8_t bits) {
    return kTable[static_cast<unsigned char>(c)] & bits;
}
}  // namespace char_class

inline bool isNameStart(char c) {
    return char_class::has(c, char_class::kNameStart);
}
inline bool isNamePart(char c) {
    return char_class::has(c, char_class::kNameStart | char_class::kDigit);
}
inline bool isDigit(char c) {
    return char_class::has(c, char_class::kDigit);
}
inline bool isHexDigit(char c) {
    return char_class::has(c, char_class::kHexDigit);
}
inline bool isBlank(char c) {
    return char_class::has(c, char_class::kBlank);
}

}  // namespace noodle

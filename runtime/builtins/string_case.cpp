// string members: case mapping and questions about its characters.
#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/string_members.h"

namespace noodle {

namespace {

using TextMap = std::string (*)(std::string_view);
using TextTest = bool (*)(std::string_view);

template <TextMap map>
Value mapped(Mutator& m, Args args) {
    Subject s(m, args, nullptr);
    NOODLE_REQUIRE(s.ok());
    std::string result = map(s.text());
    if (result == s.text()) return args.self;
    return stringValue(m, result);
}

template <TextTest test>
Value tested(Mutator& m, Args args) {
    Subject s(m, args, nullptr);
    NOODLE_REQUIRE(s.ok());
    return Value::ofBool(test(s.text()));
}

/// Not empty and every code point passes.
template <bool (*ok)(uint32_t)>
bool allOf(std::string_view s) {
    for (size_t pos = 0; pos < s.size();) {
        if (!ok(decodeUtf8(s, pos))) return false;
    }
    return !s.empty();
}

/// At least one cased code point, and none of the wrong case.
template <bool (*right)(uint32_t)>
bool allCased(std::string_view s) {
    bool any = false;
    for (size_t pos = 0; pos < s.size();) {
        uint32_t c = decodeUtf8(s, pos);
        if (right(c)) {
            any = true;
        } else if (unicode::isCased(c)) {
            return false;
        }
    }
    return any;
}

bool isAlnum(uint32_t c) {
    return unicode::isLetter(c) || unicode::isNumeric(c);
}
bool isHexDigit(uint32_t c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

bool isPrintableText(std::string_view s) {
    return s.empty() || allOf<unicode::isPrintable>(s);
}
bool isBlankText(std::string_view s) {
    return s.empty() || allOf<unicode::isSpace>(s);
}
bool isEmptyText(std::string_view s) {
    return s.empty();
}

bool isIdentifierText(std::string_view s) {
    if (s.empty()) return false;
    size_t pos = 0;
    if (!unicode::isIdentifierStart(decodeUtf8(s, pos))) return false;
    return pos == s.size() || allOf<unicode::isIdentifierPart>(s.substr(pos));
}

bool isTitleText(std::string_view s) {
    bool any = false, inWord = false;
    for (size_t pos = 0; pos < s.size();) {
        uint32_t c = decodeUtf8(s, pos);
        bool capital = unicode::isUpper(c) || unicode::isTitle(c);
        if (unicode::isCased(c) && capital == inWord) return false;
        inWord = unicode::isCased(c);
        any = any || inWord;
    }
    return any;
}

constexpr NativeSpec kTable[] = {
    {"upper", "", mapped<unicode::toUpper>},
    {"toUpper", "", mapped<unicode::toUpper>},
    {"toUpperCase", "", mapped<unicode::toUpper>},
    {"lower", "", mapped<unicode::toLower>},
    {"toLower", "", mapped<unicode::toLower>},
    {"toLowerCase", "", mapped<unicode::toLower>},
    {"casefold", "", mapped<unicode::caseFold>},
    {"caseFold", "", mapped<unicode::caseFold>},
    {"title", "", mapped<unicode::toTitle>},
    {"toTitle", "", mapped<unicode::toTitle>},
    {"capitalize", "", mapped<unicode::capitalize>},
    {"swapcase", "", mapped<unicode::swapCase>},
    {"swapCase", "", mapped<unicode::swapCase>},
    {"isDigit", "", tested<allOf<unicode::isDecimal>>},
    {"isdigit", "", tested<allOf<unicode::isDecimal>>},
    {"isDecimal", "", tested<allOf<unicode::isDecimal>>},
    {"isdecimal", "", tested<allOf<unicode::isDecimal>>},
    {"isNumeric", "", tested<allOf<unicode::isNumeric>>},
    {"isnumeric", "", tested<allOf<unicode::isNumeric>>},
    {"isHexDigit", "", tested<allOf<isHexDigit>>},
    {"isAlpha", "", tested<allOf<unicode::isLetter>>},
    {"isalpha", "", tested<allOf<unicode::isLetter>>},
    {"isLetter", "", tested<allOf<unicode::isLetter>>},
    {"isAlnum", "", tested<allOf<isAlnum>>},
    {"isalnum", "", tested<allOf<isAlnum>>},
    {"isAlphanumeric", "", tested<allOf<isAlnum>>},
    {"isSpace", "", tested<allOf<unicode::isSpace>>},
    {"isspace", "", tested<allOf<unicode::isSpace>>},
    {"isWhitespace", "", tested<allOf<unicode::isSpace>>},
    {"isUpper", "", tested<allCased<unicode::isUpper>>},
    {"isupper", "", tested<allCased<unicode::isUpper>>},
    {"isLower", "", tested<allCased<unicode::isLower>>},
    {"islower", "", tested<allCased<unicode::isLower>>},
    {"isTitle", "", tested<isTitleText>},
    {"istitle", "", tested<isTitleText>},
    {"isAscii", "", tested<isAscii>},
    {"isascii", "", tested<isAscii>},
    {"isPrintable", "", tested<isPrintableText>},
    {"isprintable", "", tested<isPrintableText>},
    {"isIdentifier", "", tested<isIdentifierText>},
    {"isidentifier", "", tested<isIdentifierText>},
    {"isBlank", "", tested<isBlankText>},
    {"isEmpty", "", tested<isEmptyText>},
};

}  // namespace

std::span<const NativeSpec> stringCaseMembers() {
    return kTable;
}

}  // namespace noodle

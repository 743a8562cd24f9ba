#include "runtime/builtins/unicode.h"

#include <utf8proc.h>

#include <cstdlib>

namespace noodle::unicode {

namespace {

// SpecialCasing.txt, the unconditional rows whose upper case is more than one code point. Greek with iota
// subscript is left to the simple mapping. title: how a word begins with it.
struct Expansion {
    uint32_t code;
    const char* upper;
    const char* title;
};
constexpr Expansion kExpansions[] = {
    {0x00DF, "SS", "Ss"}, {0x0149, "ʼN", "ʼN"}, {0x01F0, "J̌", "J̌"},     {0x0390, "Ϊ́", "Ϊ́"},
    {0x03B0, "Ϋ́", "Ϋ́"},   {0x0587, "ԵՒ", "Եւ"}, {0x1E96, "H̱", "H̱"},     {0x1E97, "T̈", "T̈"},
    {0x1E98, "W̊", "W̊"},   {0x1E99, "Y̊", "Y̊"},   {0x1E9A, "Aʾ", "Aʾ"},   {0xFB00, "FF", "Ff"},
    {0xFB01, "FI", "Fi"}, {0xFB02, "FL", "Fl"}, {0xFB03, "FFI", "Ffi"}, {0xFB04, "FFL", "Ffl"},
    {0xFB05, "ST", "St"}, {0xFB06, "ST", "St"}, {0xFB13, "ՄՆ", "Մն"},   {0xFB14, "ՄԵ", "Մե"},
    {0xFB15, "ՄԻ", "Մի"}, {0xFB16, "ՎՆ", "Վն"}, {0xFB17, "ՄԽ", "Մխ"},
};
constexpr uint32_t kCapitalSigma = 0x3A3, kFinalSigma = 0x3C2, kSmallSigma = 0x3C3, kDottedI = 0x130;

const Expansion* expansionOf(uint32_t c) {
    for (const Expansion& e : kExpansions) {
        if (e.code == c) return &e;
    }
    return nullptr;
}

utf8proc_category_t category(uint32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

void appendUpper(std::string& out, uint32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    } else if (const Expansion* e = expansionOf(c)) {
        out += e->upper;
    } else {
        appendUtf8(out, static_cast<uint32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c))));
    }
}

void appendTitle(std::string& out, uint32_t c) {
    if (const Expansion* e = c < 0x80 ? nullptr : expansionOf(c)) {
        out += e->title;
    } else {
        appendUtf8(out, static_cast<uint32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c))));
    }
}

/// Capital sigma is final after a cased letter and before no cased letter (marks in between do not count).
bool sigmaIsFinal(std::string_view s, size_t start, size_t end) {
    auto transparent = [](uint32_t c) {
        return category(c) == UTF8PROC_CATEGORY_MN || c == '\'' || c == 0xAD;
    };
    bool before = false;
    for (size_t pos = start; pos > 0;) {
        uint32_t c = previous(s, pos);
        if (transparent(c)) continue;
        before = isCased(c);
        break;
    }
    if (!before) return false;
    for (size_t pos = end; pos < s.size();) {
        uint32_t c = decodeUtf8(s, pos);
        if (!transparent(c)) return !isCased(c);
    }
    return true;
}

/// `start` … `end` are the bytes of `c` in `s`.
void appendLower(std::string& out, std::string_view s, size_t start, size_t end, uint32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    } else if (c == kCapitalSigma) {
        appendUtf8(out, sigmaIsFinal(s, start, end) ? kFinalSigma : kSmallSigma);
    } else if (c == kDottedI) {
        out += "i\u0307";
    } else {
        appendUtf8(out, static_cast<uint32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
    }
}

/// ASCII text with the letters first … last in the other case.
template <char first, char last>
std::string mapAscii(std::string_view s) {
    std::string out(s);
    for (char& c : out) c = static_cast<char>(c >= first && c <= last ? c ^ 0x20 : c);
    return out;
}

/// Runs visit(codePoint, start, end) over `s`.
template <typename Visit>
void eachCodePoint(std::string_view s, Visit visit) {
    for (size_t pos = 0; pos < s.size();) {
        size_t start = pos;
        uint32_t c = decodeUtf8(s, pos);
        visit(c, start, pos);
    }
}

}  // namespace

uint32_t previous(std::string_view s, size_t& pos) {
    do {
        --pos;
    } while (pos > 0 && (static_cast<unsigned char>(s[pos]) & 0xC0) == 0x80);
    size_t start = pos;
    return decodeUtf8(s, start);
}

bool isSpace(uint32_t c) {
    if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F);
    if (c == 0x85) return true;
    auto k = category(c);
    return k == UTF8PROC_CATEGORY_ZS || k == UTF8PROC_CATEGORY_ZL || k == UTF8PROC_CATEGORY_ZP;
}

bool isLetter(uint32_t c) {
    if (c < 0x80) return (c | 32) >= 'a' && (c | 32) <= 'z';
    auto k = category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool isDecimal(uint32_t c) {
    return c < 0x80 ? c >= '0' && c <= '9' : category(c) == UTF8PROC_CATEGORY_ND;
}

bool isNumeric(uint32_t c) {
    if (c < 0x80) return c >= '0' && c <= '9';
    auto k = category(c);
    return k == UTF8PROC_CATEGORY_ND || k == UTF8PROC_CATEGORY_NL || k == UTF8PROC_CATEGORY_NO;
}

bool isUpper(uint32_t c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : category(c) == UTF8PROC_CATEGORY_LU;
}
bool isLower(uint32_t c) {
    return c < 0x80 ? c >= 'a' && c <= 'z' : category(c) == UTF8PROC_CATEGORY_LL;
}
bool isTitle(uint32_t c) {
    return c >= 0x80 && category(c) == UTF8PROC_CATEGORY_LT;
}
bool isCased(uint32_t c) {
    return isUpper(c) || isLower(c) || isTitle(c);
}

bool isPrintable(uint32_t c) {
    if (c < 0x80) return c >= 0x20 && c < 0x7F;
    auto k = category(c);
    return k != UTF8PROC_CATEGORY_CN && k < UTF8PROC_CATEGORY_ZS;
}

bool isIdentifierStart(uint32_t c) {
    return c == '_' || isLetter(c) || category(c) == UTF8PROC_CATEGORY_NL;
}

bool isIdentifierPart(uint32_t c) {
    if (isIdentifierStart(c) || isDecimal(c)) return true;
    auto k = category(c);
    return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC || k == UTF8PROC_CATEGORY_PC;
}

int decimalValue(uint32_t c) {
    if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
    if (!isDecimal(c)) return -1;
    if (c >= 0x1D7CE && c <= 0x1D7FF) return static_cast<int>((c - 0x1D7CE) % 10);  // five runs without a gap
    // Elsewhere digits come in runs of ten with gaps around: the zero is the first that is still Nd.
    int value = 0;
    while (value < 9 && isDecimal(c - static_cast<uint32_t>(value) - 1)) ++value;
    return value;
}

std::string toUpper(std::string_view s) {
    if (isAscii(s)) return mapAscii<'a', 'z'>(s);
    std::string out;
    out.reserve(s.size());
    eachCodePoint(s, [&](uint32_t c, size_t, size_t) { appendUpper(out, c); });
    return out;
}

std::string toLower(std::string_view s) {
    if (isAscii(s)) return mapAscii<'A', 'Z'>(s);
    std::string out;
    out.reserve(s.size());
    eachCodePoint(s, [&](uint32_t c, size_t start, size_t end) { appendLower(out, s, start, end, c); });
    return out;
}

std::string toTitle(std::string_view s) {
    std::string out;
    out.reserve(s.size());
    bool inWord = false;
    eachCodePoint(s, [&](uint32_t c, size_t start, size_t end) {
        if (inWord) {
            appendLower(out, s, start, end, c);
        } else {
            appendTitle(out, c);
        }
        inWord = isCased(c);
    });
    return out;
}

std::string capitalize(std::string_view s) {
    std::string out;
    out.reserve(s.size());
    eachCodePoint(s, [&](uint32_t c, size_t start, size_t end) {
        if (start == 0) {
            appendTitle(out, c);
        } else {
            appendLower(out, s, start, end, c);
        }
    });
    return out;
}

std::string swapCase(std::string_view s) {
    std::string out;
    out.reserve(s.size());
    eachCodePoint(s, [&](uint32_t c, size_t start, size_t end) {
        if (isUpper(c)) {
            appendLower(out, s, start, end, c);
        } else {
            appendUpper(out, c);
        }
    });
    return out;
}

std::string caseFold(std::string_view s) {
    utf8proc_uint8_t* folded = nullptr;
    auto n = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(s.data()),
                          static_cast<utf8proc_ssize_t>(s.size()), &folded,
                          static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD | UTF8PROC_STABLE));
    if (n < 0) return toLower(s);
    std::string out(reinterpret_cast<const char*>(folded), static_cast<size_t>(n));
    std::free(folded);
    return out;
}

}  // namespace noodle::unicode

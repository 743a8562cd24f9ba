#include "runtime/base/utf8.h"

#include <cstring>

namespace noodle {
namespace {

constexpr uint64_t kHighBits = 0x8080'8080'8080'8080ull;

uint64_t load64(const char* p) {
    uint64_t w;
    std::memcpy(&w, p, 8);
    return w;
}

/// Length of the leading run of ASCII bytes.
size_t asciiPrefix(const char* p, size_t n) {
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t high = load64(p + i) & kHighBits;
        if (high != 0) return i + static_cast<size_t>(__builtin_ctzll(high)) / 8;
    }
    while (i < n && static_cast<unsigned char>(p[i]) < 0x80) ++i;
    return i;
}

/// Examines one multi-byte sequence. Returns its length if well formed; otherwise 0 with `bad` = length of
/// the maximal ill-formed subpart (at least 1), as Unicode recommends for replacement.
size_t sequence(const unsigned char* p, size_t n, size_t& bad) {
    bad = 1;
    unsigned lead = p[0];
    unsigned low = 0x80, high = 0xBF;
    size_t length;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else {
        return 0;
    }
    for (size_t i = 1; i < length; ++i) {
        if (i >= n || p[i] < low || p[i] > high) {
            bad = i;
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

}  // namespace

bool isAscii(std::string_view text) {
    return asciiPrefix(text.data(), text.size()) == text.size();
}

Utf8Scan scanUtf8(std::string_view bytes) {
    Utf8Scan scan;
    size_t i = 0;
    const size_t n = bytes.size();
    while (i < n) {
        size_t run = asciiPrefix(bytes.data() + i, n - i);
        i += run;
        scan.codePoints += run;
        while (i < n && static_cast<unsigned char>(bytes[i]) >= 0x80) {
            scan.ascii = false;
            size_t bad;
            size_t length = sequence(reinterpret_cast<const unsigned char*>(bytes.data()) + i, n - i, bad);
            if (length == 0) {
                scan.valid = false;
                scan.validBytes = i;
                return scan;
            }
            i += length;
            ++scan.codePoints;
        }
    }
    scan.validBytes = n;
    return scan;
}

std::string repairUtf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    size_t i = 0;
    while (i < bytes.size()) {
        Utf8Scan scan = scanUtf8(bytes.substr(i));
        out.append(bytes.substr(i, scan.validBytes));
        i += scan.validBytes;
        if (scan.valid) break;
        size_t bad;
        sequence(reinterpret_cast<const unsigned char*>(bytes.data()) + i, bytes.size() - i, bad);
        appendUtf8(out, kReplacementCharacter);
        i += bad;
    }
    return out;
}

size_t countCodePoints(std::string_view utf8) {
    // Every byte that is not a continuation byte (10xxxxxx) starts a code point; eight bytes at a time.
    size_t count = 0, i = 0;
    for (; i + 8 <= utf8.size(); i += 8) {
        uint64_t w = load64(utf8.data() + i);
        uint64_t continuation = (w >> 7) & ~(w >> 6) & 0x0101'0101'0101'0101ull;
        count +=
            8 - static_cast<size_t>((continuation * 0x0101'0101'0101'0101ull) >> 56);  // sum of the bytes
    }
    for (; i < utf8.size(); ++i) count += (static_cast<unsigned char>(utf8[i]) & 0xC0) != 0x80;
    return count;
}

size_t advanceCodePoints(std::string_view utf8, size_t from, size_t count) {
    while (count > 0 && from < utf8.size()) {
        from += utf8Width(utf8[from]);
        --count;
    }
    return from;
}

char32_t decodeUtf8(std::string_view utf8, size_t& offset) {
    const auto* p = reinterpret_cast<const unsigned char*>(utf8.data()) + offset;
    unsigned width = utf8Width(static_cast<char>(p[0]));
    offset += width;
    switch (width) {
        case 1:
            return p[0];
        case 2:
            return ((p[0] & 0x1Fu) << 6) | (p[1] & 0x3Fu);
        case 3:
            return ((p[0] & 0x0Fu) << 12) | ((p[1] & 0x3Fu) << 6) | (p[2] & 0x3Fu);
        default:
            return ((p[0] & 0x07u) << 18) | ((p[1] & 0x3Fu) << 12) | ((p[2] & 0x3Fu) << 6) | (p[3] & 0x3Fu);
    }
}

unsigned encodeUtf8(char32_t c, char* out) {
    if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) c = kReplacementCharacter;
    if (c < 0x80) {
        out[0] = static_cast<char>(c);
        return 1;
    }
    if (c < 0x800) {
        out[0] = static_cast<char>(0xC0 | (c >> 6));
        out[1] = static_cast<char>(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = static_cast<char>(0xE0 | (c >> 12));
        out[1] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out[2] = static_cast<char>(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = static_cast<char>(0xF0 | (c >> 18));
    out[1] = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out[2] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out[3] = static_cast<char>(0x80 | (c & 0x3F));
    return 4;
}

void appendUtf8(std::string& out, char32_t codePoint) {
    char buffer[4];
    out.append(buffer, encodeUtf8(codePoint, buffer));
}

}  // namespace noodle

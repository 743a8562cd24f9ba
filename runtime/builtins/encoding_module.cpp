// Module _encoding: base64, percent encoding and hexadecimal digits for module encoding (stdlib/encoding.nc).
#include <array>

#include "runtime/base/utf8.h"
#include "runtime/builtins/encoding.h"
#include "runtime/builtins/module_tables.h"

namespace noodle {

namespace {

constexpr std::string_view kPlainDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr uint8_t kNoDigit = 64;

constexpr std::array<uint8_t, 256> valuesOf(std::string_view digits) {
    std::array<uint8_t, 256> values{};
    values.fill(kNoDigit);
    for (size_t i = 0; i < digits.size(); ++i)
        values[static_cast<uint8_t>(digits[i])] = static_cast<uint8_t>(i);
    return values;
}
constexpr auto kPlainValues = valuesOf(kPlainDigits);
constexpr auto kUrlValues = valuesOf(kUrlDigits);

/// base64Encode(data, url, padded)
Value base64Encode(Mutator& m, Args args) {
    ArgReader in(m, "base64Encode", args);
    std::string_view data;
    bool url = false, padded = true;
    NOODLE_REQUIRE(readData(m, in, args, 0, "data", data) && in.optBoolean(1, "url", url) &&
                   in.optBoolean(2, "padded", padded));
    const char* digits = (url ? kUrlDigits : kPlainDigits).data();
    std::string out((data.size() + 2) / 3 * 4, '=');
    char* at = out.data();
    size_t i = 0;
    auto byte = [&](size_t k) { return static_cast<uint32_t>(static_cast<uint8_t>(data[k])); };
    for (; i + 3 <= data.size(); i += 3) {
        uint32_t bits = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        *at++ = digits[bits >> 18];
        *at++ = digits[bits >> 12 & 63];
        *at++ = digits[bits >> 6 & 63];
        *at++ = digits[bits & 63];
    }
    if (i < data.size()) {
        bool two = i + 2 == data.size();
        uint32_t bits = byte(i) << 16 | (two ? byte(i + 1) << 8 : 0);
        *at++ = digits[bits >> 18];
        *at++ = digits[bits >> 12 & 63];
        if (two) *at++ = digits[bits >> 6 & 63];
    }
    if (!padded) out.resize(static_cast<size_t>(at - out.data()));
    return stringValue(m, out);
}

/// base64Decode(text, url): padding may be missing, blanks and line breaks count for nothing.
Value base64Decode(Mutator& m, Args args) {
    ArgReader in(m, "base64Decode", args);
    std::string_view text;
    bool url = false;
    NOODLE_REQUIRE(readData(m, in, args, 0, "text", text) && in.optBoolean(1, "url", url));
    const auto& values = url ? kUrlValues : kPlainValues;
    std::string out;
    out.reserve(text.size() / 4 * 3 + 3);
    uint32_t bits = 0;
    size_t digits = 0, padding = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<uint8_t>(text[i]);
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        if (c == '=') {
            ++padding;
            continue;
        }
        if (values[c] == kNoDigit || padding > 0)
            return in.invalid(joined("the character at byte ", i, " does not belong there"));
        bits = bits << 6 | values[c];
        if (++digits % 4 == 0) {
            const char three[3] = {static_cast<char>(bits >> 16), static_cast<char>(bits >> 8),
                                   static_cast<char>(bits)};
            out.append(three, 3);
            bits = 0;
        }
    }
    size_t rest = digits % 4;
    if (rest == 1 || padding > 2 || (padding > 0 && (rest + padding) % 4 != 0))
        return in.invalid(joined("the text ends too early: ", digits, " digits, ", padding, " of padding"));
    if (rest == 2) out += static_cast<char>(bits >> 4);
    if (rest == 3) {
        out += static_cast<char>(bits >> 10);
        out += static_cast<char>(bits >> 2);
    }
    return valueOrException(makeBytes(m, out));
}

bool isUnreserved(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.' || c == '~';
}

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    char lower = static_cast<char>(c | 32);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// percentEncode(text, safe, plus): plus writes a blank as +.
Value percentEncode(Mutator& m, Args args) {
    ArgReader in(m, "percentEncode", args);
    std::string_view text, safe;
    bool plus = false;
    NOODLE_REQUIRE(readData(m, in, args, 0, "text", text) && in.optText(1, "safe", safe) &&
                   in.optBoolean(2, "plus", plus));
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        if (isUnreserved(byte) || (byte < 0x80 && safe.find(c) != std::string_view::npos)) {
            out += c;
        } else if (plus && c == ' ') {
            out += '+';
        } else {
            const char three[3] = {'%', kHex[byte >> 4], kHex[byte & 15]};
            out.append(three, 3);
        }
    }
    return stringValue(m, out);
}

/// percentDecode(text, plus): bytes. A % without two digits stands for itself.
Value percentDecode(Mutator& m, Args args) {
    ArgReader in(m, "percentDecode", args);
    std::string_view text;
    bool plus = false;
    NOODLE_REQUIRE(in.text(0, "text", text) && in.optBoolean(1, "plus", plus));
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        bool coded =
            text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0;
        if (coded) {
            out += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            out += plus && text[i] == '+' ? ' ' : text[i];
        }
    }
    return valueOrException(makeBytes(m, out));
}

constexpr NativeSpec kTable[] = {
    {"base64Encode", "data, url=, padded=", base64Encode},
    {"base64Decode", "text, url=", base64Decode},
    {"percentEncode", "text, safe=, plus=", percentEncode},
    {"percentDecode", "text, plus=", percentDecode},
};

}  // namespace

const NativeModule& encodingModule() {
    static const NativeModule module = {"_encoding", kTable, {}};
    return module;
}

}  // namespace noodle

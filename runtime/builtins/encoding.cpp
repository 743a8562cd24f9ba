#include "runtime/builtins/encoding.h"

#include "runtime/base/utf8.h"

namespace noodle {

namespace {

enum class Encoding { Utf8, Ascii, Latin1, Utf16, Utf16Le, Utf16Be, Utf32, Utf32Le, Utf32Be };
enum class OnError { Strict, Ignore, Replace };

std::optional<Encoding> encodingNamed(std::string_view name) {
    std::string plain;
    for (char c : name) {
        if (c != '-' && c != '_' && c != ' ') plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    constexpr std::pair<std::string_view, Encoding> kNames[] = {
        {"utf8", Encoding::Utf8},       {"ascii", Encoding::Ascii},     {"usascii", Encoding::Ascii},
        {"latin1", Encoding::Latin1},   {"iso88591", Encoding::Latin1}, {"utf16", Encoding::Utf16},
        {"utf16le", Encoding::Utf16Le}, {"utf16be", Encoding::Utf16Be}, {"utf32", Encoding::Utf32},
        {"utf32le", Encoding::Utf32Le}, {"utf32be", Encoding::Utf32Be},
    };
    for (const auto& [known, encoding] : kNames) {
        if (plain == known) return encoding;
    }
    return std::nullopt;
}

std::optional<OnError> errorsNamed(std::string_view name) {
    if (name == "strict") return OnError::Strict;
    if (name == "ignore") return OnError::Ignore;
    if (name == "replace") return OnError::Replace;
    return std::nullopt;
}

/// False: ValueError pending.
bool readNames(Mutator& m, std::string_view encoding, std::string_view errors, Encoding& e, OnError& on) {
    auto foundEncoding = encodingNamed(encoding);
    auto foundErrors = errorsNamed(errors);
    if (!foundEncoding.has_value()) {
        throwValueError(
            m,
            joined("unknown encoding \"", encoding,
                   "\" (utf-8, ascii, latin-1, utf-16 and utf-32 are known, -le and -be behind the latter)"));
        return false;
    }
    if (!foundErrors.has_value()) {
        throwValueError(m, joined("unknown error handling \"", errors, "\" (strict, ignore or replace)"));
        return false;
    }
    e = *foundEncoding;
    on = *foundErrors;
    return true;
}

const char* nameOf(Encoding e) {
    return e == Encoding::Utf8 ? "utf-8" : e == Encoding::Ascii ? "ascii" : "latin-1";
}

/// Valid UTF-8 from bytes that are none. Only `ignore` needs the pieces; `replace` is what base does.
std::string withoutIllFormed(std::string_view bytes) {
    std::string out;
    while (!bytes.empty()) {
        Utf8Scan scan = scanUtf8(bytes);
        out.append(bytes.substr(0, scan.validBytes));
        bytes.remove_prefix(scan.valid ? bytes.size() : scan.validBytes + 1);
    }
    return out;
}

Value decodeUtf8Bytes(Mutator& m, std::string_view bytes, OnError on) {
    Utf8Scan scan = scanUtf8(bytes);
    if (scan.valid) return stringValue(m, bytes);
    if (on == OnError::Strict)
        return throwValueError(m, joined("decode(): byte ", scan.validBytes, " is not valid utf-8"));
    return stringValue(m, on == OnError::Replace ? repairUtf8(bytes) : withoutIllFormed(bytes));
}

// ---- UTF-16 and UTF-32: units of 2 or 4 bytes. Without an order in the name encoding begins with a mark and
// is little-endian, and decoding goes by the mark.

struct Wide {
    size_t unit;  ///< 0: no wide encoding
    bool big;
    bool marked;
};
Wide wideOf(Encoding e) {
    switch (e) {
        case Encoding::Utf16:
            return {2, false, true};
        case Encoding::Utf16Le:
            return {2, false, false};
        case Encoding::Utf16Be:
            return {2, true, false};
        case Encoding::Utf32:
            return {4, false, true};
        case Encoding::Utf32Le:
            return {4, false, false};
        case Encoding::Utf32Be:
            return {4, true, false};
        default:
            return {0, false, false};
    }
}

void appendUnit(std::string& out, uint32_t value, const Wide& wide) {
    for (size_t i = 0; i < wide.unit; ++i) {
        size_t byte = wide.big ? wide.unit - 1 - i : i;
        out += static_cast<char>(value >> (8 * byte));
    }
}
uint32_t unitAt(std::string_view bytes, size_t at, const Wide& wide) {
    uint32_t value = 0;
    for (size_t i = 0; i < wide.unit; ++i) {
        size_t byte = wide.big ? wide.unit - 1 - i : i;
        value |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * byte);
    }
    return value;
}

constexpr uint32_t kByteOrderMark = 0xFEFF;

Value encodeWide(Mutator& m, std::string_view text, const Wide& wide) {
    std::string out;
    out.reserve((text.size() + 1) * wide.unit);
    if (wide.marked) appendUnit(out, kByteOrderMark, wide);
    for (size_t pos = 0; pos < text.size();) {
        auto c = static_cast<uint32_t>(decodeUtf8(text, pos));
        if (wide.unit == 2 && c >= 0x10000) {
            appendUnit(out, 0xD800 + ((c - 0x10000) >> 10), wide);
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        appendUnit(out, c, wide);
    }
    return valueOrException(makeBytes(m, out));
}

bool isSurrogate(uint32_t c) {
    return c >= 0xD800 && c < 0xE000;
}

Value decodeWide(Mutator& m, std::string_view bytes, Wide wide, OnError on) {
    size_t at = 0;
    if (wide.marked && bytes.size() >= wide.unit) {
        const Wide other = {wide.unit, true, true};
        if (unitAt(bytes, 0, other) == kByteOrderMark) wide.big = true;
        if (unitAt(bytes, 0, wide) == kByteOrderMark) at = wide.unit;
    }
    std::string out;
    while (at < bytes.size()) {
        const size_t start = at;
        bool ok = bytes.size() - at >= wide.unit;
        uint32_t c = ok ? unitAt(bytes, at, wide) : 0;
        at = ok ? at + wide.unit : bytes.size();
        if (ok && wide.unit == 2 && c >= 0xD800 && c < 0xDC00 && bytes.size() - at >= 2) {
            uint32_t low = unitAt(bytes, at, wide);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (ok && !isSurrogate(c) && c <= 0x10FFFF) {
            appendUtf8(out, c);
        } else if (on == OnError::Replace) {
            appendUtf8(out, kReplacementCharacter);
        } else if (on == OnError::Strict) {
            return throwValueError(m, joined("decode(): byte ", start, " is not valid utf-", wide.unit * 8));
        }
    }
    return stringValue(m, out);
}

}  // namespace

bool readData(Mutator& m, const ArgReader& in, const Args& args, uint32_t i, const char* name,
              std::string_view& out) {
    if (Bytes* bytes = args[i].as<Bytes>()) {
        out = bytesView(bytes);
        return true;
    }
    String* text = args[i].as<String>();
    if (text == nullptr) return in.mismatch(i, name, "bytes or a string");
    if (!flatten(m, text)) return false;
    out = view(m, text);
    return true;
}

Value encodeText(Mutator& m, std::string_view text, std::string_view encoding, std::string_view errors) {
    Encoding e = Encoding::Utf8;
    OnError on = OnError::Strict;
    NOODLE_REQUIRE(readNames(m, encoding, errors, e, on));
    if (e == Encoding::Utf8) return valueOrException(makeBytes(m, text));
    if (Wide wide = wideOf(e); wide.unit != 0) return encodeWide(m, text, wide);
    const char32_t limit = e == Encoding::Ascii ? 0x80 : 0x100;
    std::string out;
    for (size_t pos = 0; pos < text.size();) {
        size_t start = pos;
        char32_t c = decodeUtf8(text, pos);
        if (c < limit) {
            out += static_cast<char>(c);
        } else if (on == OnError::Replace) {
            out += '?';
        } else if (on == OnError::Strict) {
            return throwValueError(m, joined("encode(): \"", text.substr(start, pos - start),
                                             "\" does not exist in ", nameOf(e)));
        }
    }
    return valueOrException(makeBytes(m, out));
}

Value decodeText(Mutator& m, std::string_view bytes, std::string_view encoding, std::string_view errors) {
    Encoding e = Encoding::Utf8;
    OnError on = OnError::Strict;
    NOODLE_REQUIRE(readNames(m, encoding, errors, e, on));
    if (e == Encoding::Utf8) return decodeUtf8Bytes(m, bytes, on);
    if (Wide wide = wideOf(e); wide.unit != 0) return decodeWide(m, bytes, wide, on);
    std::string out;
    for (size_t i = 0; i < bytes.size(); ++i) {
        auto c = static_cast<unsigned char>(bytes[i]);
        if (c < 0x80 || e == Encoding::Latin1) {
            appendUtf8(out, c);
        } else if (on == OnError::Replace) {
            appendUtf8(out, kReplacementCharacter);
        } else if (on == OnError::Strict) {
            return throwValueError(m, joined("decode(): byte ", i, " is not ascii"));
        }
    }
    return stringValue(m, out);
}

}  // namespace noodle

#include "runtime/builtins/encoding.h"

#include "runtime/base/utf8.h"
#include "runtime/builtins/args.h"

namespace noodle {

namespace {

enum class Encoding { Utf8, Ascii, Latin1 };
enum class OnError { Strict, Ignore, Replace };

std::optional<Encoding> encodingNamed(std::string_view name) {
    std::string plain;
    for (char c : name) {
        if (c != '-' && c != '_' && c != ' ') plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    if (plain == "utf8") return Encoding::Utf8;
    if (plain == "ascii" || plain == "usascii") return Encoding::Ascii;
    if (plain == "latin1" || plain == "iso88591") return Encoding::Latin1;
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
        throwValueError(m,
                        joined("unknown encoding \"", encoding, "\" (utf-8, ascii and latin-1 are known)"));
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

}  // namespace

Value encodeText(Mutator& m, std::string_view text, std::string_view encoding, std::string_view errors) {
    Encoding e = Encoding::Utf8;
    OnError on = OnError::Strict;
    NOODLE_REQUIRE(readNames(m, encoding, errors, e, on));
    if (e == Encoding::Utf8) return valueOrException(makeBytes(m, text));
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

// format(v, spec): which kind of formatting a value takes. Numbers as in Python; everything that is no number
// is formatted as its str() text, so any value may be aligned in a column.

#include <algorithm>
#include <charconv>

#include "runtime/base/utf8.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/format_detail.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

bool isFloatType(char type) {
    return type == 'e' || type == 'E' || type == 'f' || type == 'F' || type == 'g' || type == 'G' ||
           type == '%';
}

Value badType(Mutator& m, char type, Value v) {
    return throwValueError(m, joined("unknown format code '", type, "' for ", typeNameOf(m, v)));
}

/// Digits of the magnitude, without sign. False: exception.
bool magnitude(Mutator& m, Value v, int base, std::string& text) {
    if (isBigInt(v)) {
        if (!appendBigInt(m, text, v, base)) return false;
    } else {
        char buffer[72];
        text.assign(buffer, std::to_chars(buffer, buffer + sizeof buffer, toInt64(v), base).ptr);
    }
    if (text[0] == '-') text.erase(0, 1);
    return true;
}

int baseOf(char type) {
    switch (type) {
        case 'x':
        case 'X':
            return 16;
        case 'o':
            return 8;
        case 'b':
            return 2;
        case 'd':
        case 'n':
        case 0:
            return 10;
        default:
            return 0;
    }
}

Value formatCodePoint(Mutator& m, const FormatSpec& spec, Value v) {
    const std::optional<int64_t> code = isBigInt(v) ? bigintToInt64(v) : std::optional<int64_t>(toInt64(v));
    const bool valid =
        code.has_value() && *code >= 0 && *code <= 0x10FFFF && (*code < 0xD800 || *code > 0xDFFF);
    if (!valid)
        return throwError(m, m.types().overflowError, "format code 'c' needs a code point in 0..0x10FFFF");
    std::string text;
    appendUtf8(text, static_cast<char32_t>(*code));
    return stringValue(m, padText(spec, text, '<'));
}

Value formatFloatValue(Mutator& m, const FormatSpec& spec, Value v, double d) {
    if (spec.type != 0 && !isFloatType(spec.type)) return badType(m, spec.type, v);
    return stringValue(m, formatFloat(spec, d));
}

Value formatWhole(Mutator& m, const FormatSpec& spec, Value v) {
    if (isFloatType(spec.type))
        return formatFloatValue(m, spec, v, isBigInt(v) ? bigintToDouble(v) : toDouble(v));
    if (spec.type == 'c') return formatCodePoint(m, spec, v);
    if (baseOf(spec.type) == 0) return badType(m, spec.type, v);
    if (spec.precision >= 0) return throwValueError(m, "precision is not allowed in an integer format");
    if (spec.grouping == ',' && baseOf(spec.type) != 10)
        return throwValueError(m, joined("cannot use ',' with '", spec.type, "'; use '_'"));
    std::string text;
    return formatInteger(m, text, spec, v) ? stringValue(m, text) : Value::exception();
}

Value formatAsText(Mutator& m, const FormatSpec& spec, Value v) {
    if (spec.type != 0 && spec.type != 's') return badType(m, spec.type, v);
    if (spec.grouping != 0)
        return throwValueError(m, joined("cannot use '", spec.grouping, "' with ", typeNameOf(m, v)));
    std::string text;
    if (!appendStr(m, text, v)) return Value::exception();
    return stringValue(m, formatText(spec, text, '<'));
}

/// A class's own __format__; undef if it has none.
Value formatByMethod(Mutator& m, Value v, std::string_view spec) {
    const Member method = findProtocol(m, v, Protocol::Format);
    if (method.kind == MemberKind::None) return Value::undef();
    const Value argument = stringValue(m, spec);
    NOODLE_TRY(argument);
    return callFound(m, v, method, std::span<const Value>(&argument, 1));
}

}  // namespace

bool isNegativeInteger(Value v) {
    return isBigInt(v) ? (v.asObject()->flags & 1) != 0 : toInt64(v) < 0;
}

bool formatInteger(Mutator& m, std::string& out, const FormatSpec& spec, Value v) {
    std::string digits, prefix;
    if (!magnitude(m, v, baseOf(spec.type), digits)) return false;
    if (spec.alternate && baseOf(spec.type) != 10) prefix = std::string("0") + spec.type;
    if (spec.type == 'X') {
        std::transform(digits.begin(), digits.end(), digits.begin(),
                       [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
    }
    out += layOutNumber(spec, isNegativeInteger(v), prefix, digits, "");
    return true;
}

std::string formatText(const FormatSpec& spec, std::string_view text, char defaultAlign) {
    if (spec.precision >= 0)
        text = text.substr(0, advanceCodePoints(text, 0, static_cast<size_t>(spec.precision)));
    return padText(spec, text, defaultAlign);
}

Value formatValue(Mutator& m, Value v, std::string_view text) {
    const Value byMethod = formatByMethod(m, v, text);
    if (!byMethod.isUndef()) return byMethod;
    if (text.empty()) return valueOrException(toStr(m, v));
    FormatSpec spec;
    std::string error;
    if (!parseFormatSpec(text, spec, error)) return throwValueError(m, error);
    if (v.isDouble()) return formatFloatValue(m, spec, v, v.asDouble());
    if (isInt(v) || isBigInt(v)) return formatWhole(m, spec, v);
    return formatAsText(m, spec, v);
}

}  // namespace noodle

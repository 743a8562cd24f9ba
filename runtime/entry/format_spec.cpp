#include "runtime/entry/format_spec.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "runtime/base/utf8.h"
#include "runtime/entry/message.h"
#include "runtime/object/number.h"

namespace noodle {
namespace {

bool isAlign(char c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Reads digits at the front of `text`. False if the number is beyond kMaxFormatWidth.
bool takeNumber(std::string_view& text, uint32_t& out) {
    out = 0;
    while (!text.empty() && isDigit(text[0])) {
        out = out * 10 + static_cast<uint32_t>(text[0] - '0');
        if (out > kMaxFormatWidth) return false;
        text.remove_prefix(1);
    }
    return true;
}

bool takeChar(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
}

/// True if a fill is named.
bool takeAlign(std::string_view& text, FormatSpec& spec) {
    if (text.empty()) return false;
    const size_t fillBytes = utf8Width(text[0]);
    if (text.size() > fillBytes && isAlign(text[fillBytes])) {
        size_t offset = 0;
        spec.fill = decodeUtf8(text, offset);
        spec.align = text[fillBytes];
        text.remove_prefix(fillBytes + 1);
        return true;
    }
    if (isAlign(text[0])) {
        spec.align = text[0];
        text.remove_prefix(1);
    }
    return false;
}

void appendFill(std::string& out, char32_t fill, size_t count) {
    for (size_t i = 0; i < count; ++i) appendUtf8(out, fill);
}

size_t groupWidth(const FormatSpec& spec) {
    const bool bits = spec.type == 'x' || spec.type == 'X' || spec.type == 'o' || spec.type == 'b';
    return spec.grouping == '_' && bits ? 4 : 3;
}

/// `digits` with separators, extended to the left with zeros while the result is shorter than `minimum`.
std::string groupDigits(const FormatSpec& spec, std::string_view digits, size_t minimum) {
    std::string reversed;
    const size_t width = groupWidth(spec);
    for (size_t i = 0; i < digits.size() || reversed.size() < minimum; ++i) {
        if (spec.grouping != 0 && i != 0 && i % width == 0) reversed += spec.grouping;
        reversed += i < digits.size() ? digits[digits.size() - 1 - i] : '0';
    }
    return {reversed.rbegin(), reversed.rend()};
}

std::string printed(const char* format, int precision, double d) {
    const int size = std::snprintf(nullptr, 0, format, precision, d);
    std::string out(static_cast<size_t>(size) + 1, '\0');
    std::snprintf(out.data(), out.size(), format, precision, d);
    out.pop_back();
    return out;
}

/// Python's form without a type but with a precision: as g, but with a digit after the point, and the
/// exponent form one digit earlier.
std::string generalWithPoint(int precision, double d) {
    std::string text = printed("%.*e", precision - 1, d);
    const size_t mark = text.find('e');
    const int exponent = std::atoi(text.c_str() + mark + 1);
    if (exponent + 1 > precision - 1 || exponent < -4) {
        std::string mantissa = text.substr(0, mark);
        if (mantissa.find('.') != std::string::npos) {
            mantissa.erase(mantissa.find_last_not_of('0') + 1);
            if (mantissa.back() == '.') mantissa.pop_back();
        }
        return mantissa + text.substr(mark);
    }
    text = printed("%.*g", precision, d);
    return text.find('.') == std::string::npos ? text + ".0" : text;
}

/// The digits of a finite d >= 0.
std::string floatDigits(const FormatSpec& spec, double d) {
    const int precision = spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
    switch (spec.type) {
        case 'e':
            return printed(spec.alternate ? "%#.*e" : "%.*e", precision, d);
        case 'E':
            return printed(spec.alternate ? "%#.*E" : "%.*E", precision, d);
        case 'f':
        case 'F':
            return printed(spec.alternate ? "%#.*f" : "%.*f", precision, d);
        case '%':
            return printed(spec.alternate ? "%#.*f" : "%.*f", precision, d * 100);
        case 'g':
            return printed(spec.alternate ? "%#.*g" : "%.*g", precision, d);
        case 'G':
            return printed(spec.alternate ? "%#.*G" : "%.*G", precision, d);
        default:
            return spec.precision < 0 ? formatDouble(d) : generalWithPoint(precision == 0 ? 1 : precision, d);
    }
}

}  // namespace

bool parseFormatSpec(std::string_view text, FormatSpec& spec, std::string& error) {
    const std::string_view whole = text;
    const bool hasFill = takeAlign(text, spec);
    if (!text.empty() && (text[0] == '+' || text[0] == '-' || text[0] == ' ')) {
        spec.sign = text[0];
        text.remove_prefix(1);
    }
    spec.alternate = takeChar(text, '#');
    if (takeChar(text, '0') && !hasFill) {
        spec.fill = '0';
        if (spec.align == 0) spec.align = '=';
    }
    bool fits = takeNumber(text, spec.width);
    if (fits && !text.empty() && (text[0] == ',' || text[0] == '_')) {
        spec.grouping = text[0];
        text.remove_prefix(1);
    }
    if (fits && takeChar(text, '.')) {
        if (text.empty() || !isDigit(text[0])) {
            error = joined("format spec \"", whole, "\" has no digits after '.'");
            return false;
        }
        uint32_t precision = 0;
        fits = takeNumber(text, precision);
        spec.precision = precision;
    }
    if (!fits) {
        error = joined("width or precision in format spec \"", whole, "\" is too large");
        return false;
    }
    if (!text.empty()) {
        spec.type = text[0];
        text.remove_prefix(1);
    }
    if (text.empty()) return true;
    error = joined("invalid format spec \"", whole, "\"");
    return false;
}

std::string padText(const FormatSpec& spec, std::string_view body, char defaultAlign) {
    const size_t length = countCodePoints(body);
    if (length >= spec.width) return std::string(body);
    const size_t missing = spec.width - length;
    const char align = spec.align == 0 ? defaultAlign : spec.align;
    const size_t before = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
    std::string out;
    appendFill(out, spec.fill, before);
    out += body;
    appendFill(out, spec.fill, missing - before);
    return out;
}

std::string layOutNumber(const FormatSpec& spec, bool negative, std::string_view prefix,
                         std::string_view digits, std::string_view rest) {
    std::string front;
    if (negative) {
        front = "-";
    } else if (spec.sign != '-') {
        front = spec.sign;
    }
    front += prefix;
    const bool inside = spec.align == '=';
    const size_t around = front.size() + rest.size();
    const size_t minimum = inside && spec.fill == '0' && spec.width > around ? spec.width - around : 0;
    std::string body = groupDigits(spec, digits, minimum);
    if (inside && around + body.size() < spec.width) {
        std::string fill;
        appendFill(fill, spec.fill, spec.width - around - body.size());
        return front + fill + body + std::string(rest);
    }
    return padText(spec, front + body + std::string(rest), '>');
}

std::string formatFloat(const FormatSpec& spec, double d) {
    const bool negative = std::signbit(d) && d == d;
    const bool upper = spec.type == 'E' || spec.type == 'F' || spec.type == 'G';
    if (!std::isfinite(d)) {
        FormatSpec plain = spec;
        plain.grouping = 0;
        const char* word = d != d ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf");
        return layOutNumber(plain, negative, "", word, spec.type == '%' ? "%" : "");
    }
    std::string text = floatDigits(spec, std::fabs(d));
    if (spec.type == '%') text += '%';
    size_t whole = 0;
    while (whole < text.size() && isDigit(text[whole])) ++whole;
    return layOutNumber(spec, negative, "", std::string_view(text).substr(0, whole),
                        std::string_view(text).substr(whole));
}

}  // namespace noodle

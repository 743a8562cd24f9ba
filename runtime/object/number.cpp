#include "runtime/object/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "runtime/object/errors.h"

namespace noodle {
namespace {

std::string_view trimBlanks(std::string_view text) {
    auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

int digitValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

/// Removes the underscores that separate digits; nullopt where one does not stand between two of them.
std::optional<std::string> withoutUnderscores(std::string_view text, bool hexDigits) {
    auto digit = [&](char c) { return digitValue(c) < (hexDigits ? 36 : 10); };
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            out += text[i];
        } else if (i == 0 || i + 1 == text.size() || !digit(text[i - 1]) || !digit(text[i + 1])) {
            return std::nullopt;
        }
    }
    return out;
}

int prefixBase(std::string_view digits) {
    if (digits.size() < 3 || digits[0] != '0') return 0;
    switch (digits[1]) {
        case 'x':
        case 'X':
            return 16;
        case 'o':
        case 'O':
            return 8;
        case 'b':
        case 'B':
            return 2;
        default:
            return 0;
    }
}

/// Magnitude and sign of any number that is not a double, with leading zero limbs dropped.
struct Magnitude {
    bool negative;
    const uint64_t* limbs;
    uint32_t count;
    uint64_t own;
};

void setMagnitude(Magnitude& out, Value v) {
    if (auto* big = v.as<BigInt>()) {
        out.negative = (big->flags & 1) != 0;
        out.limbs = big->limbs();
        out.count = big->aux;
        while (out.count > 0 && out.limbs[out.count - 1] == 0) --out.count;
        return;
    }
    int64_t i = toInt64(v);
    out.negative = i < 0;
    out.own = i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i);
    out.limbs = &out.own;
    out.count = out.own != 0 ? 1 : 0;
}

int compareMagnitudes(const Magnitude& a, const Magnitude& b) {
    if (a.count == 0 && b.count == 0) return 0;
    if (a.count == 0) return b.negative ? 1 : -1;
    if (b.count == 0) return a.negative ? -1 : 1;
    if (a.negative != b.negative) return a.negative ? -1 : 1;
    int order = 0;
    if (a.count != b.count) {
        order = a.count < b.count ? -1 : 1;
    } else {
        for (uint32_t i = a.count; i-- > 0 && order == 0;) {
            if (a.limbs[i] != b.limbs[i]) order = a.limbs[i] < b.limbs[i] ? -1 : 1;
        }
    }
    return a.negative ? -order : order;
}

int compareBigDouble(const Magnitude& a, double d) {
    if (std::isnan(d)) return kUnordered;
    if (std::isinf(d)) return d > 0 ? -1 : 1;
    uint64_t limbs[17];
    double whole = std::trunc(d);
    Magnitude b{d < 0, limbs, doubleLimbs(whole, limbs), 0};
    int order = compareMagnitudes(a, b);
    if (order != 0 || whole == d) return order;
    return d > whole ? -1 : 1;
}

}  // namespace

Value makeBoxedInt(Mutator& m, int64_t i) {
    auto* box = m.heap().allocate<BoxedInt>();
    if (box == nullptr) return throwOutOfMemory(m);
    box->value = i;
    return Value::ofObject(box);
}

uint32_t doubleLimbs(double whole, uint64_t* limbs) {
    int exponent;
    double fraction = std::frexp(std::fabs(whole), &exponent);
    auto mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
    if (mantissa == 0) return 0;
    int shift = exponent - 53;
    if (shift <= 0) {
        limbs[0] = mantissa >> -shift;
        return limbs[0] != 0 ? 1 : 0;
    }
    auto word = static_cast<uint32_t>(shift) / 64, bit = static_cast<uint32_t>(shift) % 64;
    std::fill(limbs, limbs + word, 0);
    limbs[word] = mantissa << bit;
    uint64_t high = bit == 0 ? 0 : mantissa >> (64 - bit);
    if (high == 0) return word + 1;
    limbs[word + 1] = high;
    return word + 2;
}

int compareIntDouble(int64_t i, double d) {
    if (d != d) return kUnordered;
    if (d >= 0x1p63) return -1;
    if (d < -0x1p63) return 1;
    auto whole = static_cast<int64_t>(d);
    if (i != whole) return i < whole ? -1 : 1;
    double fraction = d - static_cast<double>(whole);
    return fraction > 0 ? -1 : fraction < 0 ? 1 : 0;
}

int compareNumbers(Value a, Value b) {
    if (a.isDouble() && b.isDouble()) {
        double x = a.asDouble(), y = b.asDouble();
        return x < y ? -1 : x > y ? 1 : x == y ? 0 : kUnordered;
    }
    if (a.isDouble()) {
        int order = compareNumbers(b, a);
        return order == kUnordered ? order : -order;
    }
    if (b.isDouble() && isInt(a)) return compareIntDouble(toInt64(a), b.asDouble());
    if (isInt(a) && isInt(b)) {
        int64_t x = toInt64(a), y = toInt64(b);
        return x < y ? -1 : x > y;
    }
    Magnitude x, y;
    setMagnitude(x, a);
    if (b.isDouble()) return compareBigDouble(x, b.asDouble());
    setMagnitude(y, b);
    return compareMagnitudes(x, y);
}

std::string formatDouble(double d) {
    if (std::isnan(d)) return "nan";
    if (std::isinf(d)) return d < 0 ? "-inf" : "inf";
    if (d == 0) return std::signbit(d) ? "-0.0" : "0.0";
    char buffer[32];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(d), std::chars_format::scientific).ptr;
    // "d[.ddd]e±xx": take it apart into digits and exponent.
    std::string_view text(buffer, static_cast<size_t>(end - buffer));
    size_t e = text.find('e');
    std::string digits(1, text[0]);
    if (e > 2) digits += text.substr(2, e - 2);
    int exponent = 0;
    const char* exponentStart = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
    std::from_chars(exponentStart, end, exponent);
    std::string out = d < 0 ? "-" : "";
    auto count = static_cast<int>(digits.size());
    if (exponent < -4 || exponent >= 16) {
        out += digits[0];
        if (count > 1) out.append(".").append(digits, 1);
        out += exponent < 0 ? "e-" : "e+";
        std::string shown = std::to_string(std::abs(exponent));
        return out + (shown.size() < 2 ? "0" : "") + shown;
    }
    if (exponent < 0) return out + "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
    if (count <= exponent + 1)
        return out + digits + std::string(static_cast<size_t>(exponent + 1 - count), '0') + ".0";
    auto point = static_cast<size_t>(exponent) + 1;
    return out + digits.substr(0, point) + "." + digits.substr(point);
}

std::optional<int64_t> parseInt(std::string_view text, int base) {
    text = trimBlanks(text);
    bool negative = false, isSigned = false;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        isSigned = true;
        text.remove_prefix(1);
    }
    int prefixed = prefixBase(text);
    bool usePrefix = prefixed != 0 && (base == 10 || base == 0 || base == prefixed);
    if (usePrefix) {
        base = prefixed;
        text.remove_prefix(2);
        if (text[0] == '_') text.remove_prefix(1);
    }
    if (base == 0) base = 10;
    auto digits = withoutUnderscores(text, true);
    if (!digits || digits->empty()) return std::nullopt;
    uint64_t magnitude = 0;
    for (char c : *digits) {
        int digit = digitValue(c);
        if (digit >= base) return std::nullopt;
        if (__builtin_mul_overflow(magnitude, static_cast<uint64_t>(base), &magnitude)) return std::nullopt;
        if (__builtin_add_overflow(magnitude, static_cast<uint64_t>(digit), &magnitude)) return std::nullopt;
    }
    constexpr uint64_t kMax = std::numeric_limits<int64_t>::max();
    // Unsigned literals with a base prefix are bit patterns, as in source text.
    bool pattern = usePrefix && !isSigned;
    if (magnitude > kMax + (negative ? 1 : 0) && !pattern) return std::nullopt;
    return static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
}

std::optional<double> parseDouble(std::string_view text) {
    text = trimBlanks(text);
    bool negative = false;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    auto signedValue = [&](double d) { return negative ? -d : d; };
    std::string lowered(text.substr(0, 9));
    for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (lowered == "inf" || lowered == "infinity")
        return signedValue(std::numeric_limits<double>::infinity());
    if (lowered == "nan") return std::numeric_limits<double>::quiet_NaN();
    bool starts =
        !text.empty() && ((text[0] >= '0' && text[0] <= '9') || (text[0] == '.' && text.size() > 1));
    auto digits = withoutUnderscores(text, false);
    if (!starts || !digits) return std::nullopt;
    double value = 0;
    auto [end, error] = std::from_chars(digits->data(), digits->data() + digits->size(), value);
    if (end != digits->data() + digits->size()) return std::nullopt;
    if (error == std::errc::result_out_of_range)
        value = std::strtod(digits->c_str(), nullptr);  // 0 or infinity
    else if (error != std::errc())
        return std::nullopt;
    return signedValue(value);
}

}  // namespace noodle

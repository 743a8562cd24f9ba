// Numbers. A dot belongs to a number only before a digit, or where neither a name nor another dot follows,
// so that `1..5` is a range and `5.abs()` a call.
#include <charconv>
#include <limits>
#include <string>

#include "compiler/lex/lexer_impl.h"

namespace noodle::lex_detail {

namespace {

int digitValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

constexpr uint64_t kMinMagnitude = uint64_t{1} << 63;

}  // namespace

void Lexer::lexNumber() {
    const char* start = p_;
    if (*p_ == '0') {
        switch (peek(1)) {
            case 'x':
            case 'X':
                return lexRadix(start, 16, p_ + 2);
            case 'b':
            case 'B':
                return lexRadix(start, 2, p_ + 2);
            case 'o':
            case 'O':
                return lexRadix(start, 8, p_ + 2);
            default:
                break;
        }
    }
    lexDecimal(start);
}

void Lexer::emitInteger(const char* start, uint64_t value, uint8_t extraFlags) {
    out_.integers.push_back(value);
    emit(TokenKind::Int, start, static_cast<uint32_t>(out_.integers.size() - 1), extraFlags);
}

void Lexer::skipNumberTail() {
    while (p_ < end_ && isNamePart(*p_)) ++p_;
}

void Lexer::numberError(const char* start, std::string_view hint) {
    skipNumberTail();
    std::string text(start, p_);
    sink_.report(Diag::InvalidNumber, spanFrom(start), {text, hint});
    emitInteger(start, 0, 0);
}

// Up to 64 bits, taken as a bit pattern.
void Lexer::lexRadix(const char* start, int radix, const char* digits) {
    uint64_t value = 0;
    bool overflow = false;
    size_t count = 0;
    char previous = '\0';
    for (p_ = digits; p_ < end_ && isNamePart(*p_); previous = *p_++) {
        if (*p_ == '_') {
            if (previous == '_') return numberError(start, "one `_` between two digits");
            continue;
        }
        int digit = digitValue(*p_);
        if (digit >= radix) return numberError(start, "this digit does not belong to the base");
        auto base = static_cast<uint64_t>(radix);
        overflow |= value > std::numeric_limits<uint64_t>::max() / base;
        value = value * base + static_cast<uint64_t>(digit);
        ++count;
    }
    if (count == 0) return numberError(start, "digits must follow the prefix");
    if (previous == '_') return numberError(start, "a number cannot end in `_`");
    if (overflow) sink_.report(Diag::IntegerTooLarge, spanFrom(start), {std::string(start, p_)});
    emitInteger(start, value, 0);
}

void Lexer::lexDecimal(const char* start) {
    std::string digits;
    bool isFloat = false;
    bool badUnderscore = false;
    auto takeDigits = [&] {
        char previous = '\0';
        while (p_ < end_ && (isDigit(*p_) || *p_ == '_')) {
            if (*p_ == '_') badUnderscore |= !isDigit(previous);
            if (*p_ != '_') digits += *p_;
            previous = *p_++;
        }
        badUnderscore |= previous == '_';
    };
    takeDigits();
    bool fraction = peek() == '.' && peek(1) != '.' && !isNameStart(peek(1));
    if (fraction) {
        isFloat = true;
        digits += *p_++;
        takeDigits();
    }
    bool exponent = (peek() == 'e' || peek() == 'E') &&
                    (isDigit(peek(1)) || ((peek(1) == '+' || peek(1) == '-') && isDigit(peek(2))));
    if (exponent) {
        isFloat = true;
        digits += 'e';
        ++p_;
        if (peek() == '-') digits += '-';
        if (!isDigit(peek())) ++p_;
        takeDigits();
    }
    if (badUnderscore) return numberError(start, "one `_` between two digits");
    if (p_ < end_ && isNameStart(*p_))
        return numberError(start, "put a blank or an operator after the number");
    if (isFloat) {
        double value = 0;
        if (digits[0] == '.') digits.insert(digits.begin(), '0');
        auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (result.ec == std::errc::result_out_of_range) {
            value = digits.find("e-") == std::string::npos ? std::numeric_limits<double>::infinity() : 0.0;
        }
        out_.floats.push_back(value);
        emit(TokenKind::Float, start, static_cast<uint32_t>(out_.floats.size() - 1));
        return;
    }
    bool leadingZero =
        digits.size() > 1 && digits[0] == '0' && digits.find_first_not_of('0') != std::string::npos;
    if (leadingZero) return numberError(start, "an octal number is written 0o…");
    uint64_t value = 0;
    auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec != std::errc() || value > kMinMagnitude) {
        sink_.report(Diag::IntegerTooLarge, spanFrom(start), {digits})
            .fix(spanFrom(start), "bigint(\"" + std::string(digits) + "\")");
        value = 0;
    }
    emitInteger(start, value, value == kMinMagnitude ? token_flags::kNeedsMinus : 0);
}

}  // namespace noodle::lex_detail

// String literals.
//
// A literal without interpolation is one token, and its text is a view of the source unless it has escapes.
// One with interpolations becomes StringBegin (StringText | InterpolationBegin tokens… InterpolationEnd)*
// StringEnd: `${` pushes a frame and returns to the main loop, and the `}` that closes it comes back here.
// So strings inside interpolations inside strings cost no native stack.
#include <cstring>

#include "compiler/lex/lexer_impl.h"
#include "runtime/base/utf8.h"

namespace noodle::lex_detail {

namespace {

std::string_view simpleEscape(char c) {
    switch (c) {
        case 'n':
            return "\n";
        case 't':
            return "\t";
        case 'r':
            return "\r";
        case '0':
            return std::string_view("\0", 1);
        case 'a':
            return "\a";
        case 'b':
            return "\b";
        case 'f':
            return "\f";
        case 'v':
            return "\v";
        case '\\':
            return "\\";
        case '"':
            return "\"";
        case '\'':
            return "'";
        case '`':
            return "`";
        case '$':
            return "$";
        case '{':
            return "{";
        case '}':
            return "}";
        default:
            return {};
    }
}

int hexValue(char c) {
    if (c <= '9') return c - '0';
    return (c | 0x20) - 'a' + 10;
}

}  // namespace

// Whether a string literal starts at p_, and how it is to be read.
bool Lexer::stringAhead(StringForm& form, size_t& prefixLength) const {
    size_t n = peek(0) == 'u' && (peek(1) == '"' || peek(1) == '\'') ? 1 : 0;
    for (; n < 2; ++n) {
        char c = static_cast<char>(peek(n) | 0x20);
        if (c == 'f' && !form.format) {
            form.format = true;
        } else if (c == 'r' && !form.raw) {
            form.raw = true;
        } else if (c == 'b' && !form.bytes) {
            form.bytes = true;
        } else {
            break;
        }
    }
    form.quote = peek(n);
    if (form.quote != '"' && form.quote != '\'' && (form.quote != '`' || n > 0)) return false;
    if (form.format && form.bytes) return false;
    prefixLength = n;
    form.triple = form.quote != '`' && peek(n + 1) == form.quote && peek(n + 2) == form.quote;
    form.dollar = form.quote != '\'' && !form.format && !form.raw && !form.bytes;
    form.multiLine = form.triple || form.quote == '`';
    return true;
}

void Lexer::flushPlain(const char* upTo) {
    if (!hasDecoded_) decoded_.clear();
    hasDecoded_ = true;
    decoded_.append(plainFrom_, upTo);
}

std::string_view Lexer::takeText(const char* upTo) {
    if (!hasDecoded_) return {plainFrom_, static_cast<size_t>(upTo - plainFrom_)};
    flushPlain(upTo);
    hasDecoded_ = false;
    return arena_.copy(decoded_);
}

// The text since the last delimiter as a StringText token, unless it is empty.
void Lexer::emitText(const char* upTo) {
    const char* start = plainFrom_;
    std::string_view text = takeText(upTo);
    if (!text.empty()) emit(TokenKind::StringText, start, addText(text));
}

bool Lexer::atClosingQuote(const StringForm& form) const {
    if (*p_ != form.quote) return false;
    return !form.triple || (peek(1) == form.quote && peek(2) == form.quote);
}

// Whether an interpolation opens at p_.
bool Lexer::stopsBody(const StringForm& form) const {
    if (form.dollar) return *p_ == '$' && peek(1) == '{';
    return form.format && *p_ == '{' && peek(1) != '{';
}

void Lexer::lexString(const StringForm& form, const char* start, size_t prefixLength) {
    p_ += prefixLength + (form.triple ? 3 : 1);
    plainFrom_ = p_;
    hasDecoded_ = false;
    lexStringBody(form, kNoPartner, start);
}

// Reads up to the closing quote or the next interpolation. stringToken is kNoPartner until the literal has
// proved to be an interpolated one.
void Lexer::lexStringBody(const StringForm& form, uint32_t stringToken, const char* start) {
    while (p_ < end_ && !atClosingQuote(form)) {
        if (stopsBody(form)) {
            if (stringToken == kNoPartner) {
                const char* here = p_;
                p_ = plainFrom_;
                if (hasDecoded_) p_ = start + 1;
                stringToken = emit(TokenKind::StringBegin, start, kNoPartner);
                p_ = here;
            }
            emitText(p_);
            return openInterpolation(form, stringToken, form.dollar ? 2 : 1, false);
        }
        if (*p_ == '\n' && !form.multiLine) break;
        scanBodyCharacter(form);
    }
    finishString(form, stringToken, start);
}

void Lexer::scanBodyCharacter(const StringForm& form) {
    char c = *p_;
    if (c == '\\') {
        if (!form.raw) return scanEscape(form);
        p_ += peek(1) == '\n' || p_ + 1 == end_ ? 1 : 2;  // a raw string keeps \" as it stands
        if (p_[-1] == '\r' && peek() == '\n') ++p_;
        return;
    }
    if (form.format && (c == '{' || c == '}')) {
        bool doubled = peek(1) == c;
        if (!doubled) sink_.report(Diag::StrayBrace, spanAt(p_, 1)).fix(spanAt(p_, 0), std::string(1, c));
        flushPlain(p_ + 1);
        p_ += doubled ? 2 : 1;
        plainFrom_ = p_;
        return;
    }
    if (c == '\r' && peek(1) == '\n') {
        flushPlain(p_);
        plainFrom_ = ++p_;
        return;
    }
    if (form.bytes && (c & 0xC0) == 0xC0) sink_.report(Diag::NonAsciiBytes, spanAt(p_, 1));
    ++p_;
}

void Lexer::finishString(const StringForm& form, uint32_t stringToken, const char* start) {
    const char* textEnd = p_;
    if (p_ < end_ && atClosingQuote(form)) {
        p_ += form.triple ? 3 : 1;
    } else {
        if (form.multiLine) out_.endsInside = true;
        sink_.report(Diag::UnterminatedString, spanAt(start, 1), {"`" + form.closing() + "`"});
    }
    if (stringToken == kNoPartner) {
        uint32_t text = addText(takeText(textEnd));
        emit(form.bytes ? TokenKind::Bytes : TokenKind::String, start, text);
        return;
    }
    const char* stringEnd = p_;
    p_ = textEnd;
    emitText(textEnd);
    p_ = stringEnd;
    uint32_t token = emit(TokenKind::StringEnd, textEnd, stringToken);
    out_.tokens[stringToken].payload = token;
}

void Lexer::openInterpolation(const StringForm& form, uint32_t stringToken, size_t width, bool insideSpec) {
    const char* start = p_;
    p_ += width;
    uint32_t token = emit(TokenKind::InterpolationBegin, start, kNoPartner);
    frames_.push_back({form, stringToken, token, static_cast<uint32_t>(open_.size()), 0, insideSpec});
}

// p_ stands at the `}` of the innermost interpolation.
void Lexer::closeInterpolation() {
    Frame frame = frames_.back();
    frames_.pop_back();
    open_.resize(frame.openBase);
    firstOnLine_ = false;
    const char* start = p_++;
    uint32_t token = emit(TokenKind::InterpolationEnd, start, frame.interpolationToken);
    out_.tokens[frame.interpolationToken].payload = token;
    plainFrom_ = p_;
    hasDecoded_ = false;
    if (frame.insideSpec) return lexSpec();
    lexStringBody(frame.form, frame.stringToken, base_ + out_.tokens[frame.stringToken].begin);
}

// Text of a format spec up to its end or to an interpolation inside it.
void Lexer::lexSpec() {
    Frame frame = frames_.back();
    plainFrom_ = p_;
    hasDecoded_ = false;
    while (p_ < end_ && *p_ != '}' && *p_ != '{' && *p_ != '\n' && !atClosingQuote(frame.form)) ++p_;
    emitText(p_);
    if (p_ < end_ && *p_ == '}') return closeInterpolation();
    if (p_ < end_ && *p_ == '{') return openInterpolation(frame.form, frame.stringToken, 1, true);
    if (p_ < end_ && *p_ != '\n') abandonInterpolations(false);
}

// Closes interpolations that were not: those of single-line strings at the end of a line, all at the end of
// the text. The token run stays well-formed.
void Lexer::abandonInterpolations(bool atEnd) {
    bool reported = false;
    while (!frames_.empty() && (atEnd || !frames_.back().form.multiLine)) {
        Frame frame = frames_.back();
        if (!atEnd && open_.size() != frame.openBase && reported) break;
        frames_.pop_back();
        open_.resize(frame.openBase);
        if (!reported) {
            const Token& begin = out_.tokens[frame.interpolationToken];
            sink_.report(Diag::UnterminatedInterpolation, {file_.id(), begin.begin, begin.end});
            reported = true;
        }
        if (frame.form.multiLine) out_.endsInside = true;
        firstOnLine_ = false;
        uint32_t token = emit(TokenKind::InterpolationEnd, p_, frame.interpolationToken);
        out_.tokens[frame.interpolationToken].payload = token;
        if (frame.insideSpec) continue;
        if (!atEnd && atClosingQuote(frame.form)) p_ += frame.form.triple ? 3 : 1;
        token = emit(TokenKind::StringEnd, p_, frame.stringToken);
        out_.tokens[frame.stringToken].payload = token;
    }
}

// ---- escapes

void Lexer::scanEscape(const StringForm& form) {
    const char* start = p_;
    flushPlain(p_);
    char c = peek(1);
    p_ += 2;
    if (p_ > end_) p_ = end_;
    if (c == '\n' || (c == '\r' && peek() == '\n')) {
        if (c == '\r') ++p_;
    } else if (c == 'x') {
        scanHexEscape(start, 2, form);
    } else if (c == 'u' && !form.bytes) {
        scanUnicodeEscape(start);
    } else if (std::string_view text = simpleEscape(c); !text.empty()) {
        decoded_ += text;
    } else {
        if (c & 0x80) {
            while (p_ < end_ && (*p_ & 0xC0) == 0x80) ++p_;
        }
        std::string escape(start, p_);
        sink_.report(Diag::InvalidEscape, spanFrom(start), {escape}).fix(spanAt(start, 0), "\\");
    }
    plainFrom_ = p_;
}

bool Lexer::readHex(const char*& at, int digits, uint32_t& value) const {
    value = 0;
    for (int i = 0; i < digits; ++i, ++at) {
        if (at >= end_ || !isHexDigit(*at)) return false;
        value = value * 16 + static_cast<uint32_t>(hexValue(*at));
    }
    return true;
}

// \xNN is a code point in a string and a byte in a bytes literal.
void Lexer::scanHexEscape(const char* start, int digits, const StringForm& form) {
    uint32_t value;
    const char* at = p_;
    if (!readHex(at, digits, value)) {
        std::string escape(start, p_);
        sink_.report(Diag::InvalidEscape, spanFrom(start), {escape})
            .hint("two hexadecimal digits follow \\x");
        return;
    }
    p_ = at;
    if (form.bytes) {
        decoded_ += static_cast<char>(value);
    } else {
        appendCodePoint(start, value);
    }
}

// \u{…} with one to six digits, \uNNNN, and a surrogate pair of two of these.
void Lexer::scanUnicodeEscape(const char* start) {
    uint32_t value = 0;
    const char* at = p_;
    if (peek() == '{') {
        ++at;
        while (at < end_ && isHexDigit(*at) && value <= 0x10FFFF) {
            value = value * 16 + static_cast<uint32_t>(hexValue(*at++));
        }
        if (at == p_ + 1 || at >= end_ || *at != '}') {
            if (value > 0x10FFFF) return appendCodePoint(start, value);
            sink_.report(Diag::InvalidEscape, spanFrom(start), {"\\u{"}).hint("write \\u{1F600}");
            return;
        }
        p_ = at + 1;
        return appendCodePoint(start, value);
    }
    if (!readHex(at, 4, value)) {
        sink_.report(Diag::InvalidEscape, spanFrom(start), {"\\u"})
            .hint("four hexadecimal digits follow \\u");
        return;
    }
    p_ = at;
    uint32_t low;
    if (value >= 0xD800 && value < 0xDC00 && startsWith("\\u")) {
        at = p_ + 2;
        if (readHex(at, 4, low) && low >= 0xDC00 && low < 0xE000) {
            p_ = at;
            value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    appendCodePoint(start, value);
}

void Lexer::appendCodePoint(const char* start, uint32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        std::string escape(start, p_);
        sink_.report(Diag::InvalidCodePoint, spanFrom(start), {escape});
        return;
    }
    appendUtf8(decoded_, c);
}

}  // namespace noodle::lex_detail

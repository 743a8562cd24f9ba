#include "runtime/builtins/json_parse.h"

#include <charconv>
#include <cstdlib>
#include <cstring>

#include "runtime/base/hash.h"
#include "runtime/base/utf8.h"
#include "runtime/builtins/args.h"
#include "runtime/entry/bigint.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

class JsonParser {
  public:
    JsonParser(Mutator& m, std::string_view text)
        : m_(m), text_(text), open_(m.heap()), keys_(m.heap()), known_(m.heap()), ticker_(m) {}

    Value parse();

  private:
    static constexpr size_t kKnownKeys = 256;

    bool atEnd() const { return pos_ >= text_.size(); }
    char peek() const { return pos_ < text_.size() ? text_[pos_] : '\0'; }
    void skipBlanks() {
        while (pos_ < text_.size()) {
            char c = text_[pos_];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') break;
            ++pos_;
        }
    }
    bool accept(char c) {
        skipBlanks();
        if (peek() != c) return false;
        ++pos_;
        return true;
    }

    Value fail(std::string_view what) { return failAt(pos_, what); }
    Value failAt(size_t offset, std::string_view what);
    Value begin();
    Value close(Value v, bool& more);
    Value scalar();
    Value word(std::string_view text, Value v);
    Value number();
    Value integer(std::string_view digits);
    Value string();
    /// Bytes up to the closing quote; `plain` false if there are escapes among them. False: exception
    /// pending.
    bool scanString(std::string_view& raw, bool& plain);
    bool unescape(std::string_view raw, size_t offset, std::string& out);
    bool unicodeEscape(std::string_view raw, size_t& i, size_t offset, std::string& out);
    bool key();
    Value keyString(std::string_view raw);

    Mutator& m_;
    std::string_view text_;
    size_t pos_ = 0;
    ValueVector open_;   ///< containers being filled, outermost first
    ValueVector keys_;   ///< the pending key of each open Map
    ValueVector known_;  ///< recently made key strings: records of one kind share theirs
    Ticker ticker_;
};

Value JsonParser::failAt(size_t offset, std::string_view what) {
    if (offset > text_.size()) offset = text_.size();
    std::string_view before = text_.substr(0, offset);
    size_t line = 1, start = 0;
    for (size_t i = 0; (i = before.find('\n', i)) != std::string_view::npos; start = ++i) ++line;
    size_t column = 1;
    for (char c : before.substr(start)) column += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return throwValueError(m_, joined("invalid JSON at line ", line, ", column ", column, ": ", what));
}

Value JsonParser::parse() {
    for (;;) {
        Value v = begin();
        NOODLE_TRY(v);
        NOODLE_REQUIRE(ticker_.tick());
        if (v.isUndef()) continue;  // a container was opened: its first element is next
        bool more = false;
        v = close(v, more);
        NOODLE_TRY(v);
        if (more) continue;
        skipBlanks();
        return atEnd() ? v : fail("unexpected text after the value");
    }
}

/// One scalar or empty container; undef if a container with elements was opened.
Value JsonParser::begin() {
    skipBlanks();
    char c = peek();
    if (c == '[') {
        ++pos_;
        List* list = newList(m_);
        NOODLE_TRY_PTR(list);
        if (accept(']')) return Value::ofObject(list);
        open_.push(Value::ofObject(list));
        return Value::undef();
    }
    if (c == '{') {
        ++pos_;
        Map* map = newMap(m_);
        NOODLE_TRY_PTR(map);
        if (accept('}')) return Value::ofObject(map);
        open_.push(Value::ofObject(map));
        return key() ? Value::undef() : Value::exception();
    }
    return scalar();
}

/// Stores a finished value in the innermost container and closes those that end here. `more`: an element
/// follows.
Value JsonParser::close(Value v, bool& more) {
    while (!open_.empty()) {
        Value top = open_[open_.size() - 1];
        skipBlanks();
        char c = peek();
        if (List* list = top.as<List>()) {
            NOODLE_REQUIRE(listAppend(m_, list, v));
            if (c != ',' && c != ']')
                return fail(atEnd() ? "the text ends inside a list" : "expected ',' or ']'");
        } else {
            NOODLE_REQUIRE(mapSet(m_, top.cast<Map>(), keys_.pop(), v));
            if (c != ',' && c != '}')
                return fail(atEnd() ? "the text ends inside an object" : "expected ',' or '}'");
        }
        ++pos_;
        if (c == ',') {
            more = true;
            if (top.isKind(ObjectKind::Map) && !key()) return Value::exception();
            return Value::null();
        }
        v = open_.pop();
    }
    return v;
}

Value JsonParser::scalar() {
    switch (peek()) {
        case '"':
            return string();
        case 't':
            return word("true", Value::trueValue());
        case 'f':
            return word("false", Value::falseValue());
        case 'n':
            return word("null", Value::null());
        case '-':
        case '0':
        case '1':
        case '2':
        case '3':
        case '4':
        case '5':
        case '6':
        case '7':
        case '8':
        case '9':
            return number();
        default:
            break;
    }
    if (atEnd()) return fail("the text ends where a value is expected");
    return fail(peek() == ']' || peek() == '}' ? "a value is expected after ','" : "a value is expected");
}

Value JsonParser::word(std::string_view text, Value v) {
    if (text_.substr(pos_, text.size()) != text) return fail("a value is expected");
    pos_ += text.size();
    return v;
}

Value JsonParser::number() {
    size_t start = pos_;
    auto digits = [&] {
        size_t from = pos_;
        while (peek() >= '0' && peek() <= '9') ++pos_;
        return pos_ - from;
    };
    if (peek() == '-') ++pos_;
    bool zero = peek() == '0';
    size_t whole = digits();
    if (whole == 0) return fail("a digit is expected after '-'");
    if (zero && whole > 1) return failAt(start, "a number must not begin with 0");
    bool isFloat = false;
    if (peek() == '.') {
        isFloat = true;
        ++pos_;
        if (digits() == 0) return fail("a digit is expected after '.'");
    }
    if (peek() == 'e' || peek() == 'E') {
        isFloat = true;
        ++pos_;
        if (peek() == '+' || peek() == '-') ++pos_;
        if (digits() == 0) return fail("a digit is expected in the exponent");
    }
    std::string_view text = text_.substr(start, pos_ - start);
    if (!isFloat) return integer(text);
    double d = 0;
    auto result = std::from_chars(text.data(), text.data() + text.size(), d);
    if (result.ec != std::errc())
        d = std::strtod(std::string(text).c_str(), nullptr);  // out of range: inf or 0
    return Value::ofDouble(canonicalDouble(d));
}

Value JsonParser::integer(std::string_view digits) {
    int64_t i = 0;
    auto result = std::from_chars(digits.data(), digits.data() + digits.size(), i);
    if (result.ec == std::errc()) return makeInt(m_, i);
    return bigintFromText(m_, digits);
}

bool JsonParser::scanString(std::string_view& raw, bool& plain) {
    size_t start = ++pos_;
    plain = true;
    for (;; ++pos_) {
        if (pos_ >= text_.size()) {
            failAt(start - 1, "this string is not closed");
            return false;
        }
        auto c = static_cast<unsigned char>(text_[pos_]);
        if (c == '"') break;
        if (c == '\\') {
            plain = false;
            ++pos_;
        } else if (c < 0x20) {
            fail("a control character inside a string must be escaped");
            return false;
        }
    }
    raw = text_.substr(start, pos_ - start);
    ++pos_;
    return true;
}

bool JsonParser::unicodeEscape(std::string_view raw, size_t& i, size_t offset, std::string& out) {
    auto hex4 = [&](size_t at, uint32_t& value) {
        if (at + 4 > raw.size()) return false;
        auto result = std::from_chars(raw.data() + at, raw.data() + at + 4, value, 16);
        return result.ec == std::errc() && result.ptr == raw.data() + at + 4;
    };
    uint32_t c = 0, low = 0;
    if (!hex4(i, c)) {
        failAt(offset + i, "four hexadecimal digits are expected after \\u");
        return false;
    }
    i += 4;
    bool highHalf = c >= 0xD800 && c < 0xDC00;
    if (highHalf && raw.substr(i, 2) == "\\u" && hex4(i + 2, low) && low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 6;
    }
    appendUtf8(out, c);  // a lone half becomes U+FFFD
    return true;
}

bool JsonParser::unescape(std::string_view raw, size_t offset, std::string& out) {
    static constexpr std::string_view kNames = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    for (size_t i = 0; i < raw.size();) {
        size_t slash = raw.find('\\', i);
        out.append(raw, i, slash == std::string_view::npos ? slash : slash - i);
        if (slash == std::string_view::npos) return true;
        i = slash + 2;
        char name = raw[slash + 1];
        size_t index = kNames.find(name);
        if (name == 'u') {
            if (!unicodeEscape(raw, i, offset, out)) return false;
        } else if (index != std::string_view::npos) {
            out += kMeanings[index];
        } else {
            failAt(offset + slash, "unknown escape in a string");
            return false;
        }
    }
    return true;
}

Value JsonParser::string() {
    std::string_view raw;
    bool plain = true;
    NOODLE_REQUIRE(scanString(raw, plain));
    if (plain) return stringValue(m_, raw);
    std::string text;
    NOODLE_REQUIRE(unescape(raw, static_cast<size_t>(raw.data() - text_.data()), text));
    return stringValue(m_, text);
}

Value JsonParser::keyString(std::string_view raw) {
    if (known_.empty()) known_.resize(kKnownKeys);
    Value& slot = known_[hashText64(raw, 0) % kKnownKeys];
    if (!slot.isUndef() && view(m_, slot.cast<String>()) == raw) return slot;
    Value made = stringValue(m_, raw);
    if (!made.isException()) slot = made;
    return made;
}

/// Reads `"key":` and remembers the key.
bool JsonParser::key() {
    skipBlanks();
    if (peek() != '"') {
        fail("a key in double quotes is expected");
        return false;
    }
    std::string_view raw;
    bool plain = true;
    if (!scanString(raw, plain)) return false;
    Value name = Value::undef();
    if (plain) {
        name = keyString(raw);
    } else {
        std::string text;
        if (!unescape(raw, static_cast<size_t>(raw.data() - text_.data()), text)) return false;
        name = stringValue(m_, text);
    }
    if (name.isException()) return false;
    keys_.push(name);
    if (accept(':')) return true;
    fail("':' is expected after the key");
    return false;
}

}  // namespace

Value parseJson(Mutator& m, std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return JsonParser(m, text).parse();
}

}  // namespace noodle

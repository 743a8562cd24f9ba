// The lexer's state, shared by lexer.cpp, lex_string.cpp and lex_number.cpp. Private to compiler/lex.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/lex/char_class.h"
#include "compiler/lex/lexer.h"

namespace noodle::lex_detail {

// How a string literal is read.
struct StringForm {
    char quote = '"';
    bool triple = false;
    bool raw = false;
    bool bytes = false;
    bool format = false;     // f"…": {expr}
    bool dollar = false;     // "…" and `…`: ${expr}
    bool multiLine = false;  // may contain newlines

    std::string closing() const { return std::string(triple ? 3 : 1, quote); }
};

// One open bracket, with how many of each kind are open between it and the innermost `{` or interpolation
// below it (itself included): a closing bracket finds out in O(1) whether it has a partner.
struct OpenBracket {
    uint32_t token;
    uint32_t parens;
    uint32_t brackets;
    uint32_t braces;  // since the innermost interpolation
};

// One interpolation that is being read.
struct Frame {
    StringForm form;
    uint32_t stringToken;         // StringBegin
    uint32_t interpolationToken;  // InterpolationBegin
    uint32_t openBase;            // size of the bracket stack at its begin
    uint32_t questions = 0;       // ternaries waiting for their colon, at depth 0
    bool insideSpec = false;      // an interpolation inside a format spec
};

class Lexer {
  public:
    Lexer(const SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink);
    TokenStream run();

  private:
    // lexer.cpp
    void skipPrologue();
    void checkUtf8();
    bool skipBlanksAndComments();
    void skipLineComment();
    void skipBlockComment();
    void noteDivisionLikeComment(const char* slashes);
    void newline();
    void lexToken();
    void lexName();
    bool lexNonAsciiName(const char* start);
    void lexPunctuation(char c);
    void lexSlash();
    void lexForeignEquality(TokenKind kind, std::string_view text, std::string_view hint);
    void lexDot();
    void lexQuestion();
    void lexUnknown();
    bool lexInterpolationDelimiter(char c);
    bool looksLikeConversion() const;
    bool looksLikeDebugEqual() const;
    bool isDivisionHere(const char* after) const;
    bool previousIsOperand() const;
    void open(TokenKind kind);
    void close(TokenKind kind);
    void finish();

    // lex_number.cpp
    void lexNumber();
    void lexRadix(const char* start, int radix, const char* digits);
    void lexDecimal(const char* start);
    void numberError(const char* start, std::string_view hint);
    void skipNumberTail();
    void emitInteger(const char* start, uint64_t value, uint8_t extraFlags);

    // lex_string.cpp
    bool stringAhead(StringForm& form, size_t& prefixLength) const;
    void lexString(const StringForm& form, const char* start, size_t prefixLength);
    void lexStringBody(const StringForm& form, uint32_t stringToken, const char* start);
    void lexSpec();
    void openInterpolation(const StringForm& form, uint32_t stringToken, size_t width, bool insideSpec);
    void closeInterpolation();
    void abandonInterpolations(bool atEnd);
    void finishString(const StringForm& form, uint32_t stringToken, const char* start);
    bool atClosingQuote(const StringForm& form) const;
    bool stopsBody(const StringForm& form) const;
    void scanBodyCharacter(const StringForm& form);
    void scanEscape(const StringForm& form);
    void scanHexEscape(const char* start, int digits, const StringForm& form);
    void scanUnicodeEscape(const char* start);
    bool readHex(const char*& at, int digits, uint32_t& value) const;
    void appendCodePoint(const char* start, uint32_t codePoint);
    void flushPlain(const char* upTo);
    std::string_view takeText(const char* upTo);
    void emitText(const char* upTo);

    uint32_t offset(const char* p) const { return static_cast<uint32_t>(p - base_); }
    Span spanFrom(const char* start) const { return {file_.id(), offset(start), offset(p_)}; }
    Span spanAt(const char* start, size_t length) const {
        return {file_.id(), offset(start), offset(start) + static_cast<uint32_t>(length)};
    }
    bool startsWith(std::string_view text) const {
        return static_cast<size_t>(end_ - p_) >= text.size() && std::string_view(p_, text.size()) == text;
    }
    char peek(size_t ahead = 0) const { return p_ + ahead < end_ ? p_[ahead] : '\0'; }
    // Appends the token [start, p_).
    uint32_t emit(TokenKind kind, const char* start, uint32_t payload = 0, uint8_t extraFlags = 0);
    void punctuator(TokenKind kind, size_t length) {
        const char* start = p_;
        p_ += length;
        emit(kind, start);
    }
    uint32_t addText(std::string_view text) {
        out_.texts.push_back(text);
        return static_cast<uint32_t>(out_.texts.size() - 1);
    }

    const SourceFile& file_;
    NameTable& names_;
    Arena& arena_;
    DiagnosticSink& sink_;
    TokenStream out_;
    const char* base_;
    const char* p_;
    const char* end_;
    const char* lineBegin_;
    bool firstOnLine_ = true;
    bool spaceBefore_ = false;
    bool tabInIndent_ = false;
    std::vector<OpenBracket> open_;
    std::vector<Frame> frames_;
    // Text of the literal being read: decoded_ holds everything before plainFrom_ once an escape was seen.
    std::string decoded_;
    bool hasDecoded_ = false;
    const char* plainFrom_ = nullptr;
};

}  // namespace noodle::lex_detail

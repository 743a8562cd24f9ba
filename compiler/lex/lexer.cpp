// The main loop, blanks and comments, names, punctuation, brackets. Strings and numbers have files of their
// own.
#include "compiler/lex/lexer.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "compiler/lex/lexer_impl.h"
#include "runtime/base/utf8.h"

namespace noodle {

TokenStream lex(const SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink) {
    return lex_detail::Lexer(file, names, arena, sink).run();
}

namespace lex_detail {

namespace {

constexpr TokenKind kKeywordKinds[] = {
    TokenKind::Name,
#define NOODLE_KEYWORD(ident, text, token) TokenKind::token,
#include "compiler/source/names.def"
};
constexpr uint32_t kKeywordCount = std::size(kKeywordKinds);

bool isNameCodePoint(int32_t c) {
    switch (utf8proc_category(c)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_PC:
            return true;
        default:
            return false;
    }
}

// Bytes of the code point at p; 0 where the text is not UTF-8.
size_t decodeAt(const char* p, const char* end, int32_t& codePoint) {
    auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(p), end - p, &codePoint);
    return n > 0 ? static_cast<size_t>(n) : 0;
}

}  // namespace

Lexer::Lexer(const SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink)
    : file_(file),
      names_(names),
      arena_(arena),
      sink_(sink),
      base_(file.text().data()),
      p_(base_),
      end_(base_ + file.text().size()),
      lineBegin_(base_) {
    out_.file = file.id();
    out_.tokens.reserve(file.text().size() / 4 + 8);
    out_.isLayoutFile = isLayoutText(file.text());
}

TokenStream Lexer::run() {
    checkUtf8();
    skipPrologue();
    while (skipBlanksAndComments()) lexToken();
    finish();
    return std::move(out_);
}

void Lexer::skipPrologue() {
    if (startsWith("\xEF\xBB\xBF")) p_ += 3;
    lineBegin_ = p_;
    if (startsWith("#!")) skipLineComment();
}

// Reports the first invalid sequence only: the rest usually follows from a wrong encoding.
void Lexer::checkUtf8() {
    Utf8Scan scan = scanUtf8(file_.text());
    if (!scan.valid) sink_.report(Diag::InvalidUtf8, spanAt(base_ + scan.validBytes, 1));
}

uint32_t Lexer::emit(TokenKind kind, const char* start, uint32_t payload, uint8_t extraFlags) {
    Token token;
    token.begin = offset(start);
    token.end = offset(p_);
    token.payload = payload;
    token.kind = kind;
    token.flags = extraFlags;
    if (spaceBefore_) token.flags |= token_flags::kSpaceBefore;
    if (firstOnLine_) {
        token.flags |= token_flags::kFirstOnLine;
        if (tabInIndent_) token.flags |= token_flags::kTabIndent;
        size_t column = 0;
        for (const char* p = lineBegin_; p < start; ++p) column = *p == '\t' ? (column | 7) + 1 : column + 1;
        token.column = static_cast<uint16_t>(std::min<size_t>(column, 0xFFFF));
        firstOnLine_ = false;
    }
    spaceBefore_ = false;
    out_.tokens.push_back(token);
    return static_cast<uint32_t>(out_.tokens.size() - 1);
}

void Lexer::newline() {
    ++p_;
    lineBegin_ = p_;
    firstOnLine_ = true;
    spaceBefore_ = true;
    tabInIndent_ = false;
}

// Stops at the first character of a token; false at the end of the text.
bool Lexer::skipBlanksAndComments() {
    while (p_ < end_) {
        char c = *p_;
        if (isBlank(c)) {
            if (c == '\t') tabInIndent_ = true;
            spaceBefore_ = true;
            ++p_;
        } else if (c == '\n') {
            bool lineBound =
                !frames_.empty() && !frames_.back().form.multiLine && open_.size() == frames_.back().openBase;
            if (lineBound) {
                abandonInterpolations(false);
                continue;
            }
            newline();
        } else if (c == '#') {
            skipLineComment();
        } else if (c == '/' && peek(1) == '*') {
            skipBlockComment();
        } else if (c == '/' && peek(1) == '/' && !isDivisionHere(p_ + 2)) {
            noteDivisionLikeComment(p_);
            skipLineComment();
        } else if (c == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
            p_ += peek(1) == '\r' ? 3 : 2;
            spaceBefore_ = true;
        } else {
            return true;
        }
    }
    return false;
}

void Lexer::skipLineComment() {
    spaceBefore_ = true;
    const void* at = std::memchr(p_, '\n', static_cast<size_t>(end_ - p_));
    p_ = at ? static_cast<const char*>(at) : end_;
}

void Lexer::skipBlockComment() {
    const char* start = p_;
    size_t depth = 0;
    bool newlineInside = false;
    do {
        if (startsWith("/*")) {
            ++depth;
            p_ += 2;
        } else if (startsWith("*/")) {
            --depth;
            p_ += 2;
        } else {
            if (*p_ == '\n') {
                newlineInside = true;
                lineBegin_ = p_ + 1;
            }
            ++p_;
        }
    } while (p_ < end_ && depth > 0);
    spaceBefore_ = true;
    if (newlineInside) firstOnLine_ = true;
    if (depth > 0) {
        out_.endsInside = true;
        sink_.report(Diag::UnterminatedComment, spanAt(start, 2));
    }
}

bool Lexer::previousIsOperand() const {
    if (out_.tokens.empty() || firstOnLine_) return false;
    switch (out_.tokens.back().kind) {
        case TokenKind::Name:
        case TokenKind::Int:
        case TokenKind::Float:
        case TokenKind::String:
        case TokenKind::Bytes:
        case TokenKind::StringEnd:
        case TokenKind::RightParen:
        case TokenKind::RightBracket:
        case TokenKind::RightBrace:
        case TokenKind::KwTrue:
        case TokenKind::KwFalse:
        case TokenKind::KwNull:
        case TokenKind::KwSelf:
            return true;
        default:
            return false;
    }
}

// Whether the `//` that ends at `after` is floor division.
bool Lexer::isDivisionHere(const char* after) const {
    if (!out_.isLayoutFile || !previousIsOperand()) return false;
    if (after < end_ && *after == '=') return true;
    while (after < end_ && isBlank(*after)) ++after;
    if (after == end_) return false;
    return isNamePart(*after) || std::strchr("'\"`([{-+~!.", *after) != nullptr;
}

// Remembers the first comment after an operand that reads like a divisor: no two words in a row.
void Lexer::noteDivisionLikeComment(const char* slashes) {
    if (out_.divisionLikeComment.isValid() || !previousIsOperand()) return;
    const char* p = slashes + 2;
    while (p < end_ && isBlank(*p)) ++p;
    if (p == end_ || !(isNamePart(*p) || *p == '(')) return;
    bool wordEnded = false;
    bool inWord = false;
    for (; p < end_ && *p != '\n'; ++p) {
        bool part = isNamePart(*p);
        if (part && wordEnded) return;
        if (inWord && isBlank(*p)) wordEnded = true;
        if (!part && !isBlank(*p)) {
            if (!std::strchr("()[].+-*/%,:", *p)) return;
            wordEnded = false;
        }
        inWord = part;
    }
    out_.divisionLikeComment = spanAt(slashes, 2);
}

void Lexer::lexToken() {
    char c = *p_;
    if (isNameStart(c)) {
        StringForm form;
        size_t prefixLength = 0;
        if (stringAhead(form, prefixLength)) return lexString(form, p_, prefixLength);
        return lexName();
    }
    if (isDigit(c)) return lexNumber();
    if (c == '"' || c == '\'' || c == '`') {
        StringForm form;
        size_t prefixLength = 0;
        stringAhead(form, prefixLength);
        return lexString(form, p_, 0);
    }
    if (!frames_.empty() && lexInterpolationDelimiter(c)) return;
    lexPunctuation(c);
}

void Lexer::lexName() {
    const char* start = p_;
    uint32_t hash = NameTable::kHashSeed;
    while (p_ < end_ && isNamePart(*p_)) {
        if (*p_ & 0x80) {
            p_ = start;
            if (!lexNonAsciiName(start)) lexUnknown();
            return;
        }
        hash = NameTable::hashStep(hash, static_cast<unsigned char>(*p_));
        ++p_;
    }
    Name name = names_.internHashed({start, static_cast<size_t>(p_ - start)}, hash);
    emit(name.id < kKeywordCount ? kKeywordKinds[name.id] : TokenKind::Name, start, name.id);
}

// Names are compared in NFC. False when no name character stands here.
bool Lexer::lexNonAsciiName(const char* start) {
    while (p_ < end_ && isNamePart(*p_)) {
        if (!(*p_ & 0x80)) {
            ++p_;
            continue;
        }
        int32_t codePoint;
        size_t n = decodeAt(p_, end_, codePoint);
        if (n == 0 || !isNameCodePoint(codePoint)) break;
        p_ += n;
    }
    if (p_ == start) return false;
    utf8proc_uint8_t* composed = nullptr;
    auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(start), p_ - start, &composed,
                               static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    std::string_view text(start, static_cast<size_t>(p_ - start));
    if (length > 0) text = {reinterpret_cast<char*>(composed), static_cast<size_t>(length)};
    Name name = names_.intern(text);
    std::free(composed);
    emit(TokenKind::Name, start, name.id);
    return true;
}

void Lexer::lexUnknown() {
    const char* start = p_;
    int32_t codePoint = 0;
    size_t n = decodeAt(p_, end_, codePoint);
    p_ += std::max<size_t>(n, 1);
    if (n == 0) return;  // checkUtf8 has reported it
    auto category = utf8proc_category(codePoint);
    if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_CF) {
        spaceBefore_ = true;
        return;
    }
    bool quote = codePoint == 0x2018 || codePoint == 0x2019 || codePoint == 0x201C || codePoint == 0x201D;
    std::string text = "`" + std::string(start, p_) + "`";
    if (quote) {
        sink_.report(Diag::SmartQuote, spanFrom(start), {std::string_view(start, n)})
            .fix(spanFrom(start), codePoint >= 0x201C ? "\"" : "'");
    } else {
        sink_.report(Diag::InvalidCharacter, spanFrom(start), {text});
    }
    emit(TokenKind::Invalid, start);
}

bool Lexer::looksLikeConversion() const {
    const char* p = p_ + 1;
    while (p < end_ && isNamePart(*p)) ++p;
    size_t letters = static_cast<size_t>(p - p_ - 1);
    while (p < end_ && *p == ' ') ++p;
    return letters == 1 && p < end_ && (*p == '}' || *p == ':');
}

bool Lexer::looksLikeDebugEqual() const {
    const char* p = p_ + 1;
    if (p < end_ && *p == '=') return false;
    while (p < end_ && *p == ' ') ++p;
    return p < end_ && (*p == '}' || *p == ':' || *p == '!');
}

// The characters that mean something else at the end of an interpolation's expression.
bool Lexer::lexInterpolationDelimiter(char c) {
    Frame& frame = frames_.back();
    bool noBraceOpen = open_.size() == frame.openBase || open_.back().braces == 0;
    if (c == '}' && noBraceOpen) {
        closeInterpolation();
        return true;
    }
    if (open_.size() != frame.openBase) return false;
    if (c == '?' && peek(1) != '?' && peek(1) != '.') ++frame.questions;
    if (c == ':' && frame.questions > 0) {
        --frame.questions;
        return false;
    }
    if (!frame.form.format) return false;
    if (c == ':') {
        punctuator(TokenKind::FormatColon, 1);
        lexSpec();
        return true;
    }
    if (c == '!' && looksLikeConversion()) {
        const char* start = p_;
        p_ += 2;
        if (!std::strchr("rsa", start[1])) {
            sink_.report(Diag::InvalidConversion, spanFrom(start), {std::string_view(start + 1, 1)});
        }
        emit(TokenKind::Conversion, start, static_cast<unsigned char>(start[1]));
        return true;
    }
    if (c == '=' && looksLikeDebugEqual()) {
        punctuator(TokenKind::DebugEqual, 1);
        return true;
    }
    return false;
}

void Lexer::open(TokenKind kind) {
    const char* start = p_++;
    uint32_t token = emit(kind, start, kNoPartner);
    uint32_t base = frames_.empty() ? 0 : frames_.back().openBase;
    OpenBracket entry{token, 0, 0, 0};
    if (open_.size() > base) {
        entry = open_.back();
        entry.token = token;
    }
    if (kind == TokenKind::LeftParen) ++entry.parens;
    if (kind == TokenKind::LeftBracket) ++entry.brackets;
    if (kind == TokenKind::LeftBrace) {
        ++entry.braces;
        entry.parens = entry.brackets = 0;
    }
    open_.push_back(entry);
}

// Pairs with the innermost bracket of its kind; unclosed ones above it stay without partner. A `)` or `]`
// never reaches over a `{`, so a stray one does not tear blocks apart.
void Lexer::close(TokenKind kind) {
    const char* start = p_++;
    uint32_t token = emit(kind, start, kNoPartner);
    uint32_t base = frames_.empty() ? 0 : frames_.back().openBase;
    if (open_.size() == base) return;
    const OpenBracket& top = open_.back();
    TokenKind opening = TokenKind::LeftBrace;
    uint32_t count = top.braces;
    if (kind == TokenKind::RightParen) {
        opening = TokenKind::LeftParen;
        count = top.parens;
    } else if (kind == TokenKind::RightBracket) {
        opening = TokenKind::LeftBracket;
        count = top.brackets;
    }
    if (count == 0) return;
    while (out_.tokens[open_.back().token].kind != opening) open_.pop_back();
    uint32_t partner = open_.back().token;
    open_.pop_back();
    out_.tokens[partner].payload = token;
    out_.tokens[token].payload = partner;
}

void Lexer::lexSlash() {
    if (peek(1) == '/') {
        if (peek(2) == '=') return punctuator(TokenKind::FloorSlashEqual, 3);
        return punctuator(TokenKind::FloorSlash, 2);
    }
    if (peek(1) == '=') return punctuator(TokenKind::SlashEqual, 2);
    punctuator(TokenKind::Slash, 1);
}

void Lexer::lexDot() {
    if (startsWith("...")) return punctuator(TokenKind::Ellipsis, 3);
    if (startsWith("..=")) return punctuator(TokenKind::DotDotEqual, 3);
    if (startsWith("..")) return punctuator(TokenKind::DotDot, 2);
    if (isDigit(peek(1)) && !previousIsOperand()) return lexNumber();
    punctuator(TokenKind::Dot, 1);
}

void Lexer::lexQuestion() {
    if (startsWith("?\?=")) return punctuator(TokenKind::QuestionQuestionEqual, 3);
    if (startsWith("??")) return punctuator(TokenKind::QuestionQuestion, 2);
    if (startsWith("?.") && !isDigit(peek(2)) && peek(2) != '.') {
        return punctuator(TokenKind::QuestionDot, 2);
    }
    punctuator(TokenKind::Question, 1);
}

// === and !== are read as what they mean here, with an error.
void Lexer::lexForeignEquality(TokenKind kind, std::string_view text, std::string_view hint) {
    sink_.report(Diag::UnknownOperator, spanAt(p_, text.size()), {text, hint})
        .fix(spanAt(p_, text.size()), std::string(text.substr(0, 2)));
    punctuator(kind, text.size());
}

void Lexer::lexPunctuation(char c) {
    using K = TokenKind;
    auto pick = [&](std::initializer_list<std::pair<std::string_view, TokenKind>> longestFirst) {
        for (const auto& [text, kind] : longestFirst) {
            if (startsWith(text)) return punctuator(kind, text.size());
        }
    };
    switch (c) {
        case '(':
            return open(K::LeftParen);
        case '[':
            return open(K::LeftBracket);
        case '{':
            return open(K::LeftBrace);
        case ')':
            return close(K::RightParen);
        case ']':
            return close(K::RightBracket);
        case '}':
            return close(K::RightBrace);
        case ',':
            return punctuator(K::Comma, 1);
        case ';':
            return punctuator(K::Semicolon, 1);
        case '@':
            return punctuator(K::At, 1);
        case ':':
            return pick({{":=", K::ColonEqual}, {":", K::Colon}});
        case '.':
            return lexDot();
        case '?':
            return lexQuestion();
        case '/':
            return lexSlash();
        case '+':
            return pick({{"++", K::PlusPlus}, {"+=", K::PlusEqual}, {"+", K::Plus}});
        case '-':
            return pick({{"->", K::Arrow}, {"--", K::MinusMinus}, {"-=", K::MinusEqual}, {"-", K::Minus}});
        case '*':
            return pick(
                {{"**=", K::StarStarEqual}, {"**", K::StarStar}, {"*=", K::StarEqual}, {"*", K::Star}});
        case '%':
            return pick({{"%=", K::PercentEqual}, {"%", K::Percent}});
        case '&':
            return pick({{"&&=", K::AmpAmpEqual}, {"&&", K::AmpAmp}, {"&=", K::AmpEqual}, {"&", K::Amp}});
        case '|':
            return pick({{"||=", K::PipePipeEqual},
                         {"||", K::PipePipe},
                         {"|>", K::PipeGreater},
                         {"|=", K::PipeEqual},
                         {"|", K::Pipe}});
        case '^':
            return pick({{"^=", K::CaretEqual}, {"^", K::Caret}});
        case '~':
            return pick({{"~/=", K::FloorSlashEqual}, {"~/", K::FloorSlash}, {"~", K::Tilde}});
        case '!':
            if (startsWith("!==")) return lexForeignEquality(K::BangEqual, "!==", "write `!=`");
            return pick({{"!=", K::BangEqual}, {"!", K::Bang}});
        case '=':
            if (startsWith("===")) return lexForeignEquality(K::EqualEqual, "===", "write `==`");
            return pick({{"==", K::EqualEqual}, {"=>", K::FatArrow}, {"=", K::Equal}});
        case '<':
            return pick(
                {{"<<=", K::LessLessEqual}, {"<<", K::LessLess}, {"<=", K::LessEqual}, {"<", K::Less}});
        case '>':
            return pick({{">>>=", K::GreaterGreaterGreaterEqual},
                         {">>>", K::GreaterGreaterGreater},
                         {">>=", K::GreaterGreaterEqual},
                         {">>", K::GreaterGreater},
                         {">=", K::GreaterEqual},
                         {">", K::Greater}});
        default:
            return lexUnknown();
    }
}

void Lexer::finish() {
    abandonInterpolations(true);
    const char* start = p_ = end_;
    firstOnLine_ = true;
    emit(TokenKind::EndOfFile, start);
    // Column 0 ends every suite.
    out_.tokens.back().column = 0;
}

}  // namespace lex_detail
}  // namespace noodle

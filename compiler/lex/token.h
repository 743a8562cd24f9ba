// Tokens and what the lexer hands to the parser.
//
// Is: 16-byte tokens in one array, their literal values beside it, and the bracket table inside their
// payloads. Is not: newline or indentation tokens: a token knows whether it is the first of its line and
// at which column, and the parser decides what a newline means. Dump: dumpTokens().
// Invariant: the last token is EndOfFile; begin offsets never fall; partners of brackets are mutual.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/names.h"
#include "compiler/source/source.h"

namespace noodle {

enum class TokenKind : uint8_t {
#define NOODLE_TOKEN(kind, text) kind,
#define NOODLE_PUNCTUATOR(kind, text) kind,
#define NOODLE_KEYWORD_KIND(kind, text) kind,
#include "compiler/lex/tokens.def"
};

// As messages name the kind: "`{`", "a string".
std::string describe(TokenKind kind);

constexpr bool isKeyword(TokenKind kind) {
    return kind >= TokenKind::KwIf;
}

namespace token_flags {
inline constexpr uint8_t kFirstOnLine = 1;  // column is set
inline constexpr uint8_t kSpaceBefore = 2;  // blanks, comments or a newline before it
inline constexpr uint8_t kTabIndent = 4;    // first on its line, with a tab before it
inline constexpr uint8_t kNeedsMinus = 8;   // the decimal literal 2^63: only valid after a unary minus
}  // namespace token_flags

inline constexpr uint32_t kNoPartner = 0xFFFFFFFFu;

struct Token {
    uint32_t begin = 0;
    uint32_t end = 0;
    // Name id (names and keywords), index into texts or integers or floats (literals), index of the
    // partner or kNoPartner (brackets), letter (Conversion). For Less the parser's memo of a type list.
    uint32_t payload = 0;
    TokenKind kind = TokenKind::EndOfFile;
    uint8_t flags = 0;
    uint16_t column = 0;  // 0-based, tabs to multiples of 8, saturating

    bool firstOnLine() const { return flags & token_flags::kFirstOnLine; }
    bool spaceBefore() const { return flags & token_flags::kSpaceBefore; }
    Name name() const { return Name{payload}; }
};
static_assert(sizeof(Token) == 16);

struct TokenStream {
    FileId file = kNoFile;
    std::vector<Token> tokens;
    std::vector<std::string_view> texts;  // decoded; they live in the arena or in the source text
    std::vector<uint64_t> integers;
    std::vector<double> floats;
    bool isLayoutFile = false;
    // The end of the text came inside a multi-line string, a block comment or an interpolation.
    bool endsInside = false;
    // The first `//` after an operand that was read as a comment and could be a division; else invalid.
    Span divisionLikeComment;
};

std::string dumpTokens(const TokenStream& stream, const NameTable& names);

}  // namespace noodle

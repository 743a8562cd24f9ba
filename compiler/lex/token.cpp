#include "compiler/lex/token.h"

namespace noodle {

namespace {

struct KindInfo {
    std::string_view name;
    std::string_view text;
    bool isFixed;
};

constexpr KindInfo kKinds[] = {
#define NOODLE_TOKEN(kind, text) {#kind, text, false},
#define NOODLE_PUNCTUATOR(kind, text) {#kind, text, true},
#define NOODLE_KEYWORD_KIND(kind, text) {#kind, text, true},
#include "compiler/lex/tokens.def"
};

const KindInfo& infoOf(TokenKind kind) {
    return kKinds[static_cast<size_t>(kind)];
}

void appendQuoted(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += " \"";
    for (char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\x";
            out += kHex[static_cast<unsigned char>(c) >> 4];
            out += kHex[c & 15];
        } else {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
    }
    out += '"';
}

void appendPayload(std::string& out, const Token& token, const TokenStream& stream, const NameTable& names) {
    switch (token.kind) {
        case TokenKind::Name:
            out += ' ' + std::string(names.text(token.name()));
            break;
        case TokenKind::Int:
            out += ' ' + std::to_string(stream.integers[token.payload]);
            break;
        case TokenKind::Float:
            out += ' ' + std::to_string(stream.floats[token.payload]);
            break;
        case TokenKind::String:
        case TokenKind::Bytes:
        case TokenKind::StringText:
            appendQuoted(out, stream.texts[token.payload]);
            break;
        case TokenKind::Conversion:
            out += std::string(" ") + static_cast<char>(token.payload);
            break;
        default:
            break;
    }
}

}  // namespace

std::string describe(TokenKind kind) {
    const KindInfo& info = infoOf(kind);
    if (!info.isFixed) return std::string(info.text);
    return "`" + std::string(info.text) + "`";
}

std::string dumpTokens(const TokenStream& stream, const NameTable& names) {
    std::string out;
    for (const Token& token : stream.tokens) {
        out += std::to_string(token.begin) + '-' + std::to_string(token.end);
        if (token.firstOnLine()) out += " @" + std::to_string(token.column);
        out += ' ';
        out += infoOf(token.kind).name;
        appendPayload(out, token, stream, names);
        out += '\n';
    }
    return out;
}

}  // namespace noodle

// Lexes a text and gives the tokens as short words.
#pragma once

#include <string>

#include "compiler/lex/lexer.h"

namespace noodle::test {

struct Lexed {
    SourceSet sources;
    NameTable names;
    Arena arena;
    DiagnosticSink sink;
    TokenStream stream;

    explicit Lexed(std::string text) {
        stream = lex(sources.add("t.nc", std::move(text)), names, arena, sink);
    }

    const Token& at(size_t i) const { return stream.tokens[i]; }
    TokenKind kind(size_t i) const { return stream.tokens[i].kind; }
    std::string_view text(size_t i) const { return stream.texts[at(i).payload]; }
    size_t count() const { return stream.tokens.size() - 1; }
    bool hasOnly(Diag code) const {
        return sink.diagnostics().size() == 1 && sink.diagnostics()[0].code == code;
    }
    // "let x = 1" as "let NAME = INT".
    std::string shape() const {
        std::string out;
        for (size_t i = 0; i < count(); ++i) {
            if (i) out += ' ';
            std::string word = describe(kind(i));
            out += word[0] == '`' ? word.substr(1, word.size() - 2) : kindWord(kind(i));
        }
        return out;
    }

  private:
    static std::string kindWord(TokenKind k) {
        switch (k) {
            case TokenKind::Name:
                return "NAME";
            case TokenKind::Int:
                return "INT";
            case TokenKind::Float:
                return "FLOAT";
            case TokenKind::String:
                return "STR";
            case TokenKind::Bytes:
                return "BYTES";
            case TokenKind::StringBegin:
                return "<";
            case TokenKind::StringText:
                return "TEXT";
            case TokenKind::Conversion:
                return "CONV";
            case TokenKind::StringEnd:
                return ">";
            default:
                return "?";
        }
    }
};

}  // namespace noodle::test

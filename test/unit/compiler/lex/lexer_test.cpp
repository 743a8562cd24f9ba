#include "compiler/lex/lexer.h"

#include <catch2/catch.hpp>

#include "lex_support.h"

using namespace noodle;
using noodle::test::Lexed;
using K = TokenKind;

TEST_CASE("comments of both kinds, nested, with BOM and interpreter line") {
    Lexed l("\xEF\xBB\xBF#!/usr/bin/noodle\n// a\n/* b /* c */ d */ x # e\n");
    CHECK(l.shape() == "NAME");
    CHECK(l.at(0).firstOnLine());
    CHECK(l.sink.diagnostics().empty());
}

TEST_CASE("an unclosed block comment is one error and asks for more") {
    Lexed l("x /* /* */");
    CHECK(l.hasOnly(Diag::UnterminatedComment));
    CHECK(l.stream.endsInside);
}

TEST_CASE("keyword spellings share a kind") {
    Lexed l("def func fn function except catch raise throw True true None this");
    CHECK(l.shape() == "function function function function catch catch throw throw true true null self");
}

TEST_CASE("integers") {
    Lexed l("42 1_000 0xFF 0b10 0o17 0xFFFFFFFFFFFFFFFF 9223372036854775807");
    REQUIRE(l.count() == 7);
    uint64_t expected[] = {42, 1000, 255, 2, 15, ~uint64_t{0}, 9223372036854775807u};
    for (size_t i = 0; i < 7; ++i) CHECK(l.stream.integers[l.at(i).payload] == expected[i]);
    CHECK_FALSE(l.sink.hasErrors());
}

TEST_CASE("floats") {
    Lexed l("3.14 1e-4 1. + .5 2.5E+3 1e400");
    REQUIRE(l.shape() == "FLOAT FLOAT FLOAT + FLOAT FLOAT FLOAT");
    CHECK(l.stream.floats[0] == 3.14);
    CHECK(l.stream.floats[1] == 1e-4);
    CHECK(l.stream.floats[3] == 0.5);
    CHECK(l.stream.floats[4] == 2500.0);
}

TEST_CASE("a dot after an integer is a range or a member before it is a fraction") {
    CHECK(Lexed("1..5").shape() == "INT .. INT");
    CHECK(Lexed("1..=5").shape() == "INT ..= INT");
    CHECK(Lexed("5.abs()").shape() == "INT . NAME ( )");
    CHECK(Lexed("a.5").shape() == "NAME . INT");
}

TEST_CASE("malformed numbers") {
    for (const char* text : {"0x", "0b12", "1__0", "1_", "12abc", "007", "0xG", "1e4x"}) {
        CHECK(Lexed(text).hasOnly(Diag::InvalidNumber));
    }
    CHECK(Lexed("9223372036854775809").hasOnly(Diag::IntegerTooLarge));
    CHECK(Lexed("0x1FFFFFFFFFFFFFFFF").hasOnly(Diag::IntegerTooLarge));
    CHECK(Lexed("9223372036854775808").at(0).flags & token_flags::kNeedsMinus);
}

TEST_CASE("operators take the longest spelling") {
    CHECK(Lexed("a ?? b ?\?= c?.d ? e : f").shape() == "NAME ?? NAME ?\?= NAME ?. NAME ? NAME : NAME");
    CHECK(Lexed("** **= ~/ ~/= >>> >>>= |> ||= &&= := => -> ...").shape() ==
          "** **= ~/ ~/= >>> >>>= |> ||= &&= := => -> ...");
    CHECK(Lexed("a ?.5 : 1").shape() == "NAME ? FLOAT : INT");
}

TEST_CASE("operators of other languages get a hint") {
    Lexed l("a === b");
    CHECK(l.hasOnly(Diag::UnknownOperator));
    CHECK(l.shape() == "NAME == NAME");
    CHECK(Lexed("a !== b").hasOnly(Diag::UnknownOperator));
}

TEST_CASE("brackets know their partners, unclosed ones have none") {
    Lexed l("( [ { } ] )");
    CHECK(l.at(0).payload == 5);
    CHECK(l.at(4).payload == 1);
    Lexed open("( { )");
    CHECK(open.at(0).payload == kNoPartner);
    CHECK(open.at(2).payload == kNoPartner);
    Lexed brace("{ ( }");
    CHECK(brace.at(0).payload == 2);
    CHECK(brace.at(1).payload == kNoPartner);
}

TEST_CASE("columns count tabs to multiples of eight, only at the start of lines") {
    Lexed l("a\n  b\n\tc d\n  \te");
    CHECK(l.at(0).column == 0);
    CHECK(l.at(1).column == 2);
    CHECK(l.at(2).column == 8);
    CHECK(l.at(2).flags & token_flags::kTabIndent);
    CHECK_FALSE(l.at(3).firstOnLine());
    CHECK(l.at(4).column == 8);
}

TEST_CASE("a backslash joins lines") {
    Lexed l("a \\\n b");
    CHECK_FALSE(l.at(1).firstOnLine());
    CHECK_FALSE(Lexed("a \\\r\n b").at(1).firstOnLine());
}

TEST_CASE("names in other scripts are compared composed") {
    Lexed l("caf\xC3\xA9 cafe\xCC\x81 \xCE\xB1");
    REQUIRE(l.shape() == "NAME NAME NAME");
    CHECK(l.at(0).name() == l.at(1).name());
    CHECK(l.sink.diagnostics().empty());
}

TEST_CASE("characters that belong to no token") {
    CHECK(Lexed("a $ b").hasOnly(Diag::InvalidCharacter));
    CHECK(Lexed("\xE2\x80\x9Chi\xE2\x80\x9D").sink.diagnostics()[0].code == Diag::SmartQuote);
    CHECK(Lexed("a\xC2\xA0= 1").shape() == "NAME = INT");  // no-break space
    CHECK(Lexed("x = '\xFF'").hasOnly(Diag::InvalidUtf8));
}

TEST_CASE("floor division only in layout files") {
    CHECK(Lexed("if x:\n    y = a // 2\n").shape() == "if NAME : NAME = NAME ~/ INT");
    CHECK(Lexed("if x:\n    y //= 2\n").shape() == "if NAME : NAME ~/= INT");
    CHECK(Lexed("for i in range(n // 2):\n    pass\n").stream.isLayoutFile);
    CHECK_FALSE(Lexed("// note\nif x:\n    y = a // 2\n").stream.isLayoutFile);
    CHECK_FALSE(Lexed("if x {\n}\nwhile y:\n    y = a // 2\n").stream.isLayoutFile);
    CHECK_FALSE(Lexed("y = a // 2\n").stream.isLayoutFile);
    CHECK_FALSE(Lexed("if (x) // note:\n    y()\n").stream.isLayoutFile);
    CHECK(Lexed("s = \"\"\"\n// not a comment line\n\"\"\"\nif x: # c\n    y = 1\n").stream.isLayoutFile);
    CHECK(Lexed("if x:\n    y = 1 //\n    z = 2\n").shape() == "if NAME : NAME = INT NAME = INT");
}

TEST_CASE("a comment that could be a division is remembered") {
    CHECK(Lexed("// c\nx = a // 2\n").stream.divisionLikeComment.isValid());
    CHECK_FALSE(Lexed("// c\nx = a // half of it\n").stream.divisionLikeComment.isValid());
}

TEST_CASE("token dump is stable") {
    Lexed l("x = \"a\"\n");
    CHECK(dumpTokens(l.stream, l.names) == "0-1 @0 Name x\n2-3 Equal\n4-7 String \"a\"\n8-8 @0 EndOfFile\n");
}

TEST_CASE("deep and broken input is lexed in linear time without recursion") {
    for (const char* piece : {"\"${", "f\"{", "(", "/*", "`${'"}) {
        std::string text;
        for (int i = 0; i < 20000; ++i) text += piece;
        Lexed l(text);
        CHECK(l.stream.tokens.back().kind == K::EndOfFile);
    }
}

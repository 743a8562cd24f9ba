#include <catch2/catch.hpp>

#include "lex_support.h"

using namespace noodle;
using noodle::test::Lexed;

TEST_CASE("quotes, escapes and raw strings") {
    CHECK(Lexed("'a${b}'").text(0) == "a${b}");
    CHECK(Lexed(R"("\n\t\\\"\$\x41\u{1F600}\u00e9")").text(0) == "\n\t\\\"$A\xF0\x9F\x98\x80\xC3\xA9");
    CHECK(Lexed(R"("\0")").text(0) == std::string_view("\0", 1));
    CHECK(Lexed(R"(r"\d${x}\"")").text(0) == R"(\d${x}\")");
    CHECK(Lexed(R"("\ud83d\ude00")").text(0) == "\xF0\x9F\x98\x80");
    CHECK(Lexed(R"('\xe9')").text(0) == "\xC3\xA9");
    CHECK(Lexed("u'x'").text(0) == "x");
}

TEST_CASE("bytes hold bytes") {
    Lexed l(R"(b"a\xff\n")");
    CHECK(l.shape() == "BYTES");
    CHECK(l.text(0) == "a\xFF\n");
    CHECK(Lexed("b'\xC3\xA9'").sink.diagnostics()[0].code == Diag::NonAsciiBytes);
}

TEST_CASE("multi-line strings") {
    CHECK(Lexed("\"\"\"a\n\"b\" \"\"\"").text(0) == "a\n\"b\" ");
    CHECK(Lexed("'''a${x}\r\nb'''").text(0) == "a${x}\nb");
    CHECK(Lexed("`a\nb`").text(0) == "a\nb");
    CHECK(Lexed("\"a\\\nb\"").text(0) == "ab");
}

TEST_CASE("dollar interpolation") {
    CHECK(Lexed("\"a ${b} c\"").shape() == "< TEXT ${ NAME } TEXT >");
    CHECK(Lexed("\"${a}${b}\"").shape() == "< ${ NAME } ${ NAME } >");
    CHECK(Lexed("`x ${ {a: 1} }`").shape() == "< TEXT ${ { NAME : INT } } >");
    CHECK(Lexed("\"${f(\"${x}\")}\"").shape() == "< ${ NAME ( < ${ NAME } > ) } >");
    CHECK(Lexed("\"cost: $5 {x}\"").shape() == "STR");
    CHECK(Lexed("\"\\${x}\"").text(0) == "${x}");
    CHECK(Lexed("\"\\n${a}\"").shape() == "< TEXT ${ NAME } >");
}

TEST_CASE("format strings") {
    CHECK(Lexed("f'{x!r:>4}'").shape() == "< ${ NAME CONV : TEXT } >");
    CHECK(Lexed("f'{{{x}}}'").shape() == "< TEXT ${ NAME } TEXT >");
    CHECK(Lexed("f'{x=}'").shape() == "< ${ NAME = } >");
    CHECK(Lexed("f'{x == y}'").shape() == "< ${ NAME == NAME } >");
    CHECK(Lexed("f'{x != y}'").shape() == "< ${ NAME != NAME } >");
    CHECK(Lexed("f'{x:>{w}.{p}f}'").shape() == "< ${ NAME : TEXT ${ NAME } TEXT ${ NAME } TEXT } >");
    CHECK(Lexed("f'{a[1:2]}'").shape() == "< ${ NAME [ INT : INT ] } >");
    CHECK(Lexed("f\"{c ? 'a' : 'b'}\"").shape() == "< ${ NAME ? STR : STR } >");
    CHECK(Lexed("f\"{d[\"k\"]}\"").shape() == "< ${ NAME [ STR ] } >");
    CHECK(Lexed("f'plain'").shape() == "STR");
    CHECK(Lexed("f'a}b'").hasOnly(Diag::StrayBrace));
    CHECK(Lexed("f'{x!q}'").hasOnly(Diag::InvalidConversion));
}

TEST_CASE("string errors are one each and leave well-formed tokens") {
    CHECK(Lexed("x = 'abc\ny = 2").shape() == "NAME = STR NAME = INT");
    CHECK(Lexed("'abc").hasOnly(Diag::UnterminatedString));
    CHECK(Lexed("\"a ${b").hasOnly(Diag::UnterminatedInterpolation));
    CHECK(Lexed("x = \"a ${b\ny = 1").shape() == "NAME = < TEXT ${ NAME } > NAME = INT");
    CHECK(Lexed("'\\q'").hasOnly(Diag::InvalidEscape));
    CHECK(Lexed("'\\u{110000}'").hasOnly(Diag::InvalidCodePoint));
    CHECK(Lexed("'\\ud800'").hasOnly(Diag::InvalidCodePoint));
    CHECK(Lexed("'\\x4'").hasOnly(Diag::InvalidEscape));
    Lexed open("'''abc\n");
    CHECK(open.hasOnly(Diag::UnterminatedString));
    CHECK(open.stream.endsInside);
}

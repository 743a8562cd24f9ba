#include "test/unit/runtime/builtins/harness.h"

using namespace noodle;

TEST_CASE("case mapping is Unicode's") {
    Harness h;
    CHECK(h.on(h.str("straße"), "upper") == "\"STRASSE\"");
    CHECK(h.on(h.str("ΑΣ ΑΣΑ"), "lower") == "\"ας ασα\"");
    CHECK(h.on(h.str("hello world's"), "title") == "\"Hello World'S\"");
    CHECK(h.on(h.str("éCOLE"), "capitalize") == "\"École\"");
    CHECK(h.on(h.str("Straße"), "casefold") == "\"strasse\"");
    CHECK(h.on(h.str("aB"), "swapcase") == "\"Ab\"");
}

TEST_CASE("questions about characters") {
    Harness h;
    CHECK(h.on(h.str("٣4"), "isDigit") == "true");
    CHECK(h.on(h.str(""), "isDigit") == "false");
    CHECK(h.on(h.str("añ"), "isAlpha") == "true");
    CHECK(h.on(h.str("a1"), "isAlnum") == "true");
    CHECK(h.on(h.str("ABC 1"), "isUpper") == "true");
    CHECK(h.on(h.str(" \t"), "isSpace") == "true");
    CHECK(h.on(h.str("Ab Cd"), "isTitle") == "true");
    CHECK(h.on(h.str("x_1"), "isIdentifier") == "true");
    CHECK(h.on(h.str("1x"), "isIdentifier") == "false");
}

TEST_CASE("searching counts code points") {
    Harness h;
    Value s = h.str("añbañb");
    CHECK(h.on(s, "indexOf", {h.str("b")}) == "2");
    CHECK(h.on(s, "rfind", {h.str("b")}) == "5");
    CHECK(h.on(s, "find", {h.str("b"), integer(3)}) == "5");
    CHECK(h.on(s, "find", {h.str("z")}) == "-1");
    CHECK(h.on(s, "index", {h.str("z")}) == "ValueError: index(): substring not found");
    CHECK(h.on(s, "count", {h.str("ñ")}) == "2");
    CHECK(h.on(h.str("abc"), "count", {h.str("")}) == "4");
    CHECK(h.on(s, "startsWith", {h.tuple({h.str("x"), h.str("añ")})}) == "true");
    CHECK(h.on(s, "endswith", {h.str("ñb")}) == "true");
    CHECK(h.on(s, "contains", {integer(1)}) == "TypeError: contains() expects a string for 'sub', got int");
}

TEST_CASE("replacing") {
    Harness h;
    CHECK(h.on(h.str("banana"), "replace", {h.str("an"), h.str("AN")}) == "\"bANANa\"");
    CHECK(h.on(h.str("banana"), "replace", {h.str("a"), h.str("o"), integer(2)}) == "\"bonona\"");
    CHECK(h.on(h.str("ñb"), "replace", {h.str(""), h.str("-")}) == "\"-ñ-b-\"");
    CHECK(h.on(h.str("ab"), "replace", {h.str(""), h.str("-"), integer(1)}) == "\"-ab\"");
    CHECK(h.on(h.str("pre.x"), "removePrefix", {h.str("pre")}) == "\".x\"");
    CHECK(h.on(h.str("a=b=c"), "partition", {h.str("=")}) == "(\"a\", \"=\", \"b=c\")");
    CHECK(h.on(h.str("a=b=c"), "rpartition", {h.str("=")}) == "(\"a=b\", \"=\", \"c\")");
    CHECK(h.on(h.str("abc"), "rpartition", {h.str("=")}) == "(\"\", \"\", \"abc\")");
}

TEST_CASE("splitting") {
    Harness h;
    CHECK(h.on(h.str("a,b,,c"), "split", {h.str(",")}) == "[\"a\", \"b\", \"\", \"c\"]");
    CHECK(h.on(h.str("  a  b c "), "split") == "[\"a\", \"b\", \"c\"]");
    CHECK(h.on(h.str("  a  b c "), "split", {Value::null(), integer(1)}) == "[\"a\", \"b c\"]");
    CHECK(h.on(h.str("a,b,c"), "split", {h.str(","), integer(1)}) == "[\"a\", \"b,c\"]");
    CHECK(h.on(h.str("a,b,c"), "rsplit", {h.str(","), integer(1)}) == "[\"a,b\", \"c\"]");
    CHECK(h.on(h.str(" a b  c "), "rsplit", {Value::null(), integer(1)}) == "[\"a b\", \"c\"]");
    CHECK(h.on(h.str(""), "split") == "[]");
    CHECK(h.on(h.str(""), "split", {h.str(",")}) == "[\"\"]");
    CHECK(h.on(h.str("a\r\nb\n"), "lines") == "[\"a\", \"b\"]");
    CHECK(h.on(h.str("a\nb"), "splitlines", {Value::trueValue()}) == "[\"a\\n\", \"b\"]");
    CHECK(h.on(h.str("a"), "split", {h.str("")}) ==
          "ValueError: split(): the separator is empty (chars() gives the characters)");
}

TEST_CASE("stripping, joining, characters") {
    Harness h;
    CHECK(h.on(h.str(" \u3000x "), "strip") == "\"x\"");
    CHECK(h.on(h.str("xxaxx"), "strip", {h.str("x")}) == "\"a\"");
    CHECK(h.on(h.str("xxaxx"), "lstrip", {h.str("x")}) == "\"axx\"");
    CHECK(h.on(h.str("-"), "join", {h.list({h.str("x"), integer(1)})}) == "\"x-1\"");
    CHECK(h.on(h.str("añ"), "chars") == "[\"a\", \"ñ\"]");
    CHECK(h.on(h.str("añ"), "codePoints") == "[97, 241]");
    CHECK(h.on(h.str("añb"), "reversed") == "\"bña\"");
}

TEST_CASE("padding and slicing") {
    Harness h;
    CHECK(h.on(h.str("7"), "padStart", {integer(3), h.str("0")}) == "\"007\"");
    CHECK(h.on(h.str("7"), "padEnd", {integer(4), h.str("ab")}) == "\"7aba\"");
    CHECK(h.on(h.str("ab"), "center", {integer(5)}) == "\"  ab \"");
    CHECK(h.on(h.str("-5"), "zfill", {integer(4)}) == "\"-005\"");
    CHECK(h.on(h.str("añb"), "slice", {integer(1), integer(-1)}) == "\"ñ\"");
    CHECK(h.on(h.str("a\tb"), "expandtabs", {integer(4)}) == "\"a   b\"");
    CHECK(h.on(h.str("ab"), "repeat", {integer(2)}) == "\"abab\"");
    CHECK(h.on(h.str("añ"), "charAt", {integer(-1)}) == "\"ñ\"");
    CHECK(h.on(h.str("a"), "charAt", {integer(3)}) ==
          "IndexError: charAt(): index 3 is outside a string of length 1");
}

TEST_CASE("formatting and encoding") {
    Harness h;
    CHECK(h.on(h.str("{} and {x}"), "format", {integer(1)}, {{"x", h.str("y")}}) == "\"1 and y\"");
    CHECK(h.on(h.str("é"), "encode") == "b\"\\xc3\\xa9\"");
    CHECK(h.on(h.str("é"), "encode", {h.str("latin-1")}) == "b\"\\xe9\"");
    CHECK(h.on(h.str("é"), "encode", {h.str("ascii")}) ==
          "ValueError: encode(): \"é\" does not exist in ascii");
    Value bytes = h.onValue(h.str("é"), "encode", {h.str("latin-1")});
    CHECK(h.on(bytes, "decode", {h.str("latin-1")}) == "\"é\"");
    CHECK(h.on(bytes, "decode") == "ValueError: decode(): byte 0 is not valid utf-8");
    CHECK(h.on(bytes, "decode", {h.str("utf-8"), h.str("replace")}) == "\"\uFFFD\"");
    CHECK(h.on(bytes, "hex") == "\"e9\"");
}

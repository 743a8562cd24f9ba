// Errors: one for each mistake, with the place and the hint; limits; damaged files; incomplete input.
#include <catch2/catch.hpp>

#include "parse_support.h"

using noodle::Diag;
using noodle::ParseOptions;
using noodle::test::Parsed;
using noodle::test::repeat;

TEST_CASE("every broken statement gives one error") {
    Parsed p("x = = 1\ny = 2\nfoo bar\nif (a = 1) { b c }\nfunction f(a b) { let = 1 }\nz = 3\n");
    CHECK(p.errorCount() == 6);
}

TEST_CASE("mistakes and their codes") {
    struct {
        const char* text;
        Diag code;
    } cases[] = {
        {"if (a = 1) { }", Diag::AssignInCondition},
        {"x = (1", Diag::ExpectedToken},
        {"f(1 2)", Diag::ExpectedToken},
        {"foo bar", Diag::ExpectedStatementEnd},
        {"let 5 = 1", Diag::ExpectedName},
        {"let class = 1", Diag::KeywordAsName},
        {"f() = 1", Diag::InvalidTarget},
        {"1 += 2", Diag::InvalidTarget},
        {"const x", Diag::MissingConstValue},
        {"else { }", Diag::ElseWithoutIf},
        {"x = a ? b", Diag::MissingTernaryElse},
        {"x: = 1", Diag::ExpectedType},
        {"match x { case => 1 }\nmatch y { case + => 1 }", Diag::ExpectedPattern},
        {"@dec\nx = 1", Diag::DecoratorTarget},
        {"import a from \"b\"", Diag::DefaultExport},
        {"import { a }", Diag::InvalidImport},
        {"class A { if x { } }", Diag::UnexpectedStatement},
        {"class A { f() }", Diag::MissingBody},
        {"x = \"${}\"", Diag::EmptyInterpolation},
        {"function f(...a, ...b) {}", Diag::DuplicateRest},
        {"}", Diag::UnmatchedClose},
        {"while x {", Diag::UnclosedBracket},
    };
    for (auto& c : cases) {
        CAPTURE(c.text);
        Parsed p(c.text);
        CHECK(p.errorCount() == 1);
        CHECK(p.firstCode() == c.code);
    }
}

TEST_CASE("an unclosed bracket shows where it was opened") {
    Parsed p("print((1 + 2\nx = 1\n");
    CHECK(p.errorCount() == 1);
    REQUIRE(p.sink.diagnostics()[0].notes.size() == 1);
    CHECK(p.sink.diagnostics()[0].notes[0].text == "`(` was opened here");
    CHECK(p.size() == 2);
}

TEST_CASE("the body of a broken header is still checked") {
    CHECK(Parsed("function f(a b) {\n  x = = 1\n}\ny = 1\n").errorCount() == 2);
    CHECK(Parsed("def f(a b):\n    x = = 1\n    return 1\ny = 1\n").errorCount() == 2);
    CHECK(Parsed("class A B:\n    def f(self):\n        return 1\ny = 1\n").errorCount() == 1);
}

TEST_CASE("a missing brace is one error, at the place that the indentation shows") {
    Parsed open("class A {\n  f() {\n    if x {\n      y()\n  }\n  g() { z() }\n}\nprint(A.b)\n");
    REQUIRE(open.errorCount() == 1);
    CHECK(open.firstCode() == Diag::UnclosedBracket);
    CHECK(open.sources.file(0).lineOf(open.sink.diagnostics()[0].span.begin) == 3);
    Parsed close("function f() {\n  if (x)\n    y()\n  } else {\n    z()\n  }\n}\na.b()\n");
    REQUIRE(close.errorCount() == 1);
    CHECK(close.sources.file(0).lineOf(close.sink.diagnostics()[0].span.begin) == 4);
    CHECK(Parsed("if n >= 90) {\n a()\n} elif (b) {\n c()\n} else {\n d()\n}\n").errorCount() == 1);
}

TEST_CASE("a line that the lexer rejects gets no second error") {
    CHECK(Parsed("x = f(\"abc\ny = 1\n").errorCount() == 1);
    CHECK(Parsed("x = 12abc def\n").errorCount() == 1);
}

TEST_CASE("at most twenty errors, and stray brackets count once") {
    CHECK(Parsed(repeat("x = = 1\n", 500)).sink.diagnostics().size() == 21);
    CHECK(Parsed(repeat("}", 500)).errorCount() == 1);
}

TEST_CASE("nesting without end is one error") {
    const size_t n = 100000;
    std::string texts[] = {
        "x = " + repeat("(", n),
        "x = " + repeat("[", n) + repeat("]", n),
        "x = " + repeat("- ", n) + "1",
        "x = " + repeat("not ", n) + "1",
        "x = 1" + repeat(" + 1", n),
        "x = a" + repeat(".b()", n),
        "x = 2" + repeat(" ** 2", n),
        "x = " + repeat("a ? b : ", n) + "c",
        "x = " + repeat("y => ", n) + "1",
        "x: " + repeat("List<", n) + "int",
        "x = A" + repeat("<A", n) + repeat(">", n) + "(1)",
        repeat("{", n) + repeat("}", n),
        repeat("function f() { ", n) + repeat("}", n),
        repeat("class A { ", n) + repeat("}", n),
        "match x { case " + repeat("[", n) + repeat("]", n) + " => 1 }",
        "x = " + repeat("f(", n) + repeat(")", n),
        "x = " + repeat("{a: ", n) + "1" + repeat("}", n),
        "x = \"" + repeat("${\"", n),
    };
    for (const std::string& text : texts) {
        CAPTURE(text.substr(0, 20));
        Parsed p(text);
        CHECK(p.errorCount() >= 1);
        CHECK(p.errorCount() <= 3);
    }
}

TEST_CASE("length without nesting has no limit") {
    const size_t n = 30000;
    CHECK(Parsed("if a { b }" + repeat(" else if a { b }", n)).ok());
    CHECK(Parsed("if a:\n    b\n" + repeat("elif a:\n    b\n", n)).ok());
    CHECK(Parsed("x = 1" + repeat(", 1", n)).ok());
    CHECK(Parsed("x" + repeat(" = x", n)).ok());
    CHECK(Parsed("x = 1" + repeat(" < 1", n)).ok());
    CHECK(Parsed("x = " + repeat("'a' ", n)).ok());
    CHECK(Parsed("x = " + repeat("1 + ", 2000) + "1").ok());
    CHECK(Parsed("x = " + repeat("[", 400) + repeat("]", 400)).ok());
}

TEST_CASE("parsing is linear in the length") {
    const char* pieces[] = {
        "x = A<A<A<A",
        "if (a) - b + (c) ",
        "f((x): A | (b), ",
        "x => {a: b<C<D ",
        "match a ",
        "if (a) (if (a) ",
        "x = a ? b : ",
        "\"${",
        "f(1, g(2, [3, {a: 4}]))\n",
        "(a) (b) [c] ",
    };
    for (const char* piece : pieces) {
        CAPTURE(piece);
        auto steps = [&](size_t n) { return Parsed(repeat(piece, n)).result.steps; };
        uint64_t small = steps(2000);
        uint64_t large = steps(16000);
        CHECK(large <= small * 10 + 100000);
    }
}

TEST_CASE("a file damaged by a converter gets one diagnostic") {
    Parsed p(
        "# Converted from Python to NoodleCore\nclass Foo\n# def bar(self):\n    x + = 1\n    foo bar baz\n");
    REQUIRE(p.sink.diagnostics().size() == 1);
    CHECK(p.firstCode() == Diag::DamagedFile);
    CHECK(p.sink.diagnostics()[0].notes.size() == 3);
    Parsed two("class Foo\n    x + = 1\n");
    CHECK(two.sink.diagnostics().size() == 1);
    CHECK(two.firstCode() == Diag::DamagedFile);
    CHECK(Parsed("# Converted from Python to NoodleCore\nx = 1\n").ok());
    CHECK(Parsed("class Foo\n    x = 1\n").firstCode() == Diag::ExpectedBlock);
}

TEST_CASE("interactive input asks for more") {
    auto incomplete = [](const char* text) {
        return Parsed(text, ParseOptions{.repl = true}).result.incomplete;
    };
    CHECK(incomplete("f(1,\n"));
    CHECK(incomplete("function f() {\n"));
    CHECK(incomplete("x = [\n"));
    CHECK(incomplete("x = \"\"\"abc\n"));
    CHECK(incomplete("/* abc\n"));
    CHECK(incomplete("if x:\n"));
    CHECK(incomplete("if x:\n    y\n"));
    CHECK(incomplete("class A:\n    x = 1\n"));
    CHECK(incomplete("x = 1 +\n"));
    CHECK_FALSE(incomplete("if x:\n    y\n\n"));
    CHECK_FALSE(incomplete("x = 1\n"));
    CHECK_FALSE(incomplete("x = )\n"));
    CHECK_FALSE(incomplete("f(1)\n"));
}

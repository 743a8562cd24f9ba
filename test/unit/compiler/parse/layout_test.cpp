// Both block styles give the same tree; what newlines and columns mean.
#include <catch2/catch.hpp>

#include "parse_support.h"

using noodle::Diag;
using noodle::test::Parsed;
using noodle::test::treeOf;

TEST_CASE("layout and braces give the same tree") {
    const char* pairs[][2] = {
        {"if a:\n    b()\nelif c:\n    d()\nelse:\n    e()\n",
         "if (a) { b() } elif (c) { d() } else { e() }"},
        {"if a:\n    b()\n", "if a {\n b()\n}"},
        {"while n > 0:\n    n -= 1\n    if n == 1:\n        continue\n",
         "while (n > 0) { n -= 1; if n == 1 { continue } }"},
        {"for a, b in c:\n    d\n", "for ((a, b) in c) { d }"},
        {"for i in range(3): f(i); g(i)\n", "for (i in range(3)) { f(i)\n g(i) }"},
        {"def f(a, b=2, *c, **d):\n    return a\n", "function f(a, b = 2, ...c, **d) { return a }"},
        {"def f(a: int) -> int:\n    return a\n", "fn f(a: int): int { return a; }"},
        {"try:\n    a()\nexcept T as e:\n    b()\nfinally:\n    c()\n",
         "try { a() } catch (T e) { b() } finally { c() }"},
        {"with a() as b:\n    c()\n", "with a() as b { c() }"},
        {"raise ValueError(\"x\")\n", "throw ValueError(\"x\")"},
        {"x = a and not b or None\n", "x = a && not b || null"},
        {"match x:\n    case 1:\n        f()\n    case _:\n        g()\n",
         "match (x) { case 1 { f() }\n case _ { g() } }"},
        {"if a: b()\nelse: c()\n", "if (a) b(); else c()"},
        {"def f(): pass\n", "function f() { pass }"},
    };
    for (auto& pair : pairs) CHECK(treeOf(pair[0]) == treeOf(pair[1]));
}

TEST_CASE("suites nest inside braces and braces inside suites") {
    CHECK(treeOf("function f() {\n  if a:\n    b()\n    c()\n  d()\n}\n") ==
          treeOf("function f() { if a { b(); c() }\n d() }"));
    CHECK(treeOf("function f() { if a:\n    b() }\n") == treeOf("function f() { if a { b() } }"));
    CHECK(treeOf("if a:\n    x = {\n  \"k\": [1,\n2]\n    }\n    y()\n") ==
          treeOf("if a { x = {\"k\": [1, 2]}\n y() }"));
    CHECK(treeOf("if a:\n    if b {\n c()\n }\n    d()\n") == treeOf("if a { if b { c() }\n d() }"));
}

TEST_CASE("else belongs to the header of its column") {
    CHECK(treeOf("if a:\n    if b:\n        c()\nelse:\n    d()\n") ==
          treeOf("if a { if b { c() } } else { d() }"));
    CHECK(treeOf("if a:\n    if b:\n        c()\n    else:\n        d()\n") ==
          treeOf("if a { if b { c() } else { d() } }"));
    CHECK(treeOf("if (a) b()\nelse c()\n") == treeOf("if (a) { b() } else { c() }"));
}

TEST_CASE("comment and blank lines do not count as indentation") {
    CHECK(treeOf("if a:\n    b()\n\n# c\n        # d\n    e()\n") == treeOf("if a { b(); e() }"));
}

TEST_CASE("columns mean nothing outside suites") {
    CHECK(treeOf("a()\n    b()\n  c()\n") == treeOf("a(); b(); c()"));
    CHECK(treeOf("if x {\n      a()\n b()\n}\n") == treeOf("if x { a(); b() }"));
}

TEST_CASE("indentation errors are one each") {
    Parsed deeper("if a:\n    b()\n      c()\n      d()\n    e()\n");
    CHECK(deeper.errorCount() == 1);
    CHECK(deeper.firstCode() == Diag::UnexpectedIndent);
    Parsed shallow("if a:\n    b()\n  c()\n");
    CHECK(shallow.errorCount() == 1);
    CHECK(shallow.firstCode() == Diag::InconsistentIndent);
    Parsed empty("if a:\nb()\n");
    CHECK(empty.errorCount() == 1);
    CHECK(empty.firstCode() == Diag::ExpectedIndent);
}

TEST_CASE("tabs that only fit one tab width are an error") {
    CHECK(Parsed("if a:\n\tb()\n        c()\n").firstCode() == Diag::AmbiguousTabs);
    CHECK(Parsed("if a:\n\tb()\n\tc()\n").ok());
    CHECK(Parsed("if a:\n\tif b:\n\t\tc()\n\td()\n").ok());
}

TEST_CASE("which tokens continue a line") {
    CHECK(treeOf("x = a\n  .b()\n  ?.c\n  |> f\n  || d\n  and e\n") ==
          treeOf("x = a.b()?.c |> f || d and e"));
    CHECK(treeOf("x = a\n  ? b\n  : c\n") == treeOf("x = a ? b : c"));
    CHECK(treeOf("x = a\n  == b\n  in c\n  % d\n") == treeOf("x = a == b in c % d"));
    CHECK(treeOf("x = a +\n  b\n") == treeOf("x = a + b"));
    CHECK(treeOf("x = (a\n + b\n - c)\n") == treeOf("x = (a + b - c)"));
    CHECK(treeOf("if x\n  is T {\n}\n") == treeOf("if x is T {}"));
}

TEST_CASE("which tokens begin a new statement") {
    CHECK(Parsed("a\n-b\n").size() == 2);
    CHECK(Parsed("a\n+b\n").size() == 2);
    CHECK(Parsed("a\n*b, c = d\n").size() == 2);
    CHECK(Parsed("a\n(b)\n").size() == 2);
    CHECK(Parsed("a\n[b]\n").size() == 2);
    CHECK(Parsed("a\n++b\n").size() == 2);
    CHECK(Parsed("a\nis<int>(b)\n").size() == 2);
    CHECK(Parsed("a\nis = b\n").size() == 2);
    CHECK(Parsed("return\nx\n").size() == 2);
}

TEST_CASE("headers go on before a brace or a header word") {
    CHECK(treeOf("function f()\n{\n}\n") == treeOf("function f() {}"));
    CHECK(treeOf("class A\n  extends B\n  implements C\n{\n}\n") ==
          treeOf("class A extends B implements C {}"));
    CHECK(treeOf("function f()\n  throws E\n  -> int\n{\n}\n") == treeOf("function f() throws E -> int {}"));
    CHECK(treeOf("if (a)\n{\n b()\n}\nelse\n{\n c()\n}\n") == treeOf("if (a) { b() } else { c() }"));
    CHECK(treeOf("do\n{\n a()\n}\nwhile (b)\n") == treeOf("do { a() } while (b)"));
}

TEST_CASE("a missing colon is one error and the lines still belong to the header") {
    Parsed p("if a\n    b()\n    c()\nd()\n");
    CHECK(p.errorCount() == 1);
    CHECK(p.firstCode() == Diag::ExpectedBlock);
    CHECK(p.size() == 2);
}

TEST_CASE("a floor division in a file with comments gets a note") {
    Parsed p("// c\nif a:\n    x = n // 2\n");
    CHECK(p.ok());
    REQUIRE(p.sink.diagnostics().size() == 1);
    CHECK(p.firstCode() == Diag::FloorDivisionComment);
    CHECK(Parsed("// c\nif a {\n    x = n // 2\n}\n").sink.diagnostics().empty());
}

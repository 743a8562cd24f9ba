#include <algorithm>
#include <catch2/catch.hpp>

#include "sema_support.h"

using namespace noodle;
using namespace noodle::sema;
using namespace noodle::sema::test;

TEST_CASE("values have types") {
    Compilation c;
    c.analyze(
        "a = 1\nb = 2.5\nc = a + 1\nd = a / 2\ne = \"x\" + a\nf = a < b\ng = [1]\nh = (1, \"a\")\ni = a ~/ "
        "2\nj = a ** 2\nk = -a\nprint(a, b, c, d, e, f, g, h, i, j, k)");
    CHECK(c.type("a", 4 + 4) == "int");
    CHECK(c.type("c", 1) == "int");
    CHECK(c.type("d", 1) == "float");
    CHECK(c.type("e", 1) == "string");
    CHECK(c.type("f", 1) == "bool");
    CHECK(c.type("g", 1) == "List");
    CHECK(c.type("h", 1) == "(int, string)");
    CHECK(c.type("i", 1) == "int");
    CHECK(c.type("j", 1) == "any");
    CHECK(c.type("k", 1) == "int");
}

TEST_CASE("branches join") {
    Compilation c;
    c.analyze(
        "function f(c) {\n if c { x = 1 } else { x = \"a\" }\n print(x)\n y = c ? 1 : null\n print(y)\n z = "
        "if (c) 1 else 2\n print(z)\n}");
    CHECK(c.type("x", 2) == "int | string");
    CHECK(c.type("y", 1) == "int?");
    CHECK(c.type("z", 1) == "int");
}

TEST_CASE("tests narrow") {
    Compilation c;
    c.analyze(
        "function f(x: int | string | null) {\n"
        " if x is int { print(x) } else { print(x) }\n"
        " if x == null { return }\n"
        " print(x)\n"
        " if isinstance(x, str) { print(x) }\n"
        " if not isInt(x) { print(x) }\n"
        "}");
    CHECK(c.type("x", 1) == "int");
    CHECK(c.type("x", 2) == "string?");
    CHECK(c.type("x", 4) == "int | string");
    CHECK(c.type("x", 6) == "string");
    CHECK(c.type("x", 8) == "string");
}

TEST_CASE("truthiness, and, or narrow nullables") {
    Compilation c;
    c.analyze(
        "class N { next: N? = null }\n"
        "function f(n: N?, m: N?) {\n"
        " if n { print(n) }\n"
        " if n != null and m != null { print(n, m) }\n"
        " if n == null or m == null { return }\n"
        " print(n, m)\n"
        "}\n"
        "function g(n: N?) { while n != null { n = n.next }\n return n }");
    CHECK(c.reports().empty());
    CHECK(c.type("n", 1) == "N");
    CHECK(c.type("n", 3) == "N");
    CHECK(c.type("m", 1) == "N");
    CHECK(c.type("n", 5) == "N");
    CHECK(c.type("m", 3) == "N");
}

TEST_CASE("a certain null is an error, a possible one a warning") {
    const std::string p = "struct P { x: int }\n";
    CHECK(reportsOf(p + "p: P? = null\nprint(p.x)") == Reports{"N0412:3"});
    CHECK(reportsOf(p + "function f(p: P?) { return p.x }") == Reports{"W0908:2"});
    CHECK(reportsOf(p + "function f(p: P?) { return p?.x }").empty());
    CHECK(reportsOf(p + "function f(p: P?) { return p.isSome() ? p.unwrap() : null }").empty());
    CHECK(reportsOf(p + "function f(p: P?) { if p == null { return 0 }\n return p.x }").empty());
    CHECK(reportsOf("x = null\nprint(x.y)").empty());
    CHECK(reportsOf(p + "function f(p: P?) { return p and p.x }").empty());
    CHECK(reportsOf(p + "let p: P? = null\nfunction set() { p = P(1) }\nset()\nprint(p.x)").empty());
}

TEST_CASE("a loop keeps the types that it keeps") {
    Compilation c;
    c.analyze(
        "function f(n: int) {\n"
        " i = 0\n total = 0\n mixed = 0\n text = \"\"\n"
        " while i < n {\n"
        "  i += 1\n  total = total + i * 2\n  mixed = mixed + 0.5\n  text += i\n"
        "  for j in range(n) { total += j }\n"
        " }\n"
        " print(i, total, mixed, text)\n"
        "}");
    CHECK(c.type("i", 1) == "int");
    CHECK(c.type("total", 2) == "int");
    CHECK(c.type("mixed", 2) == "any");
    CHECK(c.type("text", 1) == "string");
    CHECK(c.type("j", 1) == "int");
    CHECK(c.type("total", 4) == "int");
    CHECK(c.type("text", 2) == "string");
}

TEST_CASE("a loop forgets what continue or a nested loop changes") {
    Compilation c;
    c.analyze(
        "function f(xs) {\n x = 1\n y = 1\n for v in xs {\n  print(x, y)\n  if v { x = \"a\"; continue }\n  "
        "for w in v { y = w }\n }\n}");
    CHECK(c.type("x", 1) == "any");
    CHECK(c.type("y", 1) == "any");
}

TEST_CASE("ranges and strings give proven elements, lists claimed ones") {
    Compilation c;
    c.analyze(
        "function f(xs: List<int>, s: string) {\n for i in 0..10 { print(i) }\n for x in xs { print(x) }\n "
        "for ch in s { print(ch) }\n}");
    CHECK(c.type("i", 1) == "int");
    CHECK(c.type("x", 1) == "~int");
    CHECK(c.type("ch", 1) == "string");
}

TEST_CASE("declared variables are what they declare, everywhere") {
    Compilation c;
    c.analyze(
        "let n: float = 1\nfunction f() { return n }\nfunction g(a: int | string) {\n a = 5\n print(a)\n h = "
        "() => a\n return h }");
    CHECK(c.type("n", 1) == "float");
    CHECK(c.type("a", 1) == "int");
    CHECK(c.reports().empty());
}

TEST_CASE("variables that inner functions assign have no flow type") {
    Compilation c;
    c.analyze("function f() {\n var x = 1\n g = () => { x = \"a\" }\n g()\n return x\n}");
    CHECK(c.type("x", 2) == "any");
    Compilation one;
    one.analyze("function f() {\n let x = 1\n return () => x\n}\nconst K = 5\nfunction g() { return K }");
    CHECK(one.type("x", 1) == "int");
    CHECK(one.type("K", 1) == "int");
}

TEST_CASE("checks are asked for where they are needed") {
    Compilation c;
    c.analyze("function f(a: int, b) {\n x: int = a\n y: int = b\n z: float = a\n print(x, y, z)\n}");
    types::Type* integer = c.types.get(types::TypeKind::Int);
    types::Type* floating = c.types.get(types::TypeKind::Float);
    CHECK_FALSE(needsCheck(*c.name("a", 0), integer));
    CHECK(needsCheck(*c.name("b", 0), integer));
    CHECK(needsCheck(*c.name("a", 1), floating));
    CHECK_FALSE(needsCheck(*c.name("b", 0), c.types.any()));
}

TEST_CASE("calls give results") {
    Compilation c;
    c.analyze(
        "function f(): int { return 1 }\nasync function g(): string { return \"a\" }\nstruct P { x: int }\na "
        "= f()\nb = await g()\nc = P(1)\nd = c.x\ne = len(\"a\")\nh = \"a\".upper()\nprint(a, b, c, d, e, "
        "h)");
    CHECK(c.type("a", 1) == "int");
    CHECK(c.type("b", 1) == "string");
    CHECK(c.type("c", 2) == "P");
    CHECK(c.type("d", 1) == "int");
    CHECK(c.type("e", 1) == "int");
    CHECK(c.type("h", 1) == "string");
}

TEST_CASE("catch names have the types they catch") {
    Compilation c;
    c.analyze("try { print(1) } catch (ValueError e) { print(e) } catch e { print(e) }");
    CHECK(c.type("e", 0) == "ValueError");
    CHECK(c.type("e", 1) == "Error");
}

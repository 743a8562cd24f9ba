#include <algorithm>
#include <catch2/catch.hpp>

#include "sema_support.h"

using namespace noodle;
using namespace noodle::sema;
using namespace noodle::sema::test;

TEST_CASE("reading before any assignment can have run is an error") {
    CHECK(reportsOf("function f() {\n print(x)\n x = 1\n}") == Reports{"N0304:2"});
    CHECK(reportsOf("print(x)\nx = 1") == Reports{"N0304:1"});
    CHECK(reportsOf("counter = 0\nfunction f() { counter = counter + 1 }") == Reports{"N0304:2"});
    Compilation c;
    c.analyze("counter = 0\nfunction f() { counter = counter + 1 }");
    CHECK(c.texts().find("declare `var counter` outside") != std::string::npos);
    CHECK(reportsOf("{\n print(a)\n let a = 1\n}") == Reports{"N0304:2"});
    CHECK(reportsOf("x: int\nprint(x)") == Reports{"N0304:2"});
}

TEST_CASE("a read that may find no value is checked, one that cannot is not") {
    Compilation c;
    c.analyze("function f(c) {\n if c { x = 1 }\n print(x)\n if c { y = 1 } else { y = 2 }\n print(y)\n}");
    CHECK(c.reports().empty());
    CHECK(c.name("x", 1)->checked);
    CHECK_FALSE(c.name("y", 2)->checked);
}

TEST_CASE("a loop may have assigned in an earlier turn") {
    Compilation c;
    c.analyze("function f(xs) {\n for x in xs {\n  if x { print(last) }\n  last = x\n }\n return last\n}");
    CHECK(c.reports().empty());
    CHECK(c.name("last", 0)->checked);
    CHECK(c.name("last", 2)->checked);
}

TEST_CASE("leaving branches do not count") {
    Compilation c;
    c.analyze(
        "function f(c) {\n if c { x = 1 } else { return }\n print(x)\n match c { 1 => { y = 1 }, _ => { "
        "throw 2 } }\n return y\n}");
    CHECK(c.reports().empty());
    CHECK_FALSE(c.name("x", 1)->checked);
    CHECK_FALSE(c.name("y", 1)->checked);
}

TEST_CASE("after try only what all ways assigned is certain") {
    Compilation c;
    c.analyze(
        "function f() {\n try { a = 1\n b = 2 } catch e { b = 3 } finally { d = 4 }\n print(a, b, d)\n}");
    CHECK(c.reports().empty());
    CHECK(c.name("a", 1)->checked);
    CHECK_FALSE(c.name("b", 2)->checked);
    CHECK_FALSE(c.name("d", 1)->checked);
}

TEST_CASE("hoisted declarations are ready, others are not") {
    CHECK(reportsOf("print(f(), P(1), E.A)\nfunction f() {}\nstruct P { x: int }\nenum E { A, B }").empty());
    CHECK(reportsOf("print(A())\nclass A {}") == Reports{"N0304:1"});
    Compilation c;
    c.analyze("function deco(f) { return f }\nprint(g)\n@deco\nfunction g() {}");
    CHECK(c.reports() == Reports{"N0304:2"});
    Compilation order;
    order.analyze(
        "struct A implements I { x: int }\ninterface I {}\nenum E { X }\nfunction f() {}\nclass C {}");
    CHECK(order.reports().empty());
    CHECK(order.analysis->module().hoisted.size() == 4);
    CHECK(order.analysis->module().hoisted[0]->kind == ast::NodeKind::FunctionDecl);
}

TEST_CASE("functions see the module's variables checked") {
    Compilation c;
    c.analyze("function f() { return x + g() }\nx = 1\nfunction g() { return 1 }\nprint(f())");
    CHECK(c.reports().empty());
    CHECK(c.name("x", 0)->checked);
    CHECK_FALSE(c.name("g", 0)->checked);
}

TEST_CASE("a function that assigns counts as a possible assignment") {
    CHECK(reportsOf("function init() { global conf\n conf = 1 }\ninit()\nprint(conf)").empty());
    CHECK(reportsOf("function f() {\n var n: int\n g = () => { n = 1 }\n g()\n return n\n}").empty());
}

TEST_CASE("defaults see the parameters before them") {
    CHECK(reportsOf("function f(a, b = a) { return b }").empty());
    CHECK(reportsOf("function f(a = b, b = 1) { return a }") == Reports{"N0301:1"});
    CHECK(reportsOf("b = 2\nfunction f(a = b, b = b) { return a + b }").empty());
}

TEST_CASE("unreachable code is a warning, once") {
    CHECK(reportsOf("function f() {\n return 1\n print(2)\n print(3)\n}") == Reports{"W0905:3"});
    CHECK(reportsOf("function f() {\n while true { print(1) }\n print(3)\n}") == Reports{"W0905:3"});
    CHECK(reportsOf("function f() {\n return g()\n function g() { return 1 }\n}") == Reports{"N0304:2"});
}

TEST_CASE("a session keeps its variables") {
    Compilation first;
    first.analyze("x = 1\nlet y = 2\nconst z = 3");
    Session session = first.analysis->session();
    REQUIRE(session.variables.size() == 3);
    // Names belong to a compilation: the second input shares the table.
    Compilation& c = first;
    Options options;
    options.session = &session;
    c.analyze("print(x)\nlet y = 5\nw = y", options);
    CHECK(c.reports().empty());
    CHECK(c.symbol("x")->index == 0);
    CHECK(c.symbol("y")->index == 1);
    CHECK(c.symbol("w")->index == 3);
    CHECK(c.name("x")->checked);
    c.analyze("z = 4", options);
    CHECK(c.reports() == Reports{"N0302:1"});
}

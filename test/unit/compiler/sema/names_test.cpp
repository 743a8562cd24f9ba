#include <algorithm>
#include <catch2/catch.hpp>

#include "sema_support.h"

using namespace noodle;
using namespace noodle::sema;
using namespace noodle::sema::test;

TEST_CASE("undefined names are errors with a suggestion") {
    Compilation c;
    c.analyze("counter = 1\nprint(countr)");
    CHECK(c.reports() == Reports{"N0301:2"});
    CHECK(c.texts().find("did you mean `counter`?") != std::string::npos);
    CHECK(reportsOf("function f() { return nothere }") == Reports{"N0301:1"});
    CHECK(reportsOf("prnt(1)\nx = unknwn") == Reports{"N0301:1", "N0301:2"});
}

TEST_CASE("a bare assignment makes a local") {
    Compilation c;
    c.analyze("x = 1\nfunction f() { x = 2; return x }\nf()\nprint(x)");
    CHECK(c.reports().empty());
    CHECK(c.symbol("x", 0)->kind == SymbolKind::ModuleVar);
    CHECK(c.symbol("x", 1)->kind == SymbolKind::Local);
    CHECK(c.symbol("x", 2) == c.symbol("x", 1));
    CHECK(c.symbol("x", 3) == c.symbol("x", 0));
}

TEST_CASE("a bare assignment changes an outer let or var") {
    Compilation c;
    c.analyze("let x = 1\nfunction f() { x = 2 }");
    CHECK(c.symbol("x", 1) == c.symbol("x", 0));
    Compilation inner;
    inner.analyze("function f() {\n var n = 0\n g = () => { n = n + 1 }\n return g }");
    CHECK(inner.symbol("n", 1) == inner.symbol("n", 0));
    CHECK(inner.symbol("n", 0)->isCaptured);
    CHECK(inner.symbol("n", 0)->isReassigned);
}

TEST_CASE("a bare name of an enclosing function is hidden, not changed") {
    Compilation c;
    c.analyze("function f() {\n n = 0\n function g() { n = 1 }\n g()\n return n }");
    CHECK(c.symbol("n", 1) != c.symbol("n", 0));
    CHECK(c.symbol("n", 2) == c.symbol("n", 0));
    CHECK_FALSE(c.symbol("n", 0)->isCaptured);
}

TEST_CASE("a let in a block of the module is read by functions, not assigned") {
    Compilation c;
    c.analyze(
        "{\n let x = 1\n function f() { x = 2; return x }\n function g() { return x }\n print(f(), g())\n}");
    CHECK(c.reports().empty());
    CHECK(c.symbol("x", 1) != c.symbol("x", 0));
    CHECK(c.symbol("x", 3) == c.symbol("x", 0));
}

TEST_CASE("compound assignment never declares") {
    Compilation c;
    c.analyze("n = 0\nfunction f() { n += 1\n n++ }");
    CHECK(c.reports().empty());
    CHECK(c.symbol("n", 1) == c.symbol("n", 0));
    CHECK(c.symbol("n", 2) == c.symbol("n", 0));
    CHECK(reportsOf("m += 1") == Reports{"N0301:1"});
}

TEST_CASE("const cannot be rebound") {
    CHECK(reportsOf("const A = 1\nA = 2") == Reports{"N0302:2"});
    CHECK(reportsOf("const A = 1\nA += 2") == Reports{"N0302:2"});
    CHECK(reportsOf("const A = 1\nA++") == Reports{"N0302:2"});
    CHECK(reportsOf("const A = 1\nfunction f() { A = 2 }") == Reports{"N0302:2"});
    CHECK(reportsOf("function f() {\n const A = 1\n g = () => { A = 2 } }") == Reports{"N0302:3"});
    CHECK(reportsOf("const [a, b] = [1, 2]\n[a, c] = [3, 4]") == Reports{"N0302:2"});
    CHECK(reportsOf("const A = 1\nfunction f() { let A = 2; A = 3; return A }").empty());
    CHECK(reportsOf("const A = [1]\nA.append(2)\nA[0] = 5").empty());
}

TEST_CASE("let is block-scoped") {
    Compilation c;
    c.analyze("let a = 1\n{\n let a = 2\n print(a)\n}\nprint(a)");
    CHECK(c.reports().empty());
    CHECK(c.symbol("a", 2) == c.symbol("a", 1));
    CHECK(c.symbol("a", 3) == c.symbol("a", 0));
    CHECK(reportsOf("{ let q = 1 }\nprint(q)") == Reports{"N0301:2"});
    CHECK(reportsOf("let a = 1\nlet a = 2") == Reports{"N0303:2"});
    CHECK(reportsOf("function f(a) { let a = 2 }") == Reports{"N0303:1"});
    CHECK(reportsOf("let [_, _] = [1, 2]").empty());
}

TEST_CASE("a let makes a variable of its own, also where a bare name follows its block") {
    Compilation c;
    c.analyze("function f() {\n { let x = 1\n print(x) }\n x = 2\n return x\n}");
    CHECK(c.reports().empty());
    CHECK(c.symbol("x", 2) != c.symbol("x", 0));
}

TEST_CASE("global and nonlocal") {
    Compilation c;
    c.analyze("total = 0\nfunction f() {\n global total\n total = 5\n}");
    CHECK(c.reports().empty());
    CHECK(c.symbol("total", 2) == c.symbol("total", 0));
    Compilation later;
    later.analyze(
        "function show() { return made }\nfunction make() {\n global made\n made = "
        "1\n}\nmake()\nprint(show(), made)");
    CHECK(later.reports().empty());
    CHECK(later.symbol("made", 0)->kind == SymbolKind::ModuleVar);
    Compilation nested;
    nested.analyze("function f() {\n n = 0\n function g() {\n  nonlocal n\n  n = 1\n }\n g()\n return n\n}");
    CHECK(nested.reports().empty());
    CHECK(nested.symbol("n", 2) == nested.symbol("n", 0));
    CHECK(reportsOf("function f() {\n nonlocal zz\n zz = 1\n}") == Reports{"N0307:2"});
    CHECK(reportsOf("function f() {\n a = 1\n global a\n}") == Reports{"N0308:3"});
}

TEST_CASE("builtins can be shadowed, not assigned") {
    CHECK(reportsOf("len += 1") == Reports{"N0305:1"});
    CHECK(reportsOf("function f() { len = 5; return len }").empty());
    Compilation c;
    c.analyze("print(max(1, 2))\nmax = 3\nprint(max)");
    CHECK(c.reports().empty());
    CHECK(c.symbol("max", 0)->kind == SymbolKind::Builtin);
    CHECK(c.symbol("max", 2)->kind == SymbolKind::ModuleVar);
    Compilation loop;
    loop.analyze("for i in range(2) {\n print(min(1, 2))\n if i { min = 3 }\n}");
    CHECK(loop.name("min", 0)->checked);
    CHECK(loop.name("min", 0)->orBuiltin);
    Compilation local;
    local.analyze("function f(x) {\n n = len(x)\n len = 5\n return n + len\n}");
    CHECK(local.reports() == Reports{"N0304:2"});
    CHECK(local.texts().find("rename the variable") != std::string::npos);
}

TEST_CASE("imports can be shadowed, not assigned") {
    CHECK(reportsOf("import { a } from \"./m\"\na = 1") == Reports{"N0306:2"});
    CHECK(reportsOf("import { a } from \"./m\"\nfunction f() { a += 1 }") == Reports{"N0306:2"});
    CHECK(reportsOf("import { a } from \"./m\"\nfunction f() { a = 1; return a }").empty());
    CHECK(reportsOf("try { import json } catch (ImportError e) { json = null }").empty());
}

TEST_CASE("self, super, break, return, yield and await have their places") {
    CHECK(reportsOf("print(self)") == Reports{"N0309:1"});
    CHECK(reportsOf("class A { static function f() { return self.x } }") == Reports{"N0309:1"});
    CHECK(reportsOf("class A { function f() { return [1].map(x => self.y + x) } }").empty());
    CHECK(reportsOf("function f() { super.g() }") == Reports{"N0312:1"});
    CHECK(reportsOf("break") == Reports{"N0701:1"});
    CHECK(reportsOf("for i in [1] { f = () => { continue } }") == Reports{"N0701:1"});
    CHECK(reportsOf("while true { if 1 { break } }").empty());
    CHECK(reportsOf("yield 1") == Reports{"N0703:1"});
    CHECK(reportsOf("function f() { await g() }\nasync function g() {}") == Reports{"N0704:1"});
    CHECK(reportsOf("async function g() {}\nawait g()").empty());
    CHECK(reportsOf("async function g(xs) { f = () => { await xs } }") == Reports{"N0704:1"});
    CHECK(reportsOf("throw") == Reports{"N0705:1"});
    CHECK(reportsOf("try { print(1) } catch e { throw }").empty());
    CHECK(reportsOf("return 5").empty());
}

TEST_CASE("a colon class sees the attributes above in its values only") {
    CHECK(reportsOf("class A:\n    size = 2\n    double = size * 2\n").empty());
    CHECK(reportsOf("class A:\n    size = 2\n    def f(self):\n        return size\n") == Reports{"N0301:4"});
}

TEST_CASE("forward assignments to a module let are warned about") {
    CHECK(reportsOf("function f() { limit = 2 }\nlet limit = 1\nf()") == Reports{"W0903:1"});
    CHECK(reportsOf("let limit = 1\nfunction f() { limit = 2 }\nf()").empty());
}

TEST_CASE("catch names are their clause's own") {
    CHECK(reportsOf("try { print(1) } catch (e) { e = 5 }\nprint(e)") == Reports{"N0301:2"});
    Compilation c;
    c.analyze(
        "class Special extends Error {}\ntry { print(1) } catch Special { print(2) }\ntry { print(1) } catch "
        "special { print(special) }");
    CHECK(c.reports().empty());
    auto* clause = c.first<ast::CatchClause>();
    CHECK(clause->nameIsType);
    CHECK(c.symbol("special")->form == BindingForm::Catch);
}

TEST_CASE("with names live on after the block") {
    CHECK(reportsOf("with open(\"f\") as f { print(f) }\nprint(f)").empty());
}

TEST_CASE("comprehension names are their own") {
    CHECK(reportsOf("xs = [i * 2 for i in [1, 2]]\nprint(i)") == Reports{"N0301:2"});
    CHECK(reportsOf("print([(a, b) for a in [1] for b in [a]])\nprint({k: v for k, v in [(1, 2)]})").empty());
    CHECK(reportsOf("print([y for x in [1, 2] if (y := x)], y)").empty());
}

TEST_CASE("unknown decorators are names, known ones are not") {
    CHECK(reportsOf("@inline\nfunction f() {}\n@optimize(\"speed\")\nfunction g() {}").empty());
    CHECK(reportsOf("@nothere\nfunction f() {}") == Reports{"N0301:1"});
    CHECK(reportsOf("print(inline)") == Reports{"N0301:1"});
    CHECK(reportsOf("@deprecated(\"use g\")\nfunction f() {}\nf()") == Reports{"W0907:3"});
}

TEST_CASE("types are not values") {
    CHECK(reportsOf("type Id = int | string\nprint(Id)") == Reports{"N0311:2"});
    CHECK(reportsOf("function f<T>(x: T) { return T }") == Reports{"N0311:1"});
    CHECK(reportsOf("struct P { x: int }\ntype Q = P\nprint(Q(1).x)").empty());
}

TEST_CASE("names of an unknown star import are left to the running program") {
    Compilation c;
    c.analyze("from somewhere import *\nprint(helper(1), len([1]))");
    CHECK(c.reports().empty());
    CHECK(c.symbol("helper")->kind == SymbolKind::ImportName);
    CHECK(c.symbol("len")->kind == SymbolKind::Builtin);
}

TEST_CASE("macros and foreign functions are refused") {
    CHECK(reportsOf("macro m(x) { x }") == Reports{"N0508:1"});
}

TEST_CASE("parameters are named once") {
    CHECK(reportsOf("function f(a, a) { return a }") == Reports{"N0234:1"});
    CHECK(reportsOf("function f(a, [b, a]) { return a }") == Reports{"N0234:1"});
    CHECK(reportsOf("f = (_, _) => 1").empty());
    CHECK(reportsOf("class A:\n    def m(self, x):\n        return x\n").empty());
}

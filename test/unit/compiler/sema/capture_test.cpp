#include <algorithm>
#include <catch2/catch.hpp>

#include "sema_support.h"

using namespace noodle;
using namespace noodle::sema;
using namespace noodle::sema::test;

TEST_CASE("captures are transitively complete") {
    Compilation c;
    c.analyze(
        "function a() {\n v = 1\n function b() {\n  function d() { return v }\n  return d\n }\n return b\n}");
    const FunctionScope& b = *c.function("b")->scope;
    const FunctionScope& d = *c.function("d")->scope;
    REQUIRE(b.captures.size() == 1);
    REQUIRE(d.captures.size() == 1);
    CHECK(b.captures[0].fromParentLocal);
    CHECK_FALSE(d.captures[0].fromParentLocal);
    CHECK(d.captures[0].parentIndex == 0);
    CHECK(b.captures[0].symbol == c.symbol("v"));
    CHECK_FALSE(c.symbol("v")->isReassigned);
}

TEST_CASE("self is captured like a local") {
    Compilation c;
    c.analyze("class A {\n function m() { return () => self.x }\n}");
    const FunctionScope& m = *c.function("m")->scope;
    CHECK(m.usesSelf);
    const FunctionScope& lambda = *c.first<ast::LambdaExpr>()->function->scope;
    REQUIRE(lambda.captures.size() == 1);
    CHECK(lambda.captures[0].symbol == m.self);
}

TEST_CASE("a captured loop variable is fresh each turn and has a twin outside") {
    Compilation c;
    c.analyze("fns = []\nfor i in [1, 2] { fns.append(() => i) }\nprint(i)");
    Symbol* inner = c.symbol("i", 0);
    CHECK(inner->perIteration);
    CHECK(inner->isCaptured);
    CHECK_FALSE(inner->isReassigned);
    CHECK(inner->outer == c.symbol("i", 2));
    CHECK(c.symbol("i", 2)->kind == SymbolKind::ModuleVar);
    const auto& symbols = c.first<ast::ForInStmt>()->scope->symbols;
    REQUIRE(symbols.size() == 1);
    CHECK(symbols[0] == inner);
}

TEST_CASE("a loop variable that nothing captures is one variable") {
    Compilation c;
    c.analyze("for i in [1, 2] { print(i) }\nprint(i)\nfor i in [3] { for i in [4] { print(i) } }");
    CHECK(c.symbol("i", 0) == c.symbol("i", 2));
    CHECK(c.symbol("i", 1) == c.symbol("i", 2));
    CHECK(c.symbol("i", 5) == c.symbol("i", 2));
    CHECK(c.first<ast::ForInStmt>()->scope->symbols.empty());
    CHECK(c.analysis->module().variables.size() == 1);
}

TEST_CASE("a C-style loop variable that is captured must be copied into the next turn") {
    Compilation c;
    c.analyze("function f() {\n fns = []\n for (k = 0; k < 3; k++) { fns.append(() => k) }\n return fns\n}");
    Symbol* k = c.symbol("k", 0);
    CHECK(k->perIteration);
    CHECK(k->isCaptured);
    CHECK(k->isReassigned);
}

TEST_CASE("let in a loop is fresh, a bare name is shared") {
    Compilation c;
    c.analyze(
        "function f(xs) {\n out = []\n for x in xs {\n  let a = x\n  b = x\n  out.append(() => a + b)\n }\n "
        "return out\n}");
    CHECK(c.symbol("a")->perIteration);
    CHECK_FALSE(c.symbol("a")->isReassigned);
    CHECK_FALSE(c.symbol("b")->perIteration);
    CHECK(c.symbol("b")->isReassigned);
}

TEST_CASE("a closure made before its variable has a value shares it") {
    Compilation c;
    c.analyze(
        "function f() {\n function even(n) { return n == 0 or odd(n - 1) }\n function odd(n) { return n != 0 "
        "and even(n - 1) }\n return even\n}");
    CHECK(c.reports().empty());
    CHECK(c.symbol("odd")->isReassigned);
    CHECK(c.name("odd")->checked);
    CHECK_FALSE(c.symbol("even", 0)->isReassigned);
}

TEST_CASE("a generator expression is a function, other comprehensions are not") {
    Compilation c;
    c.analyze("function f(xs, k) {\n a = [x + k for x in xs]\n return (x + k for x in xs)\n}");
    std::vector<ast::ComprehensionExpr*> found;
    CHECK(c.symbol("k", 0)->isCaptured);
    auto* list = c.first<ast::ComprehensionExpr>();
    CHECK(list->scope == nullptr);
    CHECK(c.symbol("x", 0)->owner == c.function("f")->scope);
    CHECK(c.symbol("x", 2)->owner->form == FunctionForm::GeneratorExpr);
    CHECK(c.symbol("xs", 1)->owner == c.function("f")->scope);
    CHECK(c.symbol("x", 2)->owner->captures.size() == 1);
}

TEST_CASE("parameters come first among the locals") {
    Compilation c;
    c.analyze("function f(a, [b, d], ...rest) { e = 1; return a + b + d + e }");
    const FunctionScope& f = *c.function("f")->scope;
    CHECK(f.paramCount == 3);
    REQUIRE(f.locals.size() == 6);
    CHECK(c.names.text(f.locals[0]->name) == "a");
    CHECK_FALSE(f.locals[1]->name);
    CHECK(c.names.text(f.locals[2]->name) == "rest");
    for (size_t i = 0; i < f.locals.size(); ++i) CHECK(f.locals[i]->index == i);
}

TEST_CASE("field values run in a scope of their own") {
    Compilation c;
    c.analyze("function make(n) {\n class A {\n  x = n\n  static y = n\n }\n return A\n}");
    auto* cls = c.first<ast::ClassDecl>();
    REQUIRE(cls->fieldScope);
    CHECK(cls->fieldScope->captures.size() == 1);
    CHECK(cls->fieldScope->form == FunctionForm::FieldInit);
    CHECK(c.symbol("n")->isCaptured);
}

TEST_CASE("receivers are implicit or named") {
    Compilation c;
    c.analyze(
        "class A:\n    def m(self, x):\n        return self.y + x\n    @classmethod\n    def k(cls, x):\n    "
        "    return cls\n    @staticmethod\n    def s(x):\n        return x\n");
    CHECK(c.reports().empty());
    CHECK(c.function("m")->scope->hasExplicitSelf);
    CHECK(c.function("m")->scope->paramCount == 1);
    CHECK(c.function("k")->scope->isClassMethod);
    CHECK(c.symbol("cls")->kind == SymbolKind::Self);
    CHECK(c.function("s")->scope->isStatic);
    CHECK(c.function("s")->scope->paramCount == 1);
}

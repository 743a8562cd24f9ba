#include <algorithm>
#include <catch2/catch.hpp>

#include "sema_support.h"

using namespace noodle;
using namespace noodle::sema;
using namespace noodle::sema::test;

namespace {
const std::string kColor = "enum Color { Red, Green, Custom(r: int) }\n";
}

TEST_CASE("small names bind, capitalised ones must resolve") {
    CHECK(reportsOf("function f(v) { match v { n => n } }").empty());
    CHECK(reportsOf("function f(v) { match v { Nope => 1 } }") == Reports{"N0310:1"});
    CHECK(reportsOf("const MAX = 5\nfunction f(v) { match v { MAX => 1 } }").empty());
    CHECK(reportsOf("class A {}\nfunction f(v) { match v { A => 1, int => 2 } }").empty());
}

TEST_CASE("bare variants resolve to their enum") {
    Compilation c;
    c.analyze(kColor + "function f(v) { return match v { Red => 1, Green => 2, Custom(r) => r } }");
    CHECK(c.reports().empty());
    auto* name = c.first<ast::NamePattern>();
    CHECK(name->isVariant);
    CHECK(c.names.text(name->symbol->name) == "Color");
    CHECK(c.first<ast::ConstructorPattern>()->isVariant);
}

TEST_CASE("Success and Error mean the builtins unless an enum's other variants are near") {
    Compilation c;
    c.analyze(
        "enum Status { Success, Error, Pending }\nfunction f(v) { return match v { Success => 1, Pending => "
        "2, Error => 3 } }");
    CHECK(c.reports().empty());
    CHECK(c.first<ast::NamePattern>()->isVariant);
    Compilation result;
    result.analyze(
        "enum Status { Success, Error, Pending }\nfunction f(v) { return match v { Success(x) => x, Error(e) "
        "=> e } }");
    CHECK(result.reports().empty());
    CHECK_FALSE(result.first<ast::ConstructorPattern>()->isVariant);
}

TEST_CASE("alternatives must bind the same names") {
    CHECK(reportsOf("function f(v) { match v { [a, 1] | [1, a] => a, _ => 0 } }").empty());
    CHECK(reportsOf("function f(v) { match v { [a, b] | [a] => a, _ => 0 } }") == Reports{"N0706:1"});
    CHECK(reportsOf("function f(v) { match v { [a, a] => a, _ => 0 } }") == Reports{"N0303:1"});
    CHECK(reportsOf("function f(v) { match v { [_, _] => 1, _ => 0 } }").empty());
}

TEST_CASE("missing variants are a warning") {
    CHECK(reportsOf(kColor + "function f(c) { return match c { Red => 1, Custom(r) => r } }") ==
          Reports{"W0902:2"});
    CHECK(reportsOf(kColor +
                    "function f(c) { return match c { Color.Red => 1, Color.Green | Color.Custom(_) => 2 } }")
              .empty());
    CHECK(reportsOf(kColor + "function f(c) { return match c { Red => 1, other => 2 } }").empty());
    CHECK(reportsOf(kColor + "function f(c) { return match c { Red => 1, Green => 2, Custom(5) => 3 } }") ==
          Reports{"W0902:2"});
    CHECK(reportsOf(kColor +
                    "function f(c) { return match c { Red => 1, Green => 2, Custom(r) when r > 1 => 3 } }") ==
          Reports{"W0902:2"});
    CHECK(reportsOf("function f(r) { return match r { Success(v) => v } }") == Reports{"W0902:1"});
    CHECK(reportsOf("function f(r) { return match r { Success(v) => v, Error(e) => e } }").empty());
    Compilation c;
    c.analyze(kColor + "function f(c) { return match c { Red => 1 } }");
    CHECK(c.texts().find("`Green`, `Custom`") != std::string::npos);
}

TEST_CASE("a last match is the function's value") {
    auto returns = [](const std::string& text) {
        Compilation c;
        c.analyze(text);
        return c.function("f")->scope->returnsMatchValue;
    };
    CHECK(returns("function f(v) { match v { 1 => 2, _ => 3 } }"));
    CHECK_FALSE(returns("function f(v): void { match v { 1 => 2, _ => 3 } }"));
    CHECK_FALSE(returns("function f(v) { match v { 1 => 2, _ => 3 }\n print(v) }"));
    CHECK_FALSE(returns("function f(v) { yield 1\n match v { 1 => 2, _ => 3 } }"));
    CHECK_FALSE(returns("def f(v):\n    match v:\n        case 1:\n            print(1)\n"));
}

TEST_CASE("the value of a last match is checked against the result") {
    CHECK(reportsOf("function f(v): int { match v { 1 => 2, _ => \"x\" } }") == Reports{"N0401:1"});
}

TEST_CASE("patterns narrow their subject") {
    Compilation c;
    c.analyze(
        "function f(v: int | string) {\n match v {\n  s: string => print(v, s)\n  _ => print(v)\n }\n}");
    CHECK(c.type("v", 1) == "string");
    CHECK(c.type("s") == "~string");
}

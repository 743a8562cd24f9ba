#include <algorithm>
#include <catch2/catch.hpp>

#include "sema_support.h"

using namespace noodle;
using namespace noodle::sema;
using namespace noodle::sema::test;

TEST_CASE("a declaration rejects what can never fit") {
    CHECK(reportsOf("x: int = \"a\"") == Reports{"N0401:1"});
    CHECK(reportsOf("let x: string = 1") == Reports{"N0401:1"});
    CHECK(reportsOf("x: bool = 1") == Reports{"N0401:1"});
    CHECK(reportsOf("x: int = true") == Reports{"N0401:1"});
    CHECK(reportsOf("x: List<int> = {1, 2}") == Reports{"N0401:1"});
    CHECK(reportsOf("x: int | string = 1.5") == Reports{"N0401:1"});
    CHECK(reportsOf("x: (int, string) = (1, 2)") == Reports{"N0401:1"});
    CHECK(reportsOf("x: (int, string) = (1, \"a\", 2)") == Reports{"N0401:1"});
    CHECK(reportsOf("x: (int) -> int = 5") == Reports{"N0401:1"});
    CHECK(reportsOf("class A {}\nx: A = 5") == Reports{"N0401:2"});
    CHECK(reportsOf("class A {}\nclass B {}\nx: A = B()") == Reports{"N0401:3"});
}

TEST_CASE("a declaration accepts what may fit") {
    CHECK(reportsOf("x: float = 1\ny: any = 1\nz: Number = 1.5\nw: object = \"s\"").empty());
    CHECK(reportsOf("x: int = null\nlet y: string = None\nfunction f(a: int = null) {}").empty());
    CHECK(reportsOf("function f(v) { x: int = v; return x }").empty());
    CHECK(reportsOf("function f(v: int | string) { x: int = v; return x }").empty());
    CHECK(reportsOf("y: int | string = 5\ny = \"now text\"").empty());
    CHECK(reportsOf("x: char = \"é\"\nb: bytes = b\"a\"\nn: bigint = bigint(5)").empty());
    CHECK(reportsOf("class A {}\nclass B extends A {}\nx: A = B()\nfunction f(a: A) { b: B = a; return b }")
              .empty());
    CHECK(reportsOf("interface I { f() }\nclass A { f() {} }\nx: I = A()").empty());
    CHECK(reportsOf("x: List<int> = []\ny: Map<string, int> = {}\nz: Set<int> = Set()\nt: tuple = (1, 2)\nu: "
                    "int[] = [1]")
              .empty());
    CHECK(reportsOf("r: Result<int, string> = Success(1)\nq: Result<int, string> = Error(\"e\")").empty());
    CHECK(reportsOf("f: (int) -> int = x => x + 1\ng: function = print").empty());
    CHECK(reportsOf("xs: Iterable<int> = [1]\nys: Stream<int> = xs").empty());
    CHECK(reportsOf("x: Option<int> = Some(5)\ny: Option<int> = None\nz: Optional[int] = null").empty());
}

TEST_CASE("literals are checked piece by piece") {
    CHECK(reportsOf("x: List<int> = [1,\n \"a\",\n 2.5]") == Reports{"N0401:2", "N0401:3"});
    CHECK(reportsOf("x: Map<string, int> = {a: 1, b:\n \"x\"}") == Reports{"N0401:2"});
    CHECK(reportsOf("x: List<List<int>> = [[1], [\n\"a\"]]") == Reports{"N0401:2"});
    CHECK(reportsOf("x: List<float> = [1, 2.5]").empty());
    CHECK(reportsOf("ys = [\"a\"]\nx: List<int> = [1, ...ys]").empty());
    CHECK(reportsOf("x: int = true ? 1\n : \"a\"") == Reports{"N0401:2"});
    CHECK(reportsOf("x: List<int>? = [\"a\"]") == Reports{"N0401:1"});
}

TEST_CASE("the report names both types and where they come from") {
    Compilation c;
    c.analyze("let limit: int = 5\nfunction f(s: string) { return s }\nf(limit)");
    CHECK(c.reports() == Reports{"N0401:3"});
    std::string text = c.texts();
    CHECK(text.find("expected string, found int") != std::string::npos);
    CHECK(text.find("the parameter `s` is declared as `string`") != std::string::npos);
    CHECK(text.find("`limit` gets its type `int` here") != std::string::npos);
}

TEST_CASE("hints for the usual mistakes") {
    auto hint = [](const std::string& text) {
        Compilation c;
        c.analyze(text);
        return c.texts();
    };
    CHECK(hint("x: int = 7 / 2").find("use `~/`") != std::string::npos);
    CHECK(hint("x: int = 2.5").find("int(") != std::string::npos);
    CHECK(hint("async function f(): int { return 1 }\nx: int = f()").find("await") != std::string::npos);
    CHECK(hint("function f(n: int) {}\nf(null)").find("`int?`") != std::string::npos);
}

TEST_CASE("later assignments are checked against the declaration") {
    CHECK(reportsOf("x: int = 1\nx = \"a\"") == Reports{"N0401:2"});
    CHECK(reportsOf("let x: int = 1\nx += \"a\"") == Reports{"N0401:2"});
    CHECK(reportsOf("let x: int = 1\nx = x / 2") == Reports{"N0401:2"});
    CHECK(reportsOf("let x: int = 1\nx /= 2") == Reports{"N0401:2"});
    CHECK(reportsOf("let x: int = 1\nfunction f() { x = \"a\" }") == Reports{"N0401:2"});
    CHECK(reportsOf("function f(x: int) { x = \"a\" }") == Reports{"N0401:1"});
    CHECK(reportsOf("x: float = 1.5\nx = 2\nx += 1").empty());
    CHECK(reportsOf("if len([]) { x: int = 1 } else { x: string = \"a\" }\nprint(x)").empty());
}

TEST_CASE("results are checked") {
    CHECK(reportsOf("function f(): int { return \"a\" }") == Reports{"N0401:1"});
    CHECK(reportsOf("function f(): int { return }") == Reports{"N0401:1"});
    CHECK(reportsOf("function f(): void { return 5 }") == Reports{"N0401:1"});
    CHECK(reportsOf("function f(): void { return }\nfunction g(): void { return null }").empty());
    CHECK(reportsOf("f = (x): void => print(x)").empty());
    CHECK(reportsOf("async function f(): int { return 1 }\nasync function g(): Task<int> { return 1 }")
              .empty());
    CHECK(reportsOf("async function f(): int { return \"a\" }") == Reports{"N0401:1"});
    CHECK(reportsOf("function f(): int { yield \"a\" }").empty());
    CHECK(reportsOf("def f() -> int:\n    if f:\n        return 1\n    return None\n") == Reports{"N0401:4"});
    CHECK(reportsOf("function f(x): int { return x }").empty());
    Compilation c;
    c.analyze(
        "async function f(): Task<int> { return 1 }\nfunction g(): void {}\nfunction h() { yield 1 }\nclass "
        "A { constructor(): int {} }");
    CHECK(c.types.text(c.function("f")->scope->checkedResult) == "int");
    CHECK(c.function("g")->scope->checkedResult == nullptr);
    CHECK(c.function("h")->scope->isGenerator);
}

TEST_CASE("arguments are checked") {
    const std::string f = "function f(a: int, b: string = \"x\", ...rest) { return a }\n";
    CHECK(reportsOf(f + "f(1)\nf(1, \"b\")\nf(b: \"c\", a: 1)\nf(1, \"b\", 3, 4)\nf(...[1, 2])").empty());
    CHECK(reportsOf(f + "f(\"x\")") == Reports{"N0401:2"});
    CHECK(reportsOf(f + "f(1, b: 2)") == Reports{"N0401:2"});
    CHECK(reportsOf(f + "f()") == Reports{"N0405:2"});
    CHECK(reportsOf(f + "f(1, c: 2)") == Reports{"N0404:2"});
    CHECK(reportsOf(f + "f(1, a: 2)") == Reports{"N0406:2"});
    CHECK(reportsOf("function g(a) { return a }\ng(1, 2)") == Reports{"N0403:2"});
    CHECK(reportsOf("function g(a, **kw) { return a }\ng(1, x: 2)").empty());
    CHECK(reportsOf("def g(a, *, k):\n    return a\ng(1, k=2)\ng(1)\n") == Reports{"N0405:4"});
    CHECK(reportsOf("function g(a, ...r, k = 1) {}\ng(1, 2, 3, k: 4)").empty());
    CHECK(reportsOf("function g(a) {}\ng = print\ng(1, 2)").empty());
    CHECK(reportsOf("function d(f) { return f }\n@d\nfunction g(a) {}\ng(1, 2)").empty());
    CHECK(reportsOf("function g(a) { return a }\n[1] |> g\n2 |> g\n3 |> f()\nfunction f(a) {}").empty());
}

TEST_CASE("failures that a program may want to see are left to it") {
    CHECK(reportsOf("function f(n: int) {}\ntry { f(\"a\") } catch (TypeError e) { print(e) }").empty());
    CHECK(reportsOf("function f(n: int) {}\ntry { f(\"a\") } catch e { print(e) }").empty());
    CHECK(reportsOf("function f(n: int) {}\ntry { f(\"a\") } catch (KeyError e) { print(e) }") ==
          Reports{"N0401:2"});
    CHECK(reportsOf("function f(n: int) {}\ng = () => f(\"a\")").empty());
    CHECK(reportsOf("try { print(1 - \"a\") } catch e { print(e) }\nprint(1 - \"a\")\nx = null\nprint(x.y)")
              .empty());
}

TEST_CASE("operators on annotated values that must fail") {
    CHECK(reportsOf("function f(s: string, n: int) { return s - n }") == Reports{"N0409:1"});
    CHECK(reportsOf("function f(s: string, n: int) { return s + n + s * n + s % n }").empty());
    CHECK(reportsOf("function f(b: bool) { return b + 1 }") == Reports{"N0409:1"});
    CHECK(reportsOf("function f(xs: List<int>) { return xs * 2 + xs }").empty());
    CHECK(reportsOf("function f(v) { return v - \"a\" }").empty());
}

TEST_CASE("elements of typed containers are checked on writes") {
    CHECK(reportsOf("xs: List<int> = []\nxs.append(\"a\")") == Reports{"N0401:2"});
    CHECK(reportsOf("xs: List<int> = [1]\nxs[0] = \"a\"") == Reports{"N0401:2"});
    CHECK(reportsOf("m: Map<string, int> = {}\nm[\"a\"] = \"b\"") == Reports{"N0401:2"});
    CHECK(reportsOf("m: Map<string, int> = {}\nm[1] = 1") == Reports{"N0401:2"});
    CHECK(reportsOf("xs = [1]\nxs.append(\"a\")\ny: string = xs[1]").empty());
    Compilation c;
    c.analyze("function f(xs: List<int>, v) { xs.append(v)\n y: int = xs[0]\n return y }");
    CHECK(c.reports().empty());
    auto* call = c.first<ast::CallExpr>();
    CHECK(call->args[0]->checkAs == c.types.get(types::TypeKind::Int));
    CHECK(c.type("xs", 0) == "List<int>");
}

TEST_CASE("is cannot ask for type arguments") {
    CHECK(reportsOf("function f(x) { return x is List<int> }") == Reports{"N0407:1"});
    CHECK(reportsOf("function f(x) { return x is int | List<int> }") == Reports{"N0407:1"});
    CHECK(reportsOf("function f(x) { return x is List or x is (int | string) or x is not null }").empty());
}

TEST_CASE("annotations name types that exist") {
    CHECK(reportsOf("function f(x: Strng) {}") == Reports{"N0402:1"});
    CHECK(reportsOf("x: List<int, int> = []") == Reports{"N0408:1"});
    CHECK(reportsOf("class Box<T> { v: T? = null }\nx: Box<int, int> = Box()") == Reports{"N0408:2"});
    CHECK(
        reportsOf("function f(a: T, b: Dict[str, Any], c: Callable, d: Union[int, str], e: Number, g: list, "
                  "h: \"Later\") -> Tuple[int, str]:\n    return (1, \"a\")\nclass Later:\n    pass\n")
            .empty());
    CHECK(reportsOf("x: Option<Option<int>> = 1") == Reports{"W0904:1"});
    CHECK(reportsOf("from typing import List, Dict\nx: List[int] = [1]").empty());
    CHECK(reportsOf("type Json = Map<string, Json> | List<Json> | string | int | null\nx: Json = 1.5") ==
          Reports{"N0401:2"});
    CHECK(reportsOf("type Pair<A> = (A, A)\nx: Pair<int> = (1, \"a\")") == Reports{"N0401:2"});
}

TEST_CASE("generic functions infer, bounds hold") {
    CHECK(reportsOf("function id<T>(x: T): T { return x }\ny: string = id(5)") == Reports{"N0401:2"});
    CHECK(reportsOf("function id<T>(x: T): T { return x }\ny: int = id(5)\nz: int = id<int>(5)").empty());
    CHECK(reportsOf("function first<T>(xs: List<T>): T { return xs[0] }\ny: string = first([1])").empty());
    CHECK(reportsOf("class Animal {}\nfunction f<T: Animal>(x: T) { return x }\nf(5)") == Reports{"N0414:3"});
    CHECK(reportsOf("class Animal {}\nclass Dog extends Animal {}\nfunction f<T>(x: T) where T: Animal { "
                    "return x }\nf(Dog())")
              .empty());
    CHECK(reportsOf("class Box<T> {\n constructor(v: T) { self.v = v }\n get(): T { return self.v }\n}\nb: "
                    "Box<int> = Box(5)\ny: string = b.get()") == Reports{"N0401:6"});
    CHECK(reportsOf("class Box<T> {\n constructor(v: T) { self.v = v }\n get(): T { return self.v }\n}\nb = "
                    "Box(5)\ny: string = b.get()")
              .empty());
}

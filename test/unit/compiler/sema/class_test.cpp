#include <algorithm>
#include <catch2/catch.hpp>

#include "sema_support.h"

using namespace noodle;
using namespace noodle::sema;
using namespace noodle::sema::test;

TEST_CASE("members are declared once") {
    CHECK(reportsOf("class A {\n x: int\n x: string\n}") == Reports{"N0501:3"});
    CHECK(reportsOf("class A {\n f() {}\n function f() {}\n}") == Reports{"N0501:3"});
    CHECK(reportsOf("class A {\n get v() { return 1 }\n set v(x) {}\n}").empty());
    CHECK(reportsOf("struct S { a: int\n a: int }") == Reports{"N0501:2"});
    CHECK(reportsOf("enum E { A, B, A }") == Reports{"N0506:1"});
    CHECK(reportsOf("class A:\n    def f(self):\n        return 1\n    def f(self):\n        return 2\n")
              .empty());
}

TEST_CASE("interfaces are implemented") {
    const std::string shape = "interface Shape { area(): float\n name(): string }\n";
    CHECK(reportsOf(shape + "class A implements Shape { function area(): float { return 1.0 } }") ==
          Reports{"N0502:3"});
    CHECK(reportsOf(
              shape +
              "class A implements Shape { area(): float { return 1.0 }\n name(): string { return \"\" } }")
              .empty());
    CHECK(reportsOf(shape + "class B { name() { return \"\" } }\nclass A extends B implements Shape { area() "
                            "{ return 1.0 } }")
              .empty());
    CHECK(reportsOf(shape + "abstract class A implements Shape { }").empty());
    CHECK(
        reportsOf(
            "interface P { toString(): string }\nclass A implements P { function __str__() { return \"\" } }")
            .empty());
    CHECK(
        reportsOf("trait T { f(): int\n g() { return self.f() } }\nclass A implements T { f() { return 1 } }")
            .empty());
    CHECK(reportsOf("from somewhere import Base\ninterface I { f() }\nclass A extends Base implements I {}")
              .empty());
}

TEST_CASE("bases make sense") {
    CHECK(reportsOf("class A extends B {}\nclass B extends A {}") == Reports{"N0504:2"});
    CHECK(reportsOf("class A extends A {}") == Reports{"N0504:1"});
    CHECK(reportsOf("enum E { X }\nclass A extends E {}") == Reports{"N0505:2"});
    CHECK(reportsOf("class A {}\nclass B {}\nclass C(A, B):\n    pass\n") == Reports{"N0505:3"});
    CHECK(reportsOf("class A(object):\n    pass\nclass E(Exception):\n    pass\n").empty());
    CHECK(reportsOf("class A extends Unknwn {}") == Reports{"N0402:1"});
}

TEST_CASE("abstract classes are not instantiated") {
    const std::string shape = "class Shape {\n abstract area(): float\n}\n";
    CHECK(reportsOf(shape + "Shape()") == Reports{"N0503:4"});
    CHECK(reportsOf(shape + "class Sq extends Shape { area(): float { return 1.0 } }\nSq()").empty());
    CHECK(reportsOf(shape + "class Sq extends Shape { }\nSq()") == Reports{"N0503:5"});
    CHECK(reportsOf(shape + "try { Shape() } catch (TypeError e) { print(e) }").empty());
    CHECK(reportsOf("interface I { f() }\nI()") == Reports{"N0503:2"});
}

TEST_CASE("private members stay in their class") {
    const std::string a =
        "class A {\n private x = 1\n private function h() { return self.x }\n function same(o: A) { return "
        "o.x + self.h() }\n}\n";
    CHECK(reportsOf(a + "print(A().same(A()))").empty());
    CHECK(reportsOf(a + "print(A().x)") == Reports{"N0413:6"});
    CHECK(reportsOf(a + "A().x = 5") == Reports{"N0413:6"});
    CHECK(reportsOf(a + "class B extends A { function g() { return self.x } }") == Reports{"N0413:6"});
    CHECK(reportsOf(a + "function peek(a) { return a.x }").empty());
}

TEST_CASE("struct construction is checked") {
    const std::string p = "struct P { name: string\n age: int\n mail?: string }\n";
    CHECK(
        reportsOf(
            p + "P(\"a\", 1)\nP(name: \"a\", age: 2)\nP{name: \"a\", age: 1, mail: \"m\"}\nP(\"a\", 1, null)")
            .empty());
    CHECK(reportsOf(p + "P(\"a\")") == Reports{"N0405:4"});
    CHECK(reportsOf(p + "P(\"a\", \"b\")") == Reports{"N0401:4"});
    CHECK(reportsOf(p + "P(\"a\", 1, \"m\", 4)") == Reports{"N0403:4"});
    CHECK(reportsOf(p + "P(nam: \"a\", age: 1)") == Reports{"N0404:4"});
    CHECK(reportsOf(p + "p = P(\"a\", 1)\nprint(p.nmae)") == Reports{"N0410:5"});
    CHECK(reportsOf(p + "p = P(\"a\", 1)\np.age = \"x\"") == Reports{"N0401:5"});
    CHECK(reportsOf(p + "p = P(\"a\", 1)\np.mail = null\np.age += 1").empty());
    CHECK(reportsOf(p + "p = P(\"a\", 1)\nprint(p.copy(), p.toString())").empty());
}

TEST_CASE("declared fields are checked where they are written") {
    const std::string a =
        "class A {\n n: int = 0\n s: string? = null\n constructor(n: int) { self.n = n }\n}\n";
    CHECK(reportsOf(a + "A(1).n = 2").empty());
    CHECK(reportsOf(a + "a = A(1)\na.n = \"x\"") == Reports{"N0401:7"});
    CHECK(reportsOf("class A { n: int = \"x\" }") == Reports{"N0401:1"});
    CHECK(reportsOf("class A { n: int = null }").empty());
    CHECK(reportsOf("class A {\n n: float = 0\n function f() { self.n = 1 }\n function g() { self.m = 1 }\n}")
              .empty());
}

TEST_CASE("constructor arguments follow the constructor, inherited ones too") {
    const std::string a = "class A { constructor(x: int, y = 2) { self.x = x } }\nclass B extends A {}\n";
    CHECK(reportsOf(a + "A(1)\nB(1, 2)\nnew A(1, y: 3)").empty());
    CHECK(reportsOf(a + "A()") == Reports{"N0405:3"});
    CHECK(reportsOf(a + "B(\"x\")") == Reports{"N0401:3"});
    CHECK(reportsOf(a + "B(1, 2, 3)") == Reports{"N0403:3"});
    CHECK(reportsOf("error Bad extends Error { code: int }\nthrow Bad(\"m\", 5)").empty());
    CHECK(reportsOf("@dataclass\nclass D:\n    x: int\nD(5)\n").empty());
}

TEST_CASE("variants take their payload") {
    const std::string e = "enum E { A, B(n: int) }\n";
    CHECK(reportsOf(e + "print(E.A, E.B(1), E.A.name, E.B(n: 2).value)").empty());
    CHECK(reportsOf(e + "E.B(\"x\")") == Reports{"N0401:2"});
    CHECK(reportsOf(e + "E.B()") == Reports{"N0405:2"});
    CHECK(reportsOf("enum Color { Red, Green }\nprint(Color.Gren)") == Reports{"N0410:2"});
}

TEST_CASE("methods without a body need a reason") {
    CHECK(reportsOf("interface I { f(): int }").empty());
    CHECK(reportsOf("class A { virtual f(): int\n }").empty());
}

TEST_CASE("nested classes are known to annotations") {
    CHECK(reportsOf("class L {\n class Node { v = 1 }\n function f(n: Node): Node { return n }\n}").empty());
}

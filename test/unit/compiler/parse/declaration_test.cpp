// Declarations, imports, patterns: the spellings that mean the same, and the flags that come out.
#include <catch2/catch.hpp>

#include "parse_support.h"

using namespace noodle::ast;
using noodle::test::Parsed;
using noodle::test::treeOf;

namespace {

const ClassDecl* classOf(const Parsed& p) {
    return as<ClassDecl>(p.stmt());
}

}  // namespace

TEST_CASE("decorators become modifiers") {
    CHECK(treeOf("class A {\n @property\n def p(self) { x }\n @p.setter\n def p(self, v) { y } }") ==
          treeOf("class A { get p(self) { x }\n set p(self, v) { y } }"));
    CHECK(treeOf("class A {\n @staticmethod\n def m() { x } }") == treeOf("class A { static m() { x } }"));
    CHECK(treeOf("class A {\n @abstractmethod\n def m() { x } }") ==
          treeOf("class A { abstract m() { x } }"));
}

TEST_CASE("constructors under their names") {
    for (const char* name : {"constructor", "__init__", "init"}) {
        Parsed p("class A { " + std::string(name) + "(x) { y } }");
        CHECK(as<FunctionDecl>(static_cast<Node*>(classOf(p)->members[0]))->function->form ==
              FunctionKind::Constructor);
    }
    Parsed d("class A { destructor() { y } }");
    CHECK(as<FunctionDecl>(static_cast<Node*>(classOf(d)->members[0]))->function->form ==
          FunctionKind::Destructor);
}

TEST_CASE("fields: shared in colon classes without a type, else of the instance") {
    auto shared = [](const char* text) {
        return as<FieldDecl>(static_cast<Node*>(classOf(Parsed(text))->members[0]))->isShared;
    };
    CHECK(shared("class A:\n    x = 1\n"));
    CHECK_FALSE(shared("class A:\n    x: int = 1\n"));
    CHECK_FALSE(shared("class A { x = 1 }"));
    CHECK(shared("class A { static x = 1 }"));
    CHECK_FALSE(shared("struct A:\n    x = 1\n"));
}

TEST_CASE("bases in both styles") {
    CHECK(treeOf("class A(B, C) { }") != treeOf("class A extends B { }"));
    CHECK(treeOf("class A(B) { }") == treeOf("class A extends B { }"));
    CHECK(treeOf("class A(B, metaclass=M) { }") == treeOf("class A(B) { }"));
    CHECK(treeOf("trait T { }") == treeOf("interface T { }"));
}

TEST_CASE("pass and ... leave nothing in a class, a docstring a statement") {
    CHECK(classOf(Parsed("class A:\n    \"\"\"doc\"\"\"\n    pass\n    ...\n"))->members.size() == 1);
}

TEST_CASE("members with the names of keywords and contextual words") {
    Parsed p(
        "class A { get(k) { x }\n set(k, v) { y }\n static: int\n type: string\n init: int = 3\n"
        " get value() { z }\n async = 1\n match(x) { y } }");
    INFO(p.errors());
    CHECK(p.ok());
    CHECK(classOf(p)->members.size() == 8);
}

TEST_CASE("enums") {
    Parsed p(
        "enum E { A, B(int, string)\n C(r: int, g?: int) = 3; D\n describe(): string { return \"x\" }\n "
        "static f() { } }");
    INFO(p.errors());
    REQUIRE(p.ok());
    auto* decl = as<EnumDecl>(p.stmt());
    CHECK(decl->variants.size() == 4);
    CHECK(decl->members.size() == 2);
    CHECK(decl->variants[1]->payload.size() == 2);
    CHECK(treeOf("enum E:\n  A\n  B\n") == treeOf("enum E { A, B }"));
}

TEST_CASE("error declarations may be empty") {
    CHECK(Parsed("error A\nerror B extends A\nerror C extends A { code: int }\n").size() == 3);
    CHECK(Parsed("error = 1").ok());
}

TEST_CASE("imports") {
    const char* texts[] = {
        "import { a, b as c } from \"./m\"",
        "import * as M from \"math\"",
        "import \"http\"",
        "import \"http\" as h",
        "import a.b.c",
        "import a.b as c, d",
        "from m import x as y, z",
        "from .m import x",
        "from . import x",
        "from ...m import (a,\n b,\n)",
        "from m import *",
        "lazy import x",
        "lazy from m import y",
        "export { a, b as c }",
        "export { a } from \"m\"",
        "export * from \"m\"",
        "export * as n from \"m\"",
        "export const A = 1",
        "export function f() { }",
        "export class C { }",
        "export x = 1",
        "export async def f(): pass",
        "@dec\nexport function f() { }",
    };
    for (const char* text : texts) {
        Parsed p(text);
        INFO(p.errors());
        CHECK(p.ok());
    }
    Parsed relative("from ..m.n import x");
    auto* import = as<ImportDecl>(relative.stmt());
    CHECK(import->dots == 2);
    CHECK(import->path == "m.n");
    CHECK(import->form == ImportForm::Names);
}

TEST_CASE("patterns") {
    const char* arms[] = {
        "1",
        "-2.5",
        "\"a\" | \"b\"",
        "1..5",
        "'a'..='z'",
        "null",
        "n",
        "_",
        "n: int",
        "Color.Red",
        "Some(x)",
        "Point(x=0, y: 1)",
        "Point{x, y: p}",
        "{key: p, \"k\": 1, ...rest}",
        "[a, ...r, b]",
        "(a, b)",
        "[1 | 2, {x}]",
        "Some(x) as y",
        "a, b",
        "is Foo",
        "A.B(c)",
        "(1 | 2) as n",
        "[a: int, _]",
    };
    for (const char* arm : arms) {
        CAPTURE(arm);
        Parsed arrow("match v { case " + std::string(arm) + " => 1 }");
        INFO(arrow.errors());
        CHECK(arrow.ok());
        CHECK(arrow.dump() == treeOf("match v {\n " + std::string(arm) + " => 1\n}"));
    }
}

TEST_CASE("arms may hold statements, maps and blocks") {
    Parsed p(
        "x = match v { 1 => return 2, 2 => throw E(), 3 => y = 3; 4 => {a: 1}\n 5 => { f() }\n 6 => break\n "
        "else => 0 }");
    INFO(p.errors());
    CHECK(p.ok());
    CHECK(as<MatchExpr>(as<AssignStmt>(p.stmt())->value)->arms.size() == 7);
}

TEST_CASE("types") {
    const char* types[] = {
        "int",
        "int?",
        "List<int>",
        "List[int]",
        "Dict[str, List[int]]",
        "int[]",
        "int[][]",
        "(int, string)",
        "(int) -> bool",
        "(a: int, b?: T) => T | null",
        "() -> void",
        "A | B | null",
        "Map<string, (int) -> int>",
        "a.b.C<T>",
        "Callable[[int, str], bool]",
        "Tuple[int, ...]",
        "Optional[\"Foo\"]",
        "(A | B)[]",
        "\"on\" | \"off\"",
    };
    for (const char* type : types) {
        CAPTURE(type);
        Parsed p("let x: " + std::string(type) + " = y");
        INFO(p.errors());
        CHECK(p.ok());
    }
    CHECK(treeOf("let x: int[] = y") == treeOf("let x: List<int> = y"));
    CHECK(treeOf("let x: List[int] = y") == treeOf("let x: List<int> = y"));
}

TEST_CASE("parameters") {
    Parsed p("function f(a, b: int = 1, c?, *d, e, **g) { }");
    auto& params = as<FunctionDecl>(p.stmt())->function->params;
    REQUIRE(params.size() == 6);
    CHECK(params[2]->isOptional);
    CHECK(params[3]->form == ParamKind::Rest);
    CHECK(params[4]->keywordOnly);
    CHECK(params[5]->form == ParamKind::KeywordRest);
    Parsed q("def f(a, /, b, *, c): pass");
    auto& marked = as<FunctionDecl>(q.stmt())->function->params;
    CHECK(marked[0]->positionalOnly);
    CHECK_FALSE(marked[1]->keywordOnly);
    CHECK(marked[2]->keywordOnly);
    CHECK(treeOf("function f(self) { return this }") == treeOf("def f(self): return self"));
}

TEST_CASE("interpolations keep their parts") {
    Parsed p("x = f\"a{b!r:>{w}}c{d=}\"");
    auto* string = as<InterpolatedString>(as<AssignStmt>(p.stmt())->value);
    REQUIRE(string->parts.size() == 4);
    CHECK(string->parts[1]->conversion == 'r');
    CHECK(isa<InterpolatedString>(string->parts[1]->spec));
    CHECK(string->parts[2]->text == "cd=");
    CHECK(string->parts[3]->conversion == 'r');
}

TEST_CASE("normalised statements") {
    CHECK(treeOf("assert a == b, \"m\"") == treeOf("assert(a == b, \"m\")"));
    CHECK(treeOf("del a") == treeOf("a = null"));
    CHECK(treeOf("del a[1], b[1:2], c.d") == treeOf("del a[1]; del b[1:2]; del c.d"));
    CHECK(as<DeleteStmt>(Parsed("del a[1]").stmt())->target->kind == NodeKind::IndexExpr);
    CHECK(treeOf("x => { y: 1 }") == treeOf("lambda x: {'y': 1}"));
    CHECK(treeOf("Point{x: 1, ...p}") != treeOf("Point(x: 1, **p)"));  // only the form differs
}

TEST_CASE("with items") {
    CHECK(treeOf("with a() as b, c() as (d, e) { f }") == treeOf("with (a() as b, c() as (d, e)) { f }"));
    CHECK(treeOf("with (lock) { f }") == treeOf("with lock { f }"));
    CHECK(Parsed("async with a() as b { f }").ok());
}

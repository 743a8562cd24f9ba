#include <algorithm>
#include <catch2/catch.hpp>

#include "sema_support.h"

using namespace noodle;
using namespace noodle::sema;
using namespace noodle::sema::test;

TEST_CASE("without export every public name is exported") {
    Compilation c;
    c.analyze(
        "a = 1\n_b = 2\nfunction f() {}\nclass D {}\n{ let inner = 1 }\nimport { q } from \"./m\"\nfor i in "
        "[1] { print(i) }");
    CHECK(c.exports() == Reports{"a", "f", "D", "q", "i"});
    CHECK(c.analysis->module().exports[3].kind == ExportKind::Reexport);
}

TEST_CASE("with export only what is listed") {
    Compilation c;
    c.analyze(
        "a = 1\nexport function f() {}\nexport const K = 2\nexport { a as b }\nexport { x as y } from "
        "\"./m\"\nexport * from \"./n\"");
    CHECK(c.exports() == Reports{"f", "K", "b", "y", ""});
    const auto& exports = c.analysis->module().exports;
    CHECK(exports[3].kind == ExportKind::Reexport);
    CHECK(exports[4].kind == ExportKind::Star);
    CHECK(c.analysis->module().requests[exports[4].index].path == "./n");
    CHECK(reportsOf("export { nothing }") == Reports{"N0603:1"});
}

TEST_CASE("imports fill the tables") {
    Compilation c;
    c.analyze(
        "import { a, b as c } from \"./m\"\nimport * as M from \"math\"\nimport \"./x/http\" as h\nimport "
        "os.path\nfrom .pkg import z\nlazy import big\nprint(a, c, M, h, os, z, big, path)");
    CHECK(c.reports().empty());
    const ModuleInfo& info = c.analysis->module();
    REQUIRE(info.imports.size() >= 3);
    CHECK(c.names.text(info.imports[c.symbol("c")->index].name) == "b");
    CHECK(c.symbol("M")->kind == SymbolKind::ImportModule);
    CHECK(info.requests[c.symbol("M")->index].path == "math");
    CHECK(info.requests[c.symbol("h")->index].path == "./x/http");
    CHECK(info.requests[c.symbol("os")->index].path == "os");
    CHECK(info.requests[c.symbol("path")->index].path == "os.path");
    CHECK(info.requests[c.symbol("big")->index].lazy);
    CHECK(info.requests[info.imports[c.symbol("z")->index].request].path == ".pkg");
}

TEST_CASE("an import binds the last part of a quoted path") {
    Compilation c;
    c.analyze("import \"./mods/greeter\"\nimport \"./mods/greeter\" as G\nprint(greeter, G)");
    CHECK(c.reports().empty());
    CHECK(c.analysis->module().requests.size() == 1);
}

TEST_CASE("different imports of one name make a variable") {
    Compilation c;
    c.analyze("if len([]) { import { f } from \"./a\" } else { import { f } from \"./b\" }\nprint(f)");
    CHECK(c.reports().empty());
    CHECK(c.symbol("f")->kind == SymbolKind::ModuleVar);
}

TEST_CASE("a missing export in a list is an error") {
    Compilation c;
    c.with("./m", "export function square(x) { return x * x }\nhidden = 1")
        .analyze("import { sqare } from \"./m\"\nprint(sqare)");
    CHECK(c.reports() == Reports{"N0602:1"});
    CHECK(c.texts().find("did you mean `square`?") != std::string::npos);
    Compilation hidden;
    hidden.with("./m", "export x = 1\nhidden = 1").analyze("import { hidden } from \"./m\"");
    CHECK(hidden.reports() == Reports{"N0602:1"});
    Compilation ns;
    ns.with("./m", "export x = 1").analyze("import \"./m\" as M\nprint(M.hidden)");
    CHECK(ns.reports().empty());
}

TEST_CASE("re-exports and stars are seen through") {
    Compilation c;
    c.with("./base", "function area(w, h) { return w * h }\nconst K = 1")
        .with("./facade", "export * from \"./base\"\nexport { area as size } from \"./base\"");
    c.analyze("import { area, size, K } from \"./facade\"\nprint(area(1, 2), size(1, 2), K)\nprint(area(1))");
    CHECK(c.reports() == Reports{"N0405:3"});
}

TEST_CASE("circular modules are described without end") {
    Compilation c;
    c.with("./a", "import { pong } from \"./b\"\nexport function ping(n) { return pong(n) }");
    c.with("./b", "import { ping } from \"./a\"\nexport function pong(n) { return ping(n) }");
    c.analyze("import { ping } from \"./a\"\nprint(ping(3))");
    CHECK(c.reports().empty());
}

TEST_CASE("imported classes and aliases are types") {
    Compilation c;
    c.with("./m",
           "export class User { name: string }\nexport type Id = int | string\nexport enum Color { Red, "
           "Green }\nexport function make(n: int): User { return User() }");
    c.analyze(
        "import { User, Id, Color, make } from \"./m\"\nimport \"./m\" as M\nx: Id = 5\nu: User = "
        "make(1)\nv: M.User = u\nprint(x, v)\nprint(match Color.Red { Red => 1, Green => 2 })");
    CHECK(c.reports().empty());
    Compilation bad;
    bad.with("./m", "export type Id = int | string\nexport function make(n: int) { return n }");
    bad.analyze("import { Id, make } from \"./m\"\nx: Id = 1.5\nmake(\"a\")");
    CHECK(bad.reports() == Reports{"N0401:2", "N0401:3"});
}

TEST_CASE("star imports of a known module bind its names") {
    Compilation c;
    c.with("./m", "function one() { return 1 }\nfunction _two() { return 2 }");
    c.analyze("from \"./m\" import *\nprint(one(), _two())");
    CHECK(c.reports() == Reports{"N0301:2"});
}

TEST_CASE("the main rule") {
    auto calls = [](const std::string& text) {
        Compilation c;
        c.analyze(text);
        return c.analysis && c.analysis->module().callsMain;
    };
    CHECK(calls("import \"math\"\nlet x = 5\nconst y = 6\nclass A {}\nfunction main() { print(x) }"));
    CHECK(calls("\"\"\"doc\"\"\"\nfunction main() {}"));
    CHECK_FALSE(calls("function main(args) {}"));
    CHECK_FALSE(calls("function main() {}\nmain()"));
    CHECK_FALSE(calls("function main() {}\nprint(1)"));
    CHECK_FALSE(calls("x = 1\nfunction main() {}"));
    CHECK_FALSE(calls("function run() { main() }\nfunction main() {}"));
    CHECK_FALSE(calls("print(1)"));
}

TEST_CASE("the typed dump names symbols, types and tables") {
    Compilation c;
    c.analyze("let n: int = 1\nfunction f(x: float) { return x + n }");
    std::string dump = dumpTyped(*c.module, *c.analysis, {c.names, c.types, c.sink});
    CHECK(dump.find("name=x -> param 0 : float") != std::string::npos);
    CHECK(dump.find("variable 1 n") != std::string::npos);
    CHECK(dump.find("variable 0 f never-rebound") != std::string::npos);
}

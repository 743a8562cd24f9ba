#include <catch2/catch.hpp>
#include <map>

#include "compiler/driver/driver.h"

using namespace noodle;

namespace {

/// Files in memory; counts how often each is read.
class MemoryFinder : public ModuleFinder {
  public:
    Found find(std::string_view path, bool, const std::string&) override {
        if (path == "native") return {Kind::Listed, "native", true};
        std::string file = std::string(path) + ".nc";
        return files.contains(file) ? Found{Kind::Source, file} : Found{Kind::Missing, {}};
    }
    std::optional<std::string> read(const std::string& file) override {
        ++reads[file];
        return files.at(file);
    }
    std::optional<ExportNames> exportsOf(const Found& found) override {
        return found.file == "native" ? std::optional(ExportNames{{"alpha", "beta"}, true}) : std::nullopt;
    }
    std::map<std::string, std::string> files;
    std::map<std::string, int> reads;
};

}  // namespace

TEST_CASE("each file of a program is read once and compiled from the tree that was described") {
    MemoryFinder finder;
    finder.files["a.nc"] =
        "import { B, make } from \"b\"\nimport { c } from \"c\"\nexport function a() { return make().x + c() "
        "}";
    finder.files["b.nc"] =
        "import { c } from \"c\"\nexport class B { x: int = 1 }\nexport function make(): B { return B() }";
    finder.files["c.nc"] = "import { B } from \"b\"\nexport function c(): int { return 2 }";
    CompileOptions options;
    options.finder = &finder;
    ProgramCompiler compiler(options);
    CompileResult main = compiler.compile(
        "main.nc", "import { a } from \"a\"\nimport { make } from \"b\"\nprint(a(), make())");
    CHECK(main.messages == "");
    REQUIRE(main.ok);
    CHECK_FALSE(compiler.compileImported("main.nc").has_value());
    for (const char* file : {"a.nc", "b.nc", "c.nc"}) {
        std::optional<CompileResult> compiled = compiler.compileImported(file);
        REQUIRE(compiled.has_value());
        CHECK(compiled->messages == "");
        CHECK(compiled->ok);
        CHECK(finder.reads[file] == 1);
        // The tree is used up; the file would have to be compiled from its text.
        CHECK_FALSE(compiler.compileImported(file).has_value());
    }
}

TEST_CASE("a program compiles its files to the same code as one by one") {
    MemoryFinder finder;
    finder.files["lib.nc"] =
        "export struct P { x: int, y: float }\nexport function f(p: P): float { return p.x * p.y }\n"
        "let hidden = [n * 2 for n in range(3)]\nexport const K = hidden[1]";
    CompileOptions options;
    options.finder = &finder;
    options.dump = "bytecode";
    ProgramCompiler compiler(options);
    compiler.compile("main.nc", "import { f, P, K } from \"lib\"\nprint(f(P(1, 2.0)), K)");
    std::optional<CompileResult> lib = compiler.compileImported("lib.nc");
    REQUIRE(lib.has_value());
    CHECK(lib->dump == compile("lib.nc", finder.files["lib.nc"], options).dump);
}

TEST_CASE("errors of an imported file appear when it is compiled") {
    MemoryFinder finder;
    finder.files["bad.nc"] = "let x = (1\n";
    finder.files["wrong.nc"] = "export function g(): int { return \"s\" }";
    CompileOptions options;
    options.finder = &finder;
    ProgramCompiler compiler(options);
    CHECK(compiler.compile("main.nc", "import \"bad\"\nimport { g } from \"wrong\"\ng()").ok);
    for (const char* file : {"bad.nc", "wrong.nc"}) {
        std::optional<CompileResult> compiled = compiler.compileImported(file);
        REQUIRE(compiled.has_value());
        CHECK_FALSE(compiled->ok);
        CHECK(compiled->messages.find(file) != std::string::npos);
    }
}

TEST_CASE("names of modules without source are checked in import lists") {
    MemoryFinder finder;
    CompileOptions options;
    options.finder = &finder;
    ProgramCompiler program(options);
    CHECK(program.compile("a.nc", "import { alpha } from \"native\"\nx: alpha = 1\nprint(alpha)").ok);
    CompileResult wrong = program.compile("b.nc", "import { betta } from \"native\"");
    CHECK(!wrong.ok);
    CHECK(wrong.messages.find("did you mean `beta`?") != std::string::npos);
    CHECK(program.compile("c.nc", "from native import *\nprint(alpha, abs(-1))").ok);
    CHECK(!program.compile("d.nc", "from native import *\nprint(gamma)").ok);
}

TEST_CASE("what importers see of a module changes with its declarations only") {
    MemoryFinder finder;
    CompileOptions options;
    options.finder = &finder;
    auto summaryOf = [&](const std::string& text) {
        finder.files["m.nc"] = text;
        return ProgramCompiler(options).summaryOf({ModuleFinder::Kind::Source, "m.nc"}).value().whole();
    };
    const std::string base =
        "export function f(a: int): int { return a }\nexport class C extends D { x: int = 1\n m(): C { "
        "return self } }\n"
        "class D { y = 2 }\nexport const k = 3";
    auto with = [&](const std::string& from, const std::string& to) {
        std::string text = base;
        return summaryOf(text.replace(text.find(from), from.size(), to));
    };
    const Digest before = summaryOf(base);
    CHECK(before == summaryOf("// a comment\n\n" + base + "\n\n"));
    CHECK(before == with("return a", "let b = a * 2\n print(b)\n return b"));
    CHECK(before == with("return self", "return C()"));
    CHECK(before != with("a: int)", "a: string)"));
    CHECK(before != with("a: int)", "b: int)"));
    CHECK(before != with(": int {", ": float {"));
    CHECK(before != with("x: int", "x: float"));
    CHECK(before != with("m(): C", "m(): D"));
    CHECK(before != with("y = 2", "y = 2\n z = 3"));  // of a base that is not exported itself
    CHECK(before != with("extends D ", ""));
    CHECK(before != with("const k = 3", "const k = \"3\""));
    CHECK(before != with("const k", "let k"));
    CHECK(before != summaryOf(base + "\nexport let more = 1"));
}

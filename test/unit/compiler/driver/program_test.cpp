#include <catch2/catch.hpp>
#include <map>

#include "compiler/driver/driver.h"

using namespace noodle;

namespace {

/// Files in memory; counts how often each is read.
class MemoryFinder : public ModuleFinder {
  public:
    Found find(std::string_view path, bool, const std::string&) override {
        std::string file = std::string(path) + ".nc";
        return files.contains(file) ? Found{Kind::Source, file} : Found{Kind::Missing, {}};
    }
    std::optional<std::string> read(const std::string& file) override {
        ++reads[file];
        return files.at(file);
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

#include "lower_support.h"

using namespace noodle;
using namespace noodle::lower::test;

TEST_CASE("imports run where they stand and names are live bindings") {
    std::string text = body("import { a } from \"./m\"\nimport \"x/h\" as h\nprint(a, h.b)", "<module>");
    CHECK(contains(text, "(EnsureModule r0)\n    (EnsureModule r1)"));
    CHECK(contains(text, "(LoadImport m0) (GetField \"b\" (LoadModuleObject r1))"));
}

TEST_CASE("a function imports into its own variables") {
    std::string text = body("function f() {\n from m import a\n return a\n}", "f");
    CHECK(contains(text, "(EnsureModule r0)"));
}

TEST_CASE("functions are ready before the first statement") {
    std::string text = body("f()\nfunction f() { }", "<module>");
    CHECK(text.find("(StoreModule v0 (MakeClosure f1))") < text.find("(Call "));
}

TEST_CASE("exports are copied") {
    ir::IrModule module = lowered("export let a = 1\nlet b = 2\nexport * from \"./m\"");
    CHECK(module.tables.exports.size() == 2);
    CHECK(module.tables.exports[1].kind == bc::Export::Kind::Star);
}

TEST_CASE("the REPL shows the value of a last expression") {
    CHECK(contains(bodyOf(lowered("a = 1\na + 1", {.repl = true}), "<module>"), "(SetResult (LoadLocal"));
}

TEST_CASE("positions point at what can fail") {
    ir::IrModule module = lowered("x = null\nx.first\n  .second");
    std::string text = ir::printFunction(module, 0);
    CHECK(contains(text, "GetField@3:4 \"second\" (GetField@2:3 \"first\""));
}

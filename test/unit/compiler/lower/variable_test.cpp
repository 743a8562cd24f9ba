#include "lower_support.h"

using namespace noodle::lower::test;

TEST_CASE("a variable that a closure shares and changes lives in a cell") {
    std::string text = "function f() {\n n = 0\n return () => { n += 1 }\n}";
    CHECK(body(text, "f") == R"(
  block b0
    (NewCell %0)
    (StoreCell %0 (ConstInt 0))
    (Return (MakeClosure f2))
)");
    CHECK(contains(body(text, "<lambda>"), "(StoreUpvalue u0 (Add (LoadUpvalue u0) (ConstInt 1)))"));
}

TEST_CASE("a variable that never changes is captured by value") {
    std::string text = "function f(n) { return () => n }";
    CHECK(contains(body(text, "<lambda>"), "(Return (LoadCaptured u0))"));
    CHECK_FALSE(contains(body(text, "f"), "NewCell"));
}

TEST_CASE("each turn of a C-style for has a cell of its own") {
    std::string text = body("function f(fs) {\n for (let i = 0; i < 3; i++) { fs.append(() => i) }\n}", "f");
    CHECK(contains(text, "(FreshCell %1)\n    (StoreCell %1 (Add"));
}

TEST_CASE("a captured loop variable is copied to its twin outside the loop") {
    std::string text = body("function f(fs) {\n for x in [1] { fs.append(() => x) }\n return x\n}", "f");
    CHECK(contains(text, "(StoreLocal %1 (LoadLocal %2))"));
    CHECK(contains(text, "(Return (LoadLocalChecked %1 \"x\"))"));
}

TEST_CASE("a variable that may be unassigned is read with a check") {
    std::string text = body("function f(c) {\n if (c) { x = 1 }\n return x\n}", "f");
    CHECK(contains(text, "(LoadLocalChecked:int %1 \"x\")"));
}

TEST_CASE("a typed variable without a value is unassigned, an untyped one null") {
    CHECK(contains(body("function f() { let x\n return x }", "f"), "(StoreLocal %0 (ConstNull))"));
    CHECK(
        contains(body("function f(c) { let x: int\n if (c) { x = 1 }\n return x }", "f"), "(ClearLocal %1)"));
}

TEST_CASE("defaults are evaluated in the callee, in order") {
    CHECK(body("function f(a, b = a + 1) { return b }", "f") == R"(
  block b0
    (JumpIfSupplied %1 b1 b2)
  block b2
    (StoreLocal %1 (Add (LoadLocal %0) (ConstInt 1)))
    (Jump b1)
  block b1
    (Return (LoadLocal %1))
)");
}

TEST_CASE("declared types are checked at entry and on return") {
    std::string text = body("function f(a: int) -> string { return a.x }", "f");
    CHECK(contains(text, "(CheckType:int t1 \"parameter 'a' of f\" (LoadLocal %0))"));
    CHECK(contains(text, "\"the return value of f\""));
}

TEST_CASE("an int literal becomes a float where one is declared") {
    CHECK(
        contains(body("function f() { let x: float = 1\n return x }", "f"), "(StoreLocal %0 (ConstFloat 1"));
}

TEST_CASE("a class of a function is tested by the class itself") {
    std::string text = body("function f(v) {\n class C { }\n return v is C\n}", "f");
    CHECK(contains(text, "(IsInstance (LoadLocal %0)"));
}

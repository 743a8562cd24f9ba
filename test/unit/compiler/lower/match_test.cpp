#include "lower_support.h"

using namespace noodle::lower::test;

static std::string arm(std::string_view pattern) {
    return body("enum Color { Red, Custom(r: int) }\nfunction f(v) {\n match v {\n  case " +
                    std::string(pattern) + " => print(1)\n }\n return 0\n}",
                "f");
}

TEST_CASE("patterns test the parts of a value") {
    CHECK(contains(arm("42"), "(Eq (LoadLocal %1) (ConstInt 42))"));
    CHECK(contains(arm("null"), "(IsNull (LoadLocal %1))"));
    CHECK(contains(arm("1..=9"), "(Le (LoadLocal %1) (ConstInt 9))"));
    CHECK(contains(arm("Red"), "(MatchClass (LoadLocal %1) (GetField \"Red\" "));
    CHECK(contains(arm("Custom(x)"), "(MatchPositional 0 (LoadLocal %2) (LoadLocal %3))"));
    CHECK(contains(arm("[1, ...r, x]"), "(MatchSequence 2 1 (LoadLocal %3))"));
    CHECK(contains(arm("[1, ...r, x]"), "(MatchElement -1 (LoadLocal %3))"));
    CHECK(contains(arm("{\"k\": x}"), "(MatchKey (LoadLocal %2) (ConstString \"k\"))"));
    CHECK(contains(arm("x: int"), "(IsType t0 (LoadLocal %2))"));
    CHECK(contains(arm("Some(x)"), "(Not (IsNull (LoadLocal %2)))"));
}

TEST_CASE("an expression without a fitting arm throws, a last statement gives null") {
    CHECK(contains(body("function f(v) { let x = match v { 1 => 2 }\n return x }", "f"), "(MatchFail "));
    std::string last = body("function f(v) {\n match v { 1 => 2 }\n}", "f");
    CHECK_FALSE(contains(last, "MatchFail"));
    CHECK(contains(last, "(StoreLocal %1 (ConstNull))"));
}

TEST_CASE("a guard runs after the names are bound") {
    std::string text = arm("x when x > 1");
    CHECK(contains(text,
                   "(StoreLocal %1 (LoadLocal %2))\n    (Branch b3 b2 (Gt (LoadLocal %1) (ConstInt 1)))"));
}

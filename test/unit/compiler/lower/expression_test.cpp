#include "lower_support.h"

using namespace noodle::lower::test;

static std::string returned(std::string_view expression) {
    std::string text = body("function f(a, b, c) { return " + std::string(expression) + " }", "f");
    size_t at = text.find("(Return ");
    return text.substr(at + 8, text.rfind(')') - at - 8);
}

TEST_CASE("operators, calls and members are trees") {
    CHECK(returned("a + b * 2") == "(Add (LoadLocal %0) (Mul (LoadLocal %1) (ConstInt 2)))");
    CHECK(returned("a.m(b, 1)") == "(CallMethod \"m\" (LoadLocal %0) (LoadLocal %1) (ConstInt 1))");
    CHECK(returned("a(b, x: c)") == "(CallNamed [\"x\"] (LoadLocal %0) (LoadLocal %1) (LoadLocal %2))");
    CHECK(returned("a(...b, x: c)") ==
          "(CallSpread 1 (LoadLocal %0) (MakeList (Spread (LoadLocal %1))) "
          "(MakeMap (Pair (ConstString \"x\") (LoadLocal %2))))");
    CHECK(returned("a[1:b]") == "(GetSlice (LoadLocal %0) (ConstInt 1) (LoadLocal %1) (ConstNull))");
}

TEST_CASE("logical operators and conditions stay inside the tree") {
    CHECK(returned("a and b ?? c") == "(Coalesce (And (LoadLocal %0) (LoadLocal %1)) (LoadLocal %2))");
    CHECK(returned("a ? b : c") == "(Cond (LoadLocal %0) (LoadLocal %1) (LoadLocal %2))");
}

TEST_CASE("a pipe inserts its value as the first argument") {
    CHECK(returned("a |> b") == "(Call (LoadLocal %1) (LoadLocal %0))");
    CHECK(returned("a |> b(c)") == "(Call (LoadLocal %1) (LoadLocal %0) (LoadLocal %2))");
    CHECK(returned("a |> b()(c)") ==
          "(Seq (StoreLocal %3 (LoadLocal %0)) (Call (Call (LoadLocal %1)) (LoadLocal %3) (LoadLocal %2)))");
}

TEST_CASE("a null in an optional chain skips the rest of it") {
    CHECK(returned("a?.b.c") == "(OptChain (LoadLocal %0) (GetField \"c\" (GetField \"b\" (Hole))))");
    CHECK(returned("a?.b?.c(b)") ==
          "(OptChain (OptChain (LoadLocal %0) (GetField \"b\" (Hole))) (CallMethod \"c\" (Hole) (LoadLocal "
          "%1)))");
}

TEST_CASE("a comparison chain evaluates each operand once") {
    CHECK(returned("a < b.x < c") ==
          "(And:bool (Lt (LoadLocal %0) (Tee %3 (GetField \"x\" (LoadLocal %1)))) (Lt (LoadLocal %3) "
          "(LoadLocal %2)))");
}

TEST_CASE("assignments inside an expression") {
    CHECK(returned("(a := 1) + a") == "(Add:int (Tee:int %0 (ConstInt 1)) (LoadLocal:int %0))");
    CHECK(returned("a.n++") ==
          "(Seq (SetField \"n\" (LoadLocal %0) (Add (Tee %3 (GetField \"n\" (LoadLocal %0))) (ConstInt 1))) "
          "(LoadLocal %3))");
}

TEST_CASE("what runs before an expression with blocks waits in temporaries") {
    std::string text = body("function f(a) { return [a.x, if a { 1 } else { 2 }, a.y] }", "f");
    CHECK(contains(text, "(StoreLocal %1 (GetField \"x\" (LoadLocal %0)))\n    (Branch "));
    CHECK(contains(text,
                   "(Return (MakeList (LoadLocal %1) (LoadLocal:int %2) (GetField \"y\" (LoadLocal %0))))"));
}

TEST_CASE("interpolation") {
    CHECK(returned("\"x${a}y\"") == "(BuildString (ConstString \"x\") (LoadLocal %0) (ConstString \"y\"))");
    CHECK(returned("f\"{a!r:>{b}}\"") ==
          "(BuildString (Format 1 (LoadLocal %0) (BuildString (ConstString \">\") (LoadLocal %1))))");
}

TEST_CASE("long chains need no stack") {
    std::string sum = "a", calls = "a";
    for (int i = 0; i < 800; ++i) {
        sum += " + a";
        calls += ".m()";
    }
    std::string text = "function f(a) { return " + sum + " }\nfunction g(a) { return " + calls + " }";
    CHECK(count(body(text, "f"), "(Add ") == 800);
}

#include "lower_support.h"

using namespace noodle::lower::test;

TEST_CASE("a for loop closes its iterator when it is left early") {
    std::string text = body("function f(xs) {\n for x in xs { if (x) { return x } }\n}", "f");
    CHECK(contains(text, "(CloseIter %2)\n    (Return "));
    CHECK(contains(text, "(CaughtError))\n    (CloseIter %2)\n    (Rethrow"));
}

TEST_CASE("two targets make a map give pairs") {
    std::string text =
        body("function f(m) {\n for k, v in m { print(k) }\n for (x in m) { print(x) }\n}", "f");
    CHECK(contains(text, "(GetIter 1 "));
    CHECK(contains(text, "(GetIter 0 "));
}

TEST_CASE("finally is lowered once and continues the exit") {
    std::string text = body(
        "function f(xs) {\n for x in [1] {\n  try {\n   if (x) { break }\n   if (xs) { return 1 }\n  } "
        "finally { print(\"f\") "
        "}\n }\n}",
        "f");
    CHECK(count(text, "(ConstString \"f\")") == 1);
    CHECK(count(text, "(CaughtError)") == 1);
    CHECK(count(text, "(CloseIter ") == 2);
}

TEST_CASE("catch clauses test in order and pass on what none takes") {
    std::string text = body(
        "function f() {\n try { f() } catch (TypeError | ValueError e) { throw } catch (e) { return e }\n}",
        "f");
    CHECK(contains(
        text,
        "(CatchMatch (LoadLocal %2) (MakeTuple (LoadBuiltin \"TypeError\") (LoadBuiltin \"ValueError\")))"));
    CHECK(contains(text, "(CatchAny (LoadLocal %2))"));
    CHECK(count(text, "(Rethrow (LoadLocal %2))") == 2);
}

TEST_CASE("with leaves its resource on every way out") {
    std::string text = body("function f(r) {\n with r as x { return x }\n}", "f");
    CHECK(count(text, "(WithEnter ") == 1);
    CHECK(count(text, "(WithExit ") == 1);
}

TEST_CASE("while true has no test") {
    CHECK_FALSE(contains(body("function f(x) {\n while (true) { if (x) { break } }\n}", "f"), "ConstBool"));
}

TEST_CASE("a failing assert evaluates its message") {
    std::string text = body("function f(x) {\n assert x, \"m\" + x\n}", "f");
    CHECK(contains(text, "(AssertFail (Add:string (ConstString \"m\") (LoadLocal %0)))"));
}

TEST_CASE("yield from loops and closes the inner iterator") {
    std::string text = body("function* f(xs) {\n yield from xs\n}", "f");
    CHECK(contains(text, "(Eval (Yield (LoadLocal %2)))"));
    CHECK(contains(text, "(CloseIter %1)"));
}

TEST_CASE("comprehensions fill a temporary") {
    CHECK(body("function f(xs) { return [x * 2 for x in xs if x] }", "f") == R"(
  block b0
    (StoreLocal %3 (GetIter 0 (LoadLocal %0)))
    (StoreLocal %2 (MakeList))
    (Jump b1)
  block b1
    (IterNext %3 b3 b2 (StoreLocal %1 (Hole)))
  block b3
    (Branch b4 b1 (LoadLocal %1))
  block b4
    (Eval (ListAppend (LoadLocal %2) (Mul (LoadLocal %1) (ConstInt 2))))
    (Jump b1)
  block b2
    (Return (LoadLocal %2))
)");
}

TEST_CASE("a generator expression is a function that gets the first iterable") {
    std::string text = "function f(xs) { return (x for x in xs) }";
    CHECK(contains(body(text, "f"), "(Call (MakeClosure f2) (LoadLocal %0))"));
    CHECK(contains(body(text, "<generator>"), "(Yield (LoadLocal %1))"));
}

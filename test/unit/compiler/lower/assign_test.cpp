#include "lower_support.h"

using namespace noodle::lower::test;

static std::string statement(std::string_view text) {
    std::string result = body("function f(a, b, c) {\n" + std::string(text) + "\n}", "f");
    size_t begin = result.find("    (");
    return result.substr(begin, result.find("    (Return") - begin);
}

TEST_CASE("compound assignment evaluates object and index once") {
    CHECK(statement("a.x += 1") ==
          "    (SetField \"x\" (LoadLocal %0) (Add (GetField \"x\" (LoadLocal %0)) (ConstInt 1)))\n");
    CHECK(statement("a()[b()] += c") ==
          "    (SetIndex (Tee %3 (Call (LoadLocal %0))) (Tee %4 (Call (LoadLocal %1))) "
          "(Add (GetIndex (LoadLocal %3) (LoadLocal %4)) (LoadLocal %2)))\n");
}

TEST_CASE("chained assignment evaluates the value once") {
    CHECK(statement("a = b.x = c()") ==
          "    (StoreLocal %3 (Call (LoadLocal %2)))\n    (StoreLocal %0 (LoadLocal %3))\n"
          "    (SetField \"x\" (LoadLocal %1) (LoadLocal %3))\n");
}

TEST_CASE("a swap builds no tuple") {
    CHECK(statement("a, b = b, a") ==
          "    (StoreLocal %3 (LoadLocal %1))\n    (StoreLocal %4 (LoadLocal %0))\n"
          "    (StoreLocal %0 (LoadLocal %3))\n    (StoreLocal %1 (LoadLocal %4))\n");
}

TEST_CASE("destructuring into variables stores from the stack") {
    CHECK(statement("[a, [b, _], ...c] = c") ==
          "    (UnpackRest 2 (LoadLocal %2) (StoreLocal %0 (Hole)) "
          "(Unpack (Hole) (StoreLocal %1 (Hole)) (StoreLocal %3 (Hole))) (StoreLocal %2 (Hole)))\n");
    CHECK(statement("{a, x: b} = c") ==
          "    (UnpackNames [\"a\" \"x\"] 0 (LoadLocal %2) (StoreLocal %0 (Hole)) (StoreLocal %1 (Hole)))\n");
}

TEST_CASE("destructuring into fields and elements assigns in order") {
    CHECK(
        statement("(a, b[a]) = c") ==
        "    (Unpack (LoadLocal %2) (StoreLocal %3 (Hole)) (StoreLocal %4 (Hole)))\n"
        "    (StoreLocal %0 (LoadLocal %3))\n    (SetIndex (LoadLocal %1) (LoadLocal %0) (LoadLocal %4))\n");
}

TEST_CASE("writes through a typed container are checked") {
    std::string text = body("function f(xs: List<int>, v) {\n xs[0] = v\n xs.append(v)\n}", "f");
    CHECK(count(text, "\"element of List<int>\"") == 2);
}

#include "compiler/opt/opt.h"

#include <catch2/catch.hpp>

#include "compiler/ir/printer.h"
#include "compiler/ir/reader.h"
#include "compiler/ir/verifier.h"

using namespace noodle;

namespace {

const char* const kHead =
    "type 0 Int\ntype 1 Float\nvariable \"v\"\nfunction 0 \"f\" flags 64\nslot %0 name \"x\" any\nslot %1 "
    "any\nslot %2 any\nslot %3 any cell\n";

ir::IrModule read(const std::string& text) {
    auto module = ir::readModule(text);
    INFO((module.ok() ? "" : module.failure().message));
    REQUIRE(module.ok());
    REQUIRE(ir::verifyModule(module.value()).ok());
    return std::move(module.value());
}

// Blocks of function 0 after one pass, one node per line, without indentation.
std::string after(const char* pass, const std::string& body, const char* head = kHead) {
    ir::IrModule m = read(head + body);
    REQUIRE(opt::runPass(pass, m));
    auto sound = ir::verifyModule(m);
    INFO((sound.ok() ? "" : sound.failure().message));
    CHECK(sound.ok());
    std::string text = ir::printFunction(m, 0, {.positions = false});
    std::string out;
    for (size_t at = text.find("  block"); at < text.size();) {
        size_t end = text.find('\n', at);
        out += text.substr(text.find_first_not_of(' ', at), end + 1 - text.find_first_not_of(' ', at));
        at = end + 1;
    }
    return out;
}

std::string folded(const std::string& expression) {
    std::string text = after("fold", "block b0 (Return " + expression + ")");
    size_t begin = text.find("(Return ") + 8;
    return text.substr(begin, text.size() - begin - 2);
}

}  // namespace

TEST_CASE("fold: arithmetic on constants") {
    CHECK(folded("(Add (ConstInt 2) (Mul (ConstInt 3) (ConstInt 4)))") == "(ConstInt 14)");
    CHECK(folded("(FloorDiv (ConstInt -7) (ConstInt 2))") == "(ConstInt -4)");
    CHECK(folded("(Mod (ConstInt -7) (ConstInt 2))") == "(ConstInt 1)");
    CHECK(folded("(Div (ConstInt 1) (ConstInt 2))") == "(ConstFloat 0.5)");
    CHECK(folded("(Pow (ConstInt 2) (ConstInt 10))") == "(ConstInt 1024)");
    CHECK(folded("(Shl (ConstInt 1) (ConstInt 63))") == "(ConstInt -9223372036854775808)");
    CHECK(folded("(UShr (ConstInt -1) (ConstInt 60))") == "(ConstInt 15)");
    CHECK(folded("(Mul (ConstFloat 0.5) (ConstInt 3))") == "(ConstFloat 1.5)");
    CHECK(folded("(Neg (ConstFloat 0))") == "(ConstFloat -0)");
    CHECK(folded("(BitNot (ConstInt 5))") == "(ConstInt -6)");
}

TEST_CASE("fold: what throws or needs the C library stays") {
    for (const char* text :
         {"(Add:int (ConstInt 9223372036854775807) (ConstInt 1))",
          "(Neg:int (ConstInt -9223372036854775808))", "(Div:float (ConstInt 1) (ConstInt 0))",
          "(Mod:int (ConstInt 1) (ConstInt 0))",
          "(FloorDiv:int (ConstInt -9223372036854775808) (ConstInt -1))",
          "(Shl:int (ConstInt 1) (ConstInt 64))", "(Pow (ConstInt 2) (ConstInt -1))",
          "(Pow (ConstInt 2) (ConstInt 63))", "(Div:float (ConstFloat 1) (ConstFloat 0))",
          "(Sub:float (ConstFloat inf) (ConstFloat inf))", "(Add (ConstBool 1) (ConstInt 1))",
          "(Lt (ConstNull) (ConstInt 1))", "(Add:string (ConstString \"a\") (ConstFloat 1.5))",
          "(Mul (ConstString \"a\") (ConstInt 3))",
          "(Eq (ConstFloat 9007199254740992) (ConstInt 9007199254740993))"}) {
        CHECK(folded(text) == text);
    }
}

TEST_CASE("fold: comparisons, strings, truth") {
    CHECK(folded("(Lt (ConstInt 1) (ConstFloat 1.5))") == "(ConstBool 1)");
    CHECK(folded("(Eq (ConstFloat nan) (ConstFloat nan))") == "(ConstBool 0)");
    CHECK(folded("(Lt (ConstString \"a\") (ConstString \"b\"))") == "(ConstBool 1)");
    CHECK(folded("(Eq (ConstBool 1) (ConstBool 1))") == "(ConstBool 1)");
    CHECK(folded("(Add (ConstString \"n = \") (ConstInt 3))") == "(ConstString \"n = 3\")");
    CHECK(folded("(Not (ConstString \"\"))") == "(ConstBool 1)");
    CHECK(folded("(IsNull (ConstNull))") == "(ConstBool 1)");
    CHECK(folded("(BuildString (ConstString \"a\") (ConstInt 1) (LoadLocal %0) (ConstString \"b\") "
                 "(ConstBool 1))") ==
          "(BuildString (ConstString \"a1\") (LoadLocal %0) (ConstString \"btrue\"))");
    CHECK(folded("(BuildString (ConstString \"a\") (ConstNull))") == "(ConstString \"anull\")");
}

TEST_CASE("fold: deciding operands") {
    CHECK(folded("(And (ConstInt 0) (LoadLocal %0))") == "(ConstInt 0)");
    CHECK(folded("(And (ConstInt 1) (LoadLocal %0))") == "(LoadLocal %0)");
    CHECK(folded("(Or (ConstString \"x\") (LoadLocal %0))") == "(ConstString \"x\")");
    CHECK(folded("(Coalesce (ConstNull) (LoadLocal %0))") == "(LoadLocal %0)");
    CHECK(folded("(Cond (ConstBool 0) (LoadLocal %0) (LoadLocal %1))") == "(LoadLocal %1)");
    CHECK(folded("(OptChain (ConstNull) (GetField \"a\" (Hole)))") == "(ConstNull)");
    CHECK(folded("(OptChain (ConstInt 1) (GetField \"a\" (Hole)))") ==
          "(OptChain (ConstInt 1) (GetField \"a\" (Hole)))");
    CHECK(folded("(And (LoadLocal %0) (ConstInt 0))") == "(And (LoadLocal %0) (ConstInt 0))");
}

TEST_CASE("fold: checks of literals") {
    CHECK(folded("(CheckType t0 \"x\" (ConstInt 1))") == "(ConstInt 1)");
    CHECK(folded("(CheckType t1 \"x\" (ConstInt 1))") == "(ConstFloat 1)");
    CHECK(folded("(CheckType t0 \"x\" (ConstFloat 1))") == "(CheckType t0 \"x\" (ConstFloat 1))");
    CHECK(folded("(CheckType t0 \"x\" (LoadLocal:int %0))") == "(CheckType t0 \"x\" (LoadLocal:int %0))");
}

TEST_CASE("propagate: a slot with one constant store") {
    CHECK(after("propagate",
                "block b0 (StoreLocal %0 (ConstInt 3)) (StoreModule v0 (LoadLocal %0)) (Return "
                "(LoadLocalChecked %0 \"x\"))") ==
          "block b0\n(StoreLocal %0 (ConstInt 3))\n(StoreModule v0 (ConstInt 3))\n(Return (ConstInt 3))\n");
}

TEST_CASE("propagate: not before the store, not past a second one") {
    CHECK(after("propagate",
                "block b0 (StoreModule v0 (LoadLocalChecked %0 \"x\")) (StoreLocal %0 (ConstInt 3)) (Return "
                "(ConstNull))") ==
          "block b0\n(StoreModule v0 (LoadLocalChecked %0 \"x\"))\n(StoreLocal %0 (ConstInt 3))\n(Return "
          "(ConstNull))\n");
    CHECK(after("propagate",
                "block b0 (StoreLocal %0 (ConstInt 3)) (StoreLocal %0 (ConstInt 4)) (Return (LoadLocal %0))")
              .find("(Return (LoadLocal %0))") != std::string::npos);
}

TEST_CASE("propagate: only where the store is on every path") {
    CHECK(after("propagate",
                "block b0 (Branch b1 b2 (LoadLocal %1)) block b1 (StoreLocal %0 (ConstInt 3)) (Jump b2) "
                "block b2 (Return (LoadLocal %0))")
              .find("(Return (LoadLocal %0))") != std::string::npos);
    CHECK(after("propagate",
                "block b0 (StoreLocal %0 (ConstInt 3)) (Jump b1) block b1 (Branch b1 b2 (LoadLocal %1)) "
                "block b2 (Return (LoadLocal %0))")
              .find("(Return (ConstInt 3))") != std::string::npos);
}

TEST_CASE("propagate: a handler does not know the stores of the block it covers") {
    std::string text =
        after("propagate",
              "block b0 handler b2 (Eval (Call (LoadLocal %1))) (StoreLocal %0 (ConstInt 3)) (Jump b1)\n"
              "block b1 (Return (LoadLocal %0))\nblock b2 (StoreLocal %2 (CaughtError)) (Return "
              "(LoadLocalChecked %0 \"x\"))");
    CHECK(text.find("b1\n(Return (ConstInt 3))") != std::string::npos);
    CHECK(text.find("(Return (LoadLocalChecked %0 \"x\"))") != std::string::npos);
}

TEST_CASE("propagate: copies of arguments that are never assigned") {
    const char* head = "variable \"v\"\nfunction 0 \"f\" flags 64\nfunction 1 \"g\"\n";
    (void)head;
    ir::IrModule m = read(
        "function 0 \"f\" flags 64\nblock b0 (Return (ConstNull))\nfunction 1 \"g\" flags 0\nparam \"p\" "
        "0\nparam \"q\" 0\nslot %0 name \"p\" any\n"
        "slot %1 name \"q\" any\nslot %2 any\nslot %3 any\nblock b0 (StoreLocal %2 (LoadLocal %0)) "
        "(StoreLocal %3 (LoadLocal %1)) (StoreLocal %1 (ConstInt 1)) "
        "(Return (MakeTuple (LoadLocal %2) (LoadLocal %3)))");
    REQUIRE(opt::runPass("propagate", m));
    CHECK(ir::printFunction(m, 1).find("(Return (MakeTuple (LoadLocal %0) (LoadLocal %3)))") !=
          std::string::npos);
}

TEST_CASE("specialise: a counter is an int") {
    CHECK(after("specialise",
                "block b0 (StoreLocal %0 (ConstInt 0)) (Jump b1) block b1 (Branch b2 b3 (Lt (LoadLocal %0) "
                "(ConstInt 9)))\n"
                "block b2 (StoreLocal %0 (Add (LoadLocal %0) (ConstInt 1))) (Jump b1) block b3 (Return "
                "(LoadLocal %0))") ==
          "block b0\n(StoreLocal %0 (ConstInt 0))\n(Jump b1)\nblock b1\n(Branch b2 b3 (Lt (LoadLocal:int %0) "
          "(ConstInt 9)))\n"
          "block b2\n(StoreLocal %0 (Add:int (LoadLocal:int %0) (ConstInt 1)))\n(Jump b1)\nblock b3\n(Return "
          "(LoadLocal:int %0))\n");
}

TEST_CASE("specialise: one foreign store takes the type away") {
    for (const char* store : {"(StoreLocal %0 (Call (LoadLocal %1)))", "(StoreLocal %0 (ConstFloat 1))",
                              "(ClearLocal %0)", "(Unpack (LoadLocal %1) (StoreLocal %0 (Hole)))",
                              "(StoreLocal %0 (Div (LoadLocal %0) (ConstInt 2)))"}) {
        std::string text = after("specialise", std::string("block b0 (StoreLocal %0 (ConstInt 0)) ") + store +
                                                   " (Return (Add (LoadLocal %0) (ConstInt 1)))");
        CHECK(text.find("(Return (Add (LoadLocal %0) (ConstInt 1)))") != std::string::npos);
    }
}

TEST_CASE("specialise: slots that depend on each other") {
    std::string text = after("specialise",
                             "block b0 (StoreLocal %0 (ConstFloat 1)) (StoreLocal %1 (LoadLocal %0)) "
                             "(StoreLocal %0 (Mul (LoadLocal %1) (ConstInt 2))) (Return (LoadLocal %0))");
    CHECK(text.find("(Return (LoadLocal:float %0))") != std::string::npos);
    CHECK(text.find("(StoreLocal %1 (LoadLocal:float %0))") != std::string::npos);
}

TEST_CASE("branches: constants, threading, unreachable blocks") {
    CHECK(after("branches",
                "block b0 (Branch b1 b2 (ConstBool 1)) block b1 (Jump b3) block b2 (Return (ConstInt 2)) "
                "block b3 (Return (ConstInt 3))") ==
          "block b0\n(Jump b3)\nblock b3\n(Return (ConstInt 3))\n");
    CHECK(after("branches", "block b0 (Jump b0)") == "block b0\n(Jump b0)\n");
    CHECK(after("branches", "block b0 (Jump b1) block b1 (Jump b2) block b2 (Jump b1)").find("block b0") ==
          0);
}

TEST_CASE("branches: no threading into another handler's region") {
    std::string body =
        "block b0 (Branch b1 b2 (LoadLocal %0)) block b1 handler b3 (Jump b2) block b2 (Return (ConstNull)) "
        "block b3 (StoreLocal %1 (CaughtError)) (Return (ConstNull))";
    CHECK(after("branches", body).find("(Branch b1 b2") != std::string::npos);
}

TEST_CASE("dead: trees without effects go") {
    CHECK(
        after("dead",
              "block b0 (Eval (Lt (LoadLocal:int %0) (ConstInt 1))) (Eval (Cond (LoadLocal:int %0) (ConstInt "
              "1) (ConstNull))) (Eval (MakeList (ConstInt 1)))"
              " (Eval (Lt (LoadLocal %0) (ConstInt 1))) (Eval (LoadLocalChecked %0 \"x\")) (Eval (Add:int "
              "(LoadLocal:int %0) (ConstInt 1))) (Return (ConstNull))") ==
        "block b0\n(Eval (Lt (LoadLocal %0) (ConstInt 1)))\n(Eval (LoadLocalChecked %0 \"x\"))\n(Eval "
        "(Add:int (LoadLocal:int %0) (ConstInt 1)))\n(Return (ConstNull))\n");
}

TEST_CASE("dead: a test of an object stays, because its class may have a say in it") {
    std::string body =
        "block b0 (Eval (Not (LoadLocal %0))) (Eval (And (LoadLocal %0) (ConstInt 1))) (Return (ConstNull))";
    CHECK(after("dead", body).find("(Eval (Not (LoadLocal %0)))") != std::string::npos);
    CHECK(after("dead", body).find("(Eval (And (LoadLocal %0)") != std::string::npos);
}

TEST_CASE("dead: the value on the stack must still be taken off") {
    CHECK(
        after("dead",
              "block b0 (Unpack (LoadLocal %0) (Eval (Hole)) (StoreLocal %1 (Hole))) (Return (ConstNull))") ==
        "block b0\n(Unpack (LoadLocal %0) (Eval (Hole)) (Eval (Hole)))\n(Return (ConstNull))\n");
    CHECK(after("dead",
                "block b0 handler b1 (Return (Call (LoadLocal %0))) block b1 (StoreLocal %1 (CaughtError)) "
                "(Return (ConstNull))")
              .find("(Eval (CaughtError))") != std::string::npos);
}

TEST_CASE("dead: unread temporaries lose their stores, named variables keep them") {
    CHECK(after("dead",
                "block b0 (StoreLocal %0 (ConstInt 1)) (StoreLocal %1 (ConstInt 2)) (StoreLocal %2 (Call "
                "(LoadLocal %0))) (ClearLocal %1) (Return (Tee %1 (ConstInt 5)))") ==
          "block b0\n(StoreLocal %0 (ConstInt 1))\n(Eval (Call (LoadLocal %0)))\n(Return (ConstInt 5))\n");
}

TEST_CASE("all passes together") {
    ir::IrModule m =
        read(std::string(kHead) +
             "block b0 (StoreLocal %1 (ConstInt 2)) (Branch b1 b2 (Lt (Mul (LoadLocal %1) (ConstInt 3)) "
             "(ConstInt 7)))\n"
             "block b1 (Return (Add (LoadLocal %1) (ConstInt 1)))\nblock b2 (Return (ConstNull))");
    REQUIRE(opt::optimise(m, {.verifyEach = true}).ok());
    CHECK(ir::printFunction(m, 0).find("block b0\n    (Jump b1)\n  block b1\n    (Return (ConstInt 3))\n") !=
          std::string::npos);
    CHECK_FALSE(opt::runPass("no such pass", m));
}

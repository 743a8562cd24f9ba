#include "compiler/ir/reader.h"

#include <catch2/catch.hpp>

#include "compiler/ir/printer.h"
#include "compiler/ir/verifier.h"

using namespace noodle;

namespace {

const char* const kAllTables = R"(module "demo" "demo.nc" hash 77 callsMain main 1
type 0 Int name "int"
type 1 String
type 2 Union name "int | string" 0 1
type 3 ModuleClass name "Dog" 0
class 0 "Dog" flags 3 super interfaces 1 doc "A \"dog\"." required ["bark"] match ["name" "age"]
  field "name" t1 optional
  field "age" t0 const
variable "Dog" const
variable "main"
request "./m" lazy
request "a.b" dotted
import 0 "x"
export Variable 0 name "Dog"
export Star 1
line "let a = 1"
function 0 "" flags 64
  slot %0 name "a" any
  block b0
    (StoreLocal@1:1 %0 (ConstInt@1:9 -42))
    (Eval (MakeClosure f1))
    (Return (ConstNull))
function 1 "f" qualified "Dog.f" flags 12 returns t0 doc "text"
  param "n" 0
  param "rest" 2 optional
  slot %0 name "self" any
  slot %1 name "n" int
  slot %2 name "rest" any cell
  slot %3 any
  block b0
    (NewCell %2)
    (StoreLocal %3 (GetIter 0 (LoadCellChecked %2 "rest")))
    (Jump b1)
  block b1 handler b4
    (IterNext %3 b2 b3 (StoreLocal %1 (Hole)))
  block b2 handler b4
    (Unpack (LoadLocal:int %1) (Eval (Hole)) (StoreLocal %1 (Hole)))
    (UnpackNames ["a" "b"] 1 (LoadLocal:int %1) (StoreCell %2 (Hole)) (Eval (Hole)) (Eval (Hole)))
    (Eval (CallNamed ["x"] (LoadBuiltin "print") (ConstFloat 2.5) (ConstString "a\x0ab\\") (OptChain (LoadLocal:int %1) (GetField "name" (Hole)))))
    (Jump b1)
  block b3
    (Return (Cond:int (Lt (LoadLocal:int %1) (ConstInt 3)) (ConstInt 1) (Seq:int (StoreLocal %1 (ConstInt 2)) (LoadLocal:int %1))))
  block b4
    (StoreLocal %3 (CaughtError))
    (Rethrow (LoadLocal %3))
)";

}  // namespace

TEST_CASE("printing what was read gives the same text") {
    auto module = ir::readModule(kAllTables);
    REQUIRE(module.ok());
    auto verified = ir::verifyModule(module.value());
    INFO((verified.ok() ? "" : verified.failure().message));
    CHECK(verified.ok());
    CHECK(ir::printModule(module.value()) == kAllTables);
}

TEST_CASE("positions can be left out") {
    auto module = ir::readModule("function 0 \"\" flags 64 block b0 (Return@3:4 (ConstNull))");
    REQUIRE(module.ok());
    CHECK(ir::printFunction(module.value(), 0, {.positions = false}) ==
          "function 0 \"\" flags 64\n  block b0\n    (Return (ConstNull))\n");
}

TEST_CASE("the reader refuses bad text with the line") {
    for (const char* text :
         {"function 1 \"f\"", "frobnicate", "function 0 \"f\"\n(Return (ConstNull))",
          "function 0 \"f\"\nblock b0\n(Retrun (ConstNull))",
          "function 0 \"f\"\nblock b0\n(Return (ConstNull)", "function 0 \"unterminated",
          "function 0 \"f\"\nblock b99999999999", "slot %0 any",
          "function 0 \"f\"\nblock b0\n(Return (ConstInt x))", "block b0", "param \"x\" 0", "type 3 Int"}) {
        INFO(text);
        auto module = ir::readModule(text);
        REQUIRE_FALSE(module.ok());
        CHECK(module.failure().message.find("line ") == 0);
    }
}

TEST_CASE("very deep trees are read and printed without recursion") {
    std::string text = "function 0 \"\" flags 64\n  block b0\n    (Return ";
    constexpr int kDepth = 100'000;
    for (int i = 0; i < kDepth; ++i) text += "(Neg ";
    text += "(LoadBuiltin \"x\")";
    text += std::string(kDepth, ')') + ")\n";
    auto module = ir::readModule(text);
    REQUIRE(module.ok());
    CHECK(ir::verifyModule(module.value()).ok());
    CHECK(ir::printFunction(module.value(), 0) == text);
}

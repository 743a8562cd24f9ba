#include "compiler/ir/verifier.h"

#include <catch2/catch.hpp>

#include "compiler/ir/reader.h"

using namespace noodle;

namespace {
std::string verdict(const std::string& body) {
    auto module =
        ir::readModule("variable \"v\"\nfunction 0 \"f\" flags 64\nslot %0 any\nslot %1 any cell\n" + body);
    REQUIRE(module.ok());
    auto outcome = ir::verifyModule(module.value());
    return outcome.ok() ? "" : outcome.failure().message;
}
}  // namespace

TEST_CASE("the verifier accepts sound IR") {
    CHECK(verdict("block b0 (StoreModule v0 (LoadLocal %0)) (Return (LoadCell %1))").empty());
    CHECK(verdict("block b0 (Return (OptChain (LoadLocal %0) (OptChain (GetField \"a\" (Hole)) (GetIndex "
                  "(Hole) (ConstInt 1)))))")
              .empty());
}

TEST_CASE("the verifier refuses unsound IR") {
    const char* const bad[] = {
        "block b0",                                                                // no terminator
        "block b0 (Jump b1)",                                                      // target not placed
        "block b0 block b0 (Return (ConstNull))",                                  // placed twice
        "block b0 (Return (Add (ConstInt 1)))",                                    // operand count
        "block b0 (Return (StoreLocal %0 (ConstNull)))",                           // statement as value
        "block b0 (Eval (Jump b0)) (Return (ConstNull))",                          // terminator as value
        "block b0 (ConstNull) (Return (ConstNull))",                               // value as statement
        "block b0 (Return (LoadLocal %2))",                                        // no such slot
        "block b0 (Return (LoadCell %0))",                                         // no cell
        "block b0 (Return (LoadModule v1))",                                       // no such variable
        "block b0 (Return (Hole))",                                                // nothing on the stack
        "block b0 (Return (OptChain (ConstNull) (Add (ConstInt 1) (Hole))))",      // Hole not leftmost
        "block b0 (Return (OptChain (ConstNull) (ConstInt 1)))",                   // rest without Hole
        "block b0 (Return (CaughtError))",                                         // no handler block
        "block b0 handler b1 (Return (ConstNull)) block b1 (Return (ConstNull))",  // handler drops its error
        "block b0 handler b1 (Jump b1) block b1 (Return (CaughtError))",        // handler entered by a jump
        "block b0 handler b0 (Return (CaughtError))",                           // entry as handler
        "block b0 (Return (MakeMap (ConstInt 1)))",                             // not a pair
        "block b0 (Return (MakeTuple (Spread (ConstNull))))",                   // spread in a tuple
        "block b0 (Return (Pair (ConstNull) (ConstNull)))",                     // part as value
        "block b0 (Return (CallNamed [\"a\" \"b\"] (ConstNull) (ConstNull)))",  // more names than arguments
        "block b0 (Return (CallSpread 1 (ConstNull) (ConstNull)))",             // map missing
        "block b0 (UnpackRest 1 (ConstNull) (Eval (Hole))) (Return (ConstNull))",           // no such rest
        "block b0 (UnpackNames [\"a\"] 1 (ConstNull) (Eval (Hole))) (Return (ConstNull))",  // target missing
        "block b0 (Return (MatchSequence 1 300 (ConstNull)))",  // immediate too wide
        "block b0 (Return (MakeClosure f4))",                   // no such function
    };
    for (const char* body : bad) {
        INFO(body);
        CHECK(verdict(body).find("invalid IR") == 0);
    }
}

TEST_CASE("a node with two users is refused") {
    auto module = ir::readModule("function 0 \"f\" block b0 (Return (Add (ConstInt 1) (ConstInt 2)))");
    REQUIRE(module.ok());
    ir::IrFunction& f = module.value().functions[0];
    f.operands[1] = f.operands[0];
    CHECK_FALSE(ir::verifyModule(module.value()).ok());
}

TEST_CASE("captures are checked where the closure is made") {
    auto module = ir::readModule(
        "function 0 \"f\" slot %0 any block b0 (Return (MakeClosure f1))\n"
        "function 1 \"g\"\ncapture LocalCell 0\nblock b0 (Return (LoadUpvalue u0))");
    REQUIRE(module.ok());
    CHECK_FALSE(ir::verifyModule(module.value()).ok());
    module.value().functions[0].slots[0].isCell = true;
    CHECK(ir::verifyModule(module.value()).ok());
}

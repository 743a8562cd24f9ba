#include "compiler/codegen/codegen.h"

#include <catch2/catch.hpp>

#include "compiler/ir/reader.h"
#include "compiler/ir/verifier.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/nbc.h"
#include "vm/bytecode/verifier.h"

using namespace noodle;

namespace {

bc::BcModule compile(const std::string& text) {
    auto module = ir::readModule(text);
    INFO((module.ok() ? "" : module.failure().message));
    REQUIRE(module.ok());
    auto sound = ir::verifyModule(module.value());
    INFO((sound.ok() ? "" : sound.failure().message));
    REQUIRE(sound.ok());
    auto code = codegen::generate(std::move(module.value()));
    INFO((code.ok() ? "" : code.failure().message));
    REQUIRE(code.ok());
    auto proof = bc::verifyModule(code.value());
    INFO(bc::disassemble(code.value()));
    INFO((proof.ok() ? "" : proof.failure().message));
    REQUIRE(proof.ok());
    return std::move(code.value());
}

// The instructions of function 0 as "Op operand…" lines without offsets and positions; labels as "L0:".
std::string body(
    const std::string& text,
    const char* head = "function 0 \"f\" flags 64\nslot %0 name \"x\" int\nslot %1 any\nslot %2 float\n") {
    std::string all = bc::disassemble(compile(head + text), "f");
    std::string out;
    size_t at = all.find('\n', 1) + 1;
    while (at < all.size()) {
        size_t end = all.find('\n', at);
        std::string line = all.substr(at, end - at);
        bool isLabel = !line.empty() && line[0] == 'L';
        if (isLabel || line.rfind("  handler", 0) == 0) {
            out += line + "\n";
        } else if (line.size() > 18) {
            out += line.substr(18) + "\n";
        }
        at = end + 1;
    }
    return out;
}

}  // namespace

TEST_CASE("constants take the shortest form") {
    CHECK(body("block b0 (Return (MakeTuple (ConstInt 7) (ConstInt -129) (ConstInt 40000) (ConstFloat 0.5) "
               "(ConstBool 1) (ConstNull) (ConstString \"s\")))") ==
          "Int8 7\nInt16 -129\nConst 40000\nConst 0.5\nTrue\nNull\nConst \"s\"\nMakeTuple 7\nReturn\n");
}

TEST_CASE("operators on proven types are typed") {
    CHECK(body("block b0 (Return (Add (LoadLocal:int %0) (ConstInt 1)))") ==
          "LoadLocal %0:x\nInt8 1\nAddInt\nReturn\n");
    CHECK(body("block b0 (Return (Lt (LoadLocal:float %2) (ConstFloat 1.5)))") ==
          "LoadLocal %2\nConst 1.5\nLtFloat\nReturn\n");
    CHECK(body("block b0 (Return (Add (LoadLocal %1) (ConstInt 1)))") ==
          "LoadLocal %1\nInt8 1\nAdd\nReturn\n");
}

TEST_CASE("counting a local up is one instruction") {
    CHECK(body("block b0 (StoreLocal %0 (Add (LoadLocal:int %0) (ConstInt 1))) (StoreLocal %0 (Sub "
               "(LoadLocal:int %0) (ConstInt 2))) (Return (ConstNull))") ==
          "IncLocal %0:x 1\nIncLocal %0:x -2\nNull\nReturn\n");
    CHECK(body("block b0 (StoreLocal %1 (Add (LoadLocal:int %0) (ConstInt 1))) (Return (ConstNull))") ==
          "LoadLocal %0:x\nInt8 1\nAddInt\nStoreLocal %1\nNull\nReturn\n");
}

TEST_CASE("conditions jump without materialised booleans") {
    CHECK(body("block b0 (Branch b1 b2 (And (Not (LoadLocal:int %0)) (Or (LoadLocal %1) (LoadLocal:float "
               "%2))))\n"
               "block b1 (Return (ConstInt 1)) block b2 (Return (ConstInt 2))") ==
          "LoadLocal %0:x\nJumpIfTrue L1\nLoadLocal %1\nJumpIfTrue L0\nLoadLocal %2\nJumpIfFalse "
          "L1\nL0:\nInt8 1\nReturn\nL1:\nInt8 2\nReturn\n");
}

TEST_CASE("a loop tests at its head and jumps back with Loop") {
    CHECK(body("block b0 (Jump b1) block b1 (Branch b2 b3 (LoadLocal %1)) block b2 (Eval (LoadLocal %1)) "
               "(Jump b1) block b3 (Return (ConstNull))") ==
          "L0:\nLoadLocal %1\nJumpIfFalse L1\nLoadLocal %1\nPop\nLoop L0\nL1:\nNull\nReturn\n");
}

TEST_CASE("a conditional jump back becomes a forward test and Loop") {
    CHECK(
        body("block b0 (Eval (LoadLocal %1)) (Branch b0 b1 (LoadLocal %1)) block b1 (Return (ConstNull))") ==
        "L0:\nLoadLocal %1\nPop\nLoadLocal %1\nJumpIfFalse L1\nLoop L0\nL1:\nNull\nReturn\n");
}

TEST_CASE("an iterator whose exit lies behind goes through a detour") {
    CHECK(body("block b0 (Jump b1) block b1 (StoreLocal %1 (GetIter 0 (LoadLocal:float %2))) (Jump b2)\n"
               "block b2 (IterNext %1 b3 b1 (StoreLocal %0 (Hole))) block b3 (Jump b2)") ==
          "L0:\nLoadLocal %2\nGetIter 0\nStoreLocal %1\nL1:\nIterNext %1 L2\nStoreLocal %0:x\nJump "
          "L3\nL2:\nLoop L0\nL3:\nLoop L1\n");
}

TEST_CASE("short circuits share their exit") {
    CHECK(body("block b0 (Return (Or (Or (LoadLocal %1) (LoadLocal:int %0)) (ConstInt 3)))") ==
          "LoadLocal %1\nJumpIfTrueOrPop L0\nLoadLocal %0:x\nJumpIfTrueOrPop L0\nInt8 3\nL0:\nReturn\n");
    CHECK(body("block b0 (Return (OptChain (OptChain (LoadLocal %1) (GetField \"a\" (Hole))) (CallMethod "
               "\"b\" (Hole) (ConstInt 1))))") ==
          "LoadLocal %1\nJumpIfNull L0\nGetField a\nJumpIfNull L0\nInt8 1\nCallMethod b 1\nL0:\nReturn\n");
    CHECK(body("block b0 (Return (Coalesce (LoadLocal %1) (ConstInt 3)))") ==
          "LoadLocal %1\nJumpIfNotNullOrPop L0\nInt8 3\nL0:\nReturn\n");
}

TEST_CASE("conditional expressions chain to the right") {
    CHECK(body("block b0 (Return (Cond (LoadLocal %1) (ConstInt 1) (Cond (LoadLocal:int %0) (ConstInt 2) "
               "(ConstInt 3))))") ==
          "LoadLocal %1\nJumpIfFalse L0\nInt8 1\nJump L2\nL0:\nLoadLocal %0:x\nJumpIfFalse L1\nInt8 2\nJump "
          "L2\nL1:\nInt8 3\nL2:\nReturn\n");
}

TEST_CASE("exceptions go to the block's handler") {
    CHECK(body("block b0 handler b2 (Eval (Call (LoadLocal %1))) (Jump b1) block b1 (Return (ConstNull))\n"
               "block b2 (StoreLocal %1 (CaughtError)) (Rethrow (LoadLocal %1))") ==
          "LoadLocal %1\nCall 0\nPop\nNull\nReturn\nL0:\nStoreLocal %1\nLoadLocal %1\nRethrow\n  handler 0 "
          ".. 9 -> L0 depth 0\n");
}

TEST_CASE("targets of an unpacking consume from the top") {
    CHECK(
        body("block b0 (Unpack (LoadLocal %1) (StoreLocal %0 (Hole)) (Eval (Hole))) (Return (ConstNull))") ==
        "LoadLocal %1\nUnpack 2\nStoreLocal %0:x\nPop\nNull\nReturn\n");
}

TEST_CASE("spreads split a literal") {
    CHECK(body("block b0 (Return (MakeList (ConstInt 1) (Spread (LoadLocal %1)) (ConstInt 2) (Spread "
               "(LoadLocal %1)) (ConstInt 3) (ConstInt 4)))") ==
          "Int8 1\nMakeList 1\nLoadLocal %1\nListExtend\nInt8 2\nListAppend\nLoadLocal %1\nListExtend\nInt8 "
          "3\nInt8 4\nMakeList 2\nListExtend\nReturn\n");
    CHECK(body("block b0 (Return (MakeMap (Spread (LoadLocal %1)) (Pair (ConstInt 1) (ConstInt 2))))") ==
          "MakeMap 0\nLoadLocal %1\nMapExtend\nInt8 1\nInt8 2\nMapPut\nReturn\n");
    CHECK(body("block b0 (Return (MakeMap))") == "MakeMap 0\nReturn\n");
}

TEST_CASE("a literal of any length needs a bounded operand stack") {
    std::string items, pairs, parts;
    for (int i = 0; i < 5000; ++i) {
        items += "(ConstInt 1)";
        pairs += "(Pair (ConstInt 1) (ConstInt 2))";
        parts += "(LoadLocal %1)";
    }
    auto module =
        compile("function 0 \"f\" flags 64\nslot %0 any\nslot %1 any\nblock b0 (StoreLocal %0 (MakeList " +
                items + ")) (StoreLocal %0 (MakeSet " + items + ")) (StoreLocal %0 (MakeMap " + pairs +
                ")) (Return (BuildString " + parts + "))");
    CHECK(module.functions[0].maxStack < 3000);
}

TEST_CASE("left-deep chains of any length compile without deep recursion") {
    constexpr int kLength = 20'000;
    std::string sum, both, calls;
    for (int i = 0; i < kLength; ++i) sum += "(Add ", both += "(And ", calls += "(GetField \"a\" ";
    sum += "(LoadLocal %1)", both += "(LoadLocal %1)", calls += "(LoadLocal %1)";
    for (int i = 0; i < kLength; ++i) sum += "(ConstInt 1))", both += "(LoadLocal %1))", calls += ")";
    auto module = compile(
        "function 0 \"f\" flags 64\nslot %0 any\nslot %1 any\nblock b0 (Branch b1 b2 " + both +
        ") block b1 (StoreLocal %0 " + both + ") (Return " + sum +
        ") block b2 (Return (ConstNull))\nfunction 1 \"g\"\nslot %0 any\nslot %1 any\nblock b0 (Return " +
        calls + ")");
    CHECK(module.functions[0].maxStack == 2);
}

TEST_CASE("what does not fit is a failure, not a crash") {
    auto failure = [](const std::string& text) {
        auto module = ir::readModule(text);
        REQUIRE(module.ok());
        REQUIRE(ir::verifyModule(module.value()).ok());
        auto code = codegen::generate(std::move(module.value()));
        REQUIRE_FALSE(code.ok());
        CHECK(code.failure().exitCode == 5);
        return code.failure().message;
    };
    std::string constants = "function 0 \"f\" flags 64\nslot %0 any\nblock b0\n",
                slots = "function 0 \"f\" flags 64\n";
    for (int i = 0; i < 66'000; ++i)
        constants += "(StoreLocal %0 (ConstFloat " + std::to_string(i) + ".5))\n";
    for (int i = 0; i < 40'000; ++i) slots += "slot %" + std::to_string(i) + " any\n";
    CHECK(failure(constants + "(Return (ConstNull))").find("constants") != std::string::npos);
    CHECK(failure(slots + "block b0 (Return (ConstNull))").find("local variables") != std::string::npos);
    std::string deep = "(LoadBuiltin \"x\")";
    std::string open;
    for (int i = 0; i < 20'000; ++i) open += "(MakeList ";
    CHECK(
        failure("function 0 \"f\" flags 64\nblock b0 (Return " + open + deep + std::string(20'000, ')') + ")")
            .find("nesting") != std::string::npos);
}

TEST_CASE("positions reach the line table") {
    auto module = compile(
        "function 0 \"f\" flags 64\nslot %0 any\nblock b0 (StoreLocal@1:1 %0 (Call@1:9 (LoadBuiltin@1:5 "
        "\"f\"))) (Return@2:1 (LoadLocal %0))");
    const auto& lines = module.functions[0].lines;
    REQUIRE(lines.size() == 3);
    CHECK((lines[0].line == 1 && lines[0].column == 5));
    CHECK((lines[1].line == 1 && lines[1].column == 9));
    CHECK(lines[2].line == 2);
}

TEST_CASE("code that constants make unreachable is left out") {
    CHECK(body("block b0 (Branch b1 b2 (ConstBool 0)) block b1 (Return (ConstInt 1)) block b2 (Return "
               "(ConstInt 2))") == "Jump L0\nInt8 1\nReturn\nL0:\nInt8 2\nReturn\n");
}

TEST_CASE("no changed byte of generated code crashes reader or verifier") {
    std::string bytes = bc::writeModule(compile(
        "type 0 Int\nvariable \"v\"\nfunction 0 \"f\" flags 64\nslot %0 name \"x\" any\nslot %1 any cell\n"
        "block b0 (NewCell %1) (StoreModule v0 (MakeClosure f1)) (StoreLocal %0 (GetIter 0 (MakeList "
        "(ConstInt "
        "1) (Spread (LoadModule v0))))) (Jump b1)\n"
        "block b1 handler b4 (IterNext %0 b2 b3 (StoreCell %1 (Hole)))\n"
        "block b2 handler b4 (Eval (CallNamed [\"a\"] (LoadBuiltin \"print\") (OptChain (LoadCell %1) "
        "(GetField \"k\" (Hole))))) (Jump b1)\n"
        "block b3 (Return (CheckType t0 \"result\" (Coalesce (LoadCell %1) (ConstFloat 0.5))))\n"
        "block b4 (StoreLocal %0 (CaughtError)) (Rethrow (LoadLocal %0))\n"
        "function 1 \"g\" flags 3\nparam \"a\" 0 optional\ncapture LocalCell 1\nslot %0 name \"a\" any\n"
        "block b0 (JumpIfSupplied %0 b2 b1) block b1 (StoreLocal %0 (ConstString \"d\")) (Jump b2)\n"
        "block b2 (UnpackNames [\"p\" \"q\"] 1 (Yield (Await (LoadUpvalue u0))) (StoreLocal %0 (Hole)) (Eval "
        "(Hole)) (Eval (Hole))) (Return (LoadLocal %0))"));
    size_t accepted = 0;
    for (size_t at = 20; at < bytes.size(); ++at) {
        for (int value : {0, 1, 2, 7, 127, 128, 255, bytes[at] ^ 1, bytes[at] + 1, bytes[at] - 1}) {
            std::string copy = bytes;
            copy[at] = static_cast<char>(value);
            auto module = bc::readModule(copy, {.ignoreChecksum = true});
            if (!module.ok()) continue;
            (void)bc::disassemble(module.value());
            accepted += bc::verifyModule(module.value()).ok() ? 1 : 0;
        }
    }
    CHECK(accepted > 0);
}

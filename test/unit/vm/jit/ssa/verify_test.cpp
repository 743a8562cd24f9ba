#include <catch2/catch.hpp>

#include "test/unit/vm/jit/graph_text.h"
#include "vm/jit/ssa/dominators.h"

namespace noodle::jit {

namespace {

constexpr const char* kLoop = R"(
b0:
  v1: word = Param
  v2: int = ConstInt
  Jump
    -> b1
b1: <b0 <b2
  v3: int = Phi v2 v6
  v4: bool = CompareInt v3 v2
  Branch v4
    -> b2
    -> b3
b2: <b1
  v6: int = AddInt v3 v2 [ v1 ]
  Jump
    -> b1
b3: <b1
  v7: word = BoxInt v3
  Return v7
)";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    text.replace(text.find(what), what.size(), with);
    return text;
}

}  // namespace

TEST_CASE("a sound graph verifies") {
    CHECK(verify(*readGraph(kLoop)).empty());
}

TEST_CASE("the verifier finds what is wrong") {
    auto problem = [&](const char* what, const char* with) {
        return verify(*readGraph(replaced(kLoop, what, with)));
    };
    CHECK_THAT(problem("v6: int = AddInt v3 v2", "v6: int = AddInt v7 v2"),
               Catch::Contains("needs v") && Catch::Contains("BoxInt, which is not there yet"));
    CHECK_THAT(problem("AddInt v3 v2 [ v1 ]", "AddInt v3 v2 [ v7 ]"), Catch::Contains("not there yet"));
    CHECK_THAT(problem("v3: int = Phi v2 v6", "v3: int = Phi v2"),
               Catch::Contains("not an input for each edge"));
    CHECK_THAT(problem("v3: int = Phi v2 v6", "v3: int = Phi v1 v6"), Catch::Contains("another form"));
    CHECK_THAT(problem("  Branch v4\n", "  Branch v3\n"), Catch::Contains("wrong operand"));
    CHECK_THAT(problem("  Return v7\n", ""), Catch::Contains("no terminator"));
    CHECK_THAT(problem("  Jump\n    -> b1\nb1", "    -> b1\nb1"), Catch::Contains("no terminator"));
    CHECK_THAT(problem("  v7: word", "  Jump\n  v7: word"), Catch::Contains("is not the last"));
    CHECK_THAT(problem("  Return v7\n", "  Return v7\n    -> b2\n"), Catch::Contains("successors"));
}

TEST_CASE("a guard without a frame state does not verify") {
    auto graph = readGraph(kLoop);
    for (Block* block : graph->blocks())
        for (Node* node : block->nodes) node->state = nullptr;
    CHECK_THAT(verify(*graph), Catch::Contains("has no frame state"));
}

TEST_CASE("dominators") {
    auto graph = readGraph(R"(
b0:
  v1: bool = ConstBool
  Branch v1
    -> b1
    -> b2
b1: <b0
  Jump
    -> b3
b2: <b0
  Jump
    -> b3
b3: <b1 <b2
  Unreachable
)");
    const Dominators dominators(*graph);
    const auto& blocks = dominators.blocks();
    REQUIRE(blocks.size() == 4);
    Block* entry = graph->entry();
    Block* last = blocks.back();
    CHECK(dominators.above(last) == entry);
    CHECK(dominators.above(entry) == nullptr);
    CHECK(dominators.dominates(entry, last));
    CHECK(dominators.dominates(last, last));
    CHECK_FALSE(dominators.dominates(blocks[1], last));
    CHECK_FALSE(dominators.dominates(last, entry));
}

}  // namespace noodle::jit

// Each pass on small graphs in text. Afterwards each graph must verify.
#include <catch2/catch.hpp>

#include "test/unit/vm/jit/graph_text.h"
#include "vm/jit/passes/passes.h"

namespace noodle::jit {

namespace {

std::string after(bool (*pass)(Graph&), const std::string& text) {
    auto graph = readGraph(text);
    REQUIRE(verify(*graph).empty());
    pass(*graph);
    CHECK(verify(*graph).empty());
    return kindsOf(*graph);
}

}  // namespace

TEST_CASE("trivial-phis: a phi of one value is that value") {
    CHECK(after(removeTrivialPhis, R"(
b0:
  v1: word = Param
  v2: bool = ConstBool
  Jump
    -> b1
b1: <b0 <b1
  v3: word = Phi v1 v3
  Branch v2
    -> b1
    -> b2
b2: <b1
  Return v3
)") == "Param ConstBool Jump | Branch | Return");
}

TEST_CASE("trivial-phis: a phi of two values stays") {
    CHECK(after(removeTrivialPhis, R"(
b0:
  v1: word = Param
  v2: bool = ConstBool
  v4: word = Param #1
  Jump
    -> b1
b1: <b0 <b1
  v3: word = Phi v1 v4
  Branch v2
    -> b1
    -> b2
b2: <b1
  Return v3
)") == "Param ConstBool Param Jump | Phi Branch | Return");
}

TEST_CASE("unbox-phis: a counter carries its raw value") {
    auto graph = readGraph(R"(
b0:
  v1: word = ConstWord #0
  v2: int = ConstInt #1
  v3: bool = ConstBool
  Jump
    -> b1
b1: <b0 <b2
  v4: word = Phi v1 v7
  Branch v3
    -> b2
    -> b3
b2: <b1
  v5: int = UnboxInt v4
  v6: int = AddInt v5 v2
  v7: word = BoxInt v6
  Jump
    -> b1
b3: <b1
  Return v4
)");
    unboxPhis(*graph);
    foldUnboxing(*graph);
    removeTrivialPhis(*graph);
    removeDeadCode(*graph);
    REQUIRE(verify(*graph).empty());
    const Node* phi = nullptr;
    for (const Block* block : graph->reversePostorder())
        for (const Node* node : block->nodes) {
            if (node->kind == NodeKind::Phi) phi = node;
            CHECK(node->kind != NodeKind::UnboxInt);
        }
    REQUIRE(phi != nullptr);
    CHECK(phi->rep == Rep::Int);
}

TEST_CASE("unbox-phis: what may be either stays a word") {
    auto graph = readGraph(R"(
b0:
  v1: int = ConstInt #1
  v2: float = ConstFloat
  v3: word = BoxInt v1
  v4: word = BoxFloat v2
  v5: bool = ConstBool
  Branch v5
    -> b1
    -> b2
b1: <b0
  Jump
    -> b3
b2: <b0
  Jump
    -> b3
b3: <b1 <b2
  v6: word = Phi v3 v4
  Return v6
)");
    CHECK_FALSE(unboxPhis(*graph));
    CHECK(verify(*graph).empty());
}

TEST_CASE("fold-unboxing: what was just boxed is there raw") {
    auto graph = readGraph(R"(
b0:
  v1: int = Param
  v2: word = BoxInt v1
  v3: int = UnboxInt v2
  v4: int = AddInt v3 v3
  v5: word = BoxInt v4
  Return v5
)");
    foldUnboxing(*graph);
    removeDeadCode(*graph);
    CHECK(verify(*graph).empty());
    CHECK(kindsOf(*graph) == "Param AddInt BoxInt Return");
}

TEST_CASE("repeated-guards: the second of two goes") {
    CHECK(after(removeRepeatedGuards, R"(
b0:
  v1: word = Param
  GuardKind v1 #8
  v2: bool = ConstBool
  Branch v2
    -> b1
    -> b2
b1: <b0
  GuardKind v1 #8
  v3: int = UnboxInt v1
  Return v1
b2: <b0
  GuardKind v1 #9
  v4: int = UnboxInt v1
  Return v1
)") == "Param GuardKind ConstBool Branch | GuardKind UnboxInt Return | UnboxInt Return");
}

TEST_CASE("repeated-guards: a way around keeps it") {
    CHECK(after(removeRepeatedGuards, R"(
b0:
  v1: word = Param
  v2: bool = ConstBool
  Branch v2
    -> b1
    -> b2
b1: <b0
  GuardKind v1 #8
  Jump
    -> b2
b2: <b0 <b1
  GuardKind v1 #8
  Return v1
)") == "Param ConstBool Branch | GuardKind Jump | GuardKind Return");
}

TEST_CASE("repeated-guards: shapes change, so their guards stay") {
    CHECK(after(removeRepeatedGuards, R"(
b0:
  v1: word = Param
  GuardListKind v1 #1
  GuardListKind v1 #1
  Return v1
)") == "Param GuardListKind GuardListKind Return");
}

TEST_CASE("undef-guards: the test for a type is one for undef as well") {
    CHECK(after(mergeUndefGuards, R"(
b0:
  v1: word = Param
  GuardNotWord v1 #undef
  v2: float = UnboxFloat v1
  v3: word = BoxFloat v2
  Return v3
)") == "Param UnboxFloat BoxFloat Return");
}

TEST_CASE("dead-code: what nobody needs goes, what a frame state needs stays") {
    CHECK(after(removeDeadCode, R"(
b0:
  v1: int = Param
  v2: int = AndInt v1 v1
  v3: int = OrInt v1 v1
  v4: int = AddInt v1 v1 [ v3 ]
  v5: word = BoxInt v4
  Return v5
)") == "Param OrInt AddInt BoxInt Return");
}

TEST_CASE("narrow-ints: a sum that is boxed leaves where it does not fit, and its box needs no test") {
    auto graph = readGraph(R"(
b0:
  v1: word = Param
  v2: int = UnboxInt v1
  v3: int = ConstInt #1
  v4: int = AddInt v2 v3
  v5: word = BoxInt v4
  Return v5
)");
    narrowInts(*graph);
    CHECK(verify(*graph).empty());
    for (const Node* node : graph->entry()->nodes) {
        if (node->kind == NodeKind::AddInt) CHECK(node->aux == 2);
        if (node->kind == NodeKind::BoxInt) CHECK(node->imm != 0);
    }
}

TEST_CASE("narrow-ints: nothing where big ints are expected") {
    auto graph = readGraph(R"(
b0:
  v1: int = Param
  v4: int = AddInt v1 v1
  v5: word = BoxInt v4
  Return v5
)");
    graph->wideInts = true;
    CHECK_FALSE(narrowInts(*graph));
    for (const Node* node : graph->entry()->nodes) {
        if (node->kind == NodeKind::AddInt) CHECK(node->aux == 0);
        if (node->kind == NodeKind::BoxInt) CHECK(node->imm == 0);
    }
}

}  // namespace noodle::jit

#include "compiler/ast/ast.h"

#include <catch2/catch.hpp>

#include "compiler/ast/dump.h"
#include "compiler/ast/walk.h"

using namespace noodle;
using namespace noodle::ast;

namespace {

template <typename T>
T* make(Arena& arena) {
    T* node = arena.make<T>();
    node->kind = T::kKind;
    return node;
}

// a + 1
BinaryExpr* sample(Arena& arena, NameTable& names) {
    auto* left = make<NameExpr>(arena);
    left->name = names.intern("a");
    auto* right = make<IntLit>(arena);
    right->value = 1;
    auto* sum = make<BinaryExpr>(arena);
    sum->op = BinaryOp::Add;
    sum->left = left;
    sum->right = right;
    return sum;
}

}  // namespace

TEST_CASE("categories are ranges of kinds") {
    size_t exprs = 0;
    size_t stmts = 0;
#define NOODLE_NODE(Kind, Base)                                           \
    CHECK(isExpr(NodeKind::Kind) == std::is_base_of_v<Expr, Kind>);       \
    CHECK(isStmt(NodeKind::Kind) == std::is_base_of_v<Stmt, Kind>);       \
    CHECK(isPattern(NodeKind::Kind) == std::is_base_of_v<Pattern, Kind>); \
    CHECK(isType(NodeKind::Kind) == std::is_base_of_v<TypeExpr, Kind>);   \
    exprs += isExpr(NodeKind::Kind);                                      \
    stmts += isStmt(NodeKind::Kind);
#include "compiler/ast/nodes.def"
    CHECK(exprs > 30);
    CHECK(stmts > 25);
}

TEST_CASE("children are visited in source order") {
    Arena arena;
    NameTable names;
    std::vector<NodeKind> kinds;
    forEachChild(*sample(arena, names), [&](Node& child) { kinds.push_back(child.kind); });
    CHECK(kinds == std::vector<NodeKind>{NodeKind::NameExpr, NodeKind::IntLit});
}

TEST_CASE("dump") {
    Arena arena;
    NameTable names;
    CHECK(dump(*sample(arena, names), names) ==
          "BinaryExpr op=+\n  left: NameExpr name=a\n  right: IntLit value=1\n");
}

TEST_CASE("casts test the kind") {
    Arena arena;
    NameTable names;
    Node* node = sample(arena, names);
    CHECK(isa<BinaryExpr>(node));
    CHECK(dynAs<IntLit>(node) == nullptr);
    CHECK(dynAs<BinaryExpr>(static_cast<Node*>(nullptr)) == nullptr);
}

TEST_CASE("the precedence table is in order") {
    CHECK(infoOf(BinaryOp::Pipe).level < infoOf(BinaryOp::Coalesce).level);
    CHECK(infoOf(BinaryOp::Or).level < infoOf(BinaryOp::And).level);
    CHECK(infoOf(BinaryOp::Equal).level < infoOf(BinaryOp::BitOr).level);
    CHECK(infoOf(BinaryOp::Range).level < infoOf(BinaryOp::ShiftLeft).level);
    CHECK(infoOf(BinaryOp::Power).assoc == Assoc::Right);
    CHECK(textOf(BinaryOp::FloorDivide) == "~/");
    CHECK(textOf(UnaryOp::Negate) == "-");
    CHECK(textOf(ClassKind::Struct) == "Struct");
    CHECK(textOf(ImportForm::Star) == "Star");
}

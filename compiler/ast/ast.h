// The abstract syntax tree.
//
// Is: the nodes of nodes.def, with their kinds, casts and bases. One shape for every spelling of a
// construct (def/function, and/&&, except/catch, colon and brace blocks). Is not: names resolved or types
// known: sema fills the annotation fields (type, symbol, scope) in place; nothing else changes after
// parsing. Nodes live in an Arena and are never freed one by one.
// Invariant: the height of a tree is at most kMaxHeight, so a walk that uses a few hundred bytes of stack
// per level may recurse. Dump: compiler/ast/dump.h. Walk: compiler/ast/walk.h.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/ast/operators.h"
#include "compiler/source/names.h"
#include "compiler/source/seq.h"
#include "compiler/source/source.h"

namespace noodle {

// Annotations; owned by compiler/types and compiler/sema.
namespace types {
class Type;
struct ClassInfo;
}  // namespace types
namespace sema {
struct Symbol;
struct Scope;
struct FunctionScope;
struct LoopFacts;
}  // namespace sema

namespace ast {

using sema::FunctionScope;
using sema::LoopFacts;
using sema::Scope;
using sema::Symbol;
using types::ClassInfo;
using types::Type;

enum class NodeKind : uint8_t {
#define NOODLE_NODE(Kind, Base) Kind,
#include "compiler/ast/nodes.def"
};

#define NOODLE_ENUM(Type, ...) enum class Type : uint8_t { __VA_ARGS__ };
#include "compiler/ast/enums.def"

inline constexpr uint32_t kMaxHeight = 4000;

struct Node {
    Span span;
    NodeKind kind;
    // Written in parentheses of its own.
    bool parenthesized : 1 = false;
    // Of expressions and their parts: evaluating it takes more than one basic block, because it contains an
    // if, match, comprehension or `yield from`. Set by the parser when the node is complete.
    bool needsBlocks : 1 = false;
    // Of expressions and their parts: contains an assignment or a block outside of functions, so it may give
    // names to the function around it. Set by the parser when the node is complete.
    bool mayDeclare : 1 = false;
    // Of statements: runs before the module's first statement. Set by sema.
    bool isHoisted : 1 = false;
    // Longest path to a leaf below; set by the parser when the node is complete.
    uint16_t height = 0;
};
static_assert(sizeof(Node) == 16);

struct Expr : Node {
    Type* type = nullptr;
    // The value is known to satisfy `type` at run time; without it, type is what annotations claim.
    bool typeProven = false;
};
struct Stmt : Node {};
struct Pattern : Node {};
struct TypeExpr : Node {
    Type* type = nullptr;
};
struct Part : Node {};

#define NOODLE_NODE(Kind, Base) struct Kind;
#include "compiler/ast/nodes.def"

#define NOODLE_NODE(Kind, Base) \
    struct Kind : Base {        \
        static constexpr NodeKind kKind = NodeKind::Kind;
#define NOODLE_CHILD(Type, field) Type* field = nullptr;
#define NOODLE_LIST(Type, field) Seq<Type*> field;
#define NOODLE_VALUE(Type, field) Type field{};
#define NOODLE_VALUES(Type, field) Seq<Type> field;
#define NOODLE_ANNOT(Type, field) Type field{};
#define NOODLE_SPAN(field) Span field;
#define NOODLE_END(Kind) \
    }                    \
    ;
#include "compiler/ast/nodes.def"

// The table keeps each base's rows together, so these are range tests.
constexpr bool isExpr(NodeKind kind) {
    return kind <= NodeKind::StreamExpr;
}
constexpr bool isStmt(NodeKind kind) {
    return kind >= NodeKind::Block && kind <= NodeKind::ExportList;
}
constexpr bool isPattern(NodeKind kind) {
    return kind >= NodeKind::WildcardPattern && kind <= NodeKind::AsPattern;
}
constexpr bool isType(NodeKind kind) {
    return kind >= NodeKind::NamedType && kind <= NodeKind::LiteralType;
}

template <typename T>
bool isa(const Node* node) {
    return node->kind == T::kKind;
}
// The node as a T; the caller knows its kind.
template <typename T>
T* as(Node* node) {
    return static_cast<T*>(node);
}
template <typename T>
const T* as(const Node* node) {
    return static_cast<const T*>(node);
}
// The node as a T, or null (also for null).
template <typename T>
T* dynAs(Node* node) {
    return node && node->kind == T::kKind ? static_cast<T*>(node) : nullptr;
}
template <typename T>
const T* dynAs(const Node* node) {
    return node && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}

std::string_view nameOf(NodeKind kind);
#define NOODLE_ENUM(Type, ...) std::string_view textOf(Type value);
#include "compiler/ast/enums.def"

}  // namespace ast
}  // namespace noodle

// Visits the children of a node in source order, generated from nodes.def.
//
// Is: forEachChild(node, f), which calls f(Node&) for every non-null child, one level deep.
// Is not: a visitor with state; a phase writes its own switch and uses this for the kinds it does not care
// about.
#pragma once

#include "compiler/ast/ast.h"

namespace noodle::ast {

template <typename F>
void forEachChild(Node& node, F&& visit) {
    switch (node.kind) {
#define NOODLE_NODE(Kind, Base) \
    case NodeKind::Kind: {      \
        [[maybe_unused]] auto& n = static_cast<Kind&>(node);
#define NOODLE_CHILD(Type, field) \
    if (n.field) visit(static_cast<Node&>(*n.field));
#define NOODLE_LIST(Type, field) \
    for (auto* child : n.field) visit(static_cast<Node&>(*child));
#define NOODLE_END(Kind) \
    break;               \
    }
#include "compiler/ast/nodes.def"
    }
}

template <typename F>
void forEachChild(const Node& node, F&& visit) {
    forEachChild(const_cast<Node&>(node), [&](Node& child) { visit(static_cast<const Node&>(child)); });
}

}  // namespace noodle::ast

// Left-leaning expressions without recursion.
//
// Long operator and call chains (a + b + c …, x.f().g() …) lean left and may be thousands of nodes deep. A
// walk that first visits the child given here can go down in a loop and do the rest of each node on the
// way back.
#pragma once

#include "compiler/ast/ast.h"

namespace noodle::sema {

// The child that is evaluated before anything else of the node, if the node can lean left; else null.
inline ast::Expr* spineChild(ast::Expr& expr) {
    using ast::NodeKind;
    switch (expr.kind) {
        case NodeKind::BinaryExpr:
            return static_cast<ast::BinaryExpr&>(expr).left;
        case NodeKind::CallExpr:
            return static_cast<ast::CallExpr&>(expr).callee;
        case NodeKind::MemberExpr:
            return static_cast<ast::MemberExpr&>(expr).object;
        case NodeKind::IndexExpr:
            return static_cast<ast::IndexExpr&>(expr).object;
        case NodeKind::SliceExpr:
            return static_cast<ast::SliceExpr&>(expr).object;
        case NodeKind::OptionalChain:
            return static_cast<ast::OptionalChain&>(expr).chain;
        default:
            return nullptr;
    }
}

}  // namespace noodle::sema

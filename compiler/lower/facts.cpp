#include "compiler/lower/facts.h"

#include <vector>

#include "compiler/ast/walk.h"
#include "compiler/sema/sema.h"

namespace noodle::lower {

using namespace ast;

namespace {
constexpr uint32_t kNoParent = 0xFFFF'FFFF;

// A longer pipeline is cut into statements, because each stage stands inside the call of the next.
constexpr uint16_t kLongPipeline = 300;

// Kinds whose lowering ends the block in the middle of an expression, or at least runs what is before it.
bool makesBlocks(const Node& node) {
    switch (node.kind) {
        case NodeKind::BinaryExpr:
            return as<BinaryExpr>(&node)->op == BinaryOp::Pipe && node.height > kLongPipeline;
        case NodeKind::IfExpr:
        case NodeKind::MatchExpr:
            return true;
        case NodeKind::YieldExpr:
            return as<YieldExpr>(&node)->isFrom;
        case NodeKind::ComprehensionExpr:
            return as<ComprehensionExpr>(&node)->form != ComprehensionKind::Generator;
        default:
            return false;
    }
}

bool runsElsewhere(const Node& node) {
    return node.kind == NodeKind::Function || node.kind == NodeKind::Module;
}
}  // namespace

// Breadth first: a row per node with the row of the expression around it, so that a find marks upwards
// without recursion and each node is marked at most once.
struct Facts::Walk {
    struct Row {
        const Node* node;
        uint32_t parent;
    };
    Facts& facts;
    std::vector<Row> rows;

    void add(const Node& node, uint32_t parent) { rows.push_back({&node, parent}); }

    void scope(const sema::Scope* s) {
        if (s == nullptr) return;
        facts.scoped_.insert(s->symbols.begin(), s->symbols.end());
    }

    void markBlocky(uint32_t row) {
        while (row != kNoParent) {
            const Node* node = rows[row].node;
            if (isStmt(node->kind) || !facts.blocky_.insert(node).second) return;
            row = rows[row].parent;
        }
    }

    void varDecl(const VarDecl& decl) {
        const auto* name = dynAs<NameExpr>(decl.target);
        if (decl.value || !name || !name->symbol || !name->symbol->declaredType) return;
        const types::Type* type = name->symbol->declaredType;
        if (type->isAny() || type->isNull() || name->symbol->acceptsNull) return;
        if (type->is(types::TypeKind::Union)) {
            for (const types::Type* member : type->args()) {
                if (member->isNull()) return;
            }
        }
        facts.late_.insert(name->symbol);
    }

    void assigned(const Expr* target, uint32_t parent) {
        if (parent != kNoParent && isa<ExprStmt>(rows[parent].node)) return;
        switch (target->kind) {
            case NodeKind::NameExpr:
                facts.assignedInside_.insert(as<NameExpr>(target)->symbol);
                break;
            case NodeKind::SpreadExpr:
                assigned(as<SpreadExpr>(target)->value, kNoParent);
                break;
            case NodeKind::TupleExpr:
            case NodeKind::ListExpr:
            case NodeKind::MapExpr:
                // More than what is assigned, which only costs a temporary.
                forEachChild(*static_cast<const Node*>(target), [&](const Node& child) {
                    if (isExpr(child.kind)) return assigned(static_cast<const Expr*>(&child), kNoParent);
                    if (const auto* entry = dynAs<MapEntry>(&child)) assigned(entry->value, kNoParent);
                });
                break;
            default:
                break;
        }
    }

    void note(const Node& node, uint32_t parent) {
        switch (node.kind) {
            case NodeKind::AssignExpr:
                assigned(as<AssignExpr>(&node)->target, parent);
                break;
            case NodeKind::IncrementExpr:
                assigned(as<IncrementExpr>(&node)->target, parent);
                break;
            case NodeKind::NameExpr: {
                const auto& name = *as<NameExpr>(&node);
                if (name.checked && name.symbol) facts.checked_.insert(name.symbol);
                break;
            }
            case NodeKind::NamedType: {
                const auto& named = *as<NamedType>(&node);
                if (named.symbol && named.type && named.type->is(types::TypeKind::Class)) {
                    facts.classNames_.emplace(named.type->cls(), &named);
                }
                break;
            }
            case NodeKind::VarDecl:
                varDecl(*as<VarDecl>(&node));
                break;
            case NodeKind::Block:
                scope(as<Block>(&node)->scope);
                break;
            case NodeKind::ForInStmt:
                scope(as<ForInStmt>(&node)->scope);
                break;
            case NodeKind::ForStmt:
                scope(as<ForStmt>(&node)->scope);
                break;
            case NodeKind::WithStmt:
                scope(as<WithStmt>(&node)->scope);
                break;
            case NodeKind::MatchArm:
                scope(as<MatchArm>(&node)->scope);
                break;
            case NodeKind::CatchClause:
                scope(as<CatchClause>(&node)->scope);
                break;
            default:
                break;
        }
    }

    // Of a generator expression only the first iterable runs here.
    void children(const Node& node, uint32_t row) {
        if (const auto* generator = dynAs<ComprehensionExpr>(&node);
            generator && generator->form == ComprehensionKind::Generator) {
            const Expr* first = generator->clauses[0]->iterable;
            forEachChild(node, [&](const Node& child) {
                if (&child != generator->clauses[0]) add(child, kNoParent);
            });
            forEachChild(*static_cast<const Node*>(generator->clauses[0]),
                         [&](const Node& child) { add(child, &child == first ? row : kNoParent); });
            return;
        }
        uint32_t parent = runsElsewhere(node) ? kNoParent : row;
        forEachChild(node, [&](const Node& child) { add(child, parent); });
    }

    void run(const Module& module) {
        add(module, kNoParent);
        for (uint32_t row = 0; row < rows.size(); ++row) {
            const Node& node = *rows[row].node;
            note(node, rows[row].parent);
            if (makesBlocks(node)) markBlocky(row);
            children(node, row);
        }
    }
};

Facts::Facts(const Module& module) {
    Walk walk{*this, {}};
    walk.run(module);
}

}  // namespace noodle::lower

#include "compiler/driver/import_list.h"

#include "compiler/ast/walk.h"

namespace noodle {

namespace {

using namespace ast;

// Recursion is bounded by the height that the parser allows.
class Finder {
  public:
    explicit Finder(ImportScope scope) : scope_(scope) {}
    void visit(const Node& node);
    std::vector<ImportRef> take() { return std::move(found_); }

  private:
    void add(ImportRef ref) {
        ref.inFunction = functions_ != 0;
        ref.isGuarded = guards_ != 0;
        found_.push_back(std::move(ref));
    }
    void children(const Node& node) {
        forEachChild(node, [&](const Node& child) { visit(child); });
    }

    ImportScope scope_;
    std::vector<ImportRef> found_;
    uint32_t functions_ = 0;
    uint32_t guards_ = 0;
};

void Finder::visit(const Node& node) {
    if (isType(node.kind) || (isExpr(node.kind) && scope_ == ImportScope::Loading)) return;
    switch (node.kind) {
        case NodeKind::ImportDecl: {
            const auto& decl = static_cast<const ImportDecl&>(node);
            ImportRef ref;
            ref.path = std::string(decl.dots, '.') + std::string(decl.path);
            ref.dotted = !decl.quoted;
            ref.isLazy = decl.isLazy;
            ref.span = decl.pathSpan;
            return add(std::move(ref));
        }
        case NodeKind::ExportList: {
            const auto& list = static_cast<const ExportList&>(node);
            if (!list.hasPath) return;
            ImportRef ref;
            ref.path = std::string(list.path);
            ref.isReexport = true;
            ref.span = list.pathSpan;
            return add(std::move(ref));
        }
        case NodeKind::Function:
            if (scope_ == ImportScope::Loading) return;
            ++functions_;
            children(node);
            --functions_;
            return;
        case NodeKind::TryStmt: {
            const auto& attempt = static_cast<const TryStmt&>(node);
            const bool handles = !attempt.catches.empty();
            guards_ += handles;
            visit(*attempt.body);
            guards_ -= handles;
            forEachChild(node, [&](const Node& child) {
                if (&child != attempt.body) visit(child);
            });
            return;
        }
        default:
            children(node);
    }
}

}  // namespace

std::vector<ImportRef> importsOf(const Module& module, ImportScope scope) {
    Finder finder(scope);
    finder.visit(module);
    return finder.take();
}

}  // namespace noodle

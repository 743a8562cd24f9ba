#include "compiler/sema/unused.h"

#include <unordered_set>

#include "compiler/ast/walk.h"

namespace noodle::sema {

using namespace ast;

namespace {

class UnusedFinder {
  public:
    UnusedFinder(Module& module, const Analysis::Store& store, const Context& context)
        : module_(module), context_(context) {
        // import a.b has two names, a and b, at one place: reading either uses it.
        for (const Symbol* symbol : store.symbols) {
            if (symbol->form == BindingForm::Import && symbol->isRead)
                usedImports_.insert(symbol->declSpan.begin);
        }
    }

    void run() {
        for (Stmt* stmt : module_.body->stmts) onlyImports_ = onlyImports_ && isImporting(*stmt);
        visit(module_);
    }

  private:
    // A docstring may stand before the imports of a module that only hands them on.
    static bool isImporting(const Stmt& stmt) {
        auto* text = dynAs<ExprStmt>(&stmt);
        return stmt.kind == NodeKind::ImportDecl || stmt.kind == NodeKind::ExportList ||
               (text && text->expr->kind == NodeKind::StringLit);
    }

    void visit(Node& node) {
        switch (node.kind) {
            case NodeKind::VarDecl: {
                auto& decl = static_cast<VarDecl&>(node);
                variable(decl.target);
                break;
            }
            case NodeKind::AssignStmt:
                for (Expr* target : static_cast<AssignStmt&>(node).targets) variable(target);
                break;
            case NodeKind::ImportDecl:
                import(static_cast<ImportDecl&>(node));
                break;
            default:
                break;
        }
        forEachChild(node, [&](Node& child) { visit(child); });
    }

    void variable(const Expr* target) {
        auto* name = dynAs<NameExpr>(target);
        const Symbol* symbol = name ? name->symbol : nullptr;
        if (!symbol || symbol->kind != SymbolKind::Local || symbol->isRead) return;
        bool declares = symbol->form == BindingForm::Bare || symbol->form == BindingForm::Let ||
                        symbol->form == BindingForm::Var || symbol->form == BindingForm::Const;
        if (!declares || symbol->owner->form == FunctionForm::Module || !reported_.insert(symbol).second)
            return;
        report(Diag::UnusedVariable, symbol->name, symbol->declSpan);
    }

    // A quoted path without a list is the form for modules that are imported for what they do.
    void import(const ImportDecl& decl) {
        if (decl.form == ImportForm::Star || onlyImports_) return;
        if (decl.form == ImportForm::Module) {
            if (!decl.quoted || decl.alias) imported(decl.symbol);
            return;
        }
        for (const ImportItem* item : decl.items) imported(item->symbol);
    }

    void imported(const Symbol* symbol) {
        if (!symbol || symbol->form != BindingForm::Import || symbol->isRead) return;
        if (usedImports_.contains(symbol->declSpan.begin)) return;
        report(Diag::UnusedImport, symbol->name, symbol->declSpan);
    }

    void report(Diag code, Name name, Span span) {
        std::string_view text = context_.names.text(name);
        if (!text.starts_with('_')) context_.sink.report(code, span, {text});
    }

    Module& module_;
    const Context& context_;
    std::unordered_set<uint32_t> usedImports_;  // by where they are declared
    std::unordered_set<const Symbol*> reported_;
    bool onlyImports_ = true;
};

}  // namespace

void reportUnused(Module& module, const Analysis::Store& store, const Context& context) {
    UnusedFinder(module, store, context).run();
}

}  // namespace noodle::sema

// Finds the names that belong to a whole function (or the module): what makes a bare `x = e` local.
//
// Is: one walk over a body, not into inner functions, that lists function-level names in source order.
// Is not: the owner of symbols (the resolver makes them) and no judge of let/var/const, which are
// block-scoped: it only has to see where they hide a name.
#pragma once

#include <vector>

#include "compiler/sema/symbols.h"

namespace noodle::sema {

class Resolver;

struct Declared {
    Name name;
    BindingForm form = BindingForm::Bare;
    Span span;
    ast::Node* decl = nullptr;        // declaration statement of functions, classes, imports, types
    ast::ImportItem* item = nullptr;  // the item of a list of imports
    bool isVariable = false;          // an import that must be an ordinary variable
    bool isRebound = false;           // declared by more than one statement
};

// A name that `global` or `nonlocal` gives to an outer variable.
struct OuterName {
    ast::NameExpr* name = nullptr;
    bool nonlocal = false;
};

class NameCollector {
  public:
    explicit NameCollector(Resolver& resolver) : resolver_(resolver) {}

    // What was collected before is forgotten.
    void collect(ast::Block& body);
    const std::vector<Declared>& names() const { return names_; }
    const std::vector<OuterName>& outerNames() const { return outers_; }

  private:
    void node(ast::Node& node);
    void children(ast::Node& node);
    void block(ast::Block& block);
    void forIn(ast::ForInStmt& loop);
    void forLoop(ast::ForStmt& loop);
    void tryStmt(ast::TryStmt& stmt);
    void arm(ast::MatchArm& arm);
    void target(ast::Expr& target, BindingForm form);
    void hideTarget(ast::Expr& target);
    void hidePattern(ast::Pattern& pattern);
    void import(ast::ImportDecl& decl);
    void importName(Name name, Span span, ast::ImportDecl& decl, ast::ImportItem* item);
    void want(Name name, BindingForm form, Span span, ast::Node* decl = nullptr);
    bool declares(Name name, BindingForm form) const;

    Resolver& resolver_;
    std::vector<Declared> names_;
    // Marks of an earlier body have another round.
    struct Mark {
        uint32_t round = 0;
        uint32_t index = 0;
    };
    Declared* known(Name name);
    void add(const Declared& declared);

    NameMap<Mark> byName_;  // index in names_
    std::vector<OuterName> outers_;
    NameMap<uint32_t> outerNames_;  // the round
    uint32_t round_ = 0;
    std::vector<ast::Node*> spine_;
    uint32_t tryDepth_ = 0;
};

// Calls visit(NameExpr&) for each name an assignment target gives a value, and other(Expr&) for each target
// that is no plain name.
template <typename V, typename O>
void forEachTarget(ast::Expr& target, V&& visit, O&& other) {
    switch (target.kind) {
        case ast::NodeKind::NameExpr:
            visit(static_cast<ast::NameExpr&>(target));
            break;
        case ast::NodeKind::ListExpr:
            for (ast::Expr* item : static_cast<ast::ListExpr&>(target).items)
                forEachTarget(*item, visit, other);
            break;
        case ast::NodeKind::TupleExpr:
            for (ast::Expr* item : static_cast<ast::TupleExpr&>(target).items)
                forEachTarget(*item, visit, other);
            break;
        case ast::NodeKind::SpreadExpr:
            forEachTarget(*static_cast<ast::SpreadExpr&>(target).value, visit, other);
            break;
        case ast::NodeKind::MapExpr:
            for (ast::MapEntry* entry : static_cast<ast::MapExpr&>(target).entries) {
                if (entry->key && entry->key->kind != ast::NodeKind::StringLit) other(*entry->key);
                forEachTarget(*entry->value, visit, other);
            }
            break;
        default:
            other(target);
    }
}

// The name under which an import without alias binds its module.
std::string_view boundPathName(const ast::ImportDecl& decl);

}  // namespace noodle::sema

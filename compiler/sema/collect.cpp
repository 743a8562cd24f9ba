#include "compiler/sema/collect.h"

#include "compiler/ast/walk.h"
#include "compiler/sema/resolver.h"
#include "compiler/sema/spine.h"

namespace noodle::sema {

using namespace ast;

std::string_view boundPathName(const ImportDecl& decl) {
    std::string_view path = decl.path;
    if (!decl.quoted) return path.substr(0, path.find('.'));
    if (path.ends_with(".nc"))
        path.remove_suffix(3);
    else if (path.ends_with(".nbc"))
        path.remove_suffix(4);
    size_t slash = path.rfind('/');
    return slash == path.npos ? path : path.substr(slash + 1);
}

void NameCollector::collect(Block& body) {
    names_.clear();
    outers_.clear();
    ++round_;
    block(body);
}

Declared* NameCollector::known(Name name) {
    Mark mark = byName_.get(name);
    return mark.round == round_ ? &names_[mark.index] : nullptr;
}

void NameCollector::add(const Declared& declared) {
    byName_[declared.name] = {round_, static_cast<uint32_t>(names_.size())};
    names_.push_back(declared);
}

// Would this name, declared here, become one of the function's own?
bool NameCollector::declares(Name name, BindingForm form) const {
    if (outerNames_.get(name) == round_ || resolver_.isHidden(name)) return false;
    Symbol* visible = resolver_.visible(name);
    if (!visible) return true;
    if (visible->owner == resolver_.function()) return visible->form == BindingForm::Type;
    if (form != BindingForm::Bare) return true;
    bool declaredOutside = visible->form == BindingForm::Let || visible->form == BindingForm::Var ||
                           visible->form == BindingForm::Const;
    // A let in a block of the module is read by inner functions but not assigned by a bare name.
    bool inModuleBlock = visible->kind == SymbolKind::Local && visible->owner->form == FunctionForm::Module;
    return !declaredOutside || inModuleBlock;
}

void NameCollector::want(Name name, BindingForm form, Span span, Node* decl) {
    if (Declared* before = known(name)) {
        before->isRebound = true;
        // A declaration that meets an import of the same name replaces it: both give one variable a value.
        if (before->form == BindingForm::Import && form != BindingForm::Bare) before->isVariable = true;
        return;
    }
    if (declares(name, form)) add({name, form, span, decl, nullptr, false, false});
}

void NameCollector::importName(Name name, Span span, ImportDecl& decl, ImportItem* item) {
    bool inTry = tryDepth_ != 0 || resolver_.importsAreVariables();
    if (Declared* before = known(name)) {
        auto* first = dynAs<ImportDecl>(before->decl);
        bool same = first && first->path == decl.path && first->dots == decl.dots &&
                    first->form == decl.form && (!item || (before->item && before->item->name == item->name));
        before->isVariable = before->isVariable || !same || inTry;
        before->isRebound = true;
        return;
    }
    if (declares(name, BindingForm::Import))
        add({name, BindingForm::Import, span, &decl, item, inTry, false});
}

void NameCollector::import(ImportDecl& decl) {
    NameTable& names = resolver_.names();
    if (decl.form == ImportForm::Module) {
        Name name = decl.alias ? decl.alias : names.intern(boundPathName(decl));
        importName(name, decl.pathSpan, decl, nullptr);
    } else if (decl.form == ImportForm::Names) {
        for (ImportItem* item : decl.items)
            importName(item->alias ? item->alias : item->name, item->span, decl, item);
    } else {
        resolver_.addStarImport(decl);
    }
}

void NameCollector::target(Expr& target, BindingForm form) {
    forEachTarget(
        target, [&](NameExpr& name) { want(name.name, form, name.span); }, [&](Expr& other) { node(other); });
}

void NameCollector::hideTarget(Expr& target) {
    forEachTarget(
        target, [&](NameExpr& name) { resolver_.hide(name.name); }, [](Expr&) {});
}

void NameCollector::hidePattern(Pattern& pattern) {
    if (auto* name = dynAs<NamePattern>(&pattern)) resolver_.hide(name->name);
    if (auto* rest = dynAs<RestPattern>(&pattern); rest && rest->name) resolver_.hide(rest->name);
    if (auto* as = dynAs<AsPattern>(&pattern)) resolver_.hide(as->name);
    forEachChild(pattern, [&](Node& child) {
        if (isPattern(child.kind)) return hidePattern(static_cast<Pattern&>(child));
        if (child.kind != NodeKind::PatternArg && child.kind != NodeKind::MapPatternEntry) return;
        forEachChild(child, [&](Node& inner) {
            if (isPattern(inner.kind)) hidePattern(static_cast<Pattern&>(inner));
        });
    });
}

void NameCollector::block(Block& block) {
    size_t mark = resolver_.mark();
    for (Stmt* stmt : block.stmts) {
        if (auto* exported = dynAs<ExportDecl>(stmt)) stmt = exported->declaration;
        if (auto* decl = dynAs<VarDecl>(stmt)) hideTarget(*decl->target);
    }
    for (Stmt* stmt : block.stmts) node(*stmt);
    resolver_.restore(mark);
}

void NameCollector::forIn(ForInStmt& loop) {
    node(*loop.iterable);
    target(*loop.target, BindingForm::Loop);
    block(*loop.body);
    if (loop.elseBody) block(*loop.elseBody);
}

void NameCollector::forLoop(ForStmt& loop) {
    size_t mark = resolver_.mark();
    for (Stmt* stmt : loop.init) {
        if (auto* decl = dynAs<VarDecl>(stmt)) hideTarget(*decl->target);
        if (auto* assign = dynAs<AssignStmt>(stmt)) {
            for (Expr* each : assign->targets) target(*each, BindingForm::Loop);
            if (assign->value) node(*assign->value);
        } else {
            node(*stmt);
        }
    }
    if (loop.condition) node(*loop.condition);
    for (Stmt* stmt : loop.update) node(*stmt);
    block(*loop.body);
    resolver_.restore(mark);
}

void NameCollector::tryStmt(TryStmt& stmt) {
    ++tryDepth_;
    block(*stmt.body);
    for (CatchClause* clause : stmt.catches) {
        size_t mark = resolver_.mark();
        if (clause->name) resolver_.hide(clause->name);
        block(*clause->body);
        resolver_.restore(mark);
    }
    --tryDepth_;
    if (stmt.elseBody) block(*stmt.elseBody);
    if (stmt.finallyBody) block(*stmt.finallyBody);
}

void NameCollector::arm(MatchArm& arm) {
    size_t mark = resolver_.mark();
    hidePattern(*arm.pattern);
    if (arm.guard) node(*arm.guard);
    block(*arm.body);
    resolver_.restore(mark);
}

void NameCollector::node(Node& node) {
    if (isExpr(node.kind) && !node.mayDeclare) return;
    switch (node.kind) {
        case NodeKind::Block:
            return block(static_cast<Block&>(node));
        case NodeKind::FunctionDecl: {
            auto& decl = static_cast<FunctionDecl&>(node);
            return want(decl.function->name, BindingForm::Function, decl.function->nameSpan, &decl);
        }
        case NodeKind::ClassDecl: {
            auto& decl = static_cast<ClassDecl&>(node);
            return want(decl.name, BindingForm::Class, decl.nameSpan, &decl);
        }
        case NodeKind::EnumDecl: {
            auto& decl = static_cast<EnumDecl&>(node);
            return want(decl.name, BindingForm::Class, decl.nameSpan, &decl);
        }
        case NodeKind::TypeAliasDecl: {
            auto& decl = static_cast<TypeAliasDecl&>(node);
            return want(decl.name, BindingForm::Type, decl.nameSpan, &decl);
        }
        case NodeKind::ImportDecl:
            return import(static_cast<ImportDecl&>(node));
        case NodeKind::LambdaExpr:
            return;
        case NodeKind::AssignStmt: {
            auto& stmt = static_cast<AssignStmt&>(node);
            if (stmt.value) this->node(*stmt.value);
            for (Expr* each : stmt.targets) target(*each, BindingForm::Bare);
            return;
        }
        case NodeKind::AssignExpr: {
            auto& expr = static_cast<AssignExpr&>(node);
            this->node(*expr.value);
            return expr.compound ? this->node(*expr.target) : target(*expr.target, BindingForm::Bare);
        }
        case NodeKind::ForInStmt:
            return forIn(static_cast<ForInStmt&>(node));
        case NodeKind::ForStmt:
            return forLoop(static_cast<ForStmt&>(node));
        case NodeKind::WithItem: {
            auto& item = static_cast<WithItem&>(node);
            this->node(*item.value);
            // Like a loop variable: never that of an enclosing function.
            if (item.target) target(*item.target, BindingForm::Loop);
            return;
        }
        case NodeKind::TryStmt:
            return tryStmt(static_cast<TryStmt&>(node));
        case NodeKind::MatchArm:
            return arm(static_cast<MatchArm&>(node));
        case NodeKind::GlobalStmt: {
            auto& stmt = static_cast<GlobalStmt&>(node);
            for (NameExpr* name : stmt.names) {
                outers_.push_back({name, stmt.nonlocal});
                outerNames_[name->name] = round_;
                if (known(name->name)) resolver_.reportGlobalAfterUse(*name);
            }
            return;
        }
        default:
            if (isPattern(node.kind) || isType(node.kind)) return;
            return children(node);
    }
}

// Left-leaning chains are walked down in a loop, and their other children on the way back.
void NameCollector::children(Node& node) {
    size_t base = spine_.size();
    Node* at = &node;
    while (Expr* first = isExpr(at->kind) ? spineChild(static_cast<Expr&>(*at)) : nullptr) {
        spine_.push_back(at);
        at = first;
    }
    if (at == &node) return forEachChild(node, [&](Node& child) { this->node(child); });
    this->node(*at);
    while (spine_.size() > base) {
        Node* parent = spine_.back();
        spine_.pop_back();
        forEachChild(*parent, [&](Node& child) {
            if (&child != at) this->node(child);
        });
        at = parent;
    }
}

}  // namespace noodle::sema

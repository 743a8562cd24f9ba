// Semantic analysis: resolves the names of a parsed module, checks it and computes flow types.
//
// Is: the one entry point between parsing and lowering. Is not: a place where code is made; it only fills
// annotation fields of the AST (see symbols.h) and reports diagnostics.
// Time is linear in the size of the module. The Analysis must live as long as the annotated AST is used.
//
// What lowering reads:
//   NameExpr.symbol / checked / orBuiltin, NamePattern.symbol / isBinding, *.symbol of declarations
//   Function.scope, Module.scope, ComprehensionExpr.scope (generator form only), ClassDecl.fieldScope
//   Block.scope, ForInStmt.scope, ForStmt.scope, MatchArm.scope, CatchClause.scope: variables made afresh
//   Expr.type and Expr.typeProven, TypeExpr.type, NamedType.symbol
//   needsCheck() below, Symbol::declaredType, FunctionScope::checkedResult
// Dump: dumpTyped().
#pragma once

#include <memory>
#include <string>

#include "compiler/diag/diag.h"
#include "compiler/sema/module_info.h"
#include "compiler/sema/symbols.h"

namespace noodle::sema {

// Module variables that earlier inputs of a REPL left behind. Numbers never change; new ones follow.
struct SessionVariable {
    Name name;
    bool isConst = false;
};
struct Session {
    std::vector<SessionVariable> variables;
};

struct Options {
    // REPL: analyses one input; the session's variables come first in ModuleInfo::variables. Imports bind
    // ordinary variables, and let may declare a name of an earlier input again.
    const Session* session = nullptr;
    bool warnings = true;
    bool lint = false;  // also warn of what is harmless but probably not meant: unused names
};

struct Context {
    NameTable& names;
    types::TypeTable& types;
    DiagnosticSink& sink;
    ImportResolver* imports = nullptr;  // null: every import is Unknown
};

// Owner of everything the annotations point to.
class Analysis {
  public:
    Analysis();
    ~Analysis();
    Analysis(const Analysis&) = delete;
    Analysis& operator=(const Analysis&) = delete;

    const ModuleInfo& module() const;
    // What a later REPL input needs of this one.
    Session session() const;

    struct Store;
    // The symbol of this module that a class of a static type goes by: its own, or the import it came
    // through. Null if the module has no name for it (then no check against it can be made).
    Symbol* symbolOf(const types::ClassInfo& cls) const;
    // The spelling M.C under which this module uses a class that has no name of its own here; null if none.
    const MemberName* memberNameOf(const types::ClassInfo& cls) const;

    Store& store() { return *store_; }

  private:
    std::unique_ptr<Store> store_;
};

// Analyses a module that parsed without errors. Never null; whether it may be lowered says
// context.sink.hasErrors() (errors of this and earlier phases).
std::unique_ptr<Analysis> analyze(ast::Module& module, Context context, const Options& options = {});

// What importers may know of a module, from its declarations alone: no body is analysed, nothing is
// reported. It fills annotations too, so it takes a tree of its own, not one that is being analysed or
// lowered. The Analysis that owns the types is returned through `owner` and must outlive the interface.
ModuleInterface describe(ast::Module& module, Context context, std::unique_ptr<Analysis>& owner);

// Must a value of this static type be tested (or converted) where `to` is demanded? Type arguments are
// erased: only the outer constructor counts.
bool needsCheck(const types::Type* from, bool proven, const types::Type* to);
inline bool needsCheck(const ast::Expr& value, const types::Type* to) {
    return needsCheck(value.type, value.typeProven, to);
}

// The AST with symbols and types, for --dump=typed.
std::string dumpTyped(const ast::Module& module, const Analysis& analysis, const Context& context);

}  // namespace noodle::sema

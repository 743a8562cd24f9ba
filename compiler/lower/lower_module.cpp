// Module bodies: hoisted declarations, imports and exports as statements, the value of a REPL input.
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;
using sema::SymbolKind;

void FunctionLowerer::lowerHoisted() {
    hoisting_ = true;
    for (const Stmt* stmt : m_.info.hoisted) lowerStmt(stmt);
    hoisting_ = false;
}

// What the REPL shows the value of.
static bool hasValue(const Stmt* stmt) {
    return isa<ExprStmt>(stmt) || isa<MatchStmt>(stmt);
}

void FunctionLowerer::lowerModuleBody() {
    const Block& body = *m_.module.body;
    std::span<Stmt* const> stmts{body.stmts.begin(), body.stmts.size()};
    b_.function().doc = docOf(stmts);
    lowerHoisted();
    enterScope(body.scope, pos(&body));
    bool shown = m_.options.repl && !stmts.empty() && hasValue(stmts.back());
    lowerStmts(shown ? stmts.first(stmts.size() - 1) : stmts);
    SourcePos end = stmts.empty() ? SourcePos{1, 1} : pos(stmts.back());
    if (shown) {
        TempScope temps(*this);
        SlotId result = temp();
        stmtValue(stmts.back(), result);
        b_.emit(b_.setResult(b_.loadLocal(result, end), end));
    }
    b_.ret(b_.constNull(end), end);
}

// ---- imports

// `import a.b` binds a.
uint32_t FunctionLowerer::boundRequest(const ImportDecl& decl) {
    size_t dot = decl.path.find('.');
    bool firstPartOnly = !decl.quoted && !decl.alias && decl.dots == 0 && dot != decl.path.npos;
    return firstPartOnly ? m_.builder.request(decl.path.substr(0, dot), decl.isLazy, true) : decl.request;
}

void FunctionLowerer::lowerImport(const ImportDecl& decl) {
    SourcePos p = pos(&decl);
    if (!decl.isLazy) put(b_.ensureModule(decl.request, p));
    if (const sema::Symbol* symbol = decl.symbol) {
        NodeId module = b_.make(ir::Op::LoadModuleObject, {}, p, {boundRequest(decl)});
        if (symbol->kind != SymbolKind::ImportModule) {
            put(store(symbol, module, p));
        } else if (symbol->variable != sema::kNoIndex && !decl.isLazy) {
            put(b_.storeModule(symbol->variable, module, p));
        }
    }
    // Names that are variables here (in functions, in try, in the REPL) take the value of the moment.
    for (const ImportItem* item : decl.items) {
        bool isVariable = item->symbol && (item->symbol->kind == SymbolKind::Local ||
                                           item->symbol->kind == SymbolKind::ModuleVar);
        if (isVariable) put(store(item->symbol, b_.loadImport(item->binding, p), p));
    }
}

void FunctionLowerer::lowerExportList(const ExportList& list) {
    if (!list.hasPath) return;
    SourcePos p = pos(&list);
    put(b_.ensureModule(list.request, p));
    // export * as n: the module object is what importers get.
    const sema::Symbol* symbol = list.symbol;
    if (symbol == nullptr || symbol->variable == sema::kNoIndex) return;
    NodeId module = b_.make(ir::Op::LoadModuleObject, {}, p, {symbol->index});
    put(b_.storeModule(symbol->variable, module, p));
}

}  // namespace noodle::lower

// Statements: the dispatch, blocks and their values, return, throw.
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;

void FunctionLowerer::lowerStmts(std::span<Stmt* const> stmts) {
    for (const Stmt* stmt : stmts) lowerStmt(stmt);
}

void FunctionLowerer::lowerBlock(const Block& block) {
    enterScope(block.scope, pos(&block));
    lowerStmts({block.stmts.begin(), block.stmts.size()});
}

void FunctionLowerer::lowerStmt(const Stmt* stmt) {
    if (stmt->isHoisted && !hoisting_) return;
    TempScope temps(*this);
    switch (stmt->kind) {
        case NodeKind::Block:
            return lowerBlock(*as<Block>(stmt));
        case NodeKind::ExprStmt:
            return lowerExprStmt(*as<ExprStmt>(stmt));
        case NodeKind::AssignStmt:
            return lowerAssign(*as<AssignStmt>(stmt));
        case NodeKind::CompoundAssignStmt: {
            const auto& compoundStmt = *as<CompoundAssignStmt>(stmt);
            return compound(compoundStmt.op, compoundStmt.target, compoundStmt.value, {});
        }
        case NodeKind::DeleteStmt:
            return lowerDelete(as<DeleteStmt>(stmt)->target);
        case NodeKind::VarDecl:
            return lowerVarDecl(*as<VarDecl>(stmt));
        case NodeKind::IfStmt:
            return lowerIf(*as<IfStmt>(stmt));
        case NodeKind::WhileStmt:
            return lowerWhile(*as<WhileStmt>(stmt));
        case NodeKind::DoWhileStmt:
            return lowerDoWhile(*as<DoWhileStmt>(stmt));
        case NodeKind::ForInStmt:
            return lowerForIn(*as<ForInStmt>(stmt));
        case NodeKind::ForStmt:
            return lowerFor(*as<ForStmt>(stmt));
        case NodeKind::BreakStmt:
            return lowerJump(ExitKind::Break, pos(stmt));
        case NodeKind::ContinueStmt:
            return lowerJump(ExitKind::Continue, pos(stmt));
        case NodeKind::ReturnStmt:
            return lowerReturn(*as<ReturnStmt>(stmt));
        case NodeKind::ThrowStmt:
            return lowerThrow(*as<ThrowStmt>(stmt));
        case NodeKind::TryStmt:
            return lowerTry(*as<TryStmt>(stmt));
        case NodeKind::WithStmt: {
            const auto& with = *as<WithStmt>(stmt);
            enterScope(with.scope, pos(stmt));
            return lowerWith(with, 0);
        }
        case NodeKind::MatchStmt:
            return lowerMatch(*as<MatchStmt>(stmt)->match, MatchMode::Statement, {});
        case NodeKind::FunctionDecl:
            return lowerFunctionDecl(*as<FunctionDecl>(stmt));
        case NodeKind::ClassDecl:
            return lowerClassDecl(*as<ClassDecl>(stmt));
        case NodeKind::EnumDecl:
            return lowerEnumDecl(*as<EnumDecl>(stmt));
        case NodeKind::ImportDecl:
            return lowerImport(*as<ImportDecl>(stmt));
        case NodeKind::ExportDecl:
            return lowerStmt(as<ExportDecl>(stmt)->declaration);
        case NodeKind::ExportList:
            return lowerExportList(*as<ExportList>(stmt));
        default:
            return;  // empty, global, type alias: nothing happens at run time
    }
}

void FunctionLowerer::lowerExprStmt(const ExprStmt& stmt) {
    const Expr* e = stmt.expr;
    if (isa<StringLit>(e) || lowerAssert(e)) return;  // a documentation string does nothing
    if (const auto* match = dynAs<MatchExpr>(e)) return lowerMatch(*match, MatchMode::Statement, {});
    if (const auto* step = dynAs<IncrementExpr>(e)) {
        increment(*step, false);
        return;
    }
    if (const auto* assignment = dynAs<AssignExpr>(e)) {
        if (assignment->compound) return compound(assignment->op, assignment->target, assignment->value, {});
        return assign(assignment->target, assignment->value);
    }
    put(expr(e));
}

// ---- values of blocks

void FunctionLowerer::blockValue(const Block& block, SlotId result) {
    SourcePos p = pos(&block);
    enterScope(block.scope, p);
    if (block.stmts.empty()) return put(b_.storeLocal(result, b_.constNull(p), p));
    lowerStmts({block.stmts.begin(), block.stmts.size() - 1});
    stmtValue(block.stmts.back(), result);
}

void FunctionLowerer::stmtValue(const Stmt* stmt, SlotId result) {
    SourcePos p = pos(stmt);
    TempScope temps(*this);
    switch (stmt->kind) {
        case NodeKind::ExprStmt:
            return put(b_.storeLocal(result, expr(as<ExprStmt>(stmt)->expr), p));
        case NodeKind::IfStmt:
            return ifValue(as<IfStmt>(stmt)->arms, as<IfStmt>(stmt)->elseBody, result);
        case NodeKind::MatchStmt:
            return lowerMatch(*as<MatchStmt>(stmt)->match, MatchMode::ValueOrNull, result);
        case NodeKind::Block:
            return blockValue(*as<Block>(stmt), result);
        default:
            break;
    }
    lowerStmt(stmt);
    put(b_.storeLocal(result, b_.constNull(p), p));
}

// ---- leaving

void FunctionLowerer::lowerReturn(const ReturnStmt& stmt) {
    SourcePos p = pos(&stmt);
    NodeId value = stmt.value ? expr(stmt.value) : b_.constNull(p);
    if (scope_.form == sema::FunctionForm::Function) value = checkedResult(stmt.value, value, p);
    leave({ExitKind::Return, 0}, value, p);
}

void FunctionLowerer::lowerThrow(const ThrowStmt& stmt) {
    SourcePos p = pos(&stmt);
    if (stmt.value == nullptr) {
        return b_.rethrow(errors_.empty() ? b_.constNull(p) : loadTemp(errors_.back(), p), p);
    }
    NodeVector operands{expr(stmt.value)};
    if (stmt.cause == nullptr) return b_.throwError(operands[0], p);
    addOperand(operands, stmt.cause);
    b_.throwFrom(operands[0], operands[1], p);
}

}  // namespace noodle::lower

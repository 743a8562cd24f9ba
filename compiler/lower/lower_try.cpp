// try, catch, else, finally and with.
//
// A clean-up (a finally block, the exit of with) is lowered once. Every way into it first writes how the
// protected part ended into the slot `kind`: 0 it ran to its end, 1 it threw (the error is in `value`), from
// kFirstExit on the number of a break, continue or return that passes through (the returned value is in
// `value`). After the clean-up, dispatch() goes on where that says. A clean-up that itself leaves or throws
// simply never gets to the dispatch.
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;
using ir::Op;

static constexpr int64_t kCompleted = 0, kThrew = 1;

template <typename Body, typename Final>
void FunctionLowerer::protect(SourcePos p, Body body, Final final) {
    Control scope;
    scope.handler = b_.handler();
    scope.entry = b_.block();
    scope.kind = temp();
    scope.value = temp();
    SlotId kind = scope.kind, value = scope.value;
    BlockId entry = scope.entry, onThrow = b_.block();
    control_.push_back(std::move(scope));
    BlockId before = b_.setHandler(onThrow);
    body();
    b_.emit(b_.storeLocal(kind, b_.constInt(kCompleted, p), p));
    b_.jump(entry, p);
    b_.setHandler(before);
    Control cleanup = std::move(control_.back());
    control_.pop_back();
    b_.setBlock(onThrow);
    b_.emit(b_.storeLocal(value, b_.caughtError(p), p));
    b_.emit(b_.storeLocal(kind, b_.constInt(kThrew, p), p));
    b_.setBlock(entry);
    NodeId suppressed = final(cleanup);
    dispatch(cleanup, suppressed, p);
}

NodeId FunctionLowerer::kindIs(const Control& cleanup, int64_t kind, SourcePos p) {
    NodeId ended = b_.typed(loadTemp(cleanup.kind, p), ir::StaticType::Int);
    return b_.binary(Op::Eq, ended, b_.constInt(kind, p), p);
}

void FunctionLowerer::dispatch(const Control& cleanup, NodeId suppressed, SourcePos p) {
    BlockId end = b_.block(), threw = b_.block(), next = b_.block();
    b_.branch(kindIs(cleanup, kThrew, p), threw, next, p);
    b_.setBlock(threw);
    if (suppressed.valid()) {
        BlockId again = b_.block();
        b_.branch(suppressed, end, again, p);
        b_.setBlock(again);
    }
    b_.rethrow(loadTemp(cleanup.value, p), p);
    b_.setBlock(next);
    for (size_t i = 0; i < cleanup.exits.size(); ++i) {
        const Exit& exit = cleanup.exits[i];
        BlockId leaves = b_.block(), other = b_.block();
        b_.branch(kindIs(cleanup, static_cast<int64_t>(i) + kFirstExit, p), leaves, other, p);
        b_.setBlock(leaves);
        leave(exit, exit.kind == ExitKind::Return ? loadTemp(cleanup.value, p) : NodeId{}, p);
        b_.setBlock(other);
    }
    b_.setBlock(end);
}

// ---- try

void FunctionLowerer::lowerTry(const TryStmt& stmt) {
    if (stmt.finallyBody == nullptr) return lowerCatches(stmt);
    protect(
        pos(&stmt), [&] { lowerCatches(stmt); },
        [&](const Control&) {
            lowerBlock(*stmt.finallyBody);
            return NodeId{};
        });
}

void FunctionLowerer::lowerCatches(const TryStmt& stmt) {
    if (stmt.catches.empty()) {
        lowerBlock(*stmt.body);
        if (stmt.elseBody) lowerBlock(*stmt.elseBody);
        return;
    }
    SourcePos p = pos(&stmt);
    BlockId onThrow = b_.block(), end = b_.block();
    BlockId before = b_.setHandler(onThrow);
    lowerBlock(*stmt.body);
    if (stmt.elseBody) {
        b_.setHandler(before);
        lowerBlock(*stmt.elseBody);
    }
    b_.jump(end, p);
    b_.setHandler(before);
    b_.setBlock(onThrow);
    SlotId error = temp();
    b_.emit(b_.storeLocal(error, b_.caughtError(p), p));
    for (const CatchClause* clause : stmt.catches) lowerCatch(*clause, error, end);
    b_.rethrow(loadTemp(error, p), p);
    b_.setBlock(end);
}

NodeId FunctionLowerer::catchTest(const CatchClause& clause, SlotId error, SourcePos p) {
    NodeId thrown = loadTemp(error, p);
    if (!clause.types.empty()) return b_.binary(Op::CatchMatch, thrown, classTuple(clause.types, p), p);
    if (clause.nameIsType) return b_.binary(Op::CatchMatch, thrown, loadClass(clause.symbol, p), p);
    return b_.unary(Op::CatchAny, thrown, p);
}

void FunctionLowerer::lowerCatch(const CatchClause& clause, SlotId error, BlockId end) {
    SourcePos p = pos(&clause);
    BlockId body = b_.block(), next = b_.block();
    b_.branch(catchTest(clause, error, p), body, next, p);
    b_.setBlock(body);
    enterScope(clause.scope, p);
    if (clause.symbol && !clause.nameIsType) b_.emit(store(clause.symbol, loadTemp(error, p), p));
    errors_.push_back(error);
    lowerBlock(*clause.body);
    errors_.pop_back();
    b_.jump(end, p);
    b_.setBlock(next);
}

// ---- with

void FunctionLowerer::lowerWith(const WithStmt& stmt, size_t number) {
    if (number == stmt.items.size()) return lowerBlock(*stmt.body);
    const WithItem* item = stmt.items[number];
    SourcePos p = pos(item);
    SlotId resource = temp();
    b_.emit(b_.storeLocal(resource, expr(item->value), p));
    NodeId entered = b_.unary(stmt.isAsync ? Op::AsyncWithEnter : Op::WithEnter, loadTemp(resource, p), p);
    if (stmt.isAsync) entered = b_.await(entered, p);
    entered = spillAlways(entered, p);
    protect(
        p,
        [&] {
            if (item->target) assignValue(item->target, nullptr, entered);
            lowerWith(stmt, number + 1);
        },
        [&](const Control& cleanup) {
            NodeId error =
                b_.cond(kindIs(cleanup, kThrew, p), loadTemp(cleanup.value, p), b_.constNull(p), p);
            Op op = stmt.isAsync ? Op::AsyncWithExit : Op::WithExit;
            NodeId exited = b_.binary(op, loadTemp(resource, p), error, p);
            return spillAlways(stmt.isAsync ? b_.await(exited, p) : exited, p);
        });
}

}  // namespace noodle::lower

// if, loops, and the ways out of them.
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;
using ir::Op;

// ---- if

// Each arm's body, then the else part, each followed by a jump to the end.
template <typename Arm, typename Else>
void FunctionLowerer::ifArms(const Seq<IfArm*>& arms, Arm arm, Else orElse) {
    BlockId end = b_.block();
    for (const IfArm* part : arms) {
        BlockId yes = b_.block(), no = b_.block();
        {
            TempScope temps(*this);
            branchOn(part->condition, yes, no);
        }
        b_.setBlock(yes);
        arm(*part->body);
        b_.jump(end);
        b_.setBlock(no);
    }
    orElse();
    b_.setBlock(end);
}

void FunctionLowerer::lowerIf(const IfStmt& stmt) {
    ifArms(
        stmt.arms, [&](const Block& body) { lowerBlock(body); },
        [&] {
            if (stmt.elseBody) lowerBlock(*stmt.elseBody);
        });
}

void FunctionLowerer::ifValue(const Seq<IfArm*>& arms, const Block* elseBody, SlotId result) {
    ifArms(
        arms, [&](const Block& body) { blockValue(body, result); },
        [&] {
            if (elseBody) return blockValue(*elseBody, result);
            SourcePos p = pos(arms[0]);
            put(b_.storeLocal(result, b_.constNull(p), p));
        });
}

NodeId FunctionLowerer::ifExpr(const IfExpr& e) {
    SlotId result = temp();
    ifValue(e.arms, e.elseBody, result);
    return loadTemp(result, pos(&e));
}

// ---- while, do

static bool isAlwaysTrue(const Expr* condition) {
    const auto* literal = dynAs<BoolLit>(condition);
    return literal && literal->value;
}

FunctionLowerer::Control& FunctionLowerer::openLoop(BlockId breakTo, BlockId continueTo) {
    Control& loop = control_.emplace_back();
    loop.isLoop = true;
    loop.handler = b_.handler();
    loop.breakTo = breakTo;
    loop.continueTo = continueTo;
    return loop;
}

void FunctionLowerer::branchOrJump(const Expr* condition, BlockId yes, BlockId no) {
    if (isAlwaysTrue(condition)) return b_.jump(yes, pos(condition));
    TempScope temps(*this);
    branchOn(condition, yes, no);
}

void FunctionLowerer::lowerWhile(const WhileStmt& stmt) {
    BlockId head = b_.block(), body = b_.block(), exit = b_.block();
    BlockId done = stmt.elseBody ? b_.block() : exit;
    b_.setBlock(head);
    branchOrJump(stmt.condition, body, done);
    openLoop(exit, head);
    b_.setBlock(body);
    lowerBlock(*stmt.body);
    b_.jump(head, pos(&stmt));
    control_.pop_back();
    closeLoop(stmt.elseBody, done, exit);
}

// `done` is where the loop ends by itself, `exit` where it is left to.
void FunctionLowerer::closeLoop(const Block* elseBody, BlockId done, BlockId exit) {
    if (elseBody) {
        b_.setBlock(done);
        lowerBlock(*elseBody);
    }
    b_.setBlock(exit);
}

void FunctionLowerer::lowerDoWhile(const DoWhileStmt& stmt) {
    BlockId body = b_.block(), test = b_.block(), exit = b_.block();
    openLoop(exit, test);
    b_.setBlock(body);
    lowerBlock(*stmt.body);
    control_.pop_back();
    b_.setBlock(test);
    branchOrJump(stmt.condition, body, exit);
    b_.setBlock(exit);
}

// ---- C-style for

// The variables live in cells when closures share them; each turn gets copies, so a closure keeps its turn's
// value.
void FunctionLowerer::lowerFor(const ForStmt& stmt) {
    SourcePos p = pos(&stmt);
    enterScope(stmt.scope, p);
    lowerStmts({stmt.init.begin(), stmt.init.size()});
    BlockId head = b_.block(), body = b_.block(), step = b_.block(), done = b_.block(), exit = b_.block();
    b_.setBlock(head);
    if (stmt.condition) {
        branchOrJump(stmt.condition, body, done);
    } else {
        b_.jump(body, p);
    }
    openLoop(exit, step).turns = stmt.scope;
    b_.setBlock(body);
    copyOut(stmt.scope, p);
    lowerBlock(*stmt.body);
    control_.pop_back();
    b_.setBlock(step);
    freshTurn(stmt.scope, p);
    lowerStmts({stmt.update.begin(), stmt.update.size()});
    b_.jump(head, p);
    b_.setBlock(done);
    copyOut(stmt.scope, p);
    b_.setBlock(exit);
}

void FunctionLowerer::freshTurn(const sema::Scope* scope, SourcePos p) {
    if (scope == nullptr) return;
    for (const sema::Symbol* symbol : scope->symbols) {
        if (symbol->perIteration && isOwn(symbol) && isCell(symbol)) put(b_.freshCell(slotOf(symbol), p));
    }
}

// What a turn did to its own variables is readable after the loop under the outer variable of the same name.
void FunctionLowerer::copyOut(const sema::Scope* scope, SourcePos p) {
    if (scope == nullptr) return;
    for (const sema::Symbol* symbol : scope->symbols) {
        if (symbol->outer) put(store(symbol->outer, load(symbol, false, p), p));
    }
}

// ---- for in

static bool takesPairs(const Expr* target) {
    if (const auto* tuple = dynAs<TupleExpr>(target)) return tuple->items.size() == 2;
    if (const auto* list = dynAs<ListExpr>(target)) return list->items.size() == 2;
    return false;
}

void FunctionLowerer::openIterator(const Expr* target, NodeId source, bool isAsync, SlotId iterator,
                                   SourcePos p) {
    NodeId opened =
        isAsync ? b_.unary(Op::GetAsyncIter, source, p) : b_.getIter(source, takesPairs(target), p);
    put(b_.storeLocal(iterator, opened, p));
}

void FunctionLowerer::nextElement(const Expr* target, bool isAsync, SlotId iterator, BlockId exit,
                                  SourcePos p) {
    std::vector<Later> later;
    NodeId store = takeHole(target, !isDirect(target), later);
    BlockId body = b_.block();
    if (isAsync) {
        b_.endTest(b_.await(b_.asyncNext(iterator, p), p), store, body, exit, p);
    } else {
        b_.iterNext(iterator, store, body, exit, p);
    }
    b_.setBlock(body);
    storeLater(later);
}

FunctionLowerer::Guard FunctionLowerer::beginGuard() {
    BlockId onThrow = b_.block();
    return {onThrow, b_.setHandler(onThrow)};
}

void FunctionLowerer::endGuard(Guard guard, SlotId iterator, SourcePos p) {
    b_.setHandler(guard.before);
    b_.setBlock(guard.onThrow);
    SlotId error = temp();
    b_.emit(b_.storeLocal(error, b_.caughtError(p), p));
    b_.emit(b_.closeIter(iterator, p));
    b_.rethrow(loadTemp(error, p), p);
}

void FunctionLowerer::lowerForIn(const ForInStmt& stmt) {
    SourcePos p = pos(&stmt);
    SlotId iterator = temp();
    openIterator(stmt.target, expr(stmt.iterable), stmt.isAsync, iterator, pos(stmt.iterable));
    BlockId head = b_.block(), exit = b_.block();
    BlockId done = stmt.elseBody ? b_.block() : exit;
    Control& loop = openLoop(exit, head);
    loop.turns = stmt.scope;
    bool guarded = !stmt.isAsync && !isPlainIterable(stmt.iterable->type);
    if (!stmt.isAsync) loop.iterator = iterator;
    b_.setBlock(head);
    enterScope(stmt.scope, p);
    nextElement(stmt.target, stmt.isAsync, iterator, done, p);
    Guard guard = guarded ? beginGuard() : Guard{};
    copyOut(stmt.scope, p);
    lowerBlock(*stmt.body);
    copyOutReassigned(stmt.scope, p);
    b_.jump(head, p);
    if (guarded) endGuard(guard, iterator, p);
    control_.pop_back();
    closeLoop(stmt.elseBody, done, exit);
}

void FunctionLowerer::copyOutReassigned(const sema::Scope* scope, SourcePos p) {
    if (scope == nullptr) return;
    for (const sema::Symbol* symbol : scope->symbols) {
        if (symbol->outer && symbol->isReassigned) put(store(symbol->outer, load(symbol, false, p), p));
    }
}

// ---- break, continue, return

void FunctionLowerer::lowerJump(ExitKind kind, SourcePos p) {
    for (size_t i = control_.size(); i-- > 0;) {
        if (control_[i].isLoop) return leave({kind, i}, {}, p);
    }
}

void FunctionLowerer::leaveLoop(const Control& loop, SourcePos p) {
    if (!loop.iterator.valid()) return;
    b_.setHandler(loop.handler);
    b_.emit(b_.closeIter(loop.iterator, p));
}

// A return at this point closes an iterator before it is out or in a clean-up.
bool FunctionLowerer::closesIterator() const {
    for (size_t i = control_.size(); i-- > 0;) {
        if (!control_[i].isLoop) return false;
        if (control_[i].iterator.valid()) return true;
    }
    return false;
}

// Goes outwards through the constructs around: a loop that is left closes its iterator; the first clean-up on
// the way takes over: it runs and then continues the exit (dispatch). Each part of the way out runs under the
// handler that is in force outside the construct it leaves.
void FunctionLowerer::leave(Exit exit, NodeId value, SourcePos p) {
    BlockId handler = b_.handler();
    if (value.valid() && closesIterator()) value = spill(value, p);
    for (size_t i = control_.size(); i-- > 0;) {
        Control& c = control_[i];
        if (!c.isLoop) {
            enterCleanup(c, exit, value, p);
            b_.setHandler(handler);
            return;
        }
        bool isTarget = exit.kind != ExitKind::Return && exit.loop == i;
        if (isTarget && exit.kind == ExitKind::Continue) {
            copyOutReassigned(c.turns, p);
            b_.jump(c.continueTo, p);
            b_.setHandler(handler);
            return;
        }
        if (isTarget) copyOutReassigned(c.turns, p);
        leaveLoop(c, p);
        if (isTarget) {
            b_.jump(c.breakTo, p);
            b_.setHandler(handler);
            return;
        }
    }
    b_.ret(value, p);
    b_.setHandler(handler);
}

void FunctionLowerer::enterCleanup(Control& cleanup, Exit exit, NodeId value, SourcePos p) {
    size_t number = 0;
    while (number < cleanup.exits.size() && !(cleanup.exits[number] == exit)) ++number;
    if (number == cleanup.exits.size()) cleanup.exits.push_back(exit);
    if (value.valid()) b_.emit(b_.storeLocal(cleanup.value, value, p));
    b_.emit(b_.storeLocal(cleanup.kind, b_.constInt(static_cast<int64_t>(number) + kFirstExit, p), p));
    b_.jump(cleanup.entry, p);
}

}  // namespace noodle::lower

// Comprehensions: loops around one element. A list, set or map is filled in place; a generator is a function
// of its own.
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;
using ir::Op;

NodeId FunctionLowerer::comprehension(const ComprehensionExpr& e) {
    if (e.form == ComprehensionKind::Generator) return generatorExpr(e);
    SourcePos p = pos(&e);
    SlotId result = temp();
    NodeId source = expr(e.clauses[0]->iterable);
    SlotId iterator = openClause(*e.clauses[0], source);
    Op make = e.form == ComprehensionKind::List  ? Op::MakeList
              : e.form == ComprehensionKind::Set ? Op::MakeSet
                                                 : Op::MakeMap;
    b_.emit(b_.storeLocal(result, b_.make(make, {}, p), p));
    lowerClause(e, 0, iterator, result);
    return loadTemp(result, p);
}

// The first iterable is evaluated where the expression stands, the rest when the first element is asked for.
NodeId FunctionLowerer::generatorExpr(const ComprehensionExpr& e) {
    SourcePos p = pos(&e);
    NodeId source = expr(e.clauses[0]->iterable);
    return b_.call(closureOf(*e.scope, "<generator>"), {source}, p);
}

void FunctionLowerer::lowerGeneratorBody(const ComprehensionExpr& e) {
    SourcePos p = pos(&e);
    TempScope temps(*this);
    lowerClause(e, 0, openClause(*e.clauses[0], loadTemp(source_, p)), {});
    b_.ret(b_.constNull(p), p);
}

SlotId FunctionLowerer::openClause(const ComprehensionClause& clause, NodeId source) {
    SlotId iterator = temp();
    openIterator(clause.target, source, clause.isAsync, iterator, pos(clause.iterable));
    return iterator;
}

// One loop per clause, each inside the one before; recursion is as deep as clauses are written.
void FunctionLowerer::lowerClause(const ComprehensionExpr& e, size_t number, SlotId iterator, SlotId result) {
    const ComprehensionClause& clause = *e.clauses[number];
    SourcePos p = pos(&clause);
    BlockId head = b_.block(), exit = b_.block();
    b_.setBlock(head);
    freshTargets(clause.target, p);
    nextElement(clause.target, clause.isAsync, iterator, exit, p);
    for (const Expr* condition : clause.conditions) {
        BlockId holds = b_.block();
        branchOn(condition, holds, head);
        b_.setBlock(holds);
    }
    if (number + 1 == e.clauses.size()) {
        element(e, result);
    } else {
        const ComprehensionClause& inner = *e.clauses[number + 1];
        lowerClause(e, number + 1, openClause(inner, expr(inner.iterable)), result);
    }
    b_.jump(head, p);
    b_.setBlock(exit);
}

void FunctionLowerer::element(const ComprehensionExpr& e, SlotId result) {
    SourcePos p = pos(e.element);
    if (e.form == ComprehensionKind::Generator) return b_.emit(b_.yield(expr(e.element), p));
    NodeVector operands{loadTemp(result, p)};
    if (e.key) addOperand(operands, e.key);
    addOperand(operands, e.element);
    switch (e.form) {
        case ComprehensionKind::List:
            return b_.emit(b_.make(Op::ListAppend, operands, p));
        case ComprehensionKind::Set:
            return b_.emit(b_.make(Op::SetAdd, operands, p));
        default:
            return b_.emit(b_.make(Op::MapPut, operands, p));
    }
}

// Each turn has variables of its own where closures share them.
void FunctionLowerer::freshTargets(const Expr* target, SourcePos p) {
    switch (target->kind) {
        case NodeKind::NameExpr:
            if (const sema::Symbol* symbol = as<NameExpr>(target)->symbol) makeFresh(symbol, p);
            return;
        case NodeKind::SpreadExpr:
            return freshTargets(as<SpreadExpr>(target)->value, p);
        case NodeKind::TupleExpr:
            for (const Expr* item : as<TupleExpr>(target)->items) freshTargets(item, p);
            return;
        case NodeKind::ListExpr:
            for (const Expr* item : as<ListExpr>(target)->items) freshTargets(item, p);
            return;
        case NodeKind::MapExpr:
            for (const MapEntry* entry : as<MapExpr>(target)->entries) freshTargets(entry->value, p);
            return;
        default:
            return;
    }
}

}  // namespace noodle::lower

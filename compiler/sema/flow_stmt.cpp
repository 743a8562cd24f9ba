// Statements and assignments.

#include <algorithm>

#include "compiler/ast/walk.h"
#include "compiler/sema/collect.h"
#include "compiler/sema/flow.h"
#include "compiler/sema/signature.h"

namespace noodle::sema {

using namespace ast;

void Flow::block(Block& block) {
    for (Stmt* each : block.stmts) {
        bool isCode = each->kind != NodeKind::FunctionDecl && each->kind != NodeKind::EmptyStmt &&
                      each->kind != NodeKind::ClassDecl;
        if (!reachable_ && !warnedUnreachable_ && isCode) {
            warnedUnreachable_ = true;
            if (mayReport() && options_.warnings) context_.sink.report(Diag::UnreachableCode, each->span);
        }
        stmt(*each);
    }
}

void Flow::stmt(Stmt& stmt) {
    if (silent_) {
        if (budget_ == 0) return;
        --budget_;
    }
    switch (stmt.kind) {
        case NodeKind::Block:
            return block(static_cast<Block&>(stmt));
        case NodeKind::ExprStmt:
            statement_ = static_cast<ExprStmt&>(stmt).expr;
            return expr(*static_cast<ExprStmt&>(stmt).expr);
        case NodeKind::AssignStmt:
            return assignStmt(static_cast<AssignStmt&>(stmt));
        case NodeKind::CompoundAssignStmt:
            return compoundAssign(static_cast<CompoundAssignStmt&>(stmt));
        case NodeKind::DeleteStmt:
            // The parts only: what is deleted is not read.
            return forEachChild(*static_cast<DeleteStmt&>(stmt).target, [&](Node& part) {
                if (isExpr(part.kind)) expr(static_cast<Expr&>(part));
            });
        case NodeKind::VarDecl:
            return varDecl(static_cast<VarDecl&>(stmt));
        case NodeKind::IfStmt:
            return branches(static_cast<IfStmt&>(stmt).arms, static_cast<IfStmt&>(stmt).elseBody, nullptr);
        case NodeKind::WhileStmt:
            whileLoop(stmt, *static_cast<WhileStmt&>(stmt).condition, *static_cast<WhileStmt&>(stmt).body);
            return loopElse(*static_cast<WhileStmt&>(stmt).facts, static_cast<WhileStmt&>(stmt).elseBody);
        case NodeKind::DoWhileStmt:
            return whileLoop(stmt, *static_cast<DoWhileStmt&>(stmt).condition,
                             *static_cast<DoWhileStmt&>(stmt).body);
        case NodeKind::ForInStmt:
            forIn(static_cast<ForInStmt&>(stmt));
            return loopElse(*static_cast<ForInStmt&>(stmt).facts, static_cast<ForInStmt&>(stmt).elseBody);
        case NodeKind::ForStmt:
            return forLoop(static_cast<ForStmt&>(stmt));
        case NodeKind::BreakStmt:
        case NodeKind::ContinueStmt:
            reachable_ = false;
            return;
        case NodeKind::ReturnStmt:
            return returnStmt(static_cast<ReturnStmt&>(stmt));
        case NodeKind::ThrowStmt:
            exprOrNull(static_cast<ThrowStmt&>(stmt).value);
            exprOrNull(static_cast<ThrowStmt&>(stmt).cause);
            reachable_ = false;
            return;
        case NodeKind::TryStmt:
            return tryStmt(static_cast<TryStmt&>(stmt));
        case NodeKind::WithStmt:
            return withStmt(static_cast<WithStmt&>(stmt));
        case NodeKind::MatchStmt:
            return match(*static_cast<MatchStmt&>(stmt).match, true);
        case NodeKind::FunctionDecl: {
            auto& decl = static_cast<FunctionDecl&>(stmt);
            for (Expr* each : decl.function->decorators) expr(*each);
            function(*decl.function);
            if (!decl.symbol || decl.symbol->isHoisted) return;
            bool known = decl.symbol->decl == decl.function;
            declared(decl.symbol, known ? functionTypeOf(types_, *decl.function) : nullptr);
            return;
        }
        case NodeKind::ClassDecl:
            return classDecl(static_cast<ClassDecl&>(stmt));
        case NodeKind::EnumDecl:
            return enumDecl(static_cast<EnumDecl&>(stmt));
        case NodeKind::ImportDecl:
            return importStmt(static_cast<ImportDecl&>(stmt));
        case NodeKind::ExportDecl:
            return this->stmt(*static_cast<ExportDecl&>(stmt).declaration);
        default:
            return;
    }
}

// A declaration statement gave the name its value.
void Flow::declared(Symbol* symbol, Type* type) {
    if (!isOwn(*symbol)) return;
    if (!symbol->isHoisted) breakGuess(*symbol, type, type != nullptr);
    setState(*symbol, {type, type != nullptr, true, true});
}

// Imports of modules and names that are ordinary variables.
void Flow::importStmt(ImportDecl& decl) {
    if (decl.symbol) declared(decl.symbol, nullptr);
    for (ImportItem* item : decl.items) {
        if (item->symbol) declared(item->symbol, nullptr);
    }
}

// ---- branches

void Flow::branches(Seq<IfArm*> arms, Block* elseBody, Expr* value) {
    std::vector<Branch> ends;
    Type* result = nullptr;
    bool proven = true;
    auto addValue = [&](const Block* body) {
        if (!value || (body && !reachable_)) return;
        Expr* last = body ? blockValue(*body) : nullptr;
        Type* type = last ? last->type : kind(TypeKind::Null);
        proven = proven && (!last || last->typeProven);
        result = result ? types::join(types_, result, type) : type;
    };
    // Each condition is met with the ones before it false; what an arm changed is cut off before the next.
    size_t start = mark();
    bool wasReachable = reachable_;
    for (IfArm* arm : arms) {
        expr(*arm->condition);
        size_t before = mark();
        assume(*arm->condition, true);
        block(*arm->body);
        addValue(arm->body);
        ends.push_back(cut(before));
        reachable_ = wasReachable;
        assume(*arm->condition, false);
        // The arm's changes count from the start of the whole statement.
        Branch soFar = cut(start);
        Branch& end = ends.back();
        for (const auto& [id, state] : soFar.changes) {
            bool known = std::ranges::any_of(end.changes,
                                             [id = id](const auto& change) { return change.first == id; });
            if (!known) end.changes.push_back({id, state});
        }
        apply(soFar);
    }
    if (elseBody) block(*elseBody);
    addValue(elseBody);
    ends.push_back(cut(start));
    reachable_ = wasReachable;
    merge(ends);
    if (value) set(*value, result, proven);
}

Expr* Flow::blockValue(const Block& block) const {
    if (block.stmts.empty()) return nullptr;
    auto* last = dynAs<ExprStmt>(block.stmts.back());
    return last ? last->expr : nullptr;
}

// ---- loops

Flow::LoopGuess Flow::guessOf(const LoopFacts& facts, bool& hasTypes) {
    LoopGuess guess;
    for (const Symbol* symbol : facts.assigned) {
        if (!isTracked(*symbol)) continue;
        const VarState& entry = stateOf(*symbol);
        Guess& assumed = guess[symbol->id];
        if (symbol->declaredType) {
            assumed = {symbol->declaredType, true, false};
        } else {
            assumed = {entry.type, entry.proven, false};
            hasTypes = hasTypes || (entry.type && !entry.type->isAny());
            // Without a value yet, whatever the loop assigns is all it can be; that is not followed.
            if (!entry.maybe) assumed = {};
        }
    }
    return guess;
}

void Flow::enterLoop(const LoopGuess& guess) {
    for (const auto& [id, assumed] : guess) {
        VarState state = states_[id];
        state.type = assumed.type;
        state.proven = assumed.proven;
        state.maybe = true;
        log_.push_back({id, states_[id]});
        states_[id] = state;
    }
}

void Flow::breakGuess(const Symbol& symbol, Type* type, bool proven) {
    for (LoopGuess* guess : fn_.loops) {
        auto it = guess->find(symbol.id);
        if (it == guess->end() || !it->second.type) continue;
        Guess& assumed = it->second;
        bool fits =
            type && types::join(types_, assumed.type, type) == assumed.type && (proven || !assumed.proven);
        if (!fits) assumed.broken = true;
    }
}

void Flow::dropGuess(LoopGuess& guess) const {
    for (auto& [id, assumed] : guess) {
        if (!assumed.type || assumed.type != store_.symbols[id]->declaredType) assumed = {};
    }
}

// Runs the body silently until no assignment contradicts the guess; what keeps failing becomes any.
template <typename Body>
void Flow::settleGuess(LoopGuess& guess, Body&& body) {
    constexpr int kMaxPasses = 3;
    for (int pass = 0;; ++pass) {
        bool broken = false;
        if (budget_ != 0 && pass < kMaxPasses) {
            size_t before = mark();
            bool wasReachable = reachable_;
            fn_.loops.push_back(&guess);
            ++silent_;
            enterLoop(guess);
            body();
            --silent_;
            fn_.loops.pop_back();
            undo(before);
            reachable_ = wasReachable;
        }
        bool giveUp = budget_ == 0 || pass >= kMaxPasses;
        for (auto& [id, assumed] : guess) {
            if (!assumed.broken && !giveUp) continue;
            bool wasKnown = assumed.type && !assumed.type->isAny();
            bool isDeclared = assumed.type && assumed.type == store_.symbols[id]->declaredType;
            assumed.broken = false;
            if (isDeclared || !wasKnown) continue;
            assumed = {};
            broken = true;
        }
        if (giveUp || !broken) return;
    }
}

template <typename Body>
void Flow::loop(const LoopFacts& facts, Expr* condition, Body&& body) {
    bool hasTypes = false;
    LoopGuess guess = guessOf(facts, hasTypes);
    // Deeper loops keep declared types only: an assignment is held against every guess around it.
    constexpr size_t kMaxGuesses = 8;
    bool guesses = hasTypes && fn_.loops.size() < kMaxGuesses;
    if (!guesses) dropGuess(guess);
    if (guesses) settleGuess(guess, body);
    bool wasReachable = reachable_;
    size_t before = mark();
    if (guesses) fn_.loops.push_back(&guess);
    enterLoop(guess);
    body();
    if (guesses) fn_.loops.pop_back();
    undo(before);
    reachable_ = wasReachable;
    // Afterwards: as at its head, the condition being false unless a break left it.
    enterLoop(guess);
    for (const Symbol* symbol : facts.assigned) {
        if (!isOwn(*symbol)) continue;
        VarState state = stateOf(*symbol);
        state.maybe = true;
        setState(*symbol, state);
    }
    if (!condition || facts.hasBreak) return;
    assume(*condition, false);
    auto* literal = dynAs<BoolLit>(condition);
    if (literal && literal->value) reachable_ = false;
}

void Flow::whileLoop(Node& node, Expr& condition, Block& body) {
    bool bodyFirst = node.kind == NodeKind::DoWhileStmt;
    const LoopFacts& facts =
        bodyFirst ? *static_cast<DoWhileStmt&>(node).facts : *static_cast<WhileStmt&>(node).facts;
    loop(facts, &condition, [&] {
        if (bodyFirst) {
            block(body);
            reachable_ = true;
            expr(condition);
            return;
        }
        expr(condition);
        assume(condition, true);
        block(body);
    });
}

void Flow::forIn(ForInStmt& loop) {
    expr(*loop.iterable);
    Type* element = loop.isAsync ? any() : types::elementOf(types_, loop.iterable->type);
    // Elements of a range and of a string are facts; those of a container are what annotations claim.
    bool proven = loop.iterable->typeProven &&
                  (loop.iterable->type->is(TypeKind::Range) || loop.iterable->type->is(TypeKind::String));
    this->loop(*loop.facts, nullptr, [&] {
        assign(*loop.target, element, proven, nullptr);
        block(*loop.body);
    });
}

// Runs unless a break left the loop.
void Flow::loopElse(const LoopFacts& facts, Block* elseBody) {
    if (!elseBody) return;
    if (!facts.hasBreak) return block(*elseBody);
    bool wasReachable = reachable_;
    size_t before = mark();
    block(*elseBody);
    Branch run = cut(before);
    reachable_ = wasReachable;
    merge(run, Branch{{}, wasReachable});
}

void Flow::forLoop(ForStmt& loop) {
    for (Stmt* init : loop.init) stmt(*init);
    this->loop(*loop.facts, loop.condition, [&] {
        if (loop.condition) {
            expr(*loop.condition);
            assume(*loop.condition, true);
        }
        block(*loop.body);
        reachable_ = true;
        for (Stmt* update : loop.update) stmt(*update);
    });
    if (!loop.condition && !loop.facts->hasBreak) reachable_ = false;
}

// ---- leaving

void Flow::returnStmt(ReturnStmt& stmt) {
    exprOrNull(stmt.value);
    FunctionScope& scope = *fn_.scope;
    auto* fn = dynAs<Function>(scope.node);
    if (fn && stmt.value && scope.checkedResult) {
        checkFits(*stmt.value, scope.checkedResult, fn->returnType->span, theResultOf(*fn));
    } else if (fn && stmt.value && !fn->isExpressionBody && !scope.isGenerator && scope.declaredResult &&
               scope.declaredResult->is(TypeKind::Void)) {
        checkFits(*stmt.value, kind(TypeKind::Null), fn->returnType->span, theResultOf(*fn));
    } else if (fn && !stmt.value && scope.checkedResult && mayReport() &&
               types::misfits(types_.null(), scope.checkedResult)) {
        context_.sink
            .report(Diag::TypeMismatch, stmt.span,
                    {types_.text(scope.checkedResult), "null", "return a value"})
            .note(fn->returnType->span, "the result of " + quoted(fn->name) + " is declared here");
    }
    reachable_ = false;
}

// What a block that may have stopped anywhere can have done: its assignments may or may not have run.
void Flow::weaken(const Branch& branch, bool mayHaveRun) {
    for (const auto& [id, state] : branch.changes) {
        VarState weak = states_[id];
        const Symbol& symbol = *store_.symbols[id];
        weak.maybe = weak.maybe || (mayHaveRun && state.maybe);
        weak.type = symbol.declaredType;
        weak.proven = symbol.declaredType != nullptr;
        log_.push_back({id, states_[id]});
        states_[id] = weak;
    }
}

// A body that may fail on purpose: what would certainly throw there is left to the running program.
bool Flow::catchesTypeErrors(const CatchClause& clause) const {
    auto catches = [&](const Type* type) {
        if (!type || !type->is(TypeKind::Class)) return true;
        if (!type->cls()->isBuiltin) return false;
        std::string_view name = context_.names.text(type->cls()->name);
        return name == "Error" || name == "TypeError" || name == "AttributeError";
    };
    if (clause.nameIsType)
        return catches(clause.symbol && clause.symbol->cls ? clause.symbol->cls->instance : nullptr);
    return clause.types.empty() || std::ranges::any_of(clause.types, [&](TypeExpr* each) {
               bool isUnion = each->type && each->type->is(TypeKind::Union);
               return isUnion ? std::ranges::any_of(each->type->args(), catches) : catches(each->type);
           });
}

void Flow::tryStmt(TryStmt& stmt) {
    size_t before = mark();
    bool wasReachable = reachable_;
    bool expectsFailure =
        std::ranges::any_of(stmt.catches, [&](CatchClause* each) { return catchesTypeErrors(*each); });
    fn_.tryDepth += expectsFailure;
    block(*stmt.body);
    fn_.tryDepth -= expectsFailure;
    Branch body = cut(before);
    std::vector<Branch> ends;
    apply(body);
    if (stmt.elseBody) block(*stmt.elseBody);
    ends.push_back(cut(before));
    for (CatchClause* clause : stmt.catches) {
        reachable_ = wasReachable;
        weaken(body, true);
        if (clause->symbol && !clause->nameIsType) {
            Type* type = nullptr;
            for (TypeExpr* each : clause->types)
                type = type ? types::join(types_, type, each->type) : each->type;
            if (!type) type = types_.builtins().errorClass()->instance;
            // A plain value that was thrown arrives as an Error, so the class is a fact.
            setState(*clause->symbol, {type, true, true, true});
        }
        block(*clause->body);
        ends.push_back(cut(before));
    }
    if (!stmt.finallyBody) return merge(ends);
    // The finally block also runs after any of these stopped half-way.
    reachable_ = wasReachable;
    for (const Branch& end : ends) weaken(end, true);
    size_t inner = mark();
    block(*stmt.finallyBody);
    Branch finalChanges = cut(inner);
    cut(before);
    bool finallyEnds = finalChanges.reachable;
    merge(ends);
    bool endsReachable = reachable_;
    apply(finalChanges);
    reachable_ = endsReachable && finallyEnds;
}

void Flow::withStmt(WithStmt& stmt) {
    size_t before = mark();
    for (WithItem* item : stmt.items) {
        expr(*item->value);
        if (item->target) assign(*item->target, nullptr, false, nullptr);
    }
    block(*stmt.body);
    // A resource may swallow an error that the body threw, so the end is reached even if the body leaves
    // by throwing; a body that returns or breaks does leave.
    bool left = !reachable_;
    Branch body = cut(before);
    if (!left) return apply(body);
    reachable_ = true;
    weaken(body, true);
}

// ---- assignment

void Flow::assignStmt(AssignStmt& stmt) {
    if (!stmt.value) {
        return;  // x: T declares, it assigns nothing
    }
    expr(*stmt.value);
    if (stmt.declaredType && stmt.declaredType->type) {
        Type* declaredHere = stmt.declaredType->type;
        if (stmt.value->kind != NodeKind::NullLit) {
            auto* name = dynAs<NameExpr>(stmt.targets[0]);
            checkFits(*stmt.value, declaredHere, stmt.declaredType->span,
                      name ? What{{}, name->name} : What{.before = "the target", .isAll = true});
        }
    }
    for (Expr* target : stmt.targets) assign(*target, stmt.value->type, stmt.value->typeProven, stmt.value);
}

void Flow::compoundAssign(CompoundAssignStmt& stmt) {
    OpGroup group = infoOf(stmt.op).group;
    expr(*stmt.target);
    size_t before = mark();
    expr(*stmt.value);
    Type* type = nullptr;
    bool proven = stmt.target->typeProven && stmt.value->typeProven;
    if (group == OpGroup::Logical) {
        Branch value = cut(before);
        merge(value, Branch{});
        Type* left =
            stmt.op == BinaryOp::Coalesce ? types_.withoutNull(stmt.target->type) : stmt.target->type;
        type = types::join(types_, left, stmt.value->type);
    } else {
        type = arithmetic(stmt.op, stmt.target->type, stmt.value->type);
    }
    stmt.resultType = type;
    stmt.resultProven = proven && !type->isAny();
    Type* read = stmt.target->type;
    bool readProven = stmt.target->typeProven;
    checkResult(*stmt.target, type, stmt.value->span);
    assign(*stmt.target, type, proven, nullptr);
    set(*stmt.target, read, readProven);
}

// x += e, where the result can never be what x was declared as.
void Flow::checkResult(const Expr& target, Type* type, Span span) {
    auto* name = dynAs<NameExpr>(&target);
    Symbol* symbol = name ? name->symbol : nullptr;
    if (!symbol || !symbol->declaredType || !mayReport() || !types::misfits(type, symbol->declaredType))
        return;
    context_.sink.report(Diag::TypeMismatch, span, {types_.text(symbol->declaredType), types_.text(type), ""})
        .note(symbol->declSpan, quoted(symbol->name) + " is declared here");
}

void Flow::varDecl(VarDecl& decl) {
    auto* name = dynAs<NameExpr>(decl.target);
    if (decl.value) {
        expr(*decl.value);
        if (decl.declaredType) {
            bool isName = name && name->symbol && name->symbol->declaredType;
            checkFits(*decl.value, isName ? name->symbol->declaredType : decl.declaredType->type,
                      decl.declaredType->span,
                      name ? What{{}, name->name} : What{.before = "the target", .isAll = true});
        }
        assign(*decl.target, decl.value->type, decl.value->typeProven, decl.value);
        return;
    }
    // Without a value: null, or nothing yet where the type excludes null.
    forEachTarget(
        *decl.target,
        [&](NameExpr& each) {
            if (!each.symbol || !isOwn(*each.symbol)) return;
            Type* type = each.symbol->declaredType;
            bool isNull = !type || types::fit(types_.null(), type) == types::Fit::Yes;
            VarState state;
            if (isNull) state = {types_.null(), true, true, true};
            if (isNull) breakGuess(*each.symbol, types_.null(), true);
            setState(*each.symbol, state);
        },
        [](Expr&) {});
}

// The type of a variable of declared type after this value was stored: never less than declared.
types::Type* Flow::assignedType(Type* value, Type* declared) {
    if (!value || value->isAny() || value->is(TypeKind::Never)) return declared;
    if (value->is(TypeKind::Union)) {
        std::vector<Type*> parts;
        for (Type* member : value->args()) parts.push_back(assignedType(member, declared));
        return types_.unite(parts);
    }
    Type* const single[] = {declared};
    std::span<Type* const> members =
        declared->is(TypeKind::Union) ? declared->args() : std::span<Type* const>(single);
    std::vector<Type*> fitting;
    for (Type* member : members) {
        types::Fit fit = types::fit(value, member);
        if (fit == types::Fit::No) continue;
        // A declared container knows its elements; a value that certainly fits is the more exact type.
        bool exact = fit == types::Fit::Yes && (value->args().empty() || member->isAny()) &&
                     !member->is(TypeKind::TypeParam);
        fitting.push_back(exact ? value : member);
        if (fit == types::Fit::Yes) return fitting.back();
    }
    return fitting.empty() ? declared : types_.unite(fitting);
}

void Flow::assign(Expr& target, Type* type, bool proven, Expr* value) {
    switch (target.kind) {
        case NodeKind::NameExpr:
            return assignName(static_cast<NameExpr&>(target), type, proven, value);
        case NodeKind::MemberExpr:
            return assignMember(static_cast<MemberExpr&>(target), value);
        case NodeKind::IndexExpr:
            return assignIndex(static_cast<IndexExpr&>(target), value);
        case NodeKind::ListExpr:
        case NodeKind::TupleExpr:
        case NodeKind::MapExpr:
            return assignParts(target, type);
        default:
            return expr(target);
    }
}

void Flow::assignParts(Expr& target, Type* type) {
    auto* tuple = dynAs<TupleExpr>(&target);
    bool matches = tuple && type && type->is(TypeKind::Tuple) && !type->isOpen() &&
                   type->args().size() == tuple->items.size();
    if (matches) {
        for (size_t i = 0; i < tuple->items.size(); ++i) {
            if (tuple->items[i]->kind == NodeKind::SpreadExpr) matches = false;
        }
    }
    if (matches) {
        for (size_t i = 0; i < tuple->items.size(); ++i)
            assign(*tuple->items[i], type->arg(i), false, nullptr);
        return;
    }
    Type* element = type && type->is(TypeKind::List) ? type->arg(0) : nullptr;
    forEachTarget(
        target, [&](NameExpr& name) { assignName(name, element, false, nullptr); },
        [&](Expr& other) { assign(other, nullptr, false, nullptr); });
    if (auto* list = dynAs<ListExpr>(&target)) {
        for (Expr* item : list->items) {
            auto* rest = dynAs<SpreadExpr>(item);
            if (rest && rest->value->kind == NodeKind::NameExpr) {
                assignName(*static_cast<NameExpr*>(rest->value), kind(TypeKind::List), true, nullptr);
            }
        }
    }
}

void Flow::assignName(NameExpr& name, Type* type, bool proven, Expr* value) {
    Symbol* symbol = name.symbol;
    if (!type) type = any();
    set(name, type, proven);
    if (!symbol) return;
    if (symbol->declaredType) {
        bool declaresHere = name.span == symbol->declSpan;  // the declaration itself has checked it
        if (value && !declaresHere)
            checkFits(*value, symbol->declaredType, symbol->declSpan, {{}, name.name});
        if (value) type = value->type;
        type = assignedType(type, symbol->declaredType);
        proven = true;
        set(name, type, proven);
    } else {
        type = types::widened(types_, type);
    }
    if (symbol->outer) assignOuter(*symbol->outer, type, proven);
    if (!isOwn(*symbol)) return;
    if (!isTracked(*symbol)) {
        type = symbol->declaredType;
        proven = type != nullptr;
    }
    breakGuess(*symbol, type, proven);
    setState(*symbol, {type, proven, true, true});
}

// The twin of a captured loop variable gets each value too.
void Flow::assignOuter(Symbol& outer, Type* type, bool proven) {
    if (!isOwn(outer)) return;
    bool tracked = isTracked(outer);
    breakGuess(outer, tracked ? type : nullptr, tracked && proven);
    setState(outer, {tracked ? type : nullptr, tracked && proven, true, true});
    if (outer.outer) assignOuter(*outer.outer, type, proven);
}

void Flow::assignMember(MemberExpr& member, Expr* value) {
    expr(*member.object);
    Type* object = member.object->type;
    if (object->is(TypeKind::ClassObject)) object = object->arg(0);
    if (!object->is(TypeKind::Class)) return;
    const types::ClassInfo* home = nullptr;
    const types::ClassMember* found = object->cls()->find(member.name, &home);
    if (!found) return;
    checkPrivate(member, *found, *home);
    bool isField = found->kind == types::MemberKind::Field || found->kind == types::MemberKind::SharedField;
    if (!isField) return;
    if (found->isConst && !fn_.scope->isConstructor && mayReport()) {
        context_.sink.report(Diag::AssignToConst, member.nameSpan, {context_.names.text(member.name), ""})
            .note(found->span, "the constant field is declared here");
    }
    if (value && found->type && !types::mentionsParam(found->type)) {
        checkFits(*value, found->type, found->span, {"the field ", member.name});
    }
}

void Flow::assignIndex(IndexExpr& index, Expr* value) {
    expr(*index.object);
    expr(*index.index);
    Type* object = index.object->type;
    if (!value) return;
    if (object->is(TypeKind::List))
        checkFits(*value, object->arg(0), index.object->span, {.before = "an element of ", .type = object});
    if (object->is(TypeKind::Map)) {
        checkFits(*index.index, object->arg(0), index.object->span, {.before = "a key of ", .type = object});
        checkFits(*value, object->arg(1), index.object->span, {.before = "a value of ", .type = object});
    }
}

}  // namespace noodle::sema

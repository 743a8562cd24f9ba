// Functions: frames, parameters, bodies, closures, decorators.
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;
using sema::FunctionForm;

// ---- the frame

static uint32_t flagsOf(const Work& work) {
    const sema::FunctionScope& scope = *work.scope;
    uint32_t flags = 0;
    auto set = [&](bool holds, FunctionInfo::Flag flag) { flags |= holds ? flag : 0u; };
    set(scope.isAsync, FunctionInfo::kAsync);
    set(scope.isGenerator, FunctionInfo::kGenerator);
    set(scope.isMethod || scope.isClassMethod, FunctionInfo::kMethod);
    set(scope.isClassMethod, FunctionInfo::kClassMethod);
    set(scope.isStatic, FunctionInfo::kStatic);
    set(scope.isConstructor, FunctionInfo::kConstructor);
    set(scope.form == FunctionForm::Module, FunctionInfo::kModuleBody);
    set(work.isActorMember && scope.isAsync, FunctionInfo::kActorMethod);
    set(work.name == "<lambda>", FunctionInfo::kLambda);
    const types::Type* result = scope.declaredResult;
    set(result && result->is(types::TypeKind::Void), FunctionInfo::kVoid);
    return flags;
}

FunctionLowerer::FunctionLowerer(ModuleContext& module, const Work& work, ir::IrFunction memory)
    : m_(module),
      work_(work),
      scope_(*work.scope),
      b_(module.builder, work.index, module.builder.string(work.name), work.qualifiedName, flagsOf(work),
         std::move(memory)),
      slots_(module.slots_),
      temps_(module.temps_),
      spine_(module.spine_) {
    slots_.clear();
    temps_.clear();
    spine_.clear();
}

static ir::StaticType slotType(const sema::Symbol& symbol) {
    return symbol.acceptsNull ? ir::StaticType::Any : staticTypeOf(symbol.declaredType);
}

static noodle::ParamKind bindingOf(const Param& param) {
    switch (param.form) {
        case ast::ParamKind::Rest:
            return noodle::ParamKind::Rest;
        case ast::ParamKind::KeywordRest:
            return noodle::ParamKind::Keywords;
        case ast::ParamKind::Normal:
            break;
    }
    return param.keywordOnly ? noodle::ParamKind::KeywordOnly : noodle::ParamKind::Positional;
}

void FunctionLowerer::declareParams(const Function& function) {
    size_t first = scope_.hasExplicitSelf ? 1 : 0;
    for (size_t i = first; i < function.params.size(); ++i) {
        const Param& param = *function.params[i];
        const sema::Symbol* symbol = scope_.locals[i - first];
        bool optional = param.defaultValue || param.isOptional;
        slots_.push_back(
            b_.param(text(param.name), bindingOf(param), optional, slotType(*symbol), isCell(symbol)));
        bc::Param& row = b_.function().params.back();
        row.annotation = m_.written(param.declaredType);
        row.defaultText = m_.written(param.defaultValue);
    }
}

// Up to so many captures are looked through, for more there is an index.
static constexpr uint32_t kFewCaptures = 8;

// Receiver, parameters, then every other variable, in the order of FunctionScope::locals.
void FunctionLowerer::declareSlots() {
    if (scope_.isMethod || scope_.isClassMethod) {
        self_ = b_.receiver(scope_.self ? text(scope_.self->name) : "self");
    }
    if (scope_.form == FunctionForm::Function) declareParams(*static_cast<const Function*>(scope_.node));
    if (scope_.form == FunctionForm::GeneratorExpr) {
        source_ = b_.param("source", noodle::ParamKind::Positional, false);
    }
    for (size_t i = slots_.size(); i < scope_.locals.size(); ++i) {
        const sema::Symbol* symbol = scope_.locals[i];
        slots_.push_back(b_.local(text(symbol->name), slotType(*symbol), isCell(symbol)));
    }
    if (scope_.captures.size() <= kFewCaptures) return;
    for (uint32_t i = 0; i < scope_.captures.size(); ++i) manyCaptures_.emplace(scope_.captures[i].symbol, i);
}

uint32_t FunctionLowerer::captureOf(const sema::Symbol* symbol) const {
    if (scope_.captures.size() > kFewCaptures) {
        auto it = manyCaptures_.find(symbol);
        return it == manyCaptures_.end() ? sema::kNoIndex : it->second;
    }
    for (uint32_t i = 0; i < scope_.captures.size(); ++i) {
        if (scope_.captures[i].symbol == symbol) return i;
    }
    return sema::kNoIndex;
}

// Shared variables that live as long as the call get their cell at once.
void FunctionLowerer::makeEntryCells() {
    for (size_t i = scope_.paramCount; i < scope_.locals.size(); ++i) {
        const sema::Symbol* symbol = scope_.locals[i];
        if (isCell(symbol) && !symbol->isScoped) b_.emit(b_.newCell(slots_[i], {}));
    }
}

ir::IrFunction FunctionLowerer::run() {
    declareSlots();
    makeEntryCells();
    switch (scope_.form) {
        case FunctionForm::Module:
            lowerModuleBody();
            break;
        case FunctionForm::Function:
            lowerFunctionBody(*static_cast<const Function*>(scope_.node));
            break;
        case FunctionForm::GeneratorExpr:
            lowerGeneratorBody(*static_cast<const ComprehensionExpr*>(scope_.node));
            break;
        case FunctionForm::FieldInit:
            lowerFieldInit(*static_cast<const ClassDecl*>(scope_.node));
            break;
    }
    return b_.take();
}

// ---- parameters

// Defaults run in order, each after the parameters before it are complete; then the declared type is checked;
// then a parameter that closures share moves into its cell.
void FunctionLowerer::lowerParam(const Param& param, SlotId slot) {
    TempScope temps(*this);
    SourcePos p = pos(&param);
    if (param.defaultValue || param.isOptional) {
        BlockId supplied = b_.block(), missing = b_.block();
        b_.jumpIfSupplied(slot, supplied, missing, p);
        b_.setBlock(missing);
        NodeId value = param.defaultValue ? expr(param.defaultValue) : b_.constNull(p);
        b_.emit(b_.storeLocal(slot, value, p));
        b_.setBlock(supplied);
    }
    const sema::Symbol* symbol = param.symbol;
    if (param.form == ast::ParamKind::Normal && symbol->declaredType) {
        CheckPlace place{"parameter '", param.name, "' of ", true};
        NodeId value = b_.make(ir::Op::LoadLocal, {}, p, {slot.index});
        b_.function().node(value).type = ir::StaticType::Any;  // what the caller gave
        NodeId checked = checkType(value, m_.types.declaredType(*symbol), place, p);
        if (checked != value) b_.emit(b_.storeLocal(slot, checked, p));
    }
    if (isCell(symbol)) b_.emit(b_.newCell(slot, p));
    if (param.target) destructure(param.target, loadTemp(slot, p));
}

void FunctionLowerer::lowerParams(const Function& function) {
    size_t first = scope_.hasExplicitSelf ? 1 : 0;
    for (size_t i = first; i < function.params.size(); ++i)
        lowerParam(*function.params[i], slots_[i - first]);
}

// ---- bodies

void FunctionLowerer::lowerFunctionBody(const Function& function) {
    SourcePos p = pos(&function);
    b_.function().doc = docOf({function.body->stmts.begin(), function.body->stmts.size()});
    b_.function().returnText = m_.written(function.returnType);
    b_.function().decorators = m_.written(function.decorators);
    if (scope_.checkedResult) {
        b_.function().returnType = m_.types.findForCheck(scope_.checkedResult).value_or(ir::kNone);
    }
    lowerParams(function);
    if (scope_.returnsMatchValue) return lowerMatchBody(*function.body);
    lowerBlock(*function.body);
    b_.ret(b_.isOpen() ? checkedResult(nullptr, b_.constNull(p), p) : b_.constNull(p), p);
}

// The last statement is a match whose value the function returns.
void FunctionLowerer::lowerMatchBody(const Block& body) {
    enterScope(body.scope, pos(&body));
    lowerStmts({body.stmts.begin(), body.stmts.size() - 1});
    TempScope temps(*this);
    const auto& match = *as<MatchStmt>(body.stmts.back())->match;
    SourcePos p = pos(&match);
    SlotId result = temp();
    lowerMatch(match, MatchMode::ValueOrNull, result);
    b_.ret(checkedResult(nullptr, loadTemp(result, p), p), p);
}

NodeId FunctionLowerer::checkedResult(const Expr* value, NodeId node, SourcePos p) {
    if (scope_.checkedResult == nullptr) return node;
    CheckPlace place{.what = "the return value of ", .inFunction = true};
    return checkFor(value, node, scope_.checkedResult, place, p);
}

// ---- closures

std::vector<bc::Capture> FunctionLowerer::capturesOf(const sema::FunctionScope& inner) {
    std::vector<bc::Capture> captures;
    for (const sema::CaptureInfo& info : inner.captures) {
        using From = bc::Capture::From;
        if (!info.fromParentLocal) {
            captures.push_back({From::Upvalue, static_cast<uint16_t>(info.parentIndex)});
            continue;
        }
        bool isSelf = info.symbol->kind == sema::SymbolKind::Self;
        SlotId slot = isSelf ? self_ : slotOf(info.symbol);
        captures.push_back(
            {isCell(info.symbol) ? From::LocalCell : From::LocalValue, static_cast<uint16_t>(slot.index)});
    }
    return captures;
}

NodeId FunctionLowerer::closureOf(const sema::FunctionScope& scope, std::string_view name,
                                  const MemberOwner* owner) {
    Work work;
    work.index = m_.builder.reserveFunction(capturesOf(scope));
    work.scope = &scope;
    work.name = name;
    std::string& qualified = m_.text_;
    qualified.clear();
    if (scope_.form != FunctionForm::Module)
        qualified.append(m_.builder.text(work_.qualifiedName)).append(".");
    if (owner) qualified.append(owner->name).append(".");
    work.qualifiedName = m_.builder.string(qualified.append(name));
    work.isActorMember = owner && owner->isActor;
    m_.work.push_back(work);
    return b_.makeClosure(work.index, pos(scope.node));
}

NodeId FunctionLowerer::functionValue(const Function& function, std::string_view name,
                                      const MemberOwner* owner) {
    NodeId value = closureOf(*function.scope, name, owner);
    return hasEffect(function.decorators) ? decorated(function.decorators, value) : value;
}

void FunctionLowerer::lowerFunctionDecl(const FunctionDecl& decl) {
    const Function& function = *decl.function;
    if (function.body == nullptr || decl.symbol == nullptr) return;
    put(store(decl.symbol, functionValue(function, text(function.name)), pos(function.nameSpan)));
}

// ---- decorators

bool FunctionLowerer::isKnownDecorator(const Expr* e) const {
    const auto* call = dynAs<CallExpr>(e);
    const auto* name = dynAs<NameExpr>(call ? call->callee : e);
    if (name == nullptr || (name->symbol && name->symbol->kind != sema::SymbolKind::Builtin)) return false;
    return m_.types.isKnownDecorator(name->name);
}

bool FunctionLowerer::hasEffect(const Seq<Expr*>& decorators) const {
    for (const Expr* e : decorators) {
        if (!isKnownDecorator(e)) return true;
    }
    return false;
}

// Evaluated from the top, applied from the bottom.
NodeId FunctionLowerer::decorated(const Seq<Expr*>& decorators, NodeId value) {
    NodeVector functions;
    for (const Expr* e : decorators) {
        if (!isKnownDecorator(e)) functions.push_back(expr(e));
    }
    for (size_t i = functions.size(); i-- > 0;) {
        value = b_.call(functions[i], {value}, b_.function().node(functions[i]).pos);
    }
    return value;
}

}  // namespace noodle::lower

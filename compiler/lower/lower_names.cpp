// Variables: where each one lives, and the scopes that make them afresh.
#include "compiler/lower/function_lowerer.h"
#include "runtime/base/check.h"

namespace noodle::lower {

using namespace ast;
using sema::SymbolKind;

bool FunctionLowerer::isReachable(const sema::Symbol* symbol) const {
    switch (symbol->kind) {
        case SymbolKind::Local:
        case SymbolKind::Param:
        case SymbolKind::Self:
            return isOwn(symbol) || isCaptured(symbol);
        case SymbolKind::ClassField:
            if (!classes_.empty()) return true;
            return self_.valid() && scope_.ownerClass && scope_.ownerClass->findOwn(symbol->name);
        case SymbolKind::Field:
        case SymbolKind::TypeParam:
        case SymbolKind::TypeAlias:
            return false;
        default:
            return true;
    }
}

NodeId FunctionLowerer::loadLocalVariable(const sema::Symbol* symbol, bool checked, SourcePos p) {
    std::string_view name = text(symbol->name);
    checked = checked || symbol->isLate;
    if (isOwn(symbol)) {
        SlotId slot = slotOf(symbol);
        if (isCell(symbol)) return checked ? b_.loadCellChecked(slot, name, p) : b_.loadCell(slot, p);
        return checked ? b_.loadLocalChecked(slot, name, p) : b_.loadLocal(slot, p);
    }
    uint32_t capture = captureOf(symbol);
    NOODLE_CHECK(capture != sema::kNoIndex, "a variable of another function that is not captured");
    ir::StaticType type = symbol->acceptsNull ? ir::StaticType::Any : staticTypeOf(symbol->declaredType);
    if (isCell(symbol)) {
        return b_.typed(checked ? b_.loadUpvalueChecked(capture, name, p) : b_.loadUpvalue(capture, p), type);
    }
    NodeId value = b_.typed(b_.loadCaptured(capture, p), type);
    if (!checked) return value;
    SlotId copy = temp();
    return b_.seq({b_.storeLocal(copy, value, p)}, b_.loadLocalChecked(copy, name, p), p);
}

NodeId FunctionLowerer::load(const sema::Symbol* symbol, bool checked, SourcePos p) {
    std::string_view name = text(symbol->name);
    switch (symbol->kind) {
        case SymbolKind::Local:
        case SymbolKind::Param:
            return loadLocalVariable(symbol, checked, p);
        case SymbolKind::Self:
            return isOwn(symbol) ? b_.loadLocal(self_, p) : b_.loadCaptured(captureOf(symbol), p);
        case SymbolKind::ModuleVar:
            return checked ? b_.loadModuleChecked(symbol->index, name, p) : b_.loadModule(symbol->index, p);
        case SymbolKind::Builtin:
            return b_.loadBuiltin(name, p);
        case SymbolKind::ImportName:
            return b_.loadImport(symbol->index, p);
        case SymbolKind::ImportModule:
            return b_.make(ir::Op::LoadModuleObject, {}, p, {symbol->index});
        case SymbolKind::ClassField:
            // In the default value of an instance field, shared fields are read through the instance.
            return b_.getField(loadTemp(classes_.empty() ? self_ : classes_.back(), p), name, p);
        case SymbolKind::Field:
        case SymbolKind::TypeParam:
        case SymbolKind::TypeAlias:
            break;
    }
    return b_.constNull(p);
}

NodeId FunctionLowerer::loadOrBuiltin(const NameExpr& name) {
    SourcePos p = pos(&name);
    SlotId value = temp();
    NodeId variable = name.symbol->kind == SymbolKind::ModuleVar ? b_.loadModule(name.symbol->index, p)
                                                                 : load(name.symbol, false, p);
    NodeId unset = b_.unary(ir::Op::IsUndef, loadTemp(value, p), p);
    NodeId chosen = b_.cond(unset, b_.loadBuiltin(text(name.name), p), loadTemp(value, p), p);
    return b_.seq({b_.storeLocal(value, variable, p)}, chosen, p);
}

NodeId FunctionLowerer::loadName(const NameExpr& name) {
    if (name.symbol == nullptr) return b_.loadBuiltin(text(name.name), pos(&name));
    if (name.checked && name.orBuiltin) return loadOrBuiltin(name);
    return load(name.symbol, name.checked, pos(&name));
}

NodeId FunctionLowerer::store(const sema::Symbol* symbol, NodeId value, SourcePos p) {
    switch (symbol->kind) {
        case SymbolKind::Local:
        case SymbolKind::Param:
            if (!isOwn(symbol)) {
                NOODLE_CHECK(isCaptured(symbol), "assignment to a variable that is not captured");
                return b_.storeUpvalue(captureOf(symbol), value, p);
            }
            return isCell(symbol) ? b_.storeCell(slotOf(symbol), value, p)
                                  : b_.storeLocal(slotOf(symbol), value, p);
        case SymbolKind::ModuleVar:
            return b_.storeModule(symbol->index, value, p);
        case SymbolKind::ClassField:
            return b_.eval(
                b_.defineMember(loadTemp(classes_.back(), p), text(symbol->name), value, bc::kStaticField, p),
                p);
        default:
            return b_.eval(value, p);
    }
}

NodeId FunctionLowerer::storeChecked(const sema::Symbol* symbol, const Expr* from, NodeId value,
                                     SourcePos p) {
    if (symbol->declaredType) {
        value = checkFor(from, value, m_.types.declaredType(*symbol), variablePlace(symbol->name), p);
    }
    return store(symbol, value, p);
}

void FunctionLowerer::makeFresh(const sema::Symbol* symbol, SourcePos p) {
    if (symbol->kind != SymbolKind::Local || !isOwn(symbol)) return;
    bool cell = isCell(symbol);
    if (!cell && !symbol->isChecked && !symbol->isLate) return;
    put(b_.clearLocal(slotOf(symbol), p));
    if (cell) put(b_.newCell(slotOf(symbol), p));
}

void FunctionLowerer::enterScope(const sema::Scope* scope, SourcePos p) {
    if (scope == nullptr) return;
    for (const sema::Symbol* symbol : scope->symbols) makeFresh(symbol, p);
}

bool FunctionLowerer::isStable(const Expr* e) const {
    switch (e->kind) {
        case NodeKind::IntLit:
        case NodeKind::FloatLit:
        case NodeKind::StringLit:
        case NodeKind::BoolLit:
        case NodeKind::NullLit:
            return true;
        case NodeKind::NameExpr:
            break;
        default:
            return false;
    }
    const auto& name = *as<NameExpr>(e);
    const sema::Symbol* symbol = name.symbol;
    if (symbol == nullptr || name.checked) return false;
    switch (symbol->kind) {
        case SymbolKind::Self:
            return true;
        case SymbolKind::Local:
        case SymbolKind::Param:
            return !isCell(symbol) && !symbol->isAssignedInside;
        case SymbolKind::ModuleVar:
            return symbol->isConst || symbol->neverRebound;
        default:
            return false;
    }
}

SlotId FunctionLowerer::temp() {
    SlotId slot = b_.temp();
    temps_.push_back(slot);
    return slot;
}

FunctionLowerer::TempScope::~TempScope() {
    while (f_.temps_.size() > mark_) {
        f_.b_.freeTemp(f_.temps_.back());
        f_.temps_.pop_back();
    }
}

}  // namespace noodle::lower

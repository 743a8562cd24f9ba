// Assignment: targets, declarations, compound assignment, increments, assignment inside expressions.
#include "compiler/lower/sequence.h"

namespace noodle::lower {

using namespace ast;
using ir::Op;
using types::TypeKind;

void FunctionLowerer::put(NodeId statement) {
    if (collect_ == nullptr) return b_.emit(statement);
    const ir::Node& n = b_.function().node(statement);
    if (ir::opInfo(n.op).kind == ir::OpKind::Value) statement = b_.eval(statement, n.pos);
    collect_->push_back(statement);
}

static bool isPattern(const Expr* target) {
    return isa<TupleExpr>(target) || isa<ListExpr>(target) || isa<MapExpr>(target);
}

// `_` keeps nothing.
static bool isDiscard(const Expr* target) {
    const auto* name = dynAs<NameExpr>(target);
    return name && (name->symbol == nullptr || name->symbol->kind == sema::SymbolKind::Builtin);
}

// ---- one target

void FunctionLowerer::assign(const Expr* target, const Expr* value) {
    SourcePos p = pos(target);
    if (assignInParallel(target, value)) return;
    switch (target->kind) {
        case NodeKind::NameExpr: {
            NodeId node = expr(value);
            put(isDiscard(target) ? node : storeChecked(as<NameExpr>(target)->symbol, value, node, p));
            return;
        }
        case NodeKind::MemberExpr: {
            const auto& member = *as<MemberExpr>(target);
            NodeVector operands{expr(member.object)};
            addOperand(operands, value);
            put(b_.setField(operands[0], text(member.name), operands[1], pos(member.nameSpan)));
            return;
        }
        case NodeKind::IndexExpr: {
            const auto& index = *as<IndexExpr>(target);
            NodeVector operands{expr(index.object)};
            addOperand(operands, index.index);
            addOperand(operands, value);
            return assignElement(index, std::move(operands), value);
        }
        case NodeKind::SliceExpr: {
            NodeVector operands = sliceOperands(*as<SliceExpr>(target), expr(as<SliceExpr>(target)->object));
            addOperand(operands, value);
            put(b_.setSlice(operands[0], operands[1], operands[2], operands[3], operands[4], p));
            return;
        }
        default:
            return destructure(target, expr(value));
    }
}

NodeVector FunctionLowerer::sliceOperands(const SliceExpr& slice, NodeId object) {
    NodeVector operands{object};
    for (const Expr* bound : {slice.start, slice.stop, slice.step}) {
        if (bound) {
            addOperand(operands, bound);
        } else {
            operands.push_back(b_.constNull(pos(&slice)));
        }
    }
    return operands;
}

// Writes through a typed container check the element.
void FunctionLowerer::assignElement(const IndexExpr& target, NodeVector operands, const Expr* from) {
    SourcePos p = pos(target.index);
    const types::Type* container = target.object->type;
    if (container && (container->is(TypeKind::List) || container->is(TypeKind::Map))) {
        const types::Type* element = container->arg(container->is(TypeKind::Map) ? 1 : 0);
        operands[2] = checkFor(from, operands[2], element, {.what = "element of ", .type = container}, p);
    }
    put(b_.setIndex(operands[0], operands[1], operands[2], p));
}

void FunctionLowerer::assignValue(const Expr* target, const Expr* from, NodeId value) {
    SourcePos p = pos(target);
    switch (target->kind) {
        case NodeKind::NameExpr:
            put(isDiscard(target) ? value : storeChecked(as<NameExpr>(target)->symbol, from, value, p));
            return;
        case NodeKind::MemberExpr: {
            const auto& member = *as<MemberExpr>(target);
            put(b_.setField(expr(member.object), text(member.name), value, pos(member.nameSpan)));
            return;
        }
        case NodeKind::IndexExpr: {
            const auto& index = *as<IndexExpr>(target);
            NodeVector operands{expr(index.object)};
            addOperand(operands, index.index);
            operands.push_back(value);
            return assignElement(index, std::move(operands), from);
        }
        case NodeKind::SliceExpr: {
            NodeVector operands = sliceOperands(*as<SliceExpr>(target), expr(as<SliceExpr>(target)->object));
            put(b_.setSlice(operands[0], operands[1], operands[2], operands[3], value, p));
            return;
        }
        case NodeKind::SpreadExpr:
            return assignValue(as<SpreadExpr>(target)->value, from, value);
        default:
            return destructure(target, value);
    }
}

// a, b = b, a: as many values as targets need no tuple between them.
bool FunctionLowerer::assignInParallel(const Expr* target, const Expr* value) {
    const Seq<Expr*>* targets = isa<TupleExpr>(target)  ? &as<TupleExpr>(target)->items
                                : isa<ListExpr>(target) ? &as<ListExpr>(target)->items
                                                        : nullptr;
    const Seq<Expr*>* values = isa<TupleExpr>(value)  ? &as<TupleExpr>(value)->items
                               : isa<ListExpr>(value) ? &as<ListExpr>(value)->items
                                                      : nullptr;
    if (!targets || !values || targets->size() != values->size() || targets->empty()) return false;
    for (size_t i = 0; i < targets->size(); ++i) {
        if (isa<SpreadExpr>((*targets)[i]) || isa<SpreadExpr>((*values)[i])) return false;
    }
    NodeVector copies;
    for (const Expr* item : *values) {
        SourcePos p = pos(item);
        NodeId node = expr(item);
        SlotId kept = temp();
        copies.push_back(reload(kept, node, p));
        put(b_.storeLocal(kept, node, p));
    }
    for (size_t i = 0; i < targets->size(); ++i) assignValue((*targets)[i], (*values)[i], copies[i]);
    return true;
}

// ---- statements

// The variable itself carries the type that its assignments must satisfy.
static bool hasDeclaredType(const Expr* target) {
    const auto* name = dynAs<NameExpr>(target);
    const types::Type* type = name && name->symbol ? name->symbol->declaredType : nullptr;
    return type && !type->isAny();
}

void FunctionLowerer::lowerAssign(const AssignStmt& stmt) {
    if (stmt.value == nullptr) return;  // x: T alone declares only
    if (stmt.targets.size() == 1) {
        if (!stmt.declaredType || hasDeclaredType(stmt.targets[0]))
            return assign(stmt.targets[0], stmt.value);
        // The type belongs to this assignment only: o.x: T = v, or a name annotated differently in several
        // places.
        SourcePos p = pos(stmt.value);
        NodeId value =
            checkFor(stmt.value, expr(stmt.value), stmt.declaredType->type, {"the assigned value"}, p);
        return assignValue(stmt.targets[0], nullptr, spill(value, p));
    }
    SourcePos p = pos(stmt.value);
    NodeId value = spillAlways(expr(stmt.value), p);
    SlotId kept{b_.function().node(value).imm[0]};
    for (const Expr* target : stmt.targets) assignValue(target, stmt.value, reload(kept, value, p));
}

void FunctionLowerer::lowerVarDecl(const VarDecl& decl) {
    const auto* name = dynAs<NameExpr>(decl.target);
    if (decl.value == nullptr) {
        if (name == nullptr || name->symbol == nullptr) return;
        SourcePos p = pos(&decl);
        // A variable whose type excludes null has no value yet; its reads are checked.
        if (name->symbol->isLate) return makeFresh(name->symbol, p);
        return put(store(name->symbol, b_.constNull(p), p));
    }
    if (name || !decl.declaredType) return assign(decl.target, decl.value);
    SourcePos p = pos(decl.value);
    NodeId value = checkFor(decl.value, expr(decl.value), decl.declaredType->type, {"the declared value"}, p);
    destructure(decl.target, value);
}

// ---- destructuring

bool FunctionLowerer::isDirect(const Expr* target) {
    if (const auto* spread = dynAs<SpreadExpr>(target)) target = spread->value;
    switch (target->kind) {
        case NodeKind::NameExpr:
            return true;
        case NodeKind::TupleExpr:
        case NodeKind::ListExpr: {
            const auto& items =
                isa<TupleExpr>(target) ? as<TupleExpr>(target)->items : as<ListExpr>(target)->items;
            for (const Expr* item : items) {
                if (!isDirect(item)) return false;
            }
            return true;
        }
        case NodeKind::MapExpr:
            for (const MapEntry* entry : as<MapExpr>(target)->entries) {
                if (!isDirect(entry->value)) return false;
            }
            return true;
        default:
            return false;
    }
}

void FunctionLowerer::destructure(const Expr* target, NodeId value) {
    std::vector<Later> later;
    put(unpack(target, value, !isDirect(target), later));
    storeLater(later);
}

void FunctionLowerer::storeLater(std::span<const Later> later) {
    for (const Later& item : later) assignValue(item.target, nullptr, loadTemp(item.value, pos(item.target)));
}

NodeId FunctionLowerer::unpack(const Expr* target, NodeId value, bool viaTemps, std::vector<Later>& later) {
    switch (target->kind) {
        case NodeKind::TupleExpr:
            return unpackList(as<TupleExpr>(target)->items, value, viaTemps, later, pos(target));
        case NodeKind::ListExpr:
            return unpackList(as<ListExpr>(target)->items, value, viaTemps, later, pos(target));
        default:
            return unpackMap(*as<MapExpr>(target), value, viaTemps, later);
    }
}

NodeId FunctionLowerer::unpackList(const Seq<Expr*>& targets, NodeId value, bool viaTemps,
                                   std::vector<Later>& later, SourcePos p) {
    NodeVector parts;
    uint32_t rest = ir::kNone;
    for (uint32_t i = 0; i < targets.size(); ++i) {
        if (isa<SpreadExpr>(targets[i])) rest = i;
        parts.push_back(takeHole(targets[i], viaTemps, later));
    }
    if (rest == ir::kNone) return b_.unpack(value, parts, p);
    return b_.unpackRest(value, parts, static_cast<uint8_t>(rest), p);
}

NodeId FunctionLowerer::unpackMap(const MapExpr& targets, NodeId value, bool viaTemps,
                                  std::vector<Later>& later) {
    NodeVector parts;
    std::vector<std::string_view> keys;
    NodeId rest;
    for (const MapEntry* entry : targets.entries) {
        NodeId part = takeHole(entry->value, viaTemps, later);
        if (const auto* key = dynAs<StringLit>(entry->key)) {
            keys.push_back(key->value);
            parts.push_back(part);
        } else {
            rest = part;
        }
    }
    if (rest.valid()) parts.push_back(rest);
    return b_.unpackNames(value, keys, rest.valid(), parts, pos(&targets));
}

NodeId FunctionLowerer::takeHole(const Expr* target, bool viaTemps, std::vector<Later>& later) {
    if (const auto* spread = dynAs<SpreadExpr>(target)) target = spread->value;
    SourcePos p = pos(target);
    NodeId hole = b_.hole(p);
    if (isDiscard(target)) return b_.eval(hole, p);
    if (isPattern(target)) return unpack(target, hole, viaTemps, later);
    if (!viaTemps) return storeChecked(as<NameExpr>(target)->symbol, nullptr, hole, p);
    SlotId kept = temp();
    later.push_back({target, kept});
    return b_.storeLocal(kept, hole, p);
}

// ---- read, change, write

// The operand is read twice: a stable one is loaded twice, others wait in a temporary (stored by the first
// use unless the value needs blocks, which end every tree before them).
void FunctionLowerer::addPlaceOperand(Place& place, const Expr* operand, bool inBlocks) {
    if (operand == nullptr) {
        place.read.push_back(b_.constNull(pos(place.target)));
        place.write.push_back(b_.constNull(pos(place.target)));
        return;
    }
    SourcePos p = pos(operand);
    NodeId value = expr(operand);
    if (!inBlocks && isStable(operand)) {
        place.write.push_back(value);
        place.read.push_back(expr(operand));
        return;
    }
    SlotId kept = temp();
    place.read.push_back(reload(kept, value, p));
    if (inBlocks) {
        put(b_.storeLocal(kept, value, p));
        place.write.push_back(reload(kept, value, p));
    } else {
        place.write.push_back(b_.tee(kept, value, p));
    }
}

FunctionLowerer::Place FunctionLowerer::placeOf(const Expr* target, bool inBlocks) {
    Place place;
    place.target = target;
    switch (target->kind) {
        case NodeKind::MemberExpr:
            addPlaceOperand(place, as<MemberExpr>(target)->object, inBlocks);
            break;
        case NodeKind::IndexExpr:
            addPlaceOperand(place, as<IndexExpr>(target)->object, inBlocks);
            addPlaceOperand(place, as<IndexExpr>(target)->index, inBlocks);
            break;
        case NodeKind::SliceExpr: {
            const auto& slice = *as<SliceExpr>(target);
            for (const Expr* operand : {slice.object, slice.start, slice.stop, slice.step}) {
                addPlaceOperand(place, operand, inBlocks);
            }
            break;
        }
        default:
            break;
    }
    return place;
}

NodeId FunctionLowerer::readPlace(const Place& place) {
    const NodeVector& operands = place.read;
    SourcePos p = pos(place.target);
    switch (place.target->kind) {
        case NodeKind::MemberExpr:
            return proven(place.target,
                          b_.getField(operands[0], text(as<MemberExpr>(place.target)->name), p));
        case NodeKind::IndexExpr:
            return proven(place.target, b_.getIndex(operands[0], operands[1], p));
        case NodeKind::SliceExpr:
            return b_.getSlice(operands[0], operands[1], operands[2], operands[3], p);
        default:
            return expr(place.target);
    }
}

// m[k] ??= v gives an absent key its value; every other read of it throws. The operands are in temporaries.
NodeId FunctionLowerer::readOrNull(const Place& place) {
    SourcePos p = pos(place.target);
    auto operand = [&](size_t i) {
        SlotId slot{b_.function().node(place.read[i]).imm[0]};
        return loadTemp(slot, p);
    };
    NodeId isMap = b_.unary(Op::MatchIsMap, operand(0), p);
    NodeId entry = b_.binary(Op::MatchKey, operand(0), operand(1), p);
    NodeId element = b_.cond(isMap, entry, b_.getIndex(operand(0), operand(1), p), p);
    SlotId found = temp();
    NodeId absent = b_.unary(Op::IsUndef, b_.tee(found, element, p), p);
    return b_.cond(absent, b_.constNull(p), loadTemp(found, p), p);
}

// `value` is a tree that reads the place; the operands of the write run first and leave their temporaries
// behind.
void FunctionLowerer::writePlace(const Place& place, NodeId value, const Expr* from) {
    const NodeVector& operands = place.write;
    SourcePos p = pos(place.target);
    switch (place.target->kind) {
        case NodeKind::NameExpr: {
            const sema::Symbol* symbol = as<NameExpr>(place.target)->symbol;
            put(symbol ? storeChecked(symbol, from, value, p) : value);
            break;
        }
        case NodeKind::MemberExpr:
            put(b_.setField(operands[0], text(as<MemberExpr>(place.target)->name), value, p));
            break;
        case NodeKind::IndexExpr:
            assignElement(*as<IndexExpr>(place.target), {operands[0], operands[1], value}, from);
            break;
        case NodeKind::SliceExpr:
            put(b_.setSlice(operands[0], operands[1], operands[2], operands[3], value, p));
            break;
        default:
            put(value);
            break;
    }
}

// A slice is deleted by the builtin's slice object, a field by the builtin function.
void FunctionLowerer::lowerDelete(const Expr* target) {
    SourcePos p = pos(target);
    NodeVector operands;
    if (const auto* index = dynAs<IndexExpr>(target)) {
        addOperand(operands, index->object);
        addOperand(operands, index->index);
        return put(b_.make(Op::DeleteIndex, operands, p));
    }
    if (const auto* slice = dynAs<SliceExpr>(target)) {
        addOperand(operands, slice->object);
        for (const Expr* bound : {slice->start, slice->stop, slice->step}) {
            if (bound)
                addOperand(operands, bound);
            else
                operands.push_back(b_.constNull(p));
        }
        NodeVector bounds;
        for (uint32_t i = 1; i < operands.size(); ++i) bounds.push_back(operands.data()[i]);
        NodeId range = b_.call(b_.loadBuiltin("slice", p), bounds, p);
        return put(b_.make(Op::DeleteIndex, {operands[0], range}, p));
    }
    addOperand(operands, as<MemberExpr>(target)->object);
    operands.push_back(b_.constString(text(as<MemberExpr>(target)->name), p));
    put(b_.eval(b_.call(b_.loadBuiltin("delattr", p), operands, p), p));
}

NodeId FunctionLowerer::combined(BinaryOp op, NodeId old, const Expr* value, SourcePos p) {
    if (infoOf(op).group == OpGroup::Logical) return logical(op, old, value, p);
    NodeVector operands{old};
    addOperand(operands, value);
    return binary(op, operands[0], operands[1], p);
}

void FunctionLowerer::compound(BinaryOp op, const Expr* target, const Expr* value, SlotId result) {
    SourcePos p = pos(target);
    bool orAbsent = op == BinaryOp::Coalesce && isa<IndexExpr>(target);
    Place place = placeOf(target, orAbsent || needsBlocks(target) || needsBlocks(value));
    NodeId updated = combined(op, orAbsent ? readOrNull(place) : readPlace(place), value, p);
    if (result.valid()) updated = b_.tee(result, updated, p);
    writePlace(place, updated, nullptr);
}

// ---- inside expressions

NodeId FunctionLowerer::assignExpr(const AssignExpr& e) {
    SourcePos p = pos(&e);
    bool inBlocks = needsBlocks(&e);
    const auto* name = dynAs<NameExpr>(e.target);
    if (name && name->symbol && !e.compound && isPlainLocal(name->symbol)) {
        NodeId value = expr(e.value);
        if (name->symbol->declaredType) {
            value =
                checkFor(e.value, value, m_.types.declaredType(*name->symbol), variablePlace(name->name), p);
        }
        return b_.tee(slotOf(name->symbol), value, p);
    }
    return sequence(inBlocks, p, [&] {
        SlotId result = temp();
        if (e.compound) {
            compound(e.op, e.target, e.value, result);
        } else {
            put(b_.storeLocal(result, expr(e.value), p));
            assignValue(e.target, e.value, loadTemp(result, p));
        }
        return loadTemp(result, p);
    });
}

bool FunctionLowerer::isPlainLocal(const sema::Symbol* symbol) const {
    bool isLocal = symbol->kind == sema::SymbolKind::Local || symbol->kind == sema::SymbolKind::Param;
    return isLocal && isOwn(symbol) && !isCell(symbol);
}

NodeId FunctionLowerer::increment(const IncrementExpr& e, bool wanted) {
    SourcePos p = pos(&e);
    bool inBlocks = needsBlocks(&e);
    auto body = [&] {
        SlotId result = wanted ? temp() : SlotId{};
        Place place = placeOf(e.target, inBlocks);
        NodeId old = readPlace(place);
        if (wanted && !e.prefix) old = b_.tee(result, old, p);
        NodeId updated = b_.binary(e.decrement ? Op::Sub : Op::Add, old, b_.constInt(1, p), p);
        if (wanted && e.prefix) updated = b_.tee(result, updated, p);
        writePlace(place, updated, nullptr);
        return wanted ? loadTemp(result, p) : NodeId{};
    };
    return wanted ? sequence(inBlocks, p, body) : body();
}

}  // namespace noodle::lower

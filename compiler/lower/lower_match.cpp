// match and its patterns.
//
// A pattern is a series of tests on a value in a slot; a failing one jumps to `fail`, the next arm. Names are
// bound as the tests pass, before the guard. Parts of a value that only bind or only compare need no slot of
// their own (testPart).
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;
using ir::Op;

NodeId FunctionLowerer::matchExpr(const MatchExpr& match) {
    SlotId result = temp();
    lowerMatch(match, MatchMode::Value, result);
    return loadTemp(result, pos(&match));
}

void FunctionLowerer::lowerMatch(const MatchExpr& match, MatchMode mode, SlotId result) {
    SourcePos p = pos(&match);
    SlotId subject = temp();
    NodeId value = expr(match.subject);
    b_.emit(b_.storeLocal(subject, value, p));
    BlockId end = b_.block();
    for (const MatchArm* arm : match.arms) lowerArm(*arm, subject, mode, result, end);
    switch (mode) {
        case MatchMode::Statement:
            break;
        case MatchMode::Value:
            b_.matchFail(loadTemp(subject, p), p);
            break;
        case MatchMode::ValueOrNull:
            b_.emit(b_.storeLocal(result, b_.constNull(p), p));
            break;
    }
    b_.setBlock(end);
}

void FunctionLowerer::lowerArm(const MatchArm& arm, SlotId subject, MatchMode mode, SlotId result,
                               BlockId end) {
    TempScope temps(*this);
    BlockId next = b_.block();
    enterScope(arm.scope, pos(&arm));
    testPattern(arm.pattern, subject, next);
    if (arm.guard) {
        BlockId body = b_.block();
        branchOn(arm.guard, body, next);
        b_.setBlock(body);
    }
    if (mode == MatchMode::Statement) {
        lowerBlock(*arm.body);
    } else {
        blockValue(*arm.body, result);
    }
    b_.jump(end, pos(&arm));
    b_.setBlock(next);
}

void FunctionLowerer::require(NodeId test, BlockId fail, SourcePos p) {
    BlockId holds = b_.block();
    b_.branch(test, holds, fail, p);
    b_.setBlock(holds);
}

void FunctionLowerer::testPattern(const Pattern* pattern, SlotId value, BlockId fail) {
    SourcePos p = pos(pattern);
    switch (pattern->kind) {
        case NodeKind::NamePattern:
            return testName(*as<NamePattern>(pattern), value, fail);
        case NodeKind::ValuePattern:
            return testValue(as<ValuePattern>(pattern)->value, loadTemp(value, p), fail);
        case NodeKind::RangePattern:
            return testRange(*as<RangePattern>(pattern), value, fail);
        case NodeKind::OrPattern:
            return testOr(*as<OrPattern>(pattern), value, fail);
        case NodeKind::ConstructorPattern:
            return testConstructor(*as<ConstructorPattern>(pattern), value, fail);
        case NodeKind::MapPattern:
            return testMap(*as<MapPattern>(pattern), value, fail);
        case NodeKind::ListPattern:
            return testSequence(as<ListPattern>(pattern)->items, value, fail, p);
        case NodeKind::TuplePattern:
            return testSequence(as<TuplePattern>(pattern)->items, value, fail, p);
        case NodeKind::TypePattern: {
            const auto& typed = *as<TypePattern>(pattern);
            require(typeTest(loadTemp(value, p), typed.target, p), fail, p);
            if (typed.inner) testPattern(typed.inner, value, fail);
            return;
        }
        case NodeKind::AsPattern: {
            const auto& alias = *as<AsPattern>(pattern);
            if (alias.inner) testPattern(alias.inner, value, fail);
            if (alias.symbol) b_.emit(store(alias.symbol, loadTemp(value, p), p));
            return;
        }
        default:
            return;  // the wildcard
    }
}

// A part that is looked at once needs no slot.
void FunctionLowerer::testPart(const Pattern* pattern, NodeId value, BlockId fail) {
    SourcePos p = pos(pattern);
    if (isa<WildcardPattern>(pattern)) return;
    if (const auto* name = dynAs<NamePattern>(pattern); name && name->isBinding) {
        if (name->symbol) b_.emit(store(name->symbol, value, p));
        return;
    }
    if (const auto* literal = dynAs<ValuePattern>(pattern)) return testValue(literal->value, value, fail);
    SlotId part = temp();
    b_.emit(b_.storeLocal(part, value, p));
    testPattern(pattern, part, fail);
}

// As testPart, for a part that may be absent (undef).
void FunctionLowerer::testPresent(const Pattern* pattern, NodeId value, BlockId fail) {
    SourcePos p = pos(pattern);
    SlotId part = temp();
    b_.emit(b_.storeLocal(part, value, p));
    require(b_.unary(Op::Not, b_.unary(Op::IsUndef, loadTemp(part, p), p), p), fail, p);
    testPattern(pattern, part, fail);
}

void FunctionLowerer::testValue(const Expr* literal, NodeId value, BlockId fail) {
    SourcePos p = pos(literal);
    NodeId test;
    if (literal->type && (literal->type->is(types::TypeKind::ClassObject) || isVariant(literal))) {
        test = b_.binary(Op::MatchClass, value, expr(literal), p);
    } else {
        test = literalTest(value, literal, p);
    }
    require(test, fail, p);
}

// Color.Custom without arguments matches whatever its payload is.
bool FunctionLowerer::isVariant(const Expr* e) {
    const auto* member = dynAs<MemberExpr>(e);
    const types::Type* owner = member ? member->object->type : nullptr;
    if (owner == nullptr || !owner->is(types::TypeKind::ClassObject)) return false;
    const types::Type* instance = owner->arg(0);
    return instance->is(types::TypeKind::Class) && instance->cls()->isEnum;
}

void FunctionLowerer::testName(const NamePattern& pattern, SlotId value, BlockId fail) {
    SourcePos p = pos(&pattern);
    NodeId subject = loadTemp(value, p);
    if (pattern.isBinding) {
        if (pattern.symbol) b_.emit(store(pattern.symbol, subject, p));
        return;
    }
    const sema::Symbol* symbol = pattern.symbol;
    if (symbol == nullptr)
        return require(b_.binary(Op::MatchClass, subject, b_.loadBuiltin(text(pattern.name), p), p), fail, p);
    NodeId meant = loadClass(symbol, p);
    if (pattern.isVariant) meant = b_.getField(meant, text(pattern.name), p);
    bool isClass = pattern.isVariant || symbol->cls != nullptr || symbol->kind == sema::SymbolKind::Builtin;
    require(b_.binary(isClass ? Op::MatchClass : Op::Eq, subject, meant, p), fail, p);
}

// Only numbers lie between numbers and only strings between strings: comparing anything else would throw.
void FunctionLowerer::testRange(const RangePattern& pattern, SlotId value, BlockId fail) {
    SourcePos p = pos(&pattern);
    const Expr* bound = pattern.low ? pattern.low : pattern.high;
    using Kind = bc::TypeDef::Kind;
    bool isText = bound && isa<StringLit>(bound);
    bc::TypeDef def{
        isText ? Kind::String : Kind::Number, m_.builder.string(isText ? "string" : "Number"), {}};
    require(b_.isType(loadTemp(value, p), m_.builder.type(def), p), fail, p);
    if (pattern.low) require(b_.binary(Op::Ge, loadTemp(value, p), expr(pattern.low), p), fail, p);
    if (!pattern.high) return;
    Op op = pattern.inclusive ? Op::Le : Op::Lt;
    require(b_.binary(op, loadTemp(value, p), expr(pattern.high), p), fail, p);
}

void FunctionLowerer::testOr(const OrPattern& pattern, SlotId value, BlockId fail) {
    SourcePos p = pos(&pattern);
    BlockId matched = b_.block();
    for (size_t i = 0; i < pattern.alternatives.size(); ++i) {
        bool last = i + 1 == pattern.alternatives.size();
        BlockId next = last ? fail : b_.block();
        testPattern(pattern.alternatives[i], value, next);
        b_.jump(matched, p);
        if (!last) b_.setBlock(next);
    }
    b_.setBlock(matched);
}

// ---- constructors

// Some(p) is any value but null; str(), int(x) and the like test the type, their argument is the value
// itself.
bool FunctionLowerer::testBuiltinConstructor(const ConstructorPattern& pattern, SlotId value, BlockId fail) {
    const auto* name = dynAs<NameExpr>(pattern.callee);
    bool isBuiltin =
        name && !pattern.isVariant && (!name->symbol || name->symbol->kind == sema::SymbolKind::Builtin);
    if (!isBuiltin || pattern.args.size() > 1) return false;
    SourcePos p = pos(&pattern);
    if (name->name == names::kSome) {
        require(b_.unary(Op::Not, b_.unary(Op::IsNull, loadTemp(value, p), p), p), fail, p);
    } else {
        bool hasParts = name->name == names::kSuccess || (name->symbol && name->symbol->cls);
        if (hasParts) return false;
        require(b_.binary(Op::MatchClass, loadTemp(value, p), expr(name), p), fail, p);
    }
    if (!pattern.args.empty()) testPattern(pattern.args[0]->pattern, value, fail);
    return true;
}

void FunctionLowerer::testConstructor(const ConstructorPattern& pattern, SlotId value, BlockId fail) {
    if (testBuiltinConstructor(pattern, value, fail)) return;
    SourcePos p = pos(&pattern);
    NodeId callee;
    if (pattern.isVariant) {
        const auto& name = *as<NameExpr>(pattern.callee);
        callee = b_.getField(loadClass(name.symbol, p), text(name.name), p);
    } else {
        callee = expr(pattern.callee);
    }
    SlotId cls = temp();
    require(b_.binary(Op::MatchClass, loadTemp(value, p), b_.tee(cls, callee, p), p), fail, p);
    uint32_t position = 0;
    for (const PatternArg* arg : pattern.args) {
        SourcePos at = pos(arg);
        NodeId part;
        if (arg->name) {
            part = b_.makeNamed(Op::MatchField, text(arg->name), {loadTemp(value, at)}, at);
        } else {
            part = b_.make(Op::MatchPositional, {loadTemp(value, at), loadTemp(cls, at)}, at, {position++});
        }
        testPresent(arg->pattern, part, fail);
    }
}

// ---- collections

// {key: pattern} looks into maps by key and into structs and other instances by field: whatever has an entry
// is one of these, so that a rest can be spread.
void FunctionLowerer::testMap(const MapPattern& pattern, SlotId value, BlockId fail) {
    SourcePos p = pos(&pattern);
    if (pattern.entries.empty()) require(b_.unary(Op::MatchIsMap, loadTemp(value, p), p), fail, p);
    for (const MapPatternEntry* entry : pattern.entries) {
        SourcePos at = pos(entry);
        NodeId part = b_.binary(Op::MatchKey, loadTemp(value, at), expr(entry->key), at);
        testPresent(entry->value, part, fail);
    }
    if (pattern.rest == nullptr || pattern.rest->symbol == nullptr) return;
    SlotId rest = temp();
    b_.emit(b_.storeLocal(rest, b_.makeMap({b_.spread(loadTemp(value, p), p)}, p), p));
    for (const MapPatternEntry* entry : pattern.entries) {
        b_.emit(b_.callMethod(loadTemp(rest, p), "remove", {expr(entry->key)}, p));
    }
    b_.emit(store(pattern.rest->symbol, loadTemp(rest, p), p));
}

void FunctionLowerer::testSequence(const Seq<Pattern*>& items, SlotId value, BlockId fail, SourcePos p) {
    uint32_t count = items.size(), rest = count;
    for (uint32_t i = 0; i < count; ++i) {
        if (isa<RestPattern>(items[i])) rest = i;
    }
    bool hasRest = rest < count;
    uint32_t fixed = hasRest ? count - 1 : count;
    require(b_.make(Op::MatchSequence, {loadTemp(value, p)}, p, {fixed, hasRest ? 1u : 0u}), fail, p);
    for (uint32_t i = 0; i < count; ++i) {
        SourcePos at = pos(items[i]);
        if (i == rest) {
            const auto& tail = *as<RestPattern>(items[i]);
            if (!tail.symbol) continue;
            NodeId slice = b_.make(Op::MatchSlice, {loadTemp(value, at)}, at, {rest, count - rest - 1});
            b_.emit(store(tail.symbol, slice, at));
            continue;
        }
        // Elements after the rest count from the end.
        auto index = static_cast<int16_t>(i < rest ? static_cast<int32_t>(i)
                                                   : static_cast<int32_t>(i) - static_cast<int32_t>(count));
        NodeId element = b_.make(Op::MatchElement, {loadTemp(value, at)}, at,
                                 {static_cast<uint32_t>(static_cast<int32_t>(index))});
        testPart(items[i], element, fail);
    }
}

}  // namespace noodle::lower

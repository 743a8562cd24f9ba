// Expressions: the dispatch, chains of operators and members, literals.
//
// A chain such as a.b(c).d + e + f is a left spine thousands of nodes deep. expr() walks down to its first
// operand and folds the nodes over it on the way back, so the depth costs no stack.
#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

using namespace ast;

NodeId FunctionLowerer::expr(const Expr* e) {
    size_t base = spine_.size();
    for (const Expr* left = spineLeft(e); left != nullptr; left = spineLeft(e)) {
        spine_.push_back(e);
        e = left;
    }
    return foldSpine(base, proven(e, leaf(e)));
}

NodeId FunctionLowerer::foldSpine(size_t base, NodeId left) {
    while (spine_.size() > base) {
        const Expr* e = spine_.back();
        spine_.pop_back();
        left = proven(e, combine(e, left));
    }
    return left;
}

const Expr* FunctionLowerer::spineLeft(const Expr* e) const {
    switch (e->kind) {
        case NodeKind::BinaryExpr:
            return as<BinaryExpr>(e)->left;
        case NodeKind::IndexExpr:
            return as<IndexExpr>(e)->object;
        case NodeKind::SliceExpr:
            return as<SliceExpr>(e)->object;
        case NodeKind::MemberExpr: {
            const Expr* object = as<MemberExpr>(e)->object;
            return isa<SuperExpr>(object) ? nullptr : object;
        }
        case NodeKind::CallExpr: {
            const auto& call = *as<CallExpr>(e);
            if (isa<SuperExpr>(call.callee)) return nullptr;
            const auto* member = dynAs<MemberExpr>(call.callee);
            if (member == nullptr || call.optional) return call.callee;
            return isa<SuperExpr>(member->object) ? nullptr : member->object;
        }
        default:
            return nullptr;
    }
}

NodeId FunctionLowerer::combine(const Expr* e, NodeId left) {
    switch (e->kind) {
        case NodeKind::BinaryExpr:
            return combineBinary(*as<BinaryExpr>(e), left);
        case NodeKind::MemberExpr:
            return combineMember(*as<MemberExpr>(e), left);
        case NodeKind::IndexExpr:
            return combineIndex(*as<IndexExpr>(e), left);
        case NodeKind::SliceExpr:
            return combineSlice(*as<SliceExpr>(e), left);
        default:
            return combineCall(*as<CallExpr>(e), left);
    }
}

NodeId FunctionLowerer::combineMember(const MemberExpr& member, NodeId object) {
    return b_.getField(object, memberName(member.name),
                       pos(member.nameSpan.isValid() ? member.nameSpan : member.span));
}

NodeId FunctionLowerer::combineIndex(const IndexExpr& index, NodeId object) {
    NodeVector operands{object};
    addOperand(operands, index.index);
    return b_.getIndex(operands[0], operands[1], pos(index.index));
}

NodeId FunctionLowerer::combineSlice(const SliceExpr& slice, NodeId object) {
    NodeVector operands = sliceOperands(slice, object);
    return b_.getSlice(operands[0], operands[1], operands[2], operands[3], pos(&slice));
}

// Whether the link from its object to `e` is an optional one.
static bool isOptionalLink(const Expr* e) {
    switch (e->kind) {
        case NodeKind::MemberExpr:
            return as<MemberExpr>(e)->optional;
        case NodeKind::IndexExpr:
            return as<IndexExpr>(e)->optional;
        case NodeKind::SliceExpr:
            return as<SliceExpr>(e)->optional;
        case NodeKind::CallExpr: {
            const auto& call = *as<CallExpr>(e);
            const auto* member = dynAs<MemberExpr>(call.callee);
            return call.optional || (member != nullptr && member->optional);
        }
        default:
            return false;
    }
}

NodeId FunctionLowerer::optionalChain(const OptionalChain& chain) {
    size_t base = spine_.size();
    const Expr* e = chain.chain;
    for (const Expr* left = spineLeft(e); left != nullptr; left = spineLeft(e)) {
        spine_.push_back(e);
        e = left;
    }
    NodeId value = proven(e, leaf(e));
    SourcePos p = pos(&chain);
    bool inBlocks = needsBlocks(&chain);
    SlotId result = inBlocks ? temp() : SlotId{};
    BlockId done = inBlocks ? b_.block() : BlockId{};
    NodeId tested;  // what the links since the last optional one hang on
    while (spine_.size() > base) {
        const Expr* link = spine_.back();
        spine_.pop_back();
        if (isOptionalLink(link) && inBlocks) {
            b_.emit(b_.storeLocal(result, value, p));
            BlockId present = b_.block();
            b_.branch(b_.unary(ir::Op::IsNull, loadTemp(result, p), p), done, present, p);
            b_.setBlock(present);
            value = loadTemp(result, p);
        } else if (isOptionalLink(link)) {
            tested = tested.valid() ? b_.optChain(tested, value, p) : value;
            value = b_.hole(p);
        }
        value = combine(link, value);
    }
    if (inBlocks) {
        b_.emit(b_.storeLocal(result, value, p));
        b_.setBlock(done);
        return loadTemp(result, p);
    }
    return tested.valid() ? b_.optChain(tested, value, p) : value;
}

std::string_view FunctionLowerer::lambdaName(const LambdaExpr& lambda) const {
    return lambda.function->name ? text(lambda.function->name) : "<lambda>";
}

NodeId FunctionLowerer::leaf(const Expr* e) {
    SourcePos p = pos(e);
    switch (e->kind) {
        case NodeKind::BadExpr:
        case NodeKind::NullLit:
            return b_.constNull(p);
        case NodeKind::BoolLit:
            return b_.constBool(as<BoolLit>(e)->value, p);
        case NodeKind::IntLit:
            return b_.constInt(as<IntLit>(e)->value, p);
        case NodeKind::FloatLit:
            return b_.constFloat(as<FloatLit>(e)->value, p);
        case NodeKind::StringLit:
            return b_.constString(as<StringLit>(e)->value, p);
        case NodeKind::BytesLit:
            return b_.constBytes(as<BytesLit>(e)->value, p);
        case NodeKind::InterpolatedString:
            return interpolated(*as<InterpolatedString>(e));
        case NodeKind::NameExpr:
            return loadName(*as<NameExpr>(e));
        case NodeKind::SuperExpr:
            return load(as<SuperExpr>(e)->symbol, false, p);
        case NodeKind::ListExpr:
            return b_.makeList(items(as<ListExpr>(e)->items), p);
        case NodeKind::TupleExpr:
            return b_.makeTuple(items(as<TupleExpr>(e)->items), p);
        case NodeKind::SetExpr:
            return b_.makeSet(items(as<SetExpr>(e)->items), p);
        case NodeKind::MapExpr:
            return mapLiteral(*as<MapExpr>(e));
        case NodeKind::ComprehensionExpr:
            return comprehension(*as<ComprehensionExpr>(e));
        case NodeKind::UnaryExpr:
            return unary(*as<UnaryExpr>(e));
        case NodeKind::CompareChain:
            return compareChain(*as<CompareChain>(e));
        case NodeKind::TypeOperand:
            return classValue(as<TypeOperand>(e)->target, p);
        case NodeKind::IsExpr:
            return isExpr(*as<IsExpr>(e));
        case NodeKind::AsExpr:
            return asExpr(*as<AsExpr>(e));
        case NodeKind::ConditionalExpr:
            return conditional(*as<ConditionalExpr>(e));
        case NodeKind::IfExpr:
            return ifExpr(*as<IfExpr>(e));
        case NodeKind::MatchExpr:
            return matchExpr(*as<MatchExpr>(e));
        case NodeKind::LambdaExpr:
            return functionValue(*as<LambdaExpr>(e)->function, lambdaName(*as<LambdaExpr>(e)));
        case NodeKind::OptionalChain:
            return optionalChain(*as<OptionalChain>(e));
        case NodeKind::SpreadExpr:
            return expr(as<SpreadExpr>(e)->value);
        case NodeKind::AssignExpr:
            return assignExpr(*as<AssignExpr>(e));
        case NodeKind::IncrementExpr:
            return increment(*as<IncrementExpr>(e), true);
        case NodeKind::AwaitExpr:
            return b_.await(expr(as<AwaitExpr>(e)->value), p);
        case NodeKind::StreamExpr:
            return streamFrom(*as<StreamExpr>(e));
        case NodeKind::YieldExpr: {
            const auto& yield = *as<YieldExpr>(e);
            if (yield.isFrom) return yieldFrom(yield);
            return b_.yield(yield.value ? expr(yield.value) : b_.constNull(p), p);
        }
        default:
            return superAccess(e);  // a call or member of super; the others are links of a spine
    }
}

// ---- operands

NodeId FunctionLowerer::reload(SlotId slot, NodeId like, SourcePos p) {
    return b_.typed(b_.loadLocal(slot, p), b_.typeOf(like));
}

NodeId FunctionLowerer::spillAlways(NodeId value, SourcePos p) {
    SlotId slot = temp();
    NodeId copy = reload(slot, value, p);
    b_.emit(b_.storeLocal(slot, value, p));
    return copy;
}

NodeId FunctionLowerer::spill(NodeId value, SourcePos p) {
    const ir::Node& n = b_.function().node(value);
    switch (n.op) {
        case ir::Op::ConstInt:
        case ir::Op::ConstFloat:
        case ir::Op::ConstString:
        case ir::Op::ConstBytes:
        case ir::Op::ConstBool:
        case ir::Op::ConstNull:
        case ir::Op::LoadCaptured:
            return value;
        case ir::Op::LoadLocal:
            if (b_.function().slots[n.imm[0]].name == ir::kNone) return value;
            break;
        default:
            break;
    }
    return spillAlways(value, p);
}

void FunctionLowerer::addOperand(NodeVector& operands, const Expr* e) {
    if (needsBlocks(e)) {
        for (NodeId& operand : operands) operand = spill(operand, pos(e));
    }
    operands.push_back(expr(e));
}

NodeId FunctionLowerer::proven(const Expr* e, NodeId node) {
    if (e->typeProven && b_.typeOf(node) == ir::StaticType::Any) b_.typed(node, staticTypeOf(e->type));
    return node;
}

// ---- literals

NodeVector FunctionLowerer::items(const Seq<Expr*>& exprs) {
    NodeVector nodes;
    for (const Expr* item : exprs) {
        const auto* spread = dynAs<SpreadExpr>(item);
        addOperand(nodes, spread ? spread->value : item);
    }
    for (size_t i = 0; i < exprs.size(); ++i) {
        if (isa<SpreadExpr>(exprs[i])) nodes[i] = b_.spread(nodes[i], pos(exprs[i]));
    }
    return nodes;
}

NodeId FunctionLowerer::mapLiteral(const MapExpr& map) {
    NodeVector flat;
    for (const MapEntry* entry : map.entries) {
        if (entry->key) addOperand(flat, entry->key);
        addOperand(flat, entry->value);
    }
    NodeVector entries;
    size_t next = 0;
    for (const MapEntry* entry : map.entries) {
        SourcePos p = pos(entry);
        if (entry->key) {
            entries.push_back(b_.pair(flat[next], flat[next + 1], p));
            next += 2;
        } else {
            entries.push_back(b_.spread(flat[next++], p));
        }
    }
    return b_.makeMap(entries, pos(&map));
}

NodeId FunctionLowerer::stringPart(const StringPart& part, NodeId value) {
    if (part.spec == nullptr && part.conversion == 0) return value;
    SourcePos p = pos(part.expr);
    if (part.spec && needsBlocks(part.spec)) value = spill(value, p);
    NodeId spec = part.spec ? expr(part.spec) : b_.constString("", p);
    uint8_t conversion = part.conversion == 0 ? 0 : part.conversion == 's' ? 2 : 1;
    return b_.format(value, spec, conversion, p);
}

NodeId FunctionLowerer::interpolated(const InterpolatedString& string) {
    NodeVector parts;
    for (const StringPart* part : string.parts) {
        if (part->expr == nullptr) {
            parts.push_back(b_.constString(part->text, pos(&string)));
            continue;
        }
        if (part->spec && needsBlocks(part->spec)) {
            for (NodeId& before : parts) before = spill(before, pos(part->expr));
        }
        addOperand(parts, part->expr);
        parts.back() = stringPart(*part, parts.back());
    }
    return b_.buildString(parts, pos(&string));
}

// ---- generators

NodeId FunctionLowerer::streamFrom(const StreamExpr& stream) {
    NodeId source = expr(stream.source);
    return b_.call(b_.loadBuiltin("stream", pos(&stream)), {source}, pos(&stream));
}

NodeId FunctionLowerer::yieldFrom(const YieldExpr& yield) {
    SourcePos p = pos(&yield);
    SlotId iterator = temp(), value = temp();
    b_.emit(b_.storeLocal(iterator, b_.getIter(expr(yield.value), false, p), p));
    BlockId head = b_.block(), body = b_.block(), exit = b_.block();
    b_.setBlock(head);
    b_.iterNext(iterator, b_.storeLocal(value, b_.hole(p), p), body, exit, p);
    b_.setBlock(body);
    Guard guard = beginGuard();
    b_.emit(b_.yield(loadTemp(value, p), p));
    b_.jump(head, p);
    endGuard(guard, iterator, p);
    b_.setBlock(exit);
    return b_.constNull(p);
}

}  // namespace noodle::lower

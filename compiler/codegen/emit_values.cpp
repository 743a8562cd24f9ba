// Statements, values and conditions.
//
// value() follows first operands down (the spine) before it emits anything, then comes back up: every node on
// the spine has its first operand on the stack and adds the others and its opcode. Neighbouring and/or/?? and
// optional chains on the spine share one exit label, because a value that leaves the inner one leaves the
// outer one too.
#include "compiler/codegen/function_emitter.h"
#include "compiler/codegen/opcode_map.h"

namespace noodle::codegen {

using bc::Opcode;
using ir::Node;
using ir::NodeId;
using ir::Op;
using ir::StaticType;

namespace {

Opcode lazyJump(Op op) {
    switch (op) {
        case Op::And:
            return Opcode::JumpIfFalseOrPop;
        case Op::Or:
            return Opcode::JumpIfTrueOrPop;
        case Op::Coalesce:
            return Opcode::JumpIfNotNullOrPop;
        case Op::OptChain:
            return Opcode::JumpIfNull;
        default:
            return Opcode::Nop;
    }
}

// Nodes whose first operand is evaluated first, as a plain value.
bool isSpine(const Node& n) {
    if (n.operandCount == 0) return false;
    if (lazyJump(n.op) != Opcode::Nop || n.op == Op::Tee || n.op == Op::MatchSequence) return true;
    return (ir::opInfo(n.op).effects & ir::kDirect) != 0;
}

}  // namespace

// ---- statements

void FunctionEmitter::statement(NodeId id) {
    const Node& n = f_.node(id);
    switch (n.op) {
        case Op::StoreLocal:
            return storeLocal(n);
        case Op::Eval:
            return drop(f_.operandsOf(n)[0]);
        case Op::Unpack:
        case Op::UnpackRest:
        case Op::UnpackNames:
            return unpack(n);
        default:
            return direct(n);
    }
}

void FunctionEmitter::storeLocal(const Node& n) {
    if (incrementLocal(n)) return;
    value(f_.operandsOf(n)[0]);
    asm_.emit(Opcode::StoreLocal, {n.imm[0]});
}

// x = x + c and x = x - c on an int.
bool FunctionEmitter::incrementLocal(const Node& store) {
    const Node& sum = f_.node(f_.operandsOf(store)[0]);
    if (sum.op != Op::Add && sum.op != Op::Sub) return false;
    const Node& left = f_.node(f_.operandsOf(sum)[0]);
    const Node& right = f_.node(f_.operandsOf(sum)[1]);
    if (left.op != Op::LoadLocal || left.imm[0] != store.imm[0] || left.type != StaticType::Int) return false;
    if (right.op != Op::ConstInt) return false;
    int64_t step = right.intValue();
    if (step < -127 || step > 127) return false;
    asm_.at(sum.pos);
    asm_.emit(Opcode::IncLocal, {store.imm[0], static_cast<uint32_t>(sum.op == Op::Add ? step : -step)});
    return true;
}

void FunctionEmitter::unpack(const Node& n) {
    auto operands = f_.operandsOf(n);
    value(operands[0]);
    auto targets = static_cast<uint32_t>(operands.size() - 1);
    asm_.at(n.pos);
    switch (n.op) {
        case Op::Unpack:
            asm_.emit(Opcode::Unpack, {targets});
            break;
        case Op::UnpackRest:
            asm_.emit(Opcode::UnpackRest, {targets, n.imm[0]});
            break;
        default:
            asm_.emit(Opcode::UnpackNames, {asm_.nameList(f_.nameLists[n.imm[0]]), n.imm[1]});
            break;
    }
    for (uint32_t i = 1; i <= targets; ++i) statement(operands[i]);
}

// Evaluates for the effects only.
void FunctionEmitter::drop(NodeId id) {
    const Node& n = f_.node(id);
    auto operands = f_.operandsOf(n);
    if (n.op == Op::Tee) {
        value(operands[0]);
        return asm_.emit(Opcode::StoreLocal, {n.imm[0]});
    }
    if (n.op != Op::And && n.op != Op::Or) {
        value(id);
        return asm_.emit(Opcode::Pop);
    }
    Label end;
    branchTo(operands[0], end, n.op == Op::Or);
    value(operands[1]);
    asm_.emit(Opcode::Pop);
    asm_.place(end);
}

// ---- values

void FunctionEmitter::value(NodeId id) {
    if (++nesting_ > kMaxNesting) {
        asm_.fail("the nesting of one expression");
        --nesting_;
        // Keeps the depth right for the instructions that follow until the failure is reported.
        return asm_.emit(Opcode::Null);
    }
    std::vector<NodeId>& spine = memory_.spine;
    size_t base = spine.size();
    while (isSpine(f_.node(id))) {
        spine.push_back(id);
        id = f_.operandsOf(id)[0];
    }
    leaf(id);
    Label exit;
    Op exitOp = Op::Count;  // Count: no label is open
    for (; spine.size() > base; spine.pop_back()) {
        const Node& n = f_.node(spine.back());
        if (exitOp != Op::Count && exitOp != n.op) {
            asm_.place(exit);
            exit = Label();
            exitOp = Op::Count;
        }
        if (lazyJump(n.op) == Opcode::Nop) {
            finishSpine(n);
            continue;
        }
        exitOp = n.op;
        asm_.jump(lazyJump(n.op), exit);
        value(f_.operandsOf(n)[1]);
    }
    if (exitOp != Op::Count) asm_.place(exit);
    --nesting_;
}

void FunctionEmitter::finishSpine(const Node& n) {
    if (n.op == Op::Tee) return asm_.emit(Opcode::TeeLocal, {n.imm[0]});
    operandsFrom(n, 1);
    asm_.at(n.pos);
    if (n.op == Op::MatchSequence) return asm_.emit(Opcode::MatchSequence, {n.imm[0], n.imm[1]});
    auto operands = f_.operandsOf(n);
    Opcode op = directOpcode(n.op);
    if (operands.size() == 2) op = typedOpcode(n.op, f_.node(operands[0]).type, f_.node(operands[1]).type);
    uint32_t encoded[bc::kMaxOperands];
    uint32_t count = 0, word = 0;
    for (const char* c = bc::opcodeInfo(op).operands; *c; ++c) {
        switch (*c) {
            case 'x':
                break;
            case 'n':
                encoded[count++] = n.operandCount - 1;
                break;
            case 'a':
                encoded[count++] = asm_.name(n.imm[word++]);
                break;
            case 'l':
                encoded[count++] = asm_.nameList(f_.nameLists[n.imm[word++]]);
                break;
            default:
                encoded[count++] = n.imm[word++];
                break;
        }
    }
    asm_.emit(op, std::span(encoded, count));
}

void FunctionEmitter::operandsFrom(const Node& n, uint32_t first) {
    auto operands = f_.operandsOf(n);
    for (uint32_t i = first; i < operands.size(); ++i) value(operands[i]);
}

void FunctionEmitter::direct(const Node& n) {
    if (n.operandCount > 0) value(f_.operandsOf(n)[0]);
    finishSpine(n);
}

void FunctionEmitter::leaf(NodeId id) {
    const Node& n = f_.node(id);
    switch (n.op) {
        case Op::Hole:
        case Op::CaughtError:
            return;  // on the stack already
        case Op::ConstInt:
            return constInt(n.intValue());
        case Op::ConstFloat:
            return asm_.emit(Opcode::Const, {asm_.constant(n.floatValue())});
        case Op::ConstString:
            return asm_.emit(Opcode::Const, {asm_.constant(bc::StringRef{n.imm[0]})});
        case Op::ConstBigInt:
            return asm_.emit(Opcode::Const, {asm_.constant(bc::BigIntRef{n.imm[0]})});
        case Op::ConstBytes:
            return asm_.emit(Opcode::Const, {asm_.constant(bc::BytesRef{n.imm[0]})});
        case Op::ConstBool:
            return asm_.emit(n.imm[0] ? Opcode::True : Opcode::False);
        case Op::ConstNull:
            return asm_.emit(Opcode::Null);
        case Op::Cond:
            return conditional(id);
        case Op::Seq:
            return sequence(n);
        case Op::MakeList:
            return listItems(n);
        case Op::MakeTuple:
            return makeTuple(n);
        case Op::MakeSet:
            return makeSet(n);
        case Op::MakeMap:
            return makeMap(n);
        case Op::BuildString:
            return buildString(n);
        default:
            return finishSpine(n);  // no operands
    }
}

void FunctionEmitter::constInt(int64_t v) {
    if (v >= INT8_MIN && v <= INT8_MAX) return asm_.emit(Opcode::Int8, {static_cast<uint32_t>(v)});
    if (v >= INT16_MIN && v <= INT16_MAX) return asm_.emit(Opcode::Int16, {static_cast<uint32_t>(v)});
    asm_.emit(Opcode::Const, {asm_.constant(v)});
}

void FunctionEmitter::conditional(NodeId id) {
    Label end;
    while (f_.node(id).op == Op::Cond) {
        auto operands = f_.operandsOf(id);
        Label otherwise;
        branchTo(operands[0], otherwise, false);
        value(operands[1]);
        asm_.jump(Opcode::Jump, end);
        asm_.place(otherwise);
        id = operands[2];
    }
    value(id);
    asm_.place(end);
}

void FunctionEmitter::sequence(const Node& n) {
    auto operands = f_.operandsOf(n);
    for (size_t i = 0; i + 1 < operands.size(); ++i) statement(operands[i]);
    value(operands.back());
}

// ---- conditions

void FunctionEmitter::branchTo(NodeId id, Label& target, bool sense) {
    while (f_.node(id).op == Op::Not || f_.node(id).op == Op::ToBool) {
        if (f_.node(id).op == Op::Not) sense = !sense;
        id = f_.operandsOf(id)[0];
    }
    if (++nesting_ > kMaxNesting) {
        asm_.fail("the nesting of one expression");
        --nesting_;
        return;
    }
    const Node& n = f_.node(id);
    switch (n.op) {
        case Op::And:
        case Op::Or:
            branchChain(id, target, sense);
            break;
        case Op::Cond:
            branchConditional(n, target, sense);
            break;
        case Op::ConstNull:
        case Op::ConstBool:
            if ((n.op == Op::ConstBool && n.imm[0] != 0) == sense) asm_.jump(Opcode::Jump, target);
            break;
        default:
            value(id);
            asm_.jump(sense ? Opcode::JumpIfTrue : Opcode::JumpIfFalse, target);
            break;
    }
    --nesting_;
}

// a1 and a2 and … (left-deep): false as soon as one is false; or is the mirror image.
void FunctionEmitter::branchChain(NodeId id, Label& target, bool sense) {
    Op op = f_.node(id).op;
    bool deciding = op == Op::Or;  // the truth value that ends the chain early
    std::vector<NodeId> links;
    for (; f_.node(id).op == op; id = f_.operandsOf(id)[0]) links.push_back(f_.operandsOf(id)[1]);
    links.push_back(id);
    Label past;
    for (size_t i = links.size(); i-- > 0;) {
        bool last = i == 0;
        if (sense == deciding || last) {
            branchTo(links[i], target, sense);
        } else {
            branchTo(links[i], past, deciding);
        }
    }
    asm_.place(past);
}

void FunctionEmitter::branchConditional(const Node& n, Label& target, bool sense) {
    auto operands = f_.operandsOf(n);
    Label otherwise, end;
    branchTo(operands[0], otherwise, false);
    branchTo(operands[1], target, sense);
    asm_.jump(Opcode::Jump, end);
    asm_.place(otherwise);
    branchTo(operands[2], target, sense);
    asm_.place(end);
}

}  // namespace noodle::codegen

#include "compiler/opt/rewrite.h"

#include "runtime/value/function_info.h"

namespace noodle::opt {

using ir::IrFunction;
using ir::Node;
using ir::NodeId;
using ir::Op;

const std::vector<uint8_t>& Scratch::usedNodes(const IrFunction& f) {
    if (usedIsKnown_) return used_;
    used_.assign(f.nodes.size(), 0);
    for (ir::BlockId id : f.order) {
        for (NodeId s : f.statementsOf(f.block(id))) used_[s.index] = 1;
        used_[f.block(id).terminator.index] = 1;
    }
    for (auto i = static_cast<uint32_t>(f.nodes.size()); i-- > 0;) {
        if (!used_[i]) continue;
        for (NodeId operand : f.operandsOf(f.nodes[i])) used_[operand.index] = 1;
    }
    usedIsKnown_ = true;
    return used_;
}

bool writesSlot(Op op) {
    switch (op) {
        case Op::StoreLocal:
        case Op::Tee:
        case Op::ClearLocal:
        case Op::NewCell:
        case Op::FreshCell:
        case Op::CloseIter:
        case Op::IterNext:
            return true;
        default:
            return false;
    }
}

bool isConstant(Op op) {
    switch (op) {
        case Op::ConstInt:
        case Op::ConstFloat:
        case Op::ConstString:
        case Op::ConstBigInt:
        case Op::ConstBytes:
        case Op::ConstBool:
        case Op::ConstNull:
            return true;
        default:
            return false;
    }
}

uint32_t argumentSlots(const IrFunction& f) {
    return static_cast<uint32_t>(f.params.size()) + ((f.flags & FunctionInfo::kMethod) != 0 ? 1 : 0);
}

void becomeNode(IrFunction& f, NodeId id, NodeId source) {
    f.node(id) = f.node(source);
}

Node& becomeLeaf(IrFunction& f, NodeId id, Op op) {
    Node& n = f.node(id);
    ir::SourcePos pos = n.pos;
    n = Node{};
    n.op = op;
    n.pos = pos;
    n.type = ir::opInfo(op).result;
    return n;
}

}  // namespace noodle::opt

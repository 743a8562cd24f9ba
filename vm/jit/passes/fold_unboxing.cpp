// Unboxing what was boxed gives back the raw value; tests whose answer the operand's making tells are
// dropped. The words of a frame state are left alone: exits make boxes from raw values themselves.
#include "vm/jit/passes/passes.h"

namespace noodle::jit {

namespace {

Value constant(const Node* node) {
    return Value::fromBits(static_cast<uint64_t>(node->imm));
}

Node* rawOf(Node* node) {
    Node* word = node->inputs[0];
    switch (node->kind) {
        case NodeKind::UnboxInt:
            return word->kind == NodeKind::BoxInt ? word->inputs[0] : nullptr;
        case NodeKind::UnboxFloat:
            return word->kind == NodeKind::BoxFloat ? word->inputs[0] : nullptr;
        case NodeKind::UnboxBool:
            return word->kind == NodeKind::BoxBool ? word->inputs[0] : nullptr;
        case NodeKind::Truth:
            return word->kind == NodeKind::BoxBool ? word->inputs[0] : nullptr;
        case NodeKind::UnboxNumber:
            return word->kind == NodeKind::BoxFloat ? word->inputs[0] : nullptr;
        default:
            break;
    }
    return nullptr;
}

bool isAlwaysSomething(const Node* word) {
    switch (word->kind) {
        case NodeKind::BoxInt:
        case NodeKind::BoxFloat:
        case NodeKind::BoxBool:
        case NodeKind::NewInstance:
        case NodeKind::CallNative:
        case NodeKind::CallOp:
            return true;
        default:
            return word->kind == NodeKind::ConstWord && !constant(word).isUndef();
    }
}

}  // namespace

bool foldUnboxing(Graph& graph) {
    bool any = false;
    for (Block* block : graph.blocks()) {
        for (size_t i = 0; i < block->nodes.size(); ++i) {
            Node* node = block->nodes[i];
            if (node->inputs.empty()) continue;
            if (node->kind == NodeKind::UnboxNumber && node->inputs[0]->kind == NodeKind::BoxInt) {
                node->kind = NodeKind::IntToFloat;
                node->inputs[0] = node->inputs[0]->inputs[0];
                node->state = nullptr;
                any = true;
            } else if (Node* raw = rawOf(node)) {
                node->replacement = raw;
                any = true;
            } else if (node->kind == NodeKind::GuardNotWord && constant(node).isUndef() &&
                       isAlwaysSomething(node->inputs[0])) {
                node->replacement = node->inputs[0];
                any = true;
            }
        }
    }
    graph.applyReplacements();
    return any;
}

}  // namespace noodle::jit

#include "vm/jit/ssa/graph.h"

#include <algorithm>

namespace noodle::jit {

const NodeInfo& infoOf(NodeKind kind) {
    static constexpr NodeInfo kInfos[] = {
#define NODE(name, rep, flags, inputs) {#name, Rep::rep, static_cast<uint8_t>(flags)},
#include "vm/jit/ssa/nodes.def"
#undef NODE
    };
    return kInfos[static_cast<size_t>(kind)];
}

const ShapeSet* Graph::shapeSet(ShapeSet shapes) {
    std::sort(shapes.begin(), shapes.end());
    shapes.erase(std::unique(shapes.begin(), shapes.end()), shapes.end());
    return &*shapeSets_.insert(std::move(shapes)).first;
}

Block* Graph::newBlock() {
    Block& block = blockStore_.emplace_back();
    block.id = static_cast<uint32_t>(blocks_.size());
    blocks_.push_back(&block);
    return &block;
}

Node* Graph::newNode(NodeKind kind, Rep rep) {
    Rep own = infoOf(kind).rep;
    Node& node = nodes_.emplace_back();
    node.kind = kind;
    node.rep = own == Rep::Same ? rep : own;
    node.id = nextNode_++;
    return &node;
}

Node* Graph::append(Block* block, NodeKind kind, std::vector<Node*> inputs, Rep rep) {
    Node* node = newNode(kind, rep);
    node->inputs = std::move(inputs);
    node->block = block;
    block->nodes.push_back(node);
    return node;
}

Node* Graph::insertAfterPhis(Block* block, NodeKind kind, std::vector<Node*> inputs, Rep rep) {
    Node* node = newNode(kind, rep);
    node->inputs = std::move(inputs);
    node->block = block;
    auto place = std::find_if(block->nodes.begin(), block->nodes.end(),
                              [](Node* n) { return n->kind != NodeKind::Phi; });
    block->nodes.insert(place, node);
    return node;
}

std::vector<Block*> Graph::reversePostorder() const {
    std::vector<uint8_t> seen(blocks_.size(), 0);
    std::vector<Block*> order;
    std::vector<std::pair<Block*, size_t>> stack{{entry(), 0}};
    seen[entry()->id] = 1;
    while (!stack.empty()) {
        auto& [block, next] = stack.back();
        if (next == block->succs.size()) {
            order.push_back(block);
            stack.pop_back();
            continue;
        }
        Block* successor = block->succs[next++];
        if (seen[successor->id] != 0) continue;
        seen[successor->id] = 1;
        stack.push_back({successor, 0});
    }
    std::reverse(order.begin(), order.end());
    return order;
}

void Graph::applyReplacements() {
    for (Node& node : nodes_)
        for (Node*& input : node.inputs) input = resolved(input);
    for (FrameState& state : states_) {
        state.closure = resolved(state.closure);
        state.receiver = resolved(state.receiver);
        for (Node*& value : state.values) value = resolved(value);
        for (VirtualObject& object : state.objects)
            for (Node*& part : object.parts) part = resolved(part);
    }
    for (Block* block : blocks_)
        std::erase_if(block->nodes, [](Node* node) { return node->replacement != nullptr; });
}

}  // namespace noodle::jit

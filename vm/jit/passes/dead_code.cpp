// Nodes without effect that no node and no frame state needs. A box that only frame states hold is not
// needed: its raw value is.
#include <algorithm>

#include "vm/jit/passes/passes.h"

namespace noodle::jit {

namespace {

class Marker {
  public:
    explicit Marker(const Graph& graph) : live_(graph.nodeCount(), false) {}

    void mark(Node* node) {
        if (node == nullptr || live_[node->id]) return;
        live_[node->id] = true;
        work_.push_back(node);
    }
    void drain() {
        while (!work_.empty()) {
            Node* node = work_.back();
            work_.pop_back();
            for (Node* input : node->inputs) mark(input);
            for (FrameState* state = node->state; state != nullptr; state = state->caller) markState(*state);
        }
    }
    bool isLive(const Node* node) const { return live_[node->id]; }

  private:
    void markHeld(Node* node) {
        if (node == nullptr || node->kind == NodeKind::Virtual) return;
        bool box = node->kind == NodeKind::BoxInt || node->kind == NodeKind::BoxFloat ||
                   node->kind == NodeKind::BoxBool;
        mark(box ? node->inputs[0] : node);
    }
    void markState(const FrameState& state) {
        markHeld(state.closure);
        markHeld(state.receiver);
        for (Node* value : state.values) markHeld(value);
        for (const VirtualObject& object : state.objects)
            for (Node* part : object.parts) markHeld(part);
    }

    std::vector<bool> live_;
    std::vector<Node*> work_;
};

bool hasEffect(const Node* node) {
    // A guard stays although nobody uses its value: the interpreter would throw there.
    return node->has(kTerminator) || node->has(kCalls) || node->has(kWrites) || node->has(kGuard);
}

}  // namespace

bool removeDeadCode(Graph& graph) {
    Marker marker(graph);
    for (Block* block : graph.reversePostorder())
        for (Node* node : block->nodes)
            if (hasEffect(node)) marker.mark(node);
    marker.drain();
    bool any = false;
    for (Block* block : graph.blocks()) {
        size_t before = block->nodes.size();
        std::erase_if(block->nodes, [&](Node* node) { return !marker.isLive(node); });
        any = any || block->nodes.size() != before;
    }
    return any;
}

}  // namespace noodle::jit

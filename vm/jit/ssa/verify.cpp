#include "vm/jit/ssa/verify.h"

#include <algorithm>

#include "vm/jit/ssa/dominators.h"

namespace noodle::jit {

namespace {

class Verifier {
  public:
    explicit Verifier(const Graph& graph) : graph_(graph), dominators_(graph), place_(graph.nodeCount(), 0) {
        for (const Block* block : dominators_.blocks())
            for (size_t i = 0; i < block->nodes.size(); ++i)
                place_[block->nodes[i]->id] = static_cast<uint32_t>(i + 1);
    }

    std::string run() {
        for (const Block* block : dominators_.blocks()) {
            checkShape(*block);
            for (size_t i = 0; i < block->nodes.size() && problem_.empty(); ++i) checkNode(*block, i);
            if (!problem_.empty()) return problem_ + " in b" + std::to_string(block->id);
        }
        return {};
    }

  private:
    void fail(const std::string& what) {
        if (problem_.empty()) problem_ = what;
    }
    static std::string nameOf(const Node* node) {
        return "v" + std::to_string(node->id) + " " + infoOf(node->kind).name;
    }

    void checkShape(const Block& block) {
        if (block.nodes.empty()) return fail("a block without nodes");
        const Node* last = block.nodes.back();
        if (!last->has(kTerminator)) return fail("no terminator at the end");
        const size_t ways = last->kind == NodeKind::Branch ? 2 : last->kind == NodeKind::Jump ? 1 : 0;
        if (block.succs.size() != ways) return fail("successors do not fit the terminator");
        for (const Block* next : block.succs)
            if (std::ranges::find(next->preds, &block) == next->preds.end())
                return fail("an edge of one side");
        bool phis = true;
        for (const Node* node : block.nodes) {
            if (node->block != &block) return fail(nameOf(node) + " is said to be elsewhere");
            if (node != last && node->has(kTerminator)) return fail(nameOf(node) + " is not the last");
            if (node->kind == NodeKind::Phi && !phis && !isEntry(block))
                return fail(nameOf(node) + " stands behind others");
            phis = phis && node->kind == NodeKind::Phi;
        }
    }
    bool isEntry(const Block& block) const { return &block == graph_.entry(); }

    void checkNode(const Block& block, size_t at) {
        const Node& node = *block.nodes[at];
        const bool phi = node.kind == NodeKind::Phi;
        if (phi && node.inputs.size() != block.preds.size())
            return fail(nameOf(&node) + " has not an input for each edge");
        for (size_t i = 0; i < node.inputs.size(); ++i) {
            const Node* input = node.inputs[i];
            if (input == nullptr) return fail(nameOf(&node) + " lacks an input");
            if (!phi) {
                use(node, input, block, at);
            } else if (dominators_.isReached(block.preds[i])) {
                use(node, input, *block.preds[i], block.preds[i]->nodes.size());
                if (input->rep != node.rep) fail(nameOf(&node) + " is of another form than its input");
            }
        }
        checkForms(node);
        const bool needsState = (node.has(kGuard) || node.has(kCalls)) && node.kind != NodeKind::OpResult;
        if (needsState && node.state == nullptr) return fail(nameOf(&node) + " has no frame state");
        for (const FrameState* state = node.state; state != nullptr; state = state->caller)
            checkState(node, *state, block, at);
    }

    void checkForms(const Node& node) {
        auto wants = [&](Rep rep) {
            if (node.inputs.empty() || node.inputs[0]->rep != rep)
                fail(nameOf(&node) + " has a wrong operand");
        };
        switch (node.kind) {
            case NodeKind::BoxInt:
            case NodeKind::IntToFloat:
                return wants(Rep::Int);
            case NodeKind::BoxFloat:
                return wants(Rep::Float);
            case NodeKind::BoxBool:
            case NodeKind::NotBool:
            case NodeKind::Branch:
                return wants(Rep::Bool);
            case NodeKind::UnboxInt:
            case NodeKind::UnboxFloat:
            case NodeKind::UnboxBool:
            case NodeKind::UnboxNumber:
            case NodeKind::GuardKind:
            case NodeKind::LoadField:
                return wants(Rep::Word);
            default:
                return;
        }
    }

    void checkState(const Node& node, const FrameState& state, const Block& block, size_t at) {
        if (state.closure != nullptr) use(node, state.closure, block, at);
        if (state.receiver != nullptr) use(node, state.receiver, block, at);
        for (const Node* value : state.values)
            if (value != nullptr) need(node, value, block, at);
        for (const VirtualObject& object : state.objects)
            for (const Node* part : object.parts) need(node, part, block, at);
    }

    /// A frame state's word. A box that only states hold is not made: an exit hands over what would be in it.
    void need(const Node& node, const Node* value, const Block& block, size_t at) {
        const bool box = value->kind == NodeKind::BoxInt || value->kind == NodeKind::BoxFloat ||
                         value->kind == NodeKind::BoxBool;
        use(node, box && place_[value->id] == 0 ? value->inputs[0] : value, block, at);
    }

    /// `node` needs `value` at a place of a block.
    void use(const Node& node, const Node* value, const Block& block, size_t at) {
        switch (value->kind) {
            case NodeKind::ConstInt:
            case NodeKind::ConstFloat:
            case NodeKind::ConstBool:
            case NodeKind::ConstWord:
            case NodeKind::Virtual:
                return;  // they are what they are wherever they stand
            default:
                break;
        }
        const uint32_t made = place_[value->id];
        const bool before =
            made != 0 && (value->block == &block ? made <= at : dominators_.dominates(value->block, &block));
        if (!before) fail(nameOf(&node) + " needs " + nameOf(value) + ", which is not there yet");
    }

    const Graph& graph_;
    Dominators dominators_;
    std::vector<uint32_t> place_;  ///< in its block, from 1, by node; 0: in none that is reached
    std::string problem_;
};

}  // namespace

std::string verify(const Graph& graph) {
    return Verifier(graph).run();
}

}  // namespace noodle::jit

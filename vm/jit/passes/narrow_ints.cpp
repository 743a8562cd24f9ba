// Nearly all ints fit the 48 bits of an unboxed word. An operation whose result is boxed somewhere leaves
// where the result does not fit, instead of every boxing testing for it; what then follows from operands that
// fit is found optimistically: a phi fits until one of its inputs does not.
#include "vm/jit/passes/passes.h"

namespace noodle::jit {

namespace {

/// Whether the operation can leave when its result does not fit.
bool canLeave(const Node* node) {
    switch (node->kind) {
        case NodeKind::AddInt:
        case NodeKind::SubInt:
        case NodeKind::MulInt:
        case NodeKind::NegInt:
            return true;
        default:
            return false;
    }
}

class Narrow {
  public:
    explicit Narrow(Graph& graph) : fits_(graph.nodeCount(), true) {
        for (bool changed = true; changed;) {
            changed = false;
            for (Block* block : graph.blocks()) {
                for (Node* node : block->nodes) {
                    if (node->rep != Rep::Int || !fits_[node->id] || decide(node)) continue;
                    fits_[node->id] = false;
                    changed = true;
                }
            }
        }
    }
    bool fits(const Node* node) const { return fits_[node->id]; }

  private:
    bool decide(const Node* node) const {
        auto input = [&](size_t i) { return fits_[node->inputs[i]->id]; };
        switch (node->kind) {
            case NodeKind::ConstInt:
                return Value::fitsInt48(node->imm);
            case NodeKind::UnboxInt:
                return node->imm == 0;
            case NodeKind::AddInt:
            case NodeKind::SubInt:
            case NodeKind::MulInt:
            case NodeKind::NegInt:
                return node->aux != 0;
            case NodeKind::AddIntWrap:
                return input(0) && input(2);
            case NodeKind::ModInt:
                return input(1);
            case NodeKind::MaxInt:
            case NodeKind::AndInt:
            case NodeKind::OrInt:
            case NodeKind::XorInt:
                return input(0) && input(1);
            case NodeKind::NotInt:
            case NodeKind::ShrInt:
                return input(0);
            case NodeKind::ListLength:
            case NodeKind::StringLength:
            case NodeKind::LoadRange:
                return true;
            case NodeKind::Phi:
                for (const Node* value : node->inputs)
                    if (!fits_[value->id]) return false;
                return true;
            default:
                return false;
        }
    }

    std::vector<bool> fits_;  ///< by node
};

}  // namespace

bool narrowInts(Graph& graph) {
    if (graph.wideInts) return false;
    for (Block* block : graph.blocks())
        for (Node* node : block->nodes)
            if (node->kind == NodeKind::BoxInt && canLeave(node->inputs[0])) node->inputs[0]->aux = 1;
    Narrow narrow(graph);
    for (Block* block : graph.blocks()) {
        for (Node* node : block->nodes) {
            if (node->kind == NodeKind::BoxInt) node->imm = narrow.fits(node->inputs[0]);
            if (!canLeave(node) || node->aux == 0) continue;
            bool all = true;
            for (const Node* input : node->inputs) all = all && narrow.fits(input);
            if (all) node->aux = 2;
        }
    }
    return true;
}

}  // namespace noodle::jit

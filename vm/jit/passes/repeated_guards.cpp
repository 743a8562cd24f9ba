// Guards about what cannot change any more - a value's type, an object's kind, which object it is - need no
// repetition where the same guard was passed on every way. The lifter leaves repetitions behind wherever a
// word became a phi that turned out to be one word after all: around loops above all.
#include <tuple>
#include <unordered_map>

#include "vm/jit/passes/passes.h"
#include "vm/jit/ssa/dominators.h"

namespace noodle::jit {

namespace {

bool holdsForGood(NodeKind kind) {
    switch (kind) {
        case NodeKind::GuardKind:
        case NodeKind::GuardWord:
        case NodeKind::GuardNotWord:
        case NodeKind::UnboxInt:
        case NodeKind::UnboxFloat:
        case NodeKind::UnboxBool:
        case NodeKind::UnboxNumber:
            return true;
        default:
            return false;
    }
}

struct Key {
    NodeKind kind;
    int64_t imm;
    const Node* input;
    bool operator==(const Key&) const = default;
};
struct KeyHash {
    size_t operator()(const Key& key) const {
        return (static_cast<size_t>(key.kind) * 31 + static_cast<size_t>(key.imm)) *
                   0x9E37'79B9'7F4A'7C15ull +
               key.input->id;
    }
};

}  // namespace

bool removeRepeatedGuards(Graph& graph) {
    const Dominators dominators(graph);
    std::unordered_map<Key, std::vector<Node*>, KeyHash> passed;
    bool changed = false;
    // In reverse postorder a block comes behind those that dominate it.
    for (Block* block : dominators.blocks()) {
        for (Node* node : block->nodes) {
            if (!holdsForGood(node->kind)) continue;
            std::vector<Node*>& same = passed[{node->kind, node->imm, resolved(node->inputs[0])}];
            for (Node* earlier : same) {
                if (!dominators.dominates(earlier->block, block)) continue;
                node->replacement = earlier;
                changed = true;
                break;
            }
            if (node->replacement == nullptr) same.push_back(node);
        }
    }
    if (changed) graph.applyReplacements();
    return changed;
}

}  // namespace noodle::jit

#include "vm/jit/ssa/dominators.h"

namespace noodle::jit {

Dominators::Dominators(const Graph& graph)
    : blocks_(graph.reversePostorder()), order_(graph.blocks().size(), kNone), above_(blocks_.size(), kNone) {
    for (uint32_t place = 0; place < blocks_.size(); ++place) order_[blocks_[place]->id] = place;
    auto meet = [&](uint32_t a, uint32_t b) {
        while (a != b) (a > b ? a : b) = above_[a > b ? a : b];
        return a;
    };
    above_[0] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t place = 1; place < blocks_.size(); ++place) {
            uint32_t found = kNone;
            for (const Block* before : blocks_[place]->preds) {
                const uint32_t from = order_[before->id];
                if (from == kNone || above_[from] == kNone) continue;
                found = found == kNone ? from : meet(found, from);
            }
            changed = changed || found != above_[place];
            above_[place] = found;
        }
    }
}

bool Dominators::dominates(const Block* above, const Block* below) const {
    const uint32_t wanted = order_[above->id];
    uint32_t at = order_[below->id];
    while (at > wanted) at = above_[at];
    return at == wanted;
}

Block* Dominators::above(const Block* block) const {
    const uint32_t place = order_[block->id];
    return place == 0 ? nullptr : blocks_[above_[place]];
}

}  // namespace noodle::jit

// Which blocks every way to a block leads through. By Cooper, Harvey and Kennedy, "A Simple, Fast Dominance
// Algorithm" (2001). A picture of the graph as it is when made; blocks that are not reached are not in it.
#pragma once

#include <cstdint>
#include <vector>

#include "vm/jit/ssa/graph.h"

namespace noodle::jit {

class Dominators {
  public:
    explicit Dominators(const Graph& graph);

    bool isReached(const Block* block) const { return order_[block->id] != kNone; }
    /// Also true for a block and itself. Requires that both are reached.
    bool dominates(const Block* above, const Block* below) const;
    /// Reached blocks in reverse postorder.
    const std::vector<Block*>& blocks() const { return blocks_; }
    /// The closest other block that dominates this one; null for the entry.
    Block* above(const Block* block) const;

  private:
    static constexpr uint32_t kNone = UINT32_MAX;
    std::vector<Block*> blocks_;
    std::vector<uint32_t> order_;  // place in blocks_, by block
    std::vector<uint32_t> above_;  // place of the dominator, by place
};

}  // namespace noodle::jit

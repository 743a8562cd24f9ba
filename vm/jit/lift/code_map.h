// What the lifter knows of a function's bytecode before it starts: instructions, basic blocks, loops, and
// which locals are live where. One thread; lives for one compilation. Is not: aware of values.
#pragma once

#include <vector>

#include "vm/bytecode/opcode_info.h"
#include "vm/load/unit_state.h"

namespace noodle::jit {

struct CodeBlock {
    uint32_t start = 0, end = 0;  ///< offsets; end is that of the next block
    std::vector<uint32_t> succs;  ///< numbers of blocks
    std::vector<bool> liveIn;     ///< by slot
    uint32_t order = UINT32_MAX;  ///< in reverse postorder; UINT32_MAX: not reached
    bool loopHead = false;        ///< a backward jump leads here
    bool leadsBack = false;       ///< the block where execution begins can be reached from here
};

class CodeMap {
  public:
    /// `start`: where execution begins.
    CodeMap(const FunctionState& function, uint32_t start);

    const std::vector<CodeBlock>& blocks() const { return blocks_; }
    uint32_t blockAt(uint32_t offset) const { return blockOf_[offset]; }
    bool isLeader(uint32_t offset) const { return offset < leader_.size() && leader_[offset]; }
    /// Reached blocks in reverse postorder.
    const std::vector<uint32_t>& order() const { return order_; }
    /// Slots that may be read before they are written, from `offset` on.
    std::vector<bool> liveAt(uint32_t offset) const;
    /// An instruction that the compiler has no answer to, or null.
    const char* obstacle() const { return obstacle_; }

  private:
    void findBlocks(uint32_t start);
    void findOrder(uint32_t start);
    void findWaysBack(uint32_t start);
    void findLiveness();
    void stepBack(const bc::Instruction& in, std::vector<bool>& live) const;

    const bc::FunctionDef& def_;
    std::vector<CodeBlock> blocks_;
    std::vector<uint32_t> blockOf_;
    std::vector<bool> leader_;
    std::vector<uint32_t> order_;
    const char* obstacle_ = nullptr;
};

}  // namespace noodle::jit

// Control flow: branches on constants, jumps to blocks that only jump on, blocks that nothing reaches.
#include "compiler/ir/static_type.h"
#include "compiler/opt/fold_values.h"
#include "compiler/opt/passes.h"
#include "compiler/opt/rewrite.h"

namespace noodle::opt {

namespace {

using ir::BlockId;
using ir::IrFunction;
using ir::Node;
using ir::NodeId;
using ir::Op;

class BranchSimplifier {
  public:
    BranchSimplifier(Scratch& scratch, const ir::IrModule& module, IrFunction& f)
        : m_(module), f_(f), reached_(scratch.marks), work_(scratch.blocks) {}

    // True if other passes may find something new: not for a jump that only takes a shorter way.
    bool run() {
        for (BlockId id : f_.order) decide(id);
        for (BlockId id : f_.order) thread(id);
        removeUnreachable();
        return changed_;
    }

  private:
    void decide(BlockId id) {
        NodeId terminator = f_.block(id).terminator;
        Node& n = f_.node(terminator);
        if (n.op != Op::Branch) return;
        auto truth = constantTruth(f_.node(f_.operand(terminator, 0)));
        if (!truth) return;
        uint32_t target = *truth ? n.imm[0] : n.imm[1];
        becomeLeaf(f_, terminator, Op::Jump).imm[0] = target;
        changed_ = true;
    }

    std::optional<bool> constantTruth(const Node& n) const {
        switch (n.op) {
            case Op::ConstNull:
                return false;
            case Op::ConstBool:
                return n.imm[0] != 0;
            case Op::ConstInt:
                return n.intValue() != 0;
            case Op::ConstFloat:
                return n.floatValue() != 0;
            case Op::ConstString:
                return !m_.string(n.imm[0]).empty();
            default:
                return {};
        }
    }

    // Where a jump to `id` from a block with this handler ends up. The handler must agree along the way: a
    // jump back polls, and what the poll throws belongs to the block that jumps.
    BlockId finalTarget(BlockId id, BlockId handler) const {
        for (int hops = 0; hops < kMaxHops; ++hops) {
            const ir::Block& b = f_.block(id);
            const Node& n = f_.node(b.terminator);
            if (b.statementCount != 0 || n.op != Op::Jump || b.handler != handler || n.imm[0] == id.index)
                break;
            id = BlockId{n.imm[0]};
        }
        return id;
    }

    void thread(BlockId id) {
        const ir::Block& b = f_.block(id);
        Node& n = f_.node(b.terminator);
        uint32_t word = 0;
        for (const char* c = ir::opInfo(n.op).immediates; *c; ++c, ++word) {
            if (*c != 'B') continue;
            BlockId target = finalTarget(BlockId{n.imm[word]}, b.handler);
            if (target.index == n.imm[word]) continue;
            n.imm[word] = target.index;
        }
    }

    void removeUnreachable() {
        reached_.assign(f_.blocks.size(), 0);
        work_.clear();
        auto reach = [&](BlockId id) {
            if (reached_[id.index]) return;
            reached_[id.index] = 1;
            work_.push_back(id);
        };
        reach(f_.order[0]);
        while (!work_.empty()) {
            BlockId id = work_.back();
            work_.pop_back();
            for (BlockId successor : f_.successors(id)) reach(successor);
            if (f_.block(id).handler.valid()) reach(f_.block(id).handler);
        }
        std::erase_if(f_.order, [&](BlockId id) {
            if (reached_[id.index]) return false;
            const ir::Block& b = f_.block(id);
            changed_ = changed_ || b.statementCount != 0 || f_.node(b.terminator).op != Op::Jump;
            return true;
        });
    }

    static constexpr int kMaxHops = 64;

    const ir::IrModule& m_;
    IrFunction& f_;
    std::vector<uint8_t>& reached_;
    std::vector<BlockId>& work_;
    bool changed_ = false;
};

}  // namespace

bool simplifyBranches(Scratch& scratch, ir::IrModule& module, IrFunction& f) {
    return BranchSimplifier(scratch, module, f).run();
}

}  // namespace noodle::opt

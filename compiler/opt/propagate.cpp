// Loads of slots whose value is known wherever they are read.
//
// A candidate is a slot, neither cell nor argument, with exactly one write: a StoreLocal statement of a
// constant, or of an argument slot that is never written. A load may be replaced where that store has
// happened on every path. That is a forward data-flow problem over one bit per candidate: a block's entry
// knows what all its predecessors' ends know; a handler's entry knows only what the entries of the blocks it
// covers know, because the throw may come before any of their stores.
#include <algorithm>

#include "compiler/opt/passes.h"
#include "compiler/opt/rewrite.h"

namespace noodle::opt {

namespace {

using ir::BlockId;
using ir::IrFunction;
using ir::Node;
using ir::NodeId;
using ir::Op;

constexpr uint32_t kNoBit = ir::kNone;
constexpr size_t kMaxCandidates = 4096;
constexpr int kMaxSweeps = 32;

class Propagator {
  public:
    Propagator(Scratch& scratch, IrFunction& f)
        : f_(f),
          used_(scratch.usedNodes(f)),
          writes_(scratch.counts),
          bit_(scratch.places),
          values_(scratch.values),
          entry_(scratch.bits),
          known_(scratch.current),
          work_(scratch.nodes) {}

    bool run() {
        countWrites();
        findCandidates();
        if (values_.empty() || !solve()) return false;
        for (BlockId id : f_.order) rewriteBlock(id);
        return changed_;
    }

  private:
    using Bits = std::span<uint64_t>;
    Bits entryOf(BlockId id) { return {entry_.data() + id.index * words_, words_}; }

    void countWrites() {
        writes_.assign(f_.slots.size(), 0);
        for (uint32_t i = 0; i < argumentSlots(f_); ++i) writes_[i] = 1;
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            if (used_[i] && writesSlot(f_.nodes[i].op)) ++writes_[f_.nodes[i].imm[0]];
        }
    }

    void findCandidates() {
        bit_.assign(f_.slots.size(), kNoBit);
        values_.clear();
        for (BlockId id : f_.order) {
            for (NodeId s : f_.statementsOf(f_.block(id))) {
                const Node& n = f_.node(s);
                if (n.op != Op::StoreLocal || f_.slots[n.imm[0]].isCell || writes_[n.imm[0]] != 1) continue;
                NodeId value = f_.operandsOf(n)[0];
                if (values_.size() == kMaxCandidates || !isKnown(f_.node(value))) continue;
                bit_[n.imm[0]] = static_cast<uint32_t>(values_.size());
                values_.push_back(f_.node(value));
            }
        }
    }

    bool isKnown(const Node& value) const {
        if (isConstant(value.op)) return true;
        return value.op == Op::LoadLocal && value.imm[0] < argumentSlots(f_) && writes_[value.imm[0]] == 1 &&
               !f_.slots[value.imm[0]].isCell;
    }

    uint32_t bitOfStore(NodeId statement) const {
        const Node& n = f_.node(statement);
        return n.op == Op::StoreLocal ? bit_[n.imm[0]] : kNoBit;
    }

    static bool meet(Bits into, std::span<const uint64_t> from) {
        bool changed = false;
        for (size_t i = 0; i < into.size(); ++i) {
            uint64_t both = into[i] & from[i];
            changed = changed || both != into[i];
            into[i] = both;
        }
        return changed;
    }

    bool solve() {
        words_ = (values_.size() + 63) / 64;
        entry_.assign(f_.blocks.size() * words_, ~uint64_t{0});
        std::ranges::fill(entryOf(f_.order[0]), 0);
        for (int sweep = 0; sweep < kMaxSweeps; ++sweep) {
            bool changed = false;
            for (BlockId id : f_.order) changed = flow(id) || changed;
            if (!changed) return true;
        }
        return false;
    }

    bool flow(BlockId id) {
        const ir::Block& b = f_.block(id);
        Bits known = knownAtEntry(id);
        bool changed = b.handler.valid() && meet(entryOf(b.handler), known);
        for (NodeId s : f_.statementsOf(b)) learn(known, bitOfStore(s));
        for (BlockId successor : f_.successors(id)) changed = meet(entryOf(successor), known) || changed;
        return changed;
    }

    Bits knownAtEntry(BlockId id) {
        Bits entry = entryOf(id);
        known_.assign(entry.begin(), entry.end());
        return known_;
    }

    static void learn(Bits known, uint32_t bit) {
        if (bit != kNoBit) known[bit / 64] |= uint64_t{1} << (bit % 64);
    }

    void rewriteBlock(BlockId id) {
        Bits known = knownAtEntry(id);
        const ir::Block& b = f_.block(id);
        for (NodeId s : f_.statementsOf(b)) {
            rewriteTree(s, known);
            learn(known, bitOfStore(s));
        }
        rewriteTree(b.terminator, known);
    }

    void rewriteTree(NodeId root, Bits known) {
        work_.assign(1, root);
        while (!work_.empty()) {
            NodeId id = work_.back();
            work_.pop_back();
            const Node& n = f_.node(id);
            for (NodeId operand : f_.operandsOf(n)) work_.push_back(operand);
            if (n.op != Op::LoadLocal && n.op != Op::LoadLocalChecked) continue;
            uint32_t bit = bit_[n.imm[0]];
            if (bit == kNoBit || (known[bit / 64] >> (bit % 64) & 1) == 0) continue;
            ir::SourcePos pos = n.pos;
            f_.node(id) = values_[bit];
            f_.node(id).pos = pos;
            changed_ = true;
        }
    }

    IrFunction& f_;
    const std::vector<uint8_t>& used_;
    std::vector<uint32_t>& writes_;  // per slot; an argument counts as one
    std::vector<uint32_t>& bit_;     // per slot
    std::vector<Node>& values_;      // per candidate: a leaf
    std::vector<uint64_t>& entry_;   // per block words_ words
    std::vector<uint64_t>& known_;
    std::vector<NodeId>& work_;
    size_t words_ = 0;
    bool changed_ = false;
};

}  // namespace

bool propagate(Scratch& scratch, ir::IrModule&, IrFunction& f) {
    return Propagator(scratch, f).run();
}

}  // namespace noodle::opt

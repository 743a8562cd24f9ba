// Values computed for nothing: an Eval of a tree without effects, and stores into temporaries that nobody
// reads. Named variables keep their stores, because a debugger shows them.
#include <algorithm>

#include "compiler/ir/static_type.h"
#include "compiler/opt/passes.h"
#include "compiler/opt/rewrite.h"

namespace noodle::opt {

namespace {

using ir::IrFunction;
using ir::Node;
using ir::NodeId;
using ir::Op;

class DeadCode {
  public:
    DeadCode(Scratch& scratch, const ir::IrModule& module, IrFunction& f)
        : m_(module), f_(f), used_(scratch.usedNodes(f)), unread_(scratch.marks), clean_(scratch.flags) {}

    bool run() {
        findUnread();
        rewriteStores();
        findClean();
        for (ir::BlockId id : f_.order) {
            ir::Block& b = f_.block(id);
            auto statements = f_.statementsOf(b);
            auto kept = std::remove_if(statements.begin(), statements.end(),
                                       [&](NodeId s) { return isUseless(f_.node(s)); });
            changed_ = changed_ || kept != statements.end();
            b.statementCount = static_cast<uint32_t>(kept - statements.begin());
        }
        return changed_;
    }

  private:
    void findUnread() {
        unread_.assign(f_.slots.size(), false);
        for (uint32_t i = argumentSlots(f_); i < f_.slots.size(); ++i)
            unread_[i] = f_.slots[i].name == ir::kNone && !f_.slots[i].isCell;
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            const Node& n = f_.nodes[i];
            if (!used_[i]) continue;
            bool onlyWrites = n.op == Op::StoreLocal || n.op == Op::Tee || n.op == Op::ClearLocal;
            if (touchesSlot(n.op) && !onlyWrites) unread_[n.imm[0]] = false;
            if (n.op == Op::MakeClosure) readByCaptures(m_.captures[n.imm[0]]);
        }
    }

    void readByCaptures(const std::vector<bc::Capture>& captures) {
        for (const bc::Capture& c : captures) {
            if (c.from != bc::Capture::From::Upvalue) unread_[c.index] = false;
        }
    }

    void rewriteStores() {
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            Node& n = f_.nodes[i];
            if (!used_[i] || !touchesSlot(n.op) || !unread_[n.imm[0]]) continue;
            if (n.op == Op::StoreLocal) {
                n.op = Op::Eval;
                n.imm[0] = 0;
                changed_ = true;
            } else if (n.op == Op::Tee) {
                becomeNode(f_, NodeId{i}, f_.operandsOf(n)[0]);
                changed_ = true;
            }
        }
    }

    // clean: neither the node nor anything below it throws, has effects, or takes a value off the stack that
    // must go.
    void findClean() {
        clean_.assign(f_.nodes.size(), false);
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            const Node& n = f_.nodes[i];
            if (n.op == Op::Hole || n.op == Op::CaughtError || !ir::isHarmless(f_, n)) continue;
            clean_[i] = true;
            for (NodeId operand : f_.operandsOf(n)) clean_[i] = clean_[i] && clean_[operand.index];
        }
    }

    bool isUseless(const Node& n) const {
        if (n.op == Op::ClearLocal) return unread_[n.imm[0]];
        return n.op == Op::Eval && clean_[f_.operandsOf(n)[0].index];
    }

    const ir::IrModule& m_;
    IrFunction& f_;
    const std::vector<uint8_t>& used_;
    std::vector<uint8_t>& unread_;  // per slot
    std::vector<uint8_t>& clean_;   // per node
    bool changed_ = false;
};

}  // namespace

bool dropDeadCode(Scratch& scratch, ir::IrModule& module, IrFunction& f) {
    return DeadCode(scratch, module, f).run();
}

}  // namespace noodle::opt

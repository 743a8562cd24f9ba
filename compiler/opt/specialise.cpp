// Static types of slots and nodes.
//
// A local that is no cell and no argument has the join of the types that are stored into it. That is circular
// for `i = i + 1`, so it is solved from above: first walks take the join of the stores whose type does not
// hang on a local without a known store; further walks compute all types under these assumptions and give up
// (Any) what a store contradicts, until nothing changes.
#include "compiler/ir/static_type.h"
#include "compiler/opt/passes.h"
#include "compiler/opt/rewrite.h"

namespace noodle::opt {

namespace {

using ir::IrFunction;
using ir::Node;
using ir::NodeId;
using ir::Op;
using ir::StaticType;

constexpr int kMaxWalks = 16;

class Specialiser {
  public:
    explicit Specialiser(IrFunction& f) : f_(f), used_(nodesInUse(f)) {}

    bool run() {
        findCandidates();
        assume();
        int walks = 0;
        while (contradicted()) {
            if (++walks == kMaxWalks) return false;
        }
        return apply();
    }

  private:
    struct SlotState {
        bool candidate = false;
        bool seen = false;  // a store with a type that is known
        StaticType type = StaticType::Any;
    };

    void findCandidates() {
        slots_.resize(f_.slots.size());
        for (uint32_t i = argumentSlots(f_); i < slots_.size(); ++i) {
            slots_[i].candidate = !f_.slots[i].isCell && f_.slots[i].type == StaticType::Any;
        }
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            const Node& n = f_.nodes[i];
            if (used_[i] && writesSlot(n.op) && n.op != Op::StoreLocal && n.op != Op::Tee)
                slots_[n.imm[0]].candidate = false;
        }
    }

    bool isCandidateLoad(const Node& n) const {
        return (n.op == Op::LoadLocal || n.op == Op::LoadLocalChecked) && slots_[n.imm[0]].candidate;
    }

    bool isCandidateStore(const Node& n) const {
        return (n.op == Op::StoreLocal || n.op == Op::Tee) && slots_[n.imm[0]].candidate;
    }

    static bool dependsOnOperands(Op op) {
        return ir::opInfo(op).kind == ir::OpKind::Value && ir::opInfo(op).result == StaticType::Any;
    }

    // First walks: a value is open while its type hangs on a candidate of which no store is known yet.
    void assume() {
        for (int walks = 0; walks < kMaxWalks && learned(); ++walks) {
        }
        for (SlotState& s : slots_) s.candidate = s.candidate && s.seen && s.type != StaticType::Any;
    }

    bool isOpen(const Node& n, const std::vector<bool>& open) const {
        if (n.type != StaticType::Any) return false;
        if (isCandidateLoad(n)) return !slots_[n.imm[0]].seen;
        bool any = false;
        if (dependsOnOperands(n.op)) {
            for (NodeId operand : f_.operandsOf(n)) any = any || open[operand.index];
        }
        return any;
    }

    bool learned() {
        std::vector<bool> open(f_.nodes.size());
        types_.assign(f_.nodes.size(), StaticType::Any);
        bool changed = false;
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            const Node& n = f_.nodes[i];
            if (!used_[i]) continue;
            types_[i] = typeUnderAssumptions(n);
            open[i] = isOpen(n, open);
            if (!isCandidateStore(n)) continue;
            NodeId value = f_.operandsOf(n)[0];
            if (!open[value.index]) changed = joinInto(slots_[n.imm[0]], types_[value.index]) || changed;
        }
        return changed;
    }

    static bool joinInto(SlotState& slot, StaticType type) {
        StaticType joined = slot.seen ? ir::joinTypes(slot.type, type) : type;
        bool changed = !slot.seen || joined != slot.type;
        slot.type = joined;
        slot.seen = true;
        return changed;
    }

    // Types of all nodes under the assumptions; true if a store contradicts one, which is then given up.
    bool contradicted() {
        types_.assign(f_.nodes.size(), StaticType::Any);
        bool any = false;
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            if (!used_[i]) continue;
            const Node& n = f_.nodes[i];
            types_[i] = typeUnderAssumptions(n);
            if (!isCandidateStore(n)) continue;
            SlotState& slot = slots_[n.imm[0]];
            if (types_[f_.operandsOf(n)[0].index] == slot.type) continue;
            slot.candidate = false;
            any = true;
        }
        return any;
    }

    StaticType typeUnderAssumptions(const Node& n) const {
        if (isCandidateLoad(n)) return slots_[n.imm[0]].type;
        if (touchesSlot(n.op) && n.op != Op::Tee) return n.type;
        StaticType inferred = n.type;
        auto operands = f_.operandsOf(n);
        if (n.op == Op::Seq) {
            inferred = types_[operands.back().index];
        } else if (operands.size() <= 3) {
            StaticType known[3] = {};
            for (size_t k = 0; k < operands.size(); ++k) known[k] = types_[operands[k].index];
            inferred = ir::inferType(n.op, std::span(known, operands.size()));
        }
        return inferred == StaticType::Any ? n.type : inferred;
    }

    bool apply() {
        bool changed = false;
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            if (!used_[i] || f_.nodes[i].type == types_[i]) continue;
            f_.nodes[i].type = types_[i];
            changed = true;
        }
        for (uint32_t i = 0; i < slots_.size(); ++i) {
            if (slots_[i].candidate) f_.slots[i].type = slots_[i].type;
        }
        return changed;
    }

    IrFunction& f_;
    std::vector<bool> used_;
    std::vector<SlotState> slots_;
    std::vector<StaticType> types_;
};

}  // namespace

bool specialise(ir::IrModule&, IrFunction& f) {
    return Specialiser(f).run();
}

}  // namespace noodle::opt

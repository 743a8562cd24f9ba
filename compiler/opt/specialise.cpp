// Static types of slots and nodes.
//
// A local that is no cell and no argument has the join of the types that are stored into it. That is circular
// for `i = i + 1`, so it is solved from above: first walks take the join of the stores whose type does not
// hang on a local without a known store; further walks compute all types under these assumptions and give up
// (Any) what a store contradicts, until nothing changes.
#include <array>

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

// The type of the operation hangs on those of its operands.
constexpr auto kInfersType = [] {
    std::array<bool, static_cast<size_t>(Op::Count)> infers{};
    for (Op op :
         {Op::And,    Op::Or,    Op::Coalesce, Op::Cond, Op::Seq,    Op::Tee,      Op::Pos, Op::Neg,
          Op::Add,    Op::Sub,   Op::Mul,      Op::Div,  Op::Mod,    Op::FloorDiv, Op::Pow, Op::BitNot,
          Op::BitAnd, Op::BitOr, Op::Shl,      Op::Shr,  Op::BitXor, Op::UShr})
        infers[static_cast<size_t>(op)] = true;
    return infers;
}();

class Specialiser {
  public:
    Specialiser(Scratch& scratch, IrFunction& f)
        : f_(f),
          used_(scratch.usedNodes(f)),
          slots_(scratch.counts),
          types_(scratch.types),
          open_(scratch.flags),
          relevant_(scratch.nodes) {}

    bool run() {
        findCandidates();
        collect();
        if (hasCandidates_) assume();
        int walks = 0;
        while (contradicted()) {
            if (++walks == kMaxWalks) return false;
        }
        return apply();
    }

  private:
    // What is assumed of a slot, packed: the low byte is the type.
    static constexpr uint32_t kCandidate = 0x100;
    static constexpr uint32_t kSeen = 0x200;  // a store with a type that is known
    StaticType slotType(uint32_t slot) const { return static_cast<StaticType>(slots_[slot] & 0xFF); }
    bool isCandidate(uint32_t slot) const { return (slots_[slot] & kCandidate) != 0; }

    void findCandidates() {
        slots_.assign(f_.slots.size(), 0);
        for (uint32_t i = argumentSlots(f_); i < slots_.size(); ++i) {
            if (!f_.slots[i].isCell && f_.slots[i].type == StaticType::Any) slots_[i] = kCandidate;
        }
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            const Node& n = f_.nodes[i];
            if (used_[i] && writesSlot(n.op) && n.op != Op::StoreLocal && n.op != Op::Tee)
                slots_[n.imm[0]] = 0;
        }
        for (uint32_t slot : slots_) hasCandidates_ = hasCandidates_ || slot != 0;
    }

    // The nodes that the walks look at; the types of the others stay what they are.
    void collect() {
        types_.resize(f_.nodes.size());
        open_.assign(f_.nodes.size(), 0);
        relevant_.clear();
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            const Node& n = f_.nodes[i];
            types_[i] = n.type;
            if (!used_[i]) continue;
            if (kInfersType[static_cast<size_t>(n.op)] || isCandidateLoad(n) || isCandidateStore(n))
                relevant_.push_back(NodeId{i});
        }
    }

    bool isCandidateLoad(const Node& n) const {
        return (n.op == Op::LoadLocal || n.op == Op::LoadLocalChecked) && isCandidate(n.imm[0]);
    }
    bool isCandidateStore(const Node& n) const {
        return (n.op == Op::StoreLocal || n.op == Op::Tee) && isCandidate(n.imm[0]);
    }

    // First walks: a value is open while its type hangs on a candidate of which no store is known yet.
    void assume() {
        for (int walks = 0; walks < kMaxWalks && learned(); ++walks) {
        }
        for (uint32_t& slot : slots_) {
            if ((slot & kSeen) == 0 || static_cast<StaticType>(slot & 0xFF) == StaticType::Any) slot = 0;
        }
    }

    bool isOpen(const Node& n) const {
        if (n.type != StaticType::Any) return false;
        if (isCandidateLoad(n)) return (slots_[n.imm[0]] & kSeen) == 0;
        bool any = false;
        if (kInfersType[static_cast<size_t>(n.op)]) {
            for (NodeId operand : f_.operandsOf(n)) any = any || open_[operand.index];
        }
        return any;
    }

    bool learned() {
        bool changed = false;
        for (NodeId id : relevant_) {
            const Node& n = f_.node(id);
            types_[id.index] = typeUnderAssumptions(n);
            open_[id.index] = isOpen(n) ? 1 : 0;
            if (!isCandidateStore(n)) continue;
            NodeId value = f_.operandsOf(n)[0];
            if (!open_[value.index]) changed = joinInto(slots_[n.imm[0]], types_[value.index]) || changed;
        }
        return changed;
    }

    static bool joinInto(uint32_t& slot, StaticType type) {
        auto before = static_cast<StaticType>(slot & 0xFF);
        StaticType joined = (slot & kSeen) != 0 ? ir::joinTypes(before, type) : type;
        bool changed = (slot & kSeen) == 0 || joined != before;
        slot = kCandidate | kSeen | static_cast<uint32_t>(joined);
        return changed;
    }

    // Types of all nodes under the assumptions; true if a store contradicts one, which is then given up.
    bool contradicted() {
        bool any = false;
        for (NodeId id : relevant_) {
            const Node& n = f_.node(id);
            types_[id.index] = typeUnderAssumptions(n);
            if (!isCandidateStore(n)) continue;
            if (types_[f_.operandsOf(n)[0].index] == slotType(n.imm[0])) continue;
            slots_[n.imm[0]] = 0;
            any = true;
        }
        return any;
    }

    StaticType typeUnderAssumptions(const Node& n) const {
        if (isCandidateLoad(n)) return slotType(n.imm[0]);
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
        for (NodeId id : relevant_) {
            Node& n = f_.node(id);
            if (n.type == types_[id.index]) continue;
            n.type = types_[id.index];
            changed = true;
        }
        for (uint32_t i = 0; i < slots_.size(); ++i) {
            if (isCandidate(i)) f_.slots[i].type = slotType(i);
        }
        return changed;
    }

    IrFunction& f_;
    const std::vector<uint8_t>& used_;
    std::vector<uint32_t>& slots_;
    std::vector<StaticType>& types_;  // per node
    std::vector<uint8_t>& open_;      // per node
    std::vector<NodeId>& relevant_;
    bool hasCandidates_ = false;
};

}  // namespace

bool specialise(Scratch& scratch, ir::IrModule&, IrFunction& f) {
    return Specialiser(scratch, f).run();
}

}  // namespace noodle::opt

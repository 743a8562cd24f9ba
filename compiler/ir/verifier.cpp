#include "compiler/ir/verifier.h"

#include "runtime/value/function_info.h"

namespace noodle::ir {

namespace {

enum class Role : uint8_t { Value, Statement, Item, Entry };  // what an operand position accepts

Role roleOf(const Node& user, uint32_t operand) {
    switch (user.op) {
        case Op::Seq:
            return operand + 1 < user.operandCount ? Role::Statement : Role::Value;
        case Op::Unpack:
        case Op::UnpackRest:
        case Op::UnpackNames:
            return operand == 0 ? Role::Value : Role::Statement;
        case Op::IterNext:
            return Role::Statement;
        case Op::EndTest:
            return operand == 1 ? Role::Statement : Role::Value;
        case Op::MakeList:
        case Op::MakeSet:
            return Role::Item;
        case Op::MakeMap:
            return Role::Entry;
        default:
            return Role::Value;
    }
}

bool accepts(Role role, Op op) {
    switch (role) {
        case Role::Value:
            return opInfo(op).kind == OpKind::Value;
        case Role::Statement:
            return opInfo(op).kind == OpKind::Statement;
        case Role::Item:
            return opInfo(op).kind == OpKind::Value || op == Op::Spread;
        case Role::Entry:
            return op == Op::Pair || op == Op::Spread;
    }
    return false;
}

// First operand whose leftmost leaf must be Hole, and all after it; kNone if there is none.
uint32_t firstHoleOperand(Op op) {
    switch (op) {
        case Op::OptChain:
        case Op::Unpack:
        case Op::UnpackRest:
        case Op::UnpackNames:
        case Op::EndTest:
            return 1;
        case Op::IterNext:
            return 0;
        default:
            return kNone;
    }
}

bool needsCell(Op op) {
    return op == Op::LoadCell || op == Op::LoadCellChecked || op == Op::StoreCell || op == Op::NewCell ||
           op == Op::FreshCell;
}

class FunctionVerifier {
  public:
    FunctionVerifier(const IrModule& module, const IrFunction& function) : m_(module), f_(function) {}

    Outcome run() {
        if (!header()) return bad("header");
        if (!layout()) return bad("block layout");
        users_.assign(f_.nodes.size(), 0);
        ownedLeaf_.assign(f_.nodes.size(), false);
        for (BlockId id : f_.order) {
            if (!block(id)) return bad("block b" + std::to_string(id.index));
        }
        // Users come after operands, so one walk down sees every reachable node after its user.
        for (auto i = static_cast<uint32_t>(f_.nodes.size()); i-- > 0;) {
            if (users_[i] != 0 && !node(NodeId{i})) {
                return bad("node " + std::to_string(i) + " " + nameOf(f_.nodes[i].op) +
                           (why_ ? std::string(": ") + why_ : ""));
            }
        }
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            Op op = f_.nodes[i].op;
            if (users_[i] != 0 && (op == Op::Hole || op == Op::CaughtError) && !ownedLeaf_[i]) {
                return bad("node " + std::to_string(i) + ": " + nameOf(op) +
                           " where nothing was left on the stack");
            }
        }
        return Unit{};
    }

  private:
    Failure bad(const std::string& what) const {
        return Failure{"invalid IR in function " + std::to_string(f_.index) + " (" +
                           std::string(m_.string(f_.name)) + "): " + what,
                       70};
    }
    bool fail(const char* why) {
        why_ = why;
        return false;
    }
    bool text(uint32_t index) const { return index < m_.tables.strings.size(); }
    bool textOrNone(uint32_t index) const { return index == kNone || text(index); }

    bool header() const {
        size_t receiver = (f_.flags & FunctionInfo::kMethod) != 0 ? 1 : 0;
        if (!text(f_.name) || !textOrNone(f_.qualifiedName) || !textOrNone(f_.doc)) return false;
        if (f_.slots.size() < f_.params.size() + receiver) return false;
        if (f_.returnType != kNone && f_.returnType >= m_.tables.types.size()) return false;
        for (const Slot& s : f_.slots) {
            if (!textOrNone(s.name)) return false;
        }
        for (const auto& list : f_.nameLists) {
            for (uint32_t name : list) {
                if (!text(name)) return false;
            }
        }
        return true;
    }

    bool layout() {
        placed_.assign(f_.blocks.size(), false);
        isHandler_.assign(f_.blocks.size(), false);
        if (f_.order.empty()) return false;
        for (BlockId id : f_.order) {
            if (id.index >= f_.blocks.size() || placed_[id.index]) return false;
            placed_[id.index] = true;
        }
        for (BlockId id : f_.order) {
            BlockId handler = f_.block(id).handler;
            if (!handler.valid()) continue;
            if (handler.index >= f_.blocks.size() || !placed_[handler.index]) return false;
            isHandler_[handler.index] = true;
        }
        return !isHandler_[f_.order[0].index];
    }

    bool use(NodeId id, OpKind kind) {
        return id.index < f_.nodes.size() && ++users_[id.index] == 1 && opInfo(f_.node(id).op).kind == kind;
    }

    bool block(BlockId id) {
        const Block& b = f_.block(id);
        if (b.firstStatement > f_.statements.size() ||
            b.statementCount > f_.statements.size() - b.firstStatement)
            return false;
        auto statements = f_.statementsOf(b);
        for (NodeId s : statements) {
            if (!use(s, OpKind::Statement)) return false;
        }
        if (!use(b.terminator, OpKind::Terminator)) return false;
        if (!isHandler_[id.index]) return true;
        NodeId first = statements.empty() ? b.terminator : statements[0];
        return claimLeaf(first, Op::CaughtError);
    }

    // Marks the leftmost leaf below `id` as standing where a value is on the stack.
    bool claimLeaf(NodeId id, Op expected) {
        while (true) {
            const Node& n = f_.node(id);
            if (n.operandCount == 0) break;
            if (!operandsExist(n)) return false;
            NodeId next = f_.operandsOf(n)[0];
            if (next.index >= id.index) return false;
            id = next;
        }
        ownedLeaf_[id.index] = true;
        return f_.node(id).op == expected;
    }

    bool operandsExist(const Node& n) const {
        return n.firstOperand <= f_.operands.size() && n.operandCount <= f_.operands.size() - n.firstOperand;
    }

    bool node(NodeId id) {
        const Node& n = f_.node(id);
        const OpInfo& info = opInfo(n.op);
        if ((info.stages & kFront) == 0) return fail("stage");
        if (n.operandCount < info.minOperands || n.operandCount > info.maxOperands || !operandsExist(n)) {
            return fail("operand count");
        }
        for (uint32_t i = 0; i < n.operandCount; ++i) {
            NodeId operand = f_.operandsOf(n)[i];
            if (operand.index >= id.index) return fail("operand after its user");
            if (++users_[operand.index] != 1) return fail("operand with two users");
            if (!accepts(roleOf(n, i), f_.node(operand).op)) return fail("kind of operand");
        }
        for (uint32_t i = firstHoleOperand(n.op); i < n.operandCount; ++i) {
            if (!claimLeaf(f_.operandsOf(n)[i], Op::Hole)) return fail("leftmost leaf is not Hole");
        }
        return immediates(n, info) && shape(n);
    }

    bool immediates(const Node& n, const OpInfo& info) {
        uint32_t word = 0;
        for (const char* c = info.immediates; *c; ++c) {
            if (*c == 'I' || *c == 'F') {
                word += 2;
            } else if (!immediate(*c, n.imm[word++])) {
                return fail("immediate");
            }
        }
        return true;
    }

    bool immediate(char code, uint32_t value) const {
        const bc::BcModule& t = m_.tables;
        switch (code) {
            case 'S':
            case 'a':
                return text(value);
            case 'l':
                return value < f_.nameLists.size();
            case 's':
                return value < f_.slots.size();
            case 'u':
                return value < m_.capturesOf(f_).size();
            case 'v':
                return value < t.variables.size();
            case 'm':
                return value < t.imports.size();
            case 'r':
                return value < t.requests.size();
            case 't':
                return value < t.types.size();
            case 'c':
                return value < t.classes.size();
            case 'f':
                return value < m_.functionCount();
            case 'b':
                return value <= 0xFF;
            case 'h':
                return static_cast<int32_t>(value) == static_cast<int16_t>(value);
            case 'B':
                return value < f_.blocks.size() && placed_[value] && !isHandler_[value];
            default:
                return false;
        }
    }

    // Counts that depend on immediates, cells, captures.
    bool shape(const Node& n) {
        uint32_t operands = n.operandCount;
        switch (n.op) {
            case Op::CallNamed:
                return f_.nameLists[n.imm[0]].size() < operands || fail("more names than arguments");
            case Op::CallMethodNamed:
            case Op::CallSuperNamed:
                return f_.nameLists[n.imm[1]].size() < operands || fail("more names than arguments");
            case Op::CallSpread:
                return operands == 2 + n.imm[0] || fail("operand count");
            case Op::CallMethodSpread:
            case Op::CallSuperSpread:
                return operands == 2 + n.imm[1] || fail("operand count");
            case Op::UnpackRest:
                return n.imm[0] + 1 < operands || fail("no such rest target");
            case Op::UnpackNames:
                return operands == 1 + f_.nameLists[n.imm[0]].size() + n.imm[1] || fail("target count");
            case Op::MakeClass: {
                const bc::ClassDef& def = m_.tables.classes[n.imm[0]];
                return operands == uint32_t{def.interfaceCount} + (def.hasSuper ? 1 : 0) ||
                       fail("operand count");
            }
            case Op::MakeClosure:
                return captures(m_.captures[n.imm[0]]) || fail("captures");
            default:
                return !needsCell(n.op) || f_.slots[n.imm[0]].isCell || fail("slot is no cell");
        }
    }

    bool captures(const std::vector<bc::Capture>& inner) const {
        for (const bc::Capture& c : inner) {
            bool isUpvalue = c.from == bc::Capture::From::Upvalue;
            if (c.index >= (isUpvalue ? m_.capturesOf(f_).size() : f_.slots.size())) return false;
            if (c.from == bc::Capture::From::LocalCell && !f_.slots[c.index].isCell) return false;
        }
        return true;
    }

    const IrModule& m_;
    const IrFunction& f_;
    const char* why_ = nullptr;
    std::vector<bool> placed_, isHandler_;
    std::vector<uint8_t> users_;
    std::vector<bool> ownedLeaf_;
};

}  // namespace

Outcome verifyFunction(const IrModule& module, const IrFunction& function) {
    return FunctionVerifier(module, function).run();
}

Outcome verifyModule(const IrModule& module) {
    if (module.functions.empty()) return Failure{"invalid IR: no module body", 70};
    for (const IrFunction& f : module.functions) {
        if (auto outcome = verifyFunction(module, f); !outcome.ok()) return outcome;
    }
    return Unit{};
}

}  // namespace noodle::ir

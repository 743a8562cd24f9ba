// Constant folding: one walk up the node ids, so operands are folded before their users.
#include "compiler/opt/fold_values.h"
#include "compiler/opt/passes.h"
#include "compiler/opt/rewrite.h"

namespace noodle::opt {

namespace {

using ir::IrFunction;
using ir::IrModule;
using ir::Node;
using ir::NodeId;
using ir::Op;
using ir::StaticType;
using Kind = bc::TypeDef::Kind;

class Folder {
  public:
    Folder(Scratch& scratch, IrModule& module, IrFunction& f)
        : m_(module), f_(f), used_(scratch.usedNodes(f)) {}

    bool run() {
        for (uint32_t i = 0; i < f_.nodes.size(); ++i) {
            if (used_[i] && foldNode(NodeId{i})) changed_ = true;
        }
        return changed_;
    }

  private:
    std::optional<ConstantValue> constant(NodeId id) const {
        const Node& n = f_.node(id);
        switch (n.op) {
            case Op::ConstNull:
                return NullConstant{};
            case Op::ConstBool:
                return n.imm[0] != 0;
            case Op::ConstInt:
                return n.intValue();
            case Op::ConstFloat:
                return n.floatValue();
            case Op::ConstString:
                return std::string(m_.string(n.imm[0]));
            default:
                return {};
        }
    }

    bool replace(NodeId id, const std::optional<ConstantValue>& value) {
        if (!value) return false;
        if (const auto* b = std::get_if<bool>(&*value)) {
            becomeLeaf(f_, id, Op::ConstBool).imm[0] = *b ? 1 : 0;
        } else if (const auto* i = std::get_if<int64_t>(&*value)) {
            becomeLeaf(f_, id, Op::ConstInt).setInt(*i);
        } else if (const auto* d = std::get_if<double>(&*value)) {
            becomeLeaf(f_, id, Op::ConstFloat).setFloat(*d);
        } else if (const auto* s = std::get_if<std::string>(&*value)) {
            becomeLeaf(f_, id, Op::ConstString).imm[0] = m_.tables.addString(*s);
        } else {
            becomeLeaf(f_, id, Op::ConstNull);
        }
        return true;
    }

    bool replaceByOperand(NodeId id, uint32_t i) {
        becomeNode(f_, id, f_.operand(id, i));
        return true;
    }

    bool foldNode(NodeId id) {
        const Node& n = f_.node(id);
        switch (n.op) {
            case Op::And:
            case Op::Or:
            case Op::Coalesce:
            case Op::OptChain:
                return foldShortCircuit(id);
            case Op::Cond:
                if (auto c = constant(f_.operand(id, 0))) return replaceByOperand(id, isTruthy(*c) ? 1 : 2);
                return false;
            case Op::BuildString:
                return foldString(id);
            case Op::CheckType:
                return foldCheck(id);
            default:
                break;
        }
        if (ir::opInfo(n.op).kind != ir::OpKind::Value) return false;
        for (NodeId operand : f_.operandsOf(n)) {
            if (!isConstant(f_.node(operand).op)) return false;
        }
        if (n.operandCount == 1) {
            auto a = constant(f_.operand(id, 0));
            return a && replace(id, foldUnary(n.op, *a));
        }
        if (n.operandCount != 2) return false;
        auto a = constant(f_.operand(id, 0)), b = constant(f_.operand(id, 1));
        return a && b && replace(id, foldBinary(n.op, *a, *b));
    }

    bool foldShortCircuit(NodeId id) {
        const Node& n = f_.node(id);
        auto left = constant(f_.operand(id, 0));
        if (!left) return false;
        bool isNull = std::holds_alternative<NullConstant>(*left);
        switch (n.op) {
            case Op::And:
                return replaceByOperand(id, isTruthy(*left) ? 1 : 0);
            case Op::Or:
                return replaceByOperand(id, isTruthy(*left) ? 0 : 1);
            case Op::Coalesce:
                return replaceByOperand(id, isNull ? 1 : 0);
            default:
                return isNull && replaceByOperand(id, 0);  // the rest of a chain on a constant needs its Hole
        }
    }

    // Joins neighbouring constant parts; all of them constant give a constant.
    bool foldString(NodeId id) {
        Node& n = f_.node(id);
        auto parts = f_.operandsOf(n);
        std::vector<NodeId> kept;
        std::optional<std::string> text;  // of kept.back(), if that is constant
        for (NodeId part : parts) {
            auto value = constant(part);
            std::optional<std::string> next = value ? textOf(*value) : std::nullopt;
            if (text && next && text->size() + next->size() <= kMaxJoined) {
                *text += *next;
                replace(kept.back(), ConstantValue(*text));
                continue;
            }
            kept.push_back(part);
            text = std::move(next);
        }
        if (kept.empty()) return replace(id, ConstantValue(std::string()));
        if (kept.size() == 1 && text) return replace(id, ConstantValue(*text));
        if (kept.size() == parts.size()) return false;
        std::copy(kept.begin(), kept.end(), parts.begin());
        n.operandCount = static_cast<uint32_t>(kept.size());
        return true;
    }

    // Only of literals: a slot's type is what this very check establishes.
    bool foldCheck(NodeId id) {
        NodeId operand = f_.operand(id, 0);
        Kind kind = m_.tables.types[f_.node(id).imm[0]].kind;
        const Node& value = f_.node(operand);
        switch (value.op) {
            case Op::ConstInt:
                if (kind == Kind::Int || kind == Kind::Number || kind == Kind::Any)
                    return replaceByOperand(id, 0);
                if (kind != Kind::Float) return false;
                return replace(id, ConstantValue(static_cast<double>(value.intValue())));
            case Op::ConstFloat:
                return (kind == Kind::Float || kind == Kind::Number || kind == Kind::Any) &&
                       replaceByOperand(id, 0);
            case Op::ConstBool:
                return (kind == Kind::Bool || kind == Kind::Any) && replaceByOperand(id, 0);
            case Op::ConstString:
                return (kind == Kind::String || kind == Kind::Any) && replaceByOperand(id, 0);
            default:
                return false;
        }
    }

    static constexpr size_t kMaxJoined = 4096;

    IrModule& m_;
    IrFunction& f_;
    const std::vector<uint8_t>& used_;
    bool changed_ = false;
};

}  // namespace

bool fold(Scratch& scratch, IrModule& module, IrFunction& f) {
    return Folder(scratch, module, f).run();
}

}  // namespace noodle::opt

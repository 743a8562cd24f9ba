#include "compiler/codegen/codegen.h"
#include "compiler/codegen/function_emitter.h"
#include "compiler/codegen/opcode_map.h"
#include "vm/bytecode/limits.h"

namespace noodle::codegen {

using bc::Opcode;
using ir::BlockId;
using ir::Node;
using ir::Op;

FunctionEmitter::FunctionEmitter(const ir::IrModule& module, const bc::BcModule& tables,
                                 const ir::IrFunction& function, bc::FunctionDef& def)
    : m_(module),
      f_(function),
      def_(def),
      asm_(tables, def),
      labels_(function.blocks.size()),
      reachable_(function.blocks.size()),
      isHandler_(function.blocks.size()),
      startPc_(function.blocks.size()) {}

const char* FunctionEmitter::run() {
    if (f_.slots.size() > bc::kMaxSlots) return "the number of local variables of one function";
    if (f_.params.size() > bc::kMaxParams) return "the number of parameters of one function";
    if (f_.captures.size() > bc::kMaxCaptures) return "the number of captured variables of one function";
    header();
    findReachable();
    for (size_t i = 0; i < f_.order.size(); ++i) {
        if (reachable_[f_.order[i].index]) block(i);
        if (asm_.failure() != nullptr) return asm_.failure();
    }
    finishHandlers();
    asm_.finish();
    return asm_.failure();
}

void FunctionEmitter::header() {
    def_.name = f_.name;
    def_.qualifiedName = f_.qualifiedName;
    def_.flags = f_.flags;
    def_.doc = f_.doc;
    def_.params = f_.params;
    def_.captures = f_.captures;
    def_.returnType = f_.returnType;
    def_.slotCount = static_cast<uint16_t>(f_.slots.size());
    for (const ir::Slot& s : f_.slots) def_.slotNames.push_back(s.name);
}

void FunctionEmitter::findReachable() {
    std::vector<BlockId> work;
    auto reach = [&](BlockId id) {
        if (reachable_[id.index]) return;
        reachable_[id.index] = true;
        work.push_back(id);
    };
    reach(f_.order[0]);
    while (!work.empty()) {
        BlockId id = work.back();
        work.pop_back();
        for (BlockId successor : f_.successors(id)) reach(successor);
        BlockId handler = f_.block(id).handler;
        if (!handler.valid()) continue;
        isHandler_[handler.index] = true;
        reach(handler);
    }
}

void FunctionEmitter::block(size_t orderIndex) {
    BlockId id = f_.order[orderIndex];
    next_ = {};
    for (size_t i = orderIndex + 1; i < f_.order.size() && !next_.valid(); ++i) {
        if (reachable_[f_.order[i].index]) next_ = f_.order[i];
    }
    asm_.placeBlock(labels_[id.index], isHandler_[id.index] ? 1 : 0);
    uint32_t start = asm_.pc();
    startPc_[id.index] = start;
    const ir::Block& b = f_.block(id);
    for (ir::NodeId s : b.statements) {
        asm_.beginStatement(f_.node(s).pos);
        statement(s);
    }
    asm_.beginStatement(f_.node(b.terminator).pos);
    terminator(f_.node(b.terminator));
    if (b.handler.valid() && asm_.pc() > start) addHandler(start, b.handler);
}

void FunctionEmitter::addHandler(uint32_t start, BlockId handler) {
    if (!regions_.empty() && regions_.back().handler == handler && regions_.back().end == start) {
        regions_.back().end = asm_.pc();
    } else {
        regions_.push_back({start, asm_.pc(), handler});
    }
}

// A block has one handler and regions are disjoint, so no order among them is needed; outer handlers are
// found through the regions of the handler blocks themselves.
void FunctionEmitter::finishHandlers() {
    for (const Region& r : regions_) def_.handlers.push_back({r.start, r.end, startPc_[r.handler.index], 0});
}

// ---- terminators

void FunctionEmitter::terminator(const Node& n) {
    switch (n.op) {
        case Op::Jump:
            return goTo(BlockId{n.imm[0]});
        case Op::Branch:
            return branch(n);
        case Op::IterNext:
            return iterNext(n);
        case Op::EndTest:
            return endTest(n);
        case Op::JumpIfSupplied:
            return jumpIfSupplied(n);
        case Op::Unreachable:
            asm_.emit(Opcode::Null);
            return asm_.emit(Opcode::Return);
        default:
            return direct(n);
    }
}

void FunctionEmitter::goTo(BlockId target) {
    if (isNext(target)) return;
    Label& label = labels_[target.index];
    asm_.jump(label.isPlaced() ? Opcode::Loop : Opcode::Jump, label);
}

void FunctionEmitter::branch(const Node& n) {
    ir::NodeId condition = f_.operandsOf(n)[0];
    BlockId onTrue{n.imm[0]}, onFalse{n.imm[1]};
    if (onTrue == onFalse) {
        drop(condition);
        return goTo(onTrue);
    }
    // Fall through to the next block, or to a backward jump, which must be a Loop.
    bool fallIntoFalse = isNext(onFalse) || (labels_[onFalse.index].isPlaced() && !isNext(onTrue));
    BlockId jumped = fallIntoFalse ? onTrue : onFalse;
    BlockId fallen = fallIntoFalse ? onFalse : onTrue;
    if (!labels_[jumped.index].isPlaced()) {
        branchTo(condition, labels_[jumped.index], fallIntoFalse);
        return goTo(fallen);
    }
    Label over;
    branchTo(condition, over, !fallIntoFalse);
    goTo(jumped);
    asm_.place(over);
    if (asm_.isLive()) goTo(fallen);
}

template <typename Rest>
void FunctionEmitter::forwardJump(Opcode jumpOp, uint32_t slot, BlockId target, Rest rest) {
    Label& label = labels_[target.index];
    if (!label.isPlaced()) {
        asm_.jump(jumpOp, label, slot);
        return rest(true);
    }
    Label detour;
    asm_.jump(jumpOp, detour, slot);
    rest(false);
    asm_.place(detour);
    goTo(target);
}

void FunctionEmitter::iterNext(const Node& n) {
    BlockId body{n.imm[1]}, exit{n.imm[2]};
    asm_.at(n.pos);
    forwardJump(Opcode::IterNext, n.imm[0], exit, [&](bool mayFall) {
        statement(f_.operandsOf(n)[0]);
        if (!mayFall) next_ = {};
        goTo(body);
    });
}

void FunctionEmitter::endTest(const Node& n) {
    BlockId body{n.imm[0]}, exit{n.imm[1]};
    value(f_.operandsOf(n)[0]);
    forwardJump(Opcode::JumpIfEnd, 0, exit, [&](bool mayFall) {
        statement(f_.operandsOf(n)[1]);
        if (!mayFall) next_ = {};
        goTo(body);
    });
}

void FunctionEmitter::jumpIfSupplied(const Node& n) {
    BlockId supplied{n.imm[1]}, missing{n.imm[2]};
    forwardJump(Opcode::JumpIfSupplied, n.imm[0], supplied, [&](bool mayFall) {
        if (!mayFall) next_ = {};
        goTo(missing);
    });
}

// ---- the module

Result<bc::BcModule> generate(ir::IrModule module) {
    bc::BcModule out = std::move(module.tables);
    module.tables = {};
    for (size_t size : {out.types.size(), out.classes.size(), out.variables.size(), out.requests.size(),
                        out.imports.size()}) {
        if (size > bc::kMaxTableEntries)
            return Failure{"the module is too large: more than 65536 entries of a table", 5};
    }
    std::vector<bc::FunctionDef> functions(module.functions.size());
    for (size_t i = 0; i < functions.size(); ++i) {
        const char* limit = FunctionEmitter(module, out, module.functions[i], functions[i]).run();
        if (limit == nullptr) continue;
        uint32_t name = module.functions[i].name;
        std::string text = name < out.strings.size() ? out.strings[name] : std::string();
        return Failure{"function '" + text + "' is too large: it exceeds " + limit, 5};
    }
    out.functions = std::move(functions);
    return out;
}

}  // namespace noodle::codegen

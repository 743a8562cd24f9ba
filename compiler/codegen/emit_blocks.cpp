#include "compiler/codegen/codegen.h"
#include "compiler/codegen/function_emitter.h"
#include "compiler/codegen/opcode_map.h"
#include "vm/bytecode/limits.h"

namespace noodle::codegen {

using bc::Opcode;
using ir::BlockId;
using ir::Node;
using ir::Op;

FunctionEmitter::FunctionEmitter(const ir::IrModule& module, const ir::IrFunction& function,
                                 bc::FunctionDef& def, EmitterMemory& memory)
    : m_(module),
      f_(function),
      def_(def),
      asm_(module.tables, def, memory.pools),
      memory_(memory),
      labels_(memory.labels),
      reachable_(memory.reachable),
      isHandler_(memory.isHandler),
      startPc_(memory.startPc),
      regions_(memory.regions) {
    labels_.assign(function.blocks.size(), {});
    reachable_.assign(function.blocks.size(), 0);
    isHandler_.assign(function.blocks.size(), 0);
    startPc_.assign(function.blocks.size(), 0);
    regions_.clear();
}

const char* FunctionEmitter::run() {
    if (f_.slots.size() > bc::kMaxSlots) return "the number of local variables of one function";
    if (f_.params.size() > bc::kMaxParams) return "the number of parameters of one function";
    if (m_.capturesOf(f_).size() > bc::kMaxCaptures)
        return "the number of captured variables of one function";
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
    def_.params.append(f_.params.data(), f_.params.size());
    const auto& captures = m_.capturesOf(f_);
    def_.captures.append(captures.data(), captures.size());
    def_.returnType = f_.returnType;
    def_.returnText = f_.returnText;
    def_.decorators = f_.decorators;
    def_.slotCount = static_cast<uint16_t>(f_.slots.size());
    for (const ir::Slot& s : f_.slots) def_.slotNames.push_back(s.name);
}

void FunctionEmitter::findReachable() {
    std::vector<BlockId>& work = memory_.work;
    work.clear();
    auto reach = [&](BlockId id) {
        if (reachable_[id.index]) return;
        reachable_[id.index] = 1;
        work.push_back(id);
    };
    reach(f_.order[0]);
    while (!work.empty()) {
        BlockId id = work.back();
        work.pop_back();
        for (BlockId successor : f_.successors(id)) reach(successor);
        BlockId handler = f_.block(id).handler;
        if (!handler.valid()) continue;
        isHandler_[handler.index] = 1;
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
    for (ir::NodeId s : f_.statementsOf(b)) {
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
    for (const EmitterMemory::Region& r : regions_)
        def_.handlers.push_back({r.start, r.end, startPc_[r.handler.index], 0});
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

struct Generator::Memory {
    EmitterMemory emitter;
    bc::FunctionDef def;
};

Generator::Generator(ir::IrModule& module) : module_(module), memory_(std::make_unique<Memory>()) {}
Generator::~Generator() = default;

Outcome Generator::tablesFit() const {
    const bc::BcModule& t = module_.tables;
    const std::pair<size_t, const char*> kTables[] = {{t.types.size(), "types"},
                                                      {t.classes.size(), "classes"},
                                                      {t.variables.size(), "variables"},
                                                      {t.requests.size(), "imported modules"},
                                                      {t.imports.size(), "imported names"}};
    for (auto [size, what] : kTables) {
        if (size > bc::kMaxTableEntries)
            return Failure{std::string("the module is too large: more than 65536 ") + what, 5};
    }
    return Unit{};
}

Outcome Generator::add(const ir::IrFunction& function) {
    bc::FunctionDef& def = memory_->def;
    const char* limit = FunctionEmitter(module_, function, def, memory_->emitter).run();
    if (limit == nullptr) {
        module_.tables.addFunction(def);
        return Unit{};
    }
    if (auto fit = tablesFit(); !fit.ok()) return fit;
    std::string name(module_.string(function.name));
    return Failure{"function '" + name + "' is too large: it exceeds " + limit, 5};
}

Result<bc::BcModule> Generator::finish() {
    if (auto fit = tablesFit(); !fit.ok()) return fit.failure();
    return std::move(module_.tables);
}

Result<bc::BcModule> generate(ir::IrModule module) {
    Generator generator(module);
    for (const ir::IrFunction& function : module.functions) {
        if (auto added = generator.add(function); !added.ok()) return added.failure();
    }
    return generator.finish();
}

}  // namespace noodle::codegen

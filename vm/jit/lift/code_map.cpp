#include "vm/jit/lift/code_map.h"

#include <algorithm>

namespace noodle::jit {

using bc::Opcode;

CodeMap::CodeMap(const FunctionState& function, uint32_t start) : def_(*function.proto->def) {
    findBlocks(start);
    findOrder(start);
    findWaysBack(start);
    findLiveness();
}

void CodeMap::findBlocks(uint32_t start) {
    const auto& code = def_.code;
    leader_.assign(code.size() + 1, false);
    leader_[0] = leader_[start] = true;
    bc::Instruction in;
    for (uint32_t pc = 0; pc < code.size() && bc::decode(code, pc, in); pc = in.next) {
        if (in.info().has(bc::kBranch)) leader_[static_cast<size_t>(in.target())] = true;
        if (in.info().has(bc::kBranch) || in.info().has(bc::kEnds)) leader_[in.next] = true;
        switch (in.op) {
            case Opcode::Yield:
            case Opcode::Await:
            case Opcode::AsyncNext:
            case Opcode::GetAsyncIter:
            case Opcode::JumpIfEnd:
                obstacle_ = in.info().name;
                break;
            default:
                break;
        }
    }
    for (const bc::Handler& handler : def_.handlers) leader_[handler.target] = true;
    blockOf_.assign(code.size() + 1, UINT32_MAX);
    for (uint32_t pc = 0; pc < code.size(); ++pc) {
        if (leader_[pc]) {
            if (!blocks_.empty()) blocks_.back().end = pc;
            blocks_.emplace_back().start = pc;
        }
        blockOf_[pc] = static_cast<uint32_t>(blocks_.size() - 1);
    }
    blocks_.back().end = static_cast<uint32_t>(code.size());
    for (CodeBlock& block : blocks_) {
        bc::Instruction last;
        for (uint32_t pc = block.start; pc < block.end && bc::decode(code, pc, in); pc = in.next) last = in;
        if (!last.info().has(bc::kEnds) && last.next < code.size())
            block.succs.push_back(blockOf_[last.next]);
        if (last.info().has(bc::kBranch)) block.succs.push_back(blockOf_[static_cast<size_t>(last.target())]);
    }
}

void CodeMap::findOrder(uint32_t start) {
    std::vector<uint8_t> state(blocks_.size(), 0);  // 1: on the path, 2: done
    std::vector<std::pair<uint32_t, size_t>> path{{blockOf_[start], 0}};
    state[blockOf_[start]] = 1;
    while (!path.empty()) {
        auto& [number, next] = path.back();
        if (next == blocks_[number].succs.size()) {
            state[number] = 2;
            order_.push_back(number);
            path.pop_back();
            continue;
        }
        uint32_t successor = blocks_[number].succs[next++];
        if (state[successor] == 1) blocks_[successor].loopHead = true;
        if (state[successor] != 0) continue;
        state[successor] = 1;
        path.push_back({successor, 0});
    }
    std::reverse(order_.begin(), order_.end());
    for (uint32_t i = 0; i < order_.size(); ++i) blocks_[order_[i]].order = i;
}

void CodeMap::findWaysBack(uint32_t start) {
    const uint32_t first = blockOf_[start];
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t number : order_) {
            CodeBlock& block = blocks_[number];
            if (block.leadsBack) continue;
            for (uint32_t successor : block.succs)
                if (successor == first || blocks_[successor].leadsBack) block.leadsBack = true;
            changed = changed || block.leadsBack;
        }
    }
}

void CodeMap::stepBack(const bc::Instruction& in, std::vector<bool>& live) const {
    switch (in.op) {
        case Opcode::StoreLocal:
        case Opcode::ClearLocal:
        case Opcode::TeeLocal:
            live[in.operand('s')] = false;
            return;
        case Opcode::MakeClosure:
            // It reads the variables that it captures.
            std::fill(live.begin(), live.end(), true);
            return;
        default:
            for (const char* code = in.info().operands; *code != '\0'; ++code)
                if (*code == 's') live[in.operand('s')] = true;
    }
}

void CodeMap::findLiveness() {
    for (CodeBlock& block : blocks_) block.liveIn.assign(def_.slotCount, false);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = order_.size(); i-- > 0;) {
            CodeBlock& block = blocks_[order_[i]];
            std::vector<bool> live = liveAt(block.start);
            if (live != block.liveIn) {
                block.liveIn = std::move(live);
                changed = true;
            }
        }
    }
}

std::vector<bool> CodeMap::liveAt(uint32_t offset) const {
    const CodeBlock& block = blocks_[blockOf_[offset]];
    std::vector<bool> live(def_.slotCount, false);
    for (uint32_t successor : block.succs)
        for (size_t slot = 0; slot < live.size(); ++slot)
            if (blocks_[successor].liveIn[slot]) live[slot] = true;
    std::vector<bc::Instruction> instructions;
    bc::Instruction in;
    for (uint32_t pc = offset; pc < block.end && bc::decode(def_.code, pc, in); pc = in.next)
        instructions.push_back(in);
    // What a handler around the code reads must be there when it is entered.
    for (const bc::Handler& handler : def_.handlers) {
        if (block.start >= handler.end || block.end <= handler.start) continue;
        std::fill(live.begin(), live.end(), true);
    }
    for (size_t i = instructions.size(); i-- > 0;) stepBack(instructions[i], live);
    for (const bc::Handler& handler : def_.handlers)
        if (offset < handler.end && block.end > handler.start) std::fill(live.begin(), live.end(), true);
    return live;
}

}  // namespace noodle::jit

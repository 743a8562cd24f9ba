#include "compiler/codegen/assembler.h"

#include <algorithm>
#include <bit>

#include "runtime/base/check.h"
#include "runtime/base/hash.h"
#include "vm/bytecode/limits.h"

namespace noodle::codegen {

using bc::Opcode;

namespace {

bool fits(char code, uint32_t bytes, uint32_t value) {
    if (bytes == 4) return true;
    uint32_t half = 1u << (8 * bytes - 1);
    if (code == 'i' || code == 'h') return value + half < 2 * half;
    return value < 2 * half;
}

const char* limitOf(char code) {
    switch (code) {
        case 'n':
            return "65535 operands of one instruction";
        case 's':
            return "the number of local variables of one function";
        case 'k':
            return "65536 constants in one function";
        case 'a':
            return "65536 names in one function";
        default:
            return "65536 entries of a table";
    }
}

// Names and the constants that are string indexes share a pool.
constexpr uint64_t kNameTag = 0;
uint32_t stringOf(const bc::Constant& c) {
    if (const auto* s = std::get_if<bc::StringRef>(&c)) return s->index;
    if (const auto* b = std::get_if<bc::BigIntRef>(&c)) return b->index;
    return std::get_if<bc::BytesRef>(&c)->index;
}
uint64_t textKey(uint64_t tag, uint32_t index) {
    return tag << 32 | index;
}

}  // namespace

// ---- pools

void IndexPool::clear() {
    count_ = 0;
    if (++round_ != 0) return;
    std::fill(slots_.begin(), slots_.end(), Slot{});
    round_ = 1;
}

uint32_t IndexPool::add(uint64_t key, uint32_t next) {
    if (count_ * 2 >= slots_.size()) grow();
    size_t mask = slots_.size() - 1;
    size_t at = mixHash(key, 0) & mask;
    for (; slots_[at].round == round_; at = (at + 1) & mask) {
        if (slots_[at].key == key) return slots_[at].index;
    }
    slots_[at] = {key, round_, next};
    ++count_;
    return next;
}

void IndexPool::grow() {
    std::vector<Slot> old(std::max<size_t>(64, slots_.size() * 2));
    old.swap(slots_);
    count_ = 0;
    for (const Slot& slot : old) {
        if (slot.round == round_) add(slot.key, slot.index);
    }
}

void Pools::clear() {
    ints.clear();
    floats.clear();
    texts.clear();
    nameLists.clear();
}

// ---- bytes

void Assembler::writeAt(uint32_t at, uint32_t value) {
    for (uint32_t i = 0; i < 4; ++i) def_.code[at + i] = static_cast<uint8_t>(value >> (8 * i));
}

uint32_t Assembler::readAt(uint32_t at) const {
    uint32_t value = 0;
    for (uint32_t i = 0; i < 4; ++i) value |= uint32_t{std::as_const(def_).code[at + i]} << (8 * i);
    return value;
}

void Assembler::recordLine() {
    bool needed = statementStart_;
    statementStart_ = false;
    if (pos_.line == 0) return;
    if (!def_.lines.empty()) {
        const bc::LineEntry& last = def_.lines.back();
        if (last.line == pos_.line && last.column == pos_.column && !needed) return;
        if (last.pc == pc()) def_.lines.pop_back();
    }
    def_.lines.push_back({pc(), pos_.line, pos_.column});
}

void Assembler::emit(Opcode op, std::span<const uint32_t> operands) {
    if (!live_) return;
    const bc::OpcodeInfo& info = bc::opcodeInfo(op);
    if (statementStart_ || info.has(bc::kThrows)) recordLine();
    bc::Instruction in;
    in.op = op;
    uint8_t* at = def_.code.extend(info.length);
    *at++ = static_cast<uint8_t>(op);
    size_t given = 0, i = 0;
    for (const char* c = info.operands; *c; ++c, ++i) {
        uint32_t value = *c == 'x' ? sites_++ : operands[given++];
        uint32_t size = bc::operandSize(*c);
        if (!fits(*c, size, value)) fail(limitOf(*c));
        in.operands[i] = value;
        for (uint32_t byte = 0; byte < size; ++byte) *at++ = static_cast<uint8_t>(value >> (8 * byte));
    }
    NOODLE_DCHECK(given == operands.size(), "operands differ from the row");
    bc::StackEffect effect = bc::stackEffect(module_, def_, in);
    NOODLE_CHECK(effect.pops <= depth_, "code generator: operand stack is empty");
    depth_ = depth_ - effect.pops + effect.pushes;
    maxDepth_ = std::max(maxDepth_, depth_);
    if (info.has(bc::kEnds)) live_ = false;
    if (def_.code.size() > bc::kMaxCode) fail("the code size of one function");
}

void Assembler::jump(Opcode op, Label& target, uint32_t slot) {
    if (!live_) return;
    NOODLE_CHECK(target.isPlaced() == (op == Opcode::Loop), "code generator: only Loop jumps backward");
    bool hasSlot = bc::opcodeInfo(op).operands[0] == 's';
    uint32_t before = depth_;
    if (hasSlot) {
        emit(op, {slot, 0});
    } else {
        emit(op, {0});
    }
    bc::Instruction in;
    in.op = op;
    bc::StackEffect effect = bc::stackEffect(module_, def_, in);
    target.depth_ = before - effect.pops + effect.takenPushes;
    maxDepth_ = std::max(maxDepth_, target.depth_);
    uint32_t at = pc() - 4;
    if (!target.isPlaced()) {
        writeAt(at, target.fixup_);
        target.fixup_ = at;
        return;
    }
    writeAt(at, static_cast<uint32_t>(static_cast<int32_t>(target.position_ - int64_t{pc()})));
}

void Assembler::place(Label& label) {
    bool isReached = label.fixup_ != ir::kNone;
    if (!isReached && !live_) return;
    if (isReached) {
        NOODLE_CHECK(!live_ || label.depth_ == depth_, "code generator: stack depths differ at a label");
        depth_ = label.depth_;
    }
    placeBlock(label, depth_);
}

void Assembler::placeBlock(Label& label, uint32_t depth) {
    live_ = true;
    depth_ = depth;
    maxDepth_ = std::max(maxDepth_, depth_);
    label.position_ = pc();
    label.depth_ = depth;
    for (uint32_t at = label.fixup_; at != ir::kNone;) {
        uint32_t before = readAt(at);
        writeAt(at, pc() - (at + 4));
        at = before;
    }
    label.fixup_ = ir::kNone;
}

void Assembler::at(ir::SourcePos pos) {
    if (pos.line != 0) pos_ = pos;
}

void Assembler::beginStatement(ir::SourcePos pos) {
    at(pos);
    statementStart_ = pos.line != 0;
}

uint32_t Assembler::constant(const bc::Constant& value) {
    uint32_t next = def_.constants.size();
    uint32_t index = next;
    if (const auto* i = std::get_if<int64_t>(&value)) {
        index = pools_.ints.add(static_cast<uint64_t>(*i), next);
    } else if (const auto* d = std::get_if<double>(&value)) {
        index = pools_.floats.add(std::bit_cast<uint64_t>(*d), next);
    } else {
        index = pools_.texts.add(textKey(value.index(), stringOf(value)), next);
    }
    if (index == next) def_.constants.push_back(value);
    return index;
}

uint32_t Assembler::name(uint32_t string) {
    uint32_t next = def_.names.size();
    uint32_t index = pools_.texts.add(textKey(kNameTag, string), next);
    if (index == next) def_.names.push_back(string);
    return index;
}

uint32_t Assembler::nameList(const std::vector<uint32_t>& strings) {
    auto [it, added] = pools_.nameLists.emplace(strings, static_cast<uint32_t>(def_.nameLists.size()));
    if (added) def_.nameLists.push_back(strings);
    return it->second;
}

void Assembler::finish() {
    if (maxDepth_ > bc::kMaxOperandStack) fail("the operand stack of one function");
    if (sites_ > bc::kMaxSites) fail("65535 operations in one function");
    def_.maxStack = static_cast<uint16_t>(maxDepth_);
    def_.siteCount = static_cast<uint16_t>(sites_);
}

}  // namespace noodle::codegen

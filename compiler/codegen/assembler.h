// Bytes of one function: instructions, labels, stack depth, pools, line table. Knows opcodes.def and nothing
// of the IR's trees. Invariant: while isLive(), depth() is the operand stack before the next instruction;
// while not (after an instruction that ends control) emit() does nothing, so nobody needs to ask.
// One Assembler per function; the Pools serve one function after the other.
#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "compiler/ir/ir.h"
#include "vm/bytecode/opcode_info.h"

namespace noodle::codegen {

class Label {
  public:
    bool isPlaced() const { return position_ >= 0; }

  private:
    friend class Assembler;
    int64_t position_ = -1;
    uint32_t depth_ = 0;
    // The last jump to here: where its 4 bytes lie. Until the label is placed they hold where those of the
    // jump before it lie.
    uint32_t fixup_ = ir::kNone;
};

/// Numbers for 64-bit keys, forgotten all at once.
class IndexPool {
  public:
    void clear();
    /// The number of the key; `next` becomes it if the key is new.
    uint32_t add(uint64_t key, uint32_t next);

  private:
    struct Slot {
        uint64_t key = 0;
        uint32_t round = 0;  // a slot of an earlier round is free
        uint32_t index = 0;
    };
    void grow();

    std::vector<Slot> slots_;
    uint32_t round_ = 1;
    uint32_t count_ = 0;
};

/// What a function's constants and names are numbered by; kept from function to function for the memory.
struct Pools {
    IndexPool ints, floats, texts;
    std::map<std::vector<uint32_t>, uint32_t> nameLists;

    void clear();
};

class Assembler {
  public:
    Assembler(const bc::BcModule& module, bc::FunctionDef& def, Pools& pools)
        : module_(module), def_(def), pools_(pools) {
        pools_.clear();
    }

    /// Operands in the order of the row, without `x`, which is numbered here. Jumps are made by jump().
    void emit(bc::Opcode op, std::initializer_list<uint32_t> operands = {}) {
        emit(op, std::span(operands.begin(), operands.size()));
    }
    void emit(bc::Opcode op, std::span<const uint32_t> operands);
    /// A row with `j`; `slot` for the rows that have one. A placed label is only for Loop.
    void jump(bc::Opcode op, Label& target, uint32_t slot = 0);
    void place(Label& label);
    /// Like place() for the start of a block, which may be reached by jumps that are not emitted yet.
    void placeBlock(Label& label, uint32_t depth);

    /// The source position of the next instruction; line 0 keeps the one before.
    void at(ir::SourcePos pos);
    /// Makes the next instruction an entry of the line table even if it cannot throw.
    void beginStatement(ir::SourcePos pos);

    uint32_t constant(const bc::Constant& value);
    uint32_t name(uint32_t string);
    uint32_t nameList(const std::vector<uint32_t>& strings);

    bool isLive() const { return live_; }
    uint32_t depth() const { return depth_; }
    uint32_t pc() const { return static_cast<uint32_t>(def_.code.size()); }

    /// Keeps the first reason.
    void fail(const char* limit) {
        if (failure_ == nullptr) failure_ = limit;
    }
    const char* failure() const { return failure_; }
    /// Fills maxStack and siteCount.
    void finish();

  private:
    void writeAt(uint32_t at, uint32_t value);
    uint32_t readAt(uint32_t at) const;
    void recordLine();

    const bc::BcModule& module_;
    bc::FunctionDef& def_;
    bool live_ = true;
    uint32_t depth_ = 0, maxDepth_ = 0, sites_ = 0;
    ir::SourcePos pos_;
    bool statementStart_ = false;
    const char* failure_ = nullptr;
    Pools& pools_;
};

}  // namespace noodle::codegen

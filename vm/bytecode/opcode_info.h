// What opcodes.def says, as data: names, operand layout, stack effects, and the decoder that every reader of
// code shares. Is not: semantics. Invariant: an instruction is the opcode byte and its operands in the order
// of `operands`, little endian.
#pragma once

#include <cstdint>
#include <span>

#include "vm/bytecode/module.h"

namespace noodle::bc {

enum OpcodeFlag : uint8_t {
    kNone = 0,
    kEnds = 1,
    kBranch = 2,
    kBranchKeeps = 4,
    kVariable = 8,
    kThrows = 16,
    kPoll = 32
};

struct OpcodeInfo {
    const char* name;
    const char* operands;
    uint8_t pops, pushes;  ///< meaningless where kVariable
    uint8_t flags;
    uint8_t length;  ///< opcode byte included
    const char* picture;

    bool has(OpcodeFlag flag) const { return (flags & flag) != 0; }
};

inline constexpr uint32_t kOpcodeCount = static_cast<uint32_t>(Opcode::Count);
inline constexpr uint32_t kMaxOperands = 4;

extern const OpcodeInfo kOpcodeInfos[];
inline const OpcodeInfo& opcodeInfo(Opcode op) {
    return kOpcodeInfos[static_cast<size_t>(op)];
}
const char* nameOf(Opcode op);
/// Bytes of an operand code of the opcodes.def legend.
constexpr uint32_t operandSize(char code) {
    switch (code) {
        case 'i':
        case 'b':
            return 1;
        case 'f':
        case 'j':
            return 4;
        default:
            return 2;
    }
}
/// Changes whenever a row is added, moved or given other operands: files of another instruction set are
/// refused by it.
uint32_t opcodeSetHash();

struct Instruction {
    Opcode op = Opcode::Nop;
    uint32_t pc = 0, next = 0;
    uint32_t operands[kMaxOperands] = {};  ///< i, h and j sign-extended

    const OpcodeInfo& info() const { return opcodeInfo(op); }
    /// Operand with this code; the row must have it (the first one counts).
    uint32_t operand(char code) const;
    /// Absolute target of the `j` operand; may lie outside the code in an unverified module.
    int64_t target() const { return int64_t{next} + static_cast<int32_t>(operand('j')); }
};

/// False if no whole valid instruction starts at pc.
bool decode(std::span<const uint8_t> code, uint32_t pc, Instruction& out);

struct StackEffect {
    uint32_t pops = 0;
    uint32_t pushes = 0;       ///< when control goes on to the next instruction
    uint32_t takenPushes = 0;  ///< on the taken edge of a branch
};
/// For the rows with kVariable. The indexes in `in` must have been checked against the module and the
/// function.
StackEffect variableEffect(const BcModule& module, const FunctionDef& function, const Instruction& in);
/// As variableEffect, for all rows.
inline StackEffect stackEffect(const BcModule& module, const FunctionDef& function, const Instruction& in) {
    const OpcodeInfo& info = in.info();
    if (info.has(kVariable)) return variableEffect(module, function, in);
    return {info.pops, info.pushes, info.pushes + (info.has(kBranchKeeps) ? 1u : 0u)};
}

}  // namespace noodle::bc

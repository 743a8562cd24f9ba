#include "vm/bytecode/opcode_info.h"

#include <iterator>
#include <string_view>

namespace noodle::bc {

namespace {

constexpr uint8_t lengthOf(std::string_view operands) {
    uint32_t length = 1;
    for (char c : operands) length += operandSize(c);
    return static_cast<uint8_t>(length);
}

}  // namespace

constexpr OpcodeInfo kOpcodeInfos[] = {
#define OPCODE(name, operands, pops, pushes, flags, picture) \
    {#name, operands, pops, pushes, static_cast<uint8_t>(flags), lengthOf(operands), picture},
#include "vm/bytecode/opcodes.def"
#undef OPCODE
};
static_assert(std::size(kOpcodeInfos) == kOpcodeCount);

namespace {

static_assert(kOpcodeCount <= 256);

constexpr uint32_t mix(uint32_t hash, std::string_view text) {
    for (char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
    return (hash ^ 0xFFu) * 16777619u;
}

constexpr uint32_t hashOfRows() {
    uint32_t hash = 2166136261u;
    for (const OpcodeInfo& info : kOpcodeInfos) hash = mix(mix(hash, info.name), info.operands);
    return hash;
}

constexpr bool isKnown(char code) {
    return std::string_view("ihbnsukalvmrtcfjx").find(code) != std::string_view::npos;
}

constexpr bool rowsAreSound() {
    for (const OpcodeInfo& info : kOpcodeInfos) {
        std::string_view operands = info.operands;
        if (operands.size() > kMaxOperands) return false;
        for (char c : operands) {
            if (!isKnown(c)) return false;
        }
        if (((info.flags & kBranch) != 0) != (operands.find('j') != std::string_view::npos)) return false;
    }
    return true;
}
static_assert(rowsAreSound(), "opcodes.def: unknown operand code, too many operands, or kBranch without j");

uint32_t signExtend(char code, uint32_t raw) {
    if (code == 'i') return static_cast<uint32_t>(static_cast<int32_t>(static_cast<int8_t>(raw)));
    if (code == 'h') return static_cast<uint32_t>(static_cast<int32_t>(static_cast<int16_t>(raw)));
    return raw;
}

}  // namespace

const char* nameOf(Opcode op) {
    return opcodeInfo(op).name;
}

uint32_t opcodeSetHash() {
    constexpr uint32_t kHash = hashOfRows();
    return kHash;
}

uint32_t Instruction::operand(char code) const {
    uint32_t i = 0;
    for (const char* c = info().operands; *c; ++c, ++i) {
        if (*c == code) return operands[i];
    }
    return 0;
}

bool decode(std::span<const uint8_t> code, uint32_t pc, Instruction& out) {
    if (pc >= code.size() || code[pc] >= kOpcodeCount) return false;
    out.op = static_cast<Opcode>(code[pc]);
    out.pc = pc;
    const OpcodeInfo& info = out.info();
    if (code.size() - pc < info.length) return false;
    out.next = pc + info.length;
    uint32_t at = pc + 1, i = 0;
    for (const char* c = info.operands; *c; ++c, ++i) {
        uint32_t size = operandSize(*c), raw = 0;
        for (uint32_t b = 0; b < size; ++b) raw |= uint32_t{code[at + b]} << (8 * b);
        out.operands[i] = signExtend(*c, raw);
        at += size;
    }
    return true;
}

StackEffect variableEffect(const BcModule& module, const FunctionDef& function, const Instruction& in) {
    uint32_t n = in.operand('n');
    switch (in.op) {
        case Opcode::CallSpread:
        case Opcode::CallMethodSpread:
        case Opcode::CallSuperSpread:
            return {2 + in.operand('b'), 1, 0};
        case Opcode::MakeList:
        case Opcode::MakeTuple:
        case Opcode::MakeSet:
        case Opcode::BuildString:
            return {n, 1, 0};
        case Opcode::MakeMap:
            return {2 * n, 1, 0};
        case Opcode::MakeClass: {
            const ClassDef& def = module.classes[in.operand('c')];
            return {uint32_t{def.interfaceCount} + (def.hasSuper ? 1 : 0), 1, 0};
        }
        case Opcode::IterNext:
            return {0, 1, 0};
        case Opcode::JumpIfEnd:
            return {1, 1, 0};
        case Opcode::Unpack:
        case Opcode::UnpackRest:
            return {1, n, 0};
        case Opcode::UnpackNames:
            return {1, static_cast<uint32_t>(function.nameLists[in.operand('l')].size()) + in.operand('b'),
                    0};
        default:
            return {n + 1, 1, 0};  // the calls: callee or receiver, n arguments
    }
}

}  // namespace noodle::bc

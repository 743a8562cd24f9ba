#include "compiler/codegen/opcode_map.h"

#include <array>
#include <string_view>

namespace noodle::codegen {

using bc::Opcode;
using ir::Op;
using ir::StaticType;

namespace {

struct DirectRow {
    std::string_view name, immediates;
    bool direct;
};

constexpr uint32_t kAny = ir::kNone;
using namespace ir;  // effect flags in the rows

constexpr DirectRow kRows[] = {
#define INST(name, immediates, minOperands, maxOperands, result, kind, effects, stage) \
    {#name, immediates, ((effects)&kDirect) != 0},
#include "compiler/ir/insts.def"
};

struct OpcodeRow {
    std::string_view name, operands;
};
constexpr OpcodeRow kOpcodes[] = {
#define OPCODE(name, operands, pops, pushes, flags, picture) {#name, operands},
#include "vm/bytecode/opcodes.def"
#undef OPCODE
};

// The operands that the code generator does not supply itself are the immediates, in order.
constexpr bool agrees(std::string_view operands, std::string_view immediates) {
    size_t next = 0;
    for (char c : operands) {
        if (c == 'n' || c == 'x') continue;
        if (next == immediates.size() || immediates[next++] != c) return false;
    }
    return next == immediates.size();
}

constexpr auto makeMap() {
    std::array<int16_t, std::size(kRows)> map{};
    for (size_t i = 0; i < std::size(kRows); ++i) {
        map[i] = -1;
        for (size_t j = 0; kRows[i].direct && j < std::size(kOpcodes); ++j) {
            if (kOpcodes[j].name == kRows[i].name && agrees(kOpcodes[j].operands, kRows[i].immediates)) {
                map[i] = static_cast<int16_t>(j);
            }
        }
    }
    return map;
}
constexpr auto kMap = makeMap();

constexpr bool isComplete() {
    for (size_t i = 0; i < std::size(kRows); ++i) {
        if (kRows[i].direct && kMap[i] < 0) return false;
    }
    return true;
}
static_assert(isComplete(), "a kDirect row of insts.def has no opcode of the same name and operands");

struct TypedRow {
    Op op;
    Opcode ints, floats;  // Nop: none
};
constexpr TypedRow kTyped[] = {
    {Op::Add, Opcode::AddInt, Opcode::AddFloat}, {Op::Sub, Opcode::SubInt, Opcode::SubFloat},
    {Op::Mul, Opcode::MulInt, Opcode::MulFloat}, {Op::Div, Opcode::Nop, Opcode::DivFloat},
    {Op::Eq, Opcode::EqInt, Opcode::Nop},        {Op::Ne, Opcode::NeInt, Opcode::Nop},
    {Op::Lt, Opcode::LtInt, Opcode::LtFloat},    {Op::Le, Opcode::LeInt, Opcode::LeFloat},
    {Op::Gt, Opcode::GtInt, Opcode::GtFloat},    {Op::Ge, Opcode::GeInt, Opcode::GeFloat},
};

}  // namespace

Opcode directOpcode(Op op) {
    return static_cast<Opcode>(kMap[static_cast<size_t>(op)]);
}

Opcode typedOpcode(Op op, StaticType left, StaticType right) {
    if (left == right && (left == StaticType::Int || left == StaticType::Float)) {
        for (const TypedRow& row : kTyped) {
            Opcode typed = left == StaticType::Int ? row.ints : row.floats;
            if (row.op == op && typed != Opcode::Nop) return typed;
        }
    }
    return directOpcode(op);
}

}  // namespace noodle::codegen

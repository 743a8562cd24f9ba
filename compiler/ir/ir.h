// The IR of one module: expression trees in basic blocks, locals in numbered slots.
//
// Is: plain data between lowering, the optimiser and the code generator, both stages from one table
// (insts.def); here the front stage. Is not: source-shaped (no scopes, no loops, no try statement) and not
// bytecode (no operand stack, no offsets). Owner: whoever holds the IrModule. Print it with printer.h, read
// it back with reader.h, check it with verifier.h. Invariants: the operands of a node have smaller ids than
// the node and every node has at most one user (trees), so a pass walks bottom-up by counting ids up and
// never recurses; no value lives across a block boundary except in slots, cells and variables; blocks are
// laid out in `order`, the entry is order[0].
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/bytecode/module.h"

namespace noodle::ir {

inline constexpr uint32_t kNone = 0xFFFF'FFFF;

template <typename Tag>
struct Id {
    uint32_t index = kNone;
    bool valid() const { return index != kNone; }
    auto operator<=>(const Id&) const = default;
};
using NodeId = Id<struct NodeTag>;
using BlockId = Id<struct BlockTag>;
using SlotId = Id<struct SlotTag>;

enum class Op : uint8_t {
#define INST(name, immediates, minOperands, maxOperands, result, kind, effects, stage) name,
#include "compiler/ir/insts.def"
    Count
};

/// What is known of a value whenever it is there at all. A claim is a proof: passes drop code by it.
enum class StaticType : uint8_t { Any, Int, Float, Bool, String };

/// 1-based; line 0: no position of its own.
struct SourcePos {
    uint32_t line = 0;
    uint32_t column = 0;
    bool operator==(const SourcePos&) const = default;
};

enum class OpKind : uint8_t { Value, Statement, Terminator, Part };
enum Effect : uint8_t { kNothing = 0, kThrows = 1, kEffects = 2, kReads = 4, kLazy = 8, kDirect = 16 };
enum Stage : uint8_t { kFront = 1, kSpeculative = 2 };

struct OpInfo {
    const char* name;
    const char* immediates;
    uint32_t minOperands, maxOperands;
    StaticType result;
    OpKind kind;
    uint8_t effects;
    uint8_t stages;
};
extern const OpInfo kOpInfos[];
inline const OpInfo& opInfo(Op op) {
    return kOpInfos[static_cast<size_t>(op)];
}
const char* nameOf(Op op);
const char* nameOf(StaticType type);
/// Op::Count when there is no such name.
Op opByName(std::string_view name);

struct Node {
    Op op = Op::ConstNull;
    StaticType type = StaticType::Any;
    uint32_t firstOperand = 0;  ///< in IrFunction::operands
    uint32_t operandCount = 0;
    uint32_t imm[3] = {0, 0, 0};  ///< in the order of OpInfo::immediates; I and F take two
    SourcePos pos;

    int64_t intValue() const { return static_cast<int64_t>(imm[0] | (static_cast<uint64_t>(imm[1]) << 32)); }
    double floatValue() const { return std::bit_cast<double>(intValue()); }
    void setInt(int64_t value) {
        imm[0] = static_cast<uint32_t>(static_cast<uint64_t>(value));
        imm[1] = static_cast<uint32_t>(static_cast<uint64_t>(value) >> 32);
    }
    void setFloat(double value) { setInt(std::bit_cast<int64_t>(value)); }
};

struct Slot {
    uint32_t name = kNone;  ///< string index; kNone for a temporary
    StaticType type =
        StaticType::Any;  ///< of every value it holds once assigned (inside the cell, if isCell)
    bool isCell = false;  ///< holds a Cell from its NewCell on; before that the plain value (parameters)
};

struct Block {
    uint32_t firstStatement = 0;  ///< in IrFunction::statements
    uint32_t statementCount = 0;
    NodeId terminator;
    BlockId handler;  ///< where a throw inside this block goes; invalid: out of the function
};

/// The blocks that a terminator names.
struct Successors {
    BlockId ids[2];
    uint32_t count = 0;
    const BlockId* begin() const { return ids; }
    const BlockId* end() const { return ids + count; }
};

struct IrFunction {
    uint32_t index = 0;     ///< in the module
    uint32_t name = kNone;  ///< string indexes
    uint32_t qualifiedName = kNone;
    uint32_t doc = kNone;
    uint32_t flags = 0;  ///< noodle::FunctionInfo::Flag
    uint32_t returnType = kNone;
    uint32_t returnText = kNone;  ///< as in bc::FunctionDef, not part of the printed form
    uint32_t decorators = kNone;
    std::vector<bc::Param> params;  ///< the receiver of a method (flag kMethod) is not listed; it is slot 0
    std::vector<std::vector<uint32_t>> nameLists;
    std::vector<Slot> slots;  ///< receiver, parameters in order, then the rest
    std::vector<Node> nodes;
    std::vector<NodeId> operands;
    std::vector<NodeId> statements;  ///< of all blocks
    std::vector<Block> blocks;
    std::vector<BlockId> order;  ///< blocks that are placed; a block outside it must not be a target

    /// Empty as if new, but with the memory for the next one.
    void clear();

    Node& node(NodeId id) { return nodes[id.index]; }
    const Node& node(NodeId id) const { return nodes[id.index]; }
    Block& block(BlockId id) { return blocks[id.index]; }
    const Block& block(BlockId id) const { return blocks[id.index]; }
    Slot& slot(SlotId id) { return slots[id.index]; }
    const Slot& slot(SlotId id) const { return slots[id.index]; }
    std::span<const NodeId> operandsOf(const Node& n) const {
        return {operands.data() + n.firstOperand, n.operandCount};
    }
    std::span<NodeId> operandsOf(const Node& n) { return {operands.data() + n.firstOperand, n.operandCount}; }
    std::span<const NodeId> operandsOf(NodeId id) const { return operandsOf(node(id)); }
    NodeId operand(NodeId id, uint32_t i) const { return operands[node(id).firstOperand + i]; }
    std::span<const NodeId> statementsOf(const Block& b) const {
        return {statements.data() + b.firstStatement, b.statementCount};
    }
    std::span<NodeId> statementsOf(const Block& b) {
        return {statements.data() + b.firstStatement, b.statementCount};
    }
    /// The successors named by the terminator (not the handler).
    Successors successors(BlockId id) const;
};

/// Functions may be made, optimised and turned into code one after the other; then `functions` stays empty.
struct IrModule {
    bc::BcModule tables;                ///< everything but the functions, which stay empty here
    std::vector<IrFunction> functions;  ///< functions[0] is the module body
    /// Per function, made or not: what it takes from the function around it.
    std::vector<std::vector<bc::Capture>> captures;

    uint32_t functionCount() const { return static_cast<uint32_t>(captures.size()); }
    const std::vector<bc::Capture>& capturesOf(const IrFunction& f) const { return captures[f.index]; }

    std::string_view string(uint32_t index) const {
        return index < tables.strings.size() ? tables.strings[index] : std::string_view();
    }
};

}  // namespace noodle::ir

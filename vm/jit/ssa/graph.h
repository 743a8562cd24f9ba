// The graph of the speculative stage: SSA in basic blocks, with frame states. Made by lifting verified
// bytecode (vm/jit/lift), rewritten by the passes (vm/jit/passes), turned into LLVM IR (vm/jit/llvm). Is not:
// a form that is kept or read back. Owns its nodes, blocks and states; one thread; lives for one compilation.
//
// Invariant (verify.h): every use is dominated by its definition; a phi has one input per predecessor of its
// block, in their order; a block ends with exactly one terminator; guards and calls have a frame state.
// Dump: print.h.
#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <vector>

#include "vm/tier/native_code.h"

namespace noodle::jit {

enum class Rep : uint8_t { None, Int, Float, Bool, Word, Same };

enum class NodeKind : uint8_t {
#define NODE(name, rep, flags, inputs) name,
#include "vm/jit/ssa/nodes.def"
#undef NODE
    Count
};

enum NodeFlag : uint8_t {
    kNone = 0,
    kPure = 1,
    kGuard = 2,
    kReads = 4,
    kWrites = 8,
    kCalls = 16,
    kTerminator = 32
};

struct NodeInfo {
    const char* name;
    Rep rep;
    uint8_t flags;
};
const NodeInfo& infoOf(NodeKind kind);

enum class Relation : uint8_t { Lt, Le, Gt, Ge, Eq, Ne };

/// Shapes that an object may have, in order of address; sets of one graph are equal where they are the same.
using ShapeSet = std::vector<const Shape*>;

struct Block;
struct FrameState;

struct Node {
    NodeKind kind;
    Rep rep;
    uint32_t id = 0;
    Block* block = nullptr;
    std::vector<Node*> inputs;
    int64_t imm = 0;
    uint32_t aux = 0;
    uint32_t results = 0;  ///< CallOp: words that it gives
    const void* ptr = nullptr;
    FrameState* state = nullptr;  ///< guards: before the instruction; calls: where an error is raised
    Node* replacement = nullptr;  ///< set by passes: uses mean that node

    bool has(NodeFlag flag) const { return (infoOf(kind).flags & flag) != 0; }
};

struct Block {
    uint32_t id = 0;
    std::vector<Node*> nodes;  ///< phis first, the terminator last
    std::vector<Block*> preds, succs;

    Node* terminator() const { return nodes.empty() ? nullptr : nodes.back(); }
};

/// An object that exists only as its parts.
struct VirtualObject {
    Node* id = nullptr;
    ExitObject::Kind kind = ExitObject::Kind::RangeIterator;
    std::vector<Node*> parts;
};

/// What the interpreter needs to go on: one per inlined call, linked from the innermost outwards.
struct FrameState {
    FunctionState* function = nullptr;
    Node* closure = nullptr;
    uint32_t offset = 0;                 ///< of the instruction to go on with, or behind the one that throws
    uint32_t instruction = 0;            ///< the instruction that this state is about
    bool construct = false;              ///< this frame's result is dropped
    Node* receiver = nullptr;            ///< construct: the new instance
    std::vector<Node*> values;           ///< locals, then operands; null: undef
    std::vector<VirtualObject> objects;  ///< of all frames; innermost state only
    FrameState* caller = nullptr;
};

class Graph {
  public:
    Block* newBlock();
    FrameState* newState() { return &states_.emplace_back(); }
    /// A node that stands in no block yet.
    Node* newNode(NodeKind kind, Rep rep = Rep::Same);
    Node* append(Block* block, NodeKind kind, std::vector<Node*> inputs, Rep rep = Rep::Same);
    /// Inserts behind the phis of the block.
    Node* insertAfterPhis(Block* block, NodeKind kind, std::vector<Node*> inputs, Rep rep = Rep::Same);
    static void connect(Block* from, Block* to) {
        from->succs.push_back(to);
        to->preds.push_back(from);
    }

    const ShapeSet* shapeSet(ShapeSet shapes);

    Block* entry() const { return blocks_.front(); }
    std::vector<Block*>& blocks() { return blocks_; }
    const std::vector<Block*>& blocks() const { return blocks_; }
    uint32_t nodeCount() const { return nextNode_; }
    std::deque<FrameState>& states() { return states_; }

    /// Reachable blocks, each before its successors but for loops.
    std::vector<Block*> reversePostorder() const;
    /// Puts replacements in place of the nodes that have one, everywhere, and drops those nodes.
    void applyReplacements();

    // What the code is of.
    FunctionState* function = nullptr;
    uint32_t loop = NativeUnit::kWhole;
    Rep returnRep = Rep::Word;  ///< loops always give words
    /// Of a loop: where the values that come in are guessed to be of the types that the loop gives them;
    /// null: not guessed.
    FrameState* entryState = nullptr;
    /// Ints beyond 48 bits were seen: they are unboxed and made as well as the others.
    bool wideInts = false;

  private:
    std::deque<Node> nodes_;
    std::deque<Block> blockStore_;
    std::deque<FrameState> states_;
    std::set<ShapeSet> shapeSets_;
    std::vector<Block*> blocks_;
    uint32_t nextNode_ = 0;
};

/// The node that uses of `node` mean.
inline Node* resolved(Node* node) {
    while (node != nullptr && node->replacement != nullptr) node = node->replacement;
    return node;
}

}  // namespace noodle::jit

// Walks the blocks and trees of one function and drives an Assembler. Internal to the folder.
//
// Left-deep trees (a + b + c + …, a.b().c()…, chains of and/or/??) and right-deep conditionals are walked in
// loops; other nesting recurses and is limited by kMaxNesting, so no program can exhaust the native stack.
#pragma once

#include <vector>

#include "compiler/codegen/assembler.h"
#include "compiler/ir/ir.h"

namespace noodle::codegen {

/// Working memory, kept from function to function.
struct EmitterMemory {
    struct Region {
        uint32_t start, end;
        ir::BlockId handler;
    };
    Pools pools;
    std::vector<Label> labels;                  // per block
    std::vector<uint8_t> reachable, isHandler;  // per block
    std::vector<uint32_t> startPc;              // per block
    std::vector<Region> regions;
    std::vector<ir::BlockId> work;
    std::vector<ir::NodeId> spine;
};

class FunctionEmitter {
  public:
    FunctionEmitter(const ir::IrModule& module, const ir::IrFunction& function, bc::FunctionDef& def,
                    EmitterMemory& memory);
    /// Null, or the limit that the function exceeds.
    const char* run();

  private:
    static constexpr uint32_t kMaxNesting = 2000;
    static constexpr uint32_t kChunk =
        1024;  // items that are on the operand stack at once while a literal is built

    // ---- blocks (emit_blocks.cpp)
    void header();
    void findReachable();
    void block(size_t orderIndex);
    void terminator(const ir::Node& n);
    void branch(const ir::Node& n);
    void iterNext(const ir::Node& n);
    void endTest(const ir::Node& n);
    void jumpIfSupplied(const ir::Node& n);
    bool isNext(ir::BlockId id) const { return next_ == id; }
    void goTo(ir::BlockId target);
    /// `jumpOp` to target, through a detour after `rest` if the target lies behind.
    template <typename Rest>
    void forwardJump(bc::Opcode jumpOp, uint32_t slot, ir::BlockId target, Rest rest);
    void addHandler(uint32_t start, ir::BlockId handler);
    void finishHandlers();

    // ---- statements and values (emit_values.cpp)
    void statement(ir::NodeId id);
    void storeLocal(const ir::Node& n);
    bool incrementLocal(const ir::Node& store);
    void unpack(const ir::Node& n);
    void drop(ir::NodeId id);
    void value(ir::NodeId id);
    void leaf(ir::NodeId id);
    void finishSpine(const ir::Node& n);
    void conditional(ir::NodeId id);
    void sequence(const ir::Node& n);
    void direct(const ir::Node& n);
    void operandsFrom(const ir::Node& n, uint32_t first);
    void constInt(int64_t v);
    /// Jumps to `target` when the truth of `id` is `sense`, otherwise falls through; leaves nothing on the
    /// stack.
    void branchTo(ir::NodeId id, Label& target, bool sense);
    void branchChain(ir::NodeId id, Label& target, bool sense);
    void branchConditional(const ir::Node& n, Label& target, bool sense);

    // ---- literals (emit_literals.cpp)
    void listItems(const ir::Node& n);
    void makeTuple(const ir::Node& n);
    void makeSet(const ir::Node& n);
    void makeMap(const ir::Node& n);
    void buildString(const ir::Node& n);
    /// Collection `made` by the first plain run, then `addOne` per single item, `addMany` per spread or
    /// longer run.
    void items(const ir::Node& n, bc::Opcode made, bc::Opcode addOne, bc::Opcode addMany);
    uint32_t plainRun(const ir::Node& n, uint32_t from) const;

    const ir::IrModule& m_;
    const ir::IrFunction& f_;
    bc::FunctionDef& def_;
    Assembler asm_;
    EmitterMemory& memory_;
    std::vector<Label>& labels_;
    std::vector<uint8_t>& reachable_;
    std::vector<uint8_t>& isHandler_;
    std::vector<uint32_t>& startPc_;
    std::vector<EmitterMemory::Region>& regions_;
    ir::BlockId next_;  // the block laid out after the current one
    uint32_t nesting_ = 0;
};

}  // namespace noodle::codegen

// List, tuple, set, map and string literals of any length: at most kChunk items are on the operand stack at
// once.
#include "compiler/codegen/function_emitter.h"

namespace noodle::codegen {

using bc::Opcode;
using ir::Node;
using ir::NodeId;
using ir::Op;

// How many items from `from` on are not spread, at most kChunk.
uint32_t FunctionEmitter::plainRun(const Node& n, uint32_t from) const {
    auto operands = f_.operandsOf(n);
    uint32_t run = 0;
    while (from + run < operands.size() && run < kChunk && f_.node(operands[from + run]).op != Op::Spread)
        ++run;
    return run;
}

void FunctionEmitter::items(const Node& n, Opcode made, Opcode addOne, Opcode addMany) {
    auto operands = f_.operandsOf(n);
    uint32_t done = plainRun(n, 0);
    for (uint32_t i = 0; i < done; ++i) value(operands[i]);
    asm_.at(n.pos);
    asm_.emit(made, {done});
    while (done < operands.size()) {
        uint32_t run = plainRun(n, done);
        if (run == 0) {
            const Node& spread = f_.node(operands[done++]);
            value(f_.operandsOf(spread)[0]);
            asm_.at(spread.pos);
            asm_.emit(addMany);
            continue;
        }
        for (uint32_t i = 0; i < run; ++i) value(operands[done + i]);
        done += run;
        asm_.at(n.pos);
        if (run > 1) asm_.emit(Opcode::MakeList, {run});
        asm_.emit(run == 1 ? addOne : addMany);
    }
}

void FunctionEmitter::listItems(const Node& n) {
    items(n, Opcode::MakeList, Opcode::ListAppend, Opcode::ListExtend);
}
void FunctionEmitter::makeSet(const Node& n) {
    items(n, Opcode::MakeSet, Opcode::SetAdd, Opcode::SetExtend);
}

void FunctionEmitter::makeTuple(const Node& n) {
    for (NodeId item : f_.operandsOf(n)) value(item);
    asm_.at(n.pos);
    asm_.emit(Opcode::MakeTuple, {n.operandCount});
}

void FunctionEmitter::makeMap(const Node& n) {
    auto operands = f_.operandsOf(n);
    uint32_t done = 0;
    do {
        uint32_t run = plainRun(n, done);
        if (run == 0 && done < operands.size()) {
            if (done == 0) asm_.emit(Opcode::MakeMap, {0});
            const Node& spread = f_.node(operands[done++]);
            value(f_.operandsOf(spread)[0]);
            asm_.at(spread.pos);
            asm_.emit(Opcode::MapExtend);
            continue;
        }
        for (uint32_t i = 0; i < run; ++i) operandsFrom(f_.node(operands[done + i]), 0);
        asm_.at(n.pos);
        bool single = done > 0 && run == 1;
        if (single) {
            asm_.emit(Opcode::MapPut);
        } else {
            asm_.emit(Opcode::MakeMap, {run});
            if (done > 0) asm_.emit(Opcode::MapExtend);
        }
        done += run;
    } while (done < operands.size());
}

void FunctionEmitter::buildString(const Node& n) {
    uint32_t pending = 0;
    for (NodeId part : f_.operandsOf(n)) {
        if (pending == kChunk) {
            asm_.emit(Opcode::BuildString, {pending});
            pending = 1;
        }
        value(part);
        ++pending;
    }
    asm_.at(n.pos);
    asm_.emit(Opcode::BuildString, {pending});
}

}  // namespace noodle::codegen

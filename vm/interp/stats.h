// ExecutionStats: what `--stats` counts: opcodes, pairs of opcodes, how deep the stack got. Owned by the Vm
// while counting is on. Counting is done by a dispatch table of its own, so that it costs nothing while it is
// off.
#pragma once

#include <cstdint>

#include "vm/frame/vm_stack.h"

namespace noodle {

struct ExecutionStats {
    uint64_t executed[256] = {};    ///< by opcode of the private code: superinstructions count as themselves
    uint64_t pairs[256][256] = {};  ///< pairs[first][second]
    uint8_t last = 0;
    const Frame* deepestFrame = nullptr;
    const Value* highestValue = nullptr;

    void count(uint8_t opcode, const Frame* frame, const Value* sp) {
        ++executed[opcode];
        ++pairs[last][opcode];
        last = opcode;
        if (frame > deepestFrame) deepestFrame = frame;
        if (sp > highestValue) highestValue = sp;
    }
};

}  // namespace noodle

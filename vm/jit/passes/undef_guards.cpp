// A field or element that must not be undef and whose type is tested later in the block needs only that test:
// undef has no type. The test moves to where the word was tested for undef and takes over that frame state,
// which is from before the load, because the interpreter must do the load again.
#include <algorithm>

#include "vm/jit/passes/passes.h"

namespace noodle::jit {

namespace {

bool testsType(const Node* node) {
    return node->kind == NodeKind::UnboxInt || node->kind == NodeKind::UnboxFloat ||
           node->kind == NodeKind::UnboxNumber || node->kind == NodeKind::GuardKind;
}

}  // namespace

bool mergeUndefGuards(Graph& graph) {
    bool any = false;
    for (Block* block : graph.blocks()) {
        for (size_t i = 0; i < block->nodes.size(); ++i) {
            Node* guard = block->nodes[i];
            bool undefGuard = guard->kind == NodeKind::GuardNotWord &&
                              Value::fromBits(static_cast<uint64_t>(guard->imm)).isUndef();
            if (!undefGuard) continue;
            for (size_t j = i + 1; j < block->nodes.size(); ++j) {
                Node* next = block->nodes[j];
                if (testsType(next) && next->inputs[0] == guard->inputs[0]) {
                    next->state = guard->state;
                    guard->replacement = guard->inputs[0];
                    auto first = block->nodes.begin() + static_cast<ptrdiff_t>(i);
                    std::rotate(first, block->nodes.begin() + static_cast<ptrdiff_t>(j),
                                block->nodes.begin() + static_cast<ptrdiff_t>(j) + 1);
                    ++i;
                    any = true;
                    break;
                }
                if (next->has(kWrites) || next->has(kCalls) || next->has(kTerminator)) break;
            }
        }
    }
    graph.applyReplacements();
    return any;
}

}  // namespace noodle::jit

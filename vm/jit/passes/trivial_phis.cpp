// A phi whose inputs are one value, itself aside, is that value. Removing one may make others trivial.
#include "vm/jit/passes/passes.h"

namespace noodle::jit {

namespace {

/// The one value that the phi is; null: it is a real one.
Node* onlyInput(Node* phi) {
    Node* only = nullptr;
    for (Node* input : phi->inputs) {
        input = resolved(input);
        if (input == phi || input == only) continue;
        if (only != nullptr) return nullptr;
        only = input;
    }
    return only;
}

}  // namespace

bool removeTrivialPhis(Graph& graph) {
    bool any = false;
    for (bool changed = true; changed;) {
        changed = false;
        for (Block* block : graph.blocks()) {
            for (Node* node : block->nodes) {
                if (node->kind != NodeKind::Phi || node->replacement != nullptr) continue;
                if (Node* only = onlyInput(node)) {
                    node->replacement = only;
                    changed = any = true;
                }
            }
        }
    }
    graph.applyReplacements();
    return any;
}

}  // namespace noodle::jit

// The passes over the speculative stage, in the order of passes.def. Each is a file of its own, keeps the
// graph's invariant and may be run any number of times. Returns whether something changed.
#pragma once

#include <functional>

#include "vm/jit/ssa/graph.h"

namespace noodle::jit {

#define PASS(function, name, doc) bool function(Graph& graph);
#include "vm/jit/passes/passes.def"
#undef PASS

/// All of them; `after` is told each one that is done.
void runPasses(Graph& graph, const std::function<void(const char* pass)>& after);

}  // namespace noodle::jit

// Checks the invariant of graph.h.
#pragma once

#include <string>

#include "vm/jit/ssa/graph.h"

namespace noodle::jit {

/// What is wrong with the graph, of which the first thing is told; "": nothing.
std::string verify(const Graph& graph);

}  // namespace noodle::jit

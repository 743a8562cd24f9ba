// The text form of a graph, for people and tests.
#pragma once

#include <string>

#include "vm/jit/ssa/graph.h"

namespace noodle::jit {

std::string print(const Graph& graph, const char* title);

}  // namespace noodle::jit

// Outline: what making code decided about its exits and calls, in terms of the graph. With it the tables of a
// NativeUnit are filled, by whoever made the code and by whoever found it made already. Refers to the graph.
#pragma once

#include <vector>

#include "vm/jit/ssa/graph.h"

namespace noodle::jit {

struct Outline {
    struct Exit {
        const FrameState* state;
        ExitPoint::Kind kind;
        bool throwing;      ///< an error is pending and handled
        const Node* cause;  ///< the test or Leave; null where throwing
    };
    std::vector<Exit> exits;
    std::vector<const FrameState*> places;  ///< of calls by number; null: not shown
};

/// How a node leaves.
ExitPoint::Kind exitKindOf(const Node* node);
const char* exitReasonOf(const Node* cause);

/// The exit's description. `live`: the nodes whose values the code hands over, in their order.
ExitPoint describe(const Outline::Exit& exit, std::vector<const Node*>& live);

/// Fills exits and places of the unit.
void fillTables(NativeUnit& unit, const Outline& outline);
/// Says what the unit is of.
void nameUnit(NativeUnit& unit, const Graph& graph, std::vector<Value> roots);

}  // namespace noodle::jit

// The report of `noodle check --graph`: the modules of a program, their imports and the cycles among them, as
// text, JSON or DOT. Is not: the graph (compiler/driver/module_graph.h).
#pragma once

#include <optional>
#include <string>

#include "compiler/driver/module_graph.h"

namespace noodle::cli {

enum class GraphForm : uint8_t { Text, Json, Dot };

/// Of what stands behind --graph=; nullopt for other words.
std::optional<GraphForm> graphForm(const std::string& word);

/// Files below `folder` are named relative to it.
std::string graphReport(const ModuleGraph& graph, GraphForm form, const std::string& folder);

}  // namespace noodle::cli

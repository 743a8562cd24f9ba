// The modules of a program and who imports whom, from the texts alone: nothing is analysed or run. Is not: an
// order of loading, and knows nothing of paths that a program makes up while it runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/driver/module_summary.h"

namespace noodle {

struct ModuleGraph {
    enum class Kind : uint8_t {
        Source,
        Broken,    ///< a source file that cannot be read or does not parse
        Compiled,  ///< .nbc or builtin
        Other,     ///< a folder, or what only the running program knows
        Missing,
    };
    struct Import {
        uint32_t to = 0;  ///< node
        std::string path;
        uint32_t line = 0;
        bool isLazy = false;
        bool inFunction = false;  ///< done when the function runs
        bool isOptional = false;  ///< in a try that has handlers
        bool isReexport = false;
        /// Whether the module is run while the importer is being loaded.
        bool isAtLoad() const { return !isLazy && !inFunction; }
    };
    struct Node {
        std::string file;  ///< or the path as written, of modules without one
        Kind kind = Kind::Source;
        std::vector<Import> imports;
    };
    /// A way from a module back to it: for each step the node and which of its imports is taken.
    struct Cycle {
        struct Step {
            uint32_t node = 0, import = 0;
        };
        std::vector<Step> steps;
        bool isAtLoad = true;  ///< no step is lazy or in a function
    };

    std::vector<Node> nodes;  ///< those that were asked for come first

    /// For each group of modules that import each other some shortest cycles, so that each module of the
    /// group is on one. Cycles of imports at load come first.
    std::vector<Cycle> cycles() const;
};

/// From these files on. `finder` says what imports lead to.
ModuleGraph moduleGraph(const std::vector<std::string>& files, ModuleFinder& finder);

}  // namespace noodle

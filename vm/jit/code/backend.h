// Backend: what makes machine code of a graph. It lies in a shared library of its own, because it is big and
// slow to load and a program whose code was kept from an earlier run needs none of it. Both halves of the
// plugin are built from the same tree.
#pragma once

#include <memory>

#include "vm/jit/code/code_store.h"
#include "vm/jit/ssa/graph.h"

namespace noodle::jit {

class Backend {
  public:
    struct Task {
        Graph& graph;  ///< until compile() returns, like the fingerprint
        Fingerprint& fingerprint;
        const NativeRequest& request;
        std::shared_ptr<NativeJob> job;           ///< with a unit to come
        std::vector<Value> roots;                 ///< of the unit
        std::shared_ptr<CodeStore::Draft> draft;  ///< null: nothing is kept
        double startedMs = 0;                     ///< CPU time of the thread before the graph was made
    };
    virtual ~Backend() = default;
    /// Gives the job a unit; its code comes before compile() returns, or later from another thread if the
    /// request says so.
    virtual void compile(Task task) = 0;
};

/// Exported by the library as "noodleOpenBackend". Null: it cannot make code for this machine.
using OpenBackend = Backend* (*)(const NativeHost* host);

}  // namespace noodle::jit

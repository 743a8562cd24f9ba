// Session: the one namespace that the inputs of an interactive session share. Each input is compiled to a
// module of its own that lists every variable it uses by name; rebase() renumbers those to the session's
// slots, so that running it costs nothing extra. Not a compiler. Belongs to one isolate, whose Linker keeps
// the modules alive.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "vm/load/linker.h"

namespace noodle {

class Session {
  public:
    Session(Mutator& m, Linker& linker) : m_(m), linker_(linker) {}

    /// The unit of the next input, instantiated on the shared variables, not run. Fails for a module that
    /// does not verify or when memory or variable numbers run out.
    Result<UnitState*> add(bc::BcModule module);

  private:
    void rebase(bc::BcModule& module);
    bool growSlots(size_t count);

    Mutator& m_;
    Linker& linker_;
    std::unordered_map<std::string, uint32_t> slots_;  // by variable name
    std::vector<std::string> names_;                   // by slot
    std::vector<Module*> modules_;                     // all share one slots store and one export map
};

}  // namespace noodle

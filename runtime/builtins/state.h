// BuiltinState: everything that builtins keep per isolate: standard streams, the random generator, program
// arguments, and the function objects and classes made so far. Owned by the Mutator (MutatorExtension); dies
// before the heap.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/builtins/file_stream.h"
#include "runtime/builtins/output.h"
#include "runtime/builtins/rng.h"
#include "runtime/gc/heap.h"
#include "runtime/memory/program_memory.h"
#include "runtime/object/mutator.h"

namespace noodle {

struct Reflector;  // reflection.h

struct BuiltinState final : MutatorExtension {
    explicit BuiltinState(Mutator& m);

    OutputStream out;
    OutputStream err;
    FileStream in;
    Rng rng;
    std::vector<std::string> argv;  ///< [0] is the started script
    std::string scriptPath;
    std::string scratch;  ///< print's line buffer, taken while in use
    /// Shared with payloads of host objects, which die with the heap.
    std::shared_ptr<ProgramMemory> memory = std::make_shared<ProgramMemory>();
    /// Brings the figures of Persistent and Stack up to date, which the engine manages; may be null.
    void (*measureRegions)(Mutator& m, Regions& regions) = nullptr;
    const Reflector* reflector = nullptr;  ///< of the engine; null: no texts of declarations
    /// runtime.leaks(), which the engine answers; may be null.
    Value (*leaks)(Mutator& m) = nullptr;
    ValueVector exits;        ///< what runtime.onExit was given
    ValueVector functions;    ///< per row of builtin_names.def, undef until first asked for
    ValueVector classes;      ///< per NativeClassId, undef until first asked for
    ValueVector stages;       ///< per StageId: hidden natives that pipeline stages call
    ValueVector environment;  ///< its Map once it was asked for: os.environ, sys.env and getenv share it
};

/// Requires installBuiltins().
inline BuiltinState& builtinState(Mutator& m) {
    return *static_cast<BuiltinState*>(m.builtinState());
}

/// The process's environment as the program sees it: a Map of strings, copied from the process at first use.
/// What the program writes there getenv() sees, and the process does not.
Value environmentMap(Mutator& m);

}  // namespace noodle

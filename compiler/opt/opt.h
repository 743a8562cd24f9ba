// The front-stage optimiser: runs the passes of passes.def over every function.
//
// Is: what can be decided without a profile and without looking across functions. Is not: where inlining,
// code motion or speculation happen; those belong to the speculative stage.
#pragma once

#include <string_view>

#include "compiler/ir/ir.h"
#include "runtime/base/result.h"

namespace noodle::opt {

struct Options {
    bool verifyEach = false;  ///< check the IR after each pass
};

/// Failure only with verifyEach: names the pass that broke the IR.
Outcome optimise(ir::IrModule& module, Options options = {});

/// Runs one pass over every function; false if there is no such pass. For tests and --dump.
bool runPass(std::string_view name, ir::IrModule& module);

}  // namespace noodle::opt

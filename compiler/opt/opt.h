// The front-stage optimiser: runs the passes of passes.def over functions.
//
// Is: what can be decided without a profile and without looking across functions. Is not: where inlining,
// code motion or speculation happen; those belong to the speculative stage.
#pragma once

#include <string_view>

#include "compiler/ir/ir.h"
#include "compiler/opt/rewrite.h"
#include "runtime/base/result.h"

namespace noodle::opt {

struct Options {
    bool verifyEach = false;  ///< check the IR after each pass
};

/// Keeps its working memory from function to function; one thread at a time.
class Optimiser {
  public:
    explicit Optimiser(Options options = {}) : options_(options) {}

    /// Failure only with verifyEach: names the pass that broke the IR.
    Outcome run(ir::IrModule& module, ir::IrFunction& function);

  private:
    Options options_;
    Scratch scratch_;
};

/// Every function of the module.
Outcome optimise(ir::IrModule& module, Options options = {});

/// Runs one pass over every function; false if there is no such pass. For tests and --dump.
bool runPass(std::string_view name, ir::IrModule& module);

}  // namespace noodle::opt

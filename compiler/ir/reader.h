// Reads what printer.h prints. For tests of passes and of the code generator, which are written as textual
// IR. Is not: a verifier; run verifyModule on the result. Iterative in the depth of trees.
#pragma once

#include <string_view>

#include "compiler/ir/ir.h"
#include "runtime/base/result.h"

namespace noodle::ir {

/// Failure: the text names the line. Functions must be numbered 0, 1, 2 … in order; the `module` line may be
/// missing.
Result<IrModule> readModule(std::string_view text);

}  // namespace noodle::ir

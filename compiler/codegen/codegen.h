// IR to bytecode: one linear walk over the trees of each function in block order.
//
// Is: choice of opcodes (constants, typed arithmetic, IncLocal), jumps without materialised booleans, stack
// depth, handler and line tables, per-function pools. Is not: an optimiser; it never reorders, drops or
// duplicates an evaluation. Input must have passed ir::verifyModule; the output passes bc::verifyModule.
#pragma once

#include "compiler/ir/ir.h"
#include "runtime/base/result.h"
#include "vm/bytecode/module.h"

namespace noodle::codegen {

/// Failure (exit code 5): the program exceeds a limit of the format, e.g. 65536 constants in one function;
/// names function and limit.
Result<bc::BcModule> generate(ir::IrModule module);

}  // namespace noodle::codegen

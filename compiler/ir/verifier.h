// Checks the structure of an IrModule: what every later phase takes for granted. Run after lowering and after
// each pass.
//
// Is not: a check of meaning (types are claims, definite assignment is the front end's). Linear, iterative. A
// failure is our own bug, so the text is for us; the driver turns it into an internal error.
#pragma once

#include "compiler/ir/ir.h"
#include "runtime/base/result.h"

namespace noodle::ir {

Outcome verifyModule(const IrModule& module);
Outcome verifyFunction(const IrModule& module, const IrFunction& function);

}  // namespace noodle::ir

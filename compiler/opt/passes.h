// The passes of passes.def. Each keeps ir::verifyModule true, changes one function, walks in loops and not by
// recursion, and never moves, duplicates or drops an evaluation that can throw or be seen.
#pragma once

#include "compiler/ir/ir.h"
#include "compiler/opt/rewrite.h"

namespace noodle::opt {

#define PASS(name, function, about) bool function(Scratch& scratch, ir::IrModule& module, ir::IrFunction& f);
#include "compiler/opt/passes.def"

}  // namespace noodle::opt

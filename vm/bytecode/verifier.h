// Proves that a module can be executed without looking at it again: every index in range, every jump on an
// instruction, one stack depth per instruction, within the declared maximum, no way off the end of the code.
//
// Is not: a type checker; operand tags are checked by the handlers at run time. Linear in the size of the
// module (n log n in the number of exception handlers), iterative, allocates in proportion to the code. What
// it guarantees beyond the obvious: type operands refer to earlier types (no cycles); feedback sites are
// numbered 0, 1, 2 … in code order, so no two instructions share one; only Loop jumps backward, so every
// cycle without exceptions polls; Yield and Await occur only in functions whose flags make their frames
// resumable; strings that are not bytes are valid UTF-8.
#pragma once

#include "runtime/base/result.h"
#include "vm/bytecode/module.h"

namespace noodle::bc {

/// Failure: exit code 65, the text names function and pc.
Outcome verifyModule(const BcModule& module);

}  // namespace noodle::bc

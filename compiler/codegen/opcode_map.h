// Which opcode an IR instruction becomes. The kDirect rows of insts.def map by name, checked at compile time;
// typed forms are chosen from the operands' static types.
#pragma once

#include "compiler/ir/ir.h"
#include "vm/bytecode/opcode_info.h"

namespace noodle::codegen {

/// The opcode of the same name; the op must be kDirect.
bc::Opcode directOpcode(ir::Op op);
/// The opcode for a binary operator on these operand types: the typed form if there is one, else the general
/// one.
bc::Opcode typedOpcode(ir::Op op, ir::StaticType left, ir::StaticType right);

}  // namespace noodle::codegen

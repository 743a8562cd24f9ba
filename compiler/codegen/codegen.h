// IR to bytecode: one linear walk over the trees of each function in block order.
//
// Is: choice of opcodes (constants, typed arithmetic, IncLocal), jumps without materialised booleans, stack
// depth, handler and line tables, per-function pools. Is not: an optimiser; it never reorders, drops or
// duplicates an evaluation. Input must have passed ir::verifyModule; the output passes bc::verifyModule.
#pragma once

#include <memory>

#include "compiler/ir/ir.h"
#include "runtime/base/result.h"
#include "vm/bytecode/module.h"

namespace noodle::codegen {

/// Makes the code of a module's functions one after the other. Failures (exit code 5): the program exceeds a
/// limit of the format, e.g. 65536 constants in one function; the text names function and limit.
class Generator {
  public:
    /// `module` gives the tables, which may still grow between the functions.
    explicit Generator(ir::IrModule& module);
    ~Generator();

    /// Functions come in the order of their indexes.
    Outcome add(const ir::IrFunction& function);
    /// Takes the tables out of the module.
    Result<bc::BcModule> finish();

  private:
    struct Memory;
    Outcome tablesFit() const;

    ir::IrModule& module_;
    std::unique_ptr<Memory> memory_;
};

/// A whole module at once.
Result<bc::BcModule> generate(ir::IrModule module);

}  // namespace noodle::codegen

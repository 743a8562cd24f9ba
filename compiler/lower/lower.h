// Lowering: an analysed module becomes IR.
//
// Is: the one entry point between sema and ir. It decides how variables are stored (slot, cell, capture,
// module variable), in which order operands run, and what every construct means in blocks and trees. Is not:
// a checker (the module has no errors any more) nor an optimiser. One object handles one module, on one
// thread. Invariant: the result passes ir::verifyModule. Dump: ir/printer.h on the result.
#pragma once

#include <memory>
#include <string>

#include "compiler/ast/ast.h"
#include "compiler/ir/ir.h"
#include "compiler/sema/sema.h"

namespace noodle::lower {

struct Options {
    // The last statement of the module, if it is an expression, is reported with SetResult.
    bool repl = false;
};

struct Context {
    const NameTable& names;
    types::TypeTable& types;
};

class ModuleContext;

// A module whose functions are lowered one at a time, so that whoever takes them can be done with one before
// the next is made. Each is lowered after the one that contains it; the first is the module body.
class ModuleLowering {
  public:
    // `module` must have been analysed by `analysis` without errors. Name and source path are for traces; the
    // path of the source file is taken from module.source.
    ModuleLowering(const ast::Module& module, const sema::Analysis& analysis, std::string name,
                   const Context& context, const Options& options = {});
    ~ModuleLowering();

    // Tables as far as they are needed by the functions so far; complete after the last one.
    ir::IrModule& module();
    bool hasNext() const;
    // Lowers the next function into `function`, whose memory is used again.
    void next(ir::IrFunction& function);

  private:
    std::unique_ptr<ModuleContext> context_;
    size_t next_ = 0;
};

// The whole module at once.
ir::IrModule lowerModule(const ast::Module& module, const sema::Analysis& analysis, std::string name,
                         const Context& context, const Options& options = {});

}  // namespace noodle::lower

// Lowering: an analysed module becomes IR.
//
// Is: the one entry point between sema and ir. It decides how variables are stored (slot, cell, capture,
// module variable), in which order operands run, and what every construct means in blocks and trees. Is not:
// a checker (the module has no errors any more) nor an optimiser. One call handles one module, on one thread;
// nothing is kept between calls. Invariant: the result passes ir::verifyModule. Dump: ir/printer.h on the
// result.
#pragma once

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

// `module` must have been analysed by `analysis` without errors. Name and source path are for traces; the
// path of the source file is taken from module.source.
ir::IrModule lowerModule(const ast::Module& module, const sema::Analysis& analysis, std::string name,
                         const Context& context, const Options& options = {});

}  // namespace noodle::lower

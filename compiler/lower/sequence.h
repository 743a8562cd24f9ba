// Statements inside a tree: FunctionLowerer::sequence. Apart from the class because only three files need its
// body.
#pragma once

#include <utility>

#include "compiler/lower/function_lowerer.h"

namespace noodle::lower {

// Runs `body`, which put()s statements and gives a value. In blocks the statements are emitted; otherwise the
// result is a Seq of them, a tree that runs nothing yet.
template <typename Body>
NodeId FunctionLowerer::sequence(bool inBlocks, SourcePos pos, Body body) {
    if (inBlocks) {
        NodeVector* outer = std::exchange(collect_, nullptr);
        NodeId value = body();
        collect_ = outer;
        return value;
    }
    NodeVector statements;
    NodeVector* outer = std::exchange(collect_, &statements);
    NodeId value = body();
    collect_ = outer;
    return statements.empty() ? value : b_.seq(statements, value, pos);
}

}  // namespace noodle::lower

// Argument binding: passed values to the slots of declared parameters, by position, by name, with defaults
// left as undef for the callee's prologue, rest and keywords collected. Not evaluation of defaults, not the
// call itself.
#pragma once

#include <span>

#include "runtime/object/mutator.h"
#include "runtime/value/function_info.h"

namespace noodle {

class VmStack;

/// What was passed: `count` words at `args`, the last names.size() of them named.
struct Passed {
    Value* args;
    uint32_t count;
    std::span<String* const> names;
};

/// Rearranges the words at passed.args in place: afterwards args[i] belongs to info.params[i]; the stack's
/// top is behind them. The passed words end at the stack's top and enough room lies above it. `function`
/// names the callee in errors. False: TypeError pending.
[[nodiscard]] bool bindArguments(Mutator& m, VmStack& stack, const FunctionInfo& info,
                                 std::string_view function, const Passed& passed);

/// Throws the error for a wrong number of positional arguments.
Value throwArgumentCount(Mutator& m, const FunctionInfo& info, std::string_view function, uint32_t given);

}  // namespace noodle

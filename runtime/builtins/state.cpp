#include "runtime/builtins/state.h"

#include <unistd.h>

#include "runtime/base/clock.h"

namespace noodle {

BuiltinState::BuiltinState(Mutator& m)
    : out(STDOUT_FILENO, OutputStream::bufferingFor(STDOUT_FILENO)),
      err(STDERR_FILENO, OutputStream::Buffering::None),
      in(STDIN_FILENO, "<stdin>", false),
      rng(randomSeed()),
      exits(m.heap()),
      functions(m.heap()),
      classes(m.heap()),
      stages(m.heap()),
      environment(m.heap()) {}

}  // namespace noodle

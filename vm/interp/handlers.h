// The ways into the handlers (run.cpp). Private to vm/interp; everybody else calls Vm::run() and
// Vm::runOne(), which are in enter.cpp.
#pragma once

#include <cstdint>

namespace noodle {

class Vm;

/// Runs frames until the entry frame ends; `throwing`: begins by raising the pending error. The result means
/// nothing.
uint64_t runHandlers(Vm& vm, uint64_t throwing);
/// Vm::runOne(); the result is a bool.
uint64_t runOneHandler(Vm& vm, uint64_t unused);

}  // namespace noodle

// The ways into the handlers (run.cpp). Private to vm/interp; everybody else calls Vm::run() and
// Vm::runOne(), which are in enter.cpp. Invariant: where NOODLE_SPARE_REGISTERS is set, run.cpp is compiled
// so that no function of it keeps rbx and r12 to r15 for its caller. It may be called through
// keepingRegisters() only, and defines nothing else that another file could call.
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

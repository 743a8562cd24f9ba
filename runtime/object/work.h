// chargeWork: for natives whose work grows with their operands, so that no single one outlasts a time limit
// or an interrupt. Is not for natives that call programs in each step: those calls look at stop requests
// already. The count belongs to the Mutator and goes on from native to native.
#pragma once

#include "runtime/object/mutator.h"

namespace noodle {

/// Counts `units` of work, of about 10 ns each, and lets the engine in whenever enough has come together:
/// which may run destructors. False: the program must stop (exception pending).
bool chargeWork(Mutator& m, uint64_t units);

/// What comparing, searching or copying so many bytes is worth.
inline bool chargeBytes(Mutator& m, uint64_t bytes) {
    return bytes < 1024 || chargeWork(m, bytes / 128);
}

/// For natives that build text outside the heap: false, with the error pending, if `bytes` of it are more
/// than a string or the heap limit holds.
bool mayBecomeText(Mutator& m, uint64_t bytes);

}  // namespace noodle

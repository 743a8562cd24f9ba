// Marking and sweeping by several threads while the program stands still: takes the greys of a full
// collection and follows them, each worker on a stack of its own, of which it hands parts to those that have
// run out. Only objects that are old by now can be met. What it marks does not depend on who marks it, so the
// heap looks the same as after the work of one thread.
//
// What it leaves to the caller's tracer: natives, whose types need not be prepared for other threads, and
// what found no memory.
#pragma once

#include "runtime/gc/tracer.h"
#include "runtime/gc/workers.h"

namespace noodle {

/// Follows the greys of `heap`; afterwards some may be grey still. `tracer`: the full tracer of this pause.
void markInParallel(Heap::Impl& heap, Workers& workers, Tracer& tracer);
/// Sweeps all that the last full collection left.
void sweepInParallel(Heap::Impl& heap, Workers& workers);

}  // namespace noodle

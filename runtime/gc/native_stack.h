// The native stack as a source of possible references: finds its base and hands every word of it to a
// visitor. Knows no objects. The words are read without regard to what they are, also under sanitizers.
#pragma once

#include <cstdint>

namespace noodle {

/// Highest address of the calling thread's stack.
const void* threadStackBase();

using WordVisitor = void (*)(void* context, uint64_t word);
/// Spills the callee-saved registers and visits every aligned word between the current stack pointer and
/// `base`. `base` must lie on the stack that is in use, above the caller.
void visitStackWords(const void* base, WordVisitor visit, void* context);

}  // namespace noodle

// The state behind parallel(), race() and timeout(): a host object that waits on child tasks. Owned by the
// collector; fields[0] is the result task, fields[1] a List whose element 0 is the outcome so far and whose
// rest are the children.
#pragma once

#include "runtime/object/native_object.h"

namespace noodle {

enum class CombinatorKind : uint8_t { Parallel, Race, Timeout };

struct CombinatorState {
    CombinatorKind kind;
    uint32_t remaining;
    uint16_t outcomeState;  ///< Task::State of the outcome; kPending while undecided
};

extern const NativeType kCombinatorType;

/// For a task that is to throw later: an error of the class, or the OutOfMemoryError where there is no memory
/// for it. Nothing is pending afterwards.
Value errorToThrow(Mutator& m, Class* cls, const char* message);

}  // namespace noodle

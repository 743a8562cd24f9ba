// The asynchronous builtins: sleep, parallel, race, timeout, the members of Task, and the module asyncio. The
// loop itself is in runtime/loop.
#pragma once

#include "runtime/builtins/args.h"
#include "runtime/object/native_module.h"

namespace noodle {

/// Global functions: sleep parallel race timeout.
std::span<const NativeSpec> asyncBuiltins();
/// Members of Task.
std::span<const NativeSpec> taskMembers();
extern const NativeModule kAsyncioModule;

/// A finished task with this value; null with the error pending.
Task* finishedTask(Mutator& m, Value result);
/// A task for anything that can be awaited side by side: a task itself, a callable (called now), any other
/// value (finished). Null only if the program must end.
Task* taskOf(Mutator& m, Value v);

}  // namespace noodle

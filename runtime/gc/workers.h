// Workers: threads that take parts of a collection while the program stands still. What they are is behind
// this interface: TBB in a library of its own (runtime/workers), opened when a heap is first big enough, so
// that small programs neither load it nor start threads. Not a scheduler of programs.
#pragma once

#include <cstddef>

namespace noodle {

class Workers {
  public:
    /// How many may run at once, the calling thread among them.
    virtual size_t count() const = 0;
    /// Calls task(context, i) for each i below `tasks` and returns when all have returned. They may run one
    /// after the other: none may wait for another to begin.
    virtual void run(size_t tasks, void (*task)(void* context, size_t i), void* context) = 0;

  protected:
    ~Workers() = default;
};

/// The one entry of libnoodle_workers.so.
using WorkersEntry = Workers* (*)();
inline constexpr const char* kWorkersEntry = "noodleWorkers";

/// The process's workers; null: the machine has one core, or the library is not there. Opens it on the first
/// call. Any thread.
Workers* processWorkers();

}  // namespace noodle

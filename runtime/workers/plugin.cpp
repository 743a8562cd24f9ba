// libnoodle_workers.so: the threads of TBB behind the interface that the collector knows.
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>

#include "runtime/gc/workers.h"

namespace noodle {
namespace {

class TbbWorkers final : public Workers {
  public:
    size_t count() const override {
        return tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism);
    }
    void run(size_t tasks, void (*task)(void* context, size_t i), void* context) override {
        // Isolated: a thread that waits here takes no other collector's task.
        tbb::this_task_arena::isolate([&] {
            tbb::parallel_for(
                size_t{0}, tasks, [=](size_t i) { task(context, i); }, tbb::simple_partitioner());
        });
    }
};

}  // namespace
}  // namespace noodle

extern "C" __attribute__((visibility("default"))) noodle::Workers* noodleWorkers() {
    static noodle::TbbWorkers workers;
    return &workers;
}

// Handles: the references that a host holds to values of one runtime. A handle is counted from any thread;
// its value is read and it is taken out of the table by the runtime's thread alone. Owned by the Engine; a
// root source.
//
//   live_   [0, settled_) reported to a marker that settles, unchanged since | [settled_, size) new
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "include/noodle/noodle.h"
#include "runtime/gc/heap.h"

struct noodle_handle {
    std::atomic<uint32_t> references{1};
    noodle_runtime* runtime = nullptr;  // counted
    noodle::Value value;
    size_t position = 0;
};

namespace noodle {

class HandleTable final : public RootSource {
  public:
    explicit HandleTable(Heap& heap) : heap_(heap) { heap_.addRoots(this); }
    ~HandleTable() { heap_.removeRoots(this); }
    HandleTable(const HandleTable&) = delete;
    HandleTable& operator=(const HandleTable&) = delete;

    void add(noodle_handle* handle);
    void remove(noodle_handle* handle);
    /// No handle has a value any more; they stay until they are released.
    void forgetAll();
    size_t size() const { return live_.size(); }
    void traceRoots(Marker& marker) override;

  private:
    Heap& heap_;
    std::vector<noodle_handle*> live_;
    size_t settled_ = 0;
};

}  // namespace noodle

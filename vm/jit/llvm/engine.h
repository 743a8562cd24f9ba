// The LLVM side of the plugin: optimises a module, makes an object file of it and links that into the
// process. One Engine a plugin. Graph and IR are made on the caller's thread, the rest there or on the
// engine's own. Is not: aware of the graph (emitter.h).
#pragma once

#include <memory>
#include <string>

#include "vm/tier/native_code.h"

namespace noodle::jit {

class Engine {
  public:
    /// Null: LLVM cannot compile for this machine; `error` says why.
    static std::unique_ptr<Engine> create(std::string& error);
    virtual ~Engine() = default;
    virtual std::shared_ptr<NativeJob> compile(const NativeRequest& request, const NativeHost& host) = 0;
};

}  // namespace noodle::jit

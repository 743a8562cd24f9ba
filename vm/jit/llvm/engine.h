// The LLVM side of the plugin: emits a module for a graph, optimises it, makes an object file of it and links
// that into the process. One engine a process. The module is made on the caller's thread, the rest there or
// on the engine's own.
#pragma once

#include <memory>
#include <string>

#include "vm/jit/code/backend.h"

namespace noodle::jit {

/// Null: LLVM cannot compile for this machine; `error` says why.
std::unique_ptr<Backend> openEngine(const NativeHost& host, std::string& error);

}  // namespace noodle::jit

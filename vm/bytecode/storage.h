// ModuleStorage: the memory that a module's texts and lists lie in: an arena, and the file it was read from.
// Shared by the copies of a BcModule; written only while the module is made.
#pragma once

#include <memory>

#include "runtime/base/arena.h"
#include "vm/bytecode/module.h"

namespace noodle::bc {

class ModuleStorage {
  public:
    Arena& arena() { return arena_; }
    /// Keeps `file`, in which texts and code lie.
    void keep(std::shared_ptr<const void> file) { file_ = std::move(file); }

    /// The module's storage, made if it has none.
    static ModuleStorage& of(BcModule& module);

  private:
    Arena arena_;
    std::shared_ptr<const void> file_;  // shared: whoever mapped it may use it for other things
};

}  // namespace noodle::bc

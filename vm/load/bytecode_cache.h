// BytecodeCache: a FileCache whose bodies are modules, as the bytes of a .nbc.
#pragma once

#include <optional>
#include <string>

#include "runtime/base/file_cache.h"
#include "vm/bytecode/module.h"

namespace noodle {

class BytecodeCache : public FileCache {
  public:
    BytecodeCache(std::string folder, uint64_t limitBytes)
        : FileCache(std::move(folder), ".cached", limitBytes) {}

    /// The module, whose texts and code lie in the entry's file. Nothing for bytes that another version
    /// wrote.
    static std::optional<bc::BcModule> moduleOf(const Entry& entry);
};

}  // namespace noodle

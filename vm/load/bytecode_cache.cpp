#include "vm/load/bytecode_cache.h"

#include "vm/bytecode/nbc.h"

namespace noodle {

std::optional<bc::BcModule> BytecodeCache::moduleOf(const Entry& entry) {
    Result<bc::BcModule> module = bc::readModule(entry.body, {.ignoreChecksum = true, .owner = entry.file});
    if (!module.ok()) return std::nullopt;
    return std::move(module.value());
}

}  // namespace noodle

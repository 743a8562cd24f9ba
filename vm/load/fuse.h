// fuse(): a function's private code: a copy in which sequences are marked as superinstructions
// (super_opcodes.def). The numbers of all opcodes behind those of files. Not an optimiser: nothing moves and
// every offset keeps its meaning. Owned by whoever asks.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "vm/bytecode/opcode_info.h"

namespace noodle {

enum class SuperOpcode : uint8_t {
    Before = bc::kOpcodeCount - 1,
#define SUPER(name, first, second, third, fourth) name,
#include "vm/load/super_opcodes.def"
#undef SUPER
#define NATIVE_OPCODE(name) name,
#include "vm/load/native_opcodes.def"
#undef NATIVE_OPCODE
    Count
};
static_assert(static_cast<unsigned>(SuperOpcode::Count) <= 255, "the opcode space is one byte");

/// Which private copies are made, and of what kind. Everything off gives the same results, slower.
struct FuseOptions {
    bool quicken = true;        ///< make private copies at all
    std::bitset<256> disabled;  ///< superinstructions to leave out, by opcode
};

/// Name of any opcode that may stand in private code.
const char* nameOfCode(uint8_t opcode);
/// The superinstruction of that name; Count if there is none.
SuperOpcode findSuper(std::string_view name);
/// A function and what is known of its surroundings.
struct FuseInput {
    const bc::BcModule& module;  ///< verified
    const bc::FunctionDef& function;
    std::function<bool(uint32_t)> importIsFixed;  ///< whether an import binding keeps the value that it has
};
/// The private copy.
std::unique_ptr<uint8_t[]> fuse(const FuseInput& input, const FuseOptions& options);

}  // namespace noodle

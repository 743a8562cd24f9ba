// The .nbc file: a BcModule as bytes, and back.
//
// Layout: magic "NBC\x1A", u16 format version, u16 zero, u32 opcodeSetHash(), u64 XXH64 of everything after
// the header; then the sections in the order of nbc_sections.def, each `id, varint length, bytes`. Integers
// are LEB128 varints (signed ones zigzag), floats 8 bytes little endian, lists a count and the items. An
// index that may be absent is stored plus one, 0 meaning kNone32. Is not: the verifier. What readModule
// returns is well-formed data, but indexes in it are unproven until verifyModule. The same module always
// gives the same bytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "runtime/base/result.h"
#include "vm/bytecode/module.h"

namespace noodle::bc {

inline constexpr uint16_t kFormatVersion = 2;
inline constexpr std::string_view kMagic = "NBC\x1A";

std::string writeModule(const BcModule& module);

struct ReadOptions {
    bool ignoreChecksum = false;  ///< for tests that damage files on purpose
    /// Keeps the bytes. If set, texts and code are used where they lie; otherwise they are copied.
    std::shared_ptr<const void> owner = nullptr;
};
/// Safe for any bytes: memory use is bounded by a small multiple of bytes.size(). Failure: exit code 65.
Result<BcModule> readModule(std::string_view bytes, ReadOptions options = {});

/// True if the bytes begin like a .nbc file.
inline bool looksLikeNbc(std::string_view bytes) {
    return bytes.starts_with(kMagic);
}

}  // namespace noodle::bc

// Bounds that a module must keep, so that the interpreter's frames and the loader's tables stay small
// integers. The code generator reports a program that exceeds them; the verifier refuses a file that does.
#pragma once

#include <cstdint>

namespace noodle::bc {

inline constexpr uint32_t kMaxOperandStack = 32'000;
inline constexpr uint32_t kMaxSlots = 32'000;
inline constexpr uint32_t kMaxSites = 0xFFFF;
inline constexpr uint32_t kMaxPoolEntries = 0x10000;  ///< constants, names, name lists of one function
inline constexpr uint32_t kMaxTableEntries =
    0x10000;  ///< types, classes, variables, requests, imports of a module
inline constexpr uint32_t kMaxCaptures = 0xFFFF;
inline constexpr uint32_t kMaxParams = 0xFFF;
inline constexpr uint32_t kMaxCode = 0x4000'0000;  ///< bytes of one function; a jump always fits
inline constexpr uint32_t kMaxBigIntDigits = 1'000'000;

}  // namespace noodle::bc

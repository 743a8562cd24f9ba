// The inner loop of sha256: as plain code, and with the processor's SHA instructions where it has them.
// Internal to hash_algorithms.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

namespace noodle {

/// The first 32 bits of the fractions of the cube roots of the first 64 primes.
struct Sha256Constants {
    uint32_t k[64];
};

/// Works `blocks` of 64 bytes into the state.
void sha256Blocks(uint32_t* state, const uint8_t* bytes, size_t blocks, const Sha256Constants& constants);

void sha1Blocks(uint32_t* state, const uint8_t* bytes, size_t blocks);

}  // namespace noodle

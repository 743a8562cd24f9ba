// Hashing of bytes and words. The seeded functions are for tables in memory only: their values differ between
// processes and are never saved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace noodle {

uint64_t hashBytes64(const void* data, size_t bytes, uint64_t seed);
inline uint64_t hashText64(std::string_view text, uint64_t seed) {
    return hashBytes64(text.data(), text.size(), seed);
}

/// Of a file's text, to tell whether it is still the same: equal in every process, so it may be saved.
uint64_t contentHash(std::string_view text);

/// Folds 64 bits into 32 so that every input bit counts.
constexpr uint32_t foldHash(uint64_t h) {
    return static_cast<uint32_t>(h ^ (h >> 32));
}
inline uint32_t hashBytes32(const void* data, size_t bytes, uint64_t seed) {
    return foldHash(hashBytes64(data, bytes, seed));
}

/// Mixes one word with a seed: a full-avalanche step (multiply-xorshift), good enough for power-of-two
/// tables.
constexpr uint64_t mixHash(uint64_t x, uint64_t seed) {
    x ^= seed;
    x ^= x >> 32;
    x *= 0xD6E8'FEB8'6659'FD93ull;
    x ^= x >> 32;
    x *= 0xD6E8'FEB8'6659'FD93ull;
    x ^= x >> 32;
    return x;
}
/// Order-dependent combination for sequences.
constexpr uint64_t combineHash(uint64_t accumulated, uint64_t next) {
    return mixHash(accumulated * 0x9E37'79B9'7F4A'7C15ull + next, 0x5851'F42D'4C95'7F2Dull);
}

}  // namespace noodle

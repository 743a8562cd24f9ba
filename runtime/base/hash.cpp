#include "runtime/base/hash.h"

#include <xxhash.h>

namespace noodle {

uint64_t hashBytes64(const void* data, size_t bytes, uint64_t seed) {
    return XXH3_64bits_withSeed(data, bytes, seed);
}

uint64_t contentHash(std::string_view text) {
    return XXH64(text.data(), text.size(), 0);
}

}  // namespace noodle

#include "runtime/base/hash.h"

#include <xxhash.h>

namespace noodle {

uint64_t hashBytes64(const void* data, size_t bytes, uint64_t seed) {
    return XXH3_64bits_withSeed(data, bytes, seed);
}

}  // namespace noodle

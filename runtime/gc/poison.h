// Tells AddressSanitizer which cells are free, so that a use after free is caught at the instruction. Nothing
// elsewhere.
#pragma once

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif

namespace noodle {

inline void poison([[maybe_unused]] void* start, [[maybe_unused]] size_t bytes) {
#if defined(__SANITIZE_ADDRESS__)
    __asan_poison_memory_region(start, bytes);
#endif
}

inline void unpoison([[maybe_unused]] void* start, [[maybe_unused]] size_t bytes) {
#if defined(__SANITIZE_ADDRESS__)
    __asan_unpoison_memory_region(start, bytes);
#endif
}

}  // namespace noodle

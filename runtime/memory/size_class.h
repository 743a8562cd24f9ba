// The table of cell sizes: which size class serves a request, and how big its cells are. Constants only.
// Up to 256 bytes in steps of 16, then four steps per doubling, then sizes that divide a block's payload.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace noodle {

constexpr size_t kBlockBytes = 32 * 1024;
constexpr size_t kBlockHeaderBytes = 64;
constexpr size_t kBlockPayload = kBlockBytes - kBlockHeaderBytes;
constexpr size_t kCellGranule = 16;

constexpr std::array kCellBytes =
    std::to_array<uint16_t>({16,   32,   48,   64,   80,   96,   112,  128,  144,  160,   176,  192,  208,
                             224,  240,  256,  320,  384,  448,  512,  640,  768,  896,   1024, 1280, 1536,
                             1792, 2048, 2336, 2720, 3264, 4080, 5440, 6528, 8176, 10896, 16352});
constexpr size_t kSizeClassCount = kCellBytes.size();
/// Bigger objects are mapped on their own.
constexpr size_t kMaxCellBytes = kCellBytes[kSizeClassCount - 1];
static_assert(kMaxCellBytes * 2 <= kBlockPayload);

constexpr auto kSizeClassOfGranules = [] {
    std::array<uint8_t, kMaxCellBytes / kCellGranule + 1> table{};
    size_t sizeClass = 0;
    for (size_t granules = 0; granules < table.size(); ++granules) {
        while (kCellBytes[sizeClass] < granules * kCellGranule) ++sizeClass;
        table[granules] = static_cast<uint8_t>(sizeClass);
    }
    return table;
}();

/// Requires bytes <= kMaxCellBytes.
constexpr size_t sizeClassOf(size_t bytes) {
    return kSizeClassOfGranules[(bytes + kCellGranule - 1) / kCellGranule];
}

}  // namespace noodle

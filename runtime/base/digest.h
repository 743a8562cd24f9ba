// Digest: 128 bits that stand for a text wherever it came from, the same in every process and on every
// machine of one kind. For names of cached things; not for security.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace noodle {

struct Digest {
    uint64_t low = 0;
    uint64_t high = 0;
    bool operator==(const Digest&) const = default;
    /// 32 hexadecimal digits.
    std::string hex() const;
};

Digest digestOf(std::string_view bytes);

/// What tells this program from every other build of it: the linker's build id, or a digest of the program
/// file where it has none.
std::string buildId();

}  // namespace noodle

// The rows of native_entries.def as a table. An entry's number is its place there.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/base/check.h"

namespace noodle {

struct NativeEntryRow {
    const char* name;
    const char* signature;
};
inline constexpr NativeEntryRow kNativeEntries[] = {
#define NATIVE_ENTRY(name, signature) {#name, signature},
#include "vm/tier/native_entries.def"
#undef NATIVE_ENTRY
};

/// Requires that there is an entry of that name.
inline uint32_t numberOfEntry(std::string_view name) {
    uint32_t number = 0;
    for (const NativeEntryRow& row : kNativeEntries) {
        if (name == row.name) return number;
        ++number;
    }
    NOODLE_CHECK(false, "no such native entry");
    return number;
}

}  // namespace noodle

// fuzz: what the targets share. A target is one file with LLVMFuzzerTestOneInput(); with clang's libFuzzer it
// searches, with replay_main.cpp it runs the inputs that are kept. Invariant: a target leaves no trace
// outside the process: no input makes it open files, start programs or use the network.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace noodle::fuzz {

/// A finding that is no crash by itself.
[[noreturn]] inline void finding(std::string_view what, std::string_view detail = {}) {
    std::fprintf(stderr, "finding: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
                 static_cast<int>(detail.size()), detail.data());
    std::abort();
}

inline std::string_view textOf(const uint8_t* data, size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace noodle::fuzz

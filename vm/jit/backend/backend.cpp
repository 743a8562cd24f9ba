// The one exported function of the backend's library.
#include <cstdio>

#include "vm/jit/llvm/engine.h"

extern "C" [[gnu::visibility("default")]] noodle::jit::Backend* noodleOpenBackend(
    const noodle::NativeHost* host) {
    std::string error;
    auto engine = noodle::jit::openEngine(*host, error);
    if (engine == nullptr) std::fprintf(stderr, "noodle: the compiler cannot start: %s\n", error.c_str());
    return engine.release();
}

#include "runtime/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace noodle {

void checkFailed(const char* condition, const char* file, int line, const char* why) noexcept {
    std::fflush(stdout);
    std::fprintf(stderr, "noodle: internal error at %s:%d: %s (%s)\n", file, line, why, condition);
    std::fflush(stderr);
    std::_Exit(70);
}

}  // namespace noodle

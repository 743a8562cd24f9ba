#include "runtime/base/version.h"

namespace noodle {

const char* versionText() {
    return NOODLE_VERSION;
}

}  // namespace noodle

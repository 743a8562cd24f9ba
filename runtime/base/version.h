// The version of the toolchain, as CMakeLists.txt states it: what `noodle version` and sys.version show.
#pragma once

namespace noodle {

/// "1.2.3". Lives as long as the process.
const char* versionText();

}  // namespace noodle

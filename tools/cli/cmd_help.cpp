// noodle help and noodle version.
#include <cstdio>

#include "runtime/base/version.h"
#include "tools/cli/command_line.h"

namespace noodle::cli {

int cmdHelp(CommandLine& line) {
    const Command* command = nullptr;
    if (!line.operands.empty()) {
        command = findCommand(line.operands[0]);
        if (command == nullptr) return fail("there is no command '" + line.operands[0] + "'", kUsage);
    }
    std::fputs(helpText(command).c_str(), stdout);
    return kOk;
}

int cmdVersion(CommandLine&) {
    std::printf(
        "noodle %s\n"
        "levels: NONE (interpreter); BASIC, BALANCED and AGGRESSIVE have no compiler of their own in this "
        "build and run the "
        "interpreter\n"
        "built with %s, C++20\n",
        versionText(), __VERSION__);
    return kOk;
}

}  // namespace noodle::cli

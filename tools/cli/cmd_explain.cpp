// noodle explain: the long form of a message, by its code.
#include <cstdio>

#include "compiler/diag/explain.h"
#include "tools/cli/command_line.h"

namespace noodle::cli {

int cmdExplain(CommandLine& line) {
    if (line.operands.empty()) return fail("explain takes the code of a message, e.g. N0301", kUsage);
    const char* separator = "";
    for (const std::string& text : line.operands) {
        const std::optional<Diag> code = findDiag(text);
        if (!code.has_value())
            return fail("there is no message '" + text + "'; docs/diagnostic_codes.md lists them", kUsage);
        std::printf("%s%s", separator, explainText(*code).c_str());
        separator = "\n";
    }
    return kOk;
}

}  // namespace noodle::cli

// The command line of `noodle`, taken apart: command, settings, the command's own flags, operands. Thin: what
// the settings mean is in runtime/config, what commands do is in cmd_*.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/config/options.h"

namespace noodle::cli {

/// Exit codes of every command.
enum ExitCode : int {
    kOk = 0,
    kProgramFailed = 1,
    kUsage = 2,
    kDoesNotCompile = 3,
    kPermission = 4,
    kLimit = 5,
    kInternal = 70,
    kIo = 74
};

struct CommandLine {
    Options options;
    std::map<std::string, std::string>
        own;                            ///< the command's own flags without dashes: "e", "o", "emit-bc" …
    std::vector<std::string> operands;  ///< file and program arguments

    bool has(const char* flag) const { return own.count(flag) != 0; }
};

struct Command {
    const char* name;
    char letter;
    int (*function)(CommandLine&);
    const char* arguments;
    const char* summary;
};

std::vector<std::string_view> commandNames();
/// Null if there is no such command.
const Command* findCommand(std::string_view name);
/// Fails with exit code 2 and a sentence on any mistake. `words` follow the command's name.
Outcome parseCommandLine(const Command& command, const std::vector<std::string>& words, CommandLine& line);
/// The page of `noodle help` or `noodle help COMMAND`.
std::string helpText(const Command* command);
/// The exit code of an operation on a file that failed: kPermission if it was denied, else kIo.
int ioExitCode(const Failure& failure);
/// Prints "noodle: message" to standard error and returns `code`.
int fail(const std::string& message, int code);

#define COMMAND(name, letter, function, arguments, summary) int function(CommandLine& line);
#include "tools/cli/commands.def"
#undef COMMAND

}  // namespace noodle::cli

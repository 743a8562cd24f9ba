// noodle: takes the command line apart and calls the command.
#include <csignal>
#include <string>
#include <vector>

#include "runtime/base/text.h"
#include "tools/cli/command_line.h"

using namespace noodle::cli;

int main(int argc, char** argv) {
    // A reader that went away is an ordinary write error (EPIPE), not a reason to die without a word.
    std::signal(SIGPIPE, SIG_IGN);
    std::vector<std::string> words(argv + 1, argv + argc);
    std::string name = words.empty() ? "repl" : words.front();
    const Command* command = findCommand(name);
    if (command != nullptr) {
        if (!words.empty()) words.erase(words.begin());
    } else if (name == "--version" || name == "-V") {
        command = findCommand("version");
        words.clear();
    } else if (name == "--help" || name == "-h") {
        command = findCommand("help");
        words.clear();
    } else if (name[0] == '-' || name.find('.') != std::string::npos || name.find('/') != std::string::npos) {
        command = findCommand("run");
    } else {
        const std::string_view near = noodle::nearest(name, commandNames());
        const std::string guess = near.empty() ? "" : "; did you mean " + std::string(near) + "?";
        return fail("there is no command '" + name + "'" + guess + "; `noodle help` lists them", kUsage);
    }
    CommandLine line;
    noodle::Outcome parsed = parseCommandLine(*command, words, line);
    if (!parsed) return fail(parsed.failure().message, parsed.failure().exitCode);
    if (line.has("help")) {
        line.operands = {command->name};
        return cmdHelp(line);
    }
    return command->function(line);
}

#include "tools/cli/command_line.h"

#include <boost/program_options.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sstream>

#include "runtime/base/text.h"

namespace noodle::cli {

namespace po = boost::program_options;

namespace {

constexpr Command kCommands[] = {
#define COMMAND(name, letter, function, arguments, summary) {name, letter, function, arguments, summary},
#include "tools/cli/commands.def"
#undef COMMAND
};

struct OwnFlag {
    char command;
    const char* flag;  // "long,s" as Boost.Program_options takes it
    bool takesValue;
    const char* doc;
    const char* alone = nullptr;  // the value of a flag that may stand alone
};
constexpr OwnFlag kOwnFlags[] = {
    {'r', "e,e", true, "run CODE instead of a file"},
    {'r', "heap-profile", true, "write where the program allocated and what lives: FILE.json, .html or .svg"},
    {'r', "leaks", false, "at the end, list what looks like a leak and what is still open"},
    {'c', "output,o", true, "where to write; default: beside the source, or standard output for text"},
    {'c', "emit-bc", false, "write bytecode (.nbc); the default"},
    {'c', "emit-ir", false, "write the IR as text"},
    {'c', "emit-ast", false, "write the syntax tree as text"},
    {'k', "json", false, "print the messages to standard output as JSON, one object a line"},
    {'k', "fix", false, "apply the fixes that messages carry, then report what remains"},
    {'k', "graph", true, "print who imports whom, and the cycles, instead: text, json or dot", "text"},
    {'d', "function", true, "only this function"},
    {'b', "levels", true, "measure at each of these levels, separated by ','; the answers must be the same"},
    {'b', "only", true, "only benchmarks whose name contains this text"},
    {'b', "rounds", true, "samples of each benchmark; default 20"},
    {'b', "quick", false, "fewer and shorter samples: 8 of 2 ms instead of 20 of 20 ms"},
    {'b', "clock", true, "cpu: time of the measuring thread (default); wall: for code that waits"},
    {'b', "json", false, "print all samples and their summary as JSON instead of tables"},
    {'b', "save", true, "keep the results under this name"},
    {'b', "compare", true, "compare with the results kept under this name; exit code 1 if one is slower"},
    {'b', "threshold", true, "percent that a median must differ by to count; default 5"},
};

std::string longName(const OwnFlag& flag) {
    return std::string(flag.flag, std::strcspn(flag.flag, ","));
}

po::options_description describe(const Command& command) {
    po::options_description description("Options");
    auto add = description.add_options();
    for (const OwnFlag& flag : kOwnFlags) {
        if (flag.command != command.letter) continue;
        if (flag.alone != nullptr)
            add(flag.flag, po::value<std::string>()->implicit_value(flag.alone), flag.doc);
        else if (flag.takesValue)
            add(flag.flag, po::value<std::string>(), flag.doc);
        else
            add(flag.flag, flag.doc);
    }
    for (const OptionInfo& info : optionTable()) {
        if (std::strchr(info.commands, command.letter) == nullptr) continue;
        bool mayStandAlone = info.type == OptionType::Text && info.min == 1;
        if (info.type == OptionType::Bool || mayStandAlone) {
            add(info.flag, po::value<std::string>()->implicit_value(mayStandAlone ? "on" : "true"), info.doc);
        } else {
            add(info.flag, po::value<std::string>(), info.doc);
        }
    }
    add("help", "print this page");
    return description;
}

// Words from the first operand on belong to the program, so only the words before it are flags.
size_t countFlagWords(const po::options_description& description, const std::vector<std::string>& words) {
    size_t i = 0;
    for (; i < words.size(); i++) {
        const std::string& word = words[i];
        if (word == "--") return i;
        if (word.size() < 2 || word[0] != '-') return i;
        bool isLong = word[1] == '-';
        if (isLong && word.find('=') != std::string::npos) continue;
        if (!isLong && word.size() > 2) continue;
        const po::option_description* option =
            description.find_nothrow(isLong ? word.substr(2) : word, false);
        if (option != nullptr && option->semantic()->min_tokens() > 0) i++;
    }
    return std::min(i, words.size());
}

std::string suggestion(const Command& command, const std::string& word) {
    std::vector<std::string> flags;
    for (const OptionInfo& info : optionTable()) {
        if (std::strchr(info.commands, command.letter) != nullptr) flags.push_back(info.flag);
    }
    for (const OwnFlag& flag : kOwnFlags) {
        if (flag.command == command.letter) flags.push_back(longName(flag));
    }
    std::vector<std::string_view> candidates(flags.begin(), flags.end());
    std::string name = word.substr(std::min(word.find_first_not_of('-'), word.size()));
    std::string_view near = nearest(name.substr(0, name.find('=')), candidates);
    return near.empty() ? "" : "; did you mean --" + std::string(near) + "?";
}

}  // namespace

std::vector<std::string_view> commandNames() {
    std::vector<std::string_view> names;
    for (const Command& command : kCommands) names.emplace_back(command.name);
    return names;
}

const Command* findCommand(std::string_view name) {
    for (const Command& command : kCommands) {
        if (name == command.name) return &command;
    }
    return nullptr;
}

Outcome parseCommandLine(const Command& command, const std::vector<std::string>& words, CommandLine& line) {
    po::options_description description = describe(command);
    size_t flagWords = countFlagWords(description, words);
    std::vector<std::string> flags(words.begin(), words.begin() + static_cast<ptrdiff_t>(flagWords));
    size_t rest = flagWords < words.size() && words[flagWords] == "--" ? flagWords + 1 : flagWords;
    line.operands.assign(words.begin() + static_cast<ptrdiff_t>(rest), words.end());

    std::map<std::string, std::string> settings;
    try {  // Boost reports mistakes by exceptions; they end here
        namespace style = po::command_line_style;
        int styles = style::unix_style & ~style::allow_guessing;
        po::parsed_options parsed = po::command_line_parser(flags).options(description).style(styles).run();
        for (const po::option& option : parsed.options) {
            std::string value = option.value.empty() ? "" : option.value.front();
            bool own = option.string_key == "help";
            for (const OwnFlag& flag : kOwnFlags)
                own = own || (flag.command == command.letter && longName(flag) == option.string_key);
            (own ? line.own : settings)[option.string_key] = value;
        }
    } catch (const po::unknown_option& error) {
        std::string word = error.get_option_name();
        return Failure{"there is no option '" + word + "' for " + command.name + suggestion(command, word),
                       kUsage};
    } catch (const po::error& error) {
        return Failure{error.what(), kUsage};
    }
    for (auto& [flag, value] : settings) {
        for (const OptionInfo& info : optionTable()) {
            if (flag != info.flag || !value.empty()) continue;
            if (info.type == OptionType::Bool) value = "true";
            if (info.type == OptionType::Text && info.min == 1) value = "on";
        }
    }
    return readOptions(line.options, settings);
}

std::string helpText(const Command* command) {
    std::ostringstream out;
    if (command == nullptr) {
        out << "usage: noodle COMMAND [FLAGS] …\n\nCommands:\n";
        for (const Command& c : kCommands) {
            std::string head = std::string("  ") + c.name + " " + c.arguments;
            out << head << std::string(head.size() < 38 ? 38 - head.size() : 1, ' ') << c.summary << "\n";
        }
        out << "\n`noodle help COMMAND` lists the flags of a command. `noodle FILE` is `noodle run FILE`.\n"
               "Exit codes: 0 ok, 1 the program failed, 2 usage, 3 does not compile, 4 permission, 5 limit, "
               "70 internal "
               "error, 74 input or output.\n";
        return out.str();
    }
    out << "usage: noodle " << command->name << " [FLAGS] " << command->arguments << "\n\n"
        << command->summary << "\n\n";
    out << describe(*command);
    return out.str();
}

int ioExitCode(const Failure& failure) {
    return failure.systemError == EACCES || failure.systemError == EPERM ? kPermission : kIo;
}

int fail(const std::string& message, int code) {
    std::fprintf(stderr, "noodle: %s\n", message.c_str());
    return code;
}

}  // namespace noodle::cli

// Options: the settings of one command, read from flags, NOODLE_* variables and a JSON config file (in that
// order of precedence). One row of options.def per field. Not the place for what a program computes with: see
// module sys.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "runtime/base/result.h"

namespace noodle {

enum class OptionType : uint8_t { Bool, Int, Size, Text };

struct OptionInfo {
    const char* flag;
    const char* env;
    OptionType type;
    const char* defaultText;
    int64_t min, max;
    const char* commands;
    const char* doc;
};

/// All rows, in table order.
std::span<const OptionInfo> optionTable();

struct Options {
    using Bool = bool;
    using Int = int64_t;
    using Size = int64_t;
    using Text = std::string;
#define OPTION(field, Type, flag, env, default_, min, max, commands, doc) Type field{default_};
#include "runtime/config/options.def"
#undef OPTION
};

/// Sets one option from text. Fails with a sentence that names the option and what it takes.
Outcome setOption(Options& options, std::string_view flag, std::string_view text);

/// Applies, in this order, so that later ones win: the config file (NOODLE_CONFIG, or `noodle.json` in the
/// working directory if it exists), the NOODLE_* variables, and `flags` (flag -> text). Exit code 2 in the
/// Failure.
Outcome readOptions(Options& options, const std::map<std::string, std::string>& flags);

/// Fails with a sentence if a Text option has a value that it does not take.
Outcome checkChoices(const Options& options);

/// The table of all options as Markdown, for docs/options.md.
std::string optionsMarkdown();

}  // namespace noodle

#include "runtime/config/options.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace noodle {

namespace {

#define NOODLE_TEXT_OF(x) #x
constexpr OptionInfo kTable[] = {
#define OPTION(field, Type, flag, env, default_, min, max, commands, doc) \
    {flag, env, OptionType::Type, NOODLE_TEXT_OF(default_), min, max, commands, doc},
#include "runtime/config/options.def"
#undef OPTION
};

Failure usage(std::string message) {
    return Failure{std::move(message), 2};
}

std::string rangeText(const OptionInfo& info) {
    return "a whole number from " + std::to_string(info.min) + " to " + std::to_string(info.max);
}

Result<int64_t> parseNumber(const OptionInfo& info, std::string_view text) {
    int64_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string_view suffix(end, static_cast<size_t>(text.data() + text.size() - end));
    int shift = 0;
    if (info.type == OptionType::Size && suffix.size() == 1) {
        constexpr std::string_view kSuffixes = "KMG";
        size_t at = kSuffixes.find(static_cast<char>(suffix[0] & ~0x20));
        if (at != std::string_view::npos) {
            shift = static_cast<int>(at + 1) * 10;
            suffix = {};
        }
    }
    bool fits = error == std::errc() && suffix.empty() && number >= 0 && number <= (INT64_MAX >> shift);
    if (fits) number <<= shift;
    if (!fits || number < info.min || number > info.max) {
        return usage("--" + std::string(info.flag) + " takes " + rangeText(info) + ", not '" +
                     std::string(text) + "'");
    }
    return number;
}

Result<bool> parseBool(const OptionInfo& info, std::string_view text) {
    if (text == "1" || text == "true" || text == "on" || text == "yes") return true;
    if (text == "0" || text == "false" || text == "off" || text == "no") return false;
    return usage("--" + std::string(info.flag) + " is on or off, not '" + std::string(text) + "'");
}

Outcome assign(bool& field, const OptionInfo& info, std::string_view text) {
    Result<bool> parsed = parseBool(info, text);
    if (!parsed) return parsed.failure();
    field = parsed.value();
    return Unit{};
}
Outcome assign(int64_t& field, const OptionInfo& info, std::string_view text) {
    Result<int64_t> parsed = parseNumber(info, text);
    if (!parsed) return parsed.failure();
    field = parsed.value();
    return Unit{};
}
Outcome assign(std::string& field, const OptionInfo&, std::string_view text) {
    field = text;
    return Unit{};
}

Outcome readConfigFile(Options& options) {
    const char* named = std::getenv("NOODLE_CONFIG");
    std::string path = named != nullptr && *named != '\0' ? named : "noodle.json";
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return named == nullptr ? Outcome(Unit{}) : usage("cannot read the config file '" + path + "'");
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    nlohmann::json config = nlohmann::json::parse(text, nullptr, false, true);
    if (!config.is_object()) return usage("the config file '" + path + "' is not a JSON object");
    for (const auto& [key, value] : config.items()) {
        std::string valueText = value.is_string() ? value.get<std::string>() : value.dump();
        Outcome set = setOption(options, key, valueText);
        if (!set) return usage("in the config file '" + path + "': " + set.failure().message);
    }
    return Unit{};
}

/// "", a number, or a number and '+'.
bool isFailAlloc(std::string_view text) {
    if (text.ends_with('+')) text.remove_suffix(1);
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::span<const OptionInfo> optionTable() {
    return kTable;
}

Outcome setOption(Options& options, std::string_view flag, std::string_view text) {
    size_t row = 0;
#define OPTION(field, Type, flag_, env, default_, min, max, commands, doc) \
    if (flag == flag_) return assign(options.field, kTable[row], text);    \
    row++;
#include "runtime/config/options.def"
#undef OPTION
    return usage("there is no option '" + std::string(flag) + "'");
}

Outcome checkChoices(const Options& options) {
    const std::string& level = options.level;
    if (level != "NONE" && level != "BASIC" && level != "BALANCED" && level != "AGGRESSIVE") {
        return usage("--level is NONE, BASIC, BALANCED or AGGRESSIVE, not '" + level + "'");
    }
    if (options.color != "auto" && options.color != "always" && options.color != "never") {
        return usage("--color is auto, always or never, not '" + options.color + "'");
    }
    if (!isFailAlloc(options.failAlloc)) {
        return usage("--fail-alloc takes a number with or without +, not '" + options.failAlloc + "'");
    }
    if (!options.verify.empty() && options.verify != "each" && options.verify != "heap") {
        return usage("--verify takes 'each' or 'heap', not '" + options.verify + "'");
    }
    return Unit{};
}

Outcome readOptions(Options& options, const std::map<std::string, std::string>& flags) {
    Outcome file = readConfigFile(options);
    if (!file) return file;
    for (const OptionInfo& info : kTable) {
        const char* value = *info.env != '\0' ? std::getenv(info.env) : nullptr;
        if (value == nullptr || *value == '\0') continue;
        Outcome set = setOption(options, info.flag, value);
        if (!set)
            return usage("in the environment variable " + std::string(info.env) + ": " +
                         set.failure().message);
    }
    for (const auto& [flag, text] : flags) {
        Outcome set = setOption(options, flag, text);
        if (!set) return set;
    }
    return checkChoices(options);
}

std::string optionsMarkdown() {
    std::string out =
        "# Options\n\nGenerated from runtime/config/options.def by `tools/dev/generate_docs`; do not "
        "edit.\n\n"
        "A flag wins over its environment variable, which wins over the JSON config file (`noodle.json` in "
        "the working\n"
        "directory, or the file named by `NOODLE_CONFIG`). Keys of the config file are the flags' names.\n\n"
        "| flag | environment | default | meaning |\n|---|---|---|---|\n";
    for (const OptionInfo& info : kTable) {
        std::string defaultText = info.defaultText;
        if (defaultText == "\"\"") defaultText = "none";
        out += "| `--" + std::string(info.flag) + "` | " +
               (*info.env ? "`" + std::string(info.env) + "`" : "") + " | " + defaultText + " | " + info.doc +
               " |\n";
    }
    return out;
}

}  // namespace noodle

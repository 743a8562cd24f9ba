#include "embed/config.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

#include "embed/library_files.h"

namespace noodle {

namespace {

enum class Form : uint8_t { Flag, Size, Level, Ratio, Text, Output };
enum class Effect : bool { No, Yes };

struct Row {
    const char* name;
    Form form;
    Effect effect;
    const char* defaultText;
    const char* doc;
    const char* reason;
};

constexpr Row kRows[] = {
#define CONFIG(field, Type, default_, min, max, works, doc, reason) \
    {#field, Form::Type, Effect::works, #default_, doc, reason},
#include "embed/config.def"
};

constexpr const char* kFormNames[] = {"bool", "size", "level", "number", "text", "function"};

Failure invalid(std::string text) {
    return Failure{std::move(text), NOODLE_ERROR_ARGUMENT};
}

std::string rangeText(const char* name, uint64_t min, uint64_t max, uint64_t value) {
    return std::string(name) + " must be between " + std::to_string(min) + " and " + std::to_string(max) +
           ", not " + std::to_string(value);
}

Outcome checkField(const char* name, uint64_t value, uint64_t min, uint64_t max) {
    if (value < min || value > max) return invalid(rangeText(name, min, max, value));
    return Unit{};
}
Outcome checkField(const char* name, int32_t value, uint64_t min, uint64_t max) {
    if (value < 0 || static_cast<uint64_t>(value) > max)
        return invalid(std::string(name) +
                       " must be one of NOODLE_LEVEL_NONE (0) to NOODLE_LEVEL_AGGRESSIVE (3), not " +
                       std::to_string(value));
    return checkField(name, static_cast<uint64_t>(value), min, max);
}
Outcome checkField(const char* name, double value, uint64_t min, uint64_t max) {
    if (value >= static_cast<double>(min) && value <= static_cast<double>(max)) return Unit{};
    return invalid(std::string(name) + " must be between " + std::to_string(min) + " and " +
                   std::to_string(max));
}
template <typename T>
Outcome checkField(const char*, T, uint64_t, uint64_t) {
    return Unit{};
}

constexpr uint64_t kLeastHeap = 1u << 20;

Outcome checkAll(const noodle_config& c) {
#define CONFIG(field, Type, default_, min, max, works, doc, reason)                              \
    if (Outcome checked =                                                                        \
            checkField(#field, c.field, static_cast<uint64_t>(min), static_cast<uint64_t>(max)); \
        !checked.ok())                                                                           \
        return checked;
#include "embed/config.def"
    if (c.max_heap_size != 0 && c.max_heap_size < kLeastHeap)
        return invalid("max_heap_size must be 0 (no limit) or at least " + std::to_string(kLeastHeap) +
                       ", not " + std::to_string(c.max_heap_size));
    return Unit{};
}

bool sameText(const char* a, const char* b) {
    return a == b || (a != nullptr && b != nullptr && std::strcmp(a, b) == 0);
}
bool same(const char* a, const char* b) {
    return sameText(a, b);
}
template <typename T>
bool same(T a, T b) {
    return a == b;
}

Level levelOf(const noodle_config& c) {
    if (!c.enable_jit) return Level::None;
    return static_cast<Level>(c.jit_optimization_level);
}

std::string shownDefault(const Row& row) {
    std::string text = row.defaultText;
    if (text == "nullptr") return "null";
    if (text.starts_with("NOODLE_LEVEL_")) return text.substr(std::strlen("NOODLE_LEVEL_"));
    size_t shift = text.find(" << ");
    if (shift == std::string::npos) return text;
    return std::to_string(std::stoull(text) << std::stoul(text.substr(shift + 4)));
}

/// The defaults as texts, made once.
const std::vector<std::string>& shownDefaults() {
    static const std::vector<std::string> texts = [] {
        std::vector<std::string> made;
        for (const Row& row : kRows) made.push_back(shownDefault(row));
        return made;
    }();
    return texts;
}

}  // namespace

size_t leastConfigSize() {
    return offsetof(noodle_config, max_heap_size);
}

noodle_config defaultConfig() {
    noodle_config c{};
    c.struct_size = sizeof c;
    c.abi_version = NOODLE_ABI_VERSION;
#define CONFIG(field, Type, default_, min, max, works, doc, reason) c.field = default_;
#include "embed/config.def"
    return c;
}

Result<noodle_config> readConfig(const noodle_config* given) {
    noodle_config config = defaultConfig();
    if (given == nullptr) return config;
    if (given->struct_size < leastConfigSize())
        return invalid("struct_size is not set: call noodle_config_init(&config) first");
    if (given->abi_version != NOODLE_ABI_VERSION)
        return Failure{"the program was built for version " + std::to_string(given->abi_version) +
                           " of the interface, the library has version " + std::to_string(NOODLE_ABI_VERSION),
                       NOODLE_ERROR_VERSION};
    std::memcpy(&config, given, std::min(given->struct_size, sizeof config));
    config.struct_size = sizeof config;
    Outcome checked = checkAll(config);
    if (!checked.ok()) return checked.failure();
    return config;
}

std::string configWarnings(const noodle_config& config) {
    std::string names;
    const noodle_config defaults = defaultConfig();
    size_t row = 0;
#define CONFIG(field, Type, default_, min, max, works, doc, reason)             \
    if (kRows[row].effect == Effect::No && !same(config.field, defaults.field)) \
        names += (names.empty() ? "" : ", ") + std::string(#field);             \
    ++row;
#include "embed/config.def"
    return names.empty() ? names : "no effect yet: " + names;
}

IsolateOptions isolateOptions(const noodle_config& config) {
    constexpr size_t kNever = size_t{1} << 60;
    IsolateOptions options;
    options.heap.limitBytes = config.max_heap_size;
    options.heap.youngBytes = config.gc_threshold;
    if (!config.enable_gc) options.heap.leastRoomBytes = kNever;
    options.stackBytes = config.stack_size;
    options.hashSeed = config.hash_seed;
    options.countExecution = config.enable_profiling;
    options.highMemoryBytes = config.high_memory_threshold << 20;
    options.tier.level = levelOf(config);
    options.tier.plugin = config.jit_plugin != nullptr ? config.jit_plugin : libraryFiles().plugin;
    options.tier.cacheUnits = static_cast<uint32_t>(config.jit_cache_size);
    options.profile = options.tier.level != Level::None;
    return options;
}

}  // namespace noodle

using namespace noodle;

extern "C" {

noodle_status noodle_config_init_sized(noodle_config* config, size_t size, uint32_t abi_version) {
    if (config == nullptr || size < leastConfigSize()) return NOODLE_ERROR_ARGUMENT;
    if (abi_version != NOODLE_ABI_VERSION) return NOODLE_ERROR_VERSION;
    noodle_config defaults = defaultConfig();
    std::memset(static_cast<void*>(config), 0, size);
    std::memcpy(config, &defaults, std::min(size, sizeof defaults));
    config->struct_size = std::min(size, sizeof defaults);
    return NOODLE_OK;
}

noodle_status noodle_config_check(const noodle_config* config, char* message, size_t message_size) {
    if (config == nullptr) return NOODLE_ERROR_ARGUMENT;
    Result<noodle_config> read = readConfig(config);
    std::string text = read.ok() ? configWarnings(read.value()) : read.failure().message;
    if (message != nullptr && message_size != 0) {
        size_t length = std::min(text.size(), message_size - 1);
        std::memcpy(message, text.data(), length);
        message[length] = 0;
    }
    return read.ok() ? NOODLE_OK : read.failure().exitCode;
}

noodle_status noodle_config_setting(size_t index, noodle_setting* setting) {
    if (setting == nullptr || setting->struct_size < sizeof(size_t)) return NOODLE_ERROR_ARGUMENT;
    if (index >= std::size(kRows)) return NOODLE_ERROR_NOT_FOUND;
    const Row& row = kRows[index];
    noodle_setting filled{setting->struct_size,
                          row.name,
                          kFormNames[static_cast<size_t>(row.form)],
                          shownDefaults()[index].c_str(),
                          row.effect == Effect::Yes,
                          row.doc,
                          row.reason};
    std::memcpy(setting, &filled, std::min(setting->struct_size, sizeof filled));
    return NOODLE_OK;
}

}  // extern "C"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "test/unit/embed/fixture.h"

using noodle::test::Host;

namespace {

std::string check(void (*change)(noodle_config&), noodle_status expected) {
    noodle_config config;
    REQUIRE(noodle_config_init(&config) == NOODLE_OK);
    change(config);
    char message[300];
    CHECK(noodle_config_check(&config, message, sizeof message) == expected);
    noodle_runtime* runtime = nullptr;
    char second[300];
    CHECK(noodle_runtime_create(&config, &runtime, second, sizeof second) == expected);
    CHECK((runtime != nullptr) == (expected == NOODLE_OK));
    noodle_runtime_release(runtime);
    CHECK(std::string(message) == second);
    return message;
}

}  // namespace

TEST_CASE("defaults are valid and silent", "[embed]") {
    CHECK(check([](noodle_config&) {}, NOODLE_OK).empty());
    noodle_runtime* runtime = nullptr;
    CHECK(noodle_runtime_create(nullptr, &runtime, nullptr, 0) == NOODLE_OK);
    noodle_runtime_release(runtime);
}

TEST_CASE("a setting out of range is named with its range", "[embed]") {
    CHECK(check([](noodle_config& c) { c.stack_size = 5; }, NOODLE_ERROR_ARGUMENT) ==
          "stack_size must be between 65536 and 68719476736, not 5");
    CHECK(check([](noodle_config& c) { c.max_heap_size = 5; }, NOODLE_ERROR_ARGUMENT) ==
          "max_heap_size must be 0 (no limit) or at least 1048576, not 5");
    CHECK(
        check([](noodle_config& c) { c.jit_optimization_level = 9; }, NOODLE_ERROR_ARGUMENT) ==
        "jit_optimization_level must be one of NOODLE_LEVEL_NONE (0) to NOODLE_LEVEL_AGGRESSIVE (3), not 9");
    CHECK(check([](noodle_config& c) { c.error_rate_threshold = 2; }, NOODLE_ERROR_ARGUMENT) ==
          "error_rate_threshold must be between 0 and 1");
    CHECK(check([](noodle_config& c) { c.gc_threshold = 1; }, NOODLE_ERROR_ARGUMENT).find("gc_threshold") ==
          0);
}

TEST_CASE("a changed setting without an effect says so", "[embed]") {
    CHECK(check(
              [](noodle_config& c) {
                  c.max_threads = 8;
                  c.pool_size_mb = 128;
              },
              NOODLE_OK) == "no effect yet: pool_size_mb, max_threads");
}

TEST_CASE("versions: another one is refused, a shorter struct is completed", "[embed]") {
    noodle_config config;
    CHECK(noodle_config_init_sized(&config, sizeof config, NOODLE_ABI_VERSION + 1) == NOODLE_ERROR_VERSION);
    CHECK(noodle_config_init_sized(&config, 3, NOODLE_ABI_VERSION) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_config_init_sized(nullptr, sizeof config, NOODLE_ABI_VERSION) == NOODLE_ERROR_ARGUMENT);
    CHECK(check([](noodle_config& c) { c.abi_version = 7; }, NOODLE_ERROR_VERSION) ==
          "the program was built for version 7 of the interface, the library has version 1");
    CHECK(check([](noodle_config& c) { c.struct_size = 0; }, NOODLE_ERROR_ARGUMENT) ==
          "struct_size is not set: call noodle_config_init(&config) first");
    // What lies behind the part that the caller knows is not read.
    CHECK(check(
              [](noodle_config& c) {
                  c.struct_size = offsetof(noodle_config, enable_gc);
                  c.gc_threshold = 1;
              },
              NOODLE_OK)
              .empty());
    CHECK(noodle_abi_version() == NOODLE_ABI_VERSION);
    CHECK(std::string(noodle_version()).find('.') != std::string::npos);
}

TEST_CASE("messages are cut to the room there is", "[embed]") {
    noodle_config config;
    noodle_config_init(&config);
    config.stack_size = 5;
    char small[11] = "xxxxxxxxxx";
    CHECK(noodle_config_check(&config, small, sizeof small) == NOODLE_ERROR_ARGUMENT);
    CHECK(std::string(small) == "stack_size");
    CHECK(noodle_config_check(&config, nullptr, 0) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_config_check(nullptr, small, sizeof small) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_runtime_create(&config, nullptr, small, sizeof small) == NOODLE_ERROR_ARGUMENT);
}

TEST_CASE("the table of settings can be read", "[embed]") {
    noodle_setting setting{};
    CHECK(noodle_config_setting(0, &setting) == NOODLE_ERROR_ARGUMENT);
    setting.struct_size = sizeof setting;
    size_t count = 0;
    bool without = false;
    while (noodle_config_setting(count, &setting) == NOODLE_OK) {
        CHECK(std::strlen(setting.name) > 0);
        CHECK(std::strlen(setting.doc) > 0);
        CHECK(std::strlen(setting.reason) > 0);
        without = without || !setting.has_effect;
        ++count;
    }
    CHECK(count == 30);
    CHECK(without);
    CHECK(noodle_config_setting(0, nullptr) == NOODLE_ERROR_ARGUMENT);
}

TEST_CASE("every status has a sentence", "[embed]") {
    for (noodle_status s = NOODLE_OK; s <= NOODLE_ERROR_EXIT; ++s)
        CHECK(std::string(noodle_status_text(s)) != "unknown status");
    CHECK(std::string(noodle_status_text(-1)) == "unknown status");
    CHECK(std::string(noodle_status_text(99)) == "unknown status");
}

TEST_CASE("without automatic collection old garbage stays until it is asked for", "[embed]") {
    const char* text =
        "function f() {\n let kept = []\n for i in range(400000) {\n"
        "  kept.append([i, i])\n  if kept.length > 50000 { kept = [] }\n }\n}\n";
    auto collections = [&](void (*change)(noodle_config&)) {
        Host host(change);
        noodle_value module = host.load(text);
        CHECK(noodle_call_method(host.runtime, module, "f", nullptr, 0, nullptr) == NOODLE_OK);
        const uint64_t full = host.figures().full_collections;
        CHECK(noodle_collect(host.runtime) == NOODLE_OK);
        CHECK(host.figures().full_collections == full + 1);
        noodle_value_release(module);
        return full;
    };
    CHECK(collections([](noodle_config&) {}) > 0);
    CHECK(collections([](noodle_config& c) { c.enable_gc = false; }) == 0);
}

TEST_CASE("modules are found in the folders of module_path, and only there", "[embed]") {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("noodle_modules_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "far_away.nc") << "export let answer = 42\n";
    const std::string place = folder.string();
    const std::string text = "from far_away import answer\nlet a = answer\n";
    for (bool given : {false, true}) {
        noodle_config config;
        REQUIRE(noodle_config_init(&config) == NOODLE_OK);
        if (given) config.module_path = place.c_str();
        noodle_runtime* runtime = nullptr;
        REQUIRE(noodle_runtime_create(&config, &runtime, nullptr, 0) == NOODLE_OK);
        noodle_value module = noodle_null(), a = noodle_null();
        noodle_status status = noodle_load_text(runtime, "test.nc", text.data(), text.size(), &module);
        CHECK((status == NOODLE_OK) == given);
        if (given) CHECK(noodle_get(runtime, module, "a", &a) == NOODLE_OK);
        CHECK(a.as.integer == (given ? 42 : 0));
        noodle_value_release(module);
        noodle_runtime_release(runtime);
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("entries that take longer than slow_execution_threshold are counted", "[embed]") {
    const char* text = "function f() { for i in range(1000000) { } }\n";
    auto slow = [&](void (*change)(noodle_config&)) {
        Host host(change);
        noodle_value module = host.load(text);
        CHECK(noodle_call_method(host.runtime, module, "f", nullptr, 0, nullptr) == NOODLE_OK);
        noodle_value_release(module);
        return host.figures().slow_entries;
    };
    CHECK(slow([](noodle_config& c) { c.slow_execution_threshold = 1; }) >= 1);
    CHECK(slow([](noodle_config& c) { c.slow_execution_threshold = 0; }) == 0);
}

TEST_CASE("a deeper stack allows deeper recursion", "[embed]") {
    const char* text = "let depth = 0\nfunction r() { depth += 1\n return r() + 1 }\n";
    auto depth = [&](void (*change)(noodle_config&)) {
        Host host(change);
        noodle_value module = host.load(text);
        CHECK(noodle_call_method(host.runtime, module, "r", nullptr, 0, nullptr) == NOODLE_ERROR_SCRIPT);
        const int64_t reached = host.get(module, "depth").as.integer;
        noodle_value_release(module);
        return reached;
    };
    CHECK(depth([](noodle_config& c) { c.stack_size = 1 << 20; }) <
          depth([](noodle_config& c) { c.stack_size = 4 << 20; }));
}

// ScriptTarget: a function of a Noodle program that is called with each input, in a runtime that stays and
// has limits. Lives as long as the process.
#pragma once

#include <string>

#include "include/noodle/noodle.h"
#include "test/fuzz/fuzz.h"

namespace noodle::fuzz {

class ScriptTarget {
  public:
    /// `program` defines `go(data)`, which throws an AssertionError for a finding; other errors are answers.
    explicit ScriptTarget(std::string_view program) {
        noodle_config config;
        noodle_config_init(&config);
        config.max_heap_size = 64u << 20;
        config.time_limit_ms = 1000;
        config.enable_jit = false;
        config.hash_seed = 1;
        noodle_value module = noodle_null();
        if (noodle_runtime_create(&config, &runtime_, nullptr, 0) != NOODLE_OK ||
            noodle_load_text(runtime_, "target.nc", program.data(), program.size(), &module) != NOODLE_OK ||
            noodle_get(runtime_, module, "go", &go_) != NOODLE_OK)
            finding("the target does not start", lastReport());
    }

    void call(std::string_view data) {
        noodle_value input = noodle_null();
        if (noodle_bytes(runtime_, data.data(), data.size(), &input) != NOODLE_OK) return;
        const noodle_status status = noodle_call(runtime_, go_, &input, 1, nullptr);
        noodle_value_release(input);
        if (status == NOODLE_ERROR_LIMIT) finding("longer than a second", lastReport());
        if (status == NOODLE_ERROR_SCRIPT && lastReport().starts_with("AssertionError"))
            finding(lastReport());
        noodle_clear_errors(runtime_);
    }

  private:
    std::string lastReport() const {
        noodle_error error{};
        error.struct_size = sizeof error;
        if (noodle_last_error(runtime_, &error) != NOODLE_OK) return "no error";
        std::string report = error.report;
        const size_t start = report.find("AssertionError");
        return start == std::string::npos ? report : report.substr(start);
    }

    noodle_runtime* runtime_ = nullptr;
    noodle_value go_ = noodle_null();
};

}  // namespace noodle::fuzz

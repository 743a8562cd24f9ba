// What the tests of the embedding interface share: a runtime that releases itself, and short ways to do what
// each test does. Not a test.
#pragma once

#include <catch2/catch.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "include/noodle/noodle.h"

namespace noodle::test {

struct Host {
    noodle_runtime* runtime = nullptr;
    std::string out, err;

    explicit Host(void (*change)(noodle_config&) = nullptr) {
        noodle_config config;
        REQUIRE(noodle_config_init(&config) == NOODLE_OK);
        config.enable_jit = false;
        config.output = &Host::take;
        config.output_data = this;
        if (change != nullptr) change(config);
        char message[300];
        REQUIRE(noodle_runtime_create(&config, &runtime, message, sizeof message) == NOODLE_OK);
    }
    ~Host() { noodle_runtime_release(runtime); }
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    static bool take(void* data, bool isError, const char* text, size_t size) {
        auto& self = *static_cast<Host*>(data);
        (isError ? self.err : self.out).append(text, size);
        return true;
    }

    noodle_value load(const std::string& text) {
        noodle_value module = noodle_null();
        noodle_status status = noodle_load_text(runtime, "test.nc", text.data(), text.size(), &module);
        INFO(lastReport());
        REQUIRE(status == NOODLE_OK);
        return module;
    }
    noodle_value get(noodle_value object, const char* name) {
        noodle_value found = noodle_null();
        REQUIRE(noodle_get(runtime, object, name, &found) == NOODLE_OK);
        return found;
    }
    noodle_status tryCall(noodle_value callee, std::vector<noodle_value> arguments = {},
                          noodle_value* result = nullptr) {
        return noodle_call(runtime, callee, arguments.data(), arguments.size(), result);
    }
    noodle_value call(noodle_value callee, std::vector<noodle_value> arguments = {}) {
        noodle_value result = noodle_null();
        noodle_status status = tryCall(callee, std::move(arguments), &result);
        INFO(lastReport());
        REQUIRE(status == NOODLE_OK);
        return result;
    }
    noodle_value text(const std::string& s) {
        noodle_value v = noodle_null();
        REQUIRE(noodle_string(runtime, s.data(), s.size(), &v) == NOODLE_OK);
        return v;
    }
    /// repr of a value, which is released.
    std::string shown(noodle_value value) {
        noodle_value repr = noodle_null();
        REQUIRE(noodle_repr(runtime, value, &repr) == NOODLE_OK);
        std::string s = textOf(repr);
        noodle_value_release(repr);
        noodle_value_release(value);
        return s;
    }
    static std::string textOf(noodle_value value) {
        const char* data = nullptr;
        size_t size = 0;
        REQUIRE(noodle_as_text(value, &data, &size) == NOODLE_OK);
        return std::string(data, size);
    }
    std::string lastReport() {
        noodle_error error{};
        error.struct_size = sizeof error;
        return noodle_last_error(runtime, &error) == NOODLE_OK ? error.report : "";
    }
    std::string lastMessage() {
        noodle_error error{};
        error.struct_size = sizeof error;
        return noodle_last_error(runtime, &error) == NOODLE_OK ? error.message : "";
    }
    noodle_statistics_data figures() {
        noodle_statistics_data data{};
        data.struct_size = sizeof data;
        REQUIRE(noodle_statistics(runtime, &data) == NOODLE_OK);
        return data;
    }
};

}  // namespace noodle::test

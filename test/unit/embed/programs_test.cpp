#include <cstdio>
#include <fstream>

#include "test/unit/embed/fixture.h"

using noodle::test::Host;

TEST_CASE("load, get, call", "[embed]") {
    Host host;
    noodle_value module = host.load("let base = 10\nfunction add(a, b = 1) { return base + a + b }\n");
    noodle_value add = host.get(module, "add");
    CHECK(add.type == NOODLE_FUNCTION);
    CHECK(host.call(add, {noodle_int(1), noodle_int(2)}).as.integer == 13);
    CHECK(host.call(add, {noodle_int(1)}).as.integer == 12);
    const noodle_value arguments[] = {noodle_int(5), noodle_int(6)};
    const char* names[] = {"b", "a"};
    noodle_value result = noodle_null();
    CHECK(noodle_call_named(host.runtime, add, arguments, 2, names, 2, &result) == NOODLE_OK);
    CHECK(result.as.integer == 21);
    CHECK(noodle_call_named(host.runtime, add, arguments, 2, nullptr, 1, &result) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_call_named(host.runtime, add, arguments, 1, names, 2, &result) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_set(host.runtime, module, "base", noodle_int(0)) == NOODLE_ERROR_SCRIPT);
    noodle_value_release(add);
    noodle_value_release(module);
}

TEST_CASE("calls of what cannot be called, and with wrong arguments, are errors of the program", "[embed]") {
    Host host;
    noodle_value module = host.load("function two(a, b) { return a }\n");
    noodle_value two = host.get(module, "two");
    CHECK(host.tryCall(noodle_int(3)) == NOODLE_ERROR_SCRIPT);
    CHECK(host.tryCall(two, {noodle_int(1)}) == NOODLE_ERROR_SCRIPT);
    CHECK(noodle_call(host.runtime, two, nullptr, 2, nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_call_method(host.runtime, module, "three", nullptr, 0, nullptr) == NOODLE_ERROR_SCRIPT);
    CHECK(noodle_call_method(host.runtime, module, nullptr, nullptr, 0, nullptr) == NOODLE_ERROR_ARGUMENT);
    std::vector<noodle_value> many(1000, noodle_int(1));
    CHECK(host.tryCall(two, many) == NOODLE_ERROR_ARGUMENT);
    CHECK(host.call(two, {noodle_int(4), noodle_int(5)}).as.integer == 4);
    noodle_value_release(two);
    noodle_value_release(module);
}

TEST_CASE("text that is no program says where", "[embed]") {
    Host host;
    noodle_value module = noodle_int(77);
    const std::string text = "let a = 1\nlet b = a +\n";
    CHECK(noodle_load_text(host.runtime, "broken.nc", text.data(), text.size(), &module) ==
          NOODLE_ERROR_COMPILE);
    CHECK(module.as.integer == 77);
    CHECK(host.lastMessage().find("broken.nc:2") != std::string::npos);
    CHECK(noodle_load_text(host.runtime, "x", nullptr, 4, &module) == NOODLE_ERROR_ARGUMENT);
    noodle_value good = host.load("let a = 1\n");
    noodle_value_release(good);
}

TEST_CASE("a module that throws while it loads", "[embed]") {
    Host host;
    const std::string text = "throw KeyError(\"none\")\n";
    CHECK(noodle_load_text(host.runtime, "t.nc", text.data(), text.size(), nullptr) == NOODLE_ERROR_SCRIPT);
    noodle_error error{};
    error.struct_size = sizeof error;
    REQUIRE(noodle_last_error(host.runtime, &error) == NOODLE_OK);
    CHECK(std::string(error.type) == "KeyError");
    CHECK(std::string(error.location) == "t.nc:1");
    CHECK(std::string(error.report).find("throw KeyError") != std::string::npos);
    CHECK(error.value.type == NOODLE_OBJECT);
}

TEST_CASE("files and bytecode", "[embed]") {
    Host host;
    const std::string path = std::string(std::tmpnam(nullptr)) + ".nc";
    std::ofstream(path) << "let answer = 42\nlet started = __name__\n";
    noodle_value module = noodle_null();
    REQUIRE(noodle_load_file(host.runtime, path.c_str(), &module) == NOODLE_OK);
    CHECK(host.get(module, "answer").as.integer == 42);
    noodle_value_release(module);
    std::remove(path.c_str());
    CHECK(noodle_load_file(host.runtime, path.c_str(), &module) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_load_file(host.runtime, nullptr, &module) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_load_bytecode(host.runtime, "rubbish", 7, &module) == NOODLE_ERROR_COMPILE);
    CHECK(noodle_load_bytecode(host.runtime, nullptr, 7, &module) == NOODLE_ERROR_ARGUMENT);
}

TEST_CASE("whole programs: main, output, exit codes", "[embed]") {
    Host host;
    int32_t code = -1;
    auto run = [&](const std::string& text) {
        return noodle_run_text(host.runtime, "p.nc", text.data(), text.size(), &code);
    };
    CHECK(run("function main() { print(\"hi\")\n return 3 }\n") == NOODLE_OK);
    CHECK(code == 3);
    CHECK(host.out == "hi\n");
    CHECK(run("print(1)\nexit(7)\n") == NOODLE_OK);
    CHECK(code == 7);
    CHECK(run("throw ValueError(\"x\")\n") == NOODLE_ERROR_SCRIPT);
    CHECK(run("async function main() { await sleep(1)\n print(\"slept\") }\n") == NOODLE_OK);
    CHECK(code == 0);
    CHECK(host.out == "hi\n1\nslept\n");
    CHECK(noodle_run_file(host.runtime, "/nowhere/x.nc", &code) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_run_file(host.runtime, nullptr, &code) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_run_text(host.runtime, "p.nc", nullptr, 1, &code) == NOODLE_ERROR_ARGUMENT);
}

TEST_CASE("sessions share their variables", "[embed]") {
    Host host;
    noodle_value result = noodle_null();
    auto eval = [&](const std::string& text) {
        return noodle_eval(host.runtime, text.data(), text.size(), &result);
    };
    CHECK(eval("let a = 20") == NOODLE_OK);
    CHECK(result.type == NOODLE_NULL);
    CHECK(eval("a * 2 + 2") == NOODLE_OK);
    CHECK(result.as.integer == 42);
    CHECK(eval("a +") == NOODLE_ERROR_COMPILE);
    CHECK(eval("b") != NOODLE_OK);
    CHECK(eval("[a]") == NOODLE_OK);
    CHECK(host.shown(result) == "[20]");
    CHECK(noodle_eval(host.runtime, nullptr, 1, &result) == NOODLE_ERROR_ARGUMENT);
}

TEST_CASE("async functions: await", "[embed]") {
    Host host;
    noodle_value module = host.load(
        "async function later(n) { await sleep(1)\n return n }\n"
        "async function fails() { await sleep(1)\n throw ValueError(\"late\") }\n");
    noodle_value task = noodle_null(), result = noodle_null();
    REQUIRE(noodle_call_method(host.runtime, module, "later", &(result = noodle_int(5)), 1, &task) ==
            NOODLE_OK);
    CHECK(task.type == NOODLE_TASK);
    CHECK(noodle_await(host.runtime, task, &result) == NOODLE_OK);
    CHECK(result.as.integer == 5);
    noodle_value_release(task);
    REQUIRE(noodle_call_method(host.runtime, module, "fails", nullptr, 0, &task) == NOODLE_OK);
    CHECK(noodle_await(host.runtime, task, &result) == NOODLE_ERROR_SCRIPT);
    CHECK(host.lastMessage() == "late");
    CHECK(noodle_await(host.runtime, noodle_int(9), &result) == NOODLE_OK);
    CHECK(result.as.integer == 9);
    noodle_value_release(task);
    noodle_value_release(module);
}

TEST_CASE("errors: history, hooks, clear", "[embed]") {
    Host host([](noodle_config& c) { c.error_history_size = 3; });
    struct Seen {
        int errors = 0, panics = 0;
        std::string last;
    } seen;
    auto onError = [](noodle_runtime*, void* data, const noodle_error* e) {
        auto& s = *static_cast<Seen*>(data);
        ++s.errors;
        s.last = e->message;
    };
    auto onPanic = [](noodle_runtime*, void* data, const noodle_error* e) {
        ++static_cast<Seen*>(data)->panics;
        CHECK(e->status == NOODLE_ERROR_PANIC);
    };
    CHECK(noodle_set_error_hook(host.runtime, onError, &seen) == NOODLE_OK);
    CHECK(noodle_set_panic_hook(host.runtime, onPanic, &seen) == NOODLE_OK);
    noodle_value module =
        host.load("function f(n) { throw ValueError(\"e\" + str(n)) }\nfunction p() { panic(\"over\") }\n");
    noodle_value f = host.get(module, "f"), p = host.get(module, "p");
    for (int i = 0; i < 5; ++i) CHECK(host.tryCall(f, {noodle_int(i)}) == NOODLE_ERROR_SCRIPT);
    CHECK(host.tryCall(p) == NOODLE_ERROR_PANIC);
    CHECK(seen.errors == 6);
    CHECK(seen.panics == 1);
    CHECK(seen.last == "over");
    size_t count = 0;
    noodle_error error{};
    error.struct_size = sizeof error;
    CHECK(noodle_error_count(host.runtime, &count) == NOODLE_OK);
    CHECK(count == 3);
    CHECK(noodle_error_at(host.runtime, 0, &error) == NOODLE_OK);
    CHECK(std::string(error.message) == "e3");
    CHECK(noodle_error_at(host.runtime, 3, &error) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_error_at(host.runtime, 0, nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_error_count(host.runtime, nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_last_error(host.runtime, nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_clear_errors(host.runtime) == NOODLE_OK);
    CHECK(noodle_last_error(host.runtime, &error) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_error_count(host.runtime, &count) == NOODLE_OK);
    CHECK(count == 0);
    CHECK(host.figures().errors == 6);
    CHECK(host.figures().panics == 1);
    for (noodle_value v : {f, p, module}) noodle_value_release(v);
}

TEST_CASE("without the panic handler there is a last error, but neither history nor hooks", "[embed]") {
    Host host([](noodle_config& c) { c.enable_panic_handler = false; });
    int called = 0;
    auto hook = [](noodle_runtime*, void* data, const noodle_error*) { ++*static_cast<int*>(data); };
    noodle_set_error_hook(host.runtime, hook, &called);
    noodle_value module = host.load("function f() { throw ValueError(\"e\") }\n");
    CHECK(noodle_call_method(host.runtime, module, "f", nullptr, 0, nullptr) == NOODLE_ERROR_SCRIPT);
    size_t count = 9;
    CHECK(noodle_error_count(host.runtime, &count) == NOODLE_OK);
    CHECK(count == 0);
    CHECK(called == 0);
    CHECK(host.lastMessage() == "e");
    noodle_value_release(module);
}

TEST_CASE("panic: neither catch nor finally stops it", "[embed]") {
    Host host;
    noodle_value module = host.load(
        "let log = []\n"
        "function f() {\n try { panic(\"out\") } catch (e) { log.append(1)\n return 1 } finally { "
        "log.append(2)\n return 2 }\n}\n"
        "async function task() { await sleep(1)\n panic(\"in a task\") }\n"
        "async function guarded() { try { await task() } catch (e) { return 3 } }\n");
    noodle_value f = host.get(module, "f"), guarded = host.get(module, "guarded"), task = noodle_null();
    CHECK(host.tryCall(f) == NOODLE_ERROR_PANIC);
    CHECK(host.lastReport().find("Panic: out") == 0);
    CHECK(host.shown(host.get(module, "log")) == "[]");
    CHECK(host.tryCall(guarded, {}, &task) == NOODLE_OK);
    CHECK(noodle_await(host.runtime, task, nullptr) == NOODLE_ERROR_PANIC);
    CHECK(host.tryCall(f) == NOODLE_ERROR_PANIC);
    for (noodle_value v : {f, guarded, task, module}) noodle_value_release(v);
}

TEST_CASE("the time limit ends one entry, the next one has its own", "[embed]") {
    Host host([](noodle_config& c) { c.time_limit_ms = 50; });
    noodle_value module = host.load(
        "function forever() { while true { } }\nfunction stubborn() { while true { try { forever() } catch "
        "(e) { } } }\n"
        "function quick() { return 1 }\n");
    noodle_value forever = host.get(module, "forever"), quick = host.get(module, "quick");
    CHECK(host.tryCall(forever) == NOODLE_ERROR_LIMIT);
    CHECK(host.call(quick).as.integer == 1);
    CHECK(noodle_call_method(host.runtime, module, "stubborn", nullptr, 0, nullptr) == NOODLE_ERROR_LIMIT);
    CHECK(host.call(quick).as.integer == 1);
    CHECK(noodle_set_time_limit(host.runtime, 5) == NOODLE_OK);
    CHECK(host.tryCall(forever) == NOODLE_ERROR_LIMIT);
    CHECK(noodle_set_time_limit(host.runtime, UINT64_MAX) == NOODLE_ERROR_ARGUMENT);
    for (noodle_value v : {forever, quick, module}) noodle_value_release(v);
}

TEST_CASE("the heap limit ends one entry, memory comes back", "[embed]") {
    Host host([](noodle_config& c) { c.max_heap_size = 32 << 20; });
    noodle_value module = host.load(
        "function hog() { let all = []\n while true { all.append([1, 2, 3, \"x\"]) } }\n"
        "function bytes() { let all = []\n while true { all.append(\"x\" * 1000000) } }\nfunction quick() { "
        "return 1 }\n");
    for (const char* name : {"hog", "hog", "bytes"})
        CHECK(noodle_call_method(host.runtime, module, name, nullptr, 0, nullptr) == NOODLE_ERROR_MEMORY);
    noodle_value result = noodle_null();
    CHECK(noodle_call_method(host.runtime, module, "quick", nullptr, 0, &result) == NOODLE_OK);
    CHECK(result.as.integer == 1);
    CHECK(noodle_collect(host.runtime) == NOODLE_OK);
    CHECK(host.figures().heap_used < 8u << 20);
    CHECK(noodle_set_heap_limit(host.runtime, 64 << 20) == NOODLE_OK);
    CHECK(host.figures().heap_limit == 64 << 20);
    noodle_value_release(module);
}

TEST_CASE("endless recursion is an error like others", "[embed]") {
    Host host;
    noodle_value module = host.load("function r(n) { return r(n + 1) + 1 }\nfunction s() { return r(0) }\n");
    CHECK(noodle_call_method(host.runtime, module, "s", nullptr, 0, nullptr) == NOODLE_ERROR_SCRIPT);
    CHECK(host.lastReport().find("StackOverflowError") == 0);
    noodle_value_release(module);
}

TEST_CASE("statistics count", "[embed]") {
    Host host([](noodle_config& c) { c.enable_profiling = true; });
    noodle_value module =
        host.load("function f() { let n = 0\n for i in range(1000) { n += i }\n return n }\n");
    const noodle_statistics_data before = host.figures();
    CHECK(noodle_call_method(host.runtime, module, "f", nullptr, 0, nullptr) == NOODLE_OK);
    const noodle_statistics_data after = host.figures();
    CHECK(after.entries == before.entries + 1);
    CHECK(after.executed_instructions > before.executed_instructions + 1000);
    CHECK(after.uptime_ns > before.uptime_ns);
    CHECK(after.heap_used > 0);
    CHECK(after.heap_limit == 256u << 20);
    noodle_statistics_data unset{};
    CHECK(noodle_statistics(host.runtime, &unset) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_statistics(host.runtime, nullptr) == NOODLE_ERROR_ARGUMENT);
    // A caller that knows less of the struct gets that part.
    struct {
        noodle_statistics_data part;
        uint64_t behind = 5;
    } old{};
    old.part.struct_size = offsetof(noodle_statistics_data, heap_peak);
    CHECK(noodle_statistics(host.runtime, &old.part) == NOODLE_OK);
    CHECK(old.part.heap_used > 0);
    CHECK(old.part.heap_peak == 0);
    noodle_value_release(module);
}

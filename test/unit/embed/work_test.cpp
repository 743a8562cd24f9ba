#include <chrono>
#include <thread>

#include "test/unit/embed/fixture.h"

using noodle::test::Host;

namespace {

struct End {
    int count = 0;
    noodle_status status = NOODLE_OK;
    int64_t value = 0;
};
void done(noodle_runtime*, void* data, noodle_status status, noodle_value result) {
    auto& end = *static_cast<End*>(data);
    ++end.count;
    end.status = status;
    noodle_as_int(result, &end.value);
}

struct Worker : Host {
    using Host::Host;
    noodle_value module = noodle_null();
    End end;

    ~Worker() { noodle_value_release(module); }
    void start(const char* name) {
        noodle_value f = get(module, name);
        REQUIRE(noodle_start(runtime, f, nullptr, 0, done, &end) == NOODLE_OK);
        noodle_value_release(f);
    }
    noodle_poll_result poll(uint64_t us, noodle_status expected = NOODLE_OK) {
        noodle_poll_result result{};
        result.struct_size = sizeof result;
        CHECK(noodle_poll(runtime, us, &result) == expected);
        return result;
    }
    int pollsUntilDone(uint64_t us) {
        int polls = 0;
        for (; end.count == 0 && polls < 100'000; ++polls) poll(us);
        return polls;
    }
};

const char* const kProgram =
    "let n = 0\n"
    "function count() { let s = 0\n for i in range(2000000) { s += i & 3\n n = i }\n return s }\n"
    "function seen() { return n }\n"
    "function forever() { while true { n += 1 } }\n"
    "function fails() { throw ValueError(\"in the background\") }\n"
    "async function slow() { await sleep(300)\n return 7 }\n"
    "function make() { let l = [[i, \"text ${i}\"] for i in range(50000)]\n return l.length }\n"
    "function quick() { return 1 }\n";

}  // namespace

TEST_CASE("an idle runtime has nothing to do", "[embed]") {
    Worker w;
    CHECK(w.poll(1000).state == NOODLE_POLL_IDLE);
    CHECK(noodle_poll(w.runtime, 1000, nullptr) == NOODLE_OK);
    noodle_poll_result unset{};
    CHECK(noodle_poll(w.runtime, 0, &unset) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_start(w.runtime, noodle_int(1), nullptr, 2, nullptr, nullptr) == NOODLE_ERROR_ARGUMENT);
}

TEST_CASE("a long loop is carried out in slices, and nothing is lost", "[embed]") {
    Worker w;
    w.module = w.load(kProgram);
    w.start("count");
    CHECK(w.end.count == 0);
    CHECK(w.poll(500).state == NOODLE_POLL_MORE);
    CHECK(w.pollsUntilDone(500) > 5);
    CHECK(w.end.count == 1);
    CHECK(w.end.status == NOODLE_OK);
    CHECK(w.end.value == 3'000'000);
    CHECK(w.poll(500).state == NOODLE_POLL_IDLE);
}

TEST_CASE("a slice keeps to its budget", "[embed]") {
    Worker w;
    w.module = w.load(kProgram);
    w.start("forever");
    uint64_t longest = 0, least = UINT64_MAX;
    for (int i = 0; i < 50; ++i) {
        const uint64_t took = w.poll(2000).worked_us;
        longest = std::max(longest, took);
        least = std::min(least, took);
    }
    CHECK(least >= 2000);
    CHECK(least < 4000);  // the others may have been kept waiting by the machine
    CHECK(w.end.count == 0);
}

TEST_CASE("calls go through while a started call is suspended", "[embed]") {
    Worker w;
    w.module = w.load(kProgram);
    w.start("count");
    w.poll(300);
    int64_t before = -1;
    for (int i = 0; i < 20 && w.end.count == 0; ++i) {
        noodle_value result = noodle_null(), list = noodle_null();
        REQUIRE(noodle_call_method(w.runtime, w.module, "seen", nullptr, 0, &result) == NOODLE_OK);
        CHECK(result.as.integer > before);
        before = result.as.integer;
        REQUIRE(noodle_list(w.runtime, nullptr, 0, &list) == NOODLE_OK);
        noodle_value_release(list);
        CHECK(noodle_collect(w.runtime) == NOODLE_OK);
        CHECK(noodle_runtime_detach(w.runtime) == NOODLE_ERROR_BUSY);
        w.poll(300);
    }
    w.pollsUntilDone(5000);
    CHECK(w.end.value == 3'000'000);
}

TEST_CASE("collections in the middle of a slice find what the suspended frames hold", "[embed]") {
    Worker w;
    w.module = w.load(kProgram);
    w.start("make");
    for (int i = 0; w.end.count == 0 && i < 10'000; ++i) {
        w.poll(100);
        if (i % 3 == 0) CHECK(noodle_collect(w.runtime) == NOODLE_OK);
    }
    CHECK(w.end.value == 50'000);
}

TEST_CASE("timers: a poll does not wait but says how long", "[embed]") {
    Worker w;
    w.module = w.load(kProgram);
    w.start("slow");
    noodle_poll_result result = w.poll(1000);
    while (result.state == NOODLE_POLL_MORE) result = w.poll(1000);
    CHECK(result.state == NOODLE_POLL_WAITING);
    CHECK(result.wait_us > 5'000);
    CHECK(result.wait_us <= 300'001);
    CHECK(w.end.count == 0);
    const auto start = std::chrono::steady_clock::now();
    w.pollsUntilDone(100);
    while (w.end.count == 0) w.poll(100);
    CHECK(w.end.value == 7);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("errors of started calls go to them", "[embed]") {
    Worker w;
    w.module = w.load(kProgram);
    w.start("fails");
    w.pollsUntilDone(1000);
    CHECK(w.end.status == NOODLE_ERROR_SCRIPT);
    CHECK(w.lastMessage() == "in the background");
    CHECK(w.poll(10).state == NOODLE_POLL_IDLE);
}

TEST_CASE("interrupts and time limits end a started call; time between polls does not count", "[embed]") {
    Worker w([](noodle_config& c) { c.time_limit_ms = 300; });
    w.module = w.load(kProgram);
    w.start("forever");
    w.poll(1000);
    CHECK(noodle_interrupt(w.runtime) == NOODLE_OK);
    w.pollsUntilDone(1000);
    CHECK(w.end.status == NOODLE_ERROR_INTERRUPTED);
    w.end = End();
    w.start("forever");
    w.poll(1000);
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    w.poll(1000);
    CHECK(w.end.count == 0);
    w.pollsUntilDone(1000);
    CHECK(w.end.status == NOODLE_ERROR_LIMIT);
}

TEST_CASE("a quick call between slices has a time limit of its own", "[embed]") {
    Worker w([](noodle_config& c) { c.time_limit_ms = 10'000; });
    w.module = w.load(kProgram);
    w.start("count");
    w.poll(300);
    CHECK(noodle_set_time_limit(w.runtime, 20) == NOODLE_OK);
    CHECK(noodle_call_method(w.runtime, w.module, "forever", nullptr, 0, nullptr) == NOODLE_ERROR_LIMIT);
    CHECK(noodle_call_method(w.runtime, w.module, "quick", nullptr, 0, nullptr) == NOODLE_OK);
    w.pollsUntilDone(5000);
    CHECK(w.end.status == NOODLE_OK);
    CHECK(w.end.value == 3'000'000);
}

TEST_CASE("a runtime may end while a call is suspended", "[embed]") {
    End end;
    {
        Worker w;
        w.module = w.load(
            kProgram +
            std::string(
                "function stubborn() { while true { try { forever() } catch (e) { } finally { } } }\n"));
        noodle_value f = w.get(w.module, "stubborn");
        REQUIRE(noodle_start(w.runtime, f, nullptr, 0, done, &end) == NOODLE_OK);
        REQUIRE(noodle_start(w.runtime, f, nullptr, 0, done, &end) == NOODLE_OK);
        noodle_value_release(f);
        w.poll(500);
        CHECK(end.count == 0);
    }
    CHECK(end.count == 2);
    CHECK(end.status != NOODLE_OK);
}

TEST_CASE("a failed task that nobody awaits is in the history", "[embed]") {
    Worker w;
    w.module = w.load(
        "async function f() { await sleep(1)\n throw ValueError(\"alone\") }\nfunction go() { f() }\n");
    CHECK(noodle_call_method(w.runtime, w.module, "go", nullptr, 0, nullptr) == NOODLE_OK);
    size_t count = 0;
    for (int i = 0; i < 100'000 && count == 0; ++i) {
        w.poll(100);
        noodle_error_count(w.runtime, &count);
    }
    CHECK(count == 1);
    CHECK(w.lastMessage() == "alone");
}

namespace {
noodle_status passOn(noodle_runtime* runtime, void* data, const noodle_value* arguments, size_t,
                     noodle_value* result) {
    ++*static_cast<int*>(data);
    noodle_status status = noodle_call(runtime, arguments[0], nullptr, 0, result);
    ++*static_cast<int*>(data);
    return status;
}
}  // namespace

TEST_CASE("a call may be suspended inside a host function that called back", "[embed]") {
    Worker w;
    int steps = 0;
    noodle_value f = noodle_null();
    REQUIRE(noodle_function(w.runtime, "passOn", "f", passOn, &steps, nullptr, &f) == NOODLE_OK);
    REQUIRE(noodle_module_set(w.runtime, "host", "passOn", f) == NOODLE_OK);
    noodle_value_release(f);
    w.module = w.load(std::string("from host import passOn\n") + kProgram +
                      "function viaHost() { return passOn(count) + 1 }\n");
    w.start("viaHost");
    w.poll(300);
    CHECK(steps == 1);
    CHECK(noodle_call_method(w.runtime, w.module, "quick", nullptr, 0, nullptr) == NOODLE_OK);
    CHECK(noodle_throw(w.runtime, "Error", "not inside a host function now") == NOODLE_ERROR_ARGUMENT);
    w.pollsUntilDone(3000);
    CHECK(steps == 2);
    CHECK(w.end.value == 3'000'001);
    w.end = End();
    w.start("viaHost");
    w.poll(300);
    CHECK(steps == 3);
    CHECK(noodle_runtime_shutdown(w.runtime) == NOODLE_OK);
    CHECK(steps == 4);
    CHECK(w.end.count == 1);
    CHECK(w.end.status != NOODLE_OK);
}

TEST_CASE("the end of a started call may use the runtime, but not poll or end it", "[embed]") {
    struct Ends {
        noodle_status poll = NOODLE_OK, shutdown = NOODLE_OK, call = NOODLE_ERROR_BUSY;
        bool over = false;
    } ends;
    auto atEnd = [](noodle_runtime* runtime, void* data, noodle_status, noodle_value) {
        auto& e = *static_cast<Ends*>(data);
        e.poll = noodle_poll(runtime, 1, nullptr);
        e.shutdown = noodle_runtime_shutdown(runtime);
        noodle_value text = noodle_null();
        e.call = noodle_string(runtime, "x", 1, &text);
        noodle_value_release(text);
        e.over = true;
    };
    Worker w;
    w.module = w.load(kProgram);
    noodle_value quick = w.get(w.module, "quick");
    REQUIRE(noodle_start(w.runtime, quick, nullptr, 0, atEnd, &ends) == NOODLE_OK);
    noodle_value_release(quick);
    while (!ends.over) w.poll(1000);
    CHECK(ends.poll == NOODLE_ERROR_BUSY);
    CHECK(ends.shutdown == NOODLE_ERROR_BUSY);
    CHECK(ends.call == NOODLE_OK);
}

TEST_CASE("tasks that wait for connections go on with the polls", "[embed]") {
    Worker w;
    w.module = w.load(
        "import \"net\"\n"
        "async function talk() {\n"
        "    let server = net.listen(\"127.0.0.1\", 0)\n"
        "    async function answer() { with await server.accept() as c { await c.write(\"n\" * 5) } }\n"
        "    let answering = answer()\n"
        "    let text = \"\"\n"
        "    with await net.connect(\"127.0.0.1\", server.port) as c { text = await c.readText() }\n"
        "    await answering\n"
        "    server.close()\n"
        "    return text.length\n}\n");
    w.start("talk");
    for (int i = 0; w.end.count == 0 && i < 1'000'000; ++i) {
        const noodle_poll_result result = w.poll(500);
        if (result.state == NOODLE_POLL_WAITING) CHECK(result.wait_us <= 1000);
        if (w.end.count == 0) CHECK(result.state != NOODLE_POLL_IDLE);
    }
    CHECK(w.end.status == NOODLE_OK);
    CHECK(w.end.value == 5);
}

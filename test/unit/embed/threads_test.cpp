#include <atomic>
#include <chrono>
#include <thread>

#include "test/unit/embed/fixture.h"

using noodle::test::Host;

namespace {

const char* const kLoops = "function forever() { while true { } }\nfunction one() { return 1 }\n";

template <typename F>
void elsewhere(F body) {
    std::thread(body).join();
}

}  // namespace

TEST_CASE("another thread is told so by every function that needs the runtime's", "[embed]") {
    Host host;
    noodle_value list = noodle_null(), text = host.text("x");
    REQUIRE(noodle_list(host.runtime, nullptr, 0, &list) == NOODLE_OK);
    elsewhere([&] {
        noodle_runtime* r = host.runtime;
        noodle_value out = noodle_null();
        const char* data = nullptr;
        size_t size = 0;
        bool flag = false;
        uint64_t position = 0;
        noodle_error error{};
        error.struct_size = sizeof error;
        noodle_statistics_data figures{};
        figures.struct_size = sizeof figures;
        auto fn = [](noodle_runtime*, void*, const noodle_value*, size_t, noodle_value*) -> noodle_status {
            return NOODLE_OK;
        };
        int dead = 0;
        auto die = [](void* d) { ++*static_cast<int*>(d); };
        const noodle_status all[] = {noodle_runtime_shutdown(r),
                                     noodle_runtime_detach(r),
                                     noodle_runtime_attach(r),
                                     noodle_clear_interrupt(r),
                                     noodle_set_time_limit(r, 1),
                                     noodle_set_heap_limit(r, 0),
                                     noodle_load_text(r, "x", "", 0, &out),
                                     noodle_load_file(r, "x", &out),
                                     noodle_load_bytecode(r, "x", 1, &out),
                                     noodle_run_file(r, "x", nullptr),
                                     noodle_run_text(r, "x", "", 0, nullptr),
                                     noodle_eval(r, "1", 1, &out),
                                     noodle_call(r, text, nullptr, 0, &out),
                                     noodle_call_named(r, text, nullptr, 0, nullptr, 0, &out),
                                     noodle_call_method(r, text, "x", nullptr, 0, &out),
                                     noodle_await(r, text, &out),
                                     noodle_poll(r, 1, nullptr),
                                     noodle_start(r, text, nullptr, 0, nullptr, nullptr),
                                     noodle_run_posted(r, 0),
                                     noodle_set_wake_hook(r, nullptr, nullptr),
                                     noodle_string(r, "x", 1, &out),
                                     noodle_bytes(r, "x", 1, &out),
                                     noodle_list(r, nullptr, 0, &out),
                                     noodle_map(r, &out),
                                     noodle_as_text(text, &data, &size),
                                     noodle_type_name(r, text, &data, &size),
                                     noodle_to_text(r, text, &out),
                                     noodle_repr(r, text, &out),
                                     noodle_equal(r, text, text, &flag),
                                     noodle_length(r, text, &size),
                                     noodle_list_get(list, 0, &out),
                                     noodle_list_set(list, 0, text),
                                     noodle_list_append(list, text),
                                     noodle_get(r, text, "x", &out),
                                     noodle_set(r, text, "x", text),
                                     noodle_module_set(r, "a", "b", text),
                                     noodle_function(r, "f", "", fn, &dead, die, &out),
                                     noodle_opaque(r, "T", &dead, die, &out),
                                     noodle_throw(r, "Error", "x"),
                                     noodle_panic(r, "x"),
                                     noodle_last_error(r, &error),
                                     noodle_error_count(r, &size),
                                     noodle_error_at(r, 0, &error),
                                     noodle_clear_errors(r),
                                     noodle_set_error_hook(r, nullptr, nullptr),
                                     noodle_set_panic_hook(r, nullptr, nullptr),
                                     noodle_reflect(r, text, &out),
                                     noodle_make_class(r, "C", text, text, &out),
                                     noodle_statistics(r, &figures),
                                     noodle_collect(r)};
        for (noodle_status status : all) CHECK(status == NOODLE_ERROR_THREAD);
        CHECK(noodle_map_next(list, &position, nullptr, nullptr) == NOODLE_ERROR_TYPE);
        CHECK(noodle_allocate(r, 8, 8) == nullptr);
        CHECK(dead == 2);
    });
    noodle_value_release(list);
    noodle_value_release(text);
}

TEST_CASE("interrupt stops what runs, from another thread", "[embed]") {
    Host host;
    noodle_value module = host.load(kLoops);
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        CHECK(noodle_interrupt(host.runtime) == NOODLE_OK);
    });
    CHECK(noodle_call_method(host.runtime, module, "forever", nullptr, 0, nullptr) ==
          NOODLE_ERROR_INTERRUPTED);
    other.join();
    CHECK(noodle_call_method(host.runtime, module, "one", nullptr, 0, nullptr) == NOODLE_OK);
    CHECK(noodle_interrupt(host.runtime) == NOODLE_OK);
    CHECK(noodle_clear_interrupt(host.runtime) == NOODLE_OK);
    CHECK(noodle_call_method(host.runtime, module, "one", nullptr, 0, nullptr) == NOODLE_OK);
    CHECK(noodle_interrupt(nullptr) == NOODLE_ERROR_ARGUMENT);
    noodle_value_release(module);
}

TEST_CASE("handles are retained and released on any thread", "[embed]") {
    Host host;
    std::vector<noodle_value> values;
    for (int i = 0; i < 1000; ++i) values.push_back(host.text("value " + std::to_string(i)));
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (const noodle_value& v : values) noodle_value_retain(v);
            for (const noodle_value& v : values) noodle_value_release(v);
        });
    for (std::thread& t : threads) t.join();
    CHECK(Host::textOf(values[999]) == "value 999");
    elsewhere([&] {
        for (const noodle_value& v : values) noodle_value_release(v);
    });
    CHECK(noodle_collect(host.runtime) == NOODLE_OK);
    CHECK(host.figures().handles == 0);
}

TEST_CASE("posted functions run in order on the runtime's thread", "[embed]") {
    Host host;
    struct Shared {
        std::vector<int> order;
        std::thread::id thread;
        int woken = 0;
    } shared;
    noodle_set_wake_hook(
        host.runtime, [](void* d) { ++static_cast<Shared*>(d)->woken; }, &shared);
    struct Item {
        Shared* shared;
        int n;
    };
    std::vector<Item> items;
    for (int i = 0; i < 5; ++i) items.push_back({&shared, i});
    elsewhere([&] {
        auto run = [](noodle_runtime*, void* d) {
            auto& item = *static_cast<Item*>(d);
            item.shared->order.push_back(item.n);
            item.shared->thread = std::this_thread::get_id();
        };
        for (Item& item : items) CHECK(noodle_post(host.runtime, run, &item, nullptr) == NOODLE_OK);
        CHECK(noodle_post(host.runtime, nullptr, nullptr, nullptr) == NOODLE_ERROR_ARGUMENT);
        CHECK(noodle_post(nullptr, run, nullptr, nullptr) == NOODLE_ERROR_ARGUMENT);
    });
    CHECK(shared.order.empty());
    noodle_poll_result result{};
    result.struct_size = sizeof result;
    CHECK(noodle_poll(host.runtime, 0, &result) == NOODLE_OK);
    CHECK(result.posted == 5);
    CHECK(shared.order == std::vector<int>{0, 1, 2, 3, 4});
    CHECK(shared.thread == std::this_thread::get_id());
    CHECK(shared.woken == 5);
    CHECK(noodle_run_posted(host.runtime, 0) == NOODLE_ERROR_NOT_FOUND);
}

TEST_CASE("post_wait gives another thread an answer", "[embed]") {
    Host host;
    noodle_value module = host.load("function twice(n) { return n * 2 }\n");
    struct Ask {
        noodle_value module;
        int64_t answer = 0;
    } ask{module};
    auto run = [](noodle_runtime* runtime, void* d) {
        auto& a = *static_cast<Ask*>(d);
        noodle_value n = noodle_int(21), result = noodle_null();
        if (noodle_call_method(runtime, a.module, "twice", &n, 1, &result) == NOODLE_OK)
            a.answer = result.as.integer;
    };
    std::atomic<bool> over{false};
    std::thread other([&] {
        CHECK(noodle_post_wait(host.runtime, run, &ask, 10'000) == NOODLE_OK);
        CHECK(ask.answer == 42);
        over = true;
    });
    while (!over) noodle_run_posted(host.runtime, 5);
    other.join();
    elsewhere([&] { CHECK(noodle_post_wait(host.runtime, run, &ask, 10) == NOODLE_ERROR_BUSY); });
    CHECK(noodle_run_posted(host.runtime, 0) == NOODLE_ERROR_NOT_FOUND);
    ask.answer = 0;
    CHECK(noodle_post_wait(host.runtime, run, &ask, 0) == NOODLE_OK);  // here: at once
    CHECK(ask.answer == 42);
    noodle_value_release(module);
}

TEST_CASE("a runtime moves to another thread", "[embed]") {
    Host host;
    noodle_value module = host.load(kLoops);
    CHECK(noodle_runtime_attach(host.runtime) == NOODLE_ERROR_THREAD);
    CHECK(noodle_runtime_detach(host.runtime) == NOODLE_OK);
    CHECK(noodle_call_method(host.runtime, module, "one", nullptr, 0, nullptr) == NOODLE_ERROR_THREAD);
    elsewhere([&] {
        REQUIRE(noodle_runtime_attach(host.runtime) == NOODLE_OK);
        noodle_value result = noodle_null();
        CHECK(noodle_call_method(host.runtime, module, "one", nullptr, 0, &result) == NOODLE_OK);
        CHECK(result.as.integer == 1);
        CHECK(noodle_runtime_detach(host.runtime) == NOODLE_OK);
    });
    CHECK(noodle_runtime_attach(host.runtime) == NOODLE_OK);
    CHECK(noodle_runtime_attach(nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_call_method(host.runtime, module, "one", nullptr, 0, nullptr) == NOODLE_OK);
    noodle_value_release(module);
}

TEST_CASE("several runtimes work side by side on threads of their own", "[embed]") {
    std::atomic<int> good{0};
    auto work = [&](int number) {
        Host host;
        noodle_value module = host.load(
            "let n = 0\nfunction step(k) { n += k\n let l = [i * k for i in range(100)]\n return n + l[99] "
            "}\n");
        noodle_value k = noodle_int(number), result = noodle_null();
        for (int i = 0; i < 300; ++i) {
            if (noodle_call_method(host.runtime, module, "step", &k, 1, &result) != NOODLE_OK) return;
        }
        if (result.as.integer == 300 * number + 99 * number) ++good;
        noodle_value_release(module);
    };
    std::vector<std::thread> threads;
    for (int i = 1; i <= 4; ++i) threads.emplace_back(work, i);
    for (std::thread& t : threads) t.join();
    CHECK(good == 4);
}

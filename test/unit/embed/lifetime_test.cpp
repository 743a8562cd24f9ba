#include "test/unit/embed/fixture.h"

using noodle::test::Host;

TEST_CASE("null pointers are answered", "[embed]") {
    noodle_value out = noodle_null();
    CHECK(noodle_runtime_shutdown(nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_load_text(nullptr, "x", "", 0, &out) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_call(nullptr, out, nullptr, 0, &out) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_poll(nullptr, 0, nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_string(nullptr, "x", 1, &out) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_list_append(noodle_null(), out) == NOODLE_ERROR_TYPE);
    CHECK(noodle_last_error(nullptr, nullptr) == NOODLE_ERROR_ARGUMENT);
    noodle_runtime_retain(nullptr);
    noodle_runtime_release(nullptr);
    noodle_deallocate(nullptr, nullptr, 0, 0);
}

TEST_CASE("after the shutdown everything answers that it is over", "[embed]") {
    Host host;
    noodle_value text = host.text("x"), out = noodle_null();
    noodle_value module = host.load("function f() { return 1 }\n");
    CHECK(noodle_runtime_shutdown(host.runtime) == NOODLE_OK);
    CHECK(noodle_runtime_shutdown(host.runtime) == NOODLE_ERROR_DESTROYED);
    CHECK(noodle_call_method(host.runtime, module, "f", nullptr, 0, &out) == NOODLE_ERROR_DESTROYED);
    CHECK(noodle_load_text(host.runtime, "x", "", 0, &out) == NOODLE_ERROR_DESTROYED);
    CHECK(noodle_poll(host.runtime, 0, nullptr) == NOODLE_ERROR_DESTROYED);
    CHECK(noodle_interrupt(host.runtime) == NOODLE_ERROR_DESTROYED);
    CHECK(noodle_runtime_detach(host.runtime) == NOODLE_ERROR_DESTROYED);
    CHECK(noodle_allocate(host.runtime, 8, 8) == nullptr);
    const char* data = nullptr;
    size_t size = 0;
    CHECK(noodle_as_text(text, &data, &size) == NOODLE_ERROR_DESTROYED);
    int dropped = 0;
    auto drop = [](void* d) { ++*static_cast<int*>(d); };
    CHECK(noodle_post(
              host.runtime, [](noodle_runtime*, void*) {}, &dropped, drop) == NOODLE_ERROR_DESTROYED);
    CHECK(dropped == 1);
    noodle_value_retain(text);
    noodle_value_release(text);
    noodle_value_release(text);
    noodle_value_release(module);
}

TEST_CASE("handles outlive the runtime", "[embed]") {
    noodle_value text = noodle_null();
    {
        Host host;
        text = host.text("x");
    }
    const char* data = nullptr;
    size_t size = 0;
    CHECK(noodle_as_text(text, &data, &size) == NOODLE_ERROR_DESTROYED);
    noodle_value_release(text);
}

TEST_CASE("references to a runtime are counted", "[embed]") {
    Host host;
    noodle_runtime_retain(host.runtime);
    noodle_runtime_release(host.runtime);
    noodle_value text = host.text("still here");
    CHECK(Host::textOf(text) == "still here");
    noodle_value_release(text);
}

TEST_CASE("what was posted and not called is dropped at the shutdown", "[embed]") {
    Host host;
    int called = 0, dropped = 0;
    CHECK(noodle_post(
              host.runtime, [](noodle_runtime*, void*) {}, &called,
              [](void* d) { ++*static_cast<int*>(d); }) == NOODLE_OK);
    CHECK(noodle_post(
              host.runtime, [](noodle_runtime*, void*) {}, &dropped,
              [](void* d) { ++*static_cast<int*>(d); }) == NOODLE_OK);
    CHECK(noodle_runtime_shutdown(host.runtime) == NOODLE_OK);
    CHECK(called == 1);
    CHECK(dropped == 1);
}

namespace {
struct Inside {
    noodle_status shutdown = NOODLE_OK, detach = NOODLE_OK, poll = NOODLE_OK, runPosted = NOODLE_OK;
};
noodle_status tryAll(noodle_runtime* runtime, void* data, const noodle_value*, size_t, noodle_value*) {
    auto& inside = *static_cast<Inside*>(data);
    inside.shutdown = noodle_runtime_shutdown(runtime);
    inside.detach = noodle_runtime_detach(runtime);
    inside.poll = noodle_poll(runtime, 0, nullptr);
    inside.runPosted = noodle_run_posted(runtime, 0);
    return NOODLE_OK;
}
noodle_status letGo(noodle_runtime* runtime, void*, const noodle_value*, size_t, noodle_value*) {
    noodle_runtime_release(runtime);
    return NOODLE_OK;
}
}  // namespace

TEST_CASE("a host function cannot pull the runtime away from under itself", "[embed]") {
    Host host;
    Inside inside;
    noodle_value f = noodle_null();
    REQUIRE(noodle_function(host.runtime, "f", "", tryAll, &inside, nullptr, &f) == NOODLE_OK);
    host.call(f);
    CHECK(inside.shutdown == NOODLE_ERROR_BUSY);
    CHECK(inside.detach == NOODLE_ERROR_BUSY);
    CHECK(inside.poll == NOODLE_ERROR_BUSY);
    CHECK(inside.runPosted == NOODLE_ERROR_BUSY);
    noodle_value_release(f);
}

TEST_CASE("the last reference may go inside a host function: the runtime ends when that has returned",
          "[embed]") {
    noodle_runtime* runtime = nullptr;
    REQUIRE(noodle_runtime_create(nullptr, &runtime, nullptr, 0) == NOODLE_OK);
    noodle_value f = noodle_null(), out = noodle_null();
    REQUIRE(noodle_function(runtime, "f", "", letGo, nullptr, nullptr, &f) == NOODLE_OK);
    CHECK(noodle_call(runtime, f, nullptr, 0, nullptr) == NOODLE_OK);
    // The handle keeps the struct, so asking is still allowed.
    CHECK(noodle_string(runtime, "x", 1, &out) == NOODLE_ERROR_DESTROYED);
    noodle_value_release(f);
}

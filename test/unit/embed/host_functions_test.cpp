#include "test/unit/embed/fixture.h"

using noodle::test::Host;

namespace {

noodle_status sum(noodle_runtime*, void* data, const noodle_value* arguments, size_t count,
                  noodle_value* result) {
    int64_t total = data == nullptr ? 0 : *static_cast<int64_t*>(data);
    for (size_t i = 0; i < count; ++i) {
        int64_t n = 0;
        if (arguments[i].type != NOODLE_NULL && noodle_as_int(arguments[i], &n) != NOODLE_OK)
            return NOODLE_ERROR_TYPE;
        total += n;
    }
    *result = noodle_int(total);
    return NOODLE_OK;
}

noodle_status throwing(noodle_runtime* runtime, void*, const noodle_value*, size_t, noodle_value*) {
    return noodle_throw(runtime, "KeyError", "not here");
}
noodle_status panicking(noodle_runtime* runtime, void*, const noodle_value*, size_t, noodle_value*) {
    return noodle_panic(runtime, "host gives up");
}
noodle_status badThrow(noodle_runtime* runtime, void*, const noodle_value*, size_t, noodle_value*) {
    return noodle_throw(runtime, "Dog", "x");
}
/// Calls its first argument and passes its status on.
noodle_status callBack(noodle_runtime* runtime, void*, const noodle_value* arguments, size_t count,
                       noodle_value* result) {
    return count == 0 ? NOODLE_ERROR_ARGUMENT
                      : noodle_call(runtime, arguments[0], arguments + 1, count - 1, result);
}

void countDeath(void* data) {
    ++*static_cast<int*>(data);
}

struct Defined : Host {
    void define(const char* name, const char* signature, noodle_function_fn function, void* data = nullptr,
                void (*finalise)(void*) = nullptr) {
        noodle_value made = noodle_null();
        REQUIRE(noodle_function(runtime, name, signature, function, data, finalise, &made) == NOODLE_OK);
        REQUIRE(noodle_module_set(runtime, "host", name, made) == NOODLE_OK);
        noodle_value_release(made);
    }
};

}  // namespace

TEST_CASE("host functions are called with positional, named, missing and further arguments", "[embed]") {
    Defined host;
    int64_t base = 100;
    host.define("sum", nullptr, sum, &base);
    host.define("pick", "a, b=", sum);
    noodle_value module = host.load(
        "import host\nfrom host import pick\n"
        "let r = [host.sum(1, 2), host.sum(), pick(1), pick(b=5, a=1), pick(1, 2)]\nlet f = host.sum\nlet g "
        "= f(7)\n");
    CHECK(host.shown(host.get(module, "r")) == "[103, 100, 1, 6, 3]");
    CHECK(host.get(module, "g").as.integer == 107);
    noodle_value_release(module);
}

TEST_CASE("rest parameters arrive as a list", "[embed]") {
    Defined host;
    auto lengthOf = [](noodle_runtime* runtime, void*, const noodle_value* arguments, size_t count,
                       noodle_value* result) {
        size_t size = 0;
        noodle_status status =
            count != 2 ? NOODLE_ERROR_ARGUMENT : noodle_length(runtime, arguments[1], &size);
        *result = noodle_int(static_cast<int64_t>(size));
        return status;
    };
    host.define("f", "a, ...rest", lengthOf);
    noodle_value module = host.load("from host import f\nlet r = [f(1), f(1, 2, 3)]\n");
    CHECK(host.shown(host.get(module, "r")) == "[0, 2]");
    noodle_value_release(module);
}

TEST_CASE("what a host function throws can be caught; what it cannot say becomes an Error", "[embed]") {
    Defined host;
    host.define("throwing", "", throwing);
    host.define("sum", nullptr, sum);
    host.define("badThrow", "", badThrow);
    noodle_value module = host.load(
        "from host import throwing, sum, badThrow\nlet log = []\n"
        "try { throwing() } catch (e: KeyError) { log.append(e.message) }\n"
        "try { sum(\"x\") } catch (e: TypeError) { log.append(e.message) }\n"
        "try { badThrow() } catch (e) { log.append(e.message) }\n");
    CHECK(host.shown(host.get(module, "log")) ==
          "[\"not here\", \"the value is of another type\", \"noodle_throw: there is no error class Dog\"]");
    CHECK(noodle_call_method(host.runtime, module, "throwing", nullptr, 0, nullptr) == NOODLE_ERROR_SCRIPT);
    noodle_value_release(module);
}

TEST_CASE("a panic of the host passes every handler", "[embed]") {
    Defined host;
    host.define("panicking", "", panicking);
    noodle_value module = host.load(
        "from host import panicking\nfunction f() { try { panicking() } catch (e) { return 1 } finally { "
        "return 2 } }\n");
    CHECK(noodle_call_method(host.runtime, module, "f", nullptr, 0, nullptr) == NOODLE_ERROR_PANIC);
    CHECK(host.lastMessage() == "host gives up");
    noodle_value_release(module);
}

TEST_CASE("errors pass through a host function unchanged", "[embed]") {
    Defined host;
    host.define("callBack", nullptr, callBack);
    noodle_value module = host.load(
        "from host import callBack\nclass Own extends Error {}\nlet kept = null\n"
        "function deep() { throw Own(\"deep\") }\n"
        "try { callBack(deep) } catch (e: Own) { kept = e.message }\n"
        "let nested = callBack((a) => callBack((b) => a + b, 3), 4)\n"
        "function stop() { panic(\"deep panic\") }\nfunction f() { try { callBack(stop) } catch (e) { return "
        "1 } }\n");
    CHECK(host.shown(host.get(module, "kept")) == "\"deep\"");
    CHECK(host.get(module, "nested").as.integer == 7);
    CHECK(noodle_call_method(host.runtime, module, "f", nullptr, 0, nullptr) == NOODLE_ERROR_PANIC);
    CHECK(host.figures().errors == 1);  // what programs caught does not count
    noodle_value_release(module);
}

TEST_CASE("recursion through the host ends by an error, not by a crash", "[embed]") {
    Defined host;
    host.define("callBack", nullptr, callBack);
    noodle_value module = host.load("from host import callBack\nfunction f() { return callBack(f) }\n");
    CHECK(noodle_call_method(host.runtime, module, "f", nullptr, 0, nullptr) == NOODLE_ERROR_SCRIPT);
    CHECK(host.lastReport().find("StackOverflowError") == 0);
    noodle_value_release(module);
}

TEST_CASE("host modules come first and may be filled later", "[embed]") {
    Defined host;
    REQUIRE(noodle_module_set(host.runtime, "math", "pi", noodle_int(3)) == NOODLE_OK);
    noodle_value module = host.load("import math\nlet p = math.pi\n");
    CHECK(host.get(module, "p").as.integer == 3);
    noodle_value_release(module);
    CHECK(noodle_module_set(host.runtime, "a.b", "x", noodle_int(3)) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_module_set(host.runtime, "a", "1x", noodle_int(3)) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_module_set(host.runtime, nullptr, "x", noodle_int(3)) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_module_set(host.runtime, "a", nullptr, noodle_int(3)) == NOODLE_ERROR_ARGUMENT);
}

TEST_CASE("misuse of noodle_function finalises the data at once", "[embed]") {
    Defined host;
    noodle_value out = noodle_null();
    int dead = 0;
    auto make = [&](const char* name, const char* signature, noodle_function_fn function) {
        return noodle_function(host.runtime, name, signature, function, &dead, countDeath, &out);
    };
    CHECK(make(nullptr, "", sum) == NOODLE_ERROR_ARGUMENT);
    CHECK(make("f", "", nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(make("1", "", sum) == NOODLE_ERROR_ARGUMENT);
    CHECK(make("f", "a b", sum) == NOODLE_ERROR_ARGUMENT);
    CHECK(make("f", "a,,b", sum) == NOODLE_ERROR_ARGUMENT);
    CHECK(make("f", "...a, ...b", sum) == NOODLE_ERROR_ARGUMENT);
    CHECK(dead == 6);
    CHECK(noodle_function(nullptr, "f", "", sum, &dead, countDeath, &out) == NOODLE_ERROR_ARGUMENT);
    CHECK(dead == 7);
    CHECK(noodle_throw(host.runtime, "Error", "nobody") == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_panic(host.runtime, "nobody") == NOODLE_ERROR_ARGUMENT);
}

TEST_CASE("functions and opaque data are finalised once, when nothing refers to them", "[embed]") {
    int functions = 0, objects = 0;
    {
        Defined host;
        noodle_value f = noodle_null(), o = noodle_null();
        REQUIRE(noodle_function(host.runtime, "f", "", sum, &functions, countDeath, &f) == NOODLE_OK);
        REQUIRE(noodle_opaque(host.runtime, "Texture", &objects, countDeath, &o) == NOODLE_OK);
        noodle_collect(host.runtime);
        CHECK(functions + objects == 0);
        noodle_value_release(f);
        noodle_value_release(o);
        for (int i = 0; i < 200; ++i) {
            noodle_value more = noodle_null();
            REQUIRE(noodle_opaque(host.runtime, "Texture", &objects, countDeath, &more) == NOODLE_OK);
            noodle_value_release(more);
        }
        noodle_collect(host.runtime);
        CHECK(objects >= 190);  // a stale word on the native stack may keep some
    }
    CHECK(functions == 1);
    CHECK(objects == 201);
}

TEST_CASE("opaque data comes back only under its tag", "[embed]") {
    Defined host;
    int data = 5;
    noodle_value o = noodle_null();
    REQUIRE(noodle_opaque(host.runtime, "Texture", &data, nullptr, &o) == NOODLE_OK);
    CHECK(o.type == NOODLE_OPAQUE);
    REQUIRE(noodle_module_set(host.runtime, "host", "texture", o) == NOODLE_OK);
    noodle_value module = host.load(
        "from host import texture\nlet name = typeOf(texture)\nfunction same() { return texture }\n");
    CHECK(host.shown(host.get(module, "name")) == "\"Texture\"");
    noodle_value back = noodle_null();
    REQUIRE(noodle_call_method(host.runtime, module, "same", nullptr, 0, &back) == NOODLE_OK);
    void* got = nullptr;
    CHECK(noodle_as_opaque(back, "Texture", &got) == NOODLE_OK);
    CHECK(got == &data);
    CHECK(noodle_as_opaque(back, "Sound", &got) == NOODLE_ERROR_TYPE);
    CHECK(noodle_as_opaque(noodle_int(1), "Texture", &got) == NOODLE_ERROR_TYPE);
    CHECK(noodle_as_opaque(back, nullptr, &got) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_opaque(host.runtime, nullptr, &data, nullptr, &o) == NOODLE_ERROR_ARGUMENT);
    for (noodle_value v : {back, o, module}) noodle_value_release(v);
}

TEST_CASE("finalisers may use the runtime", "[embed]") {
    struct Data {
        noodle_runtime* runtime;
        int made = 0;
    };
    Defined host;
    Data data{host.runtime};
    auto use = [](void* opaque) {
        auto& d = *static_cast<Data*>(opaque);
        noodle_value list = noodle_null();
        if (noodle_list(d.runtime, nullptr, 0, &list) == NOODLE_OK) ++d.made;
        noodle_value_release(list);
    };
    for (int i = 0; i < 50; ++i) {
        noodle_value o = noodle_null();
        REQUIRE(noodle_opaque(host.runtime, "T", &data, use, &o) == NOODLE_OK);
        noodle_value_release(o);
    }
    noodle_collect(host.runtime);
    CHECK(data.made >= 40);
}

TEST_CASE("memory of the host counts in the heap limit", "[embed]") {
    Host host([](noodle_config& c) { c.max_heap_size = 16 << 20; });
    void* a = noodle_allocate(host.runtime, 8 << 20, 64);
    REQUIRE(a != nullptr);
    CHECK(reinterpret_cast<uintptr_t>(a) % 64 == 0);
    CHECK(host.figures().host_bytes == 8u << 20);
    CHECK(noodle_allocate(host.runtime, 10 << 20, 8) == nullptr);
    CHECK(noodle_allocate(host.runtime, 8, 3) == nullptr);
    CHECK(noodle_allocate(host.runtime, SIZE_MAX, 8) == nullptr);
    CHECK(noodle_allocate(nullptr, 8, 8) == nullptr);
    noodle_deallocate(host.runtime, a, 8 << 20, 64);
    void* b = noodle_allocate(host.runtime, 10 << 20, 8);
    CHECK(b != nullptr);
    noodle_deallocate(host.runtime, b, 10 << 20, 8);
    noodle_deallocate(host.runtime, nullptr, 5, 8);
    CHECK(host.figures().host_bytes == 0);
}

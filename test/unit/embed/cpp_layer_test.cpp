#include <noodle/noodle.hpp>

#include <thread>

#include "test/unit/embed/fixture.h"

using namespace noodle::embed;

namespace {

Runtime makeRuntime() {
    RuntimeConfig config;
    config.enable_jit = false;
    Result<Runtime> runtime = Runtime::create(config);
    REQUIRE(runtime);
    return *runtime;
}

struct Counted {
    int& count;
    explicit Counted(int& c) : count(c) { ++count; }
    ~Counted() { --count; }
};

}  // namespace

TEST_CASE("C++: load, call, values", "[embed]") {
    Runtime runtime = makeRuntime();
    auto module = runtime.loadText("t.nc",
                                   "let n = 1\nfunction add(a, b) { return a + b }\nfunction list() { return "
                                   "[1, \"x\", {\"k\": 2}] }\n");
    REQUIRE(module);
    auto add = runtime.get(*module, "add");
    REQUIRE(add);
    CHECK(runtime.call(*add, {40, 2})->asInt() == 42);
    CHECK(runtime.call(*add, {0.5, 2})->asFloat() == 2.5);
    auto joined = runtime.call(*add, {*runtime.string("a"), *runtime.string("b")});
    CHECK(joined->asText() == "ab");
    auto list = runtime.callMethod(*module, "list");
    REQUIRE(list);
    CHECK(list->at(0)->asInt() == 1);
    CHECK(list->at(1)->asText() == "x");
    CHECK_FALSE(list->at(3).has_value());
    CHECK(list->at(2)->find(*runtime.string("k"))->asInt() == 2);
    CHECK_FALSE(list->at(2)->find(7).has_value());
    CHECK(list->asInt() == std::nullopt);
    CHECK(runtime.toText(*list).valueOr("") == "[1, \"x\", {\"k\": 2}]");
    Value copy = *list;
    Value moved = std::move(copy);
    CHECK(moved.at(0)->asInt() == 1);
    std::thread([kept = moved]() mutable { kept = Value(); }).join();
    CHECK(moved.at(0)->asInt() == 1);
    const Value elements[] = {Value(1), Value(true), Value()};
    CHECK(runtime.toText(*runtime.list(elements)).valueOr("") == "[1, true, null]");
    CHECK(runtime.eval("6 * 7")->asInt() == 42);
    CHECK(runtime.runText("p.nc", "function main() { return 4 }\n").valueOr(-1) == 4);
}

TEST_CASE("C++: failures carry an Error with texts of its own", "[embed]") {
    Runtime runtime = makeRuntime();
    auto broken = runtime.loadText("b.nc", "let = 3\n");
    REQUIRE_FALSE(broken);
    CHECK(broken.error().status == NOODLE_ERROR_COMPILE);
    auto module = runtime.loadText("t.nc", "function f() { throw KeyError(\"k\") }\n");
    auto failed = runtime.callMethod(*module, "f");
    REQUIRE_FALSE(failed);
    runtime.clearErrors();
    CHECK(failed.error().type == "KeyError");
    CHECK(failed.error().location == "t.nc:1");
    CHECK(runtime.errorHistory().empty());
    CHECK_FALSE(runtime.call(3));
    CHECK(runtime.errorHistory().size() == 1);
    RuntimeConfig bad;
    bad.stack_size = 1;
    CHECK(Runtime::create(bad).error().message.find("stack_size") == 0);
}

TEST_CASE("C++: lambdas as host functions, which die with the last reference", "[embed]") {
    int alive = 0;
    {
        Runtime runtime = makeRuntime();
        auto counted = std::make_shared<Counted>(alive);
        auto twice = [counted](const Call& call) -> Answer {
            std::optional<int64_t> n = call[0].asInt();
            if (!n) return Answer::failure("TypeError", "twice() takes an int");
            return *n * 2;
        };
        REQUIRE(runtime.define("host", "twice", "n", twice));
        counted.reset();
        auto module = runtime.loadText("t.nc",
                                       "from host import twice\nlet r = twice(21)\nlet m = \"\"\ntry { "
                                       "twice(\"x\") } catch (e: TypeError) { m = e.message }\n");
        REQUIRE(module);
        CHECK(runtime.get(*module, "r")->asInt() == 42);
        CHECK(runtime.get(*module, "m")->asText() == "twice() takes an int");
        CHECK(alive == 1);
    }
}

TEST_CASE("C++: opaque data is owned by the runtime", "[embed]") {
    int alive = 0;
    {
        Runtime runtime = makeRuntime();
        auto made = runtime.opaque("Counted", std::make_unique<Counted>(alive));
        REQUIRE(made);
        CHECK(made->asOpaque<Counted>("Counted") != nullptr);
        CHECK(made->asOpaque<Counted>("Other") == nullptr);
        CHECK(Value(3).asOpaque<Counted>("Counted") == nullptr);
        CHECK(alive == 1);
    }
    CHECK(alive == 0);
}

TEST_CASE("C++: post and start", "[embed]") {
    Runtime runtime = makeRuntime();
    auto module = runtime.loadText(
        "t.nc", "function count(n) { let s = 0\n for i in range(n) { s += 1 }\n return s }\n");
    int64_t posted = 0, counted = 0;
    std::thread([&] {
        CHECK(runtime.post(
            [&](Runtime& r) { posted = r.callMethod(*module, "count", {5})->asInt().value_or(0); }));
    }).join();
    CHECK(runtime.poll(0)->posted == 1);
    CHECK(posted == 5);
    const Value n[] = {Value(500000)};
    REQUIRE(runtime.start(*runtime.get(*module, "count"), n,
                          [&](const Result<Value>& r) { counted = r->asInt().value_or(0); }));
    int polls = 0;
    while (counted == 0 && runtime.poll(500)) ++polls;
    CHECK(counted == 500000);
    CHECK(polls > 1);
}

TEST_CASE("C++: containers of the host in the heap limit", "[embed]") {
    Runtime runtime = makeRuntime();
    HeapResource memory(runtime);
    {
        std::pmr::vector<int> numbers(&memory);
        numbers.resize(1 << 20);
        CHECK(runtime.statistics().host_bytes >= (4u << 20));
    }
    CHECK(runtime.statistics().host_bytes == 0);
    REQUIRE(noodle_set_heap_limit(runtime.raw(), 8 << 20) == NOODLE_OK);
    std::pmr::vector<int> tooBig(&memory);
    CHECK_THROWS_AS(tooBig.resize(4 << 20), std::bad_alloc);
}

TEST_CASE("C++: reflection", "[embed]") {
    Runtime runtime = makeRuntime();
    auto module = runtime.loadText(
        "t.nc", "class P {\n \"A point.\"\n let x: int = 3\n function m(a: float = 1.5) {}\n}\n");
    auto described = runtime.reflect(*runtime.get(*module, "P"));
    REQUIRE(described);
    CHECK(described->find(*runtime.string("doc"))->asText() == "A point.");
    auto fields = *described->find(*runtime.string("fields"));
    CHECK(fields.at(0)->find(*runtime.string("type"))->asText() == "int");
    auto made = noodle_null();
    auto members = runtime.map();
    REQUIRE(noodle_make_class(runtime.raw(), "Q", members->raw(), noodle_null(), &made) == NOODLE_OK);
    CHECK(runtime.call(Value::adopt(made)));
    CHECK(noodle_make_class(runtime.raw(), nullptr, members->raw(), noodle_null(), &made) ==
          NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_make_class(runtime.raw(), "Q", noodle_int(3), noodle_null(), &made) == NOODLE_ERROR_SCRIPT);
}

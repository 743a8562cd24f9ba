#include "test/unit/embed/fixture.h"

using noodle::test::Host;

TEST_CASE("plain values need no runtime", "[embed]") {
    bool b = false;
    int64_t i = 0;
    double d = 0;
    CHECK(noodle_as_bool(noodle_bool(true), &b) == NOODLE_OK);
    CHECK(b);
    CHECK(noodle_as_int(noodle_int(INT64_MIN), &i) == NOODLE_OK);
    CHECK(i == INT64_MIN);
    CHECK(noodle_as_float(noodle_float(0.5), &d) == NOODLE_OK);
    CHECK(d == 0.5);
    CHECK(noodle_as_float(noodle_int(3), &d) == NOODLE_OK);
    CHECK(d == 3.0);
    noodle_value_retain(noodle_int(1));
    noodle_value_release(noodle_null());
}

TEST_CASE("reading a value of another type is refused", "[embed]") {
    Host host;
    bool b = true;
    int64_t i = 7;
    double d = 7;
    const char* text = nullptr;
    size_t size = 0;
    noodle_value string = host.text("x");
    CHECK(noodle_as_bool(noodle_int(1), &b) == NOODLE_ERROR_TYPE);
    CHECK(noodle_as_int(noodle_float(1), &i) == NOODLE_ERROR_TYPE);
    CHECK(noodle_as_float(noodle_null(), &d) == NOODLE_ERROR_TYPE);
    CHECK(noodle_as_int(string, &i) == NOODLE_ERROR_TYPE);
    CHECK(noodle_as_text(noodle_int(1), &text, &size) == NOODLE_ERROR_TYPE);
    CHECK(noodle_as_bool(noodle_bool(true), nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_as_int(noodle_int(1), nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_as_float(noodle_int(1), nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_as_text(string, nullptr, &size) == NOODLE_ERROR_ARGUMENT);
    CHECK(b);
    CHECK(i == 7);
    CHECK(d == 7);
    noodle_value_release(string);
}

TEST_CASE("strings go both ways, invalid UTF-8 is repaired", "[embed]") {
    Host host;
    noodle_value good = host.text("h\xC3\xA9llo");
    CHECK(Host::textOf(good) == "h\xC3\xA9llo");
    noodle_value bad = host.text(
        "a\xFF"
        "b");
    CHECK(Host::textOf(bad) ==
          "a\xEF\xBF\xBD"
          "b");
    noodle_value empty = noodle_null();
    CHECK(noodle_string(host.runtime, nullptr, 0, &empty) == NOODLE_OK);
    CHECK(Host::textOf(empty).empty());
    CHECK(noodle_string(host.runtime, nullptr, 3, &empty) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_string(host.runtime, "x", 1, nullptr) == NOODLE_ERROR_ARGUMENT);
    for (noodle_value v : {good, bad, empty}) noodle_value_release(v);
}

TEST_CASE("a text of many parts is read as one", "[embed]") {
    Host host;
    noodle_value module = host.load("let s = \"\"\nfor i in range(1000) { s = s + \"abcdefghij\" }\n");
    noodle_value s = host.get(module, "s");
    CHECK(Host::textOf(s).size() == 10000);
    noodle_value_release(s);
    noodle_value_release(module);
}

TEST_CASE("bytes go both ways", "[embed]") {
    Host host;
    noodle_value bytes = noodle_null();
    REQUIRE(noodle_bytes(host.runtime, "\x00\x01\xFF", 3, &bytes) == NOODLE_OK);
    CHECK(bytes.type == NOODLE_BYTES);
    CHECK(Host::textOf(bytes) == std::string("\x00\x01\xFF", 3));
    CHECK(noodle_bytes(host.runtime, nullptr, 1, &bytes) == NOODLE_ERROR_ARGUMENT);
    noodle_value_release(bytes);
}

TEST_CASE("big ints cross the 48 bits of the inline form", "[embed]") {
    Host host;
    noodle_value module = host.load("function same(n) { return n }\n");
    noodle_value same = host.get(module, "same");
    for (int64_t n : {int64_t{0}, int64_t{-1}, int64_t{1} << 47, INT64_MAX, INT64_MIN}) {
        noodle_value back = host.call(same, {noodle_int(n)});
        int64_t got = 0;
        CHECK(noodle_as_int(back, &got) == NOODLE_OK);
        CHECK(got == n);
    }
    noodle_value_release(same);
    noodle_value_release(module);
}

TEST_CASE("lists: make, read, change", "[embed]") {
    Host host;
    noodle_value elements[] = {noodle_int(1), noodle_float(2.5), noodle_null(), host.text("x")};
    noodle_value list = noodle_null(), element = noodle_null();
    REQUIRE(noodle_list(host.runtime, elements, 4, &list) == NOODLE_OK);
    size_t length = 0;
    CHECK(noodle_length(host.runtime, list, &length) == NOODLE_OK);
    CHECK(length == 4);
    CHECK(noodle_list_get(list, 1, &element) == NOODLE_OK);
    CHECK(element.as.number == 2.5);
    CHECK(noodle_list_get(list, 4, &element) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_list_get(list, 0, nullptr) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_list_get(elements[3], 0, &element) == NOODLE_ERROR_TYPE);
    CHECK(noodle_list_set(list, 0, elements[3]) == NOODLE_OK);
    CHECK(noodle_list_set(list, 9, noodle_null()) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_list_append(list, noodle_bool(true)) == NOODLE_OK);
    CHECK(noodle_list_append(noodle_int(1), noodle_null()) == NOODLE_ERROR_TYPE);
    noodle_value_release(elements[3]);
    CHECK(host.shown(list) == "[\"x\", 2.5, null, \"x\", true]");
    CHECK(noodle_list(host.runtime, nullptr, 2, &list) == NOODLE_ERROR_ARGUMENT);
}

TEST_CASE("frozen lists and maps are not changed", "[embed]") {
    Host host;
    noodle_value module = host.load("let l = freeze([1])\nlet m = freeze({\"a\": 1})\n");
    noodle_value list = host.get(module, "l"), map = host.get(module, "m"), key = host.text("a");
    CHECK(noodle_list_set(list, 0, noodle_int(2)) == NOODLE_ERROR_TYPE);
    CHECK(noodle_list_append(list, noodle_int(2)) == NOODLE_ERROR_TYPE);
    CHECK(noodle_map_set(map, key, noodle_int(2)) == NOODLE_ERROR_TYPE);
    CHECK(noodle_map_remove(map, key) == NOODLE_ERROR_TYPE);
    CHECK(host.lastMessage() == "noodle_map_remove: the value is frozen");
    for (noodle_value v : {list, map, key, module}) noodle_value_release(v);
}

TEST_CASE("maps: set, get, remove, walk", "[embed]") {
    Host host;
    noodle_value map = noodle_null(), key = host.text("k"), got = noodle_null();
    REQUIRE(noodle_map(host.runtime, &map) == NOODLE_OK);
    CHECK(noodle_map_set(map, key, noodle_int(5)) == NOODLE_OK);
    CHECK(noodle_map_set(map, noodle_int(1), key) == NOODLE_OK);
    CHECK(noodle_map_get(map, key, &got) == NOODLE_OK);
    CHECK(got.as.integer == 5);
    CHECK(noodle_map_get(map, noodle_int(2), &got) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_map_set(map, map, noodle_null()) == NOODLE_ERROR_SCRIPT);  // not hashable
    uint64_t position = 0;
    noodle_value k = noodle_null(), v = noodle_null();
    CHECK(noodle_map_next(map, &position, &k, &v) == NOODLE_OK);
    CHECK(host.shown(k) == "\"k\"");
    CHECK(v.as.integer == 5);
    CHECK(noodle_map_next(map, &position, nullptr, nullptr) == NOODLE_OK);
    CHECK(noodle_map_next(map, &position, &k, &v) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_map_next(map, nullptr, &k, &v) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_map_remove(map, key) == NOODLE_OK);
    CHECK(noodle_map_remove(map, key) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_map_get(key, key, &got) == NOODLE_ERROR_TYPE);
    CHECK(host.shown(map) == "{1: \"k\"}");
    noodle_value_release(key);
}

TEST_CASE("types of values, as hosts and as programs name them", "[embed]") {
    Host host;
    noodle_value module = host.load(
        "class Dog {}\nenum Color { Red }\n"
        "let all = [null, true, 1, 1.5, \"s\", b\"b\", [], {}, print, Dog, Dog(), Color.Red, (1, 2)]\n");
    noodle_value all = host.get(module, "all");
    const noodle_type types[] = {NOODLE_NULL,   NOODLE_BOOL,   NOODLE_INT,  NOODLE_FLOAT,    NOODLE_STRING,
                                 NOODLE_BYTES,  NOODLE_LIST,   NOODLE_MAP,  NOODLE_FUNCTION, NOODLE_CLASS,
                                 NOODLE_OBJECT, NOODLE_OBJECT, NOODLE_OTHER};
    const char* names[] = {"null", "bool",     "int",   "float", "string", "bytes", "List",
                           "Map",  "Function", "Class", "Dog",   "Color",  "Tuple"};
    for (size_t i = 0; i < std::size(types); ++i) {
        noodle_value v = noodle_null();
        REQUIRE(noodle_list_get(all, i, &v) == NOODLE_OK);
        CHECK(v.type == types[i]);
        const char* name = nullptr;
        size_t size = 0;
        CHECK(noodle_type_name(host.runtime, v, &name, &size) == NOODLE_OK);
        CHECK(std::string(name, size) == names[i]);
        noodle_value_release(v);
    }
    CHECK(module.type == NOODLE_MODULE);
    noodle_value_release(all);
    noodle_value_release(module);
}

TEST_CASE("texts and equality of values run code of the program", "[embed]") {
    Host host;
    noodle_value module = host.load(
        "class P { constructor(n) { this.n = n }\n toString() { return \"P${this.n}\" }\n equals(o) { return "
        "this.n == o.n } }\n"
        "class Bad { toString() { throw ValueError(\"no text\") } }\n"
        "let a = P(1)\nlet b = P(1)\nlet c = P(2)\nlet bad = Bad()\n");
    noodle_value a = host.get(module, "a"), b = host.get(module, "b"), c = host.get(module, "c");
    noodle_value bad = host.get(module, "bad"), text = noodle_null();
    bool equal = false;
    CHECK(noodle_equal(host.runtime, a, b, &equal) == NOODLE_OK);
    CHECK(equal);
    CHECK(noodle_equal(host.runtime, a, c, &equal) == NOODLE_OK);
    CHECK_FALSE(equal);
    CHECK(noodle_equal(host.runtime, a, b, nullptr) == NOODLE_ERROR_ARGUMENT);
    REQUIRE(noodle_to_text(host.runtime, a, &text) == NOODLE_OK);
    CHECK(Host::textOf(text) == "P1");
    CHECK(noodle_to_text(host.runtime, bad, &text) == NOODLE_ERROR_SCRIPT);
    CHECK(host.lastMessage() == "no text");
    for (noodle_value v : {a, b, c, bad, text, module}) noodle_value_release(v);
}

TEST_CASE("members by name", "[embed]") {
    Host host;
    noodle_value module = host.load("class P { constructor() { this.n = 1 } }\nlet p = P()\n");
    noodle_value p = host.get(module, "p"), got = noodle_null();
    CHECK(noodle_set(host.runtime, p, "n", noodle_int(8)) == NOODLE_OK);
    CHECK(noodle_get(host.runtime, p, "n", &got) == NOODLE_OK);
    CHECK(got.as.integer == 8);
    CHECK(noodle_get(host.runtime, p, "nothing", &got) == NOODLE_ERROR_NOT_FOUND);
    CHECK(noodle_get(host.runtime, p, nullptr, &got) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_set(host.runtime, p, nullptr, got) == NOODLE_ERROR_ARGUMENT);
    CHECK(noodle_set(host.runtime, noodle_int(3), "x", noodle_null()) == NOODLE_ERROR_SCRIPT);
    noodle_value_release(p);
    noodle_value_release(module);
}

TEST_CASE("handles keep values alive, released ones do not", "[embed]") {
    Host host;
    noodle_value list = noodle_null();
    REQUIRE(noodle_list(host.runtime, nullptr, 0, &list) == NOODLE_OK);
    for (int i = 0; i < 20000; ++i) {
        noodle_value text = host.text("a text of its own " + std::to_string(i));
        REQUIRE(noodle_list_append(list, text) == NOODLE_OK);
        noodle_value_release(text);
    }
    CHECK(host.figures().handles == 1);
    CHECK(noodle_collect(host.runtime) == NOODLE_OK);
    noodle_value last = noodle_null();
    REQUIRE(noodle_list_get(list, 19999, &last) == NOODLE_OK);
    CHECK(Host::textOf(last) == "a text of its own 19999");
    const uint64_t used = host.figures().heap_used;
    noodle_value_release(list);
    CHECK(noodle_collect(host.runtime) == NOODLE_OK);
    CHECK(host.figures().heap_used + 500'000 < used);
    CHECK(Host::textOf(last) == "a text of its own 19999");
    noodle_value_release(last);
}

TEST_CASE("a value without a handle, or of another runtime, is refused", "[embed]") {
    Host one, two;
    noodle_value broken = noodle_null(), out = noodle_null();
    broken.type = NOODLE_LIST;
    CHECK(noodle_list_append(broken, noodle_int(1)) == NOODLE_ERROR_TYPE);
    CHECK(noodle_to_text(one.runtime, broken, &out) == NOODLE_ERROR_ARGUMENT);
    broken.type = 99;
    CHECK(noodle_to_text(one.runtime, broken, &out) == NOODLE_ERROR_ARGUMENT);
    noodle_value_release(broken);
    noodle_value other = two.text("x");
    CHECK(noodle_to_text(one.runtime, other, &out) == NOODLE_ERROR_ARGUMENT);
    CHECK(one.lastMessage() == "the value belongs to another runtime");
    CHECK(noodle_list(one.runtime, &other, 1, &out) == NOODLE_ERROR_ARGUMENT);
    noodle_value_release(other);
}

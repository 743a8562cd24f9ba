#include "test/unit/runtime/builtins/harness.h"

using namespace noodle;

namespace {
std::string parse(Harness& h, std::string_view text) {
    return h.mod("json", "parse", {h.str(text)});
}
std::string write(Harness& h, Value v, Named named = {}) {
    return h.plain(h.modValue("json", "stringify", {v}, named));
}
}  // namespace

TEST_CASE("parsing values") {
    Harness h;
    CHECK(parse(h, " {\"a\": [1, -2.5e3, true, false, null], \"b\": {}} ") ==
          "{\"a\": [1, -2500.0, true, false, null], \"b\": {}}");
    CHECK(parse(h, "[]") == "[]");
    CHECK(parse(h, "\"\\u00e9\\ud83d\\ude00\\n\\/\"") == "\"é😀\\n/\"");
    CHECK(parse(h, "9223372036854775807") == "9223372036854775807");
    CHECK(parse(h, "123456789012345678901234567890") == "123456789012345678901234567890");
    CHECK(parse(h, "{\"k\": 1, \"k\": 2}") == "{\"k\": 2}");
}

TEST_CASE("parse errors tell line and column") {
    Harness h;
    CHECK(parse(h, "") ==
          "ValueError: invalid JSON at line 1, column 1: the text ends where a value is expected");
    CHECK(parse(h, "{\"é\": 1,\n  x}") ==
          "ValueError: invalid JSON at line 2, column 3: a key in double quotes is expected");
    CHECK(parse(h, "[1 2]") == "ValueError: invalid JSON at line 1, column 4: expected ',' or ']'");
    CHECK(parse(h, "[1,]") == "ValueError: invalid JSON at line 1, column 4: a value is expected after ','");
    CHECK(parse(h, "\"abc") == "ValueError: invalid JSON at line 1, column 1: this string is not closed");
    CHECK(parse(h, "01") == "ValueError: invalid JSON at line 1, column 1: a number must not begin with 0");
    CHECK(parse(h, "1 x") == "ValueError: invalid JSON at line 1, column 3: unexpected text after the value");
    CHECK(parse(h, "nul") == "ValueError: invalid JSON at line 1, column 1: a value is expected");
    CHECK(parse(h, "\"\\q\"") == "ValueError: invalid JSON at line 1, column 2: unknown escape in a string");
    CHECK(parse(h, "NaN") == "ValueError: invalid JSON at line 1, column 1: a value is expected");
}

TEST_CASE("deep nesting needs no native stack") {
    Harness h;
    std::string deep(200000, '[');
    deep += std::string(200000, ']');
    CHECK_FALSE(h.modValue("json", "parse", {h.str(deep)}).isException());
}

TEST_CASE("writing") {
    Harness h;
    Value v = mapOf(
        h.m, {{h.str("b"), h.list({integer(1), real(2), Value::null()})}, {h.str("a"), h.str("x\"\n\x01é")}});
    CHECK(write(h, v) == "{\"b\":[1,2.0,null],\"a\":\"x\\\"\\n\\u0001é\"}");
    CHECK(write(h, v, {{"sortKeys", Value::trueValue()}}) ==
          "{\"a\":\"x\\\"\\n\\u0001é\",\"b\":[1,2.0,null]}");
    CHECK(write(h, v, {{"indent", integer(2)}}) ==
          "{\n  \"b\": [\n    1,\n    2.0,\n    null\n  ],\n  \"a\": \"x\\\"\\n\\u0001é\"\n}");
    CHECK(h.plain(h.modValue("json", "dumps", {v}, {{"ensure_ascii", Value::trueValue()}})) ==
          "{\"b\": [1, 2.0, null], \"a\": \"x\\\"\\n\\u0001\\u00e9\"}");
    CHECK(write(h, h.list({})) == "[]");
    CHECK(write(h, h.list({}), {{"indent", integer(2)}}) == "[]");
    CHECK(write(h, mapOf(h.m, {{integer(1), h.tuple({integer(2)})}})) == "{\"1\":[2]}");
}

TEST_CASE("writing objects") {
    Harness h;
    Class* point = makeClass(h.m, "Point", Class::kStruct, {field("x"), field("note", true)});
    CHECK(write(h, instanceOf(h.m, point, {{"x", integer(1)}, {"note", Value::null()}})) == "{\"x\":1}");
    Class* custom = makeClass(h.m, "Custom");
    static constexpr NativeSpec kToJson = {"toJson", "", [](Mutator&, Args) { return Value::ofInt48(9); }};
    addMethod(h.m, custom, kToJson);
    CHECK(write(h, h.list({instanceOf(h.m, custom)})) == "[9]");
}

TEST_CASE("what cannot be written") {
    Harness h;
    CHECK(write(h, real(1e308 * 10)) == "ValueError: nan and inf have no JSON form");
    CHECK(write(h, h.fn(kAdd)) == "TypeError: a value of type Function has no JSON form");
    CHECK(write(h, mapOf(h.m, {{h.tuple({}), integer(1)}})) ==
          "TypeError: a JSON object cannot have a key of type Tuple");
    Value self = h.list({});
    h.onValue(self, "append", {self});
    CHECK(write(h, self) == "ValueError: a structure that contains itself has no JSON form");
}

TEST_CASE("a round trip keeps ints, floats and order") {
    Harness h;
    const char* text = "{\"z\":1,\"a\":[1.0,1e+21,-0.0,\"\"],\"m\":{\"n\":null}}";
    CHECK(write(h, h.modValue("json", "parse", {h.str(text)})) == text);
}

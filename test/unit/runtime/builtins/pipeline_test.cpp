#include "test/unit/runtime/builtins/harness.h"

using namespace noodle;

TEST_CASE("map and filter take either order and make stages") {
    Harness h;
    Value xs = h.list({integer(1), integer(2), integer(3)});
    CHECK(h.call("map", {xs, h.fn(kDoubled)}) == "[2, 4, 6]");
    CHECK(h.call("map", {h.fn(kDoubled), xs}) == "[2, 4, 6]");
    CHECK(h.call("filter", {xs, h.fn(kIsOdd)}) == "[1, 3]");
    CHECK(h.call("filter", {Value::null(), h.list({integer(0), integer(1)})}) == "[1]");
    CHECK(show(h.m, h.callAny(h.callValue("map", {h.fn(kDoubled)}), {xs})) == "[2, 4, 6]");
    CHECK(h.call("map", {h.fn(kAdd), xs, xs}) == "[2, 4, 6]");
    CHECK(h.call("map", {integer(1), integer(2)}) ==
          "TypeError: map() expects a function and a collection, got int and int");
}

TEST_CASE("map over a type converts") {
    Harness h;
    Value xs = h.list({h.str("1"), h.str("2")});
    // A class is callable; the harness's mutator constructs natives only through the class's own function.
    CHECK(h.call("map", {findBuiltin(h.m, "int").cast<Class>()->construct, xs}) == "[1, 2]");
}

TEST_CASE("reduce and fold by the position of the function") {
    Harness h;
    Value xs = h.list({integer(1), integer(2), integer(3)});
    Value add = h.fn(kAdd), sub = h.fn(kSub);
    CHECK(h.call("reduce", {xs, integer(0), add}) == "6");
    CHECK(h.call("reduce", {add, xs, integer(10)}) == "16");
    CHECK(h.call("reduce", {add, xs}) == "6");
    CHECK(h.call("fold", {xs, integer(10), sub}) == "4");
    CHECK(show(h.m, h.callAny(h.callValue("reduce", {integer(0), add}), {xs})) == "6");
    CHECK(show(h.m, h.callAny(h.callValue("reduce", {add}), {xs})) == "6");
    CHECK(h.call("reduce", {add, h.list({})}) ==
          "TypeError: reduce() of an empty collection needs a start value");
}

TEST_CASE("collect with collectors") {
    Harness h;
    Value xs = h.list({integer(1), integer(1)});
    Value stage = h.callValue("collect", {h.callValue("toSet", {})});
    CHECK(show(h.m, h.callAny(stage, {xs})) == "{1}");
    CHECK(h.call("collect", {h.m.call(h.value("iter"), std::span<const Value>(&xs, 1))}) == "[1, 1]");
    CHECK(h.call("toList", {h.str("ab")}) == "[\"a\", \"b\"]");
}

TEST_CASE("lazy over iterators, eager over collections") {
    Harness h;
    CHECK(h.call("typeOf", {h.callValue("map", {countdown(h.m, 3), h.fn(kDoubled)})}) == "\"Iterator\"");
    CHECK(h.call("list", {h.callValue("map", {countdown(h.m, 3), h.fn(kDoubled)})}) == "[6, 4, 2]");
    CHECK(h.call("map", {h.callValue("range", {integer(3)}), h.fn(kDoubled)}) == "[0, 2, 4]");
    CHECK(h.call("enumerate", {h.list({h.str("a")}), integer(1)}) == "[(1, \"a\")]");
    CHECK(h.call("zip", {h.list({integer(1), integer(2)}), h.str("xyz")}) == "[(1, \"x\"), (2, \"y\")]");
}

TEST_CASE("aggregates") {
    Harness h;
    Value xs = h.list({integer(3), integer(1), integer(2)});
    CHECK(h.call("sum", {xs}) == "6");
    CHECK(h.call("sum", {h.list({Value::trueValue(), integer(1)})}) == "2");
    CHECK(h.call("sum", {h.list({real(0.1), real(0.2)})}) == "0.30000000000000004");
    CHECK(h.call("sum", {h.list({makeInt(h.m, INT64_MAX), integer(1)})}) ==
          "OverflowError: the sum does not fit an int");
    CHECK(h.call("sum", {h.list({h.str("a")})}) ==
          "TypeError: sum() adds numbers, got string (join() puts strings together)");
    CHECK(h.call("min", {xs}) == "1");
    CHECK(h.call("max", {integer(1), integer(5)}) == "5");
    CHECK(h.call("max", {xs}, {{"key", h.fn(kNegated)}}) == "1");
    CHECK(h.call("min", {h.list({})}, {{"default", integer(7)}}) == "7");
    CHECK(h.call("min", {h.list({})}) == "ValueError: min() of an empty collection (give a default:)");
    CHECK(h.call("any", {h.list({integer(0), integer(1)})}) == "true");
    CHECK(h.call("all", {h.list({})}) == "true");
    CHECK(h.call("sorted", {xs}) == "[1, 2, 3]");
    CHECK(h.call("sorted", {xs}, {{"reverse", Value::trueValue()}}) == "[3, 2, 1]");
    CHECK(h.call("sorted", {xs, h.fn(kBackwards)}) == "[3, 2, 1]");
    CHECK(h.call("sorted", {xs}, {{"key", h.fn(kNegated)}}) == "[3, 2, 1]");
    CHECK(h.call("reversed", {h.str("añb")}) == "\"bña\"");
    CHECK(h.call("list",
                 {h.callValue("reversed", {h.callValue("range", {integer(1), integer(8), integer(3)})})}) ==
          "[7, 4, 1]");
    CHECK(h.call("len", {xs}) == "3");
}

TEST_CASE("next") {
    Harness h;
    Value it = h.callValue("iter", {h.list({integer(1)})});
    CHECK(h.call("next", {it}) == "1");
    CHECK(h.call("next", {it, h.str("end")}) == "\"end\"");
    CHECK(h.call("next", {it}) == "StopIteration: the iterator is exhausted");
    CHECK(h.call("next", {h.list({})}) ==
          "TypeError: next() expects an iterator, got List (iter(xs) makes one)");
}

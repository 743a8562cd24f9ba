#include "test/unit/runtime/builtins/harness.h"

using namespace noodle;

TEST_CASE("List: changing") {
    Harness h;
    Value xs = h.list({integer(1), integer(2), integer(3)});
    h.onValue(xs, "append", {integer(4)});
    CHECK(show(h.m, xs) == "[1, 2, 3, 4]");
    CHECK(h.on(xs, "remove", {integer(0)}) == "1");
    CHECK(h.on(xs, "removeValue", {integer(3)}) == "true");
    CHECK(h.on(xs, "removeValue", {integer(9)}) == "false");
    CHECK(
        h.on(xs, "remove", {h.str("x")}) ==
        "TypeError: remove() expects an int index (removeValue(v) removes by value) for 'index', got string");
    CHECK(h.on(xs, "remove", {integer(5)}) == "IndexError: remove(): index 5 is outside a list of length 2");
    CHECK(h.on(xs, "pop") == "4");
    CHECK(h.on(xs, "pop", {integer(0)}) == "2");
    CHECK(h.on(xs, "pop") == "IndexError: pop() from an empty list");
    h.onValue(xs, "extend", {h.str("ab")});
    h.onValue(xs, "insert", {integer(-100), h.str("z")});
    CHECK(show(h.m, xs) == "[\"z\", \"a\", \"b\"]");
    h.onValue(xs, "extend", {xs});
    CHECK(h.read(xs, "length") == "6");
    CHECK(h.on(h.list({integer(1), integer(2), integer(3)}), "removeIf", {h.fn(kIsOdd)}) == "2");
}

TEST_CASE("List: frozen") {
    Harness h;
    Value xs = h.list({integer(1)});
    h.onValue(xs, "freeze");
    CHECK(h.on(xs, "isFrozen") == "true");
    CHECK(h.on(xs, "append", {integer(1)}) == "TypeError: append(): this List is frozen");
    CHECK(h.on(xs, "sort") == "TypeError: sort(): this List is frozen");
    CHECK(h.on(h.onValue(xs, "copy"), "isFrozen") == "false");
}

TEST_CASE("List: reading") {
    Harness h;
    Value xs = h.list({integer(3), integer(1), integer(2), integer(1)});
    CHECK(h.on(xs, "indexOf", {integer(1)}) == "1");
    CHECK(h.on(xs, "lastIndexOf", {integer(1)}) == "3");
    CHECK(h.on(xs, "index", {integer(7)}) == "ValueError: index(): the value is not in the list");
    CHECK(h.on(xs, "count", {integer(1)}) == "2");
    CHECK(h.on(xs, "slice", {integer(1), integer(3)}) == "[1, 2]");
    CHECK(h.on(xs, "first") == "3");
    CHECK(h.on(h.list({}), "last") == "null");
    CHECK(h.on(xs, "get", {integer(9), h.str("d")}) == "\"d\"");
    CHECK(h.on(xs, "unique") == "[3, 1, 2]");
    CHECK(h.on(xs, "chunk", {integer(3)}) == "[[3, 1, 2], [1]]");
    CHECK(h.on(xs, "windowed", {integer(3)}) == "[[3, 1, 2], [1, 2, 1]]");
    CHECK(h.on(xs, "groupBy", {h.fn(kIsOdd)}) == "{true: [3, 1, 1], false: [2]}");
    CHECK(h.on(xs, "partition", {h.fn(kIsOdd)}) == "([3, 1, 1], [2])");
    CHECK(h.on(xs, "join", {h.str("-")}) == "\"3-1-2-1\"");
    CHECK(h.on(xs, "sorted") == "[1, 1, 2, 3]");
    CHECK(h.on(xs, "sum") == "7");
    CHECK(h.on(xs, "max") == "3");
    CHECK(h.on(xs, "map", {h.fn(kDoubled)}) == "[6, 2, 4, 2]");
    CHECK(h.on(xs, "reduce", {integer(0), h.fn(kAdd)}) == "7");
    CHECK(h.on(xs, "reduce", {h.fn(kAdd)}) == "7");
    CHECK(h.on(xs, "takeWhile", {h.fn(kIsOdd)}) == "[3, 1]");
    CHECK(h.on(xs, "dropWhile", {h.fn(kIsOdd)}) == "[2, 1]");
    CHECK(h.on(xs, "take", {integer(2)}) == "[3, 1]");
    CHECK(h.on(xs, "drop", {integer(3)}) == "[1]");
    CHECK(h.on(xs, "zip", {h.str("ab")}) == "[(3, \"a\"), (1, \"b\")]");
    CHECK(h.on(h.list({h.list({integer(1)}), integer(2)}), "flatten") == "[1, 2]");
    CHECK(h.on(xs, "find", {h.fn(kIsOdd)}) == "3");
    CHECK(h.on(xs, "any", {h.fn(kIsOdd)}) == "true");
    CHECK(h.on(xs, "average") == "1.75");
}

TEST_CASE("Map") {
    Harness h;
    Value map = mapOf(h.m, {{h.str("a"), integer(1)}, {h.str("b"), integer(2)}});
    CHECK(h.on(map, "get", {h.str("a")}) == "1");
    CHECK(h.on(map, "get", {h.str("z")}) == "null");
    CHECK(h.on(map, "get", {h.str("z"), integer(0)}) == "0");
    CHECK(h.on(map, "items") == "[(\"a\", 1), (\"b\", 2)]");
    CHECK(h.on(map, "remove", {h.str("a")}) == "1");
    CHECK(h.on(map, "remove", {h.str("a")}) == "null");
    CHECK(h.on(map, "pop", {h.str("a")}) == "KeyError: \"a\"");
    CHECK(h.on(map, "setdefault", {h.str("c"), integer(3)}) == "3");
    h.onValue(map, "update", {mapOf(h.m, {{h.str("d"), integer(4)}})}, {{"e", integer(5)}});
    CHECK(show(h.m, map) == "{\"b\": 2, \"c\": 3, \"d\": 4, \"e\": 5}");
    CHECK(h.on(map, "map", {h.fn(kDoubled)}) == "{\"b\": 4, \"c\": 6, \"d\": 8, \"e\": 10}");
    CHECK(h.on(map, "filter", {h.fn(kIsOdd)}) == "{\"c\": 3, \"e\": 5}");
    CHECK(h.on(map, "popitem") == "(\"e\", 5)");
    h.onValue(map, "freeze");
    CHECK(h.on(map, "set", {h.str("x"), integer(1)}) == "TypeError: set(): this Map is frozen");
    CHECK(h.on(h.value("dict"), "fromkeys", {h.str("ab"), integer(0)}) == "{\"a\": 0, \"b\": 0}");
}

TEST_CASE("Set") {
    Harness h;
    Value a = setOf(h.m, {integer(1), integer(2)});
    Value b = setOf(h.m, {integer(2), integer(3)});
    CHECK(h.on(a, "add", {integer(2)}) == "false");
    CHECK(h.on(a, "remove", {integer(9)}) == "false");
    CHECK(h.on(a, "union", {b}) == "{1, 2, 3}");
    CHECK(h.on(a, "intersection", {b}) == "{2}");
    CHECK(h.on(a, "difference", {h.list({integer(1)})}) == "{2}");
    CHECK(h.on(a, "symmetricDifference", {b}) == "{1, 3}");
    CHECK(h.on(a, "isSubset", {h.list({integer(1), integer(2), integer(5)})}) == "true");
    CHECK(h.on(a, "isDisjoint", {b}) == "false");
    CHECK(h.on(a, "map", {h.fn(kDoubled)}) == "[2, 4]");
    CHECK(h.on(a, "filter", {h.fn(kIsOdd)}) == "{1}");
}

TEST_CASE("Tuple, Range, bytes, iterators") {
    Harness h;
    CHECK(h.read(h.tuple({integer(1)}), "length") == "1");
    Value range = h.callValue("range", {integer(2), integer(10), integer(3)});
    CHECK(h.read(range, "length") == "3");
    CHECK(h.on(range, "toList") == "[2, 5, 8]");
    CHECK(h.on(range, "last") == "8");
    CHECK(h.on(range, "sum") == "15");
    Value bytes = h.callValue("bytes", {h.list({integer(1), integer(2)})});
    h.onValue(bytes, "append", {integer(255)});
    CHECK(h.on(bytes, "toList") == "[1, 2, 255]");
    CHECK(h.on(bytes, "append", {integer(256)}) == "ValueError: append(): a byte must be 0 to 255, got 256");
    CHECK(h.on(bytes, "pop") == "255");
    CHECK(h.on(h.value("bytes"), "fromHex", {h.str("ff 00")}) == "b\"\\xff\\0\"");
    Value it = countdown(h.m, 4);
    CHECK(h.on(it, "next") == "4");
    CHECK(h.on(h.onValue(it, "map", {h.fn(kDoubled)}), "toList") == "[6, 4, 2]");
}

TEST_CASE("numbers and functions") {
    Harness h;
    CHECK(h.on(integer(255), "toString", {integer(16)}) == "\"ff\"");
    CHECK(h.on(integer(-5), "abs") == "5");
    CHECK(h.on(integer(5), "isOdd") == "true");
    CHECK(h.on(integer(-8), "bitLength") == "4");
    CHECK(h.on(real(2.5), "toFixed", {integer(2)}) == "\"2.50\"");
    CHECK(h.on(real(2.5), "round") == "2");
    CHECK(h.on(real(2.0), "isInteger") == "true");
    CHECK(h.read(h.fn(kAdd), "arity") == "2");
    CHECK(h.on(h.fn(kAdd), "apply", {h.list({integer(1), integer(2)})}) == "3");
    CHECK(h.on(integer(5), "map", {h.fn(kDoubled)}) == "10");
    CHECK(h.call("hex", {integer(-255)}) == "\"-0xff\"");
    CHECK(h.call("ord", {h.str("ñ")}) == "241");
    CHECK(h.call("chr", {integer(0xD800)}) == "ValueError: chr(): 55296 is not a Unicode code point");
    CHECK(h.call("sqrt", {integer(9)}) == "3.0");
    CHECK(h.call("divmod", {integer(-7), integer(2)}) == "(-4, 1)");
    CHECK(h.call("pow", {integer(2), integer(10), integer(1000)}) == "24");
}

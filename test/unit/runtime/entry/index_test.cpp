#include <catch2/catch.hpp>
#include <limits>

#include "runtime/object/range.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;

namespace {

std::string at(Mutator& m, Value v, Value index) {
    return show(m, getIndex(m, v, index));
}
std::string slice(Mutator& m, Value v, Value start, Value end, Value step = Value::null()) {
    return show(m, getSlice(m, v, start, end, step));
}
const Value kNone = Value::null();
Value echo(Mutator&, Args args) {
    return args[0];
}
constexpr NativeSpec kGet = {"__getitem__", "i", echo, 0};
Value three(Mutator&, Args) {
    return integer(3);
}
constexpr NativeSpec kLength = {"__len__", "", three, 0};

}  // namespace

TEST_CASE("reading elements") {
    TestMutator m;
    const Value list = listOf(m, {integer(1), text(m, "b"), real(3)});
    CHECK(at(m, list, integer(0)) == "1");
    CHECK(at(m, list, integer(-1)) == "3.0");
    CHECK(at(m, list, integer(3)) == "IndexError: list index 3 is out of range for length 3");
    CHECK(at(m, list, integer(-4)) == "IndexError: list index -4 is out of range for length 3");
    CHECK(at(m, list, real(1)) == "TypeError: list index must be an int, not float; convert it with int()");
    CHECK(at(m, list, Value::trueValue()) == "TypeError: list index must be an int, not bool");
    CHECK(at(m, text(m, "héllo"), integer(1)) == "\"é\"");
    CHECK(at(m, text(m, "héllo"), integer(-1)) == "\"o\"");
    CHECK(at(m, tupleOf(m, {integer(4)}), integer(0)) == "4");
    CHECK(at(m, Value::ofObject(makeBytes(m, "\xFFz")), integer(0)) == "255");
    CHECK(at(m, Value::ofObject(makeRange(m, 10, 0, -3)), integer(-1)) == "1");
    CHECK(at(m, mapOf(m, {{real(1), text(m, "x")}}), integer(1)) == "\"x\"");
    CHECK(at(m, mapOf(m, {}), text(m, "k")) == "KeyError: \"k\"");
    CHECK(at(m, mapOf(m, {}), list).substr(0, 9) == "TypeError");
    CHECK(at(m, Value::null(), integer(0)) == "TypeError: cannot index null");
    CHECK(at(m, integer(5), integer(0)) == "TypeError: int is not indexable");
    Class* point = makeClass(m, "P", Class::kStruct, {field("x")});
    CHECK(at(m, instanceOf(m, point), text(m, "x")) ==
          "TypeError: P is not indexable; fields are read as .name");
    Class* grid = makeClass(m, "Grid");
    addMethod(m, grid, kGet);
    CHECK(at(m, instanceOf(m, grid), tupleOf(m, {integer(1), integer(2)})) == "(1, 2)");
    CHECK(slice(m, instanceOf(m, grid), integer(1), kNone) == "slice(1, null, null)");
}

TEST_CASE("slices") {
    TestMutator m;
    const Value list = listOf(m, {integer(0), integer(1), integer(2), integer(3), integer(4)});
    CHECK(slice(m, list, integer(1), integer(4)) == "[1, 2, 3]");
    CHECK(slice(m, list, integer(-2), kNone) == "[3, 4]");
    CHECK(slice(m, list, kNone, kNone, integer(-1)) == "[4, 3, 2, 1, 0]");
    CHECK(slice(m, list, integer(3), integer(0), integer(-2)) == "[3, 1]");
    CHECK(slice(m, list, integer(10), integer(20)) == "[]");
    CHECK(slice(m, list, integer(-100), integer(2)) == "[0, 1]");
    CHECK(slice(m, list, kNone, kNone, integer(2)) == "[0, 2, 4]");
    CHECK(slice(m, list, kNone, kNone, integer(0)) == "ValueError: slice step must not be 0");
    CHECK(slice(m, list, text(m, "a"), kNone) == "TypeError: slice bounds must be ints, not string");
    const int64_t min = std::numeric_limits<int64_t>::min();
    CHECK(slice(m, list, kNone, kNone, makeInt(m, min)) == "[4]");
    CHECK(slice(m, text(m, "Noodle"), kNone, kNone, integer(-1)) == "\"eldooN\"");
    CHECK(slice(m, text(m, "héllö"), integer(1), integer(-1)) == "\"éll\"");
    CHECK(slice(m, text(m, "héllö"), integer(-1), kNone, integer(-3)) == "\"öé\"");
    CHECK(slice(m, tupleOf(m, {integer(1), integer(2)}), integer(1), kNone) == "(2,)");
    CHECK(slice(m, Value::ofObject(makeBytes(m, "abc")), integer(1), kNone) == "b\"bc\"");
    CHECK(slice(m, Value::ofObject(makeRange(m, 0, 10)), integer(2), kNone, integer(3)) == "range(2, 9, 3)");
    CHECK(slice(m, Value::ofObject(makeRange(m, 0, 10)), kNone, kNone, integer(-1)) == "range(9, -1, -1)");
}

TEST_CASE("writing elements and slices") {
    TestMutator m;
    const Value list = listOf(m, {integer(0), integer(1), integer(2), integer(3)});
    CHECK(show(m, setIndex(m, list, integer(-1), text(m, "z"))) == "null");
    CHECK(show(m, list) == "[0, 1, 2, \"z\"]");
    CHECK(show(m, setSlice(m, list, integer(1), integer(3), kNone,
                           tupleOf(m, {integer(7), integer(8), integer(9)}))) == "null");
    CHECK(show(m, list) == "[0, 7, 8, 9, \"z\"]");
    CHECK(show(m, setSlice(m, list, kNone, kNone, integer(2), listOf(m, {integer(1)}))) ==
          "ValueError: cannot assign 1 values to a slice of 3");
    CHECK(show(m, setSlice(m, list, kNone, kNone, kNone, list)) == "null");
    CHECK(show(m, list) == "[0, 7, 8, 9, \"z\"]");
    CHECK(show(m, deleteSlice(m, list, kNone, kNone, integer(2))) == "null");
    CHECK(show(m, list) == "[7, 9]");
    CHECK(show(m, deleteSlice(m, list, kNone, kNone, integer(-1))) == "null");
    CHECK(show(m, list) == "[]");
    CHECK(show(m, setIndex(m, text(m, "a"), integer(0), text(m, "b"))) ==
          "TypeError: a string cannot be changed");
    const Value map = mapOf(m, {});
    CHECK(show(m, setIndex(m, map, text(m, "a"), integer(1))) == "null");
    CHECK(show(m, deleteIndex(m, map, text(m, "a"))) == "null");
    CHECK(show(m, deleteIndex(m, map, text(m, "a"))) == "KeyError: \"a\"");
    map.asObject()->flags |= Map::kFrozen;
    CHECK(show(m, setIndex(m, map, text(m, "a"), integer(1))) == "TypeError: cannot change a frozen Map");
    const Value bytes = Value::ofObject(makeBytes(m, "ab"));
    CHECK(show(m, setIndex(m, bytes, integer(0), integer(300))) == "ValueError: byte 300 is outside 0..255");
}

TEST_CASE("length") {
    TestMutator m;
    CHECK(show(m, length(m, text(m, "héllo"))) == "5");
    CHECK(show(m, length(m, Value::ofObject(makeRange(m, 10, 0, -3)))) == "4");
    const int64_t min = std::numeric_limits<int64_t>::min(), max = std::numeric_limits<int64_t>::max();
    CHECK(rangeLength(makeRange(m, min, max)) == max);
    CHECK(rangeLength(makeRange(m, max, min, min)) == 2);
    CHECK(show(m, length(m, integer(1))) == "TypeError: int has no length");
    Class* cls = makeClass(m, "C");
    addMethod(m, cls, kLength);
    CHECK(show(m, length(m, instanceOf(m, cls))) == "3");
}

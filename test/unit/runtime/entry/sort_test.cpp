#include "runtime/entry/sort.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;

namespace {

std::string sorted(Mutator& m, Value list, const SortOptions& options = {}) {
    return sortList(m, list.cast<List>(), options) ? show(m, list) : takeError(m);
}
Value difference(Mutator& m, Args args) {
    return binary(m, BinaryOp::Sub, args[1], args[0]);
}
constexpr NativeSpec kDescending = {"descending", "a, b", difference, 0};
Value less(Mutator& m, Args args) {
    return compare(m, CompareOp::Lt, args[0], args[1]);
}
constexpr NativeSpec kBool = {"less", "a, b", less, 0};
Value first(Mutator& m, Args args) {
    return getIndex(m, args[0], integer(0));
}
constexpr NativeSpec kFirst = {"first", "x", first, 0};
Value growing(Mutator& m, Args args) {
    static_cast<void>(listAppend(m, args.self.cast<List>(), integer(0)));
    return integer(0);
}
constexpr NativeSpec kGrowing = {"growing", "a, b", growing, 0};

}  // namespace

TEST_CASE("natural order by kind of element") {
    TestMutator m;
    SortOptions reverse;
    reverse.reverse = true;
    CHECK(sorted(m, listOf(m, {integer(3), integer(1), integer(2)})) == "[1, 2, 3]");
    CHECK(sorted(m, listOf(m, {integer(3), integer(1), integer(2)}), reverse) == "[3, 2, 1]");
    CHECK(sorted(m, listOf(m, {real(2.5), real(NAN), real(-1), real(0.5)})) == "[-1.0, 0.5, 2.5, nan]");
    CHECK(sorted(m, listOf(m, {real(2.5), real(NAN), real(3)}), reverse) == "[3.0, 2.5, nan]");
    CHECK(sorted(m, listOf(m, {integer(2), real(1.5), makeInt(m, 1LL << 60), integer(1)})) ==
          "[1, 1.5, 2, 1152921504606846976]");
    CHECK(sorted(m, listOf(m, {text(m, "b"), text(m, "é"), text(m, "a")})) == "[\"a\", \"b\", \"é\"]");
    CHECK(sorted(m, listOf(m, {tupleOf(m, {integer(2)}), tupleOf(m, {integer(1)})})) == "[(1,), (2,)]");
    CHECK(sorted(m, listOf(m, {integer(1), text(m, "a")})) ==
          "TypeError: '<' not supported between int and string");
}

TEST_CASE("stable, also in reverse") {
    TestMutator m;
    const auto pairs = [&] {
        return listOf(m, {tupleOf(m, {integer(2), text(m, "a")}), tupleOf(m, {integer(1), text(m, "b")}),
                          tupleOf(m, {integer(2), text(m, "c")}), tupleOf(m, {integer(1), text(m, "d")})});
    };
    SortOptions options;
    setSortFunction(options, function(m, kFirst));
    CHECK(!options.key.isUndef());
    CHECK(sorted(m, pairs(), options) == "[(1, \"b\"), (1, \"d\"), (2, \"a\"), (2, \"c\")]");
    options.reverse = true;
    CHECK(sorted(m, pairs(), options) == "[(2, \"a\"), (2, \"c\"), (1, \"b\"), (1, \"d\")]");
}

TEST_CASE("comparators") {
    TestMutator m;
    SortOptions options;
    setSortFunction(options, function(m, kDescending));
    CHECK(!options.comparator.isUndef());
    List* list = newList(m);
    for (int i = 0; i < 1000; ++i) REQUIRE(listAppend(m, list, integer((i * 37) % 1000)));
    REQUIRE(sortList(m, list, options));
    for (uint64_t i = 0; i < 1000; ++i)
        REQUIRE(identical(listGet(m, list, i), integer(999 - static_cast<int64_t>(i))));
    options.comparator = function(m, kBool);
    const Value short3 = listOf(m, {integer(2), integer(1)});
    CHECK(sorted(m, short3, options) ==
          "TypeError: a sort comparator must give a number, not bool; for a key function use key:");
    CHECK(show(m, short3) == "[2, 1]");
    options.comparator = function(m, kGrowing, short3);
    CHECK(sorted(m, short3, options) == "ValueError: list changed while it was sorted");
}

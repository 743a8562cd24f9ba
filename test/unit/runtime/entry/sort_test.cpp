#include "runtime/entry/sort.h"

#include <algorithm>
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

TEST_CASE("strings are ordered by their bytes, however much they share") {
    TestMutator m;
    std::vector<std::string> texts{"",
                                   "a",
                                   "ab",
                                   std::string("a\0", 2),
                                   "abcdefgh",
                                   "abcdefghi",
                                   "abcdefgh\xC3\xA9",
                                   "item000000012",
                                   "item000000002",
                                   "item00000001"};
    for (int i = 0; i < 200; ++i) texts.push_back("item0000000" + std::to_string(i * 7919 % 1000));
    for (const char* shared : {"", "x", "a common beginning that all have "}) {
        for (bool reverse : {false, true}) {
            List* list = newList(m);
            for (const std::string& t : texts)
                REQUIRE(listAppend(m, list, Value::ofObject(newString(m, shared + t))));
            SortOptions options;
            options.reverse = reverse;
            REQUIRE(sortList(m, list, options));
            std::vector<std::string> expected = texts;
            std::sort(expected.begin(), expected.end());
            if (reverse) std::reverse(expected.begin(), expected.end());
            for (uint64_t i = 0; i < list->length; ++i)
                REQUIRE(view(m, listGet(m, list, i).cast<String>()) == shared + expected[i]);
        }
    }
}

TEST_CASE("numbers as keys: exact, NaN last, zeros equal") {
    TestMutator m;
    SortOptions options;
    setSortFunction(options, function(m, kFirst));
    const auto rows = [&](std::initializer_list<Value> keys) {
        List* list = newList(m);
        int64_t row = 0;
        for (Value key : keys) REQUIRE(listAppend(m, list, tupleOf(m, {key, integer(row++)})));
        return Value::ofObject(list);
    };
    const Value big = makeInt(m, (int64_t{1} << 53) + 1);
    CHECK(sorted(m, rows({real(0.0), real(-1.5), real(-0.0), real(NAN), real(INFINITY)}), options) ==
          "[(-1.5, 1), (0.0, 0), (-0.0, 2), (inf, 4), (nan, 3)]");
    CHECK(sorted(m, rows({big, real(0x1p53), integer(0)}), options) ==
          "[(0, 2), (9007199254740992.0, 1), (9007199254740993, 0)]");
    options.reverse = true;
    CHECK(sorted(m, rows({real(0.0), real(-1.5), real(-0.0), real(NAN), real(-INFINITY)}), options) ==
          "[(0.0, 0), (-0.0, 2), (-1.5, 1), (-inf, 4), (nan, 3)]");
    CHECK(sorted(m, rows({integer(1), real(NAN), integer(2), real(1)}), options) ==
          "[(2, 2), (1, 0), (1.0, 3), (nan, 1)]");
    CHECK(sorted(m, rows({integer(-3), big, integer(7), integer(-3)}), options) ==
          "[(9007199254740993, 1), (7, 2), (-3, 0), (-3, 3)]");
    SortOptions natural;
    CHECK(sorted(m, listOf(m, {real(0.0), real(-0.0), real(-1)}), natural) == "[-1.0, 0.0, -0.0]");
}

TEST_CASE("merging keeps equal elements in order for every length") {
    TestMutator m;
    SortOptions options;
    options.key = function(m, kFirst);
    for (int64_t count = 2; count < 80; ++count) {
        List* list = newList(m);
        // Tuples as keys go through the merge sort.
        for (int64_t i = 0; i < count; ++i) {
            const Value key = tupleOf(m, {integer(i * 7919 % 5)});
            REQUIRE(listAppend(m, list, tupleOf(m, {key, integer(i)})));
        }
        REQUIRE(sortList(m, list, options));
        for (uint64_t i = 1; i < list->length; ++i) {
            Tuple* a = listGet(m, list, i - 1).cast<Tuple>();
            Tuple* b = listGet(m, list, i).cast<Tuple>();
            const int64_t x = toInt64(a->elements()[0].cast<Tuple>()->elements()[0]);
            const int64_t y = toInt64(b->elements()[0].cast<Tuple>()->elements()[0]);
            REQUIRE((x < y || (x == y && toInt64(a->elements()[1]) < toInt64(b->elements()[1]))));
        }
    }
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

TEST_CASE("a long sort of any kind of element can be stopped half way and leaves the list as it was") {
    constexpr int kCount = 200'000;
    const auto number = [](int i) { return static_cast<int>((int64_t{i} * 7919) % kCount); };
    using Make = Value (*)(Mutator&, int);
    const Make makers[] = {[](Mutator&, int n) { return integer(n); },
                           [](Mutator&, int n) { return real(n); },
                           [](Mutator&, int n) { return n % 2 == 0 ? integer(n) : real(n); },
                           [](Mutator& m, int n) { return text(m, std::to_string(n + kCount).c_str()); }};
    for (Make make : makers) {
        TestMutator m;
        List* list = newList(m);
        for (int i = 0; i < kCount; ++i) REQUIRE(listAppend(m, list, make(m, number(i))));
        for (int stopAt : {1, 3, 5}) {
            m.polls = 0;
            m.stopAt = stopAt;
            CHECK_FALSE(sortList(m, list, {}));
            CHECK(takeError(m) == "LimitError: stopped");
        }
        for (int i : {0, 1, 777, kCount - 1})
            CHECK(show(m, listGet(m, list, static_cast<uint64_t>(i))) == show(m, make(m, number(i))));
        m.stopAt = -1;
        SortOptions options;
        for (bool reverse : {false, true}) {
            options.reverse = reverse;
            REQUIRE(sortList(m, list, options));
            for (int i : {0, 1, 65535, 65536, 131072, kCount - 1})
                CHECK(show(m, listGet(m, list, static_cast<uint64_t>(i))) ==
                      show(m, make(m, reverse ? kCount - 1 - i : i)));
        }
    }
}

#include "runtime/entry/iterate.h"

#include <catch2/catch.hpp>

#include "runtime/entry/adapters.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/compare.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;

namespace {

std::string all(Mutator& m, Value v) {
    List* out = newList(m);
    return collectInto(m, v, out) ? show(m, Value::ofObject(out)) : takeError(m);
}
Value twice(Mutator& m, Args args) {
    return binary(m, BinaryOp::Mul, args[0], integer(2));
}
constexpr NativeSpec kTwice = {"twice", "x", twice, 0};
Value isOdd(Mutator& m, Args args) {
    return binary(m, BinaryOp::Mod, args[0], integer(2));
}
constexpr NativeSpec kIsOdd = {"isOdd", "x", isOdd, 0};

/// Counts the field n down; what happens at 0 differs.
Value countDown(Mutator& m, Args args, Value atEnd) {
    const int64_t n = toInt64(fieldOf(args.self, "n"));
    if (n == 0) return atEnd.isUndef() ? throwError(m, m.types().stopIteration, "") : atEnd;
    static_cast<void>(setField(m, args.self.cast<Instance>(), symbolFor("n"), integer(n - 1)));
    return integer(n);
}
Value nextStop(Mutator& m, Args args) {
    return countDown(m, args, Value::undef());
}
Value nextNull(Mutator& m, Args args) {
    return countDown(m, args, Value::null());
}
Value nextDone(Mutator& m, Args args) {
    const Value v = countDown(m, args, Value::null());
    if (v.isNull()) return mapOf(m, {{text(m, "done"), Value::trueValue()}});
    return mapOf(m, {{text(m, "value"), v}, {text(m, "done"), Value::falseValue()}});
}
Value hasNext(Mutator& m, Args args) {
    return compare(m, CompareOp::Gt, fieldOf(args.self, "n"), integer(0));
}
constexpr NativeSpec kDunderNext = {"__next__", "", nextStop, 0};
constexpr NativeSpec kPlainNext = {"next", "", nextNull, 0};
constexpr NativeSpec kDoneNext = {"next", "", nextDone, 0};
constexpr NativeSpec kHasNext = {"hasNext", "", hasNext, 0};
Value selfIterator(Mutator&, Args args) {
    return args.self;
}
constexpr NativeSpec kIter = {"__iter__", "", selfIterator, 0};
Value listIterator(Mutator& m, Args) {
    return listOf(m, {integer(8), integer(9)});
}
constexpr NativeSpec kListIter = {"iterator", "", listIterator, 0};
Value item(Mutator& m, Args args) {
    return toInt64(args[0]) < 3 ? args[0] : throwIndexError(m, "end");
}
constexpr NativeSpec kItem = {"__getitem__", "i", item, 0};
Value constantSeven(Mutator&, Args) {
    return integer(7);
}
constexpr NativeSpec kSeven = {"seven", "", constantSeven, 0};

Value object(Mutator& m, std::initializer_list<const NativeSpec*> methods) {
    Class* cls = makeClass(m, "It");
    for (const NativeSpec* spec : methods) addMethod(m, cls, *spec);
    return instanceOf(m, cls, {{"n", integer(3)}});
}

}  // namespace

TEST_CASE("builtin collections") {
    TestMutator m;
    CHECK(all(m, listOf(m, {integer(1), integer(2)})) == "[1, 2]");
    CHECK(all(m, tupleOf(m, {integer(1)})) == "[1]");
    CHECK(all(m, text(m, "aé")) == "[\"a\", \"é\"]");
    CHECK(all(m, Value::ofObject(makeRange(m, 3, 0, -1))) == "[3, 2, 1]");
    CHECK(all(m, Value::ofObject(makeRange(m, INT64_MAX - 1, INT64_MAX))) == "[9223372036854775806]");
    const Value map = mapOf(m, {{text(m, "a"), integer(1)}});
    CHECK(all(m, map) == "[\"a\"]");
    CHECK(all(m, getIterator(m, map, true)) == "[(\"a\", 1)]");
    CHECK(all(m, makeMapIterator(m, map.cast<Map>(), IteratorKind::MapValues)) == "[1]");
    CHECK(all(m, setOf(m, {integer(3)})) == "[3]");
    CHECK(all(m, Value::ofObject(makeBytes(m, "\x01\xFF"))) == "[1, 255]");
    CHECK(all(m, makeStringBytesIterator(m, newString(m, "é"))) == "[195, 169]");
    CHECK(all(m, countdown(m, 3)) == "[3, 2, 1]");
    CHECK(all(m, integer(3)) == "TypeError: int is not iterable; use range(n)");
    CHECK(all(m, Value::null()) == "TypeError: null is not iterable");
}

TEST_CASE("lists iterate by live index, maps and sets notice changes") {
    TestMutator m;
    const Value list = listOf(m, {integer(1)});
    const Value it = getIterator(m, list);
    CHECK(show(m, iteratorNext(m, it)) == "1");
    CHECK(listAppend(m, list.cast<List>(), integer(2)));
    CHECK(show(m, iteratorNext(m, it)) == "2");
    CHECK(show(m, iteratorNext(m, it)) == "undef");
    CHECK(listAppend(m, list.cast<List>(), integer(3)));
    CHECK(show(m, iteratorNext(m, it)) == "undef");
    const Value map = mapOf(m, {{integer(1), integer(1)}, {integer(2), integer(2)}});
    const Value keys = getIterator(m, map);
    CHECK(show(m, iteratorNext(m, keys)) == "1");
    CHECK(mapSet(m, map.cast<Map>(), integer(1), integer(5)));
    CHECK(show(m, iteratorNext(m, keys)) == "2");
    CHECK(mapSet(m, map.cast<Map>(), integer(9), integer(5)));
    CHECK(show(m, iteratorNext(m, keys)) ==
          "ConcurrentModificationError: Map changed while it was iterated; iterate over a copy");
}

TEST_CASE("adapters") {
    TestMutator m;
    const Value list = listOf(m, {integer(1), integer(2), integer(3)});
    CHECK(all(m, makeMapped(m, list, function(m, kTwice))) == "[2, 4, 6]");
    CHECK(all(m, makeFiltered(m, list, function(m, kIsOdd))) == "[1, 3]");
    CHECK(all(m, makeEnumerate(m, list, 5)) == "[(5, 1), (6, 2), (7, 3)]");
    const Value sources[] = {list, text(m, "ab")};
    CHECK(all(m, makeZip(m, sources)) == "[(1, \"a\"), (2, \"b\")]");
    CHECK(all(m, makeZip(m, {})) == "[]");
    CHECK(all(m, makeChain(m, sources)) == "[1, 2, 3, \"a\", \"b\"]");
    CHECK(all(m, makeTake(m, countdown(m, 9), 2)) == "[9, 8]");
    CHECK(all(m, makeCallableIterator(m, function(m, kSeven), integer(7))) == "[]");
    const Value lazy = makeMapped(m, countdown(m, 5), function(m, kTwice));
    CHECK(show(m, iteratorNext(m, lazy)) == "10");
    CHECK(show(m, closeIterator(m, lazy)) == "null");
    CHECK(m.closed == 1);
}

TEST_CASE("user iterators") {
    TestMutator m;
    CHECK(all(m, object(m, {&kIter, &kDunderNext})) == "[3, 2, 1]");
    CHECK(all(m, object(m, {&kDunderNext})) == "[3, 2, 1]");
    CHECK(all(m, object(m, {&kHasNext, &kPlainNext})) == "[3, 2, 1]");
    CHECK(all(m, object(m, {&kDoneNext})) == "[3, 2, 1]");
    CHECK(all(m, object(m, {&kListIter})) == "[8, 9]");
    CHECK(all(m, object(m, {&kItem})) == "[0, 1, 2]");
    CHECK(all(m, object(m, {&kIter})).substr(0, 63) ==
          "TypeError: iterator() of It must give an iterator, not It");
    CHECK(all(m, object(m, {})) == "TypeError: It is not iterable");
    const Value endless = makeTake(m, object(m, {&kPlainNext}), 5);
    CHECK(all(m, endless) == "[3, 2, 1, null, null]");
}

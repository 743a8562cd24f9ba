#include <catch2/catch.hpp>

#include "test_mutator.h"

using namespace noodle;

namespace {
std::vector<int64_t> ints(Mutator& m, List* list) {
    std::vector<int64_t> out;
    for (uint64_t i = 0; i < list->length; ++i) out.push_back(toInt64(listGet(m, list, i)));
    return out;
}
List* listOf(Mutator& m, std::initializer_list<int64_t> values) {
    List* list = newList(m);
    for (int64_t i : values) REQUIRE(listAppend(m, list, makeInt(m, i)));
    return list;
}
}  // namespace

TEST_CASE("the first value decides the storage, a stranger widens it") {
    TestMutator m;
    List* list = listOf(m, {1, 2});
    CHECK(list->elementKind() == List::kInt);
    REQUIRE(listAppend(m, list, Value::ofDouble(2.5)));
    CHECK(list->elementKind() == List::kBoxed);
    CHECK(listGet(m, list, 0).isInt48());
    CHECK(listGet(m, list, 2).asDouble() == 2.5);

    List* floats = newList(m);
    REQUIRE(listAppend(m, floats, Value::ofDouble(1.5)));
    CHECK(floats->elementKind() == List::kFloat);
    REQUIRE(listAppend(m, floats, integer(3)));
    CHECK(listGet(m, floats, 0).isDouble());
    CHECK(listGet(m, floats, 1).isInt48());

    List* bools = newList(m);
    for (int i = 0; i < 100; ++i) REQUIRE(listAppend(m, bools, Value::ofBool(i % 3 == 0)));
    CHECK(bools->elementKind() == List::kBool);
    REQUIRE(listSet(m, bools, 5, Value::null()));
    CHECK(listGet(m, bools, 5).isNull());
    CHECK(listGet(m, bools, 99).isTrue());
    CHECK(listGet(m, bools, 98).isFalse());
}

TEST_CASE("ints beyond 48 bits stay raw and survive widening") {
    TestMutator m({.stress = true});
    List* list = listOf(m, {INT64_MAX, INT64_MIN, 7});
    CHECK(list->elementKind() == List::kInt);
    CHECK(ints(m, list) == std::vector<int64_t>{INT64_MAX, INT64_MIN, 7});
    REQUIRE(listMakeBoxed(m, list));
    CHECK(list->elementKind() == List::kBoxed);
    CHECK(ints(m, list) == std::vector<int64_t>{INT64_MAX, INT64_MIN, 7});
    m.heap().verify();
}

TEST_CASE("an emptied or single-element list takes the kind of its next value") {
    TestMutator m;
    List* list = listOf(m, {1});
    REQUIRE(listSet(m, list, 0, Value::ofDouble(0.5)));
    CHECK(list->elementKind() == List::kFloat);
    listErase(m, list, 0, 1);
    REQUIRE(listAppend(m, list, Value::trueValue()));
    CHECK(list->elementKind() == List::kBool);
    CHECK(listGet(m, list, 0).isTrue());
}

TEST_CASE("insert, erase, reverse, slice") {
    TestMutator m;
    List* list = listOf(m, {1, 2, 4});
    REQUIRE(listInsert(m, list, 2, integer(3)));
    REQUIRE(listInsert(m, list, 0, integer(0)));
    REQUIRE(listInsert(m, list, 5, integer(5)));
    CHECK(ints(m, list) == std::vector<int64_t>{0, 1, 2, 3, 4, 5});
    CHECK(ints(m, listSlice(m, list, 5, 3, -2)) == std::vector<int64_t>{5, 3, 1});
    CHECK(ints(m, listSlice(m, list, 1, 3, 1)) == std::vector<int64_t>{1, 2, 3});
    CHECK(listSlice(m, list, 0, 0, 1)->length == 0);
    listErase(m, list, 1, 3);
    listReverse(m, list);
    CHECK(ints(m, list) == std::vector<int64_t>{5, 4, 3, 0});
    REQUIRE(listInsert(m, list, 1, Value::null()));
    CHECK(listGet(m, list, 1).isNull());
    CHECK(toInt64(listGet(m, list, 4)) == 0);
    listClear(m, list);
    CHECK(list->length == 0);
}

TEST_CASE("extend copies, widens, and takes itself as source") {
    TestMutator m;
    List* list = listOf(m, {1, 2, 3});
    REQUIRE(listExtend(m, list, list));
    CHECK(ints(m, list) == std::vector<int64_t>{1, 2, 3, 1, 2, 3});
    List* floats = newList(m);
    REQUIRE(listAppend(m, floats, Value::ofDouble(9.5)));
    REQUIRE(listExtend(m, list, floats));
    CHECK(listGet(m, list, 6).asDouble() == 9.5);
    REQUIRE(listExtend(m, floats, listOf(m, {4})));
    CHECK(listGet(m, floats, 1).isInt48());
    List* empty = newList(m);
    REQUIRE(listExtend(m, empty, listOf(m, {7, 8})));
    CHECK(empty->elementKind() == List::kInt);
}

TEST_CASE("a capacity asked for is there when the kind is known") {
    TestMutator m;
    List* list = newList(m, 1000);
    REQUIRE(listAppend(m, list, integer(1)));
    CHECK(list->capacity >= 1000);
    const Value values[] = {integer(1), Value::ofDouble(2)};
    CHECK(newListFrom(m, values, 2)->elementKind() == List::kBoxed);
    CHECK(newListFrom(m, values, 1)->elementKind() == List::kInt);
    CHECK(newListFrom(m, values, 0)->length == 0);
}

TEST_CASE("a list that gets very long keeps its elements and, from some size on, its place") {
    TestMutator m({.youngBytes = 64 << 20});
    List* ints = newList(m);
    List* boxed = newList(m);
    HeapObject* place = nullptr;
    constexpr int64_t kCount = 300'000;
    for (int64_t i = 0; i < kCount; ++i) {
        REQUIRE(listAppend(m, ints, integer(i)));
        REQUIRE(listAppend(m, boxed, i % 2 == 0 ? integer(i) : Value::null()));
        if (i == kCount / 3) place = ints->store;
    }
    CHECK(ints->store == place);
    int64_t wrong = 0;
    for (int64_t i = 0; i < kCount; ++i) {
        auto at = static_cast<uint64_t>(i);
        wrong += toInt64(listGet(m, ints, at)) != i;
        wrong += !identical(listGet(m, boxed, at), i % 2 == 0 ? integer(i) : Value::null());
    }
    CHECK(wrong == 0);
    m.heap().collect();
    m.heap().verify();
}

TEST_CASE("growing beyond the limit is an error that leaves the list as it was") {
    TestMutator m({.limitBytes = 4 << 20});
    List* list = newList(m);
    int64_t i = 0;
    while (listAppend(m, list, integer(i))) ++i;
    CHECK(m.takeError() == "OutOfMemoryError: out of memory");
    CHECK(list->length == static_cast<uint64_t>(i));
    CHECK(toInt64(listGet(m, list, list->length - 1)) == i - 1);
    CHECK_FALSE(listReserve(m, list, uint64_t{1} << 60));
    CHECK(m.takeError() == "OutOfMemoryError: out of memory");
}

TEST_CASE("tuples copy their elements") {
    TestMutator m({.stress = true});
    const Value values[] = {integer(1), makeInt(m, INT64_MAX)};
    Tuple* tuple = newTuple(m, values, 2);
    CHECK(tuple->size() == 2);
    CHECK(toInt64(tuple->elements()[1]) == INT64_MAX);
}

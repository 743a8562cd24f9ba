#include <catch2/catch.hpp>
#include <random>
#include <unordered_map>

#include "test_mutator.h"

using namespace noodle;

namespace {
std::vector<int64_t> keysOf(Map* map) {
    std::vector<int64_t> keys;
    uint64_t position = 0;
    Value key;
    while (mapNext(map, position, &key, nullptr)) keys.push_back(toInt64(key));
    return keys;
}
}  // namespace

TEST_CASE("order of insertion is kept over growth, removal and setting again") {
    TestMutator m;
    Map* map = newMap(m);
    for (int64_t i = 0; i < 100; ++i) REQUIRE(mapSet(m, map, integer((i * 37) % 101), integer(i)));
    CHECK(map->count == 100);
    std::vector<int64_t> expected;
    for (int64_t i = 0; i < 100; ++i) expected.push_back((i * 37) % 101);
    CHECK(keysOf(map) == expected);
    REQUIRE(mapSet(m, map, integer(37), integer(-1)));
    CHECK(keysOf(map) == expected);
    CHECK(toInt64(mapGet(m, map, integer(37))) == -1);
    CHECK(toInt64(mapRemove(m, map, integer(0))) == 0);
    CHECK(mapRemove(m, map, integer(0)).isUndef());
    expected.erase(expected.begin());
    CHECK(keysOf(map) == expected);
    REQUIRE(mapSet(m, map, integer(0), integer(5)));
    expected.push_back(0);
    CHECK(keysOf(map) == expected);
}

TEST_CASE("a map does what a reference map does, over many random steps") {
    TestMutator m({.youngBytes = 1 << 16});
    Map* map = newMap(m);
    std::unordered_map<int64_t, int64_t> reference;
    std::mt19937 random(7);
    for (int step = 0; step < 60000; ++step) {
        int64_t key = static_cast<int64_t>(random() % 500);
        if (random() % 3 == 0) {
            Value removed = mapRemove(m, map, integer(key));
            REQUIRE(removed.isUndef() == (reference.erase(key) == 0));
        } else {
            REQUIRE(mapSet(m, map, integer(key), integer(step)));
            reference[key] = step;
        }
        REQUIRE(map->count == reference.size());
    }
    for (auto& [key, value] : reference) REQUIRE(toInt64(mapGet(m, map, integer(key))) == value);
    CHECK(keysOf(map).size() == reference.size());
    m.heap().verify();
}

TEST_CASE("the version moves with keys, not with values") {
    TestMutator m;
    Map* map = newMap(m);
    uint32_t version = map->version;
    REQUIRE(mapSet(m, map, integer(1), integer(1)));
    CHECK(map->version != version);
    version = map->version;
    REQUIRE(mapSet(m, map, integer(1), integer(2)));
    CHECK(map->version == version);
    mapRemove(m, map, integer(9));
    CHECK(map->version == version);
    mapRemove(m, map, integer(1));
    CHECK(map->version != version);
    version = map->version;
    mapClear(m, map);
    CHECK(map->version != version);
}

TEST_CASE("removing while stepping keeps positions; taking from the front is not quadratic") {
    TestMutator m;
    Map* map = newMap(m);
    constexpr int64_t kCount = 200'000;
    for (int64_t i = 0; i < kCount; ++i) REQUIRE(mapSet(m, map, integer(i), integer(i)));
    int64_t expected = 0;
    while (map->count > 0) {
        uint64_t position = 0;
        Value key;
        REQUIRE(mapNext(map, position, &key, nullptr));
        REQUIRE(toInt64(key) == expected++);
        mapRemove(m, map, key);
    }
    CHECK(expected == kCount);
    for (int64_t i = 0; i < 50; ++i) REQUIRE(mapSet(m, map, integer(i), integer(i)));
    uint64_t position = 0;
    Value key;
    int64_t seen = 0;
    while (mapNext(map, position, &key, nullptr)) {
        ++seen;
        if (toInt64(key) % 2 == 0) mapRemove(m, map, key);
    }
    CHECK(seen == 50);
    CHECK(map->count == 25);
}

TEST_CASE("a queue of constant length does not grow its table") {
    TestMutator m;
    Map* map = newMap(m);
    for (int64_t i = 0; i < 100'000; ++i) {
        REQUIRE(mapSet(m, map, integer(i), integer(i)));
        if (i >= 10) mapRemove(m, map, integer(i - 10));
    }
    CHECK(map->count == 10);
    CHECK(map->entries->capacity <= 128);
}

TEST_CASE("small tables find keys of every kind, whatever order they come in") {
    TestMutator m({.youngBytes = 1 << 16});
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        std::vector<Value> pool{integer(5),
                                Value::ofDouble(2.5),
                                Value::ofDouble(7),
                                Value::null(),
                                Value::trueValue(),
                                makeInt(m, int64_t{1} << 50),
                                Value::ofObject(newString(m, "five")),
                                Value::ofObject(newString(m, "a longer text that is no constant")),
                                Value::ofObject(m.intern("interned")),
                                integer(6)};
        Value pair[] = {integer(1), integer(2)};
        pool.push_back(Value::ofObject(newTuple(m, pair, 2)));
        pool.push_back(Value::ofObject(newTuple(m, pair, 1)));
        std::shuffle(pool.begin(), pool.end(), random);
        ValueVector keys(m.heap());
        for (Value v : pool) keys.push(v);
        Map* map = newMap(m, round % 12);
        const size_t count = 1 + random() % keys.size();
        for (size_t i = 0; i < count; ++i) REQUIRE(mapSet(m, map, keys[i], integer(static_cast<int64_t>(i))));
        if (count > 2 && round % 2 == 0) REQUIRE(identical(mapRemove(m, map, keys[1]), integer(1)));
        Map* copy = mapCopy(m, map);
        for (Map* table : {map, copy}) {
            for (size_t i = 0; i < keys.size(); ++i) {
                Value found = mapGet(m, table, keys[i]);
                const bool there = i < count && !(i == 1 && count > 2 && round % 2 == 0);
                REQUIRE(found.isUndef() == !there);
                if (there) REQUIRE(identical(found, integer(static_cast<int64_t>(i))));
            }
        }
        // Equal keys in another form.
        if (!mapGet(m, map, integer(7)).isUndef())
            CHECK(identical(mapGet(m, map, integer(7)), mapGet(m, map, Value::ofDouble(7))));
        Value fresh = Value::ofObject(newString(m, "interned"));
        CHECK(identical(mapGet(m, map, fresh), mapGet(m, map, Value::ofObject(m.intern("interned")))));
        Value same = Value::ofObject(newTuple(m, pair, 2));
        CHECK(mapGet(m, map, same).isUndef() == mapGet(m, copy, same).isUndef());
    }
    m.heap().verify();
}

TEST_CASE("a table asked for with a capacity takes that many entries without growing") {
    TestMutator m;
    for (uint32_t capacity : {1u, 3u, 8u, 9u, 10u, 13u, 100u, 1000u}) {
        Map* map = newMap(m, capacity);
        ValueStore* entries = map->entries;
        for (uint32_t i = 0; i < capacity; ++i) REQUIRE(mapSet(m, map, integer(i), integer(i)));
        CHECK(map->entries == entries);
        for (uint32_t i = 0; i < 3 * capacity; ++i) REQUIRE(mapSet(m, map, integer(i), integer(i)));
        for (uint32_t i = 0; i < 3 * capacity; ++i)
            REQUIRE(identical(mapGet(m, map, integer(i)), integer(i)));
    }
}

TEST_CASE("interned look-up works with and without an index") {
    TestMutator m({.stress = true});
    Map* map = newMap(m);
    for (int i = 0; i < 40; ++i)
        REQUIRE(mapSetInterned(m, map, m.intern("k" + std::to_string(i)), integer(i)));
    for (int i = 0; i < 40; ++i) {
        String* key = m.intern("k" + std::to_string(i));
        CHECK(toInt64(mapGetInterned(map, key)) == i);
        CHECK(toInt64(mapGet(m, map, Value::ofObject(newString(m, "k" + std::to_string(i))))) == i);
    }
    CHECK(mapGetInterned(map, m.intern("absent")).isUndef());
    CHECK(mapGetInterned(newMap(m), m.intern("absent")).isUndef());
    m.heap().verify();
}

TEST_CASE("copies are independent and compact") {
    TestMutator m;
    Map* map = newMap(m);
    for (int64_t i = 0; i < 30; ++i) REQUIRE(mapSet(m, map, integer(i), integer(i)));
    for (int64_t i = 0; i < 20; ++i) mapRemove(m, map, integer(i));
    Map* copy = mapCopy(m, map);
    CHECK(copy->count == 10);
    CHECK(copy->used == 10);
    REQUIRE(mapSet(m, copy, integer(99), integer(1)));
    CHECK(mapGet(m, map, integer(99)).isUndef());
    CHECK(toInt64(mapGet(m, copy, integer(25))) == 25);
    CHECK(mapCopy(m, newMap(m))->count == 0);
}

TEST_CASE("sets add once, remove, copy and step") {
    TestMutator m({.stress = true});
    Set* set = newSet(m, 20);
    for (int64_t i = 0; i < 30; ++i) CHECK(setAdd(m, set, integer(i % 10)) == (i < 10));
    CHECK(set->count == 10);
    CHECK(setContains(m, set, integer(3)) == true);
    CHECK(setRemove(m, set, integer(3)) == true);
    CHECK(setRemove(m, set, integer(3)) == false);
    CHECK(setContains(m, setCopy(m, set), integer(4)) == true);
    uint64_t position = 0;
    Value key;
    int count = 0;
    while (setNext(set, position, &key)) ++count;
    CHECK(count == 9);
    setClear(m, set);
    CHECK(setContains(m, set, integer(4)) == false);
}

TEST_CASE("an unhashable key is a TypeError and changes nothing") {
    TestMutator m;
    Map* map = newMap(m);
    CHECK_FALSE(mapSet(m, map, Value::ofObject(newList(m)), integer(1)));
    CHECK(m.takeError().rfind("TypeError: unhashable type: List", 0) == 0);
    CHECK(map->count == 0);
}

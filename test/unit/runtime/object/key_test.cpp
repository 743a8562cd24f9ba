#include "runtime/object/key.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "test_mutator.h"

using namespace noodle;

namespace {

Value bigint(Mutator& m, bool negative, std::initializer_list<uint64_t> limbs) {
    auto* big = m.heap().allocate<BigInt>(limbs.size() * 8);
    big->aux = static_cast<uint32_t>(limbs.size());
    big->flags = negative;
    std::copy(limbs.begin(), limbs.end(), big->limbs());
    return Value::ofObject(big);
}

void checkSameKey(Mutator& m, Value a, Value b) {
    CHECK(hashKey(m, a) == hashKey(m, b));
    CHECK(equalKeys(m, a, b) == true);
    CHECK(equalKeys(m, b, a) == true);
}

ClassInfo structInfo() {
    ClassInfo info;
    info.name = "Point";
    info.flags = Class::kStruct;
    info.fields = {{.name = "x"}, {.name = "y", .optional = true}};
    return info;
}

}  // namespace

TEST_CASE("equal numbers are one key whatever holds them") {
    TestMutator m;
    checkSameKey(m, integer(1), Value::ofDouble(1.0));
    checkSameKey(m, Value::ofDouble(0.0), Value::ofDouble(-0.0));
    checkSameKey(m, integer(0), Value::ofDouble(-0.0));
    checkSameKey(m, makeInt(m, int64_t{1} << 60), Value::ofDouble(0x1p60));
    checkSameKey(m, makeInt(m, int64_t{1} << 60), makeInt(m, int64_t{1} << 60));
    checkSameKey(m, makeInt(m, INT64_MIN), Value::ofDouble(-0x1p63));
    checkSameKey(m, bigint(m, false, {5}), integer(5));
    checkSameKey(m, bigint(m, true, {5, 0}), integer(-5));
    checkSameKey(m, bigint(m, false, {0, 1}), Value::ofDouble(0x1p64));
    checkSameKey(m, bigint(m, true, {0, 0, 1 << 10}), Value::ofDouble(-0x1p138));
    checkSameKey(m, bigint(m, true, {uint64_t{1} << 63}), makeInt(m, INT64_MIN));
    CHECK(equalKeys(m, makeInt(m, (int64_t{1} << 53) + 1), Value::ofDouble(0x1p53)) == false);
    CHECK(equalKeys(m, bigint(m, false, {1, 1}), Value::ofDouble(0x1p64)) == false);
    CHECK(equalKeys(m, integer(1), Value::trueValue()) == false);
    CHECK(equalKeys(m, integer(0), Value::null()) == false);
}

TEST_CASE("NaN finds itself as key") {
    TestMutator m;
    Map* map = newMap(m);
    REQUIRE(mapSet(m, map, Value::ofDouble(std::nan("")), integer(1)));
    REQUIRE(mapSet(m, map, Value::ofDouble(-std::nan("")), integer(2)));
    CHECK(map->count == 1);
    CHECK(toInt64(mapGet(m, map, Value::ofDouble(std::nan("")))) == 2);
}

TEST_CASE("tuples of keys are keys, by elements") {
    TestMutator m;
    const Value one[] = {integer(1), Value::ofObject(newString(m, "ab"))};
    const Value two[] = {Value::ofDouble(1.0), Value::ofObject(newString(m, "ab"))};
    checkSameKey(m, Value::ofObject(newTuple(m, one, 2)), Value::ofObject(newTuple(m, two, 2)));
    CHECK(equalKeys(m, Value::ofObject(newTuple(m, one, 1)), Value::ofObject(newTuple(m, one, 2))) == false);
    const Value bad[] = {Value::ofObject(newList(m))};
    CHECK_FALSE(hashKey(m, Value::ofObject(newTuple(m, bad, 1))));
    m.takePending();
}

TEST_CASE("frozen collections are keys, sets without regard to order") {
    TestMutator m;
    auto makeSet = [&](std::initializer_list<int64_t> values) {
        Set* set = newSet(m);
        for (int64_t v : values) setAdd(m, set, integer(v));
        set->flags |= Set::kFrozen;
        return Value::ofObject(set);
    };
    checkSameKey(m, makeSet({1, 2, 3}), makeSet({3, 1, 2}));
    List* a = newList(m);
    List* b = newList(m);
    REQUIRE(listAppend(m, a, integer(1)));
    REQUIRE(listAppend(m, b, Value::ofDouble(1)));
    a->flags |= List::kFrozen;
    b->flags |= List::kFrozen;
    checkSameKey(m, Value::ofObject(a), Value::ofObject(b));
}

TEST_CASE("a struct is stored as a frozen copy, null counts as unset") {
    TestMutator m({.stress = true});
    static const ClassInfo info = structInfo();
    Class* point = newClass(m, &info, nullptr, nullptr);
    auto make = [&](Value x) {
        Instance* p = newInstance(m, point);
        REQUIRE(setField(m, p, symbolFor("x"), x));
        return p;
    };
    Instance* p = make(integer(1));
    Instance* q = make(Value::ofDouble(1.0));
    REQUIRE(setField(m, q, symbolFor("y"), Value::null()));
    checkSameKey(m, Value::ofObject(p), Value::ofObject(q));
    Map* map = newMap(m);
    REQUIRE(mapSet(m, map, Value::ofObject(p), integer(7)));
    REQUIRE(setField(m, p, symbolFor("x"), integer(2)));
    CHECK(mapGet(m, map, Value::ofObject(p)).isUndef());
    CHECK(toInt64(mapGet(m, map, Value::ofObject(q))) == 7);
    uint64_t position = 0;
    Value key;
    REQUIRE(mapNext(map, position, &key, nullptr));
    CHECK((key.cast<Instance>()->flags & Instance::kFrozen) != 0);
    CHECK(identical(storedKey(m, key), key));
}

namespace {
Value equalsByX(Mutator& m, Args args) {
    Value a = getField(args.self.cast<Instance>(), symbolFor("x"));
    Value b = getField(args[0].cast<Instance>(), symbolFor("x"));
    return Value::ofBool(equalKeys(m, a, b).value_or(false));
}
Value hashOfX(Mutator&, Args args) {
    return getField(args.self.cast<Instance>(), symbolFor("x"));
}
Map* mutated = nullptr;
Value equalsThatAdds(Mutator& m, Args args) {
    if (mutated != nullptr) {
        Map* map = mutated;
        mutated = nullptr;
        for (int64_t i = 0; i < 100; ++i) static_cast<void>(mapSet(m, map, integer(1000 + i), Value::null()));
    }
    return equalsByX(m, args);
}
const NativeSpec kEquals{"equals", "other", equalsByX};
const NativeSpec kEqualsThatAdds{"equals", "other", equalsThatAdds};
const NativeSpec kHash{"hash", "", hashOfX};
const ClassInfo kPlain = [] {
    ClassInfo info;
    info.name = "Plain";
    return info;
}();

void defineNative(Mutator& m, Class* cls, const NativeSpec& spec) {
    Member member;
    member.kind = MemberKind::Method;
    member.value = Value::ofObject(newNative(m, spec));
    REQUIRE(defineMember(m, cls, m.intern(spec.name), member));
}
Value instanceWith(Mutator& m, Class* cls, int64_t x) {
    Instance* object = newInstance(m, cls);
    REQUIRE(setField(m, object, symbolFor("x"), integer(x)));
    return Value::ofObject(object);
}
}  // namespace

TEST_CASE("instances are keys by identity, or by their equals with hash") {
    TestMutator m;
    Class* plain = newClass(m, &kPlain, nullptr, nullptr);
    Value a = instanceWith(m, plain, 1), b = instanceWith(m, plain, 1);
    CHECK(equalKeys(m, a, b) == false);
    CHECK(hashKey(m, a) == hashKey(m, a));

    Class* both = newClass(m, &kPlain, nullptr, nullptr);
    defineNative(m, both, kEquals);
    CHECK_FALSE(hashKey(m, instanceWith(m, both, 1)));
    CHECK(m.takeError() == "TypeError: unhashable type: Plain (it defines equals but not hash)");
    defineNative(m, both, kHash);
    checkSameKey(m, instanceWith(m, both, 4), instanceWith(m, both, 4));
    Map* map = newMap(m);
    for (int64_t i = 0; i < 50; ++i) REQUIRE(mapSet(m, map, instanceWith(m, both, i % 10), integer(i)));
    CHECK(map->count == 10);
}

TEST_CASE("a map that its key's equals changes is searched again") {
    TestMutator m;
    Class* cls = newClass(m, &kPlain, nullptr, nullptr);
    defineNative(m, cls, kEqualsThatAdds);
    defineNative(m, cls, kHash);
    Map* map = newMap(m);
    REQUIRE(mapSet(m, map, instanceWith(m, cls, 5), integer(1)));
    mutated = map;
    REQUIRE(mapSet(m, map, instanceWith(m, cls, 5), integer(2)));
    CHECK(map->count == 101);
    CHECK(toInt64(mapGet(m, map, instanceWith(m, cls, 5))) == 2);
    m.heap().verify();
}

TEST_CASE("a key nested too deeply is an error, not a crash") {
    TestMutator m;
    Value v = integer(1);
    for (int i = 0; i < 100'000; ++i) v = Value::ofObject(newTuple(m, &v, 1));
    CHECK_FALSE(hashKey(m, v));
    CHECK(m.takeError() == "StackOverflowError: the call stack is too deep");
}

#include <catch2/catch.hpp>
#include <thread>

#include "runtime/object/native_object.h"
#include "test_mutator.h"

using namespace noodle;

namespace {

Value answer(Mutator&, Args) {
    return integer(42);
}
Value other(Mutator&, Args) {
    return integer(43);
}
const NativeSpec kNatives[] = {{"first", "", answer},
                               {"size", "", answer, NativeSpec::kGetter},
                               {"size", "value", other, NativeSpec::kSetter},
                               {"make", "...parts, deep=", answer, NativeSpec::kStatic}};
const NativeSpec kMethod{"run", "", answer};
const NativeSpec kOther{"run", "", other};

ClassInfo info(const char* name, std::vector<FieldInfo> fields = {}, uint16_t flags = 0) {
    ClassInfo i;
    i.name = name;
    i.fields = std::move(fields);
    i.flags = flags;
    return i;
}

Member method(Mutator& m, const NativeSpec& spec) {
    Member member;
    member.kind = MemberKind::Method;
    member.value = Value::ofObject(newNative(m, spec));
    return member;
}

}  // namespace

TEST_CASE("members are found along the chain and the cache follows definitions") {
    TestMutator m;
    static const ClassInfo baseInfo = info("Base"), derivedInfo = info("Derived");
    Class* base = newClass(m, &baseInfo, nullptr, nullptr);
    Class* derived = newClass(m, &derivedInfo, base, nullptr);
    String* run = m.intern("run");
    CHECK(findMember(m, derived, run).kind == MemberKind::None);
    REQUIRE(defineMember(m, base, run, method(m, kMethod)));
    Member found = findMember(m, derived, run);
    CHECK(found.kind == MemberKind::Method);
    CHECK(found.owner == base);
    CHECK(ownMember(m, derived, run).kind == MemberKind::None);
    uint32_t epoch = m.memberEpoch();
    REQUIRE(defineMember(m, derived, run, method(m, kOther)));
    CHECK(m.memberEpoch() != epoch);
    CHECK(findMember(m, derived, run).owner == derived);
    CHECK(findMember(m, base, run).owner == base);
    CHECK(isSubclass(derived, base));
    CHECK_FALSE(isSubclass(base, derived));
}

TEST_CASE("putting a new class together leaves the caches of others alone") {
    TestMutator m;
    static const ClassInfo plain = info("Plain");
    Class* cls = newClass(m, &plain, nullptr, nullptr);
    uint32_t epoch = m.memberEpoch();
    REQUIRE(defineMember(m, cls, m.intern("run"), method(m, kMethod)));
    CHECK(m.memberEpoch() == epoch);
}

TEST_CASE("interfaces contribute default methods after the chain, abstract ones never") {
    TestMutator m({.stress = true});
    static const ClassInfo shape = info("Shape", {}, Class::kInterface), circle = info("Circle");
    Class* iface = newClass(m, &shape, nullptr, nullptr);
    REQUIRE(defineMember(m, iface, m.intern("run"), method(m, kMethod)));
    Member abstract = method(m, kMethod);
    abstract.isAbstract = true;
    REQUIRE(defineMember(m, iface, m.intern("area"), abstract));
    Class* cls = newClass(m, &circle, nullptr, nullptr);
    cls->interfaces = newList(m);
    REQUIRE(listAppend(m, cls->interfaces, Value::ofObject(iface)));
    CHECK(findMember(m, cls, m.intern("run")).owner == iface);
    CHECK(findMember(m, cls, m.intern("area")).kind == MemberKind::None);
}

TEST_CASE("natives are made at the first look-up") {
    TestMutator m;
    Class* list = m.types().listType;
    addNativeMembers(m, list, kNatives);
    CHECK(list->members == nullptr);
    Member first = findMember(m, list, m.intern("first"));
    CHECK(first.kind == MemberKind::Method);
    CHECK(identical(findMember(m, list, m.intern("first")).value, first.value));
    Member size = findMember(m, list, m.intern("size"));
    CHECK(size.kind == MemberKind::Getter);
    CHECK(size.value.cast<NativeFunction>()->spec->fn == answer);
    CHECK(size.setter.cast<NativeFunction>()->spec->fn == other);
    CHECK(findMember(m, list, m.intern("make")).kind == MemberKind::StaticMethod);
    CHECK(findMember(m, list, m.intern("nothing")).kind == MemberKind::None);
    int count = 0;
    forEachOwnMember(
        m, list, [](void* c, String*, const Member&) { ++*static_cast<int*>(c); }, &count);
    CHECK(count == 3);
}

TEST_CASE("signatures of natives are parsed once per spec") {
    const FunctionInfo* f = nativeInfo(kNatives[3]);
    CHECK(f == nativeInfo(kNatives[3]));
    REQUIRE(f->params.size() == 2);
    CHECK(f->params[0].kind == ParamKind::Rest);
    CHECK(f->params[0].name == "parts");
    CHECK(f->params[1].kind == ParamKind::KeywordOnly);
    CHECK(f->params[1].optional);
    static const NativeSpec sort{"sort", "comparator=, key=, **options", answer};
    CHECK(nativeInfo(sort)->positionalCount == 2);
    CHECK(nativeInfo(sort)->keywordsIndex == 2);
}

TEST_CASE("declared fields come first, later ones overflow and teach the class") {
    TestMutator m({.stress = true});
    static const ClassInfo baseInfo = info("B", {{.name = "a"}}),
                           derivedInfo = info("D", {{.name = "b"}, {.name = "a"}});
    Class* base = newClass(m, &baseInfo, nullptr, nullptr);
    Class* derived = newClass(m, &derivedInfo, base, nullptr);
    CHECK(derived->rootShape->fieldCount == 2);
    Instance* object = newInstance(m, derived);
    CHECK(getField(object, symbolFor("a")).isUndef());
    for (int i = 0; i < 100; ++i) {
        REQUIRE(setField(m, object, symbolFor("f" + std::to_string(i)), makeInt(m, INT64_MAX - i)));
    }
    for (int i = 0; i < 100; ++i)
        CHECK(toInt64(getField(object, symbolFor("f" + std::to_string(i)))) == INT64_MAX - i);
    CHECK(object->overflow != nullptr);
    Instance* next = newInstance(m, derived);
    CHECK(next->inlineCapacity() > 2);
    REQUIRE(setField(m, next, symbolFor("f0"), integer(1)));
    CHECK(next->overflow == nullptr);
    CHECK(next->shape == derived->rootShape->withField(symbolFor("f0")));
    m.heap().verify();
}

TEST_CASE("a shape finds its fields, short or long, and the same path is the same shape") {
    static const ClassInfo any = info("Any");
    const Shape* root = newRootShape(&any);
    const Shape* s = root;
    for (int i = 0; i < 200; ++i) s = s->withField(symbolFor("s" + std::to_string(i)));
    CHECK(s->fieldCount == 200);
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 200; ++i) REQUIRE(s->indexOf(symbolFor("s" + std::to_string(i))) == i);
    }
    CHECK(s->indexOf(symbolFor("absent")) == -1);
    CHECK(root->indexOf(symbolFor("s0")) == -1);
    CHECK(symbolText(s->fieldName(150)) == "s150");
    for (int i = 0; i < 50; ++i) {
        const Symbol* name = symbolFor("c" + std::to_string(i));
        REQUIRE(root->withField(name) == root->withField(name));
    }
    CHECK(classRootShape(&any, nullptr) == classRootShape(&any, nullptr));
}

TEST_CASE("threads agree on shapes and symbols") {
    static const ClassInfo any = info("Shared");
    const Shape* root = newRootShape(&any);
    const Shape* last[4] = {};
    std::vector<std::thread> threads;
    for (auto& result : last) {
        threads.emplace_back([&result, root] {
            for (int round = 0; round < 20; ++round) {
                const Shape* s = root;
                for (int i = 0; i < 60; ++i) {
                    const Symbol* name = symbolFor("t" + std::to_string(i));
                    s = s->withField(name);
                    if (s->indexOf(name) != i) return;
                }
                result = s;
            }
        });
    }
    for (std::thread& t : threads) t.join();
    for (const Shape* s : last) CHECK((s != nullptr && s == last[0]));
}

TEST_CASE("every value has a class") {
    TestMutator m;
    auto name = [&](Value v) { return std::string(className(classOf(m, v))); };
    CHECK(name(integer(1)) == "int");
    CHECK(name(makeInt(m, INT64_MAX)) == "int");
    CHECK(name(Value::ofDouble(1)) == "float");
    CHECK(name(Value::trueValue()) == "bool");
    CHECK(name(Value::null()) == "null");
    CHECK(name(Value::ofObject(newString(m, "hello"))) == "string");
    CHECK(name(Value::ofObject(newList(m))) == "List");
    CHECK(name(Value::ofObject(m.types().keyError)) == "Class");
    CHECK(name(Value::ofObject(newError(m, m.types().keyError, "x"))) == "KeyError");
    CHECK(name(Value::ofObject(newNative(m, kMethod))) == "Function");
}

TEST_CASE("payloads of natives are destroyed once, at the latest with the heap") {
    static int destroyed;
    destroyed = 0;
    static const NativeType type{"thing",
                                 [](void* p) {
                                     delete static_cast<int*>(p);
                                     ++destroyed;
                                 },
                                 nullptr};
    static const NativeType stranger{"stranger", nullptr, nullptr};
    {
        TestMutator m;
        ValueVector keep(m.heap());
        for (int i = 0; i < 100; ++i) {
            Native* n = newNativeObject(m, type, m.types().object, new int(i));
            if (i % 2 == 0) keep.push(Value::ofObject(n));
        }
        CHECK(*static_cast<int*>(nativePayload(keep[1], type)) == 2);
        CHECK(nativePayload(keep[1], stranger) == nullptr);
        m.heap().collect();
        CHECK(destroyed >= 45);
        CHECK(destroyed <= 50);
        int before = destroyed;
        destroyNative(keep[0].cast<Native>());
        CHECK(destroyed == before + 1);
        CHECK(nativePayload(keep[0], type) == nullptr);
    }
    CHECK(destroyed == 100);
}

TEST_CASE("instances with a destructor are reported when they die") {
    TestMutator m;
    static const ClassInfo mortal = info("Mortal", {}, Class::kHasDestructor);
    Class* cls = newClass(m, &mortal, nullptr, nullptr);
    for (int i = 0; i < 100; ++i) newInstance(m, cls);
    m.heap().collect();
    CHECK(m.deaths >= 95);
}

TEST_CASE("cells, bound methods and enum values hold what they were given") {
    TestMutator m({.stress = true});
    Cell* cell = newCell(m, makeInt(m, INT64_MAX));
    CHECK(toInt64(cell->value) == INT64_MAX);
    setCell(m, cell, integer(1));
    CHECK(toInt64(cell->value) == 1);
    static const ClassInfo color = info("Color", {}, Class::kEnum);
    Class* cls = newClass(m, &color, nullptr, nullptr);
    const Value payload[] = {makeInt(m, INT64_MIN)};
    EnumValue* e = newEnumValue(m, cls, m.intern("Custom"), 2, integer(2), payload);
    CHECK(toInt64(e->payload()[0]) == INT64_MIN);
    CHECK(classOf(m, Value::ofObject(e)) == cls);
}

TEST_CASE("later instances of a class without declared fields are as big as the first ones turned out") {
    TestMutator m;
    static const ClassInfo pointInfo = info("LearnedPoint"), wideInfo = info("LearnedWide");
    auto make = [&](Class* cls, int fields) {
        Instance* object = newInstance(m, cls);
        for (int i = 0; i < fields; ++i) {
            const Symbol* name = symbolFor("learned" + std::to_string(i));
            REQUIRE(setField(m, object, name, integer(i)));
        }
        for (int i = 0; i < fields; ++i)
            REQUIRE(identical(getField(object, symbolFor("learned" + std::to_string(i))), integer(i)));
        return object;
    };
    Class* point = newClass(m, &pointInfo, nullptr, nullptr);
    CHECK(make(point, 2)->inlineCapacity() >= 2);
    CHECK(make(point, 2)->inlineCapacity() == 2);
    CHECK(make(point, 2)->overflow == nullptr);
    CHECK(make(point, 3)->overflow != nullptr);
    CHECK(make(point, 3)->overflow == nullptr);
    Class* wide = newClass(m, &wideInfo, nullptr, nullptr);
    make(wide, 7);
    CHECK(make(wide, 7)->inlineCapacity() == 7);
    CHECK(make(wide, 7)->overflow == nullptr);
}

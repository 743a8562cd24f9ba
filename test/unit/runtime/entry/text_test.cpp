#include "runtime/entry/text.h"

#include <catch2/catch.hpp>

#include "runtime/entry/adapters.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/enum.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;

namespace {

std::string str(Mutator& m, Value v) {
    std::string out;
    return appendStr(m, out, v) ? out : takeError(m);
}
Value hello(Mutator& m, Args) {
    return text(m, "hello");
}
Value five(Mutator&, Args) {
    return integer(5);
}
constexpr NativeSpec kToString = {"toString", "", hello, 0};
constexpr NativeSpec kBadToString = {"toString", "", five, 0};
constexpr NativeSpec kRepr = {"__repr__", "", hello, 0};

}  // namespace

TEST_CASE("scalars") {
    TestMutator m;
    CHECK(str(m, integer(-7)) == "-7");
    CHECK(str(m, makeInt(m, 1LL << 62)) == "4611686018427387904");
    CHECK(str(m, real(7)) == "7.0");
    CHECK(str(m, real(1e16)) == "1e+16");
    CHECK(str(m, Value::trueValue()) == "true");
    CHECK(str(m, Value::null()) == "null");
    CHECK(str(m, text(m, "a\"b\n")) == "a\"b\n");
    CHECK(show(m, text(m, "a\"b\n\\\x01")) == "\"a\\\"b\\n\\\\\\x01\"");
    CHECK(show(m, Value::ofObject(makeBytes(m, "a\xFF\""))) == "b\"a\\xff\\\"\"");
}

TEST_CASE("interpolation joins texts of every kind") {
    TestMutator m;
    auto text = [&](std::initializer_list<Value> parts) {
        std::vector<Value> all(parts);
        ValueVector kept(m.heap());
        for (Value v : all) kept.push(v);
        return std::string(
            view(m, joinText(m, kept.data(), static_cast<uint32_t>(kept.size())).cast<String>()));
    };
    Value accented = stringValue(m, "caf\xC3\xA9");
    CHECK(text({}).empty());
    CHECK(text({stringValue(m, ""), stringValue(m, "")}).empty());
    CHECK(text({accented, Value::ofInt48(-12), stringValue(m, "!")}) == "caf\xC3\xA9-12!");
    CHECK(text({Value::ofInt48(Value::kMinInt48), Value::ofInt48(Value::kMaxInt48)}) ==
          "-140737488355328140737488355327");
    CHECK(text({Value::ofInt48(1), Value::ofDouble(2.5), Value::null()}) == "12.5null");
    String* rope = concat(m, newString(m, std::string(3000, 'a')), newString(m, std::string(3000, 'b')));
    CHECK(text({Value::ofObject(rope), Value::ofInt48(7)}) ==
          std::string(3000, 'a') + std::string(3000, 'b') + "7");
    ValueVector many(m.heap());
    for (int i = 0; i < 40; ++i) many.push(Value::ofInt48(i % 10));
    CHECK(view(m, joinText(m, many.data(), 40).cast<String>()) == "0123456789012345678901234567890123456789");
    Value pieces[] = {accented, Value::ofInt48(5)};
    CHECK(joinText(m, pieces, 2).cast<String>()->length == 5);
}

TEST_CASE("containers") {
    TestMutator m;
    CHECK(str(m, listOf(m, {integer(1), real(2.5), text(m, "x"), Value::trueValue(), Value::null()})) ==
          "[1, 2.5, \"x\", true, null]");
    CHECK(str(m, tupleOf(m, {})) == "()");
    CHECK(str(m, tupleOf(m, {integer(1)})) == "(1,)");
    CHECK(str(m, tupleOf(m, {integer(1), text(m, "a")})) == "(1, \"a\")");
    CHECK(str(m, setOf(m, {})) == "Set()");
    CHECK(str(m, setOf(m, {integer(1), integer(2)})) == "{1, 2}");
    CHECK(str(m, mapOf(m, {})) == "{}");
    CHECK(str(m, mapOf(m, {{text(m, "k"), integer(1)}, {integer(2), listOf(m, {})}})) == "{\"k\": 1, 2: []}");
    CHECK(str(m, Value::ofObject(makeRange(m, 0, 5))) == "range(0, 5)");
    const Value list = listOf(m, {integer(1)});
    CHECK(listAppend(m, list.cast<List>(), list));
    CHECK(str(m, list) == "[1, [...]]");
    CHECK(str(m, Value::ofObject(makeSuccess(m, real(3)))) == "Success(3.0)");
}

TEST_CASE("objects") {
    TestMutator m;
    Class* dog = makeClass(m, "Dog");
    CHECK(str(m, instanceOf(m, dog)) == "<Dog>");
    CHECK(str(m, Value::ofObject(dog)) == "<class Dog>");
    addMethod(m, dog, kToString);
    CHECK(str(m, instanceOf(m, dog)) == "hello");
    CHECK(str(m, listOf(m, {instanceOf(m, dog)})) == "[hello]");
    Class* cat = makeClass(m, "Cat");
    addMethod(m, cat, kRepr);
    CHECK(str(m, instanceOf(m, cat)) == "hello");
    Class* bad = makeClass(m, "Bad");
    addMethod(m, bad, kBadToString);
    CHECK(str(m, instanceOf(m, bad)) == "TypeError: toString of Bad must give a string, not int");
    CHECK(str(m, function(m, kToString)) == "<function toString>");
}

TEST_CASE("structs leave out unset optional fields, dataclasses look as in Python") {
    TestMutator m;
    Class* person =
        makeClass(m, "Person", Class::kStruct, {field("name"), field("age"), field("email", true)});
    const Value p =
        instanceOf(m, person, {{"name", text(m, "Al")}, {"age", integer(3)}, {"email", Value::null()}});
    CHECK(str(m, p) == "Person{name: \"Al\", age: 3}");
    CHECK(str(m, instanceOf(m, person, {{"name", Value::null()}, {"email", text(m, "e")}})) ==
          "Person{name: null, email: \"e\"}");
    Class* data = makeClass(m, "Pt", Class::kDataclass, {field("x")});
    CHECK(str(m, instanceOf(m, data, {{"x", integer(1)}})) == "Pt(x=1)");
}

TEST_CASE("enum values and errors") {
    TestMutator m;
    Class* color = makeClass(m, "Color", Class::kEnum);
    const Value payload = integer(255);
    EnumValue* red = newEnumValue(m, color, m.intern("Red"), 0, integer(0), {});
    EnumValue* custom = newEnumValue(m, color, m.intern("Custom"), 1, integer(1), {&payload, 1});
    CHECK(str(m, Value::ofObject(red)) == "Color.Red");
    CHECK(str(m, listOf(m, {Value::ofObject(custom)})) == "[Color.Custom(255)]");
    const Value error = Value::ofObject(newError(m, m.types().valueError, "bad \"x\""));
    CHECK(str(m, error) == "bad \"x\"");
    CHECK(str(m, listOf(m, {error})) == "[ValueError(\"bad \\\"x\\\"\")]");
    CHECK(typeNameOf(m, error) == "ValueError");
    CHECK(typeNameOf(m, Value::ofObject(red)) == "Color");
    CHECK(typeNameOf(m, listOf(m, {})) == "List");
    CHECK(typeNameOf(m, bigintFromInt(m, 1)) == "bigint");
}

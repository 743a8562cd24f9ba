#include "runtime/entry/compare.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "runtime/entry/arith.h"
#include "runtime/entry/bigint.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;

namespace {

std::string lt(Mutator& m, Value a, Value b) {
    return show(m, compare(m, CompareOp::Lt, a, b));
}
std::string le(Mutator& m, Value a, Value b) {
    return show(m, compare(m, CompareOp::Le, a, b));
}

Value sameX(Mutator& m, Args args) {
    const std::optional<bool> same = equalValues(m, fieldOf(args.self, "x"), fieldOf(args[0], "x"));
    return same.has_value() ? Value::ofBool(*same) : Value::exception();
}
constexpr NativeSpec kEquals = {"equals", "other", sameX, 0};
Value compareX(Mutator& m, Args args) {
    return binary(m, BinaryOp::Sub, fieldOf(args.self, "x"), fieldOf(args[0], "x"));
}
constexpr NativeSpec kCompareTo = {"compareTo", "other", compareX, 0};
Value lessX(Mutator& m, Args args) {
    return compare(m, CompareOp::Lt, fieldOf(args.self, "x"), fieldOf(args[0], "x"));
}
constexpr NativeSpec kLess = {"__lt__", "other", lessX, 0};
Value answerTrue(Mutator&, Args) {
    return Value::trueValue();
}
constexpr NativeSpec kBadCompare = {"compareTo", "other", answerTrue, 0};
constexpr NativeSpec kContains = {"contains", "x", answerTrue, 0};
constexpr NativeSpec kSpeak = {"speak", "", answerTrue, 0};
constexpr NativeSpec kDunderStr = {"__str__", "", answerTrue, 0};

}  // namespace

TEST_CASE("numbers compare exactly") {
    TestMutator m;
    const Value big = makeInt(m, (1LL << 53) + 1);
    CHECK(show(m, equalValues(m, big, real(9007199254740992.0))) == "false");
    CHECK(show(m, equalValues(m, integer(1), real(1))) == "true");
    CHECK(show(m, equalValues(m, Value::trueValue(), integer(1))) == "false");
    CHECK(show(m, equalValues(m, real(NAN), real(NAN))) == "false");
    CHECK(show(m, equalValues(m, bigintFromInt(m, 7), integer(7))) == "true");
    CHECK(show(m, equalValues(m, makeInt(m, 1LL << 60), makeInt(m, 1LL << 60))) == "true");
    CHECK(lt(m, real(9007199254740992.0), big) == "true");
    CHECK(lt(m, real(NAN), integer(1)) == "false");
    CHECK(orderValues(m, real(NAN), integer(1)) == 1);
    CHECK(orderValues(m, integer(1), real(NAN)) == -1);
}

TEST_CASE("containers are equal by structure, in cycles too") {
    TestMutator m;
    const Value a = listOf(m, {integer(1), tupleOf(m, {text(m, "x"), real(2)})});
    const Value b = listOf(m, {real(1), tupleOf(m, {text(m, "x"), integer(2)})});
    CHECK(show(m, equalValues(m, a, b)) == "true");
    CHECK(show(m, equalValues(m, setOf(m, {integer(1), integer(2)}), setOf(m, {integer(2), integer(1)}))) ==
          "true");
    CHECK(show(m, equalValues(m, mapOf(m, {{integer(1), a}}), mapOf(m, {{integer(1), b}}))) == "true");
    CHECK(show(m, equalValues(m, mapOf(m, {{integer(1), a}}), mapOf(m, {{integer(2), b}}))) == "false");
    const Value x = listOf(m, {integer(1)}), y = listOf(m, {integer(1)});
    CHECK(listAppend(m, x.cast<List>(), x));
    CHECK(listAppend(m, y.cast<List>(), y));
    CHECK(show(m, equalValues(m, x, y)) == "true");
    CHECK(m.visiting().size() == 0);
    CHECK(show(m, equalValues(m, listOf(m, {integer(1), integer(2)}), listOf(m, {integer(1), integer(3)}))) ==
          "false");
}

TEST_CASE("deep structures end in StackOverflowError, not in a crash") {
    TestMutator m;
    Value a = listOf(m, {}), b = listOf(m, {});
    for (int i = 0; i < 5000; ++i) {
        a = listOf(m, {a});
        b = listOf(m, {b});
    }
    m.limitStackHere(200 * 1024);
    CHECK(show(m, equalValues(m, a, b)) == "StackOverflowError: the call stack is too deep");
    CHECK(show(m, a) == "StackOverflowError: the call stack is too deep");
    CHECK(m.visiting().size() == 0);
}

TEST_CASE("structs compare by fields, an unset optional equals null") {
    TestMutator m;
    Class* point = makeClass(m, "P", Class::kStruct, {field("x"), field("note", true)});
    const Value a = instanceOf(m, point, {{"x", integer(1)}});
    const Value b = instanceOf(m, point, {{"x", integer(1)}, {"note", Value::null()}});
    CHECK(show(m, equalValues(m, a, b)) == "true");
    CHECK(isIdentical(m, a, b));
    CHECK(show(m, equalValues(m, a, instanceOf(m, point, {{"x", integer(2)}}))) == "false");
    Class* plain = makeClass(m, "C");
    const Value c = instanceOf(m, plain), d = instanceOf(m, plain);
    CHECK(show(m, equalValues(m, c, d)) == "false");
    CHECK_FALSE(isIdentical(m, c, d));
    CHECK(isIdentical(m, text(m, "a"), text(m, "a")));
    CHECK_FALSE(isIdentical(m, integer(1), real(1)));
}

TEST_CASE("a class may define equality and order") {
    TestMutator m;
    Class* cls = makeClass(m, "V");
    addMethod(m, cls, kEquals);
    addMethod(m, cls, kCompareTo);
    finishClass(m, cls);
    const Value a = instanceOf(m, cls, {{"x", integer(1)}}), b = instanceOf(m, cls, {{"x", integer(1)}});
    const Value c = instanceOf(m, cls, {{"x", integer(2)}});
    CHECK(show(m, equalValues(m, a, b)) == "true");
    CHECK(show(m, equalValues(m, a, Value::null())) == "false");
    CHECK(lt(m, a, c) == "true");
    CHECK(le(m, a, b) == "true");
    CHECK(lt(m, c, a) == "false");
    Class* bad = makeClass(m, "Bad");
    addMethod(m, bad, kBadCompare);
    CHECK(lt(m, instanceOf(m, bad), integer(1)) ==
          "TypeError: compareTo of Bad must give a number, not bool");
    Class* less = makeClass(m, "L");
    addMethod(m, less, kLess);
    const Value p = instanceOf(m, less, {{"x", integer(1)}}), q = instanceOf(m, less, {{"x", integer(2)}});
    CHECK(lt(m, p, q) == "true");
    CHECK(show(m, compare(m, CompareOp::Gt, q, p)) == "true");
    CHECK(le(m, p, q) == "true");
    CHECK(orderValues(m, q, p) == 1);
}

TEST_CASE("what has no order is a TypeError") {
    TestMutator m;
    CHECK(lt(m, text(m, "a"), integer(1)) == "TypeError: '<' not supported between string and int");
    CHECK(lt(m, Value::null(), integer(1)) == "TypeError: '<' not supported between null and int");
    CHECK(lt(m, mapOf(m, {}), mapOf(m, {})) == "TypeError: '<' not supported between Map and Map");
    CHECK(lt(m, text(m, "abc"), text(m, "abd")) == "true");
    CHECK(lt(m, text(m, "z"), text(m, "é")) == "true");
    CHECK(lt(m, listOf(m, {integer(1), integer(2)}), listOf(m, {integer(1), integer(3)})) == "true");
    CHECK(lt(m, tupleOf(m, {integer(1)}), tupleOf(m, {integer(1), integer(0)})) == "true");
    CHECK(lt(m, listOf(m, {Value::null(), integer(1)}), listOf(m, {Value::null(), integer(2)})) == "true");
    CHECK(lt(m, setOf(m, {integer(1)}), setOf(m, {integer(1), integer(2)})) == "true");
    CHECK(le(m, setOf(m, {integer(3)}), setOf(m, {integer(1), integer(2)})) == "false");
}

TEST_CASE("membership") {
    TestMutator m;
    CHECK(show(m, containsValue(m, listOf(m, {integer(1), integer(2)}), real(2))) == "true");
    CHECK(show(m, containsValue(m, listOf(m, {real(NAN)}), real(NAN))) == "true");
    CHECK(show(m, containsValue(m, text(m, "banana"), text(m, "nan"))) == "true");
    CHECK(show(m, containsValue(m, text(m, "banana"), integer(1))) ==
          "TypeError: 'in' a string needs a string on the left, not int");
    CHECK(show(m, containsValue(m, mapOf(m, {{text(m, "a"), integer(1)}}), text(m, "a"))) == "true");
    CHECK(show(m, containsValue(m, Value::ofObject(makeRange(m, 10, 0, -3)), integer(4))) == "true");
    CHECK(show(m, containsValue(m, Value::ofObject(makeRange(m, 10, 0, -3)), integer(5))) == "false");
    CHECK(show(m, containsValue(m, Value::ofObject(makeRange(m, 0, 10)), real(2.5))) == "false");
    CHECK(show(m, containsValue(m, integer(5), integer(5))) ==
          "TypeError: 'in' needs a container on the right, not int");
    CHECK(show(m, containsValue(m, countdown(m, 5), integer(3))) == "true");
    CHECK(m.closed == 1);
    Class* cls = makeClass(m, "Bag");
    addMethod(m, cls, kContains);
    CHECK(show(m, containsValue(m, instanceOf(m, cls), integer(1))) == "true");
}

TEST_CASE("type tests: chain, claimed and structural interfaces") {
    TestMutator m;
    Class* animal = makeClass(m, "Animal");
    Class* dog = makeClass(m, "Dog", 0, {}, animal);
    static ClassInfo info;
    info = ClassInfo();
    info.name = "Speaker";
    info.flags = Class::kInterface;
    info.required = {"speak"};
    Class* speaker = newClass(m, &info, nullptr, nullptr);
    const Value rex = instanceOf(m, dog);
    CHECK(show(m, isInstanceOf(m, rex, animal)) == "true");
    CHECK(show(m, isInstanceOf(m, rex, speaker)) == "false");
    addMethod(m, dog, kSpeak);
    CHECK(show(m, isInstanceOf(m, rex, speaker)) == "true");
    CHECK(show(m, isInstanceOf(m, integer(1), m.types().intType)) == "true");
    CHECK(show(m, isInstanceOf(m, makeInt(m, 1LL << 60), m.types().intType)) == "true");
    CHECK(show(m, isInstanceOf(m, real(1), m.types().intType)) == "false");
    info.required = {"toString"};
    CHECK(show(m, isInstanceOf(m, rex, speaker)) == "false");
    addMethod(m, dog, kDunderStr);
    CHECK(show(m, isInstanceOf(m, rex, speaker)) == "true");
}

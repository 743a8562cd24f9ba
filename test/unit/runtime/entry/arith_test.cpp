#include "runtime/entry/arith.h"

#include <catch2/catch.hpp>
#include <limits>

#include "runtime/entry/bigint.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;

namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max(), kMin = std::numeric_limits<int64_t>::min();

std::string calc(Mutator& m, BinaryOp op, Value a, Value b) {
    return show(m, binary(m, op, a, b));
}

Value plusNative(Mutator& m, Args args) {
    return binary(m, BinaryOp::Add, fieldOf(args.self, "x"), args[0]);
}
Value raddNative(Mutator& m, Args args) {
    return binary(m, BinaryOp::Mul, fieldOf(args.self, "x"), args[0]);
}
constexpr NativeSpec kPlus = {"plus", "other", plusNative, 0};
constexpr NativeSpec kRadd = {"__radd__", "other", raddNative, 0};
Value negateNative(Mutator& m, Args args) {
    return text(m, "negated " + show(m, fieldOf(args.self, "x")));
}
constexpr NativeSpec kNegate = {"__neg__", "", negateNative, 0};
Value doubleIt(Mutator& m, Args args) {
    return binary(m, BinaryOp::Mul, args[0], integer(2));
}
constexpr NativeSpec kDouble = {"double", "x", doubleIt, 0};

}  // namespace

TEST_CASE("int arithmetic is exact and overflow throws") {
    TestMutator m;
    const Value max = makeInt(m, kMax), min = makeInt(m, kMin);
    CHECK(calc(m, BinaryOp::Add, integer(2), integer(3)) == "5");
    CHECK(calc(m, BinaryOp::Add, max, integer(1)) ==
          "OverflowError: integer overflow in 9223372036854775807 + 1; use bigint or math.wrappingAdd");
    CHECK(calc(m, BinaryOp::Sub, min, integer(1)) ==
          "OverflowError: integer overflow in -9223372036854775808 - 1; use bigint or math.wrappingSub");
    CHECK(calc(m, BinaryOp::FloorDiv, min, integer(-1)) ==
          "OverflowError: integer overflow in -9223372036854775808 ~/ -1; use bigint");
    CHECK(calc(m, BinaryOp::Mod, min, integer(-1)) == "0");
    CHECK(calc(m, BinaryOp::Mul, makeInt(m, 1LL << 40), makeInt(m, 1LL << 20)) == "1152921504606846976");
    CHECK(show(m, unary(m, UnaryOp::Neg, min)) ==
          "OverflowError: integer overflow in -(-9223372036854775808); use bigint");
    CHECK(show(m, unary(m, UnaryOp::BitNot, integer(5))) == "-6");
}

TEST_CASE("division floors and refuses zero") {
    TestMutator m;
    CHECK(calc(m, BinaryOp::Div, integer(6), integer(3)) == "2.0");
    CHECK(calc(m, BinaryOp::FloorDiv, integer(-7), integer(2)) == "-4");
    CHECK(calc(m, BinaryOp::Mod, integer(-7), integer(3)) == "2");
    CHECK(calc(m, BinaryOp::Mod, integer(7), integer(-3)) == "-2");
    CHECK(calc(m, BinaryOp::FloorDiv, real(-7.5), integer(2)) == "-4.0");
    CHECK(calc(m, BinaryOp::Mod, real(-7.5), integer(2)) == "0.5");
    for (BinaryOp op : {BinaryOp::Div, BinaryOp::FloorDiv, BinaryOp::Mod}) {
        CHECK(calc(m, op, integer(1), integer(0)) == "ZeroDivisionError: division by zero");
        CHECK(calc(m, op, real(1), real(0)) == "ZeroDivisionError: division by zero");
    }
}

TEST_CASE("power") {
    TestMutator m;
    CHECK(calc(m, BinaryOp::Pow, integer(2), integer(62)) == "4611686018427387904");
    CHECK(calc(m, BinaryOp::Pow, integer(-2), integer(63)) == "-9223372036854775808");
    CHECK(calc(m, BinaryOp::Pow, integer(2), integer(63)) ==
          "OverflowError: integer overflow in 2 ** 63; use bigint");
    CHECK(calc(m, BinaryOp::Pow, integer(1), makeInt(m, kMax)) == "1");
    CHECK(calc(m, BinaryOp::Pow, integer(2), integer(-1)) == "0.5");
    CHECK(calc(m, BinaryOp::Pow, integer(0), integer(-1)) == "ZeroDivisionError: division by zero");
    CHECK(calc(m, BinaryOp::Pow, real(2), real(0.5)).substr(0, 6) == "1.4142");
}

TEST_CASE("shifts and bits") {
    TestMutator m;
    CHECK(calc(m, BinaryOp::Shl, integer(1), integer(63)) == "-9223372036854775808");
    CHECK(calc(m, BinaryOp::Shr, integer(-8), integer(1)) == "-4");
    CHECK(calc(m, BinaryOp::UShr, integer(-1), integer(60)) == "15");
    CHECK(calc(m, BinaryOp::Shl, integer(1), integer(64)) == "ValueError: shift count 64 is outside 0..63");
    CHECK(calc(m, BinaryOp::BitXor, integer(6), integer(3)) == "5");
    CHECK(calc(m, BinaryOp::BitAnd, real(6), integer(3)) ==
          "TypeError: unsupported operand types for &: float and int; convert the float with int()");
}

TEST_CASE("bool and null take no part in arithmetic") {
    TestMutator m;
    CHECK(calc(m, BinaryOp::Add, Value::trueValue(), integer(1)) ==
          "TypeError: unsupported operand types for +: bool and int; convert the bool with int()");
    CHECK(calc(m, BinaryOp::Add, Value::null(), integer(1)) ==
          "TypeError: unsupported operand types for +: null and int (an operand is null)");
    CHECK(calc(m, BinaryOp::BitAnd, Value::trueValue(), Value::falseValue()) ==
          "TypeError: unsupported operand types for &: bool and bool; use && || ! for bool");
    CHECK(show(m, unary(m, UnaryOp::Neg, Value::trueValue())) ==
          "TypeError: unsupported operand type for unary -: bool; use 'not' or int()");
}

TEST_CASE("bigints mix with ints and floats") {
    TestMutator m;
    const Value big = bigintFromText(m, "100000000000000000000");
    CHECK(calc(m, BinaryOp::Add, big, integer(1)) == "100000000000000000001");
    CHECK(calc(m, BinaryOp::Mul, big, big) == "10000000000000000000000000000000000000000");
    CHECK(calc(m, BinaryOp::FloorDiv, integer(-7), bigintFromInt(m, 2)) == "-4");
    CHECK(calc(m, BinaryOp::Mod, bigintFromInt(m, -7), integer(3)) == "2");
    CHECK(calc(m, BinaryOp::Div, big, integer(3)) == "3.333333333333333e+19");
    CHECK(calc(m, BinaryOp::Add, big, real(0.5)) == "1e+20");
    CHECK(calc(m, BinaryOp::Shl, bigintFromInt(m, 1), integer(100)) == "1267650600228229401496703205376");
    CHECK(calc(m, BinaryOp::Shr, bigintFromInt(m, -5), integer(1)) == "-3");
    CHECK(calc(m, BinaryOp::BitAnd, bigintFromInt(m, -4), integer(7)) == "4");
    CHECK(calc(m, BinaryOp::BitOr, bigintFromInt(m, -4), integer(1)) == "-3");
    CHECK(calc(m, BinaryOp::Pow, bigintFromInt(m, 2), integer(100)) == "1267650600228229401496703205376");
    CHECK(calc(m, BinaryOp::Pow, bigintFromInt(m, -1), makeInt(m, kMax)) == "-1");
    CHECK(calc(m, BinaryOp::Pow, bigintFromInt(m, 10), makeInt(m, kMax)) ==
          "OverflowError: bigint result is too large");
    CHECK(calc(m, BinaryOp::Div, big, bigintFromInt(m, 0)) == "ZeroDivisionError: division by zero");
    CHECK(show(m, unary(m, UnaryOp::Neg, big)) == "-100000000000000000000");
    CHECK(show(m, bigintPowMod(m, integer(3), integer(200), integer(1000))) == "1");
    CHECK(show(m, bigintFromText(m, "-0xff")) ==
          "ValueError: invalid literal for bigint() with base 10: \"-0xff\"");
    CHECK(show(m, bigintFromText(m, "-0xff", 0)) == "-255");
    std::string hex;
    CHECK(appendBigInt(m, hex, bigintFromInt(m, -255), 16));
    CHECK(hex == "-ff");
    CHECK(bigintToInt64(bigintFromInt(m, kMin)) == kMin);
    CHECK_FALSE(bigintToInt64(big).has_value());
}

TEST_CASE("strings, lists and tuples add and repeat") {
    TestMutator m;
    CHECK(calc(m, BinaryOp::Add, text(m, "n = "), real(1.5)) == "\"n = 1.5\"");
    CHECK(calc(m, BinaryOp::Add, Value::trueValue(), text(m, "!")) == "\"true!\"");
    CHECK(calc(m, BinaryOp::Mul, text(m, "ab"), integer(3)) == "\"ababab\"");
    CHECK(calc(m, BinaryOp::Mul, integer(-1), text(m, "ab")) == "\"\"");
    CHECK(calc(m, BinaryOp::Mul, text(m, "ab"), makeInt(m, kMax)).substr(0, 13) == "OverflowError");
    const Value list = listOf(m, {integer(1), integer(2)});
    CHECK(calc(m, BinaryOp::Add, list, listOf(m, {text(m, "x")})) == "[1, 2, \"x\"]");
    CHECK(calc(m, BinaryOp::Mul, list, integer(2)) == "[1, 2, 1, 2]");
    CHECK(calc(m, BinaryOp::Add, list, tupleOf(m, {integer(3)})) ==
          "TypeError: unsupported operand types for +: List and Tuple");
    CHECK(calc(m, BinaryOp::Add, tupleOf(m, {integer(1)}), tupleOf(m, {integer(2)})) == "(1, 2)");
    CHECK(calc(m, BinaryOp::Mul, tupleOf(m, {integer(1)}), integer(2)) == "(1, 1)");
    CHECK(calc(m, BinaryOp::Mul, list, Value::trueValue()).substr(0, 9) == "TypeError");
}

TEST_CASE("sets and maps combine") {
    TestMutator m;
    const Value a = setOf(m, {integer(1), integer(2)}), b = setOf(m, {integer(2), integer(3)});
    CHECK(calc(m, BinaryOp::BitOr, a, b) == "{1, 2, 3}");
    CHECK(calc(m, BinaryOp::BitAnd, a, b) == "{2}");
    CHECK(calc(m, BinaryOp::Sub, a, b) == "{1}");
    CHECK(calc(m, BinaryOp::BitXor, a, b) == "{1, 3}");
    const Value left = mapOf(m, {{text(m, "a"), integer(1)}}), right = mapOf(m, {{text(m, "a"), integer(2)}});
    CHECK(calc(m, BinaryOp::BitOr, left, right) == "{\"a\": 2}");
    CHECK(show(m, left) == "{\"a\": 1}");
}

TEST_CASE("user operators, direct before reflected") {
    TestMutator m;
    Class* cls = makeClass(m, "V");
    addMethod(m, cls, kPlus);
    addMethod(m, cls, kRadd);
    addMethod(m, cls, kNegate);
    const Value v = instanceOf(m, cls, {{"x", integer(10)}});
    CHECK(calc(m, BinaryOp::Add, v, integer(5)) == "15");
    CHECK(calc(m, BinaryOp::Add, integer(5), v) == "50");
    CHECK(calc(m, BinaryOp::Sub, v, integer(5)) == "TypeError: unsupported operand types for -: V and int");
    CHECK(show(m, unary(m, UnaryOp::Neg, v)) == "\"negated 10\"");
    CHECK(calc(m, BinaryOp::Add, text(m, "s"), v) == "\"s<V>\"");
}

TEST_CASE("the pipe is bit-or first and a call otherwise") {
    TestMutator m;
    const Value f = function(m, kDouble);
    CHECK(show(m, pipeOr(m, integer(6), integer(1))) == "7");
    CHECK(show(m, pipeOr(m, integer(6), f)) == "12");
    CHECK(show(m, pipeOr(m, text(m, "a"), integer(1))) ==
          "TypeError: unsupported operand types for |: string and int");
}

TEST_CASE("truth") {
    TestMutator m;
    for (Value v : {Value::null(), Value::falseValue(), integer(0), real(0), real(-0.0), text(m, ""),
                    listOf(m, {}), tupleOf(m, {}), setOf(m, {}), mapOf(m, {}), bigintFromInt(m, 0),
                    Value::ofObject(makeRange(m, 3, 3))}) {
        CHECK(truthOf(m, v) == false);
    }
    CHECK(truthOf(m, text(m, "0")) == true);
    CHECK(truthOf(m, instanceOf(m, makeClass(m, "C"))) == true);
    CHECK(truthOf(m, listOf(m, {Value::null()})) == true);
}

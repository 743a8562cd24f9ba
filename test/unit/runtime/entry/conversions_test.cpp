#include "runtime/entry/conversions.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "runtime/entry/bigint.h"
#include "runtime/entry/typecheck.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;

TEST_CASE("int()") {
    TestMutator m;
    const auto toInt = [&](Value v, std::optional<int64_t> base = std::nullopt) {
        return show(m, toIntValue(m, v, base));
    };
    CHECK(toInt(real(3.9)) == "3");
    CHECK(toInt(real(-3.9)) == "-3");
    CHECK(toInt(Value::trueValue()) == "1");
    CHECK(toInt(text(m, " 42 ")) == "42");
    CHECK(toInt(text(m, "ff"), 16) == "255");
    CHECK(toInt(text(m, "3.9")) == "ValueError: invalid literal for int() with base 10: \"3.9\"");
    CHECK(toInt(text(m, "99999999999999999999")) ==
          "OverflowError: int() literal \"99999999999999999999\" does not fit 64 bits; use bigint()");
    CHECK(toInt(real(NAN)) == "ValueError: cannot convert nan to int");
    CHECK(toInt(real(1e19)) == "OverflowError: float 1e+19 does not fit 64 bits; use bigint()");
    CHECK(toInt(Value::null()) == "TypeError: int() needs a number, bool or string, not null");
    CHECK(toInt(integer(5), 16) == "TypeError: int() needs a string when a base is given, not int");
    CHECK(toInt(bigintFromInt(m, 12)) == "12");
}

TEST_CASE("float(), bytes(), collections") {
    TestMutator m;
    CHECK(show(m, toFloatValue(m, text(m, "2.5"))) == "2.5");
    CHECK(show(m, toFloatValue(m, text(m, "x"))) == "ValueError: could not convert string to float: \"x\"");
    CHECK(show(m, toBigIntValue(m, real(1e20))) == "100000000000000000000");
    CHECK(show(m, toBytesValue(m, text(m, "é"))) == "b\"\\xc3\\xa9\"");
    CHECK(show(m, toBytesValue(m, listOf(m, {integer(1), integer(256)}))) ==
          "ValueError: byte 256 is outside 0..255");
    CHECK(show(m, toBytesValue(m, integer(2))) == "b\"\\0\\0\"");
    const Value map = mapOf(m, {{text(m, "a"), integer(1)}});
    CHECK(show(m, Value::ofObject(toListValue(m, map))) == "[\"a\"]");
    CHECK(show(m, Value::ofObject(toTupleValue(m, text(m, "ab")))) == "(\"a\", \"b\")");
    CHECK(show(m, Value::ofObject(toSetValue(m, listOf(m, {integer(1), real(1)})))) == "{1}");
    const Value pairs =
        listOf(m, {tupleOf(m, {text(m, "k"), integer(2)}), listOf(m, {integer(3), integer(4)})});
    CHECK(show(m, Value::ofObject(toMapValue(m, pairs))) == "{\"k\": 2, 3: 4}");
    CHECK(toMapValue(m, listOf(m, {tupleOf(m, {integer(1)})})) == nullptr);
    CHECK(takeError(m) == "TypeError: dict() needs pairs; element 0 is of length 1");
    CHECK(toMapValue(m, listOf(m, {integer(1)})) == nullptr);
    CHECK(takeError(m) == "TypeError: dict() needs pairs; element 0 is int");
}

TEST_CASE("rounding is half to even") {
    TestMutator m;
    const auto rounded = [&](Value v, Value digits = Value::null()) {
        return show(m, roundValue(m, v, digits));
    };
    CHECK(rounded(real(0.5)) == "0");
    CHECK(rounded(real(1.5)) == "2");
    CHECK(rounded(real(2.5)) == "2");
    CHECK(rounded(real(-2.5)) == "-2");
    CHECK(rounded(real(2.567), integer(2)) == "2.57");
    CHECK(rounded(real(2.675), integer(2)) == "2.67");
    CHECK(rounded(real(1234.5), integer(-2)) == "1200.0");
    CHECK(rounded(integer(1250), integer(-2)) == "1200");
    CHECK(rounded(integer(1350), integer(-2)) == "1400");
    CHECK(rounded(integer(-1250), integer(-2)) == "-1200");
    CHECK(rounded(integer(7), integer(2)) == "7");
    CHECK(rounded(makeInt(m, std::numeric_limits<int64_t>::max()), integer(-1)) ==
          "OverflowError: integer overflow in round(9223372036854775807, -1)");
    CHECK(rounded(real(NAN)) == "ValueError: cannot convert nan to int");
    CHECK(rounded(text(m, "x")) == "TypeError: round() needs a number, not string");
    CHECK(rounded(real(1.5), makeInt(m, std::numeric_limits<int64_t>::min())) == "0.0");
}

TEST_CASE("abs, divmod, pow") {
    TestMutator m;
    CHECK(show(m, checkedAbs(m, integer(-3))) == "3");
    CHECK(show(m, checkedAbs(m, makeInt(m, std::numeric_limits<int64_t>::min()))) ==
          "OverflowError: integer overflow in abs(-9223372036854775808); use bigint");
    CHECK(show(m, divMod(m, integer(-7), integer(2))) == "(-4, 1)");
    CHECK(show(m, powerValue(m, integer(3), integer(200), integer(13))) == "9");
    CHECK(show(m, powerValue(m, integer(3), integer(2), Value::null())) == "9");
    CHECK(show(m, floorValue(m, real(-1.5))) == "-2");
    CHECK(show(m, ceilValue(m, real(-1.5))) == "-1");
}

TEST_CASE("simple types") {
    TestMutator m;
    CHECK(matchesSimple(m, text(m, "é"), SimpleType::Char));
    CHECK_FALSE(matchesSimple(m, text(m, "ab"), SimpleType::Char));
    CHECK(matchesSimple(m, makeInt(m, 1LL << 60), SimpleType::Int));
    CHECK_FALSE(matchesSimple(m, Value::trueValue(), SimpleType::Number));
    CHECK(matchesSimple(m, Value::ofObject(newError(m, m.types().error, "")), SimpleType::Result));
    CHECK(matchesSimple(m, countdown(m, 1), SimpleType::Stream));
    CHECK(simpleTypeNamed("str") == SimpleType::String);
    CHECK(simpleTypeNamed("dict") == SimpleType::Map);
    CHECK_FALSE(simpleTypeNamed("Dog").has_value());
    CHECK(show(m, throwTypeMismatch(m, "int", real(1.5), "x")) ==
          "TypeError: expected int for 'x', got float; use int() or ~/ to make it an int");
}

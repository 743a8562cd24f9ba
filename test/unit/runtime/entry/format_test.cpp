#include <catch2/catch.hpp>
#include <cmath>

#include "runtime/entry/bigint.h"
#include "runtime/entry/text.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;

namespace {

std::string plain(Mutator& m, Value v) {
    if (v.isException()) return takeError(m);
    return std::string(view(m, v.cast<String>()));
}
std::string format(Mutator& m, Value v, std::string_view spec) {
    return plain(m, formatValue(m, v, spec));
}
std::string percent(Mutator& m, std::string_view f, Value args) {
    return plain(m, formatPercent(m, newString(m, f), args));
}
std::string braces(Mutator& m, std::string_view f, std::initializer_list<Value> args,
                   Value named = Value::null()) {
    List* positional = newListFrom(m, args.begin(), args.size());
    return plain(
        m, formatBraces(m, newString(m, f), Args{nullptr, 0, Value::undef()}, positional, named.as<Map>()));
}

}  // namespace

TEST_CASE("integer formats") {
    TestMutator m;
    CHECK(format(m, integer(7), "03d") == "007");
    CHECK(format(m, integer(7), ">4") == "   7");
    CHECK(format(m, integer(-7), "05") == "-0007");
    CHECK(format(m, integer(7), "+") == "+7");
    CHECK(format(m, integer(7), " ") == " 7");
    CHECK(format(m, integer(1234567), ",") == "1,234,567");
    CHECK(format(m, integer(1234), "010,") == "00,001,234");
    CHECK(format(m, integer(255), "x") == "ff");
    CHECK(format(m, integer(255), "#X") == "0XFF");
    CHECK(format(m, integer(255), "#010b") == "0b11111111");
    CHECK(format(m, integer(255), "_b") == "1111_1111");
    CHECK(format(m, integer(-255), "#o") == "-0o377");
    CHECK(format(m, integer(0x20AC), "c") == "€");
    CHECK(format(m, integer(5), "*^7") == "***5***");
    CHECK(format(m, integer(5), "é>3") == "éé5");
    CHECK(format(m, integer(-5), "*=6") == "-****5");
    CHECK(format(m, integer(3), ".2f") == "3.00");
    CHECK(format(m, bigintFromText(m, "123456789012345678901234567890"), ",") ==
          "123,456,789,012,345,678,901,234,567,890");
    CHECK(format(m, integer(3), ".2") == "ValueError: precision is not allowed in an integer format");
    CHECK(format(m, integer(3), "s") == "ValueError: unknown format code 's' for int");
}

TEST_CASE("float formats") {
    TestMutator m;
    CHECK(format(m, real(3.14159), ".2f") == "3.14");
    CHECK(format(m, real(2.5), ".0f") == "2");
    CHECK(format(m, real(1234567.891), ",.1f") == "1,234,567.9");
    CHECK(format(m, real(0.256), ".1%") == "25.6%");
    CHECK(format(m, real(1234.5), "e") == "1.234500e+03");
    CHECK(format(m, real(0.0001), "g") == "0.0001");
    CHECK(format(m, real(1e20), "g") == "1e+20");
    CHECK(format(m, real(3), "") == "3.0");
    CHECK(format(m, real(3), "6") == "   3.0");
    CHECK(format(m, real(3.14159), ".3") == "3.14");
    CHECK(format(m, real(123), ".4") == "123.0");
    CHECK(format(m, real(123), ".3") == "1.23e+02");
    CHECK(format(m, real(100), ".3") == "1e+02");
    CHECK(format(m, real(-1.5), "08.2f") == "-0001.50");
    CHECK(format(m, real(INFINITY), "5") == "  inf");
    CHECK(format(m, real(1), "d") == "ValueError: unknown format code 'd' for float");
    CHECK(format(m, real(-0.0), ".1f") == "-0.0");
}

TEST_CASE("everything else is formatted as its text") {
    TestMutator m;
    CHECK(format(m, text(m, "kip"), "<5") == "kip  ");
    CHECK(format(m, text(m, "kip"), "^5") == " kip ");
    CHECK(format(m, text(m, "kippen"), ".3") == "kip");
    CHECK(format(m, text(m, "é"), "3") == "é  ");
    CHECK(format(m, Value::trueValue(), ">5") == " true");
    CHECK(format(m, listOf(m, {integer(1)}), ">5") == "  [1]");
    CHECK(format(m, text(m, "x"), "d") == "ValueError: unknown format code 'd' for string");
    CHECK(format(m, text(m, "x"), "zz") == "ValueError: invalid format spec \"zz\"");
    CHECK(format(m, text(m, "x"), "99999999999") ==
          "ValueError: width or precision in format spec \"99999999999\" is too large");
}

TEST_CASE("percent formatting") {
    TestMutator m;
    CHECK(percent(m, "%d items, %s", tupleOf(m, {integer(7), text(m, "kip")})) == "7 items, kip");
    CHECK(percent(m, "%5.2f|%-5d|%05d|%x",
                  tupleOf(m, {real(3.14159), integer(3), integer(-42), integer(255)})) ==
          " 3.14|3    |-0042|ff");
    CHECK(percent(m, "100%%", tupleOf(m, {})) == "100%");
    CHECK(percent(m, "%(a)s-%(b)03d", mapOf(m, {{text(m, "a"), integer(1)}, {text(m, "b"), integer(2)}})) ==
          "1-002");
    CHECK(percent(m, "%r", text(m, "q")) == "\"q\"");
    CHECK(percent(m, "%s", listOf(m, {integer(1)})) == "[1]");
    CHECK(percent(m, "%d", real(3.9)) == "3");
    CHECK(percent(m, "%*d", tupleOf(m, {integer(4), integer(7)})) == "   7");
    CHECK(percent(m, "%.3d", integer(7)) == "007");
    CHECK(percent(m, "%c%c", tupleOf(m, {integer(65), text(m, "b")})) == "Ab");
    CHECK(percent(m, "%s %s", tupleOf(m, {integer(1)})) ==
          "TypeError: not enough arguments for format string");
    CHECK(percent(m, "%s", tupleOf(m, {integer(1), integer(2)})) ==
          "TypeError: not all arguments converted during string formatting");
    CHECK(percent(m, "%d", text(m, "x")) == "TypeError: %d format needs a number, not string");
    CHECK(percent(m, "%q", integer(1)) == "ValueError: unsupported format character 'q'");
}

TEST_CASE("brace formatting") {
    TestMutator m;
    CHECK(braces(m, "{} and {}", {integer(7), text(m, "kip")}) == "7 and kip");
    CHECK(braces(m, "{1}{0}", {integer(1), integer(2)}) == "21");
    CHECK(braces(m, "{{x}} {0!r:>5}", {text(m, "a")}) == "{x}   \"a\"");
    CHECK(braces(m, "{:>{}}", {integer(1), integer(4)}) == "   1");
    CHECK(braces(m, "{0[1]} {0[0]}", {listOf(m, {integer(1), integer(2)})}) == "2 1");
    CHECK(braces(m, "{name:.1f}", {}, mapOf(m, {{text(m, "name"), real(2.25)}})) == "2.2");
    CHECK(braces(m, "{}", {}) == "IndexError: format field 0 has no argument: 0 given");
    CHECK(braces(m, "{x}", {}) == "KeyError: \"x\"");
    CHECK(braces(m, "{", {}) == "ValueError: '{' without '}' in format string");
    CHECK(braces(m, "}", {}) == "ValueError: single '}' in format string");
    CHECK(braces(m, "{} {0}", {integer(1)}) == "ValueError: cannot mix {0} with {} in a format string");
}

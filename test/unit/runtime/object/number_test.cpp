#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "test_mutator.h"

using namespace noodle;

TEST_CASE("floats print in the shortest form that reads back") {
    const std::pair<double, const char*> cases[] = {{0.0, "0.0"},
                                                    {-0.0, "-0.0"},
                                                    {1.0, "1.0"},
                                                    {-2.5, "-2.5"},
                                                    {0.1, "0.1"},
                                                    {0.1 + 0.2, "0.30000000000000004"},
                                                    {1e15, "1000000000000000.0"},
                                                    {1e16, "1e+16"},
                                                    {123456789012345680.0, "1.2345678901234568e+17"},
                                                    {1e21, "1e+21"},
                                                    {0.0001, "0.0001"},
                                                    {0.00001, "1e-05"},
                                                    {1e-7, "1e-07"},
                                                    {1.5e-7, "1.5e-07"},
                                                    {5e-324, "5e-324"},
                                                    {1.7976931348623157e308, "1.7976931348623157e+308"},
                                                    {9007199254740993.0, "9007199254740992.0"},
                                                    {100.0, "100.0"},
                                                    {12345.678, "12345.678"},
                                                    {0.00012345, "0.00012345"},
                                                    {9999999999999998.0, "9999999999999998.0"}};
    for (auto& [value, text] : cases) {
        CHECK(formatDouble(value) == text);
        CHECK(parseDouble(text) == value);
    }
    CHECK(formatDouble(std::numeric_limits<double>::infinity()) == "inf");
    CHECK(formatDouble(-std::numeric_limits<double>::infinity()) == "-inf");
    CHECK(formatDouble(std::nan("")) == "nan");
}

TEST_CASE("ints are read with bases, underscores, signs and blanks") {
    CHECK(parseInt(" 42\n") == 42);
    CHECK(parseInt("-1_000") == -1000);
    CHECK(parseInt("9223372036854775807") == INT64_MAX);
    CHECK(parseInt("-9223372036854775808") == INT64_MIN);
    CHECK_FALSE(parseInt("9223372036854775808"));
    CHECK(parseInt("0xFF") == 255);
    CHECK(parseInt("0b101") == 5);
    CHECK(parseInt("0o17") == 15);
    CHECK(parseInt("0xFFFFFFFFFFFFFFFF") == -1);
    CHECK_FALSE(parseInt("-0xFFFFFFFFFFFFFFFF"));
    CHECK(parseInt("ff", 16) == 255);
    CHECK(parseInt("0b1", 16) == 0xb1);
    CHECK(parseInt("z", 36) == 35);
    for (const char* bad : {"", " ", "-", "1__0", "_1", "1_", "4.0", "abc", "12a", "0x", "1 2"})
        CHECK_FALSE(parseInt(bad));
}

TEST_CASE("floats are read whole or not at all") {
    CHECK(parseDouble("3") == 3.0);
    CHECK(parseDouble("1_0.5") == 10.5);
    CHECK(parseDouble("-.5") == -0.5);
    CHECK(parseDouble("+1e3") == 1000.0);
    CHECK(parseDouble("1e999") == std::numeric_limits<double>::infinity());
    CHECK(parseDouble("-1e-999") == 0.0);
    CHECK(parseDouble("-inf") == -std::numeric_limits<double>::infinity());
    CHECK(std::isnan(*parseDouble("NaN")));
    for (const char* bad : {"", "1.2.3", "e5", "0x10", "1e", "--1", ".", "infinit", "1_.5"})
        CHECK_FALSE(parseDouble(bad));
}

TEST_CASE("ints and floats compare exactly") {
    CHECK(compareIntDouble((int64_t{1} << 53) + 1, 0x1p53) > 0);
    CHECK(compareIntDouble(INT64_MAX, 0x1p63) < 0);
    CHECK(compareIntDouble(INT64_MIN, -0x1p63) == 0);
    CHECK(compareIntDouble(3, 3.5) < 0);
    CHECK(compareIntDouble(-3, -3.5) > 0);
    CHECK(compareIntDouble(0, -0.0) == 0);
    CHECK(compareIntDouble(0, std::nan("")) == kUnordered);
    CHECK(compareIntDouble(5, std::numeric_limits<double>::infinity()) < 0);
}

TEST_CASE("a large int is boxed, a small one never") {
    TestMutator m;
    CHECK(makeInt(m, Value::kMaxInt48).isInt48());
    Value big = makeInt(m, Value::kMaxInt48 + 1);
    CHECK(big.isKind(ObjectKind::BoxedInt));
    CHECK(toInt64(big) == Value::kMaxInt48 + 1);
    CHECK(compareNumbers(big, integer(1)) > 0);
    CHECK(compareNumbers(big, Value::ofDouble(0x1p47)) == 0);
}

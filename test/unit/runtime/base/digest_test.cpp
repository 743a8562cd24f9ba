#include "runtime/base/digest.h"

#include <catch2/catch.hpp>
#include <set>

using namespace noodle;

TEST_CASE("equal texts have equal digests, different ones do not") {
    CHECK(digestOf("abc") == digestOf(std::string("abc")));
    std::set<std::string> seen;
    std::string text;
    for (int i = 0; i < 300; ++i) {
        CHECK(seen.insert(digestOf(text).hex()).second);
        text += static_cast<char>(i);
    }
    // The value is part of file names, so it must not change from process to process.
    CHECK(digestOf("").hex() == "99aa06d3014798d86001c324468d497f");
}

TEST_CASE("hexadecimal text keeps leading zeros") {
    CHECK(Digest{1, 0}.hex() == "00000000000000000000000000000001");
    CHECK(Digest{0xFEDC'BA98'7654'3210, 0xF000'0000'0000'000A}.hex() == "f00000000000000afedcba9876543210");
}

TEST_CASE("a program has a build id") {
    CHECK(buildId().size() >= 8);
    CHECK(buildId() == buildId());
}

#include "runtime/base/text.h"

#include <catch2/catch.hpp>

using namespace noodle;

TEST_CASE("edit distance counts swaps of neighbours as one and stops at the limit") {
    CHECK(editDistance("", "", 3) == 0);
    CHECK(editDistance("append", "apend", 3) == 1);
    CHECK(editDistance("lenght", "length", 3) == 1);
    CHECK(editDistance("kitten", "sitting", 3) == 3);
    CHECK(editDistance("kitten", "sitting", 2) == 3);
    CHECK(editDistance("abc", "abcdefgh", 2) == 3);
}

TEST_CASE("nearest suggests slips and nothing far-fetched") {
    const std::string_view names[] = {"append", "extend", "insert", "length", "x"};
    CHECK(nearest("apend", names) == "append");
    CHECK(nearest("Length", names) == "length");
    CHECK(nearest("y", names).empty());
    CHECK(nearest("banana", names).empty());
    CHECK(nearest("append", names).empty());
}

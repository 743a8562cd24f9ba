#include "runtime/base/small_vector.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace noodle;

TEST_CASE("a small vector keeps its items while it grows, is copied and is moved") {
    SmallVector<int, 3> items{1, 2};
    for (int i = 3; i <= 20; ++i) {
        items.push_back(i);
        SmallVector<int, 3> copy = items;
        SmallVector<int, 3> moved = std::move(copy);
        CHECK(copy.empty());
        copy.push_back(7);
        CHECK(copy[0] == 7);
        items = std::move(moved);
        REQUIRE(items.size() == static_cast<uint32_t>(i));
        for (int k = 0; k < i; ++k) CHECK(items[static_cast<size_t>(k)] == k + 1);
    }
    SmallVector<int, 3> few{5};
    items = few;
    CHECK(items.size() == 1);
    CHECK(items.back() == 5);
    std::vector<int> more(10, 9);
    items.append(more);
    CHECK(items.size() == 11);
    CHECK(items[10] == 9);
    items.clear();
    CHECK(items.empty());
}

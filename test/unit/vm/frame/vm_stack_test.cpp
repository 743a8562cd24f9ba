#include "vm/frame/vm_stack.h"

#include <catch2/catch.hpp>

using namespace noodle;

TEST_CASE("a stop request fails the next check until it is cleared") {
    VmStack stack({});
    const Value* end = stack.top() + 10;
    CHECK(stack.fits(stack.frame() + 1, end));
    stack.requestStop();
    CHECK_FALSE(stack.fits(stack.frame() + 1, end));
    CHECK(stack.hasRoom(stack.frame() + 1, end));
    stack.clearStop();
    CHECK(stack.fits(stack.frame() + 1, end));
}

TEST_CASE("the reserve opens once and closes when the stack is low again") {
    VmStack stack({.valueBytes = 2u << 20, .frameCount = 4000});
    Value* bottom = stack.top();
    Value* high = bottom + (2u << 20) / sizeof(Value) - 1000;
    CHECK_FALSE(stack.hasRoom(stack.frame() + 1, high));
    CHECK(stack.openReserve());
    CHECK(stack.hasRoom(stack.frame() + 1, high));
    CHECK_FALSE(stack.openReserve());
    stack.closeReserveIfLow();
    CHECK_FALSE(stack.hasRoom(stack.frame() + 1, high));
}

TEST_CASE("a new stack is empty") {
    VmStack stack({});
    CHECK(stack.empty());
    CHECK(stack.depth() == 0);
}

#include "test/unit/vm/interp/test_vm.h"

using namespace noodle;
using namespace noodle::testing;

namespace {

FunctionBuilder& addThrower(ModuleBuilder& m) {
    auto& f = m.function("thrower");
    f.line(7).builtin("ValueError").string("bad").call(1).op(Opcode::Throw);
    return f;
}

}  // namespace

TEST_CASE("an error is caught by class, with the operand stack cut") {
    TestVm vm;
    ModuleBuilder m;
    auto& thrower = addThrower(m);
    auto& f = m.body();
    Label caught = f.label();
    f.integer(1);
    uint32_t start = f.here();
    f.integer(2)
        .op(Opcode::MakeClosure, {thrower.index()})
        .call(0)
        .op(Opcode::Pop)
        .op(Opcode::Pop)
        .op(Opcode::Null);
    uint32_t stop = f.here();
    f.op(Opcode::MakeTuple, {2}).ret();
    f.bind(caught).builtin("ValueError").op(Opcode::CatchMatch).op(Opcode::MakeTuple, {2}).ret();
    f.handler(start, stop, caught, 1);
    CHECK(vm.eval(m) == "(1, true)");
}

TEST_CASE("inner handlers come first and rethrowing keeps the trace") {
    TestVm vm;
    ModuleBuilder m;
    auto& thrower = addThrower(m);
    auto& f = m.body();
    Label inner = f.label(), outer = f.label();
    uint32_t start = f.here();
    f.line(2).op(Opcode::MakeClosure, {thrower.index()}).call(0).ret();
    uint32_t stop = f.here();
    f.bind(inner).op(Opcode::Rethrow);
    uint32_t stop2 = f.here();
    f.bind(outer).op(Opcode::GetField, {f.name("trace")}).ret();
    f.handler(start, stop, inner);
    f.handler(start, stop2, outer);
    CHECK(vm.eval(m) == R"~(["thrower (test.nc:7)", "<module> (test.nc:2)"])~");
}

TEST_CASE("location and cause") {
    TestVm vm;
    ModuleBuilder m;
    auto& f = m.body();
    Label caught = f.label();
    uint32_t start = f.here();
    f.line(3)
        .builtin("KeyError")
        .string("k")
        .call(1)
        .builtin("ValueError")
        .string("inner")
        .call(1)
        .op(Opcode::ThrowFrom);
    uint32_t stop = f.here();
    f.bind(caught).op(Opcode::Dup).op(Opcode::GetField, {f.name("cause")}).op(Opcode::Swap);
    f.op(Opcode::GetField, {f.name("location")}).op(Opcode::MakeTuple, {2}).ret();
    f.handler(start, stop, caught);
    CHECK(vm.eval(m) == R"((ValueError("inner"), "test.nc:3"))");
}

TEST_CASE("long traces keep both ends") {
    TestVm vm;
    ModuleBuilder m;
    uint16_t self = m.variable("down");
    auto& g = m.function("down").param("n");
    Label go = g.label();
    g.op(Opcode::LoadLocal, {0}).integer(0).op(Opcode::Eq).jump(Opcode::JumpIfFalse, go);
    g.builtin("ValueError").string("end").call(1).op(Opcode::Throw);
    g.bind(go)
        .op(Opcode::LoadModule, {self})
        .op(Opcode::LoadLocal, {0})
        .integer(1)
        .op(Opcode::Sub)
        .call(1)
        .ret();
    auto& f = m.body();
    Label caught = f.label();
    f.op(Opcode::MakeClosure, {g.index()}).op(Opcode::StoreModule, {self});
    uint32_t start = f.here();
    f.op(Opcode::LoadModule, {self}).integer(500).call(1).ret();
    uint32_t stop = f.here();
    f.bind(caught).op(Opcode::GetField, {f.name("trace")}).op(Opcode::Dup).integer(50).op(Opcode::GetIndex);
    f.op(Opcode::Swap).integer(100).op(Opcode::GetIndex).op(Opcode::MakeTuple, {2}).ret();
    f.handler(start, stop, caught);
    CHECK(vm.eval(m) == R"~(("... 402 more calls ...", "<module> (test.nc)"))~");
}

TEST_CASE("limits are caught by their own name only") {
    TestVm vm;
    ModuleBuilder m;
    auto& f = m.body();
    Label caught = f.label();
    uint32_t start = f.here();
    f.builtin("CancelledError").call(0).op(Opcode::Throw);
    uint32_t stop = f.here();
    f.bind(caught).op(Opcode::Dup).op(Opcode::CatchAny).op(Opcode::Swap).op(Opcode::Dup).builtin("Error");
    f.op(Opcode::CatchMatch)
        .op(Opcode::Swap)
        .builtin("CancelledError")
        .op(Opcode::CatchMatch)
        .op(Opcode::MakeTuple, {3})
        .ret();
    f.handler(start, stop, caught);
    CHECK(vm.eval(m) == "(false, false, true)");
}

TEST_CASE("throwing what is no error wraps it") {
    TestVm vm;
    ModuleBuilder m;
    m.body().string("text").op(Opcode::Throw);
    CHECK(vm.eval(m) == "error: Error: text");
}

TEST_CASE("an error passes through native code") {
    TestVm vm;
    ModuleBuilder m;
    auto& thrower = addThrower(m);
    m.body().builtin("apply").op(Opcode::MakeClosure, {thrower.index()}).call(1).ret();
    CHECK(vm.eval(m) == "error: ValueError: bad");
}

TEST_CASE("match and assertion failures") {
    TestVm vm;
    ModuleBuilder a, b, c;
    a.body().string("x").op(Opcode::MatchFail);
    CHECK(vm.eval(a) == R"(error: MatchError: no case matches "x")");
    b.body().string("must hold").op(Opcode::AssertFail);
    CHECK(vm.eval(b) == "error: AssertionError: must hold");
    c.body().op(Opcode::Null).op(Opcode::AssertFail);
    CHECK(vm.eval(c) == "error: AssertionError: assertion failed");
}

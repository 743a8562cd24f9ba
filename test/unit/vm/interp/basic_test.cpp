#include "test/unit/vm/interp/test_vm.h"

using namespace noodle;
using namespace noodle::testing;

TEST_CASE("prints a constant through a builtin") {
    TestVm vm;
    ModuleBuilder m;
    m.body().builtin("print").string("hello").integer(42).call(2).ret();
    CHECK(vm.eval(m) == "null");
    CHECK(vm.output == "hello 42\n");
}

TEST_CASE("sums in a loop") {
    TestVm vm;
    ModuleBuilder m;
    auto& f = m.body().slots(2);
    Label top = f.label(), end = f.label();
    f.integer(0).op(Opcode::StoreLocal, {0}).integer(0).op(Opcode::StoreLocal, {1});
    f.bind(top).op(Opcode::LoadLocal, {0}).integer(1000).op(Opcode::Lt).jump(Opcode::JumpIfFalse, end);
    f.op(Opcode::LoadLocal, {1}).op(Opcode::LoadLocal, {0}).op(Opcode::Add).op(Opcode::StoreLocal, {1});
    f.op(Opcode::IncLocal, {0, 1}).jump(Opcode::Loop, top);
    f.bind(end).op(Opcode::LoadLocal, {1}).ret();
    CHECK(vm.eval(m) == "499500");
}

namespace {

/// fib as a module function in variable 0.
void addFib(ModuleBuilder& m) {
    uint16_t fib = m.variable("fib");
    auto& f = m.function("fib").param("n");
    Label recurse = f.label();
    f.op(Opcode::LoadLocal, {0}).integer(2).op(Opcode::Lt).jump(Opcode::JumpIfFalse, recurse);
    f.op(Opcode::LoadLocal, {0}).ret();
    f.bind(recurse)
        .op(Opcode::LoadModule, {fib})
        .op(Opcode::LoadLocal, {0})
        .integer(1)
        .op(Opcode::Sub)
        .call(1);
    f.op(Opcode::LoadModule, {fib})
        .op(Opcode::LoadLocal, {0})
        .integer(2)
        .op(Opcode::Sub)
        .call(1)
        .op(Opcode::Add)
        .ret();
    m.body().op(Opcode::MakeClosure, {f.index()}).op(Opcode::StoreModule, {fib});
}

/// f(n) = n == 0 ? 0 : 1 + f(n - 1)
void addDown(ModuleBuilder& m) {
    uint16_t down = m.variable("down");
    auto& f = m.function("down").param("n");
    Label recurse = f.label();
    f.op(Opcode::LoadLocal, {0}).integer(0).op(Opcode::Eq).jump(Opcode::JumpIfFalse, recurse);
    f.integer(0).ret();
    f.bind(recurse)
        .integer(1)
        .op(Opcode::LoadModule, {down})
        .op(Opcode::LoadLocal, {0})
        .integer(1)
        .op(Opcode::Sub);
    f.call(1).op(Opcode::Add).ret();
    f.def().maxStack = 6;
    m.body().op(Opcode::MakeClosure, {f.index()}).op(Opcode::StoreModule, {down});
}

}  // namespace

TEST_CASE("recursive calls") {
    TestVm vm;
    ModuleBuilder m;
    addFib(m);
    m.body().op(Opcode::LoadModule, {0}).integer(20).call(1).ret();
    CHECK(vm.eval(m) == "6765");
}

TEST_CASE("a hundred thousand frames fit") {
    TestVm vm;
    ModuleBuilder m;
    addDown(m);
    m.body().op(Opcode::LoadModule, {0}).integer(100'000).call(1).ret();
    CHECK(vm.eval(m) == "100000");
}

TEST_CASE("endless recursion is a StackOverflowError that can be caught, again and again") {
    TestVm vm;
    ModuleBuilder m;
    addDown(m);
    auto& f = m.body().slots(1);
    Label caught = f.label(), again = f.label(), end = f.label();
    f.integer(3).op(Opcode::StoreLocal, {0});
    f.bind(again);
    uint32_t start = f.here();
    f.op(Opcode::LoadModule, {0}).integer(-1).call(1).op(Opcode::Pop);
    uint32_t stop = f.here();
    f.jump(Opcode::Jump, end);
    f.bind(caught).builtin("StackOverflowError").op(Opcode::CatchMatch).op(Opcode::Pop);
    f.op(Opcode::IncLocal, {0, -1})
        .op(Opcode::LoadLocal, {0})
        .jump(Opcode::JumpIfFalse, end)
        .jump(Opcode::Loop, again);
    f.bind(end).op(Opcode::LoadLocal, {0}).ret();
    f.handler(start, stop, caught);
    CHECK(vm.eval(m) == "0");
}

TEST_CASE("integers overflow into boxes and then throw") {
    TestVm vm;
    ModuleBuilder m;
    auto& f = m.body();
    f.integer((int64_t{1} << 47) - 1).integer(1).op(Opcode::Add).ret();
    CHECK(vm.eval(m) == "140737488355328");
    ModuleBuilder n;
    n.body().integer(INT64_MAX).integer(1).op(Opcode::Add).ret();
    CHECK(vm.eval(n).starts_with("error: OverflowError"));
}

TEST_CASE("closures share cells") {
    TestVm vm;
    ModuleBuilder m;
    auto& counter = m.function("counter").capture(bc::Capture::From::LocalCell, 0);
    counter.op(Opcode::LoadUpvalue, {0}).integer(1).op(Opcode::Add).op(Opcode::StoreUpvalue, {0});
    counter.op(Opcode::LoadUpvalue, {0}).ret();
    auto& f = m.body().slots(2);
    f.integer(10).op(Opcode::StoreLocal, {0}).op(Opcode::NewCell, {0});
    f.op(Opcode::MakeClosure, {counter.index()}).op(Opcode::StoreLocal, {1});
    f.op(Opcode::LoadLocal, {1}).call(0).op(Opcode::Pop).op(Opcode::LoadLocal, {1}).call(0);
    f.op(Opcode::LoadCell, {0}).op(Opcode::MakeTuple, {2}).ret();
    CHECK(vm.eval(m) == "(12, 12)");
}

TEST_CASE("native code calls back") {
    TestVm vm;
    ModuleBuilder m;
    auto& twice = m.function("twice").param("x");
    twice.op(Opcode::LoadLocal, {0}).integer(2).op(Opcode::Mul).ret();
    m.body().builtin("apply").op(Opcode::MakeClosure, {twice.index()}).integer(21).call(2).ret();
    CHECK(vm.eval(m) == "42");
}

TEST_CASE("a malformed cell access throws") {
    TestVm vm;
    ModuleBuilder m;
    m.body().slots(1).op(Opcode::LoadCell, {0}).ret();
    CHECK(vm.eval(m).starts_with("error: TypeError: malformed code"));
}

#include <chrono>
#include <thread>

#include "test/unit/vm/interp/test_vm.h"

using namespace noodle;
using namespace noodle::testing;

namespace {

void endlessLoop(ModuleBuilder& m) {
    auto& f = m.body();
    Label top = f.label();
    f.bind(top).op(Opcode::Nop).jump(Opcode::Loop, top);
}

/// Calls itself twice for ever, without a loop.
void endlessCalls(ModuleBuilder& m) {
    uint16_t self = m.variable("f");
    auto& g = m.function("f").param("n");
    Label go = g.label();
    g.op(Opcode::LoadLocal, {0}).jump(Opcode::JumpIfTrue, go).op(Opcode::Null).ret();
    g.bind(go);
    for (int i = 0; i < 2; ++i)
        g.op(Opcode::LoadModule, {self})
            .op(Opcode::LoadLocal, {0})
            .integer(1)
            .op(Opcode::Sub)
            .call(1)
            .op(Opcode::Pop);
    g.op(Opcode::Null).ret();
    m.body()
        .op(Opcode::MakeClosure, {g.index()})
        .op(Opcode::StoreModule, {self})
        .op(Opcode::LoadModule, {self})
        .integer(60)
        .call(1)
        .ret();
}

/// A handler that throws what it caught into itself.
void endlessHandler(ModuleBuilder& m) {
    auto& f = m.body();
    Label target = f.label();
    f.op(Opcode::Null).op(Opcode::Nop).bind(target).op(Opcode::Throw);
    f.handler(0, f.here(), target);
}

}  // namespace

TEST_CASE("the time limit ends loops and calls") {
    VmOptions options = TestVm::defaults();
    options.timeLimitNs = 30'000'000;
    for (auto* make : {endlessLoop, endlessCalls}) {
        TestVm vm(options);
        ModuleBuilder m;
        make(m);
        CHECK(vm.eval(m) == "error: LimitError: time limit exceeded");
    }
}

TEST_CASE("no handler outlives the time limit and its grace") {
    VmOptions options = TestVm::defaults();
    options.timeLimitNs = 10'000'000;
    TestVm vm(options);
    ModuleBuilder m;
    endlessHandler(m);
    CHECK(vm.eval(m) == "error: LimitError: time limit exceeded");
}

TEST_CASE("an interrupt from another thread ends loops and calls") {
    for (auto* make : {endlessLoop, endlessCalls}) {
        TestVm vm;
        ModuleBuilder m;
        make(m);
        std::thread other([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            vm.interrupt();
        });
        CHECK(vm.eval(m) == "error: InterruptError: interrupted");
        other.join();
    }
}

TEST_CASE("nested native calls end in StackOverflowError, not in a crash") {
    TestVm vm;
    ModuleBuilder m;
    uint16_t self = m.variable("f");
    auto& g = m.function("f");
    g.builtin("apply").op(Opcode::LoadModule, {self}).call(1).ret();
    m.body()
        .op(Opcode::MakeClosure, {g.index()})
        .op(Opcode::StoreModule, {self})
        .op(Opcode::LoadModule, {self})
        .call(0)
        .ret();
    CHECK(vm.eval(m) == "error: StackOverflowError: the call stack is too deep");
}

TEST_CASE("two isolates on two threads share a unit") {
    ModuleBuilder m;
    uint16_t self = m.variable("fib");
    auto& g = m.function("fib").param("n");
    Label go = g.label();
    g.op(Opcode::LoadLocal, {0})
        .integer(2)
        .op(Opcode::Lt)
        .jump(Opcode::JumpIfFalse, go)
        .op(Opcode::LoadLocal, {0})
        .ret();
    g.bind(go);
    for (int i = 1; i <= 2; ++i)
        g.op(Opcode::LoadModule, {self}).op(Opcode::LoadLocal, {0}).integer(i).op(Opcode::Sub).call(1);
    g.op(Opcode::Add).ret();
    m.body()
        .op(Opcode::MakeClosure, {g.index()})
        .op(Opcode::StoreModule, {self})
        .op(Opcode::LoadModule, {self})
        .integer(18)
        .call(1)
        .ret();
    auto unit = CodeUnit::create(m.build());
    REQUIRE(unit.ok());
    std::string results[2];
    std::thread threads[2];
    for (int i = 0; i < 2; ++i) {
        threads[i] = std::thread([&, i] {
            TestVm vm;
            UnitState* state = vm.linker().instantiate(unit.value());
            if (state != nullptr) results[i] = vm.text(vm.runModuleBody(*state));
        });
    }
    for (std::thread& t : threads) t.join();
    CHECK(results[0] == "2584");
    CHECK(results[1] == "2584");
}

#include "runtime/loop/loop.h"
#include "test/unit/vm/interp/test_vm.h"

using namespace noodle;
using namespace noodle::testing;

namespace {

/// gen(n): yields 0 … n-1; prints "closed" when it ends in any way.
FunctionBuilder& addGen(ModuleBuilder& m) {
    auto& g = m.function("gen").param("n").flags(FunctionInfo::kGenerator).slots(2);
    Label top = g.label(), end = g.label(), caught = g.label();
    g.integer(0).op(Opcode::StoreLocal, {1});
    uint32_t start = g.here();
    g.bind(top)
        .op(Opcode::LoadLocal, {1})
        .op(Opcode::LoadLocal, {0})
        .op(Opcode::Lt)
        .jump(Opcode::JumpIfFalse, end);
    g.op(Opcode::LoadLocal, {1})
        .op(Opcode::Yield)
        .op(Opcode::Pop)
        .op(Opcode::IncLocal, {1, 1})
        .jump(Opcode::Loop, top);
    uint32_t stop = g.here();
    g.bind(end).builtin("print").string("closed").call(1).ret();
    g.bind(caught).builtin("print").string("closed").call(1).op(Opcode::Pop).op(Opcode::Rethrow);
    g.handler(start, stop, caught);
    return g;
}

/// Sums gen(n) in a for loop that breaks at `stopAt`.
void sumBody(ModuleBuilder& m, int64_t n, int64_t stopAt) {
    auto& g = addGen(m);
    auto& f = m.body().slots(2);
    Label top = f.label(), end = f.label(), leave = f.label();
    f.integer(0).op(Opcode::StoreLocal, {1}).op(Opcode::MakeClosure, {g.index()}).integer(n).call(1);
    f.op(Opcode::GetIter, {0}).op(Opcode::StoreLocal, {0});
    f.bind(top)
        .jump(Opcode::IterNext, end, {0})
        .op(Opcode::Dup)
        .integer(stopAt)
        .op(Opcode::Eq)
        .jump(Opcode::JumpIfTrue, leave);
    f.op(Opcode::LoadLocal, {1}).op(Opcode::Add).op(Opcode::StoreLocal, {1}).jump(Opcode::Loop, top);
    f.bind(leave).op(Opcode::Pop).op(Opcode::CloseIter, {0});
    f.bind(end).op(Opcode::LoadLocal, {1}).ret();
}

}  // namespace

TEST_CASE("a generator is iterated without native recursion") {
    TestVm vm;
    ModuleBuilder m;
    sumBody(m, 10, -1);
    CHECK(vm.eval(m) == "45");
    CHECK(vm.output == "closed\n");
}

TEST_CASE("leaving the loop closes the generator") {
    TestVm vm;
    ModuleBuilder m;
    sumBody(m, 10, 4);
    CHECK(vm.eval(m) == "6");
    CHECK(vm.output == "closed\n");
}

TEST_CASE("generators nested deeper than the native stack allows") {
    // walk(n): yields n, then everything of walk(n - 1)
    TestVm vm;
    ModuleBuilder m;
    uint16_t walk = m.variable("walk");
    auto& g = m.function("walk").param("n").flags(FunctionInfo::kGenerator).slots(2);
    g.def().maxStack = 6;
    Label top = g.label(), end = g.label();
    g.op(Opcode::LoadLocal, {0}).op(Opcode::Yield).op(Opcode::Pop);
    g.op(Opcode::LoadLocal, {0}).jump(Opcode::JumpIfFalse, end);
    g.op(Opcode::LoadModule, {walk}).op(Opcode::LoadLocal, {0}).integer(1).op(Opcode::Sub).call(1);
    g.op(Opcode::GetIter, {0}).op(Opcode::StoreLocal, {1});
    g.bind(top).jump(Opcode::IterNext, end, {1}).op(Opcode::Yield).op(Opcode::Pop).jump(Opcode::Loop, top);
    g.bind(end).op(Opcode::Null).ret();
    auto& f = m.body().slots(2);
    Label next = f.label(), done = f.label();
    f.op(Opcode::MakeClosure, {g.index()})
        .op(Opcode::StoreModule, {walk})
        .integer(0)
        .op(Opcode::StoreLocal, {1});
    f.op(Opcode::LoadModule, {walk})
        .integer(1500)
        .call(1)
        .op(Opcode::GetIter, {0})
        .op(Opcode::StoreLocal, {0});
    f.bind(next)
        .jump(Opcode::IterNext, done, {0})
        .op(Opcode::Pop)
        .op(Opcode::IncLocal, {1, 1})
        .jump(Opcode::Loop, next);
    f.bind(done).op(Opcode::LoadLocal, {1}).ret();
    CHECK(vm.eval(m) == "1501");
}

namespace {

/// async work(ms, v): await sleep(ms); print(v); return v
FunctionBuilder& addWork(ModuleBuilder& m) {
    auto& w = m.function("work").param("task").param("v").flags(FunctionInfo::kAsync);
    w.op(Opcode::LoadLocal, {0}).op(Opcode::Await).op(Opcode::Pop);
    w.builtin("print").op(Opcode::LoadLocal, {1}).call(1).op(Opcode::Pop).op(Opcode::LoadLocal, {1}).ret();
    return w;
}

}  // namespace

TEST_CASE("an async function starts eagerly and await gives its result") {
    TestVm vm;
    ModuleBuilder m;
    auto& work = addWork(m);
    auto& f = m.body().slots(1);
    f.op(Opcode::MakeClosure, {work.index()}).integer(1).string("ran").call(2).op(Opcode::StoreLocal, {0});
    f.builtin("print")
        .string("after")
        .call(1)
        .op(Opcode::Pop)
        .op(Opcode::LoadLocal, {0})
        .op(Opcode::Await)
        .ret();
    CHECK(vm.eval(m) == R"("ran")");
    CHECK(vm.output == "ran\nafter\n");
}

namespace {

class SleepVm {
  public:
    TestVm vm;
    /// Calls `function` of a module with a sleeping task and returns the awaited result.
    std::string awaitCall(ModuleBuilder& m, double ms) {
        m.body().op(Opcode::MakeClosure, {1}).ret();
        Value function = vm.runModule(m);
        Value args[2] = {Value::ofObject(EventLoop::of(vm).sleep(ms)), Value::ofInt48(7)};
        Value task = vm.call(function, args);
        REQUIRE(task.isKind(ObjectKind::Task));
        return vm.text(vm.runUntilDone(task.cast<Task>()));
    }
};

}  // namespace

TEST_CASE("a suspended function is resumed by the loop") {
    SleepVm s;
    ModuleBuilder m;
    addWork(m);
    CHECK(s.awaitCall(m, 2) == "7");
    CHECK(s.vm.output == "7\n");
}

TEST_CASE("an error after a suspension fails the task and carries the async stack") {
    SleepVm s;
    ModuleBuilder m;
    auto& outer = m.function("outer").param("task").param("v").flags(FunctionInfo::kAsync);
    auto& inner = m.function("inner").param("task").flags(FunctionInfo::kAsync);
    inner.line(5)
        .op(Opcode::LoadLocal, {0})
        .op(Opcode::Await)
        .op(Opcode::Pop)
        .string("boom")
        .op(Opcode::Throw);
    Label caught = outer.label();
    uint32_t start = outer.here();
    outer.line(9)
        .op(Opcode::MakeClosure, {inner.index()})
        .op(Opcode::LoadLocal, {0})
        .call(1)
        .op(Opcode::Await)
        .ret();
    uint32_t stop = outer.here();
    outer.bind(caught).op(Opcode::GetField, {outer.name("trace")}).ret();
    outer.handler(start, stop, caught);
    CHECK(s.awaitCall(m, 1) == R"~(["inner (test.nc:5)", "async outer (test.nc:9)"])~");
}

TEST_CASE("async generators answer requests in order") {
    TestVm vm;
    ModuleBuilder m;
    auto& g = m.function("agen").flags(FunctionInfo::kAsync | FunctionInfo::kGenerator);
    g.integer(1).op(Opcode::Yield).op(Opcode::Pop).op(Opcode::Null).op(Opcode::Await).op(Opcode::Pop);
    g.integer(2).op(Opcode::Yield).op(Opcode::Pop).op(Opcode::Null).ret();
    auto& f = m.body().slots(2);
    Label top = f.label(), end = f.label();
    f.integer(0)
        .op(Opcode::StoreLocal, {1})
        .op(Opcode::MakeClosure, {g.index()})
        .call(0)
        .op(Opcode::GetAsyncIter);
    f.op(Opcode::StoreLocal, {0});
    f.bind(top).op(Opcode::AsyncNext, {0}).op(Opcode::Await).jump(Opcode::JumpIfEnd, end);
    f.op(Opcode::LoadLocal, {1})
        .integer(10)
        .op(Opcode::Mul)
        .op(Opcode::Add)
        .op(Opcode::StoreLocal, {1})
        .jump(Opcode::Loop, top);
    f.bind(end).op(Opcode::LoadLocal, {1}).ret();
    CHECK(vm.eval(m) == "12");
}

TEST_CASE("actor methods run one at a time in order of arrival") {
    TestVm vm;
    ModuleBuilder m;
    auto& put =
        m.function("put").flags(FunctionInfo::kMethod | FunctionInfo::kAsync | FunctionInfo::kActorMethod);
    put.param("task").param("v");
    put.builtin("print").string("start").op(Opcode::LoadLocal, {2}).call(2).op(Opcode::Pop);
    put.op(Opcode::LoadLocal, {1}).op(Opcode::Await).op(Opcode::Pop);
    put.builtin("print")
        .string("end")
        .op(Opcode::LoadLocal, {2})
        .call(2)
        .op(Opcode::Pop)
        .op(Opcode::LoadLocal, {2})
        .ret();
    auto& run = m.function("run").param("task1").param("task2");
    uint16_t actor = m.classDef("Box", Class::kActor, false);
    run.slots(4).op(Opcode::MakeClass, {actor}).op(Opcode::MakeClosure, {put.index()});
    run.op(Opcode::DefineMember, {run.name("put"), bc::kMethod})
        .op(Opcode::FinishClass)
        .call(0)
        .op(Opcode::StoreLocal, {2});
    run.op(Opcode::LoadLocal, {2})
        .op(Opcode::LoadLocal, {0})
        .integer(1)
        .op(Opcode::CallMethod, {run.name("put"), 2})
        .op(Opcode::Pop);
    run.op(Opcode::LoadLocal, {2})
        .op(Opcode::LoadLocal, {1})
        .integer(2)
        .op(Opcode::CallMethod, {run.name("put"), 2})
        .ret();
    m.body().op(Opcode::MakeClosure, {run.index()}).ret();
    Value function = vm.runModule(m);
    EventLoop& loop = EventLoop::of(vm);
    Value args[2] = {Value::ofObject(loop.sleep(3)), Value::ofObject(loop.sleep(1))};
    Value task = vm.call(function, args);
    REQUIRE(task.isKind(ObjectKind::Task));
    CHECK(vm.text(vm.runUntilDone(task.cast<Task>())) == "2");
    CHECK(vm.output == "start 1\nend 1\nstart 2\nend 2\n");
}

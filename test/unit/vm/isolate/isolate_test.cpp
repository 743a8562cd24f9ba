#include <catch2/catch.hpp>
#include <thread>

#include "runtime/builtins/state.h"
#include "test/unit/vm/assembler.h"
#include "vm/isolate/isolate.h"

using namespace noodle;
using namespace noodle::testing;

namespace {

/// An isolate whose standard output and error go to strings.
class Program {
  public:
    Program() : loader_(SearchPaths{}), isolate(IsolateOptions{}, loader_) {
        builtinState(isolate).out.redirect(collect, &output);
        builtinState(isolate).err.redirect(collect, &errors);
    }
    int run(ModuleBuilder& m) {
        auto unit = CodeUnit::create(m.build());
        if (!unit.ok()) FAIL(unit.failure().message);
        return isolate.run(unit.value());
    }
    Isolate::InputResult input(ModuleBuilder& m) {
        auto unit = CodeUnit::create(m.build());
        if (!unit.ok()) FAIL(unit.failure().message);
        return isolate.runInput(unit.value());
    }

  private:
    static bool collect(void* context, const char* data, size_t size) {
        static_cast<std::string*>(context)->append(data, size);
        return true;
    }
    FileModuleLoader loader_;

  public:
    std::string output, errors;
    Isolate isolate;
};

void printAll(FunctionBuilder& f, const std::string& text) {
    f.builtin("print").string(text).call(1).op(Opcode::Pop);
}

}  // namespace

TEST_CASE("a program prints and ends with status 0") {
    Program p;
    ModuleBuilder m;
    printAll(m.body(), "hello");
    m.body().op(Opcode::Null).ret();
    CHECK(p.run(m) == 0);
    CHECK(p.output == "hello\n");
}

TEST_CASE("an uncaught error is reported with places and source lines") {
    Program p;
    ModuleBuilder m("app");
    m.module.sourceLines = {"first", "  throw bad"};
    m.body()
        .line(2)
        .builtin("ValueError")
        .string("bad")
        .call(1)
        .builtin("KeyError")
        .string("k")
        .call(1)
        .op(Opcode::ThrowFrom);
    CHECK(p.run(m) == 1);
    CHECK(p.errors == "ValueError: bad\n  at <module> (app.nc:2)\n      throw bad\ncaused by KeyError: k\n");
}

TEST_CASE("the main rule calls main, and its int is the exit status") {
    Program p;
    ModuleBuilder m;
    uint16_t variable = m.variable("main");
    auto& f = m.function("main");
    printAll(f, "in main");
    f.integer(3).ret();
    m.body().op(Opcode::MakeClosure, {f.index()}).op(Opcode::StoreModule, {variable}).op(Opcode::Null).ret();
    m.module.callsMain = true;
    m.module.mainVariable = variable;
    CHECK(p.run(m) == 3);
    CHECK(p.output == "in main\n");
}

TEST_CASE("exit() ends the program with its status and runs nothing more") {
    Program p;
    ModuleBuilder m;
    m.body().builtin("exit").integer(7).call(1).op(Opcode::Pop);
    printAll(m.body(), "never");
    m.body().op(Opcode::Null).ret();
    CHECK(p.run(m) == 7);
    CHECK(p.output.empty());
    CHECK(p.errors.empty());
}

TEST_CASE("a task that fails and that nobody awaits is reported") {
    Program p;
    ModuleBuilder m;
    auto& f = m.function("work").flags(FunctionInfo::kAsync);
    f.builtin("sleep").integer(1).call(1).op(Opcode::Await).op(Opcode::Pop).string("lost").op(Opcode::Throw);
    m.body().op(Opcode::MakeClosure, {f.index()}).call(0).op(Opcode::Pop).op(Opcode::Null).ret();
    CHECK(p.run(m) == 1);
    CHECK(p.errors.find("a task failed and nobody awaited it: Error: lost") == 0);
}

TEST_CASE("top-level await drives the loop") {
    Program p;
    ModuleBuilder m;
    m.body().builtin("sleep").integer(1).call(1).op(Opcode::Await).op(Opcode::Pop);
    printAll(m.body(), "woke");
    m.body().op(Opcode::Null).ret();
    CHECK(p.run(m) == 0);
    CHECK(p.output == "woke\n");
}

TEST_CASE("inputs of a session share variables, and earlier functions see later values") {
    Program p;
    ModuleBuilder a("repl");
    a.variable("unused");
    uint16_t x = a.variable("x");
    auto& get = a.function("get");
    get.op(Opcode::LoadModule, {x}).ret();
    a.body().integer(1).op(Opcode::StoreModule, {x}).op(Opcode::MakeClosure, {get.index()});
    a.body()
        .op(Opcode::StoreModule, {a.variable("get")})
        .integer(5)
        .op(Opcode::SetResult)
        .op(Opcode::Null)
        .ret();
    CHECK(p.input(a).text == "5");
    ModuleBuilder b("repl");
    for (int i = 0; i < 40; ++i) b.variable("more" + std::to_string(i));
    b.body()
        .integer(2)
        .op(Opcode::StoreModule, {b.variable("x")})
        .op(Opcode::LoadModule, {b.variable("get")})
        .call(0);
    b.body().op(Opcode::SetResult).op(Opcode::Null).ret();
    CHECK(p.input(b).text == "2");
}

TEST_CASE("an error in a session is told and the session goes on") {
    Program p;
    ModuleBuilder a("repl"), b("repl");
    a.body().string("oops").op(Opcode::Throw);
    auto failed = p.input(a);
    CHECK((failed.state == Isolate::InputState::Failed));
    CHECK(failed.text.find("Error: oops") == 0);
    b.body().integer(1).op(Opcode::SetResult).op(Opcode::Null).ret();
    CHECK(p.input(b).text == "1");
}

TEST_CASE("isolates on several threads print their own output") {
    ModuleBuilder m;
    auto& f = m.body().slots(1);
    Label top = f.label(), end = f.label();
    f.integer(0).op(Opcode::StoreLocal, {0});
    f.bind(top).op(Opcode::LoadLocal, {0}).integer(200).op(Opcode::Lt).jump(Opcode::JumpIfFalse, end);
    f.builtin("print").builtin("str").op(Opcode::LoadLocal, {0}).call(1).call(1).op(Opcode::Pop);
    f.op(Opcode::IncLocal, {0, 1}).jump(Opcode::Loop, top).bind(end).op(Opcode::Null).ret();
    auto unit = CodeUnit::create(m.build());
    REQUIRE(unit.ok());
    std::string outputs[3];
    std::thread threads[3];
    for (int i = 0; i < 3; ++i) {
        threads[i] = std::thread([&, i] {
            Program p;
            p.isolate.run(unit.value());
            outputs[i] = p.output;
        });
    }
    for (std::thread& t : threads) t.join();
    CHECK(outputs[0].size() == 2 * 10 + 3 * 90 + 4 * 100);
    CHECK(outputs[0] == outputs[1]);
    CHECK(outputs[0] == outputs[2]);
}

TEST_CASE("no isolate is added while memory is critically short") {
    FileModuleLoader loader{SearchPaths{}};
    constexpr size_t kMb = 1 << 20;
    MemoryReading reading;
    reading.systemBytes = 1000 * kMb;
    reading.systemAvailableBytes = 500 * kMb;
    CHECK(Isolate::mayStart({}, reading).ok());
    reading.systemAvailableBytes = 10 * kMb;
    Outcome refused = Isolate::mayStart({}, reading);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.failure().exitCode == kStatusLimit);
    CHECK(refused.failure().message.find("memory") != std::string::npos);
}

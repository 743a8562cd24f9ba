#include "vm/isolate/function_runner.h"

#include <catch2/catch.hpp>

#include "test/unit/vm/assembler.h"

using namespace noodle;
using namespace noodle::testing;

namespace {

using Callee = FunctionRunner::Callee;

/// A module with one function of each kind that matters here.
class Host {
    FileModuleLoader loader_;
    Isolate isolate_;
    ModuleBuilder module_;
    std::vector<Callee> callees_;

  public:
    FunctionRunner runner;

    Host() : loader_(SearchPaths{}), isolate_(IsolateOptions{}, loader_), runner(isolate_) {
        define("seven").integer(7).ret();
        define("list").integer(1).op(Opcode::MakeList, {1}).ret();
        define("fails").string("boom").op(Opcode::Throw);
        define("quits").builtin("exit").integer(0).call(1).ret();
        define("taking").param("x").integer(1).ret();
        define("defaulted").param("x", ParamKind::Positional, true).integer(2).ret();
        define("generator").flags(FunctionInfo::kGenerator).op(Opcode::Null).ret();
        auto& waits = define("waits").flags(FunctionInfo::kAsync);
        waits.builtin("sleep").integer(1).call(1).op(Opcode::Await).op(Opcode::Pop).integer(3).ret();
        counting("counts", false);
        counting("countsInList", true);
        const uint16_t counter = module_.variable("counter");
        module_.body().integer(0).op(Opcode::StoreModule, {counter}).op(Opcode::Null).ret();
        auto unit = CodeUnit::create(module_.build());
        if (!unit.ok()) FAIL(unit.failure().message);
        REQUIRE_FALSE(runner.start(unit.value()).has_value());
        callees_ = runner.callees();
    }

    bool has(const std::string& name) { return find(name) != nullptr; }
    Callee& callee(const std::string& name) {
        REQUIRE(has(name));
        return *find(name);
    }

  private:
    FunctionBuilder& define(const std::string& name) {
        FunctionBuilder& f = module_.function(name);
        module_.body().op(Opcode::MakeClosure, {f.index()}).op(Opcode::StoreModule, {module_.variable(name)});
        return f;
    }
    void counting(const std::string& name, bool asList) {
        const uint16_t counter = module_.variable("counter");
        FunctionBuilder& f = define(name);
        f.op(Opcode::LoadModule, {counter}).integer(1).op(Opcode::Add).op(Opcode::StoreModule, {counter});
        f.op(Opcode::LoadModule, {counter});
        if (asList) f.op(Opcode::MakeList, {1});
        f.ret();
    }
    Callee* find(const std::string& name) {
        for (Callee& callee : callees_) {
            if (callee.name == name) return &callee;
        }
        return nullptr;
    }
};

}  // namespace

TEST_CASE("functions that need an argument or yield are not offered") {
    Host host;
    CHECK(host.has("seven"));
    CHECK(host.has("defaulted"));
    CHECK(host.has("waits"));
    CHECK_FALSE(host.has("taking"));
    CHECK_FALSE(host.has("generator"));
    CHECK_FALSE(host.has("counter"));
}

TEST_CASE("answers that stay the same are accepted, whatever they are") {
    Host host;
    for (const auto& [name, text] :
         {std::pair{"seven", "7"}, {"list", "[1]"}, {"waits", "3"}, {"defaulted", "2"}}) {
        Callee& callee = host.callee(name);
        for (int i = 0; i < 3; ++i) {
            CHECK_FALSE(host.runner.call(callee, 5).has_value());
            CHECK_FALSE(host.runner.checkAnswer(callee).has_value());
        }
        CHECK(callee.answer == text);
    }
}

TEST_CASE("a number that changes stops the call that gave it") {
    Host host;
    Callee& callee = host.callee("counts");
    REQUIRE_FALSE(host.runner.call(callee, 1).has_value());
    REQUIRE_FALSE(host.runner.checkAnswer(callee).has_value());
    const auto stopped = host.runner.call(callee, 100);
    REQUIRE(stopped.has_value());
    CHECK(stopped->status == kStatusFailed);
    CHECK(stopped->report == "the answer changed: first 1, then 2\n");
}

TEST_CASE("an object that changes is found by its text") {
    Host host;
    Callee& callee = host.callee("countsInList");
    REQUIRE_FALSE(host.runner.call(callee, 1).has_value());
    REQUIRE_FALSE(host.runner.checkAnswer(callee).has_value());
    REQUIRE_FALSE(host.runner.call(callee, 3).has_value());
    const auto stopped = host.runner.checkAnswer(callee);
    REQUIRE(stopped.has_value());
    CHECK(stopped->report == "the answer changed: first [1], then [4]\n");
}

TEST_CASE("errors and exits come back as text") {
    Host host;
    const auto failed = host.runner.call(host.callee("fails"), 1);
    REQUIRE(failed.has_value());
    CHECK(failed->report.find("Error: boom") == 0);
    const auto quit = host.runner.call(host.callee("quits"), 1);
    REQUIRE(quit.has_value());
    CHECK(quit->status == kStatusFailed);
    CHECK(quit->report == "the program called exit\n");
}

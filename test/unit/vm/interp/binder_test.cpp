#include "test/unit/vm/interp/test_vm.h"

using namespace noodle;
using namespace noodle::testing;

namespace {

/// greet(name, greeting = "hi", ...rest, loud = false, **more) returning all of them.
FunctionBuilder& addGreet(ModuleBuilder& m) {
    auto& f = m.function("greet").param("name").param("greeting", ParamKind::Positional, true);
    f.param("rest", ParamKind::Rest)
        .param("loud", ParamKind::KeywordOnly, true)
        .param("more", ParamKind::Keywords);
    Label have = f.label(), haveLoud = f.label();
    f.jump(Opcode::JumpIfSupplied, have, {1}).string("hi").op(Opcode::StoreLocal, {1});
    f.bind(have).jump(Opcode::JumpIfSupplied, haveLoud, {3}).op(Opcode::False).op(Opcode::StoreLocal, {3});
    f.bind(haveLoud);
    for (int i = 0; i < 5; ++i) f.op(Opcode::LoadLocal, {i});
    f.op(Opcode::MakeTuple, {5}).ret();
    return f;
}

/// two(a, b) with simple parameters.
FunctionBuilder& addTwo(ModuleBuilder& m) {
    auto& f = m.function("two").param("a").param("b");
    f.op(Opcode::LoadLocal, {0}).op(Opcode::LoadLocal, {1}).op(Opcode::MakeTuple, {2}).ret();
    return f;
}

std::string callWith(FunctionBuilder& (*make)(ModuleBuilder&), std::vector<int64_t> positional,
                     std::vector<std::pair<std::string, int64_t>> named) {
    TestVm vm;
    ModuleBuilder m;
    auto& f = make(m);
    auto& body = m.body();
    body.op(Opcode::MakeClosure, {f.index()});
    for (int64_t i : positional) body.integer(i);
    std::vector<std::string> names;
    for (auto& [name, v] : named) {
        names.push_back(name);
        body.integer(v);
    }
    auto count = static_cast<int64_t>(positional.size() + named.size());
    if (names.empty()) {
        body.call(count).ret();
    } else {
        body.op(Opcode::CallNamed, {count, body.nameList(names)}).ret();
    }
    return vm.eval(m);
}

}  // namespace

TEST_CASE("defaults, rest, keyword-only and keywords bind") {
    CHECK(callWith(addGreet, {1}, {}) == R"((1, "hi", [], false, {}))");
    CHECK(callWith(addGreet, {1, 2, 3, 4}, {{"loud", 5}, {"x", 6}}) == R"((1, 2, [3, 4], 5, {"x": 6}))");
    CHECK(callWith(addGreet, {}, {{"greeting", 7}, {"name", 8}}) == "(8, 7, [], false, {})");
}

TEST_CASE("simple parameters by name") {
    CHECK(callWith(addTwo, {1, 2}, {}) == "(1, 2)");
    CHECK(callWith(addTwo, {1}, {{"b", 3}}) == "(1, 3)");
    CHECK(callWith(addTwo, {}, {{"b", 3}, {"a", 4}}) == "(4, 3)");
}

TEST_CASE("binding errors say what is wrong") {
    CHECK(callWith(addTwo, {1}, {}) == "error: TypeError: two() is missing argument 'b'");
    CHECK(callWith(addTwo, {}, {}) == "error: TypeError: two() is missing arguments 'a' and 'b'");
    CHECK(callWith(addTwo, {1, 2, 3}, {}) == "error: TypeError: two() takes 2 arguments but 3 were given");
    CHECK(callWith(addTwo, {1, 2}, {{"b", 3}}) == "error: TypeError: two() got 'b' more than once");
    CHECK(callWith(addTwo, {1, 2}, {{"zzz", 3}}) ==
          "error: TypeError: two() got an unexpected argument 'zzz'");
    CHECK(callWith(addGreet, {}, {}) == "error: TypeError: greet() is missing argument 'name'");
}

TEST_CASE("an unexpected argument near a declared one is suggested") {
    TestVm vm;
    ModuleBuilder m;
    auto& f = m.function("f").param("colour");
    f.op(Opcode::LoadLocal, {0}).ret();
    auto& body = m.body();
    body.op(Opcode::MakeClosure, {f.index()})
        .integer(1)
        .op(Opcode::CallNamed, {1, body.nameList({"color"})})
        .ret();
    CHECK(vm.eval(m) == "error: TypeError: f() got an unexpected argument 'color', did you mean 'colour'?");
}

TEST_CASE("spread arguments") {
    TestVm vm;
    ModuleBuilder m;
    auto& f = addGreet(m);
    auto& body = m.body();
    body.op(Opcode::MakeClosure, {f.index()}).integer(1).integer(2).integer(3).op(Opcode::MakeList, {3});
    body.string("loud").integer(9).op(Opcode::MakeMap, {1}).op(Opcode::CallSpread, {1}).ret();
    CHECK(vm.eval(m) == "(1, 2, [3], 9, {})");
}

TEST_CASE("only callables can be called") {
    TestVm vm;
    ModuleBuilder m;
    m.body().integer(5).call(0).ret();
    CHECK(vm.eval(m) == "error: TypeError: int is not callable");
}

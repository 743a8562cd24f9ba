#include "test/unit/vm/interp/test_vm.h"

using namespace noodle;
using namespace noodle::testing;

namespace {

/// Exports value = v and prints its name when it runs.
bc::BcModule leaf(const std::string& name, int64_t v) {
    ModuleBuilder m(name);
    uint16_t variable = m.variable("value", true);
    m.body().builtin("print").string("run " + name).call(1).op(Opcode::Pop);
    m.body().integer(v).op(Opcode::StoreModule, {variable}).op(Opcode::Null).ret();
    return m.build();
}

}  // namespace

TEST_CASE("a module runs once and its exports are live bindings") {
    TestVm vm;
    vm.loader.add("a", leaf("a", 5));
    ModuleBuilder m;
    uint16_t first = m.request("a"), second = m.request("a");
    uint16_t value = m.import(first, "value");
    auto& f = m.body();
    f.op(Opcode::EnsureModule, {first}).op(Opcode::EnsureModule, {second}).op(Opcode::LoadImport, {value});
    f.op(Opcode::LoadModuleObject, {second})
        .op(Opcode::GetField, {f.name("value")})
        .op(Opcode::MakeTuple, {2})
        .ret();
    CHECK(vm.eval(m) == "(5, 5)");
    CHECK(vm.output == "run a\n");
}

TEST_CASE("re-exports and stars lead to the original") {
    TestVm vm;
    vm.loader.add("a", leaf("a", 5));
    ModuleBuilder middle("middle");
    uint16_t a = middle.request("a");
    uint16_t value = middle.import(a, "value");
    middle.module.exports.push_back({middle.text("renamed"), bc::Export::Kind::Reexport, value});
    middle.module.exports.push_back({bc::kNone32, bc::Export::Kind::Star, a});
    middle.body().op(Opcode::EnsureModule, {a}).op(Opcode::Null).ret();
    vm.loader.add("middle", middle.build());
    ModuleBuilder m;
    uint16_t r = m.request("middle");
    uint16_t one = m.import(r, "renamed"), two = m.import(r, "value");
    m.body().op(Opcode::EnsureModule, {r}).op(Opcode::LoadImport, {one}).op(Opcode::LoadImport, {two});
    m.body().op(Opcode::MakeTuple, {2}).ret();
    CHECK(vm.eval(m) == "(5, 5)");
}

TEST_CASE("a cycle works where values are ready and names itself where not") {
    for (bool early : {false, true}) {
        TestVm vm;
        ModuleBuilder a("a"), b("b");
        uint16_t toB = a.request("b"), x = a.variable("x", true);
        a.body().op(Opcode::EnsureModule, {toB}).integer(1).op(Opcode::StoreModule, {x});
        a.body().op(Opcode::LoadModuleObject, {toB}).op(Opcode::CallMethod, {a.body().name("readX"), 0});
        a.body().op(Opcode::StoreModule, {a.variable("fromB", true)}).op(Opcode::Null).ret();
        uint16_t toA = b.request("a"), importX = b.import(toA, "x"), readX = b.variable("readX", true);
        auto& f = b.function("readX");
        f.op(Opcode::LoadImport, {importX}).ret();
        b.body()
            .op(Opcode::EnsureModule, {toA})
            .op(Opcode::MakeClosure, {f.index()})
            .op(Opcode::StoreModule, {readX});
        if (early) b.body().op(Opcode::LoadModule, {readX}).call(0).op(Opcode::Pop);
        b.body().op(Opcode::Null).ret();
        vm.loader.add("a", a.build());
        vm.loader.add("b", b.build());
        ModuleBuilder m;
        uint16_t r = m.request("a");
        m.body().op(Opcode::EnsureModule, {r}).op(Opcode::LoadImport, {m.import(r, "fromB")}).ret();
        CHECK(vm.eval(m) ==
              (early ? "error: ImportError: 'x' of module 'a' is not initialised yet; import cycle: a.nc -> "
                       "b.nc -> a.nc"
                     : "1"));
    }
}

TEST_CASE("what cannot be imported is said") {
    TestVm vm;
    vm.loader.add("a", leaf("a", 5));
    ModuleBuilder m;
    m.body().op(Opcode::EnsureModule, {m.request("absent")}).op(Opcode::Null).ret();
    CHECK(vm.eval(m) == "error: ImportError: cannot find module 'absent'; searched absent, absent");
    ModuleBuilder n;
    n.body().op(Opcode::LoadImport, {n.import(n.request("a"), "valu")}).ret();
    CHECK(vm.eval(n) == "error: ImportError: module 'a' has no 'valu', did you mean 'value'?");
}

TEST_CASE("a module that failed stays failed") {
    TestVm vm;
    ModuleBuilder bad("bad");
    bad.body().string("broken").op(Opcode::Throw);
    vm.loader.add("bad", bad.build());
    for (int i = 0; i < 2; ++i) {
        ModuleBuilder m;
        m.body().op(Opcode::EnsureModule, {m.request("bad")}).op(Opcode::Null).ret();
        CHECK(vm.eval(m) == "error: Error: broken");
    }
}

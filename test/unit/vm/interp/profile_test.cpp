#include "test/unit/vm/interp/test_vm.h"

using namespace noodle;
using namespace noodle::testing;

namespace {

/// total = start; for i in 0..turns: total = total + i, in the module body.
void addSum(ModuleBuilder& m, double start, int64_t turns) {
    auto& f = m.body().slots(2);
    Label top = f.label(), end = f.label();
    f.op(Opcode::Const, {f.constant(start)})
        .op(Opcode::StoreLocal, {0})
        .integer(0)
        .op(Opcode::StoreLocal, {1});
    f.bind(top).op(Opcode::LoadLocal, {1}).integer(turns).op(Opcode::Lt).jump(Opcode::JumpIfFalse, end);
    f.op(Opcode::LoadLocal, {0}).op(Opcode::LoadLocal, {1}).op(Opcode::Add).op(Opcode::StoreLocal, {0});
    f.op(Opcode::IncLocal, {1, 1}).jump(Opcode::Loop, top);
    f.bind(end).op(Opcode::LoadLocal, {0}).ret();
}

const FunctionProfile* profileOfBody(TestVm& vm) {
    return vm.linker().started()->function(0).profile.get();
}

}  // namespace

TEST_CASE("samples see the types of operands, the branches and the turns of loops") {
    TestVm vm;
    ModuleBuilder m;
    addSum(m, 0.5, 200'000);
    CHECK(vm.text(vm.runModule(m)) == "19999900000.5");
    const FunctionProfile* profile = profileOfBody(vm);
    REQUIRE(profile != nullptr);
    CHECK(profile->ticks() >= 15);
    bool floatPlusInt = false, intToInt = false;
    for (uint32_t site = 0; site < 2; ++site) {
        floatPlusInt |= profile->site(site).left == kSeenFloat && profile->site(site).right == kSeenInt;
        intToInt |= profile->site(site).left == kSeenInt && profile->site(site).right == kSeenInt;
    }
    CHECK(floatPlusInt);
    CHECK(intToInt);
    REQUIRE(profile->branches().size() == 2);
    CHECK(profile->branches()[0].passed > 100);
    CHECK(profile->branches()[0].taken == 0);
    CHECK(profile->branches()[1].taken > 100);
}

TEST_CASE("without sampling there is no profile, and the same result") {
    VmOptions options = TestVm::defaults();
    options.profile = false;
    TestVm vm(options);
    ModuleBuilder m;
    addSum(m, 0.5, 200'000);
    CHECK(vm.text(vm.runModule(m)) == "19999900000.5");
    CHECK(profileOfBody(vm) == nullptr);
}

TEST_CASE("a profile counts what it is told") {
    TestVm vm;
    ModuleBuilder m;
    addSum(m, 1, 1);
    bc::BcModule module = m.build();
    FunctionProfile profile(module.functions[0].code, 2);
    profile.see(1, Value::ofInt48(1), Value::null());
    profile.see(1, Value::ofDouble(1), Value::trueValue());
    CHECK(profile.site(1).left == (kSeenInt | kSeenFloat));
    CHECK(profile.site(1).right == (kSeenNull | kSeenBool));
    CHECK(profile.site(0).left == 0);
    uint32_t jump = profile.branches()[0].offset;
    profile.branched(jump, true);
    profile.branched(jump, false);
    profile.branched(jump, false);
    profile.branched(jump + 1, true);
    CHECK(profile.branches()[0].taken == 1);
    CHECK(profile.branches()[0].passed == 2);
}

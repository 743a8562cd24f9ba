#include "vm/bytecode/verifier.h"

#include <catch2/catch.hpp>

#include "runtime/value/layout.h"
#include "test/unit/vm/bytecode/sample.h"

using namespace noodle;
using namespace noodle::bc;
using test::Code;

namespace {

std::string verdict(const BcModule& m) {
    auto outcome = verifyModule(m);
    return outcome.ok() ? "" : outcome.failure().message;
}

std::string ofCode(const Code& code, uint16_t slots = 2, uint16_t stack = 4) {
    return verdict(test::oneFunction(code, slots, stack));
}

bool mentions(const std::string& text, const char* word) {
    return text.find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("sound modules pass") {
    CHECK(verdict(test::sample()) == "");
    CHECK(ofCode(Code().op(Opcode::Null).op(Opcode::Return)) == "");
}

TEST_CASE("code must not run off its end") {
    CHECK(mentions(ofCode(Code().op(Opcode::Null)), "control leaves"));
    CHECK(mentions(ofCode(Code()), "code size"));
}

TEST_CASE("instructions must be whole and known") {
    Code cut;
    cut.op(Opcode::Null).op(Opcode::Return).op(Opcode::Jump, {0});
    cut.bytes.pop_back();
    CHECK(mentions(ofCode(cut), "no instruction"));
    Code unknown;
    unknown.bytes = {255};
    CHECK(mentions(ofCode(unknown), "no instruction"));
}

TEST_CASE("the operand stack is proven") {
    CHECK(mentions(ofCode(Code().op(Opcode::Return)), "empty"));
    CHECK(mentions(ofCode(Code().op(Opcode::Null).op(Opcode::Add)), "empty"));
    CHECK(mentions(ofCode(Code().op(Opcode::Null).op(Opcode::Null).op(Opcode::Return), 0, 1), "deeper"));
    // One value more on one of two joining paths.
    Code join;
    join.op(Opcode::True).op(Opcode::JumpIfFalse, {1}).op(Opcode::Null).op(Opcode::Null).op(Opcode::Return);
    CHECK(mentions(ofCode(join), "join"));
}

TEST_CASE("jumps land on instructions, backward only by Loop") {
    CHECK(mentions(ofCode(Code().op(Opcode::Jump, {1}).op(Opcode::Int8, {1}).op(Opcode::Return)), "leaves"));
    CHECK(mentions(ofCode(Code().op(Opcode::Jump, {1000})), "leaves"));
    CHECK(mentions(ofCode(Code().op(Opcode::Jump, {static_cast<uint32_t>(-5)})), "direction"));
    CHECK(mentions(ofCode(Code().op(Opcode::Loop, {static_cast<uint32_t>(-6)})), "direction"));
    CHECK(mentions(ofCode(Code().op(Opcode::Loop, {0}).op(Opcode::Null).op(Opcode::Return)), "direction"));
    CHECK(ofCode(Code().op(Opcode::Loop, {static_cast<uint32_t>(-5)})) == "");
}

TEST_CASE("operands are indexes into existing tables") {
    struct Row {
        Opcode op;
        std::initializer_list<uint32_t> operands;
    };
    for (const Row& row :
         {Row{Opcode::LoadLocal, {2}}, Row{Opcode::LoadUpvalue, {0}}, Row{Opcode::Const, {0}},
          Row{Opcode::LoadBuiltin, {0}}, Row{Opcode::LoadModule, {0}}, Row{Opcode::LoadImport, {0}},
          Row{Opcode::EnsureModule, {0}}, Row{Opcode::MakeClass, {0}}, Row{Opcode::MakeClosure, {1}}}) {
        INFO(nameOf(row.op));
        CHECK(
            mentions(ofCode(Code().op(row.op, row.operands).op(Opcode::Null).op(Opcode::Return)), "operand"));
    }
}

TEST_CASE("small operands keep their ranges") {
    CHECK(mentions(ofCode(Code().op(Opcode::Null).op(Opcode::GetIter, {2}).op(Opcode::Return)),
                   "operands of GetIter"));
    CHECK(mentions(ofCode(Code().op(Opcode::Null).op(Opcode::UnpackRest, {2, 2}).op(Opcode::Return)),
                   "operands of UnpackRest"));
    CHECK(mentions(
        ofCode(Code().op(Opcode::Null).op(Opcode::Null).op(Opcode::CallSpread, {7}).op(Opcode::Return)),
        "operands of CallSpread"));
}

TEST_CASE("only resumable functions suspend") {
    Code code;
    code.op(Opcode::Null).op(Opcode::Yield).op(Opcode::Return);
    CHECK(mentions(ofCode(code), "operands of Yield"));
    BcModule m = test::oneFunction(Code().op(Opcode::Null).op(Opcode::Await).op(Opcode::Return));
    CHECK(verdict(m) == "");  // a module body may await
    m.functions.push_back(test::function(Code().op(Opcode::Null).op(Opcode::Await).op(Opcode::Return), 0, 1));
    CHECK(mentions(verdict(m), "operands of Await"));
    m.functions[1].flags = FunctionInfo::kAsync;
    CHECK(verdict(m) == "");
}

TEST_CASE("feedback sites are never shared") {
    BcModule m =
        test::oneFunction(Code().op(Opcode::Null).op(Opcode::Neg).op(Opcode::Neg).op(Opcode::Return));
    CHECK(verdict(m) == "");
    m.functions[0].code[5] = 0;
    CHECK(mentions(verdict(m), "feedback site"));
    m.functions[0].code[5] = 1;
    m.functions[0].siteCount = 9;
    CHECK(mentions(verdict(m), "site count"));
}

TEST_CASE("exception handlers") {
    Code code;
    code.op(Opcode::Null).op(Opcode::Throw).op(Opcode::Return);
    BcModule m = test::oneFunction(code);
    auto with = [&](Handler h) {
        m.functions[0].handlers = {h};
        return verdict(m);
    };
    CHECK(with({0, 2, 2, 0}) == "");
    CHECK(mentions(with({0, 2, 9, 0}), "exception handler"));
    CHECK(mentions(with({1, 1, 2, 0}), "exception handler"));
    CHECK(mentions(with({0, 9, 2, 0}), "exception handler"));
    CHECK(mentions(with({0, 2, 2, 3}), "handler below"));
    CHECK(mentions(with({0, 2, 2, 4}), "exception handler"));
}

TEST_CASE("closures fit the function that makes them") {
    BcModule m = test::sample();
    m.functions[1].captures[0].index = 2;
    CHECK(mentions(verdict(m), "MakeClosure"));
    m = test::sample();
    m.functions[1].captures[0].from = Capture::From::Upvalue;
    CHECK(mentions(verdict(m), "MakeClosure"));
}

TEST_CASE("tables are checked") {
    auto broken = [](auto change) {
        BcModule m = test::sample();
        change(m);
        return verdict(m);
    };
    CHECK(mentions(broken([](BcModule& m) { m.types[1].operands = {1}; }), "type 1"));
    CHECK(mentions(broken([](BcModule& m) { m.types[1].operands = {2}; }), "type 1"));
    CHECK(mentions(broken([](BcModule& m) { m.types[2].operands = {1}; }), "type 2"));
    CHECK(mentions(broken([](BcModule& m) { m.classes[0].name = 99; }), "class 0"));
    CHECK(mentions(broken([](BcModule& m) { m.classes[0].flags = 1u << 15; }), "class 0"));
    CHECK(mentions(broken([](BcModule& m) { m.classes[0].flags = Class::kBuiltin; }), "class 0"));
    CHECK(mentions(broken([](BcModule& m) { m.variables[0].name = 2; }), "variable"));  // not UTF-8
    CHECK(mentions(broken([](BcModule& m) { m.imports[0].request = 1; }), "import"));
    CHECK(mentions(broken([](BcModule& m) { m.exports[0].index = 1; }), "export"));
    CHECK(mentions(broken([](BcModule& m) { m.callsMain = true; }), "main"));
    CHECK(mentions(broken([](BcModule& m) { m.functions[0].constants[2] = StringRef{2}; }), "constants"));
    CHECK(mentions(broken([](BcModule& m) { m.functions[0].constants[4] = BigIntRef{0}; }), "constants"));
    CHECK(mentions(broken([](BcModule& m) { m.functions[1].params[0].kind = 4; }), "parameters"));
    CHECK(mentions(broken([](BcModule& m) { m.functions[1].slotCount = 0; }), "parameters"));
    CHECK(mentions(broken([](BcModule& m) { m.functions[1].flags = FunctionInfo::kModuleBody; }),
                   "module body"));
    CHECK(mentions(broken([](BcModule& m) { m.functions[0].flags |= 1u << 30; }), "flags"));
    CHECK(mentions(broken([](BcModule& m) { m.functions[0].lines[1].pc = 0; }), "line table"));
    CHECK(mentions(broken([](BcModule& m) { m.functions.clear(); }), "no module body"));
}

TEST_CASE("many overlapping handlers are checked in little time") {
    Code code;
    for (int i = 0; i < 20'000; ++i) code.op(Opcode::Null).op(Opcode::Pop);
    code.op(Opcode::Null).op(Opcode::Return).op(Opcode::Return);
    BcModule m = test::oneFunction(code);
    auto size = static_cast<uint32_t>(code.bytes.size());
    for (uint32_t i = 0; i < 20'000; ++i)
        m.functions[0].handlers.push_back({i, size - 1 - i / 2, size - 1, 0});
    CHECK(verdict(m) == "");
}

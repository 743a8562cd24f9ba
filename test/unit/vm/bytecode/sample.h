// A module by hand that uses most tables and operand kinds, for the tests of this folder.
#pragma once

#include "runtime/value/function_info.h"
#include "vm/bytecode/module.h"
#include "vm/bytecode/opcode_info.h"

namespace noodle::bc::test {

class Code {
  public:
    Code& op(Opcode opcode, std::initializer_list<uint32_t> operands = {}) {
        bytes.push_back(static_cast<uint8_t>(opcode));
        auto next = operands.begin();
        for (const char* c = opcodeInfo(opcode).operands; *c; ++c) {
            uint32_t value = *c == 'x' ? sites++ : *next++;
            for (uint32_t i = 0; i < operandSize(*c); ++i)
                bytes.push_back(static_cast<uint8_t>(value >> (8 * i)));
        }
        return *this;
    }
    std::vector<uint8_t> bytes;
    uint16_t sites = 0;
};

inline FunctionDef function(const Code& code, uint16_t slots, uint16_t stack, uint32_t flags = 0) {
    FunctionDef f;
    f.name = 0;
    f.flags = flags;
    f.slotCount = slots;
    f.maxStack = stack;
    f.code = Table<uint8_t>(code.bytes);
    f.siteCount = code.sites;
    return f;
}

inline BcModule oneFunction(const Code& code, uint16_t slots = 2, uint16_t stack = 4) {
    BcModule m;
    m.strings = {"main", "x", "\xFF\xFE", "12345678901234567890"};
    m.functions = {function(code, slots, stack, FunctionInfo::kModuleBody)};
    return m;
}

inline BcModule sample() {
    Code body;
    body.op(Opcode::Const, {0}).op(Opcode::Const, {1}).op(Opcode::Add).op(Opcode::StoreLocal, {0});
    body.op(Opcode::MakeClosure, {1}).op(Opcode::StoreModule, {0});
    body.op(Opcode::MakeClass, {0})
        .op(Opcode::LoadModule, {0})
        .op(Opcode::DefineMember, {0, kMethod})
        .op(Opcode::FinishClass)
        .op(Opcode::Pop);
    body.op(Opcode::LoadLocal, {0}).op(Opcode::GetIter, {0}).op(Opcode::StoreLocal, {1});
    body.op(Opcode::IterNext, {1, 6}).op(Opcode::Pop).op(Opcode::Loop, {static_cast<uint32_t>(-13)});
    body.op(Opcode::LoadImport, {0})
        .op(Opcode::Int8, {1})
        .op(Opcode::Int8, {2})
        .op(Opcode::CallNamed, {2, 0});
    body.op(Opcode::CheckType, {1, 1}).op(Opcode::Return);
    Code inner;
    inner.op(Opcode::JumpIfSupplied, {0, 5}).op(Opcode::Int16, {300}).op(Opcode::StoreLocal, {0});
    inner.bytes[3] = 6;
    inner.op(Opcode::LoadCaptured, {0}).op(Opcode::LoadLocal, {0}).op(Opcode::Mul).op(Opcode::Return);
    inner.op(Opcode::Throw);

    BcModule m = oneFunction(body, 2, 3);
    m.name = "sample";
    m.sourcePath = "sample.nc";
    m.sourceHash = 0x1234'5678'9ABC'DEF0;
    m.types = {{TypeDef::Kind::Int, kNone32, {}},
               {TypeDef::Kind::Union, 1, {0}},
               {TypeDef::Kind::ModuleClass, 1, {0}}};
    ClassDef cls;
    cls.name = 1;
    cls.fields = {{1, 0, true, false}};
    cls.matchFields = {1};
    m.classes = {cls};
    m.variables = {{1, true}};
    m.requests = {{1, false, true}};
    m.imports = {{0, 1}};
    m.exports = {{1, Export::Kind::Variable, 0}, {kNone32, Export::Kind::Star, 0}};
    m.sourceLines = {"let x = 1", ""};
    FunctionDef& main = m.functions[0];
    main.constants = {int64_t{-5}, 2.5, StringRef{0}, BytesRef{2}, BigIntRef{3}};
    main.names = {0, 1};
    main.nameLists = {{1}};
    main.lines = {{0, 1, 1}, {9, 2, 4}, {20, 1, 7}};
    main.slotNames = {1, kNone32};
    FunctionDef g = function(inner, 1, 2);
    g.params = {{1, 0, true}};
    g.captures = {{Capture::From::LocalValue, 1}};
    g.handlers = {{0, static_cast<uint32_t>(g.code.size()) - 1, static_cast<uint32_t>(g.code.size()) - 1, 0}};
    m.functions.push_back(g);
    return m;
}

}  // namespace noodle::bc::test

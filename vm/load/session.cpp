#include "vm/load/session.h"

#include <algorithm>

#include "runtime/entry/make.h"
#include "vm/bytecode/limits.h"
#include "vm/bytecode/opcode_info.h"
#include "vm/bytecode/verifier.h"

namespace noodle {

namespace {

/// Rewrites the `v` operands of verified code.
void renumberVariables(bc::Table<uint8_t>& code, const std::vector<uint32_t>& slotOf) {
    code.own();
    bc::Instruction instruction;
    for (uint32_t pc = 0; pc < code.size() && bc::decode(code, pc, instruction); pc = instruction.next) {
        uint32_t at = pc + 1;
        for (const char* c = instruction.info().operands; *c != 0; ++c) {
            if (*c == 'v') {
                uint32_t slot =
                    slotOf[static_cast<size_t>(code[at]) | static_cast<size_t>(code[at + 1]) << 8];
                code[at] = static_cast<uint8_t>(slot);
                code[at + 1] = static_cast<uint8_t>(slot >> 8);
            }
            at += bc::operandSize(*c);
        }
    }
}

}  // namespace

void Session::rebase(bc::BcModule& module) {
    std::vector<uint32_t> slotOf;
    for (const bc::ModuleVariable& variable : module.variables) {
        std::string name(module.strings[variable.name]);
        auto [known, isNew] = slots_.emplace(name, static_cast<uint32_t>(names_.size()));
        if (isNew) names_.push_back(name);
        slotOf.push_back(known->second);
    }
    for (bc::FunctionDef& function : module.functions) renumberVariables(function.code, slotOf);
    for (bc::TypeDef& type : module.types)
        if (type.kind == bc::TypeDef::Kind::ModuleClass) type.operands[0] = slotOf[type.operands[0]];
    for (bc::Export& entry : module.exports)
        if (entry.kind == bc::Export::Kind::Variable) entry.index = slotOf[entry.index];
    if (module.mainVariable != bc::kNone32) module.mainVariable = slotOf[module.mainVariable];
    module.variables.clear();
    for (const std::string& name : names_) {
        module.variables.push_back({module.addString(name), false});
    }
}

bool Session::growSlots(size_t count) {
    if (modules_.empty() || modules_[0]->slots->capacity >= count) return true;
    ValueStore* old = modules_[0]->slots;
    uint64_t capacity = std::max<uint64_t>(count, old->capacity * 2 + 16);
    auto* store = allocateObject<ValueStore>(m_, capacity * sizeof(Value));
    if (store == nullptr) return false;
    store->capacity = capacity;
    std::copy_n(old->values(), old->capacity, store->values());
    std::fill(store->values() + old->capacity, store->values() + capacity, Value::undef());
    for (Module* module : modules_) {
        module->slots = store;
        m_.heap().writeBarrier(module, store);
    }
    return true;
}

Result<UnitState*> Session::add(bc::BcModule module) {
    Outcome verified = bc::verifyModule(module);
    if (!verified.ok()) return verified.failure();
    if (names_.size() + module.variables.size() > bc::kMaxTableEntries)
        return Failure{"too many variables in this session", 3};
    rebase(module);
    auto unit = CodeUnit::create(std::move(module));
    if (!unit.ok()) return unit.failure();
    if (!growSlots(names_.size())) return Failure{"out of memory", 5};
    UnitState* state = linker_.instantiate(std::move(unit.value()), modules_.empty() ? nullptr : modules_[0]);
    if (state == nullptr) return Failure{"out of memory", 5};
    modules_.push_back(state->module());
    return state;
}

}  // namespace noodle

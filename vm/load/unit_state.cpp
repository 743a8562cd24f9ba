#include "vm/load/unit_state.h"

#include <algorithm>

#include "runtime/base/utf8.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/make.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {

std::span<String* const> FunctionState::nameList(uint32_t index) const {
    return {nameLists[index].get(), proto->def->nameLists[index].size()};
}

UnitState::UnitState(std::shared_ptr<const CodeUnit> unit, Module* module)
    : unit_(std::move(unit)),
      module_(module),
      functions_(unit_->functionCount()),
      imports_(unit_->module().imports.size()),
      requests_(unit_->module().requests.size()),
      strings_(unit_->module().strings.size()) {
    for (uint32_t i = 0; i < functions_.size(); ++i) {
        functions_[i].proto = &unit_->function(i);
        functions_[i].unit = this;
    }
}

String* UnitState::string(Mutator& m, uint32_t index) {
    if (strings_[index] == nullptr) {
        std::string_view text = unit_->module().strings[index];
        strings_[index] = isValidUtf8(text) ? m.intern(text) : m.intern(repairUtf8(text));
    }
    return strings_[index];
}

namespace {
struct ConstantMaker {
    Mutator& m;
    UnitState& state;

    Value operator()(int64_t i) const { return makeInt(m, i); }
    Value operator()(double d) const { return Value::ofDouble(canonicalDouble(d)); }
    Value operator()(bc::StringRef s) const {
        String* text = state.string(m, s.index);
        return text == nullptr ? Value::exception() : Value::ofObject(text);
    }
    Value operator()(bc::BigIntRef s) const {
        return bigintFromText(m, state.unit().module().strings[s.index]);
    }
    Value operator()(bc::BytesRef s) const {
        return valueOrException(makeBytes(m, state.unit().module().strings[s.index], true));
    }
};
}  // namespace

Value UnitState::constantValue(Mutator& m, const bc::Constant& constant) {
    return std::visit(ConstantMaker{m, *this}, constant);
}

bool UnitState::fillNames(Mutator& m, FunctionState& state) {
    const bc::FunctionDef& def = *state.proto->def;
    state.names = std::make_unique<String*[]>(def.names.size());
    state.symbols = std::make_unique<const Symbol*[]>(def.names.size());
    state.builtins = std::make_unique<Value[]>(def.names.size());
    std::fill_n(state.builtins.get(), def.names.size(), Value::undef());
    for (size_t i = 0; i < def.names.size(); ++i) {
        state.names[i] = string(m, def.names[i]);
        if (state.names[i] == nullptr) return false;
        state.symbols[i] = symbolFor(view(m, state.names[i]));
    }
    state.nameLists.clear();
    for (const auto& list : def.nameLists) {
        auto names = std::make_unique<String*[]>(list.size());
        for (size_t i = 0; i < list.size(); ++i) {
            names[i] = string(m, list[i]);
            if (names[i] == nullptr) return false;
        }
        state.nameLists.push_back(std::move(names));
    }
    return true;
}

bool UnitState::prepare(Mutator& m, FunctionState& state) {
    const bc::FunctionDef& def = *state.proto->def;
    // The array is complete and traceable before the first constant is made, which may collect.
    state.constants = std::make_unique<Value[]>(def.constants.size());
    for (size_t i = 0; i < def.constants.size(); ++i) {
        Value v = constantValue(m, def.constants[i]);
        if (v.isException()) return false;
        state.constants[i] = v;
    }
    if (!fillNames(m, state)) return false;
    state.caches = std::make_unique<InlineCache[]>(def.siteCount);
    state.prepared = true;
    return true;
}

void UnitState::traceRoots(Marker& marker) {
    marker.markObject(module_);
    for (Module* module : requests_) marker.markObject(module);
    for (ImportSlot& slot : imports_) {
        marker.markObject(slot.module);
        marker.mark(slot.value);
    }
    for (FunctionState& function : functions_) {
        const bc::FunctionDef& def = *function.proto->def;
        if (function.constants != nullptr)
            for (size_t i = 0; i < def.constants.size(); ++i) marker.mark(function.constants[i]);
        if (function.builtins != nullptr)
            for (size_t i = 0; i < def.names.size(); ++i) marker.mark(function.builtins[i]);
        if (function.caches == nullptr) continue;
        for (uint32_t i = 0; i < def.siteCount; ++i) marker.markObject(function.caches[i].target);
    }
}

}  // namespace noodle

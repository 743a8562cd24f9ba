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

namespace {

TypeCheck checkOf(const bc::TypeDef& type, const std::vector<bc::TypeDef>& all) {
    using Kind = bc::TypeDef::Kind;
    TypeCheck check;
    check.kind = type.kind;
    if (type.kind != Kind::Union) return check;
    Kind other = Kind::Union;
    size_t others = 0;
    for (uint32_t index : type.operands) {
        if (all[index].kind == Kind::Null) {
            check.optional = true;
        } else {
            other = all[index].kind;
            ++others;
        }
    }
    if (others == 1 && other != Kind::Union) check.kind = other;
    return check;
}

}  // namespace

UnitState::UnitState(std::shared_ptr<const CodeUnit> unit, Module* module)
    : unit_(std::move(unit)),
      module_(module),
      functions_(unit_->functionCount()),
      imports_(unit_->module().imports.size()),
      requests_(unit_->module().requests.size()),
      strings_(unit_->module().strings.size()) {
    for (const bc::TypeDef& type : unit_->module().types)
        types_.push_back(checkOf(type, unit_->module().types));
    for (uint32_t i = 0; i < functions_.size(); ++i) {
        const Proto& proto = unit_->function(i);
        functions_[i].proto = &proto;
        functions_[i].unit = this;
        functions_[i].code = functions_[i].body = proto.code;
        functions_[i].slotCount = proto.slotCount;
        functions_[i].maxStack = proto.maxStack;
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
    state.constantStore = std::make_unique<Value[]>(def.constants.size());
    state.constants = state.constantStore.get();
    for (size_t i = 0; i < def.constants.size(); ++i) {
        Value v = constantValue(m, def.constants[i]);
        if (v.isException()) return false;
        state.constants[i] = v;
        m.noteRootsChanged();
    }
    if (!fillNames(m, state)) return false;
    state.cacheStore = std::make_unique<InlineCache[]>(def.siteCount);
    state.caches = state.cacheStore.get();
    state.globals = module_->slots->values();
    state.types = types_.data();
    state.prepared = true;
    return true;
}

namespace {
void markCache(Marker& marker, const InlineCache& cache) {
    marker.markObject(cache.target);
    marker.markObject(cache.holder);
}
}  // namespace

void TypeCheck::accept(const Shape* shape, uint32_t memberEpoch) {
    if (epoch != memberEpoch) std::fill(shapes, shapes + kShapes, nullptr);
    epoch = memberEpoch;
    shapes[next] = shape;
    next = static_cast<uint8_t>((next + 1) % kShapes);
}

namespace {
/// Whether the import is resolved, to a variable that has one value from when it gets it on.
bool keepsValue(const ImportSlot& slot) {
    if (slot.module == nullptr || slot.module->unit == nullptr) return false;
    const auto& variables = UnitState::of(slot.module)->unit().module().variables;
    return slot.slot < variables.size() && variables[slot.slot].isConst;
}
}  // namespace

void FunctionState::warmUp(const FuseOptions& options) {
    if (options.quicken && own == nullptr) {
        auto isFixed = [this](uint32_t binding) { return keepsValue(unit->imports()[binding]); };
        own = fuse({unit->unit().module(), *proto->def, isFixed}, options);
        code = body = own.get();
    }
    directLeast = proto->directLeast;
    directSpan = proto->directSpan;
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
        for (uint32_t i = 0; i < def.siteCount; ++i) markCache(marker, function.caches[i]);
        for (const InlineCache& cache : function.moreCaches) markCache(marker, cache);
    }
}

}  // namespace noodle

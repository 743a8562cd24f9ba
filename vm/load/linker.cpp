#include "vm/load/linker.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>

#include "runtime/base/text.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/native_module.h"
#include "runtime/object/string.h"
#include "vm/bytecode/storage.h"

namespace noodle {

// ---- finding and loading
// ---------------------------------------------------------------------------------------------

Linker::Linker(Mutator& m, ModuleHost& host, ModuleLoader& loader, NativeModuleFinder natives,
               std::span<const char* const> nativeNames)
    : m_(m), host_(host), loader_(loader), natives_(natives), nativeNames_(nativeNames) {}

Linker::~Linker() = default;

Module* Linker::newModule(std::string_view name) {
    String* text = m_.intern(name);
    if (text == nullptr) return nullptr;
    Module* module = allocateObject<Module>(m_);
    if (module == nullptr) return nullptr;
    module->name = text;
    module->flags = Module::kUnloaded;
    return module;
}

Module* Linker::import(std::string_view path, bool dotted, std::string_view importer) {
    if (auto host = hostModules_.find(std::string(path)); host != hostModules_.end()) return host->second;
    Module* module = search(ModuleQuery{path, dotted, importer});
    if (module != nullptr && !missing_.empty()) missing_.erase(std::string(path));
    return module;
}

Module* Linker::search(const ModuleQuery& query) {
    const std::string_view path = query.path;
    ModuleLocation beside = loader_.locate(query, SearchStage::Beside);
    if (beside.kind == ModuleLocation::Kind::File) return importLocated(beside, query);
    const NativeModule* native = natives_ == nullptr ? nullptr : natives_(path);
    if (native != nullptr) return importNative(native);
    // A bare folder beside the file gives way to a real module elsewhere, as an empty package does.
    ModuleLocation elsewhere = loader_.locate(query, SearchStage::Elsewhere);
    if (elsewhere.kind == ModuleLocation::Kind::File) return importLocated(elsewhere, query);
    if (beside.kind == ModuleLocation::Kind::Folder) return importLocated(beside, query);
    if (elsewhere.kind == ModuleLocation::Kind::Folder) return importLocated(elsewhere, query);
    std::vector<std::string> searched = std::move(beside.searched);
    searched.insert(searched.end(), elsewhere.searched.begin(), elsewhere.searched.end());
    throwNotFound(query, searched);
    return nullptr;
}

void Linker::throwNotFound(const ModuleQuery& query, const std::vector<std::string>& searched) {
    std::string text = joined("cannot find module '", query.path, "'");
    const std::string_view wanted = query.path.substr(query.path.find_last_of("/.") + 1);
    std::vector<std::string> files = loader_.modulesBeside(searched);
    std::vector<std::string_view> names(files.begin(), files.end());
    if (wanted.size() == query.path.size())
        names.insert(names.end(), nativeNames_.begin(), nativeNames_.end());
    const std::string_view near = nearest(wanted, names);
    if (!near.empty()) text += joined(", did you mean '", near, "'?");
    for (size_t i = 0; i < searched.size(); ++i) text += joined(i == 0 ? "; searched " : ", ", searched[i]);
    missing_[std::string(query.path)] = {std::string(query.importer), text};
    throwError(m_, m_.types().importError, text);
}

Module* Linker::importLocated(const ModuleLocation& location, const ModuleQuery& query) {
    return location.kind == ModuleLocation::Kind::File ? importFile(location.path, query)
                                                       : importNamespace(location.path, query.path);
}

namespace {

// What the system may answer otherwise a moment later.
bool isTransient(int error) {
    constexpr int kErrors[] = {EAGAIN,  EBUSY,  EINTR,  EIO,       EMFILE, ENFILE,
                               ENOBUFS, ENOMEM, ESTALE, ETIMEDOUT, ETXTBSY};
    return std::ranges::find(kErrors, error) != std::end(kErrors);
}

}  // namespace

// A file that cannot be read for a reason that may pass is tried again, after longer and longer waits.
Result<std::shared_ptr<const CodeUnit>> Linker::loadPatiently(const std::string& file) {
    constexpr std::chrono::milliseconds kWaits[] = {
        std::chrono::milliseconds(5), std::chrono::milliseconds(20), std::chrono::milliseconds(80)};
    for (std::chrono::milliseconds wait : kWaits) {
        Result<std::shared_ptr<const CodeUnit>> unit = loader_.load(file);
        if (unit.ok() || !isTransient(unit.failure().systemError)) return unit;
        std::this_thread::sleep_for(wait);
    }
    return loader_.load(file);
}

Module* Linker::importFile(const std::string& file, const ModuleQuery& query) {
    auto known = byPath_.find(file);
    if (known != byPath_.end()) {
        UnitState& state = *UnitState::of(known->second);
        return runOnce(state).isException() ? nullptr : known->second;
    }
    Result<std::shared_ptr<const CodeUnit>> unit = loadPatiently(file);
    if (!unit.ok()) {
        const std::string text = joined("cannot import '", query.path, "': ", unit.failure().message);
        missing_[std::string(query.path)] = {std::string(query.importer), text};
        throwError(m_, m_.types().importError, text);
        return nullptr;
    }
    UnitState* state = instantiate(std::move(unit.value()));
    if (state == nullptr) return nullptr;
    byPath_.emplace(file, state->module());
    m_.noteRootsChanged();
    return runOnce(*state).isException() ? nullptr : state->module();
}

// A module without code: what it has is in `constants`.
Module* Linker::newNamespace(std::string_view name) {
    Module* module = newModule(name);
    if (module == nullptr) return nullptr;
    Map* members = newMap(m_);
    if (members == nullptr) return nullptr;
    module->constants = members;
    m_.heap().writeBarrier(module, members);
    module->flags = Module::kReady;
    return module;
}

Module* Linker::hostModule(std::string_view name) {
    auto known = hostModules_.find(std::string(name));
    if (known != hostModules_.end()) return known->second;
    Module* module = newNamespace(name);
    if (module == nullptr) return nullptr;
    hostModules_.emplace(name, module);
    m_.noteRootsChanged();
    return module;
}

Module* Linker::importNamespace(const std::string& folder, std::string_view name) {
    auto known = byPath_.find(folder);
    if (known != byPath_.end()) return known->second;
    Module* module = newNamespace(name);
    if (module == nullptr) return nullptr;
    byPath_.emplace(folder, module);
    m_.noteRootsChanged();
    folders_.emplace(module, folder);
    return module;
}

Module* Linker::importNative(const NativeModule* native) {
    auto known = builtin_.find(native);
    if (known != builtin_.end()) return known->second;
    Module* module = newNamespace(native->name);
    if (module == nullptr) return nullptr;
    module->native = native;
    builtin_.emplace(native, module);
    m_.noteRootsChanged();
    return module;
}

Value Linker::namespaceMember(Module* module, String* name) {
    Value known = mapGetInterned(module->constants, name);
    if (!known.isUndef()) return known;
    auto folder = folders_.find(module);
    if (folder == folders_.end()) return Value::undef();
    std::string base = joined(folder->second, '/', view(m_, name));
    ModuleLocation location = loader_.locate(ModuleQuery{base, false, {}}, SearchStage::Beside);
    if (location.kind == ModuleLocation::Kind::Missing) return Value::undef();
    Module* member = importLocated(location, ModuleQuery{base, false, {}});
    NOODLE_TRY_PTR(member);
    if (!mapSetInterned(m_, module->constants, name, Value::ofObject(member))) return Value::exception();
    return Value::ofObject(member);
}

const CodeUnit* Linker::findUnit(std::string_view path) const {
    for (const auto& state : units_)
        if (state->unit().origin() == path) return &state->unit();
    return nullptr;
}

// ---- instantiating and running
// ---------------------------------------------------------------------------------------

UnitState* Linker::instantiate(std::shared_ptr<const CodeUnit> unit, Module* shared) {
    const bc::BcModule& code = unit->module();
    Module* module = newModule(code.name);
    if (module == nullptr) return nullptr;
    if (shared != nullptr) {
        module->slots = shared->slots;
        module->exports = shared->exports;
        m_.heap().writeBarrier(module, shared->slots);
        m_.heap().writeBarrier(module, shared->exports);
    } else {
        auto* slots = allocateObject<ValueStore>(m_, code.variables.size() * sizeof(Value));
        if (slots == nullptr) return nullptr;
        slots->capacity = code.variables.size();
        for (size_t i = 0; i < slots->capacity; ++i) slots->values()[i] = Value::undef();
        module->slots = slots;
        m_.heap().writeBarrier(module, slots);
        Map* exports = newMap(m_);
        if (exports == nullptr) return nullptr;
        module->exports = exports;
        m_.heap().writeBarrier(module, exports);
    }
    units_.push_back(std::make_unique<UnitState>(std::move(unit), module));
    m_.noteRootsChanged();
    UnitState& state = *units_.back();
    module->unit = &state;
    return buildExports(state) ? &state : nullptr;
}

bool Linker::buildExports(UnitState& state) {
    for (const bc::Export& entry : state.unit().module().exports) {
        if (entry.kind != bc::Export::Kind::Variable) continue;
        String* name = state.string(m_, entry.name);
        if (name == nullptr || !addExport(state.module(), name, Value::ofInt48(entry.index))) return false;
    }
    return true;
}

bool Linker::addExport(Module* module, String* name, Value target) {
    return mapSetInterned(m_, module->exports, name, target);
}

Value Linker::runOnce(UnitState& state) {
    Module* module = state.module();
    if (module->flags == Module::kFailed) {
        auto failure = failures_.find(module);
        if (failure != failures_.end()) return m_.throwValue(failure->second);
        return throwError(m_, m_.types().importError,
                          joined("module '", view(m_, module->name), "' failed to load"));
    }
    if (module->flags != Module::kUnloaded) return Value::null();
    module->flags = Module::kLoading;
    loading_.push_back(module);
    m_.noteRootsChanged();
    Value result = host_.runModuleBody(state);
    std::erase(loading_, module);
    module->flags = result.isException() ? Module::kFailed : Module::kReady;
    if (result.isException()) failures_.emplace(module, m_.pending());
    m_.noteRootsChanged();
    return result;
}

Module* Linker::require(UnitState& from, uint32_t request) {
    Module* known = from.requests()[request];
    if (known != nullptr && known->flags == Module::kReady) return known;
    const bc::ModuleRequest& wanted = from.unit().module().requests[request];
    String* path = from.string(m_, wanted.path);
    if (path == nullptr) return nullptr;
    Module* module = import(view(m_, path), wanted.dotted, from.unit().file());
    if (module == nullptr) return nullptr;
    from.requests()[request] = module;
    m_.noteRootsChanged();
    return addReexports(from, request, module) ? module : nullptr;
}

// ---- exports and imports
// ---------------------------------------------------------------------------------------------

bool Linker::addReexports(UnitState& from, uint32_t request, Module* target) {
    const bc::BcModule& code = from.unit().module();
    for (const bc::Export& entry : code.exports) {
        if (entry.kind == bc::Export::Kind::Star) {
            if (entry.index == request && !addStar(from, target)) return false;
            continue;
        }
        if (entry.kind != bc::Export::Kind::Reexport || code.imports[entry.index].request != request)
            continue;
        String* name = from.string(m_, entry.name);
        String* original = from.string(m_, code.imports[entry.index].name);
        if (name == nullptr || original == nullptr) return false;
        Value words[2] = {Value::ofObject(target), Value::ofObject(original)};
        Tuple* link = newTuple(m_, words, 2);
        if (link == nullptr || !addExport(from.module(), name, Value::ofObject(link))) return false;
    }
    return true;
}

// Own exports win over starred ones; the first star wins over later ones.
bool Linker::addStar(UnitState& from, Module* target) {
    auto add = [&](String* name) {
        if (!mapGetInterned(from.module()->exports, name).isUndef()) return true;
        Value words[2] = {Value::ofObject(target), Value::ofObject(name)};
        Tuple* link = newTuple(m_, words, 2);
        return link != nullptr && addExport(from.module(), name, Value::ofObject(link));
    };
    if (target->native != nullptr) {
        const auto* native = static_cast<const NativeModule*>(target->native);
        for (const NativeSpec& spec : native->functions) {
            String* name = m_.intern(spec.name);
            if (name == nullptr || !add(name)) return false;
        }
        for (const NativeConstant& constant : native->constants) {
            String* name = m_.intern(constant.name);
            if (name == nullptr || !add(name)) return false;
        }
        return true;
    }
    if (target->exports == nullptr) return true;
    uint64_t position = 0;
    Value key;
    while (mapNext(target->exports, position, &key, nullptr)) {
        String* name = key.as<String>();
        if (name != nullptr && !add(name)) return false;
    }
    return true;
}

/// Where a name leads: a variable of a module, or a value of a builtin module or namespace.
struct Linker::Target {
    Module* module = nullptr;
    uint32_t slot = 0;
    Value value = Value::undef();
};

namespace {
constexpr int kMaxExportHops = 64;  // re-exports of re-exports; a ring of stars ends here
}

// False: exception pending. target.module null and value undef: no such export (yet).
bool Linker::resolve(Module* module, String* name, Target& target) {
    for (int hops = 0; hops < kMaxExportHops; ++hops) {
        if (module->exports == nullptr) {
            Value v = isNamespace(module) ? namespaceMember(module, name)
                                          : findMemberValue(m_, Value::ofObject(module), name);
            if (v.isException()) return false;
            target.value = v;
            return true;
        }
        Value entry = mapGetInterned(module->exports, name);
        if (entry.isInt48()) {
            target.module = module;
            target.slot = static_cast<uint32_t>(entry.asInt48());
            return true;
        }
        Tuple* link = entry.as<Tuple>();
        if (link == nullptr) return true;
        module = link->elements()[0].cast<Module>();
        name = link->elements()[1].cast<String>();
    }
    return true;
}

Value Linker::resolveBinding(UnitState& from, uint32_t binding) {
    const bc::ImportBinding& wanted = from.unit().module().imports[binding];
    Module* module = require(from, wanted.request);
    NOODLE_TRY_PTR(module);
    String* name = from.string(m_, wanted.name);
    NOODLE_TRY_PTR(name);
    Target target;
    if (!resolve(module, name, target)) return Value::exception();
    ImportSlot& slot = from.imports()[binding];
    if (target.module == nullptr && target.value.isUndef()) {
        // A submodule of a package: `from pkg import part`.
        if (module->flags == Module::kLoading) return throwNotReady(module, view(m_, name));
        return throwNoExport(module, name);
    }
    slot.module = target.module;
    slot.slot = target.slot;
    slot.value = target.value;
    m_.noteRootsChanged();
    return Value::null();
}

Value Linker::readImport(UnitState& from, uint32_t binding) {
    ImportSlot& slot = from.imports()[binding];
    if (slot.module == nullptr && slot.value.isUndef()) NOODLE_TRY(resolveBinding(from, binding));
    if (slot.module == nullptr) return slot.value;
    Value v = slot.module->slots->values()[slot.slot];
    if (v.isUndef())
        return throwNotReady(slot.module, from.unit().text(from.unit().module().imports[binding].name));
    return v;
}

Value Linker::throwNoExport(Module* module, String* name) {
    std::vector<std::string_view> names;
    uint64_t position = 0;
    Value key;
    if (module->exports != nullptr)
        while (mapNext(module->exports, position, &key, nullptr))
            if (String* text = key.as<String>()) names.push_back(view(m_, text));
    if (const auto* native = static_cast<const NativeModule*>(module->native)) {
        for (const NativeSpec& spec : native->functions) names.emplace_back(spec.name);
        for (const NativeConstant& constant : native->constants) names.emplace_back(constant.name);
    }
    std::string_view near = nearest(view(m_, name), names);
    std::string text = joined("module '", view(m_, module->name), "' has no '", view(m_, name), "'");
    if (!near.empty()) text += joined(", did you mean '", near, "'?");
    return throwError(m_, m_.types().importError, text);
}

Value Linker::throwNotReady(Module* module, std::string_view name) {
    std::string text = joined("'", name, "' of module '", view(m_, module->name), "' is not initialised yet");
    if (module->flags == Module::kLoading) text += joined("; import cycle: ", cycleText(module));
    return throwError(m_, m_.types().importError, text);
}

// a.nc -> b.nc -> a.nc: from the half-made module inwards and back to it.
std::string Linker::cycleText(Module* module) const {
    std::string text;
    bool inside = false;
    for (Module* step : loading_) {
        inside = inside || step == module;
        if (!inside) continue;
        const UnitState* state = UnitState::of(step);
        text += joined(state->unit().origin(), " -> ");
    }
    return text + UnitState::of(module)->unit().origin();
}

ModuleStatus Linker::statusOf(const UnitState& state) const {
    const Module* module = state.module();
    ModuleStatus status;
    status.name = view(m_, module->name);
    status.file = state.unit().origin();
    if (module->flags != Module::kReady) status.state = ModuleStatus::State::Loading;
    if (module->flags == Module::kFailed) {
        status.state = ModuleStatus::State::Failed;
        auto failure = failures_.find(module);
        if (failure != failures_.end()) status.error = errorMessage(m_, failure->second);
    }
    return status;
}

std::vector<ModuleStatus> Linker::statuses() const {
    std::vector<ModuleStatus> all;
    for (const auto& state : units_) all.push_back(statusOf(*state));
    const size_t files = all.size();
    for (const auto& [native, module] : builtin_) {
        ModuleStatus& status = all.emplace_back();
        status.name = native->name;
    }
    std::sort(all.begin() + static_cast<ptrdiff_t>(files), all.end(),
              [](const ModuleStatus& a, const ModuleStatus& b) { return a.name < b.name; });
    for (const auto& state : units_) {
        const bc::BcModule& code = state->unit().module();
        for (size_t i = 0; i < code.requests.size(); ++i) {
            if (!code.requests[i].lazy || state->requests()[i] != nullptr) continue;
            ModuleStatus& status = all.emplace_back();
            status.state = ModuleStatus::State::Pending;
            status.name = state->unit().text(code.requests[i].path);
            status.importer = state->unit().origin();
        }
    }
    for (const auto& [path, why] : missing_) {
        ModuleStatus& status = all.emplace_back();
        status.state = ModuleStatus::State::Failed;
        status.name = path;
        status.importer = why.first;
        status.error = why.second;
    }
    return all;
}

size_t Linker::codeBytes() const {
    size_t bytes = 0;
    for (const auto& state : units_) {
        const CodeUnit& unit = state->unit();
        if (unit.module().storage != nullptr) bytes += unit.module().storage->arena().bytesUsed();
        bytes += unit.functionCount() * (sizeof(Proto) + sizeof(FunctionState));
    }
    return bytes;
}

void Linker::traceRoots(Marker& marker) {
    for (const auto& state : units_) state->traceRoots(marker);
    for (const auto& [path, module] : byPath_) marker.markObject(module);
    for (const auto& [native, module] : builtin_) marker.markObject(module);
    for (const auto& [name, module] : hostModules_) marker.markObject(module);
    for (const auto& [module, error] : failures_) marker.mark(error);
    for (Module* module : loading_) marker.markObject(module);
}

}  // namespace noodle

// Linker: the modules of one isolate. Finds, loads, instantiates and runs each module once, resolves imports
// to live bindings, keeps builtin modules and namespaces. Not a searcher of files (module_loader.h) and not
// an interpreter: bodies are run by the ModuleHost. Owned by the Vm; a root source for all of its modules.
//
// A module goes Unloaded -> Loading -> Ready | Failed. While it is Loading, importing it again gives the
// half-made module: that is what makes cycles work; reading one of its variables that has no value yet is the
// error that names the cycle.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/object/mutator.h"
#include "vm/load/module_loader.h"
#include "vm/load/unit_state.h"

namespace noodle {

/// One module as the program sees it now.
struct ModuleStatus {
    enum class State : uint8_t {
        Loaded,
        Loading,  ///< its body runs
        Pending,  ///< imported lazily and not used yet
        Failed,   ///< could not be found or loaded, or its body threw
    };
    State state = State::Loaded;
    std::string name;  ///< Pending, and Failed without a file: the path as written
    std::string file;  ///< "" of builtin modules and of those that were not found
    std::string importer;
    std::string error;  ///< Failed: why
};

struct NativeModule;
using NativeModuleFinder = const NativeModule* (*)(std::string_view name);

/// Runs a module's body to its end. Exception if it threw.
class ModuleHost {
  public:
    virtual Value runModuleBody(UnitState& state) = 0;

  protected:
    ~ModuleHost() = default;
};

class Linker {
  public:
    /// `natives` may be null: no builtin modules.
    /// `nativeNames`: what `natives` finds, for messages.
    Linker(Mutator& m, ModuleHost& host, ModuleLoader& loader, NativeModuleFinder natives,
           std::span<const char* const> nativeNames = {});
    ~Linker();

    /// A module object for `unit`, not run. Null: threw. `shared`: the unit's variables are those of this
    /// module (REPL).
    UnitState* instantiate(std::shared_ptr<const CodeUnit> unit, Module* shared = nullptr);
    /// Runs the body unless that has been started already. Exception: it threw, now or the first time.
    Value runOnce(UnitState& state);

    /// The module of a request, loaded and started. Null: threw.
    Module* require(UnitState& from, uint32_t request);
    /// The current value of an import binding. Exception if it cannot be had.
    Value readImport(UnitState& from, uint32_t binding);
    /// Import by path as seen from the file `importer` (empty: the current folder). Null: threw.
    Module* import(std::string_view path, bool dotted, std::string_view importer);
    /// The module that `import name` means before anything else, for a host to fill (Module::constants).
    /// Null: threw.
    Module* hostModule(std::string_view name);
    bool hasHostModule(std::string_view name) const {
        return hostModules_.find(std::string(name)) != hostModules_.end();
    }
    /// Submodule `name` of a namespace folder; undef if there is none, exception if it failed.
    Value namespaceMember(Module* module, String* name);
    static bool isNamespace(const Module* module) {
        return module->unit == nullptr && module->native == nullptr;
    }

    /// The unit whose origin is `path`, for showing source lines; null if unknown.
    const CodeUnit* findUnit(std::string_view path) const;
    ModuleLoader& loader() { return loader_; }
    /// The state whose body the program started with; __name__ is "__main__" there.
    void setStarted(UnitState* state) { started_ = state; }
    UnitState* started() const { return started_; }

    /// Code, tables and texts of the units that were loaded.
    size_t codeBytes() const;

    /// All modules that were asked for, in the order of loading; what is pending or could not be found last.
    std::vector<ModuleStatus> statuses() const;

    void traceRoots(Marker& marker);

  private:
    struct Target;
    Module* search(const ModuleQuery& query);
    Result<std::shared_ptr<const CodeUnit>> loadPatiently(const std::string& file);
    ModuleStatus statusOf(const UnitState& state) const;
    Module* importLocated(const ModuleLocation& location, const ModuleQuery& query);
    Module* importFile(const std::string& file, const ModuleQuery& query);
    Module* importNamespace(const std::string& folder, std::string_view name);
    Module* importNative(const NativeModule* native);
    Module* newModule(std::string_view name);
    Module* newNamespace(std::string_view name);
    void throwNotFound(const ModuleQuery& query, const std::vector<std::string>& searched);

    bool buildExports(UnitState& state);
    bool addReexports(UnitState& from, uint32_t request, Module* target);
    bool addExport(Module* module, String* name, Value target);
    bool addStar(UnitState& from, Module* target);
    bool resolve(Module* module, String* name, Target& target);
    Value resolveBinding(UnitState& from, uint32_t binding);
    Value throwNoExport(Module* module, String* name);
    Value throwNotReady(Module* module, std::string_view name);
    std::string cycleText(Module* module) const;

    Mutator& m_;
    ModuleHost& host_;
    ModuleLoader& loader_;
    NativeModuleFinder natives_;
    std::span<const char* const> nativeNames_;
    std::vector<std::unique_ptr<UnitState>> units_;
    std::unordered_map<std::string, Module*> byPath_;  // files and namespace folders
    std::unordered_map<const NativeModule*, Module*> builtin_;
    std::unordered_map<std::string, Module*> hostModules_;
    std::unordered_map<const Module*, std::string> folders_;  // of namespaces
    std::unordered_map<const Module*, Value> failures_;       // what a failed body threw
    // What could not be found or loaded: importer and reason by path. Trying again may succeed.
    std::map<std::string, std::pair<std::string, std::string>> missing_;
    std::vector<Module*> loading_;  // innermost last
    UnitState* started_ = nullptr;
};

}  // namespace noodle

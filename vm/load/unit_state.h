// UnitState: what one isolate keeps for one CodeUnit: its Module object, the constants and names of each
// function as heap values, the import tables and the inline caches. Owned by the isolate's Linker, lives as
// long as the isolate; a root. Functions are prepared when they are first entered, so loading a big module
// costs only what runs.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "runtime/object/mutator.h"
#include "runtime/object/shape.h"
#include "vm/load/code_unit.h"

namespace noodle {

class UnitState;

/// One feedback site: what was seen there last. `shape` null: empty. Meaning of the rest per opcode
/// (vm/interp/cache.h).
struct InlineCache {
    const Shape* shape = nullptr;
    const Shape* next = nullptr;
    HeapObject* target = nullptr;
    uint32_t index = 0;
    uint32_t epoch = 0;
    uint32_t check = 0;
};

struct FunctionState {
    const Proto* proto = nullptr;
    UnitState* unit = nullptr;
    bool prepared = false;
    std::unique_ptr<Value[]> constants;
    std::unique_ptr<String*[]> names;
    std::unique_ptr<Value[]> builtins;         ///< one per name: the builtin it means, undef until looked up
    std::unique_ptr<const Symbol*[]> symbols;  ///< one per name
    std::vector<std::unique_ptr<String*[]>> nameLists;
    std::unique_ptr<InlineCache[]> caches;

    std::span<String* const> nameList(uint32_t index) const;
};

/// Where an import binding leads once it is resolved.
struct ImportSlot {
    Module* module = nullptr;      ///< exporting module; null: not resolved yet
    uint32_t slot = 0;             ///< its variable
    Value value = Value::undef();  ///< instead of module/slot for builtin modules and namespaces
};

class UnitState {
  public:
    UnitState(std::shared_ptr<const CodeUnit> unit, Module* module);

    const CodeUnit& unit() const { return *unit_; }
    Module* module() const { return module_; }
    FunctionState& function(uint32_t index) { return functions_[index]; }
    std::vector<ImportSlot>& imports() { return imports_; }
    std::vector<Module*>& requests() { return requests_; }

    /// Makes constants, names and caches of a function. False: out of memory (pending).
    [[nodiscard]] bool prepare(Mutator& m, FunctionState& state);
    /// Interned string of the module's string table.
    String* string(Mutator& m, uint32_t index);
    void traceRoots(Marker& marker);

    static UnitState* of(const Module* module) {
        return static_cast<UnitState*>(const_cast<void*>(module->unit));
    }

  private:
    Value constantValue(Mutator& m, const bc::Constant& constant);
    bool fillNames(Mutator& m, FunctionState& state);

    std::shared_ptr<const CodeUnit> unit_;  // shared: isolates on several threads run the same code
    Module* module_;
    std::vector<FunctionState> functions_;
    std::vector<ImportSlot> imports_;
    std::vector<Module*> requests_;  // resolved module per request, null before
    std::vector<String*> strings_;   // interned, never collected
};

}  // namespace noodle

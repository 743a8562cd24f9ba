// UnitState: what one isolate keeps for one CodeUnit: its Module object, the constants and names of each
// function as heap values, the import tables and the inline caches. Owned by the isolate's Linker, lives as
// long as the isolate; a root. Functions are prepared when they are first entered, so loading a big module
// costs only what runs.
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "runtime/object/mutator.h"
#include "runtime/object/shape.h"
#include "vm/load/code_unit.h"
#include "vm/load/fuse.h"
#include "vm/load/profile.h"

namespace noodle {

class UnitState;
class Vm;
struct NativeCode;  // vm/tier/native_code.h
/// `slots`: receiver and parameters. The result, or the exception sentinel.
using NativeEntry = uint64_t (*)(Vm*, Function* closure, Value* slots);

/// One feedback site: what was seen there last. `shape` null: empty. Meaning of the rest per opcode
/// (vm/interp/cache.h).
struct alignas(64) InlineCache {
    const Shape* shape = nullptr;
    const Shape* next = nullptr;
    HeapObject* target = nullptr;
    const void* plan = nullptr;
    uint32_t index = 0;
    uint32_t epoch = 0;
    uint32_t check = 0;
    uint32_t count = 0;           ///< entries in the chain behind this one
    InlineCache* more = nullptr;  ///< the next entry of a polymorphic site
    HeapObject* holder = nullptr;
};

/// A type of the unit's table as a check at run time sees it first. A class is remembered by the shapes of
/// instances that passed.
struct TypeCheck {
    static constexpr uint32_t kShapes = 4;
    bc::TypeDef::Kind kind = bc::TypeDef::Kind::Union;  ///< what decides without look-up (hasQuickKind)
    bool optional = false;                              ///< null passes
    uint8_t next = 0;                                   ///< shape to overwrite
    uint32_t epoch = 0;                                 ///< member epoch that the shapes hold for
    const Shape* shapes[kShapes] = {};

    void accept(const Shape* shape, uint32_t memberEpoch);
};

/// What one isolate knows about one function. It is cold at first and runs the unit's shared code; once it
/// gets warm it has a private copy, in which sequences become superinstructions (fuse.h).
struct FunctionState {
    // What a call reads comes first: one cache line.
    const uint8_t* code = nullptr;  ///< where new frames begin: `body`, or a stub of native_opcodes.def
    // A call that passes directLeast to directLeast + directSpan words needs no binding; kNever: take the
    // general path.
    uint32_t directLeast = kNever;
    uint32_t directSpan = 0;
    uint16_t slotCount = 0;
    uint16_t maxStack = 0;
    Value* globals = nullptr;  ///< the module's variables
    InlineCache* caches = nullptr;
    Value* constants = nullptr;
    const uint8_t* body = nullptr;  ///< the bytecode: the unit's code or `own`
    const Proto* proto = nullptr;
    UnitState* unit = nullptr;
    NativeCode* native = nullptr;  ///< what the compiler tiers keep for it; null until it got hot
    NativeEntry nativeEntry =
        nullptr;  ///< its compiled code, for calls from compiled code; null: interpreted
    bool prepared = false;
    uint32_t calls = 0, loops = 0;   ///< while cold
    TypeCheck* types = nullptr;      ///< the unit's, by type index
    std::unique_ptr<uint8_t[]> own;  ///< the private copy; null while cold
    std::unique_ptr<InlineCache[]> cacheStore;
    std::unique_ptr<Value[]> constantStore;
    std::unique_ptr<String*[]> names;
    std::unique_ptr<Value[]> builtins;         ///< one per name: the builtin it means, undef until looked up
    std::unique_ptr<const Symbol*[]> symbols;  ///< one per name
    std::vector<std::unique_ptr<String*[]>> nameLists;
    std::unique_ptr<FunctionProfile> profile;  ///< null until a sample fell into the function
    std::deque<InlineCache> moreCaches;        ///< further entries of polymorphic sites

    static FunctionState& of(const Function* function) {
        return *static_cast<FunctionState*>(function->state);
    }
    std::span<String* const> nameList(uint32_t index) const;
    static constexpr uint32_t kNever = 0x8000'0000;
    /// Whether a call that passes `words`, receiver included, may enter without binding; only of a warm
    /// function.
    bool entersDirectly(uint32_t words) const { return words - directLeast <= directSpan; }
    /// The same for when it is warm.
    bool takesDirectly(uint32_t words) const {
        return words >= proto->directLeast && words - proto->directLeast <= proto->directSpan;
    }
    /// Offset of an address in the shared or the private code, end included; 0 for one in a stub.
    uint32_t offsetOf(const uint8_t* pc) const {
        const size_t size = proto->def->code.size();
        auto offset = static_cast<size_t>(pc - body);
        if (offset > size) offset = static_cast<size_t>(pc - proto->code);
        return offset <= size ? static_cast<uint32_t>(offset) : 0;
    }
    /// Gives the function its private code. Requires prepared.
    void warmUp(const FuseOptions& options);
};

constexpr uint32_t kWarmCalls = 8, kWarmLoops = 64;

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
    std::vector<TypeCheck>& types() { return types_; }

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
    std::vector<TypeCheck> types_;
};

}  // namespace noodle

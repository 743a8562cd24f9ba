// What calling a class has to do, worked out once per class: ConstructPlan. Not the construction itself
// (construct.cpp). Owned by the Vm; a root source. Plans are dropped when the member epoch moves.
#pragma once

#include <unordered_map>
#include <vector>

#include "runtime/object/class.h"
#include "vm/load/unit_state.h"

namespace noodle {

class Vm;

/// A field that a generated constructor sets, in the order of its parameters.
struct PlannedField {
    const FieldInfo* info;  ///< never null
    const Symbol* symbol;
    UnitState* unit;  ///< whose type table the declared type is in; null: unchecked
    uint32_t index;   ///< in every shape that descends from the class's root shape
};

/// A field whose default is a constant.
struct Preset {
    uint32_t index;
    Value value;
};

struct ConstructPlan {
    Value constructor = Value::undef();   ///< method that a program wrote, or undef
    std::vector<Function*> initialisers;  ///< "$fields" of the class chain, nearest class first
    std::vector<PlannedField> fields;     ///< what a generated constructor takes
    std::vector<Preset> presets;          ///< constant defaults, set at once; then there are no initialisers
    bool memberwise =
        false;         ///< without written constructor: takes the fields (structs, dataclasses, errors)
    size_t words = 0;  ///< room that the frames of constructor and initialisers need
};

inline void setPresets(Mutator& m, Instance* object, const ConstructPlan& plan) {
    for (const Preset& preset : plan.presets) setFieldAt(m, object, preset.index, preset.value);
}

class ConstructPlans {
  public:
    /// Valid until the next call of of() under another epoch. Never fails: without memory a look-up finds
    /// nothing.
    const ConstructPlan& of(Vm& vm, Class* cls);
    void traceRoots(Marker& marker);

  private:
    std::unordered_map<Class*, ConstructPlan> plans_;
    uint32_t epoch_ = 0;
};

/// True for the constructors that exist without being written.
bool isFallbackConstructor(Value callee);

}  // namespace noodle

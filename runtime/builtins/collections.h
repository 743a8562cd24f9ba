// What the members of List, Map, Set and bytes share: checked receivers that may be changed. Internal to this
// folder.
#pragma once

#include "runtime/builtins/args.h"

namespace noodle {

constexpr uint16_t kBytesFrozen = 1;

/// The receiver as T; a frozen one is refused with TypeError. Null: exception pending.
template <typename T>
T* changeable(Mutator& m, const Args& args, const char* function, uint16_t frozenBit, const char* what) {
    T* object = args.self.as<T>();
    if (object == nullptr) {
        throwExpected(m, function, what, args.self);
    } else if ((object->flags & frozenBit) != 0) {
        throwFrozen(m, function, what);
        return nullptr;
    }
    return object;
}

inline List* selfList(Mutator& m, const Args& args, const char* function) {
    return receiver<List>(m, args, function, "List");
}
inline List* changeableList(Mutator& m, const Args& args, const char* function) {
    return changeable<List>(m, args, function, List::kFrozen, "List");
}

/// Argument `i` as an index of something of this length, negative ones from the end. nullopt: exception
/// pending.
std::optional<uint64_t> readIndex(Mutator& m, const ArgReader& in, uint32_t i, uint64_t length,
                                  const char* what);

/// Freezes a list, map, set, bytes or struct as a whole; what it holds stays as it is. TypeError for other
/// values.
Value freezeValue(Mutator& m, Value v);
bool isFrozen(Value v);
/// Members freeze(), isFrozen() and iterator() of every collection.
Value freezeMember(Mutator& m, Args args);
Value isFrozenMember(Mutator& m, Args args);
Value iteratorMember(Mutator& m, Args args);

}  // namespace noodle

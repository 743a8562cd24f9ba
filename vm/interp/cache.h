// Inline access to fields and list elements, and the meaning of an InlineCache per family of opcodes:
//   GetField              shape: the instance's shape; index: where the field is.
//   SetField, InitField   the same; check: a FieldCheck; plan: the TypeCheck that the value must pass.
//                         With `next`, the write adds the field and gives the object that shape; valid
//                         while the member epoch is `epoch` (no setter then). Not filled for const fields
//                         and for types that need a look-up.
//   CallMethod            shape: the receiver's shape; target: the Function found through its class;
//                         epoch: the member epoch then. The shape has no field of that name.
//   CallSuper             holder: the class whose code calls; target: the Function above it, for
//                         instances; epoch: the member epoch then
//   any member            holder: a module of the user's; target: the module that has the variable;
//                         index: its number
// Nothing here allocates or fails.
#pragma once

#include "runtime/entry/iterate.h"
#include "runtime/gc/heap.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/value/layout.h"
#include "vm/bytecode/module.h"
#include "vm/load/unit_state.h"

namespace noodle {

enum FieldCheck : uint32_t {
    kUnchecked = 0,
    kChecked,        ///< the TypeCheck decides
    kCheckedOrNull,  ///< the TypeCheck, or null
    kIntOnly,        ///< the TypeCheck's kind is Int: the handler looks itself
    kFloatOnly,
};

/// Requires index < the field count of the object's shape. Fields behind the allocated ones read as unset.
inline const Value* fieldSlot(Instance* object, uint32_t index) {
    static constexpr Value kUnset = Value::undef();
    if (index < object->inlineCapacity()) return object->inlineFields() + index;
    index -= object->inlineCapacity();
    return object->overflow != nullptr && index < object->overflow->capacity
               ? object->overflow->values() + index
               : &kUnset;
}

/// Requires that the slot exists: a cached shape implies it, because setField made the room when it gave that
/// shape.
inline void storeField(Heap& heap, Instance* object, uint32_t index, Value v) {
    if (index < object->inlineCapacity()) {
        heap.writeBarrier(object, v);
        object->inlineFields()[index] = v;
        return;
    }
    ValueStore* store = object->overflow;
    heap.writeBarrier(store, v);
    store->values()[index - object->inlineCapacity()] = v;
}

/// Whether a value has a type of this TypeDef kind; only for kinds where one look at the word or its object
/// decides.
inline bool hasQuickKind(bc::TypeDef::Kind kind, Value v) {
    using Kind = bc::TypeDef::Kind;
    switch (kind) {
        case Kind::Any:
            return true;
        case Kind::Int:
            return v.isInt48();
        case Kind::Float:
            return v.isDouble();
        case Kind::Bool:
            return v.isBool();
        case Kind::String:
            return v.isKind(ObjectKind::String);
        case Kind::List:
            return v.isKind(ObjectKind::List);
        case Kind::Map:
            return v.isKind(ObjectKind::Map);
        default:
            return false;
    }
}
/// True if the check is passed for sure; otherwise the general path must decide.
inline bool passesQuickly(const TypeCheck& check, Value v, uint32_t memberEpoch) {
    if (Instance* instance = v.as<Instance>()) {
        if (check.epoch != memberEpoch) return false;
        for (const Shape* shape : check.shapes)
            if (shape == instance->shape) return true;
        return false;
    }
    return hasQuickKind(check.kind, v) || (v.isNull() && check.optional);
}

/// Whether the value may be written through a cached SetField or InitField.
inline bool passesCheck(const InlineCache& cache, Value v, uint32_t memberEpoch) {
    if (cache.check == kUnchecked) return true;
    return passesQuickly(*static_cast<const TypeCheck*>(cache.plan), v, memberEpoch) ||
           (cache.check == kCheckedOrNull && v.isNull());
}

static_assert(sizeof(ValueStore) == sizeof(Raw),
              "elements of every kind begin at the same offset of their store");

/// The element, or undef where the general path must decide: out of range, or an int that needs a box.
[[gnu::always_inline]] inline Value listElement(const List* list, uint64_t index) {
    if (index >= list->length) [[unlikely]]
        return Value::undef();
    const auto* store = static_cast<Raw*>(list->store);
    List::ElementKind kind = list->elementKind();
    if (kind != List::kBool) [[likely]] {
        auto bits = reinterpret_cast<const uint64_t*>(store + 1)[index];
        // Boxed elements and doubles are words as they stand.
        if (kind != List::kInt) return Value::fromBits(bits);
        auto i = static_cast<int64_t>(bits);
        return Value::fitsInt48(i) ? Value::ofInt48(i) : Value::undef();
    }
    return Value::ofBool(reinterpret_cast<const uint8_t*>(store + 1)[index] != 0);
}

/// Stores in place if index, frozen bit and element kind allow it.
inline bool storeListElement(Heap& heap, List* list, uint64_t index, Value v) {
    if (index >= list->length || (list->flags & List::kFrozen) != 0) return false;
    switch (list->elementKind()) {
        case List::kBoxed: {
            storeBoxed(heap, static_cast<ValueStore*>(list->store), index, v);
            return true;
        }
        case List::kInt:
            if (!v.isInt48()) return false;
            static_cast<Raw*>(list->store)->data<int64_t>()[index] = v.asInt48();
            return true;
        case List::kFloat:
            if (!v.isDouble()) return false;
            static_cast<Raw*>(list->store)->data<double>()[index] = v.asDouble();
            return true;
        case List::kBool:
            if (!v.isBool()) return false;
            static_cast<Raw*>(list->store)->bytes()[index] = v.isTrue() ? 1 : 0;
            return true;
    }
    return false;
}

// ---- iteration

/// Whether the iterator stands at an entry of its table, and no key came or went since it was made.
[[gnu::always_inline]] inline bool isUnchanged(const HashBase* table, const Iterator* it) {
    const auto place = static_cast<uint64_t>(it->position);
    return static_cast<int64_t>(table->version) == it->limit && place >= table->aux && place < table->used;
}
[[gnu::always_inline]] inline Value stepTable(Iterator* it) {
    if (it->flags == static_cast<uint16_t>(IteratorKind::Set)) {
        Set* set = it->source.as<Set>();
        if (set == nullptr || !isUnchanged(set, it)) return Value::undef();
        Value element = set->entries->values()[it->position];
        if (!element.isUndef()) ++it->position;
        return element;
    }
    const bool isValues = it->flags == static_cast<uint16_t>(IteratorKind::MapValues);
    if (!isValues && it->flags != static_cast<uint16_t>(IteratorKind::MapKeys)) return Value::undef();
    Map* map = it->source.as<Map>();
    if (map == nullptr || !isUnchanged(map, it)) return Value::undef();
    const Value* entry = map->entries->values() + 2 * it->position;
    if (entry->isUndef()) return Value::undef();
    ++it->position;
    return entry[isValues];
}
/// The next element of a range, a list or a table, stepping in place with the fields of Iterator as
/// runtime/entry uses them; undef where the general path must decide, at the end too.
[[gnu::always_inline]] inline Value stepIterator(Value iterator) {
    Iterator* it = iterator.as<Iterator>();
    if (it == nullptr) return Value::undef();
    if (it->flags == static_cast<uint16_t>(IteratorKind::Range)) {
        int64_t current = it->position;
        if (it->limit == 0 || !Value::fitsInt48(current)) return Value::undef();
        it->position = static_cast<int64_t>(static_cast<uint64_t>(current) + static_cast<uint64_t>(it->step));
        --it->limit;
        return Value::ofInt48(current);
    }
    if (it->flags != static_cast<uint16_t>(IteratorKind::List)) return stepTable(it);
    List* list = it->source.as<List>();
    if (list == nullptr) return Value::undef();
    Value element = listElement(list, static_cast<uint64_t>(it->position));
    if (!element.isUndef()) ++it->position;
    return element;
}

}  // namespace noodle

// Inline access to fields and list elements, and the meaning of an InlineCache per family of opcodes:
//   GetField              shape: the instance's shape; index: where the field is.
//   SetField, InitField   the same; check: 0, or 1 + the TypeDef kind that the value must have. With `next`,
//   the write adds the
//                         field and gives the object that shape; valid while the member epoch is `epoch` (no
//                         setter then). Not filled for const fields and for types that need a look-up.
//   CallMethod            shape: the receiver's shape; target: the Function found through its class; epoch:
//   the member
//                         epoch then. The shape has no field of that name.
// Nothing here allocates or fails.
#pragma once

#include "runtime/gc/heap.h"
#include "runtime/value/layout.h"
#include "vm/bytecode/module.h"

namespace noodle {

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
inline bool passesCheck(uint32_t check, Value v) {
    return check == 0 || hasQuickKind(static_cast<bc::TypeDef::Kind>(check - 1), v);
}

/// The element, or undef where the general path must decide: out of range, or an int that needs a box.
inline Value listElement(List* list, uint64_t index) {
    if (index >= list->length) return Value::undef();
    switch (list->elementKind()) {
        case List::kBoxed:
            return static_cast<ValueStore*>(list->store)->values()[index];
        case List::kInt: {
            int64_t i = static_cast<Raw*>(list->store)->data<int64_t>()[index];
            return Value::fitsInt48(i) ? Value::ofInt48(i) : Value::undef();
        }
        case List::kFloat:
            return Value::ofDouble(static_cast<Raw*>(list->store)->data<double>()[index]);
        case List::kBool:
            return Value::ofBool(static_cast<Raw*>(list->store)->bytes()[index] != 0);
    }
    return Value::undef();
}

/// Stores in place if index, frozen bit and element kind allow it.
inline bool storeListElement(Heap& heap, List* list, uint64_t index, Value v) {
    if (index >= list->length || (list->flags & List::kFrozen) != 0) return false;
    switch (list->elementKind()) {
        case List::kBoxed: {
            auto* store = static_cast<ValueStore*>(list->store);
            heap.writeBarrier(store, v);
            store->values()[index] = v;
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

}  // namespace noodle

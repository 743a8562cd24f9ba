// Classes and instances: creation, member tables, look-up along the chain, field access by shape.
// A member table maps an interned name to: a callable (method), or a Member record below for everything else.
#pragma once

#include <span>

#include "runtime/object/class_info.h"
#include "runtime/object/mutator.h"
#include "runtime/object/shape.h"

namespace noodle {

enum class MemberKind : uint8_t {
    None,          ///< not found
    Method,        ///< value: Function or NativeFunction that takes the receiver
    Getter,        ///< value: callable getter (undef if only a setter); setter in `setter`
    StaticMethod,  ///< value: callable without receiver
    ClassMethod,   ///< value: callable that takes the class
    StaticField,   ///< value: Cell with the current value
};

struct Member {
    MemberKind kind = MemberKind::None;
    bool isPrivate = false;
    bool isAbstract = false;
    bool isConst = false;  ///< static fields
    Value value = Value::undef();
    Value setter = Value::undef();
    Class* owner = nullptr;
};

/// A class without members. `super` null: descends from Object's layout with no fields. The root shape
/// carries the fields of the super class first, then the declared ones of `info`, in order.
Class* newClass(Mutator& m, const ClassInfo* info, Class* super, Module* module);
[[nodiscard]] bool defineMember(Mutator& m, Class* cls, String* name, const Member& member);
/// Along the chain (cached); kind None if absent. Interfaces contribute default methods after the chain.
Member findMember(Mutator& m, Class* cls, String* name);
/// Own members only.
Member ownMember(Mutator& m, Class* cls, String* name);
/// Calls visit(name, member) for own members in order of definition.
void forEachOwnMember(Mutator& m, Class* cls, void (*visit)(void* context, String* name, const Member&),
                      void* context);
bool isSubclass(const Class* cls, const Class* ancestor);
/// The builtin or user class of any value; never null.
Class* classOf(Mutator& m, Value v);
/// Structs and dataclasses: equal, and one map key, by their fields.
inline bool comparesByFields(const Class* cls) {
    return (cls->flags & (Class::kStruct | Class::kDataclass)) != 0;
}
/// Name as typeOf prints it.
std::string_view className(const Class* cls);

/// Fresh instance of the class's root shape, all declared fields undef.
Instance* newInstance(Mutator& m, Class* cls);
/// undef if there is no such field or it is not set.
Value getField(Instance* object, const Symbol* name);
[[nodiscard]] bool setField(Mutator& m, Instance* object, const Symbol* name, Value v);
inline Value fieldAt(Instance* object, uint32_t index) {
    uint32_t inlineCount = object->inlineCapacity();
    return index < inlineCount ? object->inlineFields()[index]
                               : object->overflow->values()[index - inlineCount];
}
/// The field must exist in the instance's shape.
inline void setFieldAt(Mutator& m, Instance* object, uint32_t index, Value v) {
    uint32_t inlineCount = object->inlineCapacity();
    if (index < inlineCount) [[likely]] {
        object->inlineFields()[index] = v;
        m.heap().writeBarrier(object, v);
    } else {
        object->overflow->values()[index - inlineCount] = v;
        m.heap().writeBarrier(object->overflow, v);
    }
}
/// Gives the object a field more: `shape` is object->shape->withField(name), found before (inline caches).
[[nodiscard]] bool addFieldValue(Mutator& m, Instance* object, const Shape* shape, Value v);
/// Symbol of an interned string, remembered in the string itself.
const Symbol* symbolOfSlow(Mutator& m, String* interned);
inline const Symbol* symbolOf(Mutator& m, String* interned) {
    if ((interned->flags & String::kInterned) != 0) [[likely]] {
        uint64_t known = *interned->tail();
        if (known != 0) return reinterpret_cast<const Symbol*>(known);
    }
    return symbolOfSlow(m, interned);
}

EnumValue* newEnumValue(Mutator& m, Class* cls, String* name, uint32_t ordinal, Value value,
                        std::span<const Value> payload);
BoundMethod* newBoundMethod(Mutator& m, Value receiver, Value method);
Cell* newCell(Mutator& m, Value v);
inline void setCell(Mutator& m, Cell* cell, Value v) {
    cell->value = v;
    m.heap().writeBarrier(cell, v);
}

/// Natives. `info` is parsed once per spec and lives for the life of the process.
const FunctionInfo* nativeInfo(const NativeSpec& spec);
NativeFunction* newNative(Mutator& m, const NativeSpec& spec, Value data = Value::undef());
/// Adds a table of natives as members of a builtin class (methods, getters, statics by their flags). Lazy:
/// the function objects are made on first look-up.
void addNativeMembers(Mutator& m, Class* cls, std::span<const NativeSpec> specs);

}  // namespace noodle

// Member access `x.name`, `x.name = v`, method look-up, indexing, slicing, protocols, class checks.
// Private members are found like any other: the compiler refuses what it can prove, and the VM asks
// checkAccess() when a look-up misses its cache, because only the VM knows which class the running code
// belongs to.
#pragma once

#include <span>

#include "runtime/object/class.h"

namespace noodle {

/// x.name: fields, getters, bound methods, statics of classes, exports of modules, Option methods on any
/// value, function attributes. AttributeError with "did you mean", TypeError on null.
Value getMember(Mutator& m, Value object, String* name);
/// As getMember; undef instead of AttributeError when absent (hasattr, getattr with default, `?.` does not
/// use it).
Value findMemberValue(Mutator& m, Value object, String* name);
Value setMember(Mutator& m, Value object, String* name, Value v);
/// Method call without making a BoundMethod: returns the callable in `callee` and whether `object` is its
/// receiver. Exception sentinel if there is no such member, null otherwise.
Value lookupMethod(Mutator& m, Value object, String* name, Value& callee, bool& passReceiver);
/// super.name looked up above `home` for `receiver`. The constructor names (constructor, __init__, init)
/// stand for each other, and always exist: a root class has one that does nothing, Error's sets the message.
Value lookupSuper(Mutator& m, Class* home, Value receiver, String* name, Value& callee, bool& passReceiver);
/// True if code of class `accessor` (null: outside any class) may use `name` of `object`; false with
/// AttributeError pending for a private member of another class.
bool checkAccess(Mutator& m, Value object, String* name, const Class* accessor);
/// The variable that `name` of a module of the user's stands for, through re-exports; module null if there is
/// none. It stays the same once it is there.
struct ModuleSlot {
    Module* module = nullptr;
    uint32_t index = 0;

    Value value() const { return module->slots->values()[index]; }
};
ModuleSlot findModuleSlot(Module* module, String* name);
/// The class whose methods alone may use the member; null: everybody may. `name` is interned.
const Class* privateOwner(Mutator& m, Value object, String* name);
/// The error that getMember gives for an absent member.
Value throwNoMember(Mutator& m, Value object, String* name);

/// KeyError whose message shows the key; only what a class wrote to show itself is not run for it.
Value throwMissingKey(Mutator& m, Value key);
Value getIndex(Mutator& m, Value object, Value index);
Value setIndex(Mutator& m, Value object, Value index, Value v);
Value deleteIndex(Mutator& m, Value object, Value index);
/// start, end and step are ints or null where omitted. Step 0: ValueError.
Value getSlice(Mutator& m, Value object, Value start, Value end, Value step);
/// Lists only: with step 1 any iterable of any length, otherwise one of exactly the slice's length.
Value setSlice(Mutator& m, Value object, Value start, Value end, Value step, Value v);
Value deleteSlice(Mutator& m, Value object, Value start, Value end, Value step);
/// len(x) as an int Value.
Value length(Mutator& m, Value v);

/// Calls `name` on `object` with positional args.
Value callMethod(Mutator& m, Value object, String* name, std::span<const Value> args);
/// Calls `callable` with `receiver` as its receiver.
Value callWithReceiver(Mutator& m, Value callable, Value receiver, std::span<const Value> args);
/// Name of a function, bound method or pipeline stage; "" for anything else. Valid while `function` lives.
std::string_view functionNameOf(Mutator& m, Value function);
/// Calls a member that findMember or findProtocol found for `object`; a getter is read first and its value
/// called.
Value callFound(Mutator& m, Value object, const Member& member, std::span<const Value> args);
/// The user-defined protocol method under its plain or dunder name ("toString"/"__str__"), as a member of
/// instances, enum values and host objects only; kind None if the class defines neither. Where a class chain
/// has both names the one nearer to the object's class wins. See runtime/entry/protocols.def.
enum class Protocol : uint8_t {
#define PROTOCOL(name, plain, dunder) name,
#include "runtime/entry/protocols.def"
#undef PROTOCOL
};
Member findProtocol(Mutator& m, Value object, Protocol protocol);
/// AttributeError if the protocol is not there.
Value callProtocol(Mutator& m, Value object, Protocol protocol, std::span<const Value> args);
/// The two names of a protocol; equal where it has only one.
const char* protocolPlainName(Protocol protocol);
const char* protocolDunderName(Protocol protocol);

/// Checks, after all members are defined, that a class implements its interfaces and abstract methods it
/// claims to (TypeError listing what is missing), and sets the flags that depend on members: kAbstract,
/// kCustomEquals, kCustomTruth, kHasDestructor. Null on success.
Value finishClass(Mutator& m, Class* cls);
/// True if instances compare with a method of their own.
bool hasCustomEquals(const Class* cls);
/// Declaration of a field in the class or above it; null if it is not declared.
const FieldInfo* findFieldInfo(const Class* cls, std::string_view name);
/// `copy()` of a struct; used for storing struct keys too. Frozen copies freeze the structs inside them as
/// well.
Instance* copyStruct(Mutator& m, Instance* object, bool frozen);

}  // namespace noodle

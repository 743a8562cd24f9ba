// The out-of-line halves of the interpreter's handlers, by family. Private to vm/interp. All follow the
// Mutator's failure protocol; the caller has written its registers back (frame->pc, top of the stack) before.
#pragma once

#include <span>

#include "runtime/object/class.h"
#include "vm/interp/vm.h"

namespace noodle {

// ---- variables (ops_member.cpp)
void throwUnassigned(Vm& vm, String* name);
/// The Cell in `v`; null with TypeError pending if it is none.
Cell* cellAt(Vm& vm, Value v);
/// A module variable without value: the builtin of that name, otherwise NameError.
Value loadUnassignedGlobal(Vm& vm, FunctionState* fs, uint16_t name);
Value loadBuiltin(Vm& vm, FunctionState* fs, uint16_t name);

// ---- calls (call.cpp, spread.cpp)
/// site.base[0] is the object.
Step startMethodCall(Vm& vm, FunctionState* fs, uint16_t name, CallSite site, InlineCache& cache);
/// `cache`: of the site; null: it has none.
Step startSuperCall(Vm& vm, Frame* frame, String* name, CallSite site, InlineCache* cache = nullptr);
/// base[0] callee or object, base[1] list of arguments, base[2] map of named ones if hasMap.
Step startSpreadCall(Vm& vm, Value* base, bool hasMap);
Step startSpreadMethodCall(Vm& vm, FunctionState* fs, uint16_t name, Value* base, bool hasMap,
                           InlineCache& cache);
Step startSpreadSuperCall(Vm& vm, Frame* frame, String* name, Value* base, bool hasMap);

// ---- members (ops_member.cpp)
Value getFieldSlow(Vm& vm, FunctionState* fs, uint16_t name, Value object, InlineCache& cache);
Value setFieldSlow(Vm& vm, FunctionState* fs, uint16_t name, Value object, Value v, InlineCache& cache);
Value initFieldSlow(Vm& vm, FunctionState* fs, uint16_t name, Value object, Value v, InlineCache& cache);
Value getSuper(Vm& vm, Frame* frame, String* name, Value self);

// ---- builders (ops_build.cpp)
Value membership(Vm& vm, Value needle, Value haystack, bool wanted);
Value makeSet(Vm& vm, const Value* values, uint32_t count);
Value makeMap(Vm& vm, const Value* pairs, uint32_t count);
bool appendToList(Vm& vm, Value list, Value v);
bool extendList(Vm& vm, Value list, Value iterable);
bool addToSet(Vm& vm, Value set, Value v);
bool extendSet(Vm& vm, Value set, Value iterable);
bool putInMap(Vm& vm, Value map, Value key, Value v);
bool extendMap(Vm& vm, Value map, Value source);
bool isOptionalField(const Class* cls, std::string_view name);
Value makeRangeOf(Vm& vm, Value start, Value end, bool inclusive);
Value buildString(Vm& vm, const Value* parts, uint32_t count);
Value formatWith(Vm& vm, Value v, Value spec, uint8_t conversion);
Value makeClosure(Vm& vm, Frame* frame, uint32_t function);

// ---- classes (ops_class.cpp, construct.cpp)
/// Number of operands of MakeClass for a description.
uint32_t classOperands(const CodeUnit& unit, uint16_t description);
Value makeClass(Vm& vm, FunctionState* fs, uint16_t description, const Value* operands);
bool defineMemberOp(Vm& vm, Value cls, String* name, Value v, uint8_t flags);
bool defineVariant(Vm& vm, Value cls, String* name, std::span<String* const> payload, Value value);
Value finishClassOp(Vm& vm, Value cls);
/// What `super(…)` does above the last written constructor: sets the declared fields of `cls` and its
/// ancestors.
Value initialiseFields(Vm& vm, Instance* object, Class* cls, const Value* args, uint32_t count,
                       std::span<String* const> names);

// ---- iteration (ops_iterate.cpp)
/// Next element, undef at the end; TypeError if `iterator` is none.
Value nextOf(Vm& vm, Value iterator);
/// Exactly n elements of v to out[0..n), first one last. out may hold v itself.
bool unpack(Vm& vm, Value v, uint32_t n, Value* out);
bool unpackRest(Vm& vm, Value v, uint32_t n, uint32_t rest, Value* out);
bool unpackNames(Vm& vm, Value v, std::span<String* const> names, bool rest, Value* out);
Value getAsyncIterator(Vm& vm, Value v);
Value asyncNext(Vm& vm, Value iterator);
/// `waiter` (a callable) is called with `task` in a later turn once the pending task has finished.
bool addWaiter(Vm& vm, Task* task, Value waiter);

// ---- types (type_check.cpp)
Value checkType(Vm& vm, UnitState& unit, uint32_t type, Value v, String* place);
/// checkType() that remembers the shape of an instance that passed.
Value checkTypeCached(Vm& vm, FunctionState* fs, uint32_t type, Value v, String* place);
Value isType(Vm& vm, UnitState& unit, uint32_t type, Value v);
Value asType(Vm& vm, UnitState& unit, uint32_t type, Value v);
Value isInstance(Vm& vm, Value v, Value cls);
Value checkInstance(Vm& vm, Value v, Value cls, String* place);

// ---- errors (ops_error.cpp)
void rethrow(Vm& vm, Value error);
Value catchMatches(Vm& vm, Value error, Value cls);
void throwMatchError(Vm& vm, Value v);
void throwAssertion(Vm& vm, Value message);

// ---- patterns (ops_pattern.cpp)
bool matchesSequence(Value v, uint32_t n, bool atLeast);
Value matchClass(Vm& vm, Value v, Value cls);
Value matchPositional(Vm& vm, Value v, Value cls, uint32_t index);
Value matchField(Vm& vm, Value v, String* name);
Value matchKey(Vm& vm, Value v, Value key);
Value matchSlice(Vm& vm, Value v, uint32_t from, uint32_t behind);
Value matchElement(Vm& vm, Value v, int32_t index);

// ---- resources (ops_resource.cpp)
Value withEnter(Vm& vm, Value resource);
Value withExit(Vm& vm, Value resource, Value error);
Value asyncWithEnter(Vm& vm, Value resource);
Value asyncWithExit(Vm& vm, Value resource, Value error);

}  // namespace noodle

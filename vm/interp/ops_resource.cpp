// `with`: entering gives what enter()/__enter__ returns, or the resource itself; leaving calls exit(error or
// null), Python's three-argument __exit__ as Python does, or close(). Only exit methods can suppress the
// error.

#include "runtime/entry/arith.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

/// The first of these members that `resource` has, bound; undef if none, exception if reading failed.
Value firstMember(Vm& vm, Value resource, std::initializer_list<String*> names, String** found = nullptr) {
    if (resource.isNull() || resource.isUndef()) return Value::undef();
    for (String* name : names) {
        Value member = findMemberValue(vm, resource, name);
        if (member.isUndef()) continue;
        if (found != nullptr) *found = name;
        return member;
    }
    return Value::undef();
}

Value closerOf(Vm& vm, Value resource) {
    const Vm::Names& n = vm.names();
    return firstMember(vm, resource, {n.close, n.dunderClose});
}

Value throwNoResource(Vm& vm, Value v) {
    return throwTypeError(
        vm, joined(typeNameOf(vm, v), " cannot be used in 'with': it has neither close() nor exit()"));
}

/// enter() that gives nothing means the resource.
Value enterWith(Vm& vm, Value resource, Value enter, Value leave) {
    NOODLE_TRY(enter);
    NOODLE_TRY(leave);
    if (enter.isUndef()) return leave.isUndef() ? throwNoResource(vm, resource) : resource;
    Value entered = vm.call(enter, {});
    return entered.isNull() ? resource : entered;
}

/// Python's __exit__(type, value, trace), or exit(error or null).
Value callExit(Vm& vm, Value exit, bool pythonStyle, Value error) {
    if (!pythonStyle) return vm.call(exit, std::span<const Value>(&error, 1));
    Value args[3] = {Value::null(), error, Value::null()};
    if (Instance* object = error.as<Instance>()) {
        args[0] = Value::ofObject(object->cls);
        args[2] = errorTrace(vm, object);
    }
    return vm.call(exit, args);
}

/// Whether an __exit__ takes Python's three arguments: one that declares a single one gets the error.
bool takesThree(Value exit) {
    BoundMethod* bound = exit.as<BoundMethod>();
    Function* function = bound == nullptr ? exit.as<Function>() : bound->method.as<Function>();
    return function == nullptr || function->info->positionalCount != 1 || function->info->restIndex >= 0;
}

Value leaveWith(Vm& vm, Value resource, Value error, std::initializer_list<String*> exits, String* dunder) {
    // A generator that is being closed tells no resource why.
    if (vm.isClosing(error)) error = Value::null();
    String* name = nullptr;
    Value exit = firstMember(vm, resource, exits, &name);
    NOODLE_TRY(exit);
    if (!exit.isUndef()) return callExit(vm, exit, name == dunder && takesThree(exit), error);
    Value close = closerOf(vm, resource);
    NOODLE_TRY(close);
    if (close.isUndef()) return throwNoResource(vm, resource);
    NOODLE_TRY(vm.call(close, {}));
    return Value::falseValue();
}

}  // namespace

Value withEnter(Vm& vm, Value resource) {
    const Vm::Names& n = vm.names();
    Value leave = firstMember(vm, resource, {n.exit, n.dunderExit, n.close, n.dunderClose});
    NOODLE_TRY(leave);
    return enterWith(vm, resource, firstMember(vm, resource, {n.enter, n.dunderEnter}), leave);
}

Value withExit(Vm& vm, Value resource, Value error) {
    const Vm::Names& n = vm.names();
    Value suppressed = leaveWith(vm, resource, error, {n.exit, n.dunderExit}, n.dunderExit);
    NOODLE_TRY(suppressed);
    if (error.isNull() || vm.isClosing(error)) return Value::ofBool(false);
    std::optional<bool> truth = truthOf(vm, suppressed);
    return truth.has_value() ? Value::ofBool(*truth) : Value::exception();
}

// The async forms give awaitables; a resource with only the plain methods works too.
Value asyncWithEnter(Vm& vm, Value resource) {
    const Vm::Names& n = vm.names();
    Value enter = firstMember(vm, resource, {n.asyncEnter, n.dunderAsyncEnter, n.enter, n.dunderEnter});
    NOODLE_TRY(enter);
    Value leave = firstMember(vm, resource,
                              {n.asyncExit, n.dunderAsyncExit, n.exit, n.dunderExit, n.close, n.dunderClose});
    return enterWith(vm, resource, enter, leave);
}

Value asyncWithExit(Vm& vm, Value resource, Value error) {
    const Vm::Names& n = vm.names();
    Value exit = firstMember(vm, resource, {n.asyncExit, n.dunderAsyncExit});
    NOODLE_TRY(exit);
    if (exit.isUndef()) return withExit(vm, resource, error);
    return leaveWith(vm, resource, error, {n.asyncExit, n.dunderAsyncExit}, n.dunderAsyncExit);
}

}  // namespace noodle

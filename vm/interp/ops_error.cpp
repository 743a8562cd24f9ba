#include "runtime/entry/compare.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/string.h"
#include "vm/interp/ops.h"

namespace noodle {

void rethrow(Vm& vm, Value error) {
    if (isError(error)) {
        vm.throwValue(error);
    } else {
        throwAny(vm, error);
    }
}

namespace {

/// CancelledError, limits and the like are caught by their own class only, not by Error.
std::optional<bool> caughtBy(Vm& vm, Value error, bool ownNameOnly, Value v) {
    Class* cls = v.as<Class>();
    if (cls == nullptr) {
        throwTypeError(vm, joined("catch needs an error class, got ", typeNameOf(vm, v)));
        return std::nullopt;
    }
    if (ownNameOnly && (cls == vm.types().error || cls == vm.types().object)) return false;
    return isInstanceOf(vm, error, cls);
}

}  // namespace

Value catchMatches(Vm& vm, Value error, Value cls) {
    if (vm.isClosing(error)) return Value::falseValue();
    bool ownNameOnly = isUncatchableByBase(vm, error);
    Tuple* several = cls.as<Tuple>();
    uint32_t count = several == nullptr ? 1 : several->size();
    for (uint32_t i = 0; i < count; ++i) {
        std::optional<bool> caught =
            caughtBy(vm, error, ownNameOnly, several == nullptr ? cls : several->elements()[i]);
        if (!caught.has_value()) return Value::exception();
        if (*caught) return Value::trueValue();
    }
    return Value::falseValue();
}

void throwMatchError(Vm& vm, Value v) {
    std::string text = "no case matches ";
    if (appendRepr(vm, text, v)) throwError(vm, vm.types().matchError, text);
}

void throwAssertion(Vm& vm, Value message) {
    std::string text = message.isNull() ? "assertion failed" : "";
    if (message.isNull() || appendStr(vm, text, message)) throwError(vm, vm.types().assertionError, text);
}

}  // namespace noodle

// The C interface: reflection, which is the module `reflect` for hosts. Contracts: include/noodle/noodle.h.
#include "embed/runtime_state.h"
#include "runtime/builtins/builtins.h"
#include "runtime/object/string.h"

using namespace noodle;

namespace {

noodle_status callReflect(Engine& e, const char* function, std::span<const Value> arguments,
                          noodle_value* out) {
    for (const NativeSpec& spec : findNativeModule("reflect")->functions) {
        if (std::string_view(spec.name) != function) continue;
        NativeFunction* native = newNative(e.isolate(), spec);
        return native == nullptr ? e.failPending() : e.call(Value::ofObject(native), arguments, {}, out);
    }
    return NOODLE_ERROR_NOT_FOUND;
}

}  // namespace

extern "C" {

noodle_status noodle_reflect(noodle_runtime* runtime, noodle_value value, noodle_value* description) {
    return onRuntime(runtime, [&](Engine& e) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value subject;
        if (!e.take(value, subject, status)) return status;
        return callReflect(e, "describe", {&subject, 1}, description);
    });
}

noodle_status noodle_make_class(noodle_runtime* runtime, const char* name, noodle_value members,
                                noodle_value super, noodle_value* result) {
    return onRuntime(runtime, [&](Engine& e) -> noodle_status {
        if (name == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_make_class: name is null");
        noodle_status status = NOODLE_OK;
        Value words[3];
        if (!e.take(members, words[1], status) || !e.take(super, words[2], status)) return status;
        words[0] = stringValue(e.isolate(), name);
        if (words[0].isException()) return e.failPending();
        return callReflect(e, "makeClass", words, result);
    });
}

}  // extern "C"

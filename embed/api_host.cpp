// The C interface: what the host gives to programs. Contracts: include/noodle/noodle.h.
#include "embed/host_object.h"
#include "embed/runtime_state.h"
#include "runtime/builtins/builtins.h"
#include "runtime/entry/make.h"
#include "runtime/object/errors.h"
#include "runtime/object/map.h"

using namespace noodle;

namespace {

bool isName(std::string_view text) {
    auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    if (text.empty() || !letter(text[0])) return false;
    for (char c : text)
        if (!letter(c) && (c < '0' || c > '9')) return false;
    return true;
}

/// "a, b=, ...rest, **options": names, at most one of the last two each.
bool isSignature(std::string_view text) {
    int rests = 0, keywords = 0;
    while (!text.empty()) {
        std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (part.starts_with("...")) {
            ++rests;
            part.remove_prefix(3);
        } else if (part.starts_with("**")) {
            ++keywords;
            part.remove_prefix(2);
        } else if (part.ends_with('=')) {
            part.remove_suffix(1);
        }
        if (!isName(part) || rests > 1 || keywords > 1) return false;
    }
    return true;
}

std::unique_ptr<HostData> newData(const char* name, void* data, void (*finalise)(void*)) {
    auto made = std::make_unique<HostData>();
    made->name = name == nullptr ? "" : name;
    made->data = data;
    made->finalise = finalise;
    return made;
}

/// What becomes of `data` where no object was made: the host is told.
noodle_status refuse(noodle_status status, void* data, void (*finalise)(void*)) {
    if (finalise != nullptr) finalise(data);
    return status;
}

}  // namespace

extern "C" {

noodle_status noodle_function(noodle_runtime* runtime, const char* name, const char* signature,
                              noodle_function_fn function, void* data, void (*finalise)(void*),
                              noodle_value* result) {
    if (noodle_status status = usable(runtime); status != NOODLE_OK) return refuse(status, data, finalise);
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (name == nullptr || function == nullptr || result == nullptr || !isName(name))
            return refuse(
                e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_function: name, function or result is missing"), data,
                finalise);
        if (signature != nullptr && !isSignature(signature))
            return refuse(
                e.misuse(NOODLE_ERROR_ARGUMENT, std::string("noodle_function: bad signature: ") + signature),
                data, finalise);
        auto made = newData(name, data, finalise);
        made->signature = signature == nullptr ? "" : signature;
        made->anyArguments = signature == nullptr;
        made->function = function;
        made->finalisers = &e.finalisers();
        made->engine = &e;
        return e.give(valueOrException(newHostFunction(e, std::move(made))), result);
    });
}

noodle_status noodle_module_set(noodle_runtime* runtime, const char* module, const char* name,
                                noodle_value value) {
    return onRuntime(runtime, [&](Engine& e) -> noodle_status {
        if (module == nullptr || name == nullptr || !isName(name) || !isName(module))
            return e.misuse(NOODLE_ERROR_ARGUMENT,
                            "noodle_module_set: module and name must be names of the language");
        noodle_status status = NOODLE_OK;
        Value word;
        if (!e.take(value, word, status)) return status;
        Module* target = e.isolate().linker().hostModule(module);
        String* text = e.isolate().intern(name);
        if (target == nullptr || text == nullptr) return e.failPending();
        return mapSetInterned(e.isolate(), target->constants, text, word) ? noodle_status{NOODLE_OK}
                                                                          : e.failPending();
    });
}

noodle_status noodle_throw(noodle_runtime* runtime, const char* type, const char* message) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (!e.inHostFunction())
            return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_throw outside of a host function");
        Isolate& m = e.isolate();
        Value found = findBuiltin(m, type == nullptr ? "Error" : type);
        if (found.isException()) return e.failPending();
        Class* cls = found.as<Class>();
        if (cls == nullptr || (cls->flags & Class::kError) == 0)
            return e.misuse(NOODLE_ERROR_ARGUMENT,
                            std::string("noodle_throw: there is no error class ") + type);
        Instance* error = newError(m, cls, message == nullptr ? "" : message);
        if (error == nullptr) return e.failPending();
        e.setHostError(Value::ofObject(error));
        return NOODLE_ERROR_SCRIPT;
    });
}

noodle_status noodle_panic(noodle_runtime* runtime, const char* message) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (!e.inHostFunction())
            return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_panic outside of a host function");
        Instance* error =
            newError(e.isolate(), e.isolate().types().panicError, message == nullptr ? "panic" : message);
        if (error == nullptr) return e.failPending();
        e.setHostError(Value::ofObject(error));
        return NOODLE_ERROR_PANIC;
    });
}

noodle_status noodle_opaque(noodle_runtime* runtime, const char* tag, void* data, void (*finalise)(void*),
                            noodle_value* result) {
    if (noodle_status status = usable(runtime); status != NOODLE_OK) return refuse(status, data, finalise);
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (tag == nullptr || result == nullptr || !isName(tag))
            return refuse(e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_opaque: tag or result is missing"), data,
                          finalise);
        auto made = newData(tag, data, finalise);
        made->finalisers = &e.finalisers();
        return e.give(valueOrException(newOpaque(e, std::move(made))), result);
    });
}

noodle_status noodle_as_opaque(noodle_value value, const char* tag, void** data) {
    if (tag == nullptr || data == nullptr) return NOODLE_ERROR_ARGUMENT;
    return onValue(value, NOODLE_OPAQUE, "noodle_as_opaque", [=](Engine& e, Value v) -> noodle_status {
        HostData* inside = opaqueOf(v);
        if (inside->name != tag)
            return e.misuse(NOODLE_ERROR_TYPE, "noodle_as_opaque: this is a " + inside->name);
        *data = inside->data;
        return NOODLE_OK;
    });
}

}  // extern "C"

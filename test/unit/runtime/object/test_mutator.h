// A Mutator without a VM, for tests of runtime/object: calls natives and bound natives, runs no Noodle code.
#pragma once

#include <string>

#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {

class TestMutator final : public Mutator {
  public:
    explicit TestMutator(const HeapOptions& options = {}) : Mutator(options, 42) {}

    Value call(Value callee, std::span<const Value> args) override {
        ++calls;
        if (auto* bound = callee.as<BoundMethod>()) {
            auto* native = bound->method.as<NativeFunction>();
            return native->spec->fn(*this,
                                    Args{args.data(), static_cast<uint32_t>(args.size()), bound->receiver});
        }
        if (auto* native = callee.as<NativeFunction>()) {
            return native->spec->fn(*this,
                                    Args{args.data(), static_cast<uint32_t>(args.size()), native->data});
        }
        if (auto* cls = callee.as<Class>()) {
            Instance* object = newInstance(*this, cls);
            return object != nullptr ? Value::ofObject(object) : Value::exception();
        }
        return throwTypeError(*this, "not callable");
    }
    Value callNamed(Value callee, std::span<const Value> args, std::span<String* const>) override {
        return call(callee, args);
    }
    Value resume(Coroutine*, Value) override { return Value::undef(); }
    Value resumeThrow(Coroutine*, Value) override { return Value::undef(); }
    Value closeCoroutine(Coroutine*) override { return Value::null(); }
    void captureTrace(Value error) override {
        ++traces;
        static_cast<void>(
            setField(*this, error.cast<Instance>(), errorFields().trace, Value::ofInt48(traces)));
    }
    Value runUntilDone(Task*) override { return Value::null(); }
    Value importModule(std::string_view, Module*) override { return Value::null(); }
    Value poll() override { return Value::null(); }
    void onDeath(HeapObject*) override { ++deaths; }

    /// Message of the pending error, which is taken; its class's name before a colon.
    std::string takeError() {
        if (!hasPending()) return "none";
        Value error = takePending();
        return std::string(className(error.cast<Instance>()->cls)) + ": " + errorMessage(*this, error);
    }

    int calls = 0, traces = 0, deaths = 0;
};

inline Value integer(int64_t i) {
    return Value::ofInt48(i);
}

}  // namespace noodle

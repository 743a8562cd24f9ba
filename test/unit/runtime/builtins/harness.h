// Builtins on a Mutator without a VM: calls by name with positional and named arguments, results as their
// repr, standard output in a string.
#pragma once

#include <catch2/catch.hpp>
#include <map>

#include "runtime/builtins/builtins.h"
#include "runtime/builtins/state.h"
#include "test/unit/runtime/entry/test_mutator.h"

namespace noodle {

using Named = std::initializer_list<std::pair<const char*, Value>>;
using Values = std::initializer_list<Value>;

struct Harness {
    Harness() {
        REQUIRE(installBuiltins(m));
        builtinState(m).out.redirect(capture, this);
        builtinState(m).err.redirect(capture, this);
    }

    static bool capture(void* context, const char* data, size_t size) {
        static_cast<Harness*>(context)->output.append(data, size);
        return true;
    }

    /// Binds to the parameters as the VM does.
    Value enter(NativeFunction* native, Value self, Values args, Named named) {
        const FunctionInfo& info = *native->info;
        std::vector<Value> slots(info.params.size(), Value::undef());
        List* rest = newList(m);
        size_t i = 0;
        for (Value v : args) {
            if (i < info.positionalCount) {
                slots[i] = v;
            } else {
                REQUIRE(info.restIndex >= 0);
                REQUIRE(listAppend(m, rest, v));
            }
            ++i;
        }
        if (info.restIndex >= 0) slots[static_cast<size_t>(info.restIndex)] = Value::ofObject(rest);
        Map* keywords = newMap(m);
        if (info.keywordsIndex >= 0)
            slots[static_cast<size_t>(info.keywordsIndex)] = Value::ofObject(keywords);
        for (const auto& [name, v] : named) bindNamed(info, slots, keywords, name, v);
        return native->spec->fn(m, Args{slots.data(), static_cast<uint32_t>(slots.size()), self});
    }

    void bindNamed(const FunctionInfo& info, std::vector<Value>& slots, Map* keywords, std::string_view name,
                   Value v) {
        for (size_t p = 0; p < info.params.size(); ++p) {
            if (info.params[p].name != name) continue;
            slots[p] = v;
            return;
        }
        REQUIRE(info.keywordsIndex >= 0);
        REQUIRE(mapSet(m, keywords, str(name), v));
    }

    Value callAny(Value callee, Values args, Named named = {}) {
        if (callee.isException()) return callee;
        if (Class* cls = callee.as<Class>())
            return enter(cls->construct.cast<NativeFunction>(), Value::undef(), args, named);
        if (BoundMethod* bound = callee.as<BoundMethod>()) {
            return enter(bound->method.cast<NativeFunction>(), bound->receiver, args, named);
        }
        if (NativeFunction* native = callee.as<NativeFunction>())
            return enter(native, native->data, args, named);
        return m.call(callee, std::span<const Value>(args.begin(), args.size()));
    }
    Value value(const char* name) {
        Value v = findBuiltin(m, name);
        REQUIRE_FALSE(v.isUndef());
        return v;
    }
    Value callValue(const char* name, Values args, Named named = {}) {
        return callAny(value(name), args, named);
    }
    std::string call(const char* name, Values args, Named named = {}) {
        return show(m, callValue(name, args, named));
    }
    Value onValue(Value object, const char* name, Values args = {}, Named named = {}) {
        return callAny(get(m, object, name), args, named);
    }
    std::string on(Value object, const char* name, Values args = {}, Named named = {}) {
        return show(m, onValue(object, name, args, named));
    }
    std::string read(Value object, const char* name) { return show(m, get(m, object, name)); }

    /// A member of a native module.
    Value moduleMember(const char* module, std::string_view name) {
        const NativeModule* found = findNativeModule(module);
        REQUIRE(found != nullptr);
        for (const NativeSpec& spec : found->functions) {
            if (name == spec.name) return Value::ofObject(newNative(m, spec));
        }
        for (const NativeConstant& constant : found->constants) {
            if (name == constant.name) return constant.make(m);
        }
        FAIL("no such member");
        return Value::undef();
    }
    Value modValue(const char* module, const char* name, Values args, Named named = {}) {
        return callAny(moduleMember(module, name), args, named);
    }
    std::string mod(const char* module, const char* name, Values args, Named named = {}) {
        return show(m, modValue(module, name, args, named));
    }

    Value str(std::string_view s) { return stringValue(m, s); }
    Value list(Values values) { return listOf(m, values); }
    Value tuple(Values values) { return tupleOf(m, values); }
    Value fn(const NativeSpec& spec) { return function(m, spec); }
    /// str() of a value, or its error.
    std::string plain(Value v) {
        if (v.isException()) return takeError(m);
        std::string out;
        return appendStr(m, out, v) ? out : takeError(m);
    }

    TestMutator m;
    std::string output;
};

// Functions for map, filter, reduce and sort.
inline Value doubled(Mutator& m, Args args) {
    return makeInt(m, toInt64(args[0]) * 2);
}
inline Value isOdd(Mutator&, Args args) {
    return Value::ofBool((toInt64(args[0]) & 1) != 0);
}
inline Value addTwo(Mutator& m, Args args) {
    return makeInt(m, toInt64(args[0]) + toInt64(args[1]));
}
inline Value subTwo(Mutator& m, Args args) {
    return makeInt(m, toInt64(args[0]) - toInt64(args[1]));
}
inline Value backwards(Mutator& m, Args args) {
    return makeInt(m, toInt64(args[1]) - toInt64(args[0]));
}
inline Value negated(Mutator& m, Args args) {
    return makeInt(m, -toInt64(args[0]));
}
inline constexpr NativeSpec kDoubled = {"doubled", "x", doubled};
inline constexpr NativeSpec kIsOdd = {"isOdd", "x", isOdd};
inline constexpr NativeSpec kAdd = {"add", "a, b", addTwo};
inline constexpr NativeSpec kSub = {"sub", "a, b", subTwo};
inline constexpr NativeSpec kBackwards = {"backwards", "a, b", backwards};
inline constexpr NativeSpec kNegated = {"negated", "x", negated};

}  // namespace noodle

// A Mutator without a VM for tests of runtime/entry: calls natives (binding their arguments), bound methods,
// pipeline stages and classes; a "generator" is a Coroutine that counts. Makers and printers keep the tests
// short.
#pragma once

#include <cstdlib>
#include <deque>
#include <initializer_list>
#include <string>

#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/text.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {

class TestMutator final : public Mutator {
  public:
    /// Limited, so that a loop that never ends fails with OutOfMemoryError instead of taking the machine's
    /// memory. NOODLE_GC_STRESS in the environment makes every allocation collect.
    TestMutator()
        : Mutator(HeapOptions{.limitBytes = size_t{256} << 20,
                              .stress = std::getenv("NOODLE_GC_STRESS") != nullptr},
                  42) {}

    Value call(Value callee, std::span<const Value> args) override {
        if (nativeStackLow()) return throwStackOverflow(*this);
        if (auto* bound = callee.as<BoundMethod>()) return enter(bound->method, bound->receiver, args);
        if (auto* native = callee.as<NativeFunction>()) return enter(callee, native->data, args);
        if (auto* partial = callee.as<PartialCall>()) {
            std::vector<Value> all(args.begin(), args.end());
            all.insert(all.end(), partial->bound(), partial->bound() + partial->aux);
            return call(partial->callee, all);
        }
        if (auto* cls = callee.as<Class>()) return valueOrException(newInstance(*this, cls));
        return throwTypeError(*this, "not callable");
    }
    Value callNamed(Value callee, std::span<const Value> args, std::span<String* const>) override {
        return call(callee, args);
    }
    /// The coroutine's pc counts down to its end.
    Value resume(Coroutine* coroutine, Value) override {
        if (coroutine->pc == 0) return Value::undef();
        return Value::ofInt48(coroutine->pc--);
    }
    Value resumeThrow(Coroutine*, Value) override { return Value::undef(); }
    Value closeCoroutine(Coroutine*) override {
        ++closed;
        return Value::null();
    }
    void captureTrace(Value) override {}
    Value runUntilDone(Task*) override { return Value::null(); }
    Value importModule(std::string_view, Module*) override { return Value::null(); }
    Value poll() override {
        ++polls;
        return polls == stopAt ? throwError(*this, types().limitError, "stopped") : Value::null();
    }
    void limitStackHere(size_t bytes) {
        nativeStackLimit_ = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) - bytes;
    }

    int closed = 0, polls = 0;
    int stopAt = -1;  ///< the poll that throws

  private:
    Value enter(Value callable, Value self, std::span<const Value> args) {
        auto* native = callable.as<NativeFunction>();
        if (native == nullptr) return throwTypeError(*this, "not callable");
        const FunctionInfo& info = *native->info;
        if (info.has(FunctionInfo::kSimpleParams)) {
            return native->spec->fn(*this, Args{args.data(), static_cast<uint32_t>(args.size()), self});
        }
        std::vector<Value> slots(info.params.size(), Value::undef());
        List* rest = newList(*this);
        for (size_t i = 0; i < args.size(); ++i) {
            if (i < info.positionalCount) {
                slots[i] = args[i];
            } else if (!listAppend(*this, rest, args[i])) {
                return Value::exception();
            }
        }
        if (info.restIndex >= 0) slots[static_cast<size_t>(info.restIndex)] = Value::ofObject(rest);
        return native->spec->fn(*this, Args{slots.data(), static_cast<uint32_t>(slots.size()), self});
    }
};

inline Value integer(int64_t i) {
    return Value::ofInt48(i);
}
inline Value real(double d) {
    return Value::ofDouble(d);
}
inline Value text(Mutator& m, std::string_view s) {
    return stringValue(m, s);
}
inline Value listOf(Mutator& m, std::initializer_list<Value> values) {
    return Value::ofObject(newListFrom(m, values.begin(), values.size()));
}
inline Value tupleOf(Mutator& m, std::initializer_list<Value> values) {
    return Value::ofObject(newTuple(m, values.begin(), static_cast<uint32_t>(values.size())));
}
inline Value setOf(Mutator& m, std::initializer_list<Value> values) {
    Set* set = newSet(m);
    for (Value v : values) static_cast<void>(setAdd(m, set, v));
    return Value::ofObject(set);
}
inline Value mapOf(Mutator& m, std::initializer_list<std::pair<Value, Value>> entries) {
    Map* map = newMap(m);
    for (const auto& [key, value] : entries) static_cast<void>(mapSet(m, map, key, value));
    return Value::ofObject(map);
}
inline Value function(Mutator& m, const NativeSpec& spec, Value data = Value::undef()) {
    return Value::ofObject(newNative(m, spec, data));
}

/// Class and message of the pending error, which is taken.
inline std::string takeError(Mutator& m) {
    if (!m.hasPending()) return "no error";
    const Value error = m.takePending();
    return std::string(className(error.cast<Instance>()->cls)) + ": " + errorMessage(m, error);
}
/// repr of a value, or the error instead.
inline std::string show(Mutator& m, Value v) {
    if (v.isException()) return takeError(m);
    if (v.isUndef()) return "undef";
    std::string out;
    return appendRepr(m, out, v) ? out : takeError(m);
}
inline std::string show(Mutator& m, std::optional<bool> answer) {
    return answer.has_value() ? (*answer ? "true" : "false") : takeError(m);
}

/// A class for a test. Descriptions live as long as the process, as ClassInfo demands.
inline Class* makeClass(Mutator& m, const char* name, uint16_t flags = 0, std::vector<FieldInfo> fields = {},
                        Class* super = nullptr) {
    static std::deque<ClassInfo> infos;
    ClassInfo& info = infos.emplace_back();
    info.name = name;
    info.flags = flags;
    info.fields = std::move(fields);
    return newClass(m, &info, super, nullptr);
}
inline FieldInfo field(const char* name, bool optional = false) {
    FieldInfo info;
    info.name = name;
    info.optional = optional;
    return info;
}
inline void addMethod(Mutator& m, Class* cls, const NativeSpec& spec, MemberKind kind = MemberKind::Method) {
    Member member;
    member.kind = kind;
    member.value = function(m, spec);
    member.owner = cls;
    static_cast<void>(defineMember(m, cls, m.intern(spec.name), member));
}
inline void addStatic(Mutator& m, Class* cls, const char* name, Value v) {
    Member member;
    member.kind = MemberKind::StaticField;
    member.value = Value::ofObject(newCell(m, v));
    member.owner = cls;
    static_cast<void>(defineMember(m, cls, m.intern(name), member));
}
inline Value instanceOf(Mutator& m, Class* cls,
                        std::initializer_list<std::pair<const char*, Value>> fields = {}) {
    Instance* object = newInstance(m, cls);
    for (const auto& [name, v] : fields) static_cast<void>(setField(m, object, symbolFor(name), v));
    return Value::ofObject(object);
}
inline Value fieldOf(Value object, const char* name) {
    return getField(object.cast<Instance>(), symbolFor(name));
}
inline Value get(Mutator& m, Value object, const char* name) {
    return getMember(m, object, m.intern(name));
}
inline Value invoke(Mutator& m, Value object, const char* name, std::initializer_list<Value> args = {}) {
    return callMethod(m, object, m.intern(name), std::span<const Value>(args.begin(), args.size()));
}

/// A generator that gives count, count - 1, … 1.
inline Value countdown(Mutator& m, uint32_t count) {
    static const FunctionInfo info = [] {
        FunctionInfo i;
        i.name = "countdown";
        i.flags = FunctionInfo::kGenerator;
        return i;
    }();
    Function* f = allocateObject<Function>(m);
    f->info = &info;
    Coroutine* coroutine = allocateObject<Coroutine>(m);
    coroutine->function = f;
    coroutine->pc = count;
    coroutine->delegate = Value::undef();
    coroutine->queue = Value::undef();
    return Value::ofObject(coroutine);
}

}  // namespace noodle

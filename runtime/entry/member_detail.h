// How member.h finds things, one function per family of receivers. Private to runtime/entry's member*.cpp.
#pragma once

#include "runtime/entry/member.h"

namespace noodle {

/// The outcome of a look-up.
struct Found {
    enum class What : uint8_t { Absent, Plain, Method };
    What what = What::Absent;
    Value value = Value::undef();     ///< Plain: the value. Method: the callable
    Value receiver = Value::undef();  ///< Method: what the callable is bound to

    bool absent() const { return what == What::Absent; }
    void plain(Value v) {
        what = What::Plain;
        value = v;
    }
    void method(Value callable, Value self) {
        what = What::Method;
        value = callable;
        receiver = self;
    }
};

/// All of these: false when an exception is pending; an absent member is no exception. `name` is interned.
[[nodiscard]] bool resolveMember(Mutator& m, Value object, String* name, Found& out);
/// Turns a class's member into what reading it through `object` gives (getters are called).
[[nodiscard]] bool applyMember(Mutator& m, Value object, Class* cls, const Member& member, Found& out);
[[nodiscard]] bool resolveModule(Mutator& m, Module* module, String* name, Found& out);
[[nodiscard]] bool resolveFunction(Mutator& m, Value function, String* name, Found& out);
[[nodiscard]] bool resolveClass(Mutator& m, Class* cls, String* name, Found& out);
[[nodiscard]] bool resolveEnumValue(Mutator& m, EnumValue* e, String* name, Found& out);
/// What every value has: Option methods and the general members (universal.h).
[[nodiscard]] bool resolveUniversal(Mutator& m, Value object, String* name, Found& out);

/// The interned form of `name`; null with the error pending.
String* internedName(Mutator& m, String* name);
/// True if `name` is this text. Names are interned, so a length check nearly always decides.
bool isName(Mutator& m, String* name, std::string_view text);

}  // namespace noodle

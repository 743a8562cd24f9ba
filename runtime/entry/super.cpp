#include "runtime/entry/make.h"
#include "runtime/entry/member_detail.h"
#include "runtime/entry/message.h"
#include "runtime/entry/universal.h"
#include "runtime/object/errors.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

constexpr const char* kConstructorNames[] = {"constructor", "__init__", "init"};

bool isConstructorName(Mutator& m, String* name) {
    for (const char* known : kConstructorNames) {
        if (isName(m, name, known)) return true;
    }
    return false;
}

/// The constructor of `cls` under any of its names, or the builtin one.
Value findConstructor(Mutator& m, Class* cls) {
    for (Class* c = cls; c != nullptr; c = c->super) {
        for (const char* name : kConstructorNames) {
            String* interned = m.intern(name);
            NOODLE_TRY_PTR(interned);
            const Member member = ownMember(m, c, interned);
            if (member.kind == MemberKind::Method) return member.value;
        }
    }
    const bool ofError = cls != nullptr && (cls == m.types().error || isSubclass(cls, m.types().error));
    return valueOrException(newNative(m, ofError ? errorConstructorSpec() : rootConstructorSpec()));
}

}  // namespace

Value lookupSuper(Mutator& m, Class* home, Value receiver, String* name, Value& callee, bool& passReceiver) {
    name = internedName(m, name);
    NOODLE_TRY_PTR(name);
    Class* above = home == nullptr ? nullptr : home->super;
    if (isConstructorName(m, name)) {
        passReceiver = true;
        callee = findConstructor(m, above);
        return callee.isException() ? callee : Value::null();
    }
    Found found;
    if (above != nullptr) {
        Class* own = receiver.isKind(ObjectKind::Class) ? receiver.cast<Class>() : home;
        if (!applyMember(m, receiver, own, findMember(m, above, name), found)) return Value::exception();
        if (found.absent() && !resolveUniversal(m, receiver, name, found)) return Value::exception();
    }
    if (found.absent()) {
        const std::string_view owner =
            home == nullptr ? std::string_view("a function outside a class") : className(home);
        return throwError(m, m.types().attributeError, joined("no '", view(m, name), "' above ", owner));
    }
    passReceiver = found.what == Found::What::Method && identical(found.receiver, receiver);
    callee = found.value;
    if (found.what == Found::What::Method && !passReceiver) {
        callee = valueOrException(newBoundMethod(m, found.receiver, found.value));
    }
    return callee.isException() ? callee : Value::null();
}

}  // namespace noodle

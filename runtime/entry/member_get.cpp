// Reading members. The order for an instance: its fields, then the class chain, then __getattr__, then what
// every value has. A declared field that was never set does not hide a class attribute of the same name.

#include "runtime/entry/make.h"
#include "runtime/entry/member_detail.h"
#include "runtime/entry/universal.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

/// A declared field without a value: null where that is a legal value of it, absent otherwise. Of an error
/// every builtin field may be read; one whose constructor never set a message has an empty one.
void resolveUnsetField(Mutator& m, Instance* object, String* name, const Symbol* symbol, Found& out) {
    const ErrorFields& fields = errorFields();
    if ((object->cls->flags & Class::kError) != 0) {
        if (symbol == fields.message) out.plain(valueOrException(m.intern("")));
        if (symbol == fields.cause) out.plain(Value::null());
        if (symbol == fields.location) out.plain(errorLocation(m, object));
        if (symbol == fields.trace) out.plain(errorTrace(m, object));
    }
    if (!out.absent()) return;
    const FieldInfo* field = findFieldInfo(object->cls, view(m, name));
    if (field != nullptr && field->optional) out.plain(Value::null());
}

/// Calls a user's __getattr__. Absent if there is none.
bool resolveFallback(Mutator& m, Value object, String* name, Found& out) {
    const Member method = findProtocol(m, object, Protocol::GetAttr);
    if (method.kind == MemberKind::None) return true;
    const Value argument = Value::ofObject(name);
    const Value v = callFound(m, object, method, std::span<const Value>(&argument, 1));
    if (v.isException()) return false;
    out.plain(v);
    return true;
}

bool resolveInstance(Mutator& m, Instance* object, String* name, Found& out) {
    const Symbol* symbol = symbolOf(m, name);
    const Value field = getField(object, symbol);
    if (!field.isUndef()) {
        out.plain(field);
        return true;
    }
    const Value self = Value::ofObject(object);
    if (!applyMember(m, self, object->cls, findMember(m, object->cls, name), out)) return false;
    if (out.absent() && object->shape->indexOf(symbol) >= 0) {
        resolveUnsetField(m, object, name, symbol, out);
    }
    if (!out.absent()) return true;
    return resolveFallback(m, self, name, out);
}

bool resolveByClass(Mutator& m, Value object, String* name, Found& out) {
    Class* cls = classOf(m, object);
    return applyMember(m, object, cls, findMember(m, cls, name), out);
}

bool resolveOwn(Mutator& m, Value object, String* name, Found& out) {
    if (!object.isObject()) return resolveByClass(m, object, name, out);
    switch (object.asObject()->kind) {
        case ObjectKind::Instance:
            return resolveInstance(m, object.cast<Instance>(), name, out);
        case ObjectKind::Class:
            return resolveClass(m, object.cast<Class>(), name, out);
        case ObjectKind::Module:
            return resolveModule(m, object.cast<Module>(), name, out);
        case ObjectKind::EnumValue:
            return resolveEnumValue(m, object.cast<EnumValue>(), name, out);
        case ObjectKind::Function:
        case ObjectKind::NativeFunction:
        case ObjectKind::BoundMethod:
        case ObjectKind::PartialCall:
            return resolveFunction(m, object, name, out);
        default:
            return resolveByClass(m, object, name, out);
    }
}

Value bindFound(Mutator& m, const Found& found) {
    if (found.what != Found::What::Method) return found.value;
    return valueOrException(newBoundMethod(m, found.receiver, found.value));
}

/// A NativeFunction whose arguments need no binding can be entered without a BoundMethod.
NativeFunction* directNative(Value callable, size_t count) {
    NativeFunction* native = callable.as<NativeFunction>();
    // With data it is a closure: the receiver is then an ordinary first argument.
    if (native == nullptr || !native->data.isUndef()) return nullptr;
    const FunctionInfo* info = native->info;
    const bool fits = info->has(FunctionInfo::kSimpleParams) && info->params.size() == count;
    return fits && !info->has(FunctionInfo::kAsync) ? native : nullptr;
}

}  // namespace

String* internedName(Mutator& m, String* name) {
    if ((name->flags & String::kInterned) != 0) return name;
    if (!flatten(m, name)) return nullptr;
    return m.intern(view(m, name));
}

bool isName(Mutator& m, String* name, std::string_view text) {
    return name->byteLength == text.size() && view(m, name) == text;
}

bool applyMember(Mutator& m, Value object, Class* cls, const Member& member, Found& out) {
    switch (member.kind) {
        case MemberKind::None:
            return true;
        case MemberKind::Method:
            out.method(member.value, object);
            return true;
        case MemberKind::StaticMethod:
            out.plain(member.value);
            return true;
        case MemberKind::ClassMethod:
            out.method(member.value, Value::ofObject(cls));
            return true;
        case MemberKind::StaticField: {
            const Value v = member.value.cast<Cell>()->value;
            if (!v.isUndef()) out.plain(v);
            return true;
        }
        case MemberKind::Getter: {
            if (member.value.isUndef()) return true;
            const Value v = callWithReceiver(m, member.value, object, {});
            if (v.isException()) return false;
            out.plain(v);
            return true;
        }
    }
    return true;
}

bool resolveUniversal(Mutator& m, Value object, String* name, Found& out) {
    // A module has exactly what it exports; anything else read from it is a mistake to report.
    if (object.isKind(ObjectKind::Module)) return true;
    const Member member = findMember(m, m.types().object, name);
    if (member.kind == MemberKind::None) return true;
    const NativeFunction* native = member.value.as<NativeFunction>();
    if (native != nullptr && !universalApplies(object, native->spec)) return true;
    return applyMember(m, object, m.types().object, member, out);
}

bool resolveMember(Mutator& m, Value object, String* name, Found& out) {
    if (!resolveOwn(m, object, name, out)) return false;
    if (!out.absent()) return true;
    if (installUniversalMembers(m) && !resolveOwn(m, object, name, out)) return false;
    return out.absent() ? resolveUniversal(m, object, name, out) : true;
}

Value getMember(Mutator& m, Value object, String* name) {
    name = internedName(m, name);
    NOODLE_TRY_PTR(name);
    Found found;
    if (!resolveMember(m, object, name, found)) return Value::exception();
    return found.absent() ? throwNoMember(m, object, name) : bindFound(m, found);
}

Value findMemberValue(Mutator& m, Value object, String* name) {
    name = internedName(m, name);
    NOODLE_TRY_PTR(name);
    Found found;
    if (resolveMember(m, object, name, found)) return found.absent() ? Value::undef() : bindFound(m, found);
    // A __getattr__ says "absent" by throwing AttributeError.
    Instance* error = m.pending().as<Instance>();
    if (error != nullptr && isSubclass(error->cls, m.types().attributeError)) {
        m.takePending();
        return Value::undef();
    }
    return Value::exception();
}

Value lookupMethod(Mutator& m, Value object, String* name, Value& callee, bool& passReceiver) {
    name = internedName(m, name);
    NOODLE_TRY_PTR(name);
    Found found;
    if (!resolveMember(m, object, name, found)) return Value::exception();
    if (found.absent()) return throwNoMember(m, object, name);
    passReceiver = found.what == Found::What::Method && identical(found.receiver, object);
    callee = passReceiver ? found.value : bindFound(m, found);
    return callee.isException() ? callee : Value::null();
}

Value callWithReceiver(Mutator& m, Value callable, Value receiver, std::span<const Value> args) {
    if (NativeFunction* native = directNative(callable, args.size())) {
        return native->spec->fn(m, Args{args.data(), static_cast<uint32_t>(args.size()), receiver});
    }
    BoundMethod* bound = newBoundMethod(m, receiver, callable);
    NOODLE_TRY_PTR(bound);
    return m.call(Value::ofObject(bound), args);
}

Value callFound(Mutator& m, Value object, const Member& member, std::span<const Value> args) {
    if (member.kind == MemberKind::Method) return callWithReceiver(m, member.value, object, args);
    Found found;
    if (!applyMember(m, object, classOf(m, object), member, found)) return Value::exception();
    const Value callee = bindFound(m, found);
    NOODLE_TRY(callee);
    return m.call(callee, args);
}

Value callMethod(Mutator& m, Value object, String* name, std::span<const Value> args) {
    Value callee;
    bool passReceiver = false;
    NOODLE_TRY(lookupMethod(m, object, name, callee, passReceiver));
    return passReceiver ? callWithReceiver(m, callee, object, args) : m.call(callee, args);
}

}  // namespace noodle

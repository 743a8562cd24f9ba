// Writing members, and who may use a private one.

#include "runtime/entry/enum.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member_detail.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

Value attributeError(Mutator& m, const std::string& text) {
    return throwError(m, m.types().attributeError, text);
}

std::string quoted(Mutator& m, String* name) {
    return joined("'", view(m, name), "'");
}

Value callSetter(Mutator& m, Value object, String* name, const Member& member, Value v) {
    if (member.setter.isUndef()) {
        return attributeError(
            m, joined("property ", quoted(m, name), " of ", typeNameOf(m, object), " has no setter"));
    }
    const Value result = callWithReceiver(m, member.setter, object, std::span<const Value>(&v, 1));
    return result.isException() ? result : Value::null();
}

Value writeField(Mutator& m, Instance* object, const Symbol* symbol, Value v) {
    return setField(m, object, symbol, v) ? Value::null() : Value::exception();
}

Value refuseConst(Mutator& m, const char* what, String* name, const Class* cls) {
    return throwTypeError(m, joined(what, quoted(m, name), " of ", className(cls), " is const"));
}

Value setDeclaredField(Mutator& m, Instance* object, String* name, const Symbol* symbol, Value v) {
    const FieldInfo* field = findFieldInfo(object->cls, view(m, name));
    if (field != nullptr && field->isConst && !getField(object, symbol).isUndef())
        return refuseConst(m, "field ", name, object->cls);
    if (field != nullptr && !m.fitField(object->cls, *field, v)) return Value::exception();
    return writeField(m, object, symbol, v);
}

Value setInstanceMember(Mutator& m, Instance* object, String* name, Value v) {
    if ((object->flags & Instance::kFrozen) != 0) {
        return throwTypeError(
            m, joined("cannot change ", quoted(m, name), ": this ", className(object->cls), " is frozen"));
    }
    const Symbol* symbol = symbolOf(m, name);
    if (object->shape->indexOf(symbol) >= 0) return setDeclaredField(m, object, name, symbol, v);
    const Member member = findMember(m, object->cls, name);
    if (member.kind == MemberKind::Getter) return callSetter(m, Value::ofObject(object), name, member, v);
    if (member.isConst) return refuseConst(m, "static field ", name, object->cls);
    if ((object->cls->flags & Class::kStruct) != 0) return throwNoMember(m, Value::ofObject(object), name);
    return writeField(m, object, symbol, v);
}

/// A write through a class always lands in that class: a subclass gets its own static, as in Python and
/// JavaScript.
Value setClassMember(Mutator& m, Class* cls, String* name, Value v) {
    if ((cls->flags & Class::kBuiltin) != 0) {
        return throwTypeError(m,
                              joined("cannot set ", quoted(m, name), " of builtin class ", className(cls)));
    }
    if ((cls->flags & Class::kEnum) != 0 && !findVariant(m, cls, name).isUndef()) {
        return throwTypeError(
            m, joined("cannot replace variant ", quoted(m, name), " of enum ", className(cls)));
    }
    if (findMember(m, cls, name).isConst) return refuseConst(m, "static field ", name, cls);
    const Member own = ownMember(m, cls, name);
    if (own.kind == MemberKind::StaticField) {
        setCell(m, own.value.cast<Cell>(), v);
        return Value::null();
    }
    Cell* cell = newCell(m, v);
    NOODLE_TRY_PTR(cell);
    Member member;
    member.kind = MemberKind::StaticField;
    member.value = Value::ofObject(cell);
    member.owner = cls;
    return defineMember(m, cls, name, member) ? Value::null() : Value::exception();
}

Value setFunctionAttribute(Mutator& m, Function* f, String* name, Value v) {
    if (f->attributes == nullptr) {
        Map* attributes = newMap(m);
        NOODLE_TRY_PTR(attributes);
        f->attributes = attributes;
        m.heap().writeBarrier(f, attributes);
    }
    return mapSetInterned(m, f->attributes, name, v) ? Value::null() : Value::exception();
}

Value refuse(Mutator& m, Value object, String* name) {
    if (object.isNull()) return throwTypeError(m, joined("cannot set ", quoted(m, name), " of null"));
    if (Module* module = object.as<Module>()) {
        return throwTypeError(m, joined("cannot assign to ", quoted(m, name), " of module '",
                                        module->name == nullptr ? "?" : view(m, module->name),
                                        "': only the module itself may"));
    }
    if (object.isKind(ObjectKind::Map)) {
        return attributeError(
            m, joined("a Map has no field ", quoted(m, name), " to set; use m[\"", view(m, name), "\"] = …"));
    }
    return attributeError(m, joined("cannot set ", quoted(m, name), " of ", typeNameOf(m, object)));
}

/// The class that declares `name` as a private field, looking up the chain; null if none does.
const Class* privateFieldOwner(const Class* cls, std::string_view name) {
    for (const Class* c = cls; c != nullptr; c = c->super) {
        for (const FieldInfo& field : c->info->fields) {
            if (field.isPrivate && field.name == name) return c;
        }
    }
    return nullptr;
}

}  // namespace

Value setMember(Mutator& m, Value object, String* name, Value v) {
    name = internedName(m, name);
    NOODLE_TRY_PTR(name);
    if (Instance* instance = object.as<Instance>()) return setInstanceMember(m, instance, name, v);
    if (Class* cls = object.as<Class>()) return setClassMember(m, cls, name, v);
    if (Function* f = object.as<Function>()) return setFunctionAttribute(m, f, name, v);
    if (object.isNull() || object.isKind(ObjectKind::Module)) return refuse(m, object, name);
    const Member member = findMember(m, classOf(m, object), name);
    return member.kind == MemberKind::Getter ? callSetter(m, object, name, member, v)
                                             : refuse(m, object, name);
}

const Class* privateOwner(Mutator& m, Value object, String* name) {
    Class* cls = object.isKind(ObjectKind::Class) ? object.cast<Class>() : classOf(m, object);
    const Member member = findMember(m, cls, name);
    return member.isPrivate ? member.owner : privateFieldOwner(cls, view(m, name));
}

bool checkAccess(Mutator& m, Value object, String* name, const Class* accessor) {
    name = internedName(m, name);
    if (name == nullptr) return false;
    const Class* owner = privateOwner(m, object, name);
    if (owner == nullptr || accessor == owner) return true;
    attributeError(m, joined(quoted(m, name), " is private in class ", className(owner)));
    return false;
}

}  // namespace noodle

// What a class must satisfy once all its members are there, facts about classes that several operations need,
// and copies.

#include "runtime/entry/conform.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/object/errors.h"
#include "runtime/object/key.h"
#include "runtime/object/list.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

/// Names that a check found missing, and where each was asked for.
struct Missing {
    Mutator& m;
    Class* cls;
    std::vector<std::string> names;
    Class* declaredIn = nullptr;
    bool ownAbstract = false;
};

void addMissing(Missing& missing, std::string_view name, Class* declaredIn) {
    for (const std::string& known : missing.names) {
        if (known == name) return;
    }
    missing.names.emplace_back(name);
    missing.declaredIn = declaredIn;
}

void noteAbstract(void* context, String* name, const Member& member) {
    Missing& missing = *static_cast<Missing*>(context);
    if (!member.isAbstract) return;
    const Member found = findMember(missing.m, missing.cls, name);
    if (!found.isAbstract) return;
    if (found.owner == missing.cls) missing.ownAbstract = true;
    addMissing(missing, view(missing.m, name), found.owner != nullptr ? found.owner : member.owner);
}

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

Value checkInterfaces(Mutator& m, Class* cls) {
    for (Class* interface : claimedInterfaces(m, cls)) {
        const std::vector<std::string> names = missingMethods(m, cls, interface);
        if (m.hasPending()) return Value::exception();
        if (names.empty()) continue;
        return throwTypeError(m, joined("class ", className(cls), " does not implement interface ",
                                        className(interface), ": missing ", listed(names)));
    }
    return Value::null();
}

Value checkAbstract(Mutator& m, Class* cls) {
    Missing missing{m, cls, {}, nullptr, false};
    for (Class* c = cls; c != nullptr; c = c->super) forEachOwnMember(m, c, noteAbstract, &missing);
    if (missing.names.empty()) return Value::null();
    if (missing.ownAbstract || (cls->flags & Class::kAbstract) != 0) {
        cls->flags |= Class::kAbstract;
        return Value::null();
    }
    return throwTypeError(m, joined("class ", className(cls), " must implement abstract ",
                                    listed(missing.names), " of ", className(missing.declaredIn)));
}

bool definesAny(Mutator& m, Class* cls, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        String* interned = m.intern(name);
        if (interned == nullptr) continue;
        const Member member = findMember(m, cls, interned);
        const bool isCode = member.kind == MemberKind::Method || member.kind == MemberKind::Getter;
        if (isCode && !member.isAbstract &&
            (member.owner == nullptr || (member.owner->flags & Class::kBuiltin) == 0)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Value finishClass(Mutator& m, Class* cls) {
    if (definesAny(m, cls, {"equals", "__eq__"})) cls->flags |= Class::kCustomEquals;
    if (definesAny(m, cls, {"__bool__", "toBool", "__len__", "length"})) cls->flags |= Class::kCustomTruth;
    if (definesAny(m, cls, {"destructor", "__del__"})) cls->flags |= Class::kHasDestructor;
    if ((cls->flags & Class::kInterface) != 0) return Value::null();
    NOODLE_TRY(checkAbstract(m, cls));
    // An abstract class may leave what an interface asks for to its subclasses.
    return (cls->flags & Class::kAbstract) != 0 ? Value::null() : checkInterfaces(m, cls);
}

bool hasCustomEquals(const Class* cls) {
    for (const Class* c = cls; c != nullptr; c = c->super) {
        if ((c->flags & Class::kCustomEquals) != 0) return true;
    }
    return false;
}

const FieldInfo* findFieldInfo(const Class* cls, std::string_view name) {
    for (const Class* c = cls; c != nullptr; c = c->super) {
        for (const FieldInfo& field : c->info->fields) {
            if (field.name == name) return &field;
        }
    }
    return nullptr;
}

Instance* copyStruct(Mutator& m, Instance* object, bool frozen) {
    if (frozen) {
        const Value stored = storedKey(m, Value::ofObject(object));
        return stored.isException() ? nullptr : stored.cast<Instance>();
    }
    Instance* copy = newInstance(m, object->cls);
    for (uint32_t i = 0; copy != nullptr && i < object->shape->fieldCount; ++i) {
        const Value v = fieldAt(object, i);
        // Fields that were added after construction (dataclasses) are not in the root shape.
        if (!v.isUndef() && !setField(m, copy, object->shape->fieldName(i), v)) return nullptr;
    }
    return copy;
}

}  // namespace noodle

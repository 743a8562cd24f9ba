#include "runtime/entry/conform.h"

#include <algorithm>

#include "runtime/entry/compare.h"
#include "runtime/entry/member.h"
#include "runtime/object/list.h"

namespace noodle {
namespace {

void addOnce(std::vector<Class*>& all, Class* cls) {
    if (std::find(all.begin(), all.end(), cls) == all.end()) all.push_back(cls);
}

void addClaimed(Mutator& m, std::vector<Class*>& all, Class* cls) {
    for (uint64_t i = 0; cls->interfaces != nullptr && i < cls->interfaces->length; ++i) {
        if (Class* claimed = listGet(m, cls->interfaces, i).as<Class>()) addOnce(all, claimed);
    }
}

/// Adds what the interfaces in `all` extend, to a fixed point.
void addExtended(Mutator& m, std::vector<Class*>& all) {
    for (size_t i = 0; i < all.size(); ++i) {
        Class* interface = all[i];
        if (interface->super != nullptr && (interface->super->flags & Class::kInterface) != 0)
            addOnce(all, interface->super);
        addClaimed(m, all, interface);
    }
}

/// A method under `name`, or under the other spelling of the same protocol.
bool conforms(Mutator& m, Class* cls, std::string_view name) {
    String* interned = m.intern(name);
    if (interned == nullptr) return false;
    const Member member = findMember(m, cls, interned);
    if (member.kind != MemberKind::None && !member.isAbstract) return true;
    if (cls->rootShape != nullptr && cls->rootShape->indexOf(symbolOf(m, interned)) >= 0) return true;
#define PROTOCOL(enumerator, plain, dunder)                                                           \
    if (name == plain || name == dunder) {                                                            \
        String* other = m.intern(name == plain ? std::string_view(dunder) : std::string_view(plain)); \
        return other != nullptr && findMember(m, cls, other).kind != MemberKind::None;                \
    }
#include "runtime/entry/protocols.def"
#undef PROTOCOL
    return false;
}

/// Properties that an interface declares are fields or members of the value.
bool hasRequiredFields(Mutator& m, Value v, const Class* interface) {
    for (const FieldInfo& field : interface->info->fields) {
        String* name = m.intern(field.name);
        if (name == nullptr) return false;
        Instance* object = v.as<Instance>();
        const bool inShape = object != nullptr && object->shape->indexOf(symbolOf(m, name)) >= 0;
        if (!inShape && !field.optional && findMember(m, classOf(m, v), name).kind == MemberKind::None)
            return false;
    }
    return true;
}

}  // namespace

std::vector<Class*> claimedInterfaces(Mutator& m, Class* cls) {
    std::vector<Class*> all;
    for (Class* c = cls; c != nullptr; c = c->super) addClaimed(m, all, c);
    addExtended(m, all);
    return all;
}

std::vector<std::string> missingMethods(Mutator& m, Class* cls, Class* interface) {
    std::vector<Class*> asking{interface};
    addExtended(m, asking);
    std::vector<std::string> missing;
    for (Class* asker : asking) {
        for (const std::string& name : asker->info->required) {
            if (!conforms(m, cls, name)) missing.push_back(name);
        }
    }
    return missing;
}

std::optional<bool> isInstanceOf(Mutator& m, Value v, Class* cls) {
    if (cls == m.types().object) return true;
    Class* own = classOf(m, v);
    if (isSubclass(own, cls)) return true;
    if (cls == m.types().iteratorType) return own == m.types().generatorType;
    if ((cls->flags & Class::kInterface) == 0 || v.isNull()) return false;
    const std::vector<Class*> claimed = claimedInterfaces(m, own);
    if (std::find(claimed.begin(), claimed.end(), cls) != claimed.end()) return true;
    const bool conforming = missingMethods(m, own, cls).empty();
    if (m.hasPending()) return std::nullopt;
    // An interface that asks for nothing is a marker: only classes that name it have it.
    if (conforming && cls->info->required.empty() && cls->info->fields.empty()) return false;
    return conforming && hasRequiredFields(m, v, cls);
}

}  // namespace noodle

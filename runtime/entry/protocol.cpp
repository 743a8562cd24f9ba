#include <cstring>

#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

struct ProtocolRow {
    const char *plain, *dunder;
};
constexpr ProtocolRow kProtocols[] = {
#define PROTOCOL(name, plain, dunder) {plain, dunder},
#include "runtime/entry/protocols.def"
#undef PROTOCOL
};

/// The class whose members may take part in protocols for `v`; null for builtin kinds.
Class* protocolClass(Value v) {
    if (!v.isObject()) return nullptr;
    switch (v.asObject()->kind) {
        case ObjectKind::Instance:
            return v.cast<Instance>()->cls;
        case ObjectKind::EnumValue:
            return v.cast<EnumValue>()->cls;
        case ObjectKind::Native:
            return v.cast<Native>()->cls;
        default:
            return nullptr;
    }
}

bool takesPart(Value object, const Member& member) {
    if (member.kind != MemberKind::Method && member.kind != MemberKind::Getter) return false;
    if (member.isAbstract || member.value.isUndef()) return false;
    // What builtin base classes (Error, Object) offer is reached by name only; host objects define theirs
    // there.
    const bool builtin = member.owner != nullptr && (member.owner->flags & Class::kBuiltin) != 0;
    return !builtin || object.isKind(ObjectKind::Native);
}

Member memberNamed(Mutator& m, Value object, Class* cls, const char* name) {
    String* interned = internLiteral(m, name);
    if (interned == nullptr) {
        // The fixed protocol names are interned once. The reserve has room for that, since a method that is
        // there must not count as absent.
        m.takePending();
        Heap::ReserveScope reserve(m.heap());
        interned = internLiteral(m, name);
        if (interned == nullptr) return {};
    }
    const Member member = findMember(m, cls, interned);
    return takesPart(object, member) ? member : Member{};
}

}  // namespace

const char* protocolPlainName(Protocol protocol) {
    return kProtocols[static_cast<size_t>(protocol)].plain;
}
const char* protocolDunderName(Protocol protocol) {
    return kProtocols[static_cast<size_t>(protocol)].dunder;
}

Member findProtocol(Mutator& m, Value object, Protocol protocol) {
    Class* cls = protocolClass(object);
    if (cls == nullptr) return {};
    const ProtocolRow& row = kProtocols[static_cast<size_t>(protocol)];
    const Member dunder = memberNamed(m, object, cls, row.dunder);
    if (std::strcmp(row.plain, row.dunder) == 0) return dunder;
    const Member plain = memberNamed(m, object, cls, row.plain);
    if (plain.kind == MemberKind::None) return dunder;
    if (dunder.kind == MemberKind::None || plain.owner == nullptr || dunder.owner == nullptr) return plain;
    // In one class the dunder is the one that was meant for the protocol: beside __getitem__ a get(key,
    // default) is a plain method.
    return plain.owner != dunder.owner && isSubclass(plain.owner, dunder.owner) ? plain : dunder;
}

Value callProtocol(Mutator& m, Value object, Protocol protocol, std::span<const Value> args) {
    const Member method = findProtocol(m, object, protocol);
    if (method.kind != MemberKind::None) return callFound(m, object, method, args);
    const char* name = protocolPlainName(protocol);
    return throwError(m, m.types().attributeError,
                      joined(typeNameOf(m, object), " has no method '", name, "'"));
}

}  // namespace noodle

// Member tables and look-up along the chain.
//
//   members       name -> record, own members in order of definition. A record is a Tuple (bits, value,
//   setter, owner). memberCache   name -> record found along the chain, or null for "there is none"; valid
//   while the class's aux equals the
//                 isolate's member epoch.
//   epoch         moves when a member is defined in a class through which something was already looked up. A
//   class that is
//                 still being put together moves nothing, so making classes at run time leaves all caches
//                 alone.
//   natives       tables of NativeSpec wait in Caches::nativeMembers; the first look-up of a name makes the
//   function object
//                 and its record. That changes no answer, hence no epoch.
#include <algorithm>
#include <string>

#include "runtime/base/check.h"
#include "runtime/object/caches.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

constexpr int64_t kPrivateBit = 1 << 8, kAbstractBit = 1 << 9, kConstBit = 1 << 10;

Tuple* newRecord(Mutator& m, const Member& member) {
    int64_t bits = static_cast<int64_t>(member.kind);
    if (member.isPrivate) bits |= kPrivateBit;
    if (member.isAbstract) bits |= kAbstractBit;
    if (member.isConst) bits |= kConstBit;
    Value owner = member.owner != nullptr ? Value::ofObject(member.owner) : Value::null();
    const Value parts[] = {Value::ofInt48(bits), member.value, member.setter, owner};
    return newTuple(m, parts, 4);
}

Member readRecord(Value record) {
    if (!record.isObject()) return {};
    const Value* parts = record.cast<Tuple>()->elements();
    const int64_t bits = parts[0].asInt48();
    Member member;
    member.kind = static_cast<MemberKind>(bits & 0xFF);
    member.isPrivate = (bits & kPrivateBit) != 0;
    member.isAbstract = (bits & kAbstractBit) != 0;
    member.isConst = (bits & kConstBit) != 0;
    member.value = parts[1];
    member.setter = parts[2];
    member.owner = parts[3].isObject() ? parts[3].cast<Class>() : nullptr;
    return member;
}

String* internedName(Mutator& m, String* name) {
    return (name->flags & String::kInterned) != 0 ? name : m.intern(view(m, name));
}

/// Creates `*slot` (a Map of `cls`) if it is missing.
bool ensureMap(Mutator& m, Class* cls, Map** slot) {
    if (*slot != nullptr) return true;
    Map* map = newMap(m);
    if (map == nullptr) return false;
    *slot = map;
    m.heap().writeBarrier(cls, map);
    return true;
}

bool storeRecord(Mutator& m, Class* cls, String* name, const Member& member) {
    Tuple* record = newRecord(m, member);
    if (record == nullptr || !ensureMap(m, cls, &cls->members)) return false;
    return mapSetInterned(m, cls->members, name, Value::ofObject(record));
}

/// Makes the member that the specs of one name describe (a getter and its setter are two specs). kind None:
/// no such spec. False: out of memory.
bool makeNative(Mutator& m, Class* cls, std::string_view name, Member& member) {
    auto found = m.caches().nativeMembers.find(cls);
    if (found == m.caches().nativeMembers.end()) return true;
    for (std::span<const NativeSpec> specs : found->second) {
        for (const NativeSpec& spec : specs) {
            if (name != spec.name) continue;
            NativeFunction* fn = newNative(m, spec);
            if (fn == nullptr) return false;
            member.owner = cls;
            if ((spec.flags & NativeSpec::kSetter) != 0) {
                member.setter = Value::ofObject(fn);
                member.kind = MemberKind::Getter;
                continue;
            }
            member.value = Value::ofObject(fn);
            member.kind = (spec.flags & NativeSpec::kGetter) != 0   ? MemberKind::Getter
                          : (spec.flags & NativeSpec::kStatic) != 0 ? MemberKind::StaticMethod
                                                                    : MemberKind::Method;
        }
    }
    return true;
}

/// The record of an own member, materialised if it is a waiting native; undef if there is none, exception if
/// out of memory.
Value ownRecord(Mutator& m, Class* cls, String* name) {
    if (cls->members != nullptr) {
        Value record = mapGetInterned(cls->members, name);
        if (!record.isUndef()) return record;
    }
    if ((cls->flags & Class::kBuiltin) == 0) return Value::undef();
    Member member;
    if (!makeNative(m, cls, view(m, name), member)) return Value::exception();
    if (member.kind == MemberKind::None) return Value::undef();
    if (!storeRecord(m, cls, name, member)) return Value::exception();
    return mapGetInterned(cls->members, name);
}

/// From now on a definition in `cls` must move the epoch; what the class remembered under an older one is
/// dropped.
void markLookedUp(Mutator& m, Class* cls) {
    if (cls->aux == m.memberEpoch()) return;
    cls->memberCache = nullptr;
    cls->aux = m.memberEpoch();
}

Value searchChain(Mutator& m, Class* cls, String* name) {
    for (Class* c = cls; c != nullptr; c = c->super) {
        markLookedUp(m, c);
        Value record = ownRecord(m, c, name);
        if (!record.isUndef()) return record;
    }
    return Value::undef();
}

/// A default method of an interface of the chain, breadth first in order of declaration.
Value searchInterfaces(Mutator& m, Class* cls, String* name) {
    std::vector<Class*> pending;  // classes are kept alive by the chain they are declared in
    auto addInterfacesOf = [&](Class* c) {
        for (; c != nullptr; c = c->super) {
            for (uint64_t i = 0; c->interfaces != nullptr && i < c->interfaces->length; ++i) {
                auto* found = listGet(m, c->interfaces, i).as<Class>();
                if (found != nullptr && std::find(pending.begin(), pending.end(), found) == pending.end()) {
                    pending.push_back(found);
                }
            }
        }
    };
    addInterfacesOf(cls);
    for (size_t i = 0; i < pending.size(); ++i) {
        Value record = searchChain(m, pending[i], name);
        if (record.isException() || (!record.isUndef() && !readRecord(record).isAbstract)) return record;
        addInterfacesOf(pending[i]);
    }
    return Value::undef();
}

/// The record of a member along the chain, null for "there is none", exception if out of memory.
Value memberRecord(Mutator& m, Class* cls, String* name) {
    name = internedName(m, name);
    if (name == nullptr) return Value::exception();
    if (cls->aux == m.memberEpoch() && cls->memberCache != nullptr) {
        Value cached = mapGetInterned(cls->memberCache, name);
        if (!cached.isUndef()) return cached;
    }
    Value record = searchChain(m, cls, name);
    if (record.isUndef()) record = searchInterfaces(m, cls, name);
    if (record.isException()) return record;
    Value remembered = record.isUndef() ? Value::null() : record;
    // Not being able to remember is no failure of the look-up.
    if (!ensureMap(m, cls, &cls->memberCache) || !mapSetInterned(m, cls->memberCache, name, remembered))
        m.takePending();
    return remembered;
}

}  // namespace

bool defineMember(Mutator& m, Class* cls, String* name, const Member& member) {
    name = internedName(m, name);
    if (name == nullptr) return false;
    Member own = member;
    if (own.owner == nullptr) own.owner = cls;
    if (!storeRecord(m, cls, name, own)) return false;
    Mutator::Caches& names = m.caches();
    if (name == names.equals || name == names.dunderEquals) cls->flags |= Class::kCustomEquals;
    if (cls->aux != 0) {
        m.bumpMemberEpoch();
        cls->aux = 0;
        cls->memberCache = nullptr;
    }
    return true;
}

Member findMember(Mutator& m, Class* cls, String* name) {
    Value record = memberRecord(m, cls, name);
    if (record.isException()) {
        // Whoever asks whether there is a member must not hear "no" because memory is short: the little that
        // a name or a native of the runtime takes may come out of the reserve.
        m.takePending();
        Heap::ReserveScope reserve(m.heap());
        record = memberRecord(m, cls, name);
    }
    return record.isException() ? Member{} : readRecord(record);
}

Member ownMember(Mutator& m, Class* cls, String* name) {
    name = internedName(m, name);
    if (name == nullptr) return {};
    return readRecord(ownRecord(m, cls, name));
}

void forEachOwnMember(Mutator& m, Class* cls, void (*visit)(void* context, String* name, const Member&),
                      void* context) {
    auto natives = m.caches().nativeMembers.find(cls);
    if (natives != m.caches().nativeMembers.end()) {
        for (size_t i = 0; i < natives->second.size(); ++i) {
            for (const NativeSpec& spec : natives->second[i]) {
                String* name = m.intern(spec.name);
                if (name != nullptr) ownRecord(m, cls, name);
            }
        }
    }
    if (cls->members == nullptr) return;
    uint64_t position = 0;
    Value name, record;
    while (mapNext(cls->members, position, &name, &record))
        visit(context, name.cast<String>(), readRecord(record));
}

void addNativeMembers(Mutator& m, Class* cls, std::span<const NativeSpec> specs) {
    m.caches().nativeMembers[cls].push_back(specs);
    m.noteNewRoot(cls);
    cls->flags |= Class::kBuiltin;
    for (const NativeSpec& spec : specs) {
        if (std::string_view(spec.name) == "__bool__" || std::string_view(spec.name) == "__len__")
            cls->flags |= Class::kCustomTruth;
    }
    if (cls->aux != 0) {
        m.bumpMemberEpoch();
        cls->aux = 0;
        cls->memberCache = nullptr;
    }
}

}  // namespace noodle

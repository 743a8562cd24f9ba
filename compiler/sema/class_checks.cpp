#include "compiler/sema/class_checks.h"

#include <algorithm>

namespace noodle::sema {

using types::ClassInfo;
using types::ClassMember;
using types::MemberKind;

namespace {

constexpr std::pair<std::string_view, std::string_view> kProtocols[] = {
#define PROTOCOL(plain, dunder) {#plain, #dunder},
#include "compiler/sema/protocol_names.def"
};

std::string_view otherName(std::string_view name) {
    for (const auto& [plain, dunder] : kProtocols) {
        if (name == plain) return dunder;
        if (name == dunder) return plain;
    }
    return {};
}

// A member with a body (or a field) of that name, in the class or the classes above it.
bool implements(const ClassInfo& cls, Name member, const NameTable& names) {
    std::string_view other = otherName(names.text(member));
    Name twin = other.empty() ? Name{} : names.find(other);
    for (const ClassInfo* at = &cls; at; at = at->super) {
        for (const ClassMember& own : at->members) {
            if (!own.isAbstract && (own.name == member || (twin && own.name == twin))) return true;
        }
    }
    return false;
}

// Interfaces of the class and of the classes above it, each once.
std::vector<const ClassInfo*> allInterfaces(const ClassInfo& cls) {
    std::vector<const ClassInfo*> found;
    auto add = [&](const ClassInfo* interface) {
        if (std::ranges::find(found, interface) == found.end()) found.push_back(interface);
    };
    for (const ClassInfo* at = &cls; at; at = at->super) {
        for (const ClassInfo* interface : at->interfaces) add(interface);
    }
    for (size_t i = 0; i < found.size(); ++i) {
        for (const ClassInfo* interface : found[i]->interfaces) add(interface);
    }
    return found;
}

bool hasDefault(const std::vector<const ClassInfo*>& interfaces, Name member) {
    return std::ranges::any_of(interfaces, [&](const ClassInfo* interface) {
        const ClassMember* own = interface->findOwn(member);
        return own && own->kind != MemberKind::Field && !own->isAbstract;
    });
}

void checkClass(const ClassInfo& cls, const Context& context) {
    if (cls.isAbstract || cls.isInterface() || cls.hasUnknownAncestor()) return;
    std::vector<const ClassInfo*> interfaces = allInterfaces(cls);
    for (const ClassInfo* interface : interfaces) {
        for (const ClassMember& member : interface->members) {
            if (!member.isAbstract || implements(cls, member.name, context.names) ||
                hasDefault(interfaces, member.name)) {
                continue;
            }
            Span place = cls.symbol ? cls.symbol->declSpan : member.span;
            context.sink
                .report(Diag::MissingImplementation, place,
                        {context.names.text(cls.name), context.names.text(member.name),
                         context.names.text(interface->name)})
                .note(member.span, "required here");
            return;
        }
    }
}

}  // namespace

const ClassMember* missingAbstract(const ClassInfo& cls, const NameTable& names) {
    if (cls.hasUnknownAncestor()) return nullptr;
    for (const ClassInfo* at = &cls; at; at = at->super) {
        for (const ClassMember& member : at->members) {
            // A virtual method without a body may stay without one.
            auto* fn = member.decl ? ast::dynAs<ast::Function>(member.decl) : nullptr;
            if (fn && fn->isAbstract && !implements(cls, member.name, names)) return &member;
        }
    }
    return nullptr;
}

void checkClasses(Analysis::Store& store, const Context& context) {
    for (const ClassInfo& cls : store.classes) {
        if (cls.decl) checkClass(cls, context);
    }
}

}  // namespace noodle::sema

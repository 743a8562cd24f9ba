#include "compiler/types/class_info.h"

#include <algorithm>

namespace noodle::types {

namespace {

// The first class that `found` accepts, from the class itself upwards: own, interfaces of it, super and so
// on. Every class is visited once, also where interfaces share ancestors.
template <typename F>
const ClassInfo* searchUp(const ClassInfo* start, F&& found) {
    std::vector<const ClassInfo*> pending{start};
    std::vector<const ClassInfo*> interfaces;
    while (!pending.empty()) {
        const ClassInfo* cls = pending.back();
        pending.pop_back();
        if (found(cls)) return cls;
        if (cls->super) pending.push_back(cls->super);
        for (auto it = cls->interfaces.rbegin(); it != cls->interfaces.rend(); ++it) {
            if (std::ranges::find(interfaces, *it) != interfaces.end()) continue;
            interfaces.push_back(*it);
            pending.push_back(*it);
        }
    }
    return nullptr;
}

}  // namespace

const ClassMember* ClassInfo::findOwn(Name member) const {
    for (const ClassMember& own : members) {
        if (own.name == member) return &own;
    }
    return nullptr;
}

const ClassMember* ClassInfo::find(Name member, const ClassInfo** home) const {
    const ClassMember* result = nullptr;
    const ClassInfo* cls =
        searchUp(this, [&](const ClassInfo* at) { return (result = at->findOwn(member)); });
    if (home) *home = cls;
    return result;
}

bool ClassInfo::derivesFrom(const ClassInfo* other) const {
    return searchUp(this, [&](const ClassInfo* at) { return at == other; });
}

bool ClassInfo::hasUnknownAncestor() const {
    return searchUp(this, [](const ClassInfo* at) { return at->hasUnknownBase; });
}

}  // namespace noodle::types

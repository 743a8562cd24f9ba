#include "compiler/types/class_info.h"

#include <algorithm>

namespace noodle::types {

namespace {

// The first class that `found` accepts, from the class itself upwards: own, interfaces of it, super and so
// on. Every class is visited once, also where interfaces share ancestors.
template <typename F>
const ClassInfo* searchUp(const ClassInfo* start, F&& found) {
    // Nearly all classes are a plain chain.
    for (; start->interfaces.empty(); start = start->super) {
        if (found(start)) return start;
        if (!start->super) return nullptr;
    }
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

// A few members are looked through; of many an index is made. The first of a name counts.
const ClassMember* ClassInfo::findOwn(Name member) const {
    constexpr size_t kFew = 16;
    if (members.size() <= kFew) {
        for (const ClassMember& own : members) {
            if (own.name == member) return &own;
        }
        return nullptr;
    }
    for (; indexed_ < members.size(); ++indexed_)
        index_.try_emplace(members[indexed_].name, static_cast<uint32_t>(indexed_));
    auto it = index_.find(member);
    return it == index_.end() ? nullptr : &members[it->second];
}

const ClassMember* ClassInfo::find(Name member, const ClassInfo** home) const {
    const ClassMember* result = findOwn(member);
    if (result || (!super && interfaces.empty())) {
        if (home) *home = result ? this : nullptr;
        return result;
    }
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

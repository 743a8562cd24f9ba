// Inline caches of polymorphic sites: finding the entry that fits an object and adding one. What an entry
// means is in cache.h. Private to vm/interp. Invariant: at most kMaxEntries entries a site; the first one is
// the one that handlers test inline.
#pragma once

#include "runtime/object/class.h"
#include "vm/interp/ops.h"

namespace noodle {

/// What a cached CallMethod calls: one of the two, or neither (not cached). `receiver`: the object is passed
/// as self. `exported`: what the object, a module, exports under the name, whatever it is; undef for others.
struct MethodTarget {
    Function* function = nullptr;
    NativeFunction* native = nullptr;
    bool receiver = false;
    Value exported = Value::undef();
};
MethodTarget findCachedMethod(Vm& vm, Value object, String* name, const InlineCache& site);
/// Remembers what the general look-up found for `object`, where that may be remembered.
void addMethodEntry(Vm& vm, FunctionState* fs, InlineCache& site, Value object, String* name, Value callee,
                    bool receiver);

/// GetField and SetField through all entries of the site, then the general path.
Value getFieldCached(Vm& vm, FunctionState* fs, uint16_t name, Value object, InlineCache& site);
Value setFieldCached(Vm& vm, FunctionState* fs, uint16_t name, Value object, Value v, InlineCache& site);

/// A site with so many entries has seen more.
constexpr uint32_t kMaxSiteEntries = 4;

/// Remembers what was seen last, in place of what was known about the same objects, else of an empty or
/// outdated entry, else in a new one, else in place of the first.
void fillEntry(Vm& vm, FunctionState* fs, InlineCache& site, const InlineCache& fresh);

/// True if the native may be called with just these `n` words, without binding.
inline bool takesExactly(const NativeFunction* native, uint32_t n) {
    const FunctionInfo& info = *native->info;
    return info.has(FunctionInfo::kSimpleParams) && info.positionalCount == n;
}
/// Adds undef for optional parameters that were not passed, so that a native that takes positional parameters
/// only may be called with what lies from `args` on. False: it needs binding, or there is no room.
bool padArguments(VmStack& stack, const NativeFunction* native, Value* args, uint32_t count);
/// Remembers the method that a CallSuper in code of `home` calls for instances.
void fillSuperCache(Vm& vm, Class* home, Value receiver, Value callee, InlineCache& cache);
/// Fills the cache of a Call whose callee is a class that can be constructed without binding; otherwise
/// leaves it.
void fillConstructCache(Vm& vm, Class* cls, uint32_t count, InlineCache& cache);

}  // namespace noodle

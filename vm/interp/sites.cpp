#include "vm/interp/sites.h"

#include <algorithm>

#include "runtime/entry/member.h"
#include "runtime/object/native_module.h"
#include "runtime/object/string.h"
#include "vm/interp/cache.h"

namespace noodle {

namespace {

bool isEmpty(const InlineCache& entry) {
    return entry.shape == nullptr && entry.holder == nullptr && entry.target == nullptr;
}

/// Kinds all of whose values have the same methods.
bool hasKindMethods(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::String:
        case ObjectKind::List:
        case ObjectKind::Map:
        case ObjectKind::Set:
        case ObjectKind::Tuple:
        case ObjectKind::Bytes:
        case ObjectKind::Range:
            return true;
        default:
            return false;
    }
}

uint32_t kindKey(ObjectKind kind) {
    return 1 + static_cast<uint32_t>(kind);
}

/// Whether both are about the same objects.
bool isAbout(const InlineCache& entry, const InlineCache& key) {
    if (isEmpty(entry) || entry.shape != key.shape || entry.holder != key.holder) return false;
    return entry.shape != nullptr || entry.holder != nullptr || entry.check == key.check;
}

/// Whether the entry was made for values like this one.
bool isFor(const InlineCache& entry, HeapObject* object) {
    if (entry.shape != nullptr)
        return object->kind == ObjectKind::Instance && static_cast<Instance*>(object)->shape == entry.shape;
    if (entry.holder != nullptr) return entry.holder == object;
    return entry.check == kindKey(object->kind);
}

const InlineCache* findEntry(Vm& vm, Value object, const InlineCache& site) {
    if (!object.isObject()) return nullptr;
    for (const InlineCache* entry = &site; entry != nullptr; entry = entry->more)
        if (entry->target != nullptr && entry->epoch == vm.memberEpoch() && isFor(*entry, object.asObject()))
            return entry;
    return nullptr;
}

InlineCache& entryFor(Vm& vm, FunctionState* fs, InlineCache& site, const InlineCache& key) {
    for (InlineCache* entry = &site; entry != nullptr; entry = entry->more)
        if (isAbout(*entry, key)) return *entry;
    for (InlineCache* entry = &site; entry != nullptr; entry = entry->more)
        if (isEmpty(*entry) || entry->epoch != vm.memberEpoch()) return *entry;
    if (site.count + 1 >= kMaxSiteEntries) return site;
    InlineCache& entry = fs->moreCaches.emplace_back();
    entry.more = site.more;
    site.more = &entry;
    ++site.count;
    return entry;
}

bool isStaticMethod(Vm& vm, Value object, String* name) {
    Class* cls = object.as<Class>();
    return cls != nullptr && findMember(vm, cls, name).kind == MemberKind::StaticMethod;
}

bool isNativeModule(Value object) {
    Module* module = object.as<Module>();
    return module != nullptr && module->native != nullptr;
}

/// What an entry of a module's variable stands for; undef while it has no value.
Value exportedBy(const InlineCache& entry) {
    return ModuleSlot{static_cast<Module*>(entry.target), entry.index}.value();
}

bool addModuleEntry(Vm& vm, FunctionState* fs, InlineCache& site, Module* module, String* name) {
    ModuleSlot slot = findModuleSlot(module, name);
    if (slot.module == nullptr) return false;
    InlineCache fresh;
    fresh.holder = module;
    fresh.target = slot.module;
    fresh.index = slot.index;
    fresh.epoch = vm.memberEpoch();
    fillEntry(vm, fs, site, fresh);
    return true;
}

}  // namespace

void fillEntry(Vm& vm, FunctionState* fs, InlineCache& site, const InlineCache& fresh) {
    vm.noteRootsChanged();
    InlineCache& entry = entryFor(vm, fs, site, fresh);
    InlineCache* more = entry.more;
    const uint32_t count = entry.count;
    entry = fresh;
    entry.more = more;
    entry.count = count;
}

// ---- methods

MethodTarget findCachedMethod(Vm& vm, Value object, String* name, const InlineCache& site) {
    const InlineCache* entry = findEntry(vm, object, site);
    if (entry == nullptr) {
        Instance* instance = object.as<Instance>();
        if (instance == nullptr || site.count + 1 < kMaxSiteEntries) return {};
        const LookupCache::Entry* known = vm.lookups().find(instance->shape, name, vm.memberEpoch());
        return known == nullptr ? MethodTarget{}
                                : MethodTarget{static_cast<Function*>(known->method), nullptr, true};
    }
    if (entry->target->kind == ObjectKind::Module) {
        Value v = exportedBy(*entry);
        return {v.as<Function>(), v.as<NativeFunction>(), false, v};
    }
    bool receiver = entry->holder == nullptr;
    if (entry->target->kind == ObjectKind::Function)
        return {static_cast<Function*>(entry->target), nullptr, receiver};
    return {nullptr, static_cast<NativeFunction*>(entry->target), receiver};
}

void addMethodEntry(Vm& vm, FunctionState* fs, InlineCache& site, Value object, String* name, Value callee,
                    bool receiver) {
    if (Module* module = object.as<Module>(); module != nullptr && !receiver)
        if (addModuleEntry(vm, fs, site, module, name)) return;
    bool native = callee.isKind(ObjectKind::NativeFunction);
    if (!object.isObject() || (!native && !callee.isKind(ObjectKind::Function))) return;
    InlineCache fresh;
    fresh.target = callee.asObject();
    fresh.epoch = vm.memberEpoch();
    if (Instance* instance = object.as<Instance>()) {
        // A field of that name may be set later.
        if (!receiver || instance->shape->indexOf(symbolOf(vm, name)) >= 0) return;
        if (!native && site.count + 1 >= kMaxSiteEntries && privateOwner(vm, object, name) == nullptr)
            vm.rememberLookup({instance->shape, name, callee.asObject(), 0, vm.memberEpoch()});
        fresh.shape = instance->shape;
    } else if (receiver && native && hasKindMethods(object.asObject()->kind)) {
        fresh.check = kindKey(object.asObject()->kind);
    } else if (!receiver && ((native && isNativeModule(object)) || isStaticMethod(vm, object, name))) {
        fresh.holder = object.asObject();
    } else {
        return;
    }
    fillEntry(vm, fs, site, fresh);
}

// ---- fields

namespace {

/// The getter of a builtin kind (length …) or the variable of a module; undef if it is not cached.
Value cachedMember(Vm& vm, Value object, const InlineCache& site) {
    const InlineCache* entry = findEntry(vm, object, site);
    if (entry == nullptr) return Value::undef();
    if (entry->target->kind == ObjectKind::Module) return exportedBy(*entry);
    auto* native = static_cast<NativeFunction*>(entry->target);
    return native->spec->fn(vm, Args{nullptr, 0, object});
}

void addGetterEntry(Vm& vm, FunctionState* fs, InlineCache& site, Value object, String* name) {
    if (Module* module = object.as<Module>()) {
        addModuleEntry(vm, fs, site, module, name);
        return;
    }
    if (!object.isObject() || !hasKindMethods(object.asObject()->kind)) return;
    Member member = findMember(vm, classOf(vm, object), name);
    NativeFunction* getter = member.value.as<NativeFunction>();
    if (member.kind != MemberKind::Getter || getter == nullptr) return;
    InlineCache fresh;
    fresh.target = getter;
    fresh.check = kindKey(object.asObject()->kind);
    fresh.epoch = vm.memberEpoch();
    fillEntry(vm, fs, site, fresh);
}

}  // namespace

Value getFieldCached(Vm& vm, FunctionState* fs, uint16_t name, Value object, InlineCache& site) {
    if (Instance* instance = object.as<Instance>()) {
        for (const InlineCache* entry = &site; entry != nullptr; entry = entry->more) {
            if (entry->shape != instance->shape) continue;
            Value v = *fieldSlot(instance, entry->index);
            if (!v.isUndef()) return v;
        }
        const LookupCache::Entry* known =
            vm.lookups().find(instance->shape, fs->symbols[name], vm.memberEpoch());
        if (known != nullptr && site.count + 1 >= kMaxSiteEntries) {
            Value v = *fieldSlot(instance, known->index);
            if (!v.isUndef()) return v;
        }
        ++vm.counters().fieldMisses;
        return getFieldSlow(vm, fs, name, object, site);
    }
    Value v = cachedMember(vm, object, site);
    if (!v.isUndef()) return v;
    ++vm.counters().fieldMisses;
    v = getFieldSlow(vm, fs, name, object, site);
    if (!v.isException()) addGetterEntry(vm, fs, site, object, fs->names[name]);
    return v;
}

Value setFieldCached(Vm& vm, FunctionState* fs, uint16_t name, Value object, Value v, InlineCache& site) {
    Instance* instance = object.as<Instance>();
    if (instance != nullptr && (instance->flags & Instance::kFrozen) == 0) {
        for (const InlineCache* entry = &site; entry != nullptr; entry = entry->more) {
            if (entry->shape != instance->shape || entry->next != nullptr ||
                !passesCheck(*entry, v, vm.memberEpoch()))
                continue;
            storeField(vm.heap(), instance, entry->index, v);
            return Value::null();
        }
    }
    ++vm.counters().fieldMisses;
    return setFieldSlow(vm, fs, name, object, v, site);
}

// ---- natives

bool padArguments(VmStack& stack, const NativeFunction* native, Value* args, uint32_t count) {
    const FunctionInfo& info = *native->info;
    auto all = static_cast<uint32_t>(info.params.size());
    if (info.positionalCount != all || count < info.requiredCount || count > all) return false;
    if (!stack.hasRoom(stack.frame(), args + all)) return false;
    std::fill(args + count, args + all, Value::undef());
    stack.setTop(args + all);
    return true;
}

void fillSuperCache(Vm& vm, Class* home, Value receiver, Value callee, InlineCache& cache) {
    if (!receiver.isKind(ObjectKind::Instance) || !callee.isKind(ObjectKind::Function)) return;
    vm.noteRootsChanged();
    cache.holder = home;
    cache.target = callee.asObject();
    cache.epoch = vm.memberEpoch();
}

// ---- construction

void fillConstructCache(Vm& vm, Class* cls, uint32_t count, InlineCache& cache) {
    constexpr uint16_t kSpecial =
        Class::kAbstract | Class::kInterface | Class::kEnum | Class::kError | Class::kBuiltin;
    if ((cls->flags & kSpecial) != 0 || !cls->construct.isUndef()) return;
    const ConstructPlan& plan = vm.constructPlan(cls);
    Function* constructor = plan.constructor.as<Function>();
    if (constructor == nullptr) return;
    if (!static_cast<const Proto*>(constructor->info)->takesReceiver()) return;
    const FunctionState& state = FunctionState::of(constructor);
    if (!state.takesDirectly(count + 1)) return;
    vm.noteRootsChanged();
    cache.shape = nullptr;
    cache.target = cls;
    cache.plan = &plan;
    cache.index = count;
    cache.epoch = vm.memberEpoch();
}

}  // namespace noodle

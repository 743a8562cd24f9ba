#include "runtime/builtins/native_classes.h"

#include <array>

#include "runtime/builtins/state.h"

namespace noodle {

namespace {

using SpecAccessor = const NativeClassSpec& (*)();
constexpr SpecAccessor kSpecs[] = {
#define NATIVE_CLASS(id, accessor) accessor,
#include "runtime/builtins/native_classes.def"
#undef NATIVE_CLASS
};

/// The process-wide ClassInfo of each native class.
const ClassInfo* infoOf(size_t index) {
    static const auto infos = [] {
        std::array<ClassInfo, kNativeClassCount> all;
        for (size_t i = 0; i < all.size(); ++i) {
            all[i].name = kSpecs[i]().name;
            all[i].flags = Class::kBuiltin;
        }
        return all;
    }();
    return &infos[index];
}

Class* makeClass(Mutator& m, size_t index) {
    const NativeClassSpec& spec = kSpecs[index]();
    Class* cls = newClass(m, infoOf(index), nullptr, nullptr);
    if (cls == nullptr) return nullptr;
    addNativeMembers(m, cls, spec.members);
    if (spec.construct == nullptr) return cls;
    NativeFunction* construct = newNative(m, *spec.construct);
    if (construct == nullptr) return nullptr;
    cls->construct = Value::ofObject(construct);
    m.heap().writeBarrier(cls, construct);
    return cls;
}

}  // namespace

Class* nativeClass(Mutator& m, NativeClassId id) {
    ValueVector& classes = builtinState(m).classes;
    auto index = static_cast<size_t>(id);
    if (classes.empty()) classes.resize(kNativeClassCount);
    if (classes[index].isUndef()) {
        Class* cls = makeClass(m, index);
        if (cls == nullptr) return nullptr;
        classes[index] = Value::ofObject(cls);
    }
    return classes[index].cast<Class>();
}

}  // namespace noodle

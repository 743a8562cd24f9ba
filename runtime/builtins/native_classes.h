// The classes of host objects that builtins make (files, generators, paths …): one Class per isolate and id,
// made on first use. Owned by BuiltinState; internal to this folder.
#pragma once

#include <span>

#include "runtime/object/class.h"
#include "runtime/object/native_module.h"
#include "runtime/object/native_object.h"

namespace noodle {

enum class NativeClassId : uint8_t {
#define NATIVE_CLASS(id, accessor) id,
#include "runtime/builtins/native_classes.def"
#undef NATIVE_CLASS
};
constexpr size_t kNativeClassCount = 0
#define NATIVE_CLASS(id, accessor) +1
#include "runtime/builtins/native_classes.def"
#undef NATIVE_CLASS
    ;

struct NativeClassSpec {
    const char* name;
    const NativeSpec* construct;  ///< called by `Name(args)`; null: cannot be constructed by programs
    std::span<const NativeSpec> members;
};

#define NATIVE_CLASS(id, accessor) const NativeClassSpec& accessor();
#include "runtime/builtins/native_classes.def"
#undef NATIVE_CLASS

/// The isolate's class, or null with the error pending.
Class* nativeClass(Mutator& m, NativeClassId id);

}  // namespace noodle

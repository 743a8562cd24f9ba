#include "runtime/value/object_kind.h"

#include <iterator>

namespace noodle {
namespace {

struct KindNames {
    const char* layout;
    const char* type;
};

constexpr KindNames kKindNames[] = {
#define OBJECT_KIND(name, typeName) {#name, typeName},
#include "runtime/value/object_kinds.def"
#undef OBJECT_KIND
};

}  // namespace

const char* objectKindName(ObjectKind kind) {
    auto i = static_cast<size_t>(kind);
    return i < std::size(kKindNames) ? kKindNames[i].layout : "invalid";
}

const char* objectKindTypeName(ObjectKind kind) {
    auto i = static_cast<size_t>(kind);
    return i < std::size(kKindNames) ? kKindNames[i].type : "";
}

}  // namespace noodle

#include "runtime/gc/trace.h"

#include <iterator>

namespace noodle {
namespace {

using Free = HeapObject;  // the one row of the table without a layout of its own

constexpr size_t kFixedBytes[] = {
#define OBJECT_KIND(name, typeName) sizeof(name),
#include "runtime/value/object_kinds.def"
#undef OBJECT_KIND
};

size_t stringBytes(const String* s) {
    if ((s->flags & (String::kSlice | String::kRope)) != 0) return sizeof(StringSlice);
    if ((s->flags & String::kBuffer) != 0)
        return sizeof(StringBuffer) + static_cast<const StringBuffer*>(s)->capacity;
    uint32_t words = s->tailWords();
    return sizeof(String) + (words == 0 ? s->byteLength : ((s->byteLength + 7u) & ~7u) + 8u * words);
}

}  // namespace

size_t objectBytes(const HeapObject* o) {
    auto kind = static_cast<size_t>(o->kind);
    if (kind >= std::size(kFixedBytes)) return sizeof(HeapObject);
    size_t fixed = kFixedBytes[kind];
    switch (o->kind) {
        case ObjectKind::Raw:
            return fixed + static_cast<const Raw*>(o)->byteCapacity;
        case ObjectKind::ValueStore:
            return fixed + static_cast<const ValueStore*>(o)->capacity * sizeof(Value);
        case ObjectKind::String:
            return stringBytes(static_cast<const String*>(o));
        case ObjectKind::BigInt:
        case ObjectKind::Tuple:
        case ObjectKind::Function:
        case ObjectKind::PartialCall:
        case ObjectKind::Instance:
        case ObjectKind::EnumValue:
            return fixed + size_t{o->aux} * 8;
        default:
            return fixed;
    }
}

bool mayBeHeldByEnd(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::Raw:
        case ObjectKind::ValueStore:
        case ObjectKind::String:
        case ObjectKind::Tuple:
        case ObjectKind::BigInt:
        case ObjectKind::Function:
        case ObjectKind::PartialCall:
        case ObjectKind::EnumValue:
            return true;
        default:
            return false;
    }
}

}  // namespace noodle

// HeapObject: the 8-byte header in front of every heap object, and the enumeration of layouts.
#pragma once

#include <cstddef>
#include <cstdint>

namespace noodle {

enum class ObjectKind : uint8_t {
#define OBJECT_KIND(name, typeName) name,
#include "runtime/value/object_kinds.def"
#undef OBJECT_KIND
};

/// The name of the layout for dumps, e.g. "List".
const char* objectKindName(ObjectKind kind);
/// What typeOf prints for a kind that has a fixed answer, "" otherwise.
const char* objectKindTypeName(ObjectKind kind);

struct HeapObject {
    // gcBits belong to the collector (docs/memory.md). A young object has no mark; an old one has one of two,
    // whose meaning changes with each full collection.
    static constexpr uint8_t kMarkA = 1, kMarkB = 16, kMarks = kMarkA | kMarkB;
    static constexpr uint8_t kUnlogged = 2;   ///< Old and not remembered: the write barrier's question.
    static constexpr uint8_t kLarge = 4;      ///< Mapped on its own.
    static constexpr uint8_t kFinalizer = 8;  ///< Has something to run or close when it dies.
    static constexpr uint8_t kCarded = 32;    ///< Large; writes are remembered by cards.

    ObjectKind kind;
    uint8_t gcBits;
    uint16_t flags;  ///< Meaning per kind, see layout.h.
    uint32_t aux;    ///< Meaning per kind, see layout.h.
};

static_assert(sizeof(HeapObject) == 8);

}  // namespace noodle

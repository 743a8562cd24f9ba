// Shape: a hidden class, the process-wide append-only map from field name to field index. Instances of one
// layout share it; adding a field moves an instance to a child shape. Immutable once published; children are
// found under a lock.
#pragma once

#include <cstdint>
#include <string_view>

namespace noodle {

struct ClassInfo;

/// Process-wide name of a field or member: equal text, equal pointer. Valid for the life of the process.
struct Symbol;
const Symbol* symbolFor(std::string_view text);
std::string_view symbolText(const Symbol* symbol);

/// Fields of the implementation's own, which no program is shown.
inline bool isHiddenField(std::string_view name) {
    return name.starts_with('$');
}

struct Shape {
    const Shape* parent;
    const Symbol* name;  ///< field added by this shape; null for a root
    uint32_t fieldCount;
    uint32_t id;             ///< process-wide number, for dumps and caches
    const ClassInfo* owner;  ///< the class whose root shape this descends from

    /// Index of a field, or -1. O(1) after the first look-up through a per-shape table.
    int32_t indexOf(const Symbol* field) const;
    /// The shape after adding `field` (which it must not have).
    const Shape* withField(const Symbol* field) const;
    /// The most fields that any shape made from this one has so far.
    uint32_t deepestFieldCount() const;
    /// Name of field `index` (0 <= index < fieldCount).
    const Symbol* fieldName(uint32_t index) const;
};

/// A new root shape for a class; lives for the life of the process.
const Shape* newRootShape(const ClassInfo* owner);
/// The root shape of a class: the fields of `super`'s shape (null: none), then the declared ones of `info`.
/// The same shape each time the same declaration is evaluated on the same super shape, so it says nothing
/// about which Class object an instance has: caches of methods compare the class, caches of fields the shape.
const Shape* classRootShape(const ClassInfo* info, const Shape* super);

}  // namespace noodle

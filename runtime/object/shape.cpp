// Shapes form trees: the root of a class, one edge per field added. Nodes are never changed or freed once
// published.
//
//   children   a singly linked list per node, pushed at the head under the process lock, read without it
//   (release/acquire
//              on the head; `sibling` is written before publication). Beyond kListedChildren the edges go to
//              a map that is read under the lock: that many children mean objects used as dictionaries.
//   fields     a table per node (names by index, hash from symbol to index), built when a node is searched
//   and published
//              with release; two threads may build it at once, the loser's is dropped. Long chains are first
//              walked a few times, since a node that is only passed through while an object grows would waste
//              its table.
#include "runtime/object/shape.h"

#include <atomic>
#include <bit>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "runtime/base/check.h"
#include "runtime/object/class_info.h"
#include "runtime/object/symbol.h"

namespace noodle {
namespace {

constexpr uint32_t kListedChildren = 16;
constexpr uint32_t kWalksBeforeTable = 8;
constexpr uint32_t kShortChain = 8;

struct FieldTable {
    std::vector<const Symbol*> names;
    std::vector<uint32_t> slots;  // index + 1, 0 empty; power of two, at most half full

    explicit FieldTable(const Shape* shape)
        : names(shape->fieldCount), slots(std::bit_ceil(shape->fieldCount * 2 + 2), 0) {
        for (const Shape* s = shape; s->name != nullptr; s = s->parent) {
            names[s->fieldCount - 1] = s->name;
            size_t slot = s->name->hash & (slots.size() - 1);
            while (slots[slot] != 0) slot = (slot + 1) & (slots.size() - 1);
            slots[slot] = s->fieldCount;
        }
    }
    int32_t find(const Symbol* field) const {
        size_t mask = slots.size() - 1;
        for (size_t slot = field->hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if (names[slots[slot] - 1] == field) return static_cast<int32_t>(slots[slot] - 1);
        }
        return -1;
    }
};

struct ShapeNode : Shape {
    mutable std::atomic<const FieldTable*> fields{nullptr};
    mutable std::atomic<uint32_t> walks{0};
    mutable std::atomic<const ShapeNode*> children{nullptr};
    const ShapeNode* sibling = nullptr;
    mutable uint32_t childCount = 0;        // guarded by the lock
    mutable std::atomic<uint32_t> deepest;  // written under the lock

    ShapeNode(const Shape* up, const Symbol* added, uint32_t count, uint32_t number, const ClassInfo* cls)
        : Shape{up, added, count, number, cls}, deepest(count) {}
};

/// The process's shapes beyond what the nodes themselves hold.
struct ShapeWorld {
    std::mutex mutex;
    uint32_t nextId = 1;
    std::map<std::pair<const Shape*, const Symbol*>, const ShapeNode*> manyChildren;
    std::map<std::pair<const ClassInfo*, const Shape*>, const Shape*> classRoots;
    std::vector<std::unique_ptr<const ShapeNode>> nodes;

    const ShapeNode* create(const Shape* up, const Symbol* added, uint32_t count, const ClassInfo* owner) {
        nodes.push_back(std::make_unique<const ShapeNode>(up, added, count, nextId++, owner));
        return nodes.back().get();
    }
};

ShapeWorld& world() {
    static auto* shapes = new ShapeWorld();  // never destroyed: shapes outlive every isolate
    return *shapes;
}

const ShapeNode* node(const Shape* shape) {
    return static_cast<const ShapeNode*>(shape);
}

const FieldTable& fieldTable(const ShapeNode* n) {
    const FieldTable* table = n->fields.load(std::memory_order_acquire);
    if (table != nullptr) return *table;
    auto built = std::make_unique<const FieldTable>(n);
    const FieldTable* expected = nullptr;
    if (n->fields.compare_exchange_strong(expected, built.get(), std::memory_order_acq_rel))
        return *built.release();
    return *expected;
}

const ShapeNode* listedChild(const ShapeNode* n, const Symbol* field) {
    for (const ShapeNode* child = n->children.load(std::memory_order_acquire); child != nullptr;
         child = child->sibling) {
        if (child->name == field) return child;
    }
    return nullptr;
}

/// True if `shape` is what classRootShape would build: guards against a ClassInfo's address being used again.
bool isRootFor(const Shape* shape, const ClassInfo* info, const Shape* super) {
    uint32_t i = 0;
    const uint32_t inherited = super != nullptr ? super->fieldCount : 0;
    for (; i < inherited; ++i) {
        if (i >= shape->fieldCount || shape->fieldName(i) != super->fieldName(i)) return false;
    }
    for (const FieldInfo& field : info->fields) {
        const Symbol* name = symbolFor(field.name);
        int32_t at = shape->indexOf(name);
        if (at < 0 || (static_cast<uint32_t>(at) >= inherited && static_cast<uint32_t>(at) != i))
            return false;
        if (static_cast<uint32_t>(at) >= inherited) ++i;
    }
    return i == shape->fieldCount;
}

}  // namespace

int32_t Shape::indexOf(const Symbol* field) const {
    const ShapeNode* n = node(this);
    if (const FieldTable* table = n->fields.load(std::memory_order_acquire)) return table->find(field);
    if (fieldCount > kShortChain && n->walks.fetch_add(1, std::memory_order_relaxed) < kWalksBeforeTable) {
        for (const Shape* s = this; s->name != nullptr; s = s->parent) {
            if (s->name == field) return static_cast<int32_t>(s->fieldCount - 1);
        }
        return -1;
    }
    return fieldTable(n).find(field);
}

const Shape* Shape::withField(const Symbol* field) const {
    const ShapeNode* n = node(this);
    if (const ShapeNode* child = listedChild(n, field)) return child;
    ShapeWorld& shapes = world();
    std::lock_guard lock(shapes.mutex);
    if (const ShapeNode* child = listedChild(n, field)) return child;
    const bool listed = n->childCount < kListedChildren;
    if (!listed) {
        auto found = shapes.manyChildren.find({this, field});
        if (found != shapes.manyChildren.end()) return found->second;
    }
    const ShapeNode* child = shapes.create(this, field, fieldCount + 1, owner);
    ++n->childCount;
    for (const Shape* s = this; s != nullptr; s = s->parent) {
        auto& deepest = node(s)->deepest;
        if (deepest.load(std::memory_order_relaxed) > fieldCount) break;
        deepest.store(fieldCount + 1, std::memory_order_relaxed);
    }
    if (listed) {
        const_cast<ShapeNode*>(child)->sibling = n->children.load(std::memory_order_relaxed);
        n->children.store(child, std::memory_order_release);
    } else {
        shapes.manyChildren.emplace(std::pair{static_cast<const Shape*>(this), field}, child);
    }
    return child;
}

uint32_t Shape::deepestFieldCount() const {
    return node(this)->deepest.load(std::memory_order_relaxed);
}

const Symbol* Shape::fieldName(uint32_t index) const {
    NOODLE_DCHECK(index < fieldCount, "no such field in the shape");
    return fieldTable(node(this)).names[index];
}

const Shape* newRootShape(const ClassInfo* owner) {
    ShapeWorld& shapes = world();
    std::lock_guard lock(shapes.mutex);
    return shapes.create(nullptr, nullptr, 0, owner);
}

const Shape* classRootShape(const ClassInfo* info, const Shape* super) {
    ShapeWorld& shapes = world();
    {
        std::unique_lock lock(shapes.mutex);
        auto found = shapes.classRoots.find({info, super});
        if (found != shapes.classRoots.end()) {
            const Shape* known = found->second;
            lock.unlock();
            if (isRootFor(known, info, super)) return known;
        }
    }
    const Shape* shape = newRootShape(info);
    for (uint32_t i = 0; super != nullptr && i < super->fieldCount; ++i)
        shape = shape->withField(super->fieldName(i));
    for (const FieldInfo& field : info->fields) {
        const Symbol* name = symbolFor(field.name);
        if (shape->indexOf(name) < 0) shape = shape->withField(name);
    }
    std::lock_guard lock(shapes.mutex);
    shapes.classRoots[{info, super}] = shape;
    return shape;
}

}  // namespace noodle

#include "runtime/object/class.h"

#include <algorithm>

#include "runtime/base/check.h"
#include "runtime/object/errors.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

// The first instances of a class that declares no fields get room for this many: such classes set them in
// the constructor. What they turn out to have, later ones get from the start.
constexpr uint32_t kUndeclaredFields = 4;
constexpr uint32_t kLessons = 16;
constexpr uint32_t kMaxExpectedFields = 64;
constexpr uint32_t kMinOverflow = 4;

constexpr uint16_t kInheritedFlags = Class::kError | Class::kActor | Class::kDataclass |
                                     Class::kHasDestructor | Class::kCustomEquals | Class::kCustomTruth |
                                     Class::kFrozenInstances | Class::kOrdered;

template <typename T>
T* allocateOrThrow(Mutator& m, size_t extraBytes = 0) {
    T* object = m.heap().allocate<T>(extraBytes);
    if (object == nullptr) throwOutOfMemory(m);
    return object;
}

/// Room for overflow field number `index`.
bool growOverflow(Mutator& m, Instance* object, uint32_t index) {
    ValueStore* old = object->overflow;
    uint64_t capacity = std::max<uint64_t>({kMinOverflow, index + 1, old != nullptr ? old->capacity * 2 : 0});
    auto* store = allocateOrThrow<ValueStore>(m, capacity * sizeof(Value));
    if (store == nullptr) return false;
    store->capacity = capacity;
    uint64_t kept = old != nullptr ? old->capacity : 0;
    if (old != nullptr) std::copy(old->values(), old->values() + kept, store->values());
    std::fill(store->values() + kept, store->values() + capacity, Value::undef());
    object->overflow = store;
    m.heap().writeBarrier(object, store);
    return true;
}

}  // namespace

Class* newClass(Mutator& m, const ClassInfo* info, Class* super, Module* module) {
    auto* cls = allocateOrThrow<Class>(m);
    if (cls == nullptr) return nullptr;
    cls->construct = Value::undef();
    cls->info = info;
    cls->flags = static_cast<uint16_t>(info->flags | (super != nullptr ? super->flags & kInheritedFlags : 0));
    cls->super = super;
    cls->module = module;
    cls->rootShape = classRootShape(info, super != nullptr ? super->rootShape : nullptr);
    cls->expectedFields = cls->rootShape->fieldCount;
    if (info->fields.empty() && (info->flags & (Class::kStruct | Class::kError)) == 0)
        cls->expectedFields += kUndeclaredFields;
    cls->lessons = kLessons;
    return cls;
}

bool isSubclass(const Class* cls, const Class* ancestor) {
    for (; cls != nullptr; cls = cls->super) {
        if (cls == ancestor) return true;
    }
    return false;
}

std::string_view className(const Class* cls) {
    return cls->info->name;
}

Class* classOf(Mutator& m, Value v) {
    const CoreTypes& t = m.types();
    if (v.isInt48()) return t.intType;
    if (v.isDouble()) return t.floatType;
    if (v.isBool()) return t.boolType;
    if (!v.isObject()) return t.nullType;
    HeapObject* o = v.asObject();
    switch (o->kind) {
        case ObjectKind::Instance:
            return static_cast<Instance*>(o)->cls;
        case ObjectKind::EnumValue:
            return static_cast<EnumValue*>(o)->cls;
        case ObjectKind::Native: {
            auto* native = static_cast<Native*>(o);
            return native->cls != nullptr ? native->cls : t.object;
        }
        case ObjectKind::BoxedInt:
            return t.intType;
        case ObjectKind::BigInt:
            return t.bigintType;
        case ObjectKind::String:
            return t.stringType;
        case ObjectKind::Bytes:
            return t.bytesType;
        case ObjectKind::List:
            return t.listType;
        case ObjectKind::Tuple:
            return t.tupleType;
        case ObjectKind::Map:
            return t.mapType;
        case ObjectKind::Set:
            return t.setType;
        case ObjectKind::Range:
            return t.rangeType;
        case ObjectKind::Slice:
            return t.sliceType;
        case ObjectKind::Function:
        case ObjectKind::NativeFunction:
        case ObjectKind::BoundMethod:
        case ObjectKind::PartialCall:
            return t.functionType;
        case ObjectKind::Class:
            return t.classType;
        case ObjectKind::Iterator:
            return t.iteratorType;
        case ObjectKind::Coroutine:
            return t.generatorType;
        case ObjectKind::Task:
            return t.taskType;
        case ObjectKind::Module:
            return t.moduleType;
        case ObjectKind::Success:
            return t.successType;
        case ObjectKind::WeakRef:
            return t.weakRefType;
        case ObjectKind::Free:
        case ObjectKind::Raw:
        case ObjectKind::ValueStore:
        case ObjectKind::Cell:
            break;
    }
    return t.object;
}

// ---- instances
// ----------------------------------------------------------------------------------------------------

namespace {

void learnFields(Class* cls) {
    --cls->lessons;
    const uint32_t deepest = cls->rootShape->deepestFieldCount();
    if (deepest > cls->rootShape->fieldCount) cls->expectedFields = std::min(deepest, kMaxExpectedFields);
}

}  // namespace

Instance* newInstance(Mutator& m, Class* cls) {
    if (cls->lessons != 0) [[unlikely]]
        learnFields(cls);
    const uint32_t fields = cls->expectedFields;
    auto* object = allocateOrThrow<Instance>(m, size_t{fields} * sizeof(Value));
    if (object == nullptr) return nullptr;
    object->aux = fields;
    object->cls = cls;
    object->shape = cls->rootShape;
    std::fill(object->inlineFields(), object->inlineFields() + fields, Value::undef());
    if ((cls->flags & Class::kHasDestructor) != 0) m.heap().addFinalizer(object);
    return object;
}

Value getField(Instance* object, const Symbol* name) {
    int32_t index = object->shape->indexOf(name);
    return index < 0 ? Value::undef() : fieldAt(object, static_cast<uint32_t>(index));
}

bool setField(Mutator& m, Instance* object, const Symbol* name, Value v) {
    int32_t index = object->shape->indexOf(name);
    if (index < 0) return addFieldValue(m, object, object->shape->withField(name), v);
    setFieldAt(m, object, static_cast<uint32_t>(index), v);
    return true;
}

bool addFieldValue(Mutator& m, Instance* object, const Shape* shape, Value v) {
    NOODLE_DCHECK(shape->parent == object->shape, "the shape does not add one field to the object's");
    const uint32_t index = shape->fieldCount - 1;
    const uint32_t inlineCount = object->inlineCapacity();
    if (index >= inlineCount) {
        uint32_t beyond = index - inlineCount;
        bool full = object->overflow == nullptr || beyond >= object->overflow->capacity;
        if (full && !growOverflow(m, object, beyond)) return false;
        uint32_t& expected = object->cls->expectedFields;
        expected = std::max(expected, std::min(index + 1, kMaxExpectedFields));
    }
    object->shape = shape;
    setFieldAt(m, object, index, v);
    return true;
}

const Symbol* symbolOfSlow(Mutator& m, String* name) {
    const Symbol* symbol = symbolFor(view(m, name));
    if ((name->flags & String::kInterned) != 0) *name->tail() = reinterpret_cast<uint64_t>(symbol);
    return symbol;
}

// ---- small objects
// ------------------------------------------------------------------------------------------------

EnumValue* newEnumValue(Mutator& m, Class* cls, String* name, uint32_t ordinal, Value value,
                        std::span<const Value> payload) {
    auto* e = allocateOrThrow<EnumValue>(m, payload.size_bytes());
    if (e == nullptr) return nullptr;
    e->aux = static_cast<uint32_t>(payload.size());
    e->cls = cls;
    e->name = name;
    e->value = value;
    e->ordinal = ordinal;
    std::copy(payload.begin(), payload.end(), e->payload());
    return e;
}

BoundMethod* newBoundMethod(Mutator& m, Value receiver, Value method) {
    auto* bound = allocateOrThrow<BoundMethod>(m);
    if (bound == nullptr) return nullptr;
    bound->receiver = receiver;
    bound->method = method;
    return bound;
}

Cell* newCell(Mutator& m, Value v) {
    auto* cell = allocateOrThrow<Cell>(m);
    if (cell != nullptr) cell->value = v;
    return cell;
}

}  // namespace noodle

#include "vm/isolate/heap_path.h"

#include <algorithm>

#include "runtime/object/class_info.h"
#include "runtime/object/map.h"
#include "runtime/object/native_object.h"
#include "runtime/object/number.h"
#include "runtime/object/shape.h"
#include "runtime/object/symbol.h"
#include "vm/load/unit_state.h"

namespace noodle {

namespace {

bool refersTo(Value v, const HeapObject* o) {
    if (!v.isObject()) return false;
    const HeapObject* found = v.asObject();
    return found == o ||
           (found->kind == ObjectKind::Cell && refersTo(static_cast<const Cell*>(found)->value, o));
}

/// Index of the value that is `o`; `count` if there is none.
uint64_t indexOf(const Value* values, uint64_t count, const HeapObject* o) {
    return static_cast<uint64_t>(
        std::find_if(values, values + count, [&](Value v) { return refersTo(v, o); }) - values);
}

std::string bracketed(uint64_t index) {
    return '[' + std::to_string(index) + ']';
}

std::string keyText(Value key) {
    if (isInt(key)) return '[' + std::to_string(toInt64(key)) + ']';
    constexpr uint16_t kElsewhere = String::kSlice | String::kRope | String::kBuffer;
    String* text = key.as<String>();
    if (text == nullptr || (text->flags & kElsewhere) != 0) return "[…]";
    constexpr size_t kMost = 40;
    std::string_view bytes(text->inlineBytes(), std::min<size_t>(text->byteLength, kMost));
    return "[\"" + std::string(bytes) + (bytes.size() < text->byteLength ? "…" : "") + "\"]";
}

std::string placeInMap(Map* map, const HeapObject* o) {
    uint64_t position = 0;
    Value key, value;
    while (mapNext(map, position, &key, &value)) {
        if (refersTo(value, o)) return keyText(key);
        if (refersTo(key, o)) return "a key";
    }
    return "";
}

std::string placeInInstance(Instance* object, const HeapObject* o) {
    if (object->shape == nullptr) return "";
    const uint32_t inside = object->inlineCapacity();
    uint64_t index = indexOf(object->inlineFields(), inside, o);
    if (index == inside && object->overflow != nullptr)
        index += indexOf(object->overflow->values(), object->overflow->capacity, o);
    if (index >= object->shape->fieldCount) return "";
    return '.' + std::string(object->shape->fieldName(static_cast<uint32_t>(index))->text);
}

std::string placeInModule(Module* module, const HeapObject* o) {
    const auto* state = static_cast<const UnitState*>(module->unit);
    if (state == nullptr || module->slots == nullptr) return "";
    const auto& variables = state->unit().module().variables;
    uint64_t index = indexOf(module->slots->values(), module->slots->capacity, o);
    return index < variables.size() ? std::string(state->unit().text(variables[index].name)) : "";
}

std::string placeIn(HeapObject* holder, const HeapObject* o) {
    switch (holder->kind) {
        case ObjectKind::Module:
            return placeInModule(static_cast<Module*>(holder), o);
        case ObjectKind::Instance:
            return placeInInstance(static_cast<Instance*>(holder), o);
        case ObjectKind::Map:
            return placeInMap(static_cast<Map*>(holder), o);
        case ObjectKind::List: {
            auto* list = static_cast<List*>(holder);
            if (list->store == nullptr || list->store->kind != ObjectKind::ValueStore) return "";
            auto* store = static_cast<ValueStore*>(list->store);
            uint64_t index = indexOf(store->values(), list->length, o);
            return index < list->length ? bracketed(index) : "";
        }
        case ObjectKind::Tuple: {
            auto* tuple = static_cast<Tuple*>(holder);
            uint64_t index = indexOf(tuple->elements(), tuple->aux, o);
            return index < tuple->aux ? bracketed(index) : "";
        }
        case ObjectKind::Function:
            return "a captured variable";
        default:
            return "";
    }
}

std::string nameOf(const HeapObject* o) {
    if (o->kind == ObjectKind::Module) {
        String* name = static_cast<const Module*>(o)->name;
        return name == nullptr ? "module" : "module " + std::string(name->inlineBytes(), name->byteLength);
    }
    if (o->kind == ObjectKind::Function) {
        const FunctionInfo* info = static_cast<const Function*>(o)->info;
        if (info != nullptr && !info->name.empty()) return "function " + std::string(info->name);
    }
    return reportedType(o);
}

}  // namespace

std::string reportedType(const HeapObject* o) {
    const Class* cls = nullptr;
    if (o->kind == ObjectKind::Instance) cls = static_cast<const Instance*>(o)->cls;
    if (o->kind == ObjectKind::EnumValue) cls = static_cast<const EnumValue*>(o)->cls;
    if (o->kind == ObjectKind::Native) {
        const NativeType* type = static_cast<const Native*>(o)->type;
        return type == nullptr ? "" : type->name;
    }
    if (o->kind == ObjectKind::Instance || o->kind == ObjectKind::EnumValue)
        return cls == nullptr ? "" : std::string(cls->info->name);
    std::string_view name = objectKindTypeName(o->kind);
    return std::string(name.empty() ? objectKindName(o->kind) : name);
}

bool isPart(ObjectKind kind) {
    return kind == ObjectKind::ValueStore || kind == ObjectKind::Raw || kind == ObjectKind::Cell;
}

std::vector<std::string> pathTo(std::span<const Heap::Reached> reached, size_t index) {
    std::vector<const Heap::Reached*> chain;
    for (const Heap::Reached* at = &reached[index];; at = &reached[at->from]) {
        if (chain.empty() || !isPart(at->object->kind)) chain.push_back(at);
        if (at->from < Heap::kFromStack) continue;
        break;
    }
    std::ranges::reverse(chain);
    const Heap::Reached* root = &reached[index];
    while (root->from < Heap::kFromStack) root = &reached[root->from];
    std::vector<std::string> path;
    const bool byModule = chain.front()->object->kind == ObjectKind::Module;
    if (root->from == Heap::kFromStack || !byModule)
        path.emplace_back(root->from == Heap::kFromStack ? "native stack" : "root");
    for (size_t i = 0; i < chain.size(); ++i) {
        std::string step = nameOf(chain[i]->object);
        std::string place = i == 0 ? "" : placeIn(chain[i - 1]->object, chain[i]->object);
        path.push_back(place.empty() ? step : place + " = " + step);
    }
    return path;
}

std::string pathText(const std::vector<std::string>& path) {
    std::string text;
    for (const std::string& step : path) text += (text.empty() ? "" : " > ") + step;
    return text;
}

}  // namespace noodle

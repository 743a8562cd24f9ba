// The C interface: making and reading values. Contracts: include/noodle/noodle.h.
#include "embed/host_object.h"
#include "embed/runtime_state.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/text.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"

using namespace noodle;

namespace {

/// `body(Engine&, Value)` on a value of any type, with limits for code of the program that it may run.
template <typename Body>
noodle_status onAny(noodle_runtime* runtime, const noodle_value& given, Body body) {
    return onRuntime(runtime, [&](Engine& e) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value value;
        if (!e.take(given, value, status)) return status;
        Engine::Entry entry(e);
        return body(e, value);
    });
}

noodle_status mayRead(bool good, const void* out) {
    if (out == nullptr) return NOODLE_ERROR_ARGUMENT;
    return good ? NOODLE_OK : NOODLE_ERROR_TYPE;
}

bool isFrozenList(const List* list) {
    return (list->flags & List::kFrozen) != 0;
}

noodle_status refuseFrozen(Engine& e, const char* function) {
    return e.misuse(NOODLE_ERROR_TYPE, std::string(function) + ": the value is frozen");
}

}  // namespace

extern "C" {

void noodle_value_retain(noodle_value value) {
    if (value.type < NOODLE_STRING || value.as.handle == nullptr) return;
    value.as.handle->references.fetch_add(1, std::memory_order_relaxed);
}

void noodle_value_release(noodle_value value) {
    if (value.type < NOODLE_STRING || value.type > NOODLE_OTHER || value.as.handle == nullptr) return;
    noodle_handle* handle = value.as.handle;
    if (handle->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    noodle_runtime* runtime = handle->runtime;
    if (runtime->isHere() && runtime->engine != nullptr) {
        runtime->engine->unwrap(handle);
    } else {
        std::lock_guard lock(runtime->mutex);
        if (runtime->holdsHandles) {
            runtime->released.push_back(handle);
            runtime->anyReleased.store(true, std::memory_order_relaxed);
            return;
        }
        delete handle;
    }
    releaseState(runtime);
}

// ---- making

noodle_status noodle_string(noodle_runtime* runtime, const char* text, size_t size, noodle_value* result) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if ((text == nullptr && size != 0) || result == nullptr || size > kMaxStringBytes)
            return e.misuse(NOODLE_ERROR_ARGUMENT,
                            "noodle_string: text or result is null, or text is over 2 GB");
        std::string_view bytes(text == nullptr ? "" : text, size);
        return e.give(valueOrException(newStringLossy(e.isolate(), bytes)), result);
    });
}

noodle_status noodle_bytes(noodle_runtime* runtime, const void* bytes, size_t size, noodle_value* result) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if ((bytes == nullptr && size != 0) || result == nullptr)
            return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_bytes: bytes or result is null");
        std::string_view view(bytes == nullptr ? "" : static_cast<const char*>(bytes), size);
        return e.give(valueOrException(makeBytes(e.isolate(), view)), result);
    });
}

noodle_status noodle_list(noodle_runtime* runtime, const noodle_value* elements, size_t count,
                          noodle_value* result) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if ((elements == nullptr && count != 0) || result == nullptr)
            return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_list: elements or result is null");
        List* list = newList(e.isolate(), count);
        if (list == nullptr) return e.failPending();
        noodle_status status = NOODLE_OK;
        for (size_t i = 0; i < count; ++i) {
            Value element;
            if (!e.take(elements[i], element, status)) return status;
            if (!listAppend(e.isolate(), list, element)) return e.failPending();
        }
        return e.give(Value::ofObject(list), result);
    });
}

noodle_status noodle_map(noodle_runtime* runtime, noodle_value* result) {
    return onRuntime(runtime, [=](Engine& e) -> noodle_status {
        if (result == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_map: result is null");
        return e.give(valueOrException(newMap(e.isolate())), result);
    });
}

// ---- reading

noodle_status noodle_as_bool(noodle_value value, bool* result) {
    noodle_status status = mayRead(value.type == NOODLE_BOOL, result);
    if (status == NOODLE_OK) *result = value.as.integer != 0;
    return status;
}

noodle_status noodle_as_int(noodle_value value, int64_t* result) {
    noodle_status status = mayRead(value.type == NOODLE_INT, result);
    if (status == NOODLE_OK) *result = value.as.integer;
    return status;
}

noodle_status noodle_as_float(noodle_value value, double* result) {
    const bool isInt = value.type == NOODLE_INT;
    noodle_status status = mayRead(isInt || value.type == NOODLE_FLOAT, result);
    if (status == NOODLE_OK) *result = isInt ? static_cast<double>(value.as.integer) : value.as.number;
    return status;
}

noodle_status noodle_as_text(noodle_value value, const char** text, size_t* size) {
    if (text == nullptr || size == nullptr) return NOODLE_ERROR_ARGUMENT;
    auto set = [&](std::string_view view) {
        *text = view.data() == nullptr ? "" : view.data();
        *size = view.size();
        return noodle_status{NOODLE_OK};
    };
    if (value.type == NOODLE_BYTES)
        return onValue(value, NOODLE_BYTES, "noodle_as_text",
                       [&](Engine&, Value v) { return set(bytesView(v.cast<Bytes>())); });
    return onValue(value, NOODLE_STRING, "noodle_as_text", [&](Engine& e, Value v) {
        String* string = v.cast<String>();
        return flatten(e.isolate(), string) ? set(view(e.isolate(), string)) : e.failPending();
    });
}

noodle_status noodle_type_name(noodle_runtime* runtime, noodle_value value, const char** name, size_t* size) {
    return onAny(runtime, value, [&](Engine& e, Value v) -> noodle_status {
        if (name == nullptr || size == nullptr)
            return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_type_name: name or size is null");
        std::string_view text = typeNameOf(e.isolate(), v);
        *name = text.data();
        *size = text.size();
        return NOODLE_OK;
    });
}

noodle_status noodle_to_text(noodle_runtime* runtime, noodle_value value, noodle_value* result) {
    return onAny(runtime, value,
                 [=](Engine& e, Value v) { return e.give(valueOrException(toStr(e.isolate(), v)), result); });
}

noodle_status noodle_repr(noodle_runtime* runtime, noodle_value value, noodle_value* result) {
    return onAny(runtime, value, [=](Engine& e, Value v) {
        return e.give(valueOrException(toRepr(e.isolate(), v)), result);
    });
}

noodle_status noodle_equal(noodle_runtime* runtime, noodle_value a, noodle_value b, bool* result) {
    return onAny(runtime, a, [&](Engine& e, Value left) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value right;
        if (result == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_equal: result is null");
        if (!e.take(b, right, status)) return status;
        std::optional<bool> equal = equalValues(e.isolate(), left, right);
        if (!equal.has_value()) return e.failPending();
        *result = *equal;
        return NOODLE_OK;
    });
}

// ---- containers

noodle_status noodle_length(noodle_runtime* runtime, noodle_value value, size_t* result) {
    return onAny(runtime, value, [=](Engine& e, Value v) -> noodle_status {
        if (result == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_length: result is null");
        Value size = length(e.isolate(), v);
        if (size.isException()) return e.failPending();
        *result = static_cast<size_t>(toInt64(size));
        return NOODLE_OK;
    });
}

noodle_status noodle_list_get(noodle_value list, size_t index, noodle_value* result) {
    return onValue(list, NOODLE_LIST, "noodle_list_get", [=](Engine& e, Value v) -> noodle_status {
        List* inside = v.cast<List>();
        if (result == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_list_get: result is null");
        if (index >= inside->length)
            return e.misuse(NOODLE_ERROR_NOT_FOUND, "noodle_list_get: index out of range");
        return e.give(listGet(e.isolate(), inside, index), result);
    });
}

noodle_status noodle_list_set(noodle_value list, size_t index, noodle_value element) {
    return onValue(list, NOODLE_LIST, "noodle_list_set", [&](Engine& e, Value v) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value word;
        List* inside = v.cast<List>();
        if (!e.take(element, word, status)) return status;
        if (isFrozenList(inside)) return refuseFrozen(e, "noodle_list_set");
        if (index >= inside->length)
            return e.misuse(NOODLE_ERROR_NOT_FOUND, "noodle_list_set: index out of range");
        return listSet(e.isolate(), inside, index, word) ? noodle_status{NOODLE_OK} : e.failPending();
    });
}

noodle_status noodle_list_append(noodle_value list, noodle_value element) {
    return onValue(list, NOODLE_LIST, "noodle_list_append", [&](Engine& e, Value v) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value word;
        if (!e.take(element, word, status)) return status;
        if (isFrozenList(v.cast<List>())) return refuseFrozen(e, "noodle_list_append");
        return listAppend(e.isolate(), v.cast<List>(), word) ? noodle_status{NOODLE_OK} : e.failPending();
    });
}

noodle_status noodle_map_get(noodle_value map, noodle_value key, noodle_value* result) {
    return onValue(map, NOODLE_MAP, "noodle_map_get", [&](Engine& e, Value v) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value word;
        if (!e.take(key, word, status)) return status;
        Engine::Entry entry(e);
        Value found = mapGet(e.isolate(), v.cast<Map>(), word);
        if (found.isUndef()) return e.misuse(NOODLE_ERROR_NOT_FOUND, "noodle_map_get: there is no such key");
        return e.give(found, result);
    });
}

noodle_status noodle_map_set(noodle_value map, noodle_value key, noodle_value element) {
    return onValue(map, NOODLE_MAP, "noodle_map_set", [&](Engine& e, Value v) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value word, value;
        if (!e.take(key, word, status) || !e.take(element, value, status)) return status;
        if ((v.cast<Map>()->flags & Map::kFrozen) != 0) return refuseFrozen(e, "noodle_map_set");
        Engine::Entry entry(e);
        return mapSet(e.isolate(), v.cast<Map>(), word, value) ? noodle_status{NOODLE_OK} : e.failPending();
    });
}

noodle_status noodle_map_remove(noodle_value map, noodle_value key) {
    return onValue(map, NOODLE_MAP, "noodle_map_remove", [&](Engine& e, Value v) -> noodle_status {
        noodle_status status = NOODLE_OK;
        Value word;
        if (!e.take(key, word, status)) return status;
        if ((v.cast<Map>()->flags & Map::kFrozen) != 0) return refuseFrozen(e, "noodle_map_remove");
        Engine::Entry entry(e);
        Value removed = mapRemove(e.isolate(), v.cast<Map>(), word);
        if (removed.isUndef())
            return e.misuse(NOODLE_ERROR_NOT_FOUND, "noodle_map_remove: there is no such key");
        return e.give(removed, nullptr);
    });
}

noodle_status noodle_map_next(noodle_value map, uint64_t* position, noodle_value* key,
                              noodle_value* element) {
    return onValue(map, NOODLE_MAP, "noodle_map_next", [=](Engine& e, Value v) -> noodle_status {
        if (position == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_map_next: position is null");
        Value foundKey, foundValue;
        if (!mapNext(v.cast<Map>(), *position, &foundKey, &foundValue)) return NOODLE_ERROR_NOT_FOUND;
        if (key != nullptr) *key = e.wrap(foundKey);
        if (element != nullptr) *element = e.wrap(foundValue);
        return NOODLE_OK;
    });
}

// ---- members

noodle_status noodle_get(noodle_runtime* runtime, noodle_value object, const char* name,
                         noodle_value* result) {
    return onAny(runtime, object, [=](Engine& e, Value v) -> noodle_status {
        if (name == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_get: name is null");
        String* text = e.isolate().intern(name);
        if (text == nullptr) return e.failPending();
        Value found = findMemberValue(e.isolate(), v, text);
        if (found.isUndef())
            return e.misuse(NOODLE_ERROR_NOT_FOUND,
                            std::string("noodle_get: there is no member '") + name + "'");
        return e.give(found, result);
    });
}

noodle_status noodle_set(noodle_runtime* runtime, noodle_value object, const char* name, noodle_value value) {
    return onAny(runtime, object, [&](Engine& e, Value v) -> noodle_status {
        if (name == nullptr) return e.misuse(NOODLE_ERROR_ARGUMENT, "noodle_set: name is null");
        noodle_status status = NOODLE_OK;
        Value word;
        if (!e.take(value, word, status)) return status;
        String* text = e.isolate().intern(name);
        if (text == nullptr) return e.failPending();
        return e.give(setMember(e.isolate(), v, text, word), nullptr);
    });
}

}  // extern "C"

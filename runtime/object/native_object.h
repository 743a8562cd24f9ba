// NativeType: behaviour of host objects (kind Native): how their payload is traced, closed and destroyed.
#pragma once

#include <string>

#include "runtime/object/mutator.h"

namespace noodle {

struct NativeType {
    const char* name;
    void (*destroy)(void* payload);  ///< called once when the object dies; not null if payload is owned
    void (*trace)(void* payload, Marker& marker);  ///< may be null
    bool reportLeak = false;                       ///< a resource that should have been closed
    /// What a report calls a resource that is open; "" if it has been closed. Null: `name`, while there is a
    /// payload.
    std::string (*openAs)(const void* payload) = nullptr;
};

/// Takes ownership of `payload` (destroyed even if allocation fails, in which case null is returned).
Native* newNativeObject(Mutator& m, const NativeType& type, Class* cls, void* payload);
/// Destroys the payload now, once; nativePayload() gives null afterwards.
void destroyNative(Native* native);
/// What the report calls this resource; "" if it is none or is closed.
std::string openName(const Native* native);
/// The tracer that the heap calls for Natives.
void traceNativePayload(Native* native, Marker& marker);
/// The payload if `v` is a Native of this type, else null.
inline void* nativePayload(Value v, const NativeType& type) {
    Native* n = v.as<Native>();
    return n != nullptr && n->type == &type ? n->payload : nullptr;
}

}  // namespace noodle

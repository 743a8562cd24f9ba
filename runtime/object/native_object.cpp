#include "runtime/object/native_object.h"

#include "runtime/object/errors.h"

namespace noodle {

Native* newNativeObject(Mutator& m, const NativeType& type, Class* cls, void* payload) {
    auto* native = m.heap().allocate<Native>();
    if (native == nullptr) {
        if (type.destroy != nullptr && payload != nullptr) type.destroy(payload);
        throwOutOfMemory(m);
        return nullptr;
    }
    native->type = &type;
    native->cls = cls;
    native->payload = payload;
    native->fields[0] = native->fields[1] = Value::undef();
    if (type.destroy != nullptr) m.heap().addFinalizer(native);
    if (type.reportLeak) m.noteOpened(native);
    return native;
}

std::string openName(const Native* native) {
    const NativeType* type = native->type;
    if (type == nullptr || !type->reportLeak || native->payload == nullptr) return "";
    return type->openAs != nullptr ? type->openAs(native->payload) : type->name;
}

void destroyNative(Native* native) {
    void* payload = native->payload;
    native->payload = nullptr;
    if (payload != nullptr && native->type->destroy != nullptr) native->type->destroy(payload);
}

void traceNativePayload(Native* native, Marker& marker) {
    if (native->payload != nullptr && native->type != nullptr && native->type->trace != nullptr) {
        native->type->trace(native->payload, marker);
    }
}

}  // namespace noodle

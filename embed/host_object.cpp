#include "embed/host_object.h"

#include "embed/engine.h"
#include "runtime/object/class.h"
#include "runtime/object/list.h"

namespace noodle {

namespace {

void destroyHostData(void* payload) {
    auto* data = static_cast<HostData*>(payload);
    data->finalisers->add(data->finalise, data->data);
    delete data;
}

constexpr NativeType kOpaque = {"opaque", destroyHostData, nullptr};
constexpr NativeType kFunctionData = {"host function", destroyHostData, nullptr};

// Args::self is the function's data. Parameters that were not given arrive as null.
Value callHostFunction(Mutator& m, Args args) {
    auto* data = static_cast<HostData*>(nativePayload(args.self, kFunctionData));
    ValueVector words(m.heap());
    if (data->anyArguments) {
        List* rest = args[0].cast<List>();
        for (uint64_t i = 0; i < rest->length; ++i) {
            Value word = listGet(m, rest, i);
            NOODLE_TRY(word);
            words.push(word);
        }
    } else {
        for (uint32_t i = 0; i < args.size(); ++i) words.push(args.get(i));
    }
    return data->engine->callHost(data->function, data->data, {words.data(), words.size()});
}

}  // namespace

HostData* opaqueOf(Value v) {
    return static_cast<HostData*>(nativePayload(v, kOpaque));
}

Native* newOpaque(Engine& engine, std::unique_ptr<HostData> data) {
    Class* cls = engine.opaqueClass(data->name);
    if (cls == nullptr) {
        destroyHostData(data.release());
        return nullptr;
    }
    return newNativeObject(engine.isolate(), kOpaque, cls, data.release());
}

NativeFunction* newHostFunction(Engine& engine, std::unique_ptr<HostData> data) {
    Isolate& m = engine.isolate();
    data->spec = {data->name.c_str(), data->anyArguments ? "...arguments" : data->signature.c_str(),
                  callHostFunction};
    const NativeSpec& spec = data->spec;
    Native* self = newNativeObject(m, kFunctionData, m.types().object, data.release());
    return self == nullptr ? nullptr : newNative(m, spec, Value::ofObject(self));
}

}  // namespace noodle

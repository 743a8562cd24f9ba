// Objects of the heap that belong to the host: opaque data, and what a host function closes over. Their
// payloads tell the host of their death through the engine's Finalisers.
#pragma once

#include <string>

#include "embed/finalisers.h"
#include "include/noodle/noodle.h"
#include "runtime/object/native_object.h"

namespace noodle {

class Engine;

struct HostData {
    std::string name;  ///< opaque: the tag; function: its name
    std::string signature;
    void* data = nullptr;
    Finalisers::Function finalise = nullptr;
    Finalisers* finalisers = nullptr;
    Engine* engine = nullptr;
    noodle_function_fn function = nullptr;  ///< null for opaque data
    NativeSpec spec{};                      ///< of a function
    bool anyArguments = false;
};

/// The payload of an opaque object; null for any other value.
HostData* opaqueOf(Value v);
/// Takes `data` over. Null (pending): out of memory; the host has been told then that the object is dead.
Native* newOpaque(Engine& engine, std::unique_ptr<HostData> data);
NativeFunction* newHostFunction(Engine& engine, std::unique_ptr<HostData> data);

}  // namespace noodle

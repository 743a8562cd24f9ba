// The classes of module memory: typed arrays, temporary regions, caches and pools. Internal to this folder.
#pragma once

#include <memory>

#include "runtime/builtins/args.h"
#include "runtime/memory/program_memory.h"
#include "runtime/object/native_object.h"

namespace noodle {

/// A region that a program has open: the memory of its arrays. Shared by the region object and its arrays,
/// which may outlive each other.
class ScratchScope {
  public:
    ScratchScope(std::shared_ptr<ProgramMemory> memory, Heap& heap)
        : memory_(std::move(memory)), heap_(heap), scratch_(memory_->regions, memory_->scratchSizes) {}
    ScratchScope(const ScratchScope&) = delete;
    ScratchScope& operator=(const ScratchScope&) = delete;
    ~ScratchScope() { end(); }

    /// Null if there is no memory left. May collect.
    char* allocate(size_t bytes) {
        if (!heap_.hasRoomFor(bytes)) return nullptr;
        size_t before = scratch_.heldBytes();
        void* data = scratch_.allocate(bytes);
        heap_.adjustExternal(static_cast<ptrdiff_t>(scratch_.heldBytes() - before));
        return static_cast<char*>(data);
    }
    void end() {
        isOpen_ = false;
        heap_.adjustExternal(-static_cast<ptrdiff_t>(scratch_.heldBytes()));
        scratch_.release();
    }
    bool isOpen() const { return isOpen_; }
    size_t usedBytes() const { return scratch_.usedBytes(); }

  private:
    std::shared_ptr<ProgramMemory> memory_;
    Heap& heap_;  // counts what is held
    Scratch scratch_;
    bool isOpen_ = true;
};

/// memory.array(kind, lengthOrList); `scope` null: memory of the Buffer region.
Value makeTypedArray(Mutator& m, const Args& args, std::shared_ptr<ScratchScope> scope);
Value newRegion(Mutator& m, Args args);
Value newCache(Mutator& m, Args args);
Value newPool(Mutator& m, Args args);

/// A host object of the class with a payload made in the pools; the payload is a T{memory, args…}. Null:
/// exception.
template <typename T, typename... Parameters>
Native* newPooled(Mutator& m, const NativeType& type, Class* cls, std::shared_ptr<ProgramMemory> memory,
                  Parameters&&... parameters) {
    if (cls == nullptr) return nullptr;
    T* payload = memory->pools.make<T>(memory, std::forward<Parameters>(parameters)...);
    if (payload == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    Native* native = newNativeObject(m, type, cls, payload);
    if (native != nullptr) native->fields[0] = native->fields[1] = Value::null();
    return native;
}
/// NativeType::destroy of such a payload, whose member `memory` is its owner.
template <typename T>
void destroyPooled(void* payload) {
    auto* object = static_cast<T*>(payload);
    std::shared_ptr<ProgramMemory> memory = object->memory;
    memory->pools.destroy(object);
}

/// Map of names and numbers, as stats functions give it.
class FigureMap {
  public:
    explicit FigureMap(Mutator& m);
    FigureMap& add(const char* name, Value value);
    FigureMap& add(const char* name, uint64_t value) {
        return add(name, makeInt(m_, static_cast<int64_t>(value)));
    }
    FigureMap& add(const char* name, double value) { return add(name, Value::ofDouble(value)); }
    /// The map, or the exception of the first step that failed.
    Value done() const { return failed_ ? Value::exception() : Value::ofObject(map_); }

  private:
    Mutator& m_;
    Map* map_;
    bool failed_;
};

}  // namespace noodle

// Makers for the small value layouts that have no folder of their own: ranges, slices, results, byte arrays,
// pipeline stages, native iterators. Each returns null with OutOfMemoryError pending when the heap is
// exhausted.
#pragma once

#include <span>
#include <string_view>

#include "runtime/object/errors.h"
#include "runtime/object/mutator.h"
#include "runtime/value/layout.h"

namespace noodle {

/// Zeroed object with OutOfMemoryError pending on failure. The caller fills every Value field before the next
/// safepoint.
template <typename T>
T* allocateObject(Mutator& m, size_t extraBytes = 0) {
    T* object = m.heap().allocate<T>(extraBytes);
    if (object == nullptr) throwOutOfMemory(m);
    return object;
}

/// The object as a Value, or the exception sentinel for null.
inline Value valueOrException(const HeapObject* object) {
    return object == nullptr ? Value::exception() : Value::ofObject(object);
}

/// Requires step != 0; `end` is exclusive.
Range* makeRange(Mutator& m, int64_t start, int64_t end, int64_t step = 1);
/// start..=end with step 1: OverflowError when `end` is the largest int and cannot be excluded.
Range* makeInclusiveRange(Mutator& m, int64_t start, int64_t end);
Slice* makeSlice(Mutator& m, Value start, Value end, Value step);
Success* makeSuccess(Mutator& m, Value v);
/// A mutable copy of `bytes`.
Bytes* makeBytes(Mutator& m, std::string_view bytes, bool frozen = false);
inline std::string_view bytesView(Bytes* b) {
    return b->length == 0 ? std::string_view()
                          : std::string_view(reinterpret_cast<const char*>(b->store->bytes()), b->length);
}
/// A tuple of `count` nulls: the caller writes the elements before the next safepoint.
Tuple* makeTuple(Mutator& m, uint32_t count);
/// `bound` follow the first argument of a later call.
PartialCall* makePartial(Mutator& m, Value callee, std::span<const Value> bound);

}  // namespace noodle

#include "runtime/entry/make.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace noodle {

Range* makeRange(Mutator& m, int64_t start, int64_t end, int64_t step) {
    Range* range = allocateObject<Range>(m);
    if (range == nullptr) return nullptr;
    range->start = start;
    range->end = end;
    range->step = step;
    return range;
}

Range* makeInclusiveRange(Mutator& m, int64_t start, int64_t end) {
    if (end == std::numeric_limits<int64_t>::max()) {
        throwError(m, m.types().overflowError, "a range cannot include 9223372036854775807");
        return nullptr;
    }
    return makeRange(m, start, end + 1);
}

Slice* makeSlice(Mutator& m, Value start, Value end, Value step) {
    Slice* slice = allocateObject<Slice>(m);
    if (slice == nullptr) return nullptr;
    slice->start = start;
    slice->end = end;
    slice->step = step;
    return slice;
}

Success* makeSuccess(Mutator& m, Value v) {
    Success* success = allocateObject<Success>(m);
    if (success != nullptr) success->value = v;
    return success;
}

Bytes* makeBytes(Mutator& m, std::string_view bytes, bool frozen) {
    // `bytes` may point into another Bytes: objects and their stores stay alive through the caller's
    // references.
    Bytes* result = allocateObject<Bytes>(m);
    if (result == nullptr) return nullptr;
    if (frozen) result->flags |= 1;
    if (bytes.empty()) return result;
    Raw* store = allocateObject<Raw>(m, bytes.size());
    if (store == nullptr) return nullptr;
    store->byteCapacity = bytes.size();
    std::memcpy(store->bytes(), bytes.data(), bytes.size());
    result->store = store;
    m.heap().writeBarrier(result, store);
    result->length = bytes.size();
    return result;
}

Tuple* makeTuple(Mutator& m, uint32_t count) {
    Tuple* tuple = allocateObject<Tuple>(m, count * sizeof(Value));
    if (tuple == nullptr) return nullptr;
    tuple->aux = count;
    std::fill_n(tuple->elements(), count, Value::null());
    return tuple;
}

PartialCall* makePartial(Mutator& m, Value callee, std::span<const Value> bound) {
    PartialCall* partial = allocateObject<PartialCall>(m, bound.size() * sizeof(Value));
    if (partial == nullptr) return nullptr;
    partial->aux = static_cast<uint32_t>(bound.size());
    partial->callee = callee;
    for (size_t i = 0; i < bound.size(); ++i) partial->bound()[i] = bound[i];
    return partial;
}

}  // namespace noodle

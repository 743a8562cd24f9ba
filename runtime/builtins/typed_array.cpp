// Typed arrays: numbers of one machine type side by side, outside the heap. A negative index counts from the
// end. An array of a region that has ended refuses every use.
#include <cstring>
#include <limits>

#include "runtime/builtins/builtins.h"
#include "runtime/builtins/memory_objects.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/builtins/state.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/text.h"

namespace noodle {

namespace {

enum class ElementKind : uint8_t {
#define ELEMENT_KIND(name, type) name,
#include "runtime/builtins/element_kinds.def"
#undef ELEMENT_KIND
};

struct ElementInfo {
    const char* name;
    size_t bytes;
};
constexpr ElementInfo kElements[] = {
#define ELEMENT_KIND(name, type) {#name, sizeof(type)},
#include "runtime/builtins/element_kinds.def"
#undef ELEMENT_KIND
};
constexpr const char* kKindList = "i8, u8, i16, u16, i32, u32, i64, f32 or f64";

/// Calls f(T()) with the C++ type of the kind.
template <typename F>
decltype(auto) withType(ElementKind kind, F&& f) {
    switch (kind) {
#define ELEMENT_KIND(name, type) \
    case ElementKind::name:      \
        return f(type());
#include "runtime/builtins/element_kinds.def"
#undef ELEMENT_KIND
    }
    return f(double());
}

struct ArrayState {
    ArrayState(std::shared_ptr<ProgramMemory> owner, Heap& heapOfObject, ElementKind elements, size_t count)
        : memory(std::move(owner)), heap(heapOfObject), kind(elements), length(count) {}
    ArrayState(const ArrayState&) = delete;
    ArrayState& operator=(const ArrayState&) = delete;
    ~ArrayState() {
        if (!chunk) return;
        memory->regions.release(chunk);
        heap.adjustExternal(-static_cast<ptrdiff_t>(chunk.bytes));
    }

    size_t itemBytes() const { return kElements[static_cast<size_t>(kind)].bytes; }
    size_t bytes() const { return length * itemBytes(); }

    std::shared_ptr<ProgramMemory> memory;
    Heap& heap;
    ElementKind kind;
    size_t length;
    char* data = nullptr;
    Chunk chunk;                          // of an array of its own
    std::shared_ptr<ScratchScope> scope;  // otherwise
};
const NativeType kArrayType = {.name = "TypedArray", .destroy = destroyPooled<ArrayState>, .trace = nullptr};

bool isEnded(const ArrayState& array) {
    return array.scope != nullptr && !array.scope->isOpen();
}

/// The receiver's state; null with the exception pending.
ArrayState* arrayOf(Mutator& m, const Args& args, const char* function) {
    auto* array = static_cast<ArrayState*>(nativePayload(args.self, kArrayType));
    if (array == nullptr) {
        throwExpected(m, function, "a TypedArray", args.self);
    } else if (isEnded(*array)) {
        throwValueError(m, joined(function, "(): the region of this array has ended"));
        return nullptr;
    }
    return array;
}

/// One step of a long loop; what runs meanwhile may end the region.
bool step(Mutator& m, Ticker& ticker, const ArrayState& array) {
    if (!ticker.tick()) return false;
    if (!isEnded(array)) return true;
    throwValueError(m, "the region of this array has ended");
    return false;
}

Value load(Mutator& m, const ArrayState& array, size_t i) {
    return withType(array.kind, [&](auto zero) {
        using T = decltype(zero);
        T item;
        std::memcpy(&item, array.data + i * sizeof(T), sizeof(T));
        if constexpr (std::is_floating_point_v<T>)
            return Value::ofDouble(canonicalDouble(static_cast<double>(item)));
        else
            return makeInt(m, static_cast<int64_t>(item));
    });
}

bool throwUnfit(Mutator& m, const ArrayState& array, const char* function, const char* why, Value v) {
    throwTypeError(m, joined(function, "(): an array of ", kElements[static_cast<size_t>(array.kind)].name,
                             why, typeNameOf(m, v)));
    return false;
}

/// False: the value does not fit the kind (exception pending).
bool store(Mutator& m, ArrayState& array, const char* function, size_t i, Value v) {
    return withType(array.kind, [&](auto zero) {
        using T = decltype(zero);
        T item;
        if constexpr (std::is_floating_point_v<T>) {
            if (!isNumber(v)) return throwUnfit(m, array, function, " takes numbers, not ", v);
            item = static_cast<T>(toDouble(v));
        } else {
            if (!isInt(v)) return throwUnfit(m, array, function, " takes ints, not ", v);
            int64_t wide = toInt64(v);
            item = static_cast<T>(wide);
            if (static_cast<int64_t>(item) != wide) {
                throwError(m, m.types().overflowError,
                           joined(function, "(): ", std::to_string(wide), " does not fit ",
                                  kElements[static_cast<size_t>(array.kind)].name));
                return false;
            }
        }
        std::memcpy(array.data + i * sizeof(T), &item, sizeof(T));
        return true;
    });
}

bool readIndex(Mutator& m, const ArrayState& array, const char* function, Value v, size_t& out) {
    if (!isInt(v)) {
        throwExpected(m, function, "an int index", v);
        return false;
    }
    int64_t i = toInt64(v), length = static_cast<int64_t>(array.length);
    int64_t at = i < 0 ? i + length : i;
    if (at < 0 || at >= length) {
        throwError(
            m, m.types().indexError,
            joined("index ", std::to_string(i), " is outside an array of length ", std::to_string(length)));
        return false;
    }
    out = static_cast<size_t>(at);
    return true;
}

bool readKind(Mutator& m, const Args& args, ElementKind& out) {
    std::string_view name;
    ArgReader in(m, "array", args);
    if (!in.text(0, "kind", name)) return false;
    for (size_t i = 0; i < std::size(kElements); ++i) {
        if (name != kElements[i].name) continue;
        out = static_cast<ElementKind>(i);
        return true;
    }
    in.invalid(joined("'kind' is ", kKindList, ", not '", name, "'"));
    return false;
}

// The length that is asked for, or that of the list.
bool readLength(Mutator& m, const Args& args, size_t& length, List*& from) {
    constexpr int64_t kMost = int64_t{1} << 40;
    from = args[1].as<List>();
    if (from != nullptr) {
        length = from->length;
        return true;
    }
    ArgReader in(m, "array", args);
    if (!isInt(args[1])) return in.mismatch(1, "of", "a length or a list of numbers");
    int64_t wanted = toInt64(args[1]);
    if (wanted < 0 || wanted > kMost) return !in.invalid("the length must be 0 to 2**40").isException();
    length = static_cast<size_t>(wanted);
    return true;
}

// Memory for the array; false with OutOfMemoryError pending.
bool fillIn(Mutator& m, ArrayState& array) {
    size_t bytes = std::max<size_t>(array.bytes(), 1);
    if (array.scope != nullptr) {
        array.data = array.scope->allocate(bytes);
    } else if (m.heap().hasRoomFor(bytes)) {
        array.chunk = array.memory->regions.allocate(RegionKind::Buffer, bytes);
        array.data = array.chunk.data;
        if (array.data != nullptr) m.heap().adjustExternal(static_cast<ptrdiff_t>(array.chunk.bytes));
    }
    if (array.data == nullptr) throwOutOfMemory(m);
    return array.data != nullptr;
}

Value getItem(Mutator& m, Args args) {
    ArrayState* array = arrayOf(m, args, "get");
    size_t i = 0;
    NOODLE_REQUIRE(array != nullptr && readIndex(m, *array, "get", args[0], i));
    return load(m, *array, i);
}

Value setItem(Mutator& m, Args args) {
    ArrayState* array = arrayOf(m, args, "set");
    size_t i = 0;
    NOODLE_REQUIRE(array != nullptr && readIndex(m, *array, "set", args[0], i));
    NOODLE_REQUIRE(store(m, *array, "set", i, args[1]));
    return Value::null();
}

Value length(Mutator& m, Args args) {
    ArrayState* array = arrayOf(m, args, "length");
    NOODLE_TRY_PTR(array);
    return makeInt(m, static_cast<int64_t>(array->length));
}

Value kindOf(Mutator& m, Args args) {
    ArrayState* array = arrayOf(m, args, "kind");
    NOODLE_TRY_PTR(array);
    return stringValue(m, kElements[static_cast<size_t>(array->kind)].name);
}

Value byteLength(Mutator& m, Args args) {
    ArrayState* array = arrayOf(m, args, "byteLength");
    NOODLE_TRY_PTR(array);
    return makeInt(m, static_cast<int64_t>(array->bytes()));
}

Value fill(Mutator& m, Args args) {
    ArrayState* array = arrayOf(m, args, "fill");
    NOODLE_TRY_PTR(array);
    Ticker ticker(m);
    for (size_t i = 0; i < array->length; ++i) {
        NOODLE_REQUIRE(store(m, *array, "fill", i, args[0]) && step(m, ticker, *array));
    }
    return args.self;
}

/// Writes a list from index `at` on.
bool copyList(Mutator& m, ArrayState& array, const char* function, List* from, size_t at) {
    Ticker ticker(m);
    for (uint64_t i = 0; i < from->length; ++i) {
        if (at + i >= array.length) {
            throwValueError(m, joined(function, "(): the list does not fit into the array"));
            return false;
        }
        Value v = listGet(m, from, i);
        if (v.isException() || !store(m, array, function, at + i, v) || !step(m, ticker, array)) return false;
    }
    return true;
}

Value setAll(Mutator& m, Args args) {
    ArrayState* array = arrayOf(m, args, "setAll");
    List* from = nullptr;
    int64_t at = 0;
    ArgReader in(m, "setAll", args);
    NOODLE_REQUIRE(array != nullptr && in.list(0, "items", from) && in.optInteger(1, "at", at));
    if (at < 0 || static_cast<uint64_t>(at) > array->length)
        return in.invalid("'at' is outside of the array");
    NOODLE_REQUIRE(copyList(m, *array, "setAll", from, static_cast<size_t>(at)));
    return args.self;
}

Value toList(Mutator& m, Args args) {
    ArrayState* array = arrayOf(m, args, "toList");
    NOODLE_TRY_PTR(array);
    List* list = newList(m, array->length);
    NOODLE_TRY_PTR(list);
    Ticker ticker(m);
    for (size_t i = 0; i < array->length; ++i) {
        Value v = load(m, *array, i);
        NOODLE_REQUIRE(!v.isException() && listAppend(m, list, v) && step(m, ticker, *array));
    }
    return Value::ofObject(list);
}

Value iterator(Mutator& m, Args args) {
    Value list = toList(m, args);
    NOODLE_TRY(list);
    return getIterator(m, list);
}

Value sum(Mutator& m, Args args) {
    Value list = toList(m, args);
    NOODLE_TRY(list);
    Value function = findBuiltin(m, "sum");
    NOODLE_TRY(function);
    return m.call(function, {&list, 1});
}

Value repr(Mutator& m, Args args) {
    ArrayState* array = arrayOf(m, args, "repr");
    NOODLE_TRY_PTR(array);
    return stringValue(m, joined("TypedArray(", kElements[static_cast<size_t>(array->kind)].name, ", ",
                                 std::to_string(array->length), ")"));
}

constexpr auto kGetter = NativeSpec::kGetter;
constexpr NativeSpec kMembers[] = {
    {"get", "index", getItem},
    {"set", "index, value", setItem},
    {"length", "", length, kGetter},
    {"kind", "", kindOf, kGetter},
    {"byteLength", "", byteLength, kGetter},
    {"fill", "value", fill},
    {"setAll", "items, at=", setAll},
    {"toList", "", toList},
    {"iterator", "", iterator},
    {"sum", "", sum},
    {"repr", "", repr},
};

}  // namespace

Value makeTypedArray(Mutator& m, const Args& args, std::shared_ptr<ScratchScope> scope) {
    ElementKind kind = ElementKind::f64;
    size_t length = 0;
    List* from = nullptr;
    NOODLE_REQUIRE(readKind(m, args, kind) && readLength(m, args, length, from));
    Native* native = newPooled<ArrayState>(m, kArrayType, nativeClass(m, NativeClassId::TypedArray),
                                           builtinState(m).memory, m.heap(), kind, length);
    NOODLE_TRY_PTR(native);
    auto& array = *static_cast<ArrayState*>(native->payload);
    array.scope = std::move(scope);
    NOODLE_REQUIRE(fillIn(m, array));
    NOODLE_REQUIRE(from == nullptr || copyList(m, array, "array", from, 0));
    return Value::ofObject(native);
}

const NativeClassSpec& typedArrayClassSpec() {
    static const NativeClassSpec spec = {"TypedArray", nullptr, kMembers};
    return spec;
}

}  // namespace noodle

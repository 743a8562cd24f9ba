// The memory layouts of all heap objects. Layouts only: no allocation, no language semantics (runtime/object,
// runtime/entry). Fields that hold references are written through setters with the heap's write barrier
// (runtime/gc/heap.h); the collector's tracer for each kind is in runtime/gc/trace.cpp and must know every
// field. Instances of one isolate's heap are touched only by the thread that runs that isolate.
#pragma once

#include "runtime/value/function_info.h"
#include "runtime/value/value.h"

namespace noodle {

struct String;
struct List;
struct Map;
struct Class;
struct Module;
struct Coroutine;
struct Task;
struct Shape;       // runtime/object/shape.h, process-wide
struct ClassInfo;   // runtime/object/class_info.h
struct NativeType;  // runtime/object/native_object.h
class Mutator;      // runtime/object/mutator.h

/// Bytes without references. aux unused; `byteCapacity` bytes follow.
struct Raw : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Raw;
    uint64_t byteCapacity;
    uint8_t* bytes() { return reinterpret_cast<uint8_t*>(this + 1); }
    template <typename T>
    T* data() {
        return reinterpret_cast<T*>(this + 1);
    }
};

/// `capacity` Values follow, all of them traced: where nothing was stored yet they are undef or zero bits.
struct ValueStore : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::ValueStore;
    uint64_t capacity;
    Value* values() { return reinterpret_cast<Value*>(this + 1); }
};

struct Cell : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Cell;
    Value value;
};

struct BoxedInt : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::BoxedInt;
    int64_t value;
};

/// Sign and magnitude; aux = number of limbs (little endian, 64-bit) that follow; flags bit 0: negative.
struct BigInt : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::BigInt;
    uint64_t* limbs() { return reinterpret_cast<uint64_t*>(this + 1); }
};

/// Immutable UTF-8. aux = hash (valid if kHashed). One of three forms, the first two here, the others below:
///   flat    the text follows the struct; what few strings have stands behind it (tail())
///   buffer  flat, but with room to spare: see StringBuffer
///   slice, rope: see StringSlice and StringRope
/// Use runtime/object/string.h, never these fields.
struct String : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::String;
    static constexpr uint16_t kAscii = 1, kHashed = 2, kInterned = 4, kSlice = 8, kRope = 16, kBuffer = 32,
                              kCrumbs = 64;
    /// Non-ASCII texts of more code points keep the byte offset of every 64th one.
    static constexpr uint32_t kCrumbStep = 64;
    uint32_t byteLength;
    uint32_t length;  ///< code points
    char* inlineBytes() { return reinterpret_cast<char*>(this + 1); }
    bool isAscii() const { return (flags & kAscii) != 0; }
    bool isFlat() const { return (flags & (kSlice | kRope | kBuffer)) == 0; }
    /// Words behind a flat text: the Symbol of an interned one, then the crumbs (a Raw) of one that may need
    /// them. Only those two kinds have any.
    uint64_t* tail() { return reinterpret_cast<uint64_t*>(inlineBytes() + ((byteLength + 7u) & ~7u)); }
    uint32_t tailWords() const {
        bool crumbs = !isAscii() && length > kCrumbStep;
        return ((flags & kInterned) != 0 ? 1 : 0) + (crumbs ? 1 : 0);
    }
};

/// Part of a flat string or of a buffer, whose text starts `offset` bytes behind the parent's inlineBytes()
/// and `start` code points behind the begin of its text.
struct StringSlice : String {
    String* parent;
    uint32_t offset;
    uint32_t start;
};

/// Two halves one behind the other. Flattening turns it in place into a slice of a new flat string.
struct StringRope : String {
    String* left;
    String* right;
};
static_assert(sizeof(StringRope) == sizeof(StringSlice));

/// Text that grows: never a Value of its own. A slice that ends where the text ends may be extended here as
/// long as there is room. The text follows.
struct StringBuffer : String {
    uint64_t capacity;
    Raw* crumbs;                                 ///< null until used
    static constexpr uint32_t kTextOffset = 16;  ///< of the text behind inlineBytes()
    char* text() { return inlineBytes() + kTextOffset; }
};
static_assert(sizeof(StringBuffer) == sizeof(String) + StringBuffer::kTextOffset);

/// Where a flat string or buffer with kCrumbs keeps them.
inline Raw** crumbsWord(String* s) {
    if ((s->flags & String::kBuffer) != 0) return &static_cast<StringBuffer*>(s)->crumbs;
    return reinterpret_cast<Raw**>(s->tail() + ((s->flags & String::kInterned) != 0 ? 1 : 0));
}

/// Mutable or frozen (flags bit 0) byte array; store is a Raw or null when empty.
struct Bytes : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Bytes;
    uint64_t length;
    Raw* store;
};

/// Element kinds: flags & 3. Boxed elements live in a ValueStore, the others raw in a Raw (int64, double,
/// byte). flags bit 2: frozen. Specialised storage is invisible to programs.
struct List : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::List;
    enum ElementKind : uint16_t { kBoxed = 0, kInt = 1, kFloat = 2, kBool = 3 };
    static constexpr uint16_t kKindMask = 3, kFrozen = 4;
    uint64_t length;
    uint64_t capacity;
    HeapObject* store;  ///< ValueStore or Raw, null when capacity is 0
    ElementKind elementKind() const { return static_cast<ElementKind>(flags & kKindMask); }
};

/// aux = number of elements, which follow.
struct Tuple : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Tuple;
    Value* elements() { return reinterpret_cast<Value*>(this + 1); }
    uint32_t size() const { return aux; }
};

/// Insertion-ordered hash table, see runtime/object/map.cpp. entries: (key, value) pairs in insertion order,
/// deleted pairs have key undef; index: a Raw of uint32 slots and then a hash per entry, or null in a small
/// table, which has a byte of hash per entry in `tags`. flags bit 0: frozen. aux: no entry before this one is
/// live.
struct HashBase : HeapObject {
    static constexpr uint16_t kFrozen = 1;
    uint32_t count;      ///< live entries
    uint32_t used;       ///< entries used, deleted ones included
    uint32_t version;    ///< changes when a key is added or removed: iterators compare it
    uint32_t indexMask;  ///< slots - 1, 0 without an index
    ValueStore* entries;
    Raw* index;
    uint64_t tags;
};
struct Map : HashBase {
    static constexpr ObjectKind kKind = ObjectKind::Map;
};
/// Like Map, one Value per entry.
struct Set : HashBase {
    static constexpr ObjectKind kKind = ObjectKind::Set;
};

struct Range : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Range;
    int64_t start, end, step;  ///< end exclusive; step != 0
};

struct Slice : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Slice;
    Value start, end, step;  ///< null where omitted
};

/// Closure: code (process-wide) plus the captured variables. aux = number of upvalues; they follow as Values:
/// a Cell for a shared variable, or the value itself for one that never changes after capture.
struct Function : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Function;
    const FunctionInfo* info;  ///< the VM's prototype; never null
    void* state;               ///< what the isolate keeps for the code, opaque here; never null
    Class* homeClass;          ///< for super lookups; null outside classes
    Map* attributes;           ///< f.name = v set by decorators; null until used
    Value* upvalues() { return reinterpret_cast<Value*>(this + 1); }
};

/// Arguments of a native call: exactly the declared parameters when its signature is not simple (missing ones
/// undef, rest as a List, keywords as a Map), otherwise just what was passed.
struct Args {
    const Value* data;
    uint32_t count;
    Value self;
    Value operator[](uint32_t i) const { return i < count ? data[i] : Value::undef(); }
    uint32_t size() const { return count; }
    /// The argument, or `fallback` where it was not given.
    Value get(uint32_t i, Value fallback = Value::null()) const {
        Value v = (*this)[i];
        return v.isUndef() ? fallback : v;
    }
};
/// Returns the result, or Value::exception() with the error pending in the mutator.
using NativeFn = Value (*)(Mutator& m, Args args);

/// One row of a table of natives. `signature` lists parameters: "xs, key=, reverse=" (a name followed by = is
/// optional),
/// "...rest", "**options"; after ...rest names are keyword-only. The receiver of a method is Args::self, not
/// listed.
struct NativeSpec {
    const char* name;
    const char* signature;
    NativeFn fn;
    enum Flag : uint16_t { kPlain = 0, kGetter = 1, kStatic = 2, kSetter = 4, kVariant = 8 };
    uint16_t flags = kPlain;
};

struct NativeFunction : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::NativeFunction;
    const NativeSpec* spec;
    const FunctionInfo* info;  ///< parsed signature, process-wide
    /// What the native closes over: Args::self of every call, a method's receiver is then its first argument.
    /// undef: closes over nothing, Args::self is the receiver.
    Value data;
};

struct BoundMethod : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::BoundMethod;
    Value receiver;
    Value method;  ///< Function or NativeFunction
};

/// callee(first, args…): made by map(f), filter(f) … without a collection. aux = number of bound arguments
/// (they follow).
struct PartialCall : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::PartialCall;
    Value callee;
    Value* bound() { return reinterpret_cast<Value*>(this + 1); }
};

/// A class, struct, enum, interface, error class or builtin type. See runtime/object/class.h. aux = the
/// isolate's member epoch for which memberCache holds; 0: nobody has looked anything up through this class
/// yet.
struct Class : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Class;
    static constexpr uint16_t kStruct = 1, kEnum = 2, kInterface = 4, kError = 8, kActor = 16, kBuiltin = 32,
                              kAbstract = 64, kDataclass = 128, kHasDestructor = 256, kCustomEquals = 512,
                              kCustomTruth = 1024, kFrozenInstances = 2048, kOrdered = 4096;
    const ClassInfo* info;  ///< process-wide: name, declared fields, docs; never null
    Class* super;           ///< null for a root
    Map* members;           ///< name -> method | getter pair | static value (see class.h); own ones only
    Map* memberCache;  ///< name -> found member along the chain; cleared when a class in the chain changes
    List* interfaces;  ///< Classes; null if none
    Module* module;    ///< where it was declared; null for builtins
    const Shape* rootShape;   ///< shape of a fresh instance
    Value construct;          ///< builtins: NativeFunction called by `Class(args)`; otherwise undef
    List* variants;           ///< enums: EnumValue or variant constructors in order; null otherwise
    uint32_t expectedFields;  ///< inline fields that a new instance gets: grows with what instances turn out
                              ///< to need
    uint32_t lessons;         ///< how many more instances are to tell it
};

/// Fields: the first `inlineCapacity` (= aux) follow, the rest in `overflow`. The shape maps names to
/// indexes.
struct Instance : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Instance;
    static constexpr uint16_t kFrozen = 1;
    Class* cls;
    const Shape* shape;
    ValueStore* overflow;
    Value* inlineFields() { return reinterpret_cast<Value*>(this + 1); }
    uint32_t inlineCapacity() const { return aux; }
};

/// aux = number of payload values, which follow.
struct EnumValue : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::EnumValue;
    Class* cls;
    String* name;
    Value value;  ///< explicit or counted value
    uint32_t ordinal;
    uint32_t padding;
    Value* payload() { return reinterpret_cast<Value*>(this + 1); }
};

/// Iteration state for builtin collections. flags = IteratorKind (runtime/entry/iterate.h); meaning of fields
/// per kind.
struct Iterator : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Iterator;
    Value source;
    Value function;  ///< map/filter callables and the like; undef otherwise
    int64_t position, limit, step;
};

/// A resumable frame. State in flags: 0 fresh, 1 suspended, 2 running, 3 finished. The saved stack words are
/// in `frame` (live slots first, then operand stack); the VM alone interprets them.
struct Coroutine : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Coroutine;
    enum State : uint16_t { kFresh = 0, kSuspended = 1, kRunning = 2, kFinished = 3 };
    Function* function;
    ValueStore* frame;
    uint32_t pc;     ///< offset in the bytecode
    uint32_t depth;  ///< saved operand stack depth
    Value delegate;  ///< inner iterator of `yield from`, or undef
    Task* task;      ///< async functions: the task that this frame completes
    Value queue;     ///< async generators: pending next() requests, or undef
};

/// The result-to-be of an async function. See runtime/loop.
struct Task : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Task;
    enum State : uint16_t { kPending = 0, kDone = 1, kFailed = 2, kCancelled = 3 };  // in flags
    Value result;      ///< value, or the error for kFailed/kCancelled
    Coroutine* frame;  ///< null for timers and futures
    List* waiters;     ///< Coroutines or callables to notify; null if none
    Value waitingOn;   ///< Task this one awaits, or undef: the async stack and cancellation follow it
    String* name;
    uint64_t id;
    uint32_t observed;  ///< 1 once somebody awaited or read it: an unobserved failure is reported
    uint32_t cancelRequested;
};

/// Module variables of one isolate. slots: one Cell-less Value per variable; undef = not initialised yet.
struct Module : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Module;
    enum State : uint16_t { kUnloaded = 0, kLoading = 1, kReady = 2, kFailed = 3 };  // in flags
    String* name;
    ValueStore* slots;
    Map* exports;    ///< name -> int slot index, or a (Module, name) Tuple for a re-export; null for builtin
                     ///< modules
    Map* constants;  ///< builtin modules: name -> value, filled lazily; null otherwise
    const void* unit;    ///< the VM's loaded module (process-wide code), opaque here
    const void* native;  ///< builtin modules: NativeModule table (runtime/object/native_module.h)
};

struct Success : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Success;
    Value value;
};

/// Host object: `payload` belongs to `type`, which traces, closes and destroys it.
struct Native : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::Native;
    const NativeType* type;
    Class* cls;
    void* payload;
    Value fields[2];  ///< traced slots at the type's disposal
};

struct WeakRef : HeapObject {
    static constexpr ObjectKind kKind = ObjectKind::WeakRef;
    HeapObject* target;  ///< not traced; cleared when the target dies
};

}  // namespace noodle

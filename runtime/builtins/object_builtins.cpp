// Builtin functions that do not belong to one type: assert, Some, id, hash, repr, format, freeze, slice,
// exit; WeakRef.
#include "runtime/base/hash.h"
#include "runtime/base/utf8.h"
#include "runtime/builtins/args.h"
#include "runtime/builtins/collections.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/state.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/member.h"
#include "runtime/entry/text.h"
#include "runtime/object/key.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

Value assertFn(Mutator& m, Args args) {
    const std::optional<bool> holds = truthOf(m, args[0]);
    if (!holds.has_value()) return Value::exception();
    if (*holds) return Value::null();
    std::string text = "assertion failed";
    if (!args.get(1).isNull()) {
        text.clear();
        NOODLE_REQUIRE(appendStr(m, text, args[1]));
    }
    return throwError(m, m.types().assertionError, text);
}

/// Gives up: no handler of the program runs, neither catch nor finally.
Value panic(Mutator& m, Args args) {
    std::string text = "panic";
    if (!args.get(0).isNull()) {
        text.clear();
        NOODLE_REQUIRE(appendStr(m, text, args[0]));
    }
    return throwError(m, m.types().panicError, text);
}

Value some(Mutator& m, Args args) {
    return args[0].isNull() ? throwTypeError(m, "Some() of null: None is null") : args[0];
}

/// Objects by address; what `is` compares by value (numbers, strings, structs) by content.
Value id(Mutator& m, Args args) {
    Value v = args[0];
    Instance* object = v.as<Instance>();
    bool byFields = object != nullptr && (object->cls->flags & Class::kStruct) != 0;
    bool byValue = !v.isObject() || isInt(v) || v.isKind(ObjectKind::String) || v.isKind(ObjectKind::BigInt);
    if (byValue || byFields) {
        auto hash = hashKey(m, v);
        if (hash.has_value()) return Value::ofInt48(*hash);
        NOODLE_REQUIRE(byFields);
        // A struct that holds a list has no hash; all of its class share an id then.
        m.takePending();
        std::string_view name = className(object->cls);
        return Value::ofInt48(hashBytes32(name.data(), name.size(), m.hashSeed()));
    }
    return Value::ofInt48(static_cast<int64_t>(reinterpret_cast<uintptr_t>(v.asObject()) >> 3));
}

Value hash(Mutator& m, Args args) {
    auto h = hashKey(m, args[0]);
    return h.has_value() ? Value::ofInt48(*h) : Value::exception();
}

Value repr(Mutator& m, Args args) {
    return valueOrException(toRepr(m, args[0]));
}

/// repr with everything beyond ASCII escaped.
Value ascii(Mutator& m, Args args) {
    std::string text, out;
    NOODLE_REQUIRE(appendRepr(m, text, args[0]));
    constexpr char kHex[] = "0123456789abcdef";
    for (size_t pos = 0; pos < text.size();) {
        auto c = static_cast<uint32_t>(decodeUtf8(text, pos));
        if (c < 0x80) {
            out += static_cast<char>(c);
            continue;
        }
        std::string digits;
        for (; c != 0; c >>= 4) digits.insert(digits.begin(), kHex[c & 15]);
        out += "\\u{" + digits + "}";
    }
    return stringValue(m, out);
}

Value format(Mutator& m, Args args) {
    std::string_view spec;
    NOODLE_REQUIRE(ArgReader(m, "format", args).optText(1, "spec", spec));
    return formatValue(m, args[0], spec);
}

Value freeze(Mutator& m, Args args) {
    return freezeValue(m, args[0]);
}
Value frozen(Mutator&, Args args) {
    return Value::ofBool(isFrozen(args[0]));
}

Value frozenset(Mutator& m, Args args) {
    Set* set = args.get(0).isNull() ? newSet(m) : toSetValue(m, args[0]);
    NOODLE_TRY_PTR(set);
    return freezeValue(m, Value::ofObject(set));
}

Value slice(Mutator& m, Args args) {
    Value start = args[0], end = args[1];
    if (end.isUndef()) {
        end = start;
        start = Value::null();
    }
    return valueOrException(makeSlice(m, start, end, args.get(2)));
}

constexpr NativeSpec kTable[] = {
    {"assert", "condition, message=", assertFn},
    {"Some", "value", some},
    {"id", "x", id},
    {"hash", "x", hash},
    {"repr", "x", repr},
    {"ascii", "x", ascii},
    {"format", "x, spec=", format},
    {"freeze", "x", freeze},
    {"isFrozen", "x", frozen},
    {"frozenset", "xs=", frozenset},
    {"slice", "start, end=, step=", slice},
    {"open", "path, mode=, encoding=, errors=, newline=", openBuiltin},
    {"exit", "code=", exitBuiltin},
    {"panic", "message=", panic},
};

Value weakTarget(Mutator& m, Args args) {
    WeakRef* ref = receiver<WeakRef>(m, args, "get", "a WeakRef");
    NOODLE_TRY_PTR(ref);
    return ref->target != nullptr ? Value::ofObject(ref->target) : Value::null();
}

constexpr NativeSpec kWeakRefTable[] = {{"get", "", weakTarget}};

}  // namespace

std::span<const NativeSpec> objectFunctions() {
    return kTable;
}
std::span<const NativeSpec> weakRefMembers() {
    return kWeakRefTable;
}

}  // namespace noodle

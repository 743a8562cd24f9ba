// What the builtin types do when they are called: int("4"), List(xs), Map(a: 1) … The rows are named by the
// type.
#include "runtime/builtins/args.h"
#include "runtime/builtins/encoding.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/functional.h"
#include "runtime/entry/conversions.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

Value makeIntFrom(Mutator& m, Args args) {
    if (args[0].isUndef()) return Value::ofInt48(0);
    if (args.get(1).isNull()) return toIntValue(m, args[0]);
    int64_t base = 10;
    NOODLE_REQUIRE(ArgReader(m, "int", args).integer(1, "base", base));
    return toIntValue(m, args[0], base);
}

Value makeFloatFrom(Mutator& m, Args args) {
    return args[0].isUndef() ? Value::ofDouble(0) : toFloatValue(m, args[0]);
}
Value makeBoolFrom(Mutator& m, Args args) {
    return args[0].isUndef() ? Value::falseValue() : toBoolValue(m, args[0]);
}

/// str(x), and str(bytes, encoding).
Value makeStringFrom(Mutator& m, Args args) {
    if (args[0].isUndef()) return stringValue(m, "");
    Bytes* bytes = args[0].as<Bytes>();
    ArgReader in(m, "str", args);
    if (bytes == nullptr || (!in.has(1) && !in.has(2))) return toStringValue(m, args[0]);
    std::string_view encoding = "utf-8", errors = "strict";
    NOODLE_REQUIRE(in.optText(1, "encoding", encoding) && in.optText(2, "errors", errors));
    return decodeText(m, bytesView(bytes), encoding, errors);
}

Value makeBytesFrom(Mutator& m, Args args) {
    if (args[0].isUndef()) return valueOrException(makeBytes(m, ""));
    ArgReader in(m, "bytes", args);
    if (!in.has(1)) return toBytesValue(m, args[0]);
    std::string_view text, encoding;
    NOODLE_REQUIRE(in.text(0, "x", text) && in.text(1, "encoding", encoding));
    return encodeText(m, text, encoding, "strict");
}

Value makeBigIntFrom(Mutator& m, Args args) {
    if (args[0].isUndef()) return toBigIntValue(m, Value::ofInt48(0));
    int64_t base = 10;
    ArgReader in(m, "bigint", args);
    NOODLE_REQUIRE(in.optInteger(1, "base", base));
    if (base != 0 && (base < 2 || base > 36)) return in.invalid("'base' must be 2 to 36");
    return toBigIntValue(m, args[0], static_cast<int>(base));
}

/// No argument: empty. One: its elements. Several: these.
Value elementsOf(Mutator& m, const Args& args) {
    List* given = args[0].cast<List>();
    return given->length == 1 ? listGet(m, given, 0) : args[0];
}

Value makeListFrom(Mutator& m, Args args) {
    Value xs = elementsOf(m, args);
    return xs.isException() || identical(xs, args[0]) ? xs : valueOrException(toListValue(m, xs));
}

Value makeTupleFrom(Mutator& m, Args args) {
    Value xs = elementsOf(m, args);
    return xs.isException() ? xs : valueOrException(toTupleValue(m, xs));
}

Value makeSetFrom(Mutator& m, Args args) {
    Value xs = elementsOf(m, args);
    return xs.isException() ? xs : valueOrException(toSetValue(m, xs));
}

Value makeMapFrom(Mutator& m, Args args) {
    Map* map = args.get(0).isNull() ? newMap(m) : toMapValue(m, args[0]);
    NOODLE_TRY_PTR(map);
    bool named = args[1].isKind(ObjectKind::Map);
    return !named || putPairs(m, map, args[1]) ? Value::ofObject(map) : Value::exception();
}

Value makeSuccessOf(Mutator& m, Args args) {
    return valueOrException(makeSuccess(m, args.get(0)));
}
Value makeObject(Mutator& m, Args) {
    return valueOrException(newInstance(m, m.types().object));
}

Value makeWeakRef(Mutator& m, Args args) {
    if (!args[0].isObject() || args[0].isKind(ObjectKind::String) || isInt(args[0])) {
        return throwExpected(m, "WeakRef", "an object", args[0]);
    }
    WeakRef* ref = allocateObject<WeakRef>(m);
    NOODLE_TRY_PTR(ref);
    ref->target = args[0].asObject();
    return Value::ofObject(ref);
}

constexpr NativeSpec kTable[] = {
    {"int", "x=, base=", makeIntFrom},
    {"float", "x=", makeFloatFrom},
    {"bool", "x=", makeBoolFrom},
    {"string", "x=, encoding=, errors=", makeStringFrom},
    {"bytes", "x=, encoding=", makeBytesFrom},
    {"bigint", "x=, base=", makeBigIntFrom},
    {"List", "...values", makeListFrom},
    {"Tuple", "...values", makeTupleFrom},
    {"Set", "...values", makeSetFrom},
    {"Map", "entries=, **named", makeMapFrom},
    {"Range", "start, end=, step=", rangeBuiltin},
    {"Success", "value=", makeSuccessOf},
    {"Object", "", makeObject},
    {"WeakRef", "target", makeWeakRef},
};

}  // namespace

std::span<const NativeSpec> constructFunctions() {
    return kTable;
}

}  // namespace noodle

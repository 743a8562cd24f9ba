#include "runtime/entry/universal.h"

#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/spread.h"
#include "runtime/entry/text.h"
#include "runtime/object/class.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

Value callOne(Mutator& m, Value f, Value argument) {
    return m.call(f, std::span<const Value>(&argument, 1));
}

// ---- Option: null is None, everything else Some
// ------------------------------------------------------------------

Value optionIsSome(Mutator&, Args args) {
    return Value::ofBool(!args.self.isNull());
}
Value optionIsNone(Mutator&, Args args) {
    return Value::ofBool(args.self.isNull());
}
Value optionUnwrap(Mutator& m, Args args) {
    if (!args.self.isNull()) return args.self;
    const Value text = args.get(0);
    String* message = text.as<String>();
    return throwValueError(m, message != nullptr ? view(m, message) : "unwrap() of null (None)");
}
Value optionUnwrapOr(Mutator&, Args args) {
    return args.self.isNull() ? args.get(0) : args.self;
}
/// A callable alternative is asked only when it is needed.
Value optionOrElse(Mutator& m, Args args) {
    if (!args.self.isNull()) return args.self;
    const Value alternative = args.get(0);
    const bool function =
        alternative.isKind(ObjectKind::Function) || alternative.isKind(ObjectKind::NativeFunction) ||
        alternative.isKind(ObjectKind::BoundMethod) || alternative.isKind(ObjectKind::PartialCall);
    return function ? m.call(alternative, {}) : alternative;
}
Value optionMap(Mutator& m, Args args) {
    return args.self.isNull() ? Value::null() : callOne(m, args.get(0), args.self);
}

constexpr NativeSpec kOptionSpecs[] = {
    {"isSome", "", optionIsSome, NativeSpec::kPlain},
    {"isNone", "", optionIsNone, NativeSpec::kPlain},
    {"unwrap", "message=", optionUnwrap, NativeSpec::kPlain},
    {"unwrapOr", "fallback", optionUnwrapOr, NativeSpec::kPlain},
    {"orElse", "alternative", optionOrElse, NativeSpec::kPlain},
    {"map", "f", optionMap, NativeSpec::kPlain},
};

// ---- members of every value but null and modules
// -----------------------------------------------------------------

Value generalToString(Mutator& m, Args args) {
    return valueOrException(toStr(m, args.self));
}
Value generalClass(Mutator& m, Args args) {
    return Value::ofObject(classOf(m, args.self));
}
Value generalFields(Mutator& m, Args args) {
    Map* fields = newMap(m);
    NOODLE_TRY_PTR(fields);
    Instance* object = args.self.as<Instance>();
    if (object != nullptr && !addFields(m, fields, object)) return Value::exception();
    return Value::ofObject(fields);
}
Value structCopy(Mutator& m, Args args) {
    Instance* object = args.self.as<Instance>();
    if (object == nullptr) return throwTypeError(m, "copy() needs a struct");
    return valueOrException(copyStruct(m, object, false));
}

constexpr NativeSpec kGeneralSpecs[] = {
    {"toString", "", generalToString, NativeSpec::kPlain},
    {"__class__", "", generalClass, NativeSpec::kGetter},
    {"__dict__", "", generalFields, NativeSpec::kGetter},
    {"copy", "", structCopy, NativeSpec::kPlain},
};

// ---- Result: Success and Error
// -----------------------------------------------------------------------------------

Success* successOf(const Args& args) {
    return args.self.as<Success>();
}

Value resultIsSuccess(Mutator&, Args args) {
    return Value::ofBool(successOf(args) != nullptr);
}
Value resultIsError(Mutator&, Args args) {
    return Value::ofBool(successOf(args) == nullptr);
}
Value resultUnwrap(Mutator& m, Args args) {
    Success* success = successOf(args);
    return success != nullptr ? success->value : throwAny(m, args.self);
}
Value resultUnwrapOr(Mutator&, Args args) {
    Success* success = successOf(args);
    return success != nullptr ? success->value : args.get(0);
}
Value resultMap(Mutator& m, Args args) {
    Success* success = successOf(args);
    if (success == nullptr) return args.self;
    const Value mapped = callOne(m, args.get(0), success->value);
    NOODLE_TRY(mapped);
    return valueOrException(makeSuccess(m, mapped));
}
Value resultFlatMap(Mutator& m, Args args) {
    Success* success = successOf(args);
    return success != nullptr ? callOne(m, args.get(0), success->value) : args.self;
}
/// An error that the function gives stays as it is; anything else becomes the value of a new Error.
Value resultMapError(Mutator& m, Args args) {
    if (successOf(args) != nullptr) return args.self;
    const Value mapped = callOne(m, args.get(0), carriedByError(m, args.self));
    NOODLE_TRY(mapped);
    if (isError(mapped)) return mapped;
    std::string text;
    if (!appendStr(m, text, mapped)) return Value::exception();
    Instance* error = newError(m, m.types().error, text);
    NOODLE_TRY_PTR(error);
    return setField(m, error, errorFields().value, mapped) ? Value::ofObject(error) : Value::exception();
}
Value resultOrElse(Mutator& m, Args args) {
    return successOf(args) != nullptr ? args.self : callOne(m, args.get(0), carriedByError(m, args.self));
}
Value resultValue(Mutator&, Args args) {
    Success* success = successOf(args);
    return success != nullptr ? success->value : Value::null();
}
Value resultError(Mutator& m, Args args) {
    return successOf(args) != nullptr ? Value::null() : carriedByError(m, args.self);
}

constexpr NativeSpec kResultSpecs[] = {
    {"isSuccess", "", resultIsSuccess, NativeSpec::kPlain},
    {"isError", "", resultIsError, NativeSpec::kPlain},
    {"unwrap", "message=", resultUnwrap, NativeSpec::kPlain},
    {"unwrapOr", "fallback", resultUnwrapOr, NativeSpec::kPlain},
    {"map", "f", resultMap, NativeSpec::kPlain},
    {"flatMap", "f", resultFlatMap, NativeSpec::kPlain},
    {"andThen", "f", resultFlatMap, NativeSpec::kPlain},
    {"mapError", "f", resultMapError, NativeSpec::kPlain},
    {"orElse", "f", resultOrElse, NativeSpec::kPlain},
    {"value", "", resultValue, NativeSpec::kGetter},
    {"error", "", resultError, NativeSpec::kGetter},
};

// ---- errors
// ------------------------------------------------------------------------------------------------------

Value errorType(Mutator& m, Args args) {
    return stringValue(m, typeNameOf(m, args.self));
}
Value stackTrace(Mutator& m, Args args) {
    Instance* e = args.self.as<Instance>();
    return e == nullptr ? Value::null() : errorTrace(m, e);
}

constexpr NativeSpec kErrorSpecs[] = {
    {"type", "", errorType, NativeSpec::kGetter},
    {"stackTrace", "", stackTrace, NativeSpec::kGetter},
};

// ---- enum classes
// ------------------------------------------------------------------------------------------------

Value variantList(Mutator& m, Args args) {
    Class* cls = args.self.as<Class>();
    List* result = newList(m);
    NOODLE_TRY_PTR(result);
    if (cls != nullptr && cls->variants != nullptr && !listExtend(m, result, cls->variants))
        return Value::exception();
    return Value::ofObject(result);
}

constexpr NativeSpec kClassSpecs[] = {
    {"variants", "", variantList, NativeSpec::kGetter},
    {"values", "", variantList, NativeSpec::kPlain},
};

// ---- constructors of last resort
// ---------------------------------------------------------------------------------

Value constructRoot(Mutator&, Args) {
    return Value::null();
}

Value constructError(Mutator& m, Args args) {
    Instance* error = args.self.as<Instance>();
    if (error == nullptr || !isError(args.self))
        return throwTypeError(m, "the receiver of Error's constructor is no error");
    const Value given = args[0];
    if (!given.isUndef()) {
        String* text = toStr(m, given);
        NOODLE_TRY_PTR(text);
        if (!setField(m, error, errorFields().message, Value::ofObject(text))) return Value::exception();
        const bool keeps = !given.isKind(ObjectKind::String);
        if (keeps && !setField(m, error, errorFields().value, given)) return Value::exception();
    }
    const Value cause = args[1];
    if (!cause.isUndef() && !setField(m, error, errorFields().cause, cause)) return Value::exception();
    return Value::null();
}

constexpr NativeSpec kRootConstructor = {"constructor", "...arguments", constructRoot, NativeSpec::kPlain};
constexpr NativeSpec kErrorConstructor = {"constructor", "message=, cause=, ...arguments", constructError,
                                          NativeSpec::kPlain};

}  // namespace

Value carriedByError(Mutator& m, Value error) {
    Instance* e = error.as<Instance>();
    if (e == nullptr || e->cls != m.types().error) return error;
    const Value kept = getField(e, errorFields().value);
    if (!kept.isUndef()) return kept;
    const Value message = getField(e, errorFields().message);
    return message.isUndef() ? Value::null() : message;
}

bool installUniversalMembers(Mutator& m) {
    CoreTypes& types = m.types();
    String* probe = m.intern(kOptionSpecs[0].name);
    if (probe == nullptr || findMember(m, types.object, probe).kind != MemberKind::None) return false;
    addNativeMembers(m, types.object, kOptionSpecs);
    addNativeMembers(m, types.object, kGeneralSpecs);
    addNativeMembers(m, types.successType, kResultSpecs);
    addNativeMembers(m, types.error, kResultSpecs);
    addNativeMembers(m, types.error, kErrorSpecs);
    addNativeMembers(m, types.classType, kClassSpecs);
    return true;
}

bool universalApplies(Value object, const NativeSpec* spec) {
    const bool option = spec >= std::begin(kOptionSpecs) && spec < std::end(kOptionSpecs);
    if (option || !object.isNull()) {
        if (spec->fn != structCopy) return true;
        Instance* instance = object.as<Instance>();
        return instance != nullptr && comparesByFields(instance->cls);
    }
    return false;
}

const NativeSpec& errorConstructorSpec() {
    return kErrorConstructor;
}
const NativeSpec& rootConstructorSpec() {
    return kRootConstructor;
}

}  // namespace noodle

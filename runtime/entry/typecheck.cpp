#include "runtime/entry/typecheck.h"

#include "runtime/entry/bigint.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/number.h"

namespace noodle {
namespace {

struct TypeName {
    SimpleType type;
    const char* name;
};
constexpr TypeName kNames[] = {
#define SIMPLE_TYPE(enumerator, name) {SimpleType::enumerator, name},
#define SIMPLE_TYPE_ALIAS(enumerator, name) {SimpleType::enumerator, name},
#include "runtime/entry/simple_types.def"
#undef SIMPLE_TYPE
#undef SIMPLE_TYPE_ALIAS
};

bool has(Mutator& m, Value v, Protocol protocol) {
    return findProtocol(m, v, protocol).kind != MemberKind::None;
}

bool isNativeIterator(Value v) {
    return v.isKind(ObjectKind::Iterator) || v.isKind(ObjectKind::Coroutine);
}

bool isIterable(Mutator& m, Value v) {
    if (!v.isObject()) return false;
    switch (v.asObject()->kind) {
        case ObjectKind::List:
        case ObjectKind::Tuple:
        case ObjectKind::String:
        case ObjectKind::Bytes:
        case ObjectKind::Map:
        case ObjectKind::Set:
        case ObjectKind::Range:
        case ObjectKind::Iterator:
        case ObjectKind::Coroutine:
            return true;
        case ObjectKind::Class:
            return v.cast<Class>()->variants != nullptr;
        default:
            return has(m, v, Protocol::Iterator) || has(m, v, Protocol::Next);
    }
}

}  // namespace

bool matchesSimple(Mutator& m, Value v, SimpleType type) {
    switch (type) {
        case SimpleType::Any:
            return true;
        case SimpleType::Int:
            return isInt(v);
        case SimpleType::Float:
            return v.isDouble();
        case SimpleType::Number:
            return isNumber(v) || isBigInt(v);
        case SimpleType::Bool:
            return v.isBool();
        case SimpleType::String:
            return v.isKind(ObjectKind::String);
        case SimpleType::Char:
            return v.isKind(ObjectKind::String) && v.cast<String>()->length == 1;
        case SimpleType::Bytes:
            return v.isKind(ObjectKind::Bytes);
        case SimpleType::BigInt:
            return isBigInt(v);
        case SimpleType::Null:
        case SimpleType::Void:
            return v.isNull();
        case SimpleType::List:
            return v.isKind(ObjectKind::List);
        case SimpleType::Map:
            return v.isKind(ObjectKind::Map);
        case SimpleType::Set:
            return v.isKind(ObjectKind::Set);
        case SimpleType::Tuple:
            return v.isKind(ObjectKind::Tuple);
        case SimpleType::Range:
            return v.isKind(ObjectKind::Range);
        case SimpleType::Function:
            return isCallable(m, v);
        case SimpleType::Iterator:
            return isNativeIterator(v) || has(m, v, Protocol::Next);
        case SimpleType::Iterable:
            return isIterable(m, v);
        case SimpleType::Stream:
            return isNativeIterator(v) || has(m, v, Protocol::Next) || has(m, v, Protocol::AsyncIterator) ||
                   has(m, v, Protocol::AsyncNext);
        case SimpleType::Generator:
            return v.isKind(ObjectKind::Coroutine);
        case SimpleType::Task:
            return v.isKind(ObjectKind::Task);
        case SimpleType::Result:
            return v.isKind(ObjectKind::Success) || isError(v);
        case SimpleType::Success:
            return v.isKind(ObjectKind::Success);
        case SimpleType::Error:
            return isError(v);
        case SimpleType::Class:
            return v.isKind(ObjectKind::Class);
        case SimpleType::Module:
            return v.isKind(ObjectKind::Module);
        case SimpleType::Object:
            return !v.isNull();
    }
    return false;
}

const char* simpleTypeName(SimpleType type) {
    return kNames[static_cast<size_t>(type)].name;
}

std::optional<SimpleType> simpleTypeNamed(std::string_view name) {
    for (const TypeName& row : kNames) {
        if (name == row.name) return row.type;
    }
    return std::nullopt;
}

Value throwTypeMismatch(Mutator& m, std::string_view expected, Value got, std::string_view place) {
    std::string text = joined("expected ", expected);
    if (!place.empty()) text += joined(" for '", place, "'");
    text += joined(", got ", typeNameOf(m, got));
    if (got.isDouble() && expected == "int") text += "; use int() or ~/ to make it an int";
    return throwTypeError(m, text);
}

}  // namespace noodle

#include "runtime/builtins/abstract_types.h"

#include "runtime/builtins/args.h"
#include "runtime/builtins/number_functions.h"
#include "runtime/builtins/state.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/text.h"
#include "runtime/entry/typecheck.h"

namespace noodle {

namespace {

struct AbstractType {
    NativeClassId id;
    SimpleType type;
};
constexpr AbstractType kAbstractTypes[] = {
#define ABSTRACT_TYPE(id, simpleType) {NativeClassId::id, SimpleType::simpleType},
#include "runtime/builtins/abstract_types.def"
#undef ABSTRACT_TYPE
};

/// Number(x): a number as it is, a string as the int or float that it spells.
Value makeNumber(Mutator& m, Args args) {
    Value v = args[0];
    if (isNumber(v) || isBigInt(v)) return v;
    if (String* s = v.as<String>()) {
        if (auto i = parseInt(view(m, s), 0); i.has_value()) return makeInt(m, *i);
        return toFloatValue(m, v);
    }
    return toIntValue(m, v);
}

/// char(x): a code point, or a string of one character.
Value makeChar(Mutator& m, Args args) {
    String* s = args[0].as<String>();
    if (s == nullptr) return chrBuiltin(m, args);
    if (s->length == 1) return args[0];
    return throwValueError(
        m, joined("char(): a string of one character is expected, got one of length ", s->length));
}

Value makeStream(Mutator& m, Args args) {
    return getIterator(m, args[0]);
}

constexpr NativeSpec kNumber = {"Number", "x", makeNumber};
constexpr NativeSpec kChar = {"char", "x", makeChar};
constexpr NativeSpec kStream = {"Stream", "xs", makeStream};

}  // namespace

std::optional<bool> matchesAbstract(Mutator& m, Value v, const Class* cls) {
    ValueVector& classes = builtinState(m).classes;
    if (classes.empty()) return std::nullopt;
    for (const AbstractType& type : kAbstractTypes) {
        if (classes[static_cast<size_t>(type.id)].as<Class>() == cls) return matchesSimple(m, v, type.type);
    }
    return std::nullopt;
}

const NativeClassSpec& numberTypeSpec() {
    static const NativeClassSpec spec = {"Number", &kNumber, {}};
    return spec;
}
const NativeClassSpec& charTypeSpec() {
    static const NativeClassSpec spec = {"char", &kChar, {}};
    return spec;
}
const NativeClassSpec& resultTypeSpec() {
    static const NativeClassSpec spec = {"Result", nullptr, {}};
    return spec;
}
const NativeClassSpec& streamTypeSpec() {
    static const NativeClassSpec spec = {"Stream", &kStream, {}};
    return spec;
}
const NativeClassSpec& iterableTypeSpec() {
    static const NativeClassSpec spec = {"Iterable", nullptr, {}};
    return spec;
}
const NativeClassSpec& optionTypeSpec() {
    static const NativeClassSpec spec = {"Option", nullptr, {}};
    return spec;
}

}  // namespace noodle

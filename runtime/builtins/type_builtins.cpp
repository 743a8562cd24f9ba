// Builtin functions that ask about types and members: typeOf type isinstance is… callable hasattr getattr
// setattr delattr.
#include <set>
#include <string>

#include "runtime/builtins/abstract_types.h"
#include "runtime/builtins/args.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/string_tools.h"
#include "runtime/entry/compare.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/member.h"
#include "runtime/entry/text.h"
#include "runtime/entry/typecheck.h"
#include "runtime/object/map.h"
#include "runtime/object/native_module.h"

namespace noodle {

namespace {

Value typeOf(Mutator& m, Args args) {
    return stringValue(m, typeNameOf(m, args[0]));
}
Value type(Mutator& m, Args args) {
    return Value::ofObject(classOf(m, args[0]));
}

template <SimpleType type>
Value isSimple(Mutator& m, Args args) {
    return Value::ofBool(matchesSimple(m, args[0], type));
}

/// One class, or a tuple or list of them; null stands for its type.
std::optional<bool> isAnyOf(Mutator& m, Value v, Value classes) {
    if (Class* cls = classes.as<Class>()) {
        auto abstract = matchesAbstract(m, v, cls);
        return abstract.has_value() ? abstract : isInstanceOf(m, v, cls);
    }
    if (classes.isNull()) return v.isNull();
    bool many = classes.isKind(ObjectKind::Tuple) || classes.isKind(ObjectKind::List);
    if (!many) {
        throwTypeError(m, joined("isinstance() expects a class or a tuple of classes for 'classes', got ",
                                 typeNameOf(m, classes)));
        return std::nullopt;
    }
    List* list = classes.as<List>();
    uint64_t count = list != nullptr ? list->length : classes.cast<Tuple>()->size();
    for (uint64_t i = 0; i < count; ++i) {
        Value one = list != nullptr ? listGet(m, list, i) : classes.cast<Tuple>()->elements()[i];
        if (!one.isKind(ObjectKind::Class) && !one.isNull()) {
            throwTypeError(m, joined("isinstance() expects classes in the tuple, got ", typeNameOf(m, one)));
            return std::nullopt;
        }
        auto hit = isAnyOf(m, v, one);
        if (!hit.has_value() || *hit) return hit;
    }
    return false;
}

Value isinstance(Mutator& m, Args args) {
    return ofOptional(isAnyOf(m, args[0], args[1]));
}

Value issubclass(Mutator& m, Args args) {
    Class* cls = args[0].as<Class>();
    if (cls == nullptr) return throwExpected(m, "issubclass", "a class for 'cls'", args[0]);
    if (Class* parent = args[1].as<Class>()) return Value::ofBool(isSubclass(cls, parent));
    Tuple* parents = args[1].as<Tuple>();
    if (parents == nullptr)
        return throwExpected(m, "issubclass", "a class or a tuple of classes for 'classes'", args[1]);
    for (uint32_t i = 0; i < parents->size(); ++i) {
        Class* parent = parents->elements()[i].as<Class>();
        if (parent == nullptr)
            return throwExpected(m, "issubclass", "classes in the tuple", parents->elements()[i]);
        if (isSubclass(cls, parent)) return Value::trueValue();
    }
    return Value::falseValue();
}

Value callableFn(Mutator& m, Args args) {
    return Value::ofBool(isCallable(m, args[0]));
}

Value hasattr(Mutator& m, Args args) {
    String* name = nullptr;
    NOODLE_REQUIRE(ArgReader(m, "hasattr", args).string(1, "name", name));
    Value v = findMemberValue(m, args[0], name);
    return v.isException() ? v : Value::ofBool(!v.isUndef());
}

Value getattr(Mutator& m, Args args) {
    String* name = nullptr;
    NOODLE_REQUIRE(ArgReader(m, "getattr", args).string(1, "name", name));
    if (args[2].isUndef()) return getMember(m, args[0], name);
    Value v = findMemberValue(m, args[0], name);
    return v.isUndef() ? args[2] : v;
}

Value setattr(Mutator& m, Args args) {
    String* name = nullptr;
    NOODLE_REQUIRE(ArgReader(m, "setattr", args).string(1, "name", name));
    NOODLE_TRY(setMember(m, args[0], name, args[2]));
    return Value::null();
}

/// Unsets a field; reading it then gives what the class says (or AttributeError).
Value delattr(Mutator& m, Args args) {
    String* name = nullptr;
    NOODLE_REQUIRE(ArgReader(m, "delattr", args).string(1, "name", name));
    Instance* object = args[0].as<Instance>();
    if (object == nullptr) return throwExpected(m, "delattr", "an object of a class", args[0]);
    if ((object->flags & Instance::kFrozen) != 0) return throwFrozen(m, "delattr", "object");
    NOODLE_REQUIRE(flatten(m, name));
    String* interned = m.intern(view(m, name));
    NOODLE_TRY_PTR(interned);
    const Symbol* symbol = symbolOf(m, interned);
    const FieldInfo* field = findFieldInfo(object->cls, view(m, interned));
    if (field != nullptr && field->isConst)
        return throwTypeError(m,
                              joined("field '", field->name, "' of ", className(object->cls), " is const"));
    if (getField(object, symbol).isUndef()) return throwNoMember(m, args[0], interned);
    return setField(m, object, symbol, Value::undef()) ? Value::null() : Value::exception();
}

Value vars(Mutator& m, Args args) {
    String* name = m.intern("__dict__");
    NOODLE_TRY_PTR(name);
    return getMember(m, args[0], name);
}

void addMemberNames(Mutator& m, Class* cls, std::set<std::string>& names) {
    struct Context {
        Mutator& m;
        std::set<std::string>& names;
    } context{m, names};
    for (; cls != nullptr; cls = cls->super) {
        forEachOwnMember(
            m, cls,
            [](void* opaque, String* name, const Member&) {
                auto& c = *static_cast<Context*>(opaque);
                c.names.emplace(view(c.m, name));
            },
            &context);
    }
}

void addModuleNames(Mutator& m, const Module* module, std::set<std::string>& names) {
    if (const auto* native = static_cast<const NativeModule*>(module->native)) {
        for (const NativeSpec& spec : native->functions) names.emplace(spec.name);
        for (const NativeConstant& constant : native->constants) names.emplace(constant.name);
    }
    uint64_t position = 0;
    Value name;
    while (module->exports != nullptr && mapNext(module->exports, position, &name, nullptr)) {
        if (String* s = name.as<String>()) names.emplace(view(m, s));
    }
}

/// Names of fields and members, sorted.
Value dir(Mutator& m, Args args) {
    std::set<std::string> names;
    if (Module* module = args[0].as<Module>()) {
        addModuleNames(m, module, names);
    } else {
        Class* cls = args[0].as<Class>();
        addMemberNames(m, cls != nullptr ? cls : classOf(m, args[0]), names);
    }
    Instance* object = args[0].as<Instance>();
    if (object != nullptr) completeError(m, object);
    for (uint32_t i = 0; object != nullptr && i < object->shape->fieldCount; ++i) {
        const std::string_view name = symbolText(object->shape->fieldName(i));
        if (!fieldAt(object, i).isUndef() && !isHiddenField(name)) names.emplace(name);
    }
    return stringList(m, std::vector<std::string>(names.begin(), names.end()));
}

constexpr NativeSpec kTable[] = {
    {"vars", "object", vars},
    {"dir", "object", dir},
    {"typeOf", "x", typeOf},
    {"typeof", "x", typeOf},
    {"type", "x", type},
    {"isinstance", "x, classes", isinstance},
    {"isInstance", "x, classes", isinstance},
    {"issubclass", "cls, classes", issubclass},
    {"callable", "x", callableFn},
    {"isCallable", "x", callableFn},
    {"isInt", "x", isSimple<SimpleType::Int>},
    {"isFloat", "x", isSimple<SimpleType::Float>},
    {"isNumber", "x", isSimple<SimpleType::Number>},
    {"isBigInt", "x", isSimple<SimpleType::BigInt>},
    {"isBool", "x", isSimple<SimpleType::Bool>},
    {"isString", "x", isSimple<SimpleType::String>},
    {"isChar", "x", isSimple<SimpleType::Char>},
    {"isBytes", "x", isSimple<SimpleType::Bytes>},
    {"isNull", "x", isSimple<SimpleType::Null>},
    {"isNone", "x", isSimple<SimpleType::Null>},
    {"isList", "x", isSimple<SimpleType::List>},
    {"isMap", "x", isSimple<SimpleType::Map>},
    {"isSet", "x", isSimple<SimpleType::Set>},
    {"isTuple", "x", isSimple<SimpleType::Tuple>},
    {"isRange", "x", isSimple<SimpleType::Range>},
    {"isFunction", "x", isSimple<SimpleType::Function>},
    {"isIterable", "x", isSimple<SimpleType::Iterable>},
    {"isIterator", "x", isSimple<SimpleType::Iterator>},
    {"isClass", "x", isSimple<SimpleType::Class>},
    {"isError", "x", isSimple<SimpleType::Error>},
    {"hasattr", "object, name", hasattr},
    {"hasAttr", "object, name", hasattr},
    {"getattr", "object, name, default=", getattr},
    {"getAttr", "object, name, default=", getattr},
    {"setattr", "object, name, value", setattr},
    {"setAttr", "object, name, value", setattr},
    {"delattr", "object, name", delattr},
};

}  // namespace

std::span<const NativeSpec> typeFunctions() {
    return kTable;
}

}  // namespace noodle

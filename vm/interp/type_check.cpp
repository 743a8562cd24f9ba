#include "vm/interp/type_check.h"

#include "runtime/entry/compare.h"
#include "runtime/entry/enum.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

using Kind = bc::TypeDef::Kind;

bool isResult(Value v) {
    return v.isKind(ObjectKind::Success) || isError(v);
}

bool isIteratorValue(Vm& vm, Value v) {
    return v.isKind(ObjectKind::Iterator) || v.isKind(ObjectKind::Coroutine) ||
           findProtocol(vm, v, Protocol::Next).kind != MemberKind::None;
}

bool isChar(Value v) {
    return v.isKind(ObjectKind::String) && v.cast<String>()->length == 1;
}

bool isTupleOf(Value v, const std::vector<uint32_t>& elements) {
    return v.isKind(ObjectKind::Tuple) && (elements.empty() || v.cast<Tuple>()->size() == elements.size());
}

/// Kinds that need no look-up. nullopt: not one of them.
std::optional<bool> hasSimpleType(Vm& vm, const bc::TypeDef& type, Value v) {
    switch (type.kind) {
        case Kind::Any:
            return true;
        case Kind::Int:
            return isInt(v);
        case Kind::Float:
            return v.isDouble();
        case Kind::Number:
            return isNumber(v) || v.isKind(ObjectKind::BigInt);
        case Kind::Bool:
            return v.isBool();
        case Kind::String:
            return v.isKind(ObjectKind::String);
        case Kind::Char:
            return isChar(v);
        case Kind::Bytes:
            return v.isKind(ObjectKind::Bytes);
        case Kind::BigInt:
            return v.isKind(ObjectKind::BigInt);
        case Kind::Null:
        case Kind::Void:
            return v.isNull();
        case Kind::List:
            return v.isKind(ObjectKind::List);
        case Kind::Map:
            return v.isKind(ObjectKind::Map);
        case Kind::Set:
            return v.isKind(ObjectKind::Set);
        case Kind::Tuple:
            return isTupleOf(v, type.operands);
        case Kind::Range:
            return v.isKind(ObjectKind::Range);
        case Kind::Function:
            return isCallable(vm, v);
        case Kind::Iterator:
            return isIteratorValue(vm, v);
        case Kind::Task:
            return v.isKind(ObjectKind::Task);
        case Kind::Result:
            return isResult(v);
        case Kind::Error:
            return isError(v);
        case Kind::Object:
            return v.isObject();
        case Kind::Union:
        case Kind::ModuleClass:
        case Kind::ImportClass:
        case Kind::BuiltinClass:
        case Kind::MemberClass:
            break;
    }
    return std::nullopt;
}

/// The class value that a type names; undef when it has no value yet, exception when it cannot be had.
Value classOfType(Vm& vm, UnitState& unit, const bc::TypeDef& type) {
    switch (type.kind) {
        case Kind::ModuleClass:
            return unit.module()->slots->values()[type.operands[0]];
        case Kind::ImportClass:
            return vm.linker().readImport(unit, type.operands[0]);
        case Kind::BuiltinClass: {
            String* name = unit.string(vm, type.name);
            NOODLE_TRY_PTR(name);
            return vm.findBuiltinValue(name);
        }
        default: {
            Module* module = vm.linker().require(unit, type.operands[0]);
            NOODLE_TRY_PTR(module);
            String* name = unit.string(vm, type.name);
            NOODLE_TRY_PTR(name);
            return getMember(vm, Value::ofObject(module), name);
        }
    }
}

/// Whether v is an instance of what a name of a type stands for: a class, a variant of an enum, a tuple of
/// these.
std::optional<bool> isOf(Vm& vm, Value v, Value cls) {
    if (Class* c = cls.as<Class>()) return isInstanceOf(vm, v, c);
    if (Tuple* tuple = cls.as<Tuple>()) {
        for (uint32_t i = 0; i < tuple->size(); ++i) {
            // Nested tuples of classes have no use; only the outer one is looked into, so this cannot recurse
            // far.
            Class* element = tuple->elements()[i].as<Class>();
            std::optional<bool> is = element == nullptr ? std::optional(false) : isInstanceOf(vm, v, element);
            if (!is.has_value() || *is) return is;
        }
        return false;
    }
    EnumValue* value = v.as<EnumValue>();
    if (EnumValue* variant = cls.as<EnumValue>())
        return value != nullptr && value->cls == variant->cls && value->ordinal == variant->ordinal;
    VariantRef variant = variantOfConstructor(cls);
    if (variant.cls != nullptr)
        return value != nullptr && value->cls == variant.cls && value->ordinal == variant.ordinal;
    return std::nullopt;
}

std::optional<bool> hasClassType(Vm& vm, UnitState& unit, const bc::TypeDef& type, Value v) {
    Value cls = classOfType(vm, unit, type);
    if (cls.isException()) return std::nullopt;
    // A class that is declared further down has no instances yet; a name that holds no class says nothing
    // about values.
    if (cls.isUndef()) return false;
    std::optional<bool> is = isOf(vm, v, cls);
    return is.has_value() || vm.hasPending() ? is : std::optional(true);
}

}  // namespace

// Operands of unions refer to earlier types only (proven by the verifier), so walking them ends.
std::optional<bool> hasType(Vm& vm, UnitState& unit, uint32_t type, Value v) {
    const bc::TypeDef& def = unit.unit().module().types[type];
    if (std::optional<bool> simple = hasSimpleType(vm, def, v)) return simple;
    if (def.kind != Kind::Union) return hasClassType(vm, unit, def, v);
    if (vm.nativeStackLow()) {
        throwStackOverflow(vm);
        return std::nullopt;
    }
    for (uint32_t operand : def.operands) {
        std::optional<bool> is = hasType(vm, unit, operand, v);
        if (!is.has_value() || *is) return is;
    }
    return false;
}

std::optional<bool> fitsPlace(Vm& vm, UnitState& unit, uint32_t type, Value& v) {
    std::optional<bool> is = hasType(vm, unit, type, v);
    if (!is.has_value() || *is || !isInt(v)) return is;
    const bc::BcModule& module = unit.unit().module();
    const bc::TypeDef& def = module.types[type];
    bool acceptsFloat = def.kind == Kind::Float;
    if (def.kind == Kind::Union)
        for (uint32_t operand : def.operands)
            acceptsFloat = acceptsFloat || module.types[operand].kind == Kind::Float;
    if (acceptsFloat) v = Value::ofDouble(static_cast<double>(toInt64(v)));
    return acceptsFloat;
}

std::string typeText(const CodeUnit& unit, uint32_t type) {
    const bc::TypeDef& def = unit.module().types[type];
    std::string_view name = unit.text(def.name);
    return name.empty() ? "another type" : std::string(name);
}

Value throwTypeMismatch(Vm& vm, UnitState& unit, uint32_t type, Value v, std::string_view place) {
    std::string text = joined("expected ", typeText(unit.unit(), type));
    if (!place.empty()) text += joined(" for ", place);
    text += joined(", got ", typeNameOf(vm, v));
    bool wantsInt = unit.unit().module().types[type].kind == Kind::Int;
    if (wantsInt && v.isDouble()) text += "; use int(x) or ~/ to get an int";
    return throwTypeError(vm, text);
}

// ---- the opcodes
// -----------------------------------------------------------------------------------------------------

Value checkType(Vm& vm, UnitState& unit, uint32_t type, Value v, String* place) {
    bool ok = convertToType(vm, unit, type, v, [&] { return view(vm, place); });
    return ok ? v : Value::exception();
}

Value checkTypeCached(Vm& vm, FunctionState* fs, uint32_t type, Value v, String* place) {
    Value checked = checkType(vm, *fs->unit, type, v, place);
    Instance* instance = checked.as<Instance>();
    if (instance != nullptr) fs->types[type].accept(instance->shape, vm.memberEpoch());
    return checked;
}

Value isType(Vm& vm, UnitState& unit, uint32_t type, Value v) {
    std::optional<bool> is = hasType(vm, unit, type, v);
    return is.has_value() ? Value::ofBool(*is) : Value::exception();
}

Value asType(Vm& vm, UnitState& unit, uint32_t type, Value v) {
    std::optional<bool> is = fitsPlace(vm, unit, type, v);
    if (!is.has_value()) return Value::exception();
    return *is ? v : Value::null();
}

Value isInstance(Vm& vm, Value v, Value cls) {
    std::optional<bool> is = isOf(vm, v, cls);
    if (is.has_value()) return Value::ofBool(*is);
    if (vm.hasPending()) return Value::exception();
    return throwTypeError(vm, joined("the right side of 'is' must be a type, got ", typeNameOf(vm, cls)));
}

Value checkInstance(Vm& vm, Value v, Value cls, String* place) {
    Value is = isInstance(vm, v, cls);
    NOODLE_TRY(is);
    if (is.isTrue()) return v;
    Class* c = cls.as<Class>();
    std::string text = joined("expected ", c == nullptr ? std::string_view("another type") : className(c));
    if (!view(vm, place).empty()) text += joined(" for ", view(vm, place));
    return throwTypeError(vm, joined(text, ", got ", typeNameOf(vm, v)));
}

}  // namespace noodle

#include "runtime/entry/enum.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"
#include "vm/interp/ops.h"
#include "vm/interp/type_check.h"

namespace noodle {

namespace {

Value throwMalformed(Vm& vm, const char* what) {
    return throwTypeError(vm, joined("malformed code: ", what));
}

/// Error classes and Object may be extended; the other builtin types have layouts that instances do not
/// share.
bool isExtensible(Vm& vm, const Class* cls) {
    if ((cls->flags & Class::kEnum) != 0) return false;
    return (cls->flags & Class::kBuiltin) == 0 || (cls->flags & Class::kError) != 0 ||
           cls == vm.types().object;
}

bool addInterface(Vm& vm, List* interfaces, Value v) {
    if (v.isKind(ObjectKind::Class)) return listAppend(vm, interfaces, v);
    throwTypeError(vm, joined("only a class or interface can be implemented, got ", typeNameOf(vm, v)));
    return false;
}

/// The class that members are being defined in; null with the error pending if `v` is none that a program may
/// change.
Class* openClass(Vm& vm, Value v) {
    Class* cls = v.as<Class>();
    if (cls != nullptr && (cls->flags & Class::kBuiltin) == 0) return cls;
    throwMalformed(vm, "members are defined in something else than a new class");
    return nullptr;
}

/// Functions that become members look for super, and for private members, from this class.
void adopt(Vm& vm, Class* cls, Value v) {
    Function* function = v.as<Function>();
    if (function == nullptr) return;
    vm.heap().writeBarrier(function, cls);
    function->homeClass = cls;
}

}  // namespace

uint32_t classOperands(const CodeUnit& unit, uint16_t description) {
    const bc::ClassDef& def = unit.module().classes[description];
    return (def.hasSuper ? 1u : 0u) + def.interfaceCount;
}

Value makeClass(Vm& vm, FunctionState* fs, uint16_t description, const Value* operands) {
    const CodeUnit& unit = fs->unit->unit();
    const bc::ClassDef& def = unit.module().classes[description];
    const ClassInfo& info = unit.classInfo(description);
    List* interfaces = newList(vm);
    NOODLE_TRY_PTR(interfaces);
    Class* super = (def.flags & Class::kError) != 0 ? vm.types().error : nullptr;
    if (def.hasSuper) {
        Class* given = operands[0].as<Class>();
        if (given == nullptr)
            return throwTypeError(
                vm, joined("class ", info.name, " cannot extend ", typeNameOf(vm, operands[0])));
        // `class C(Interface)` claims the interface.
        bool claims = (given->flags & Class::kInterface) != 0 && (info.flags & Class::kInterface) == 0;
        if (claims && !addInterface(vm, interfaces, operands[0])) return Value::exception();
        if (!claims && !isExtensible(vm, given))
            return throwTypeError(vm, joined("class ", info.name, " cannot extend ", className(given)));
        if (!claims) super = given;
    }
    const Value* claimed = operands + (def.hasSuper ? 1 : 0);
    for (uint32_t i = 0; i < def.interfaceCount; ++i)
        if (!addInterface(vm, interfaces, claimed[i])) return Value::exception();
    Class* cls = newClass(vm, &info, super, fs->unit->module());
    NOODLE_TRY_PTR(cls);
    if (interfaces->length != 0) {
        cls->interfaces = interfaces;
        vm.heap().writeBarrier(cls, interfaces);
    }
    if ((info.flags & Class::kEnum) != 0) {
        List* variants = newList(vm);
        NOODLE_TRY_PTR(variants);
        cls->variants = variants;
        vm.heap().writeBarrier(cls, variants);
    }
    return Value::ofObject(cls);
}

bool defineMemberOp(Vm& vm, Value target, String* name, Value v, uint8_t flags) {
    Class* cls = openClass(vm, target);
    if (cls == nullptr) return false;
    Member member;
    member.isPrivate = (flags & bc::kPrivate) != 0;
    member.isAbstract = (flags & bc::kAbstract) != 0;
    member.isConst = (flags & bc::kConst) != 0;
    member.value = v;
    adopt(vm, cls, v);
    switch (flags & bc::kMemberKindMask) {
        case bc::kMethod:
            member.kind = MemberKind::Method;
            break;
        case bc::kStaticMethod:
            member.kind = MemberKind::StaticMethod;
            break;
        case bc::kClassMethod:
            member.kind = MemberKind::ClassMethod;
            break;
        case bc::kGetter:
        case bc::kSetter: {
            // Getter and setter of one name are one member; a class that defines one inherits the other.
            Member known = findMember(vm, cls, name);
            bool merges = known.kind == MemberKind::Getter;
            bool getter = (flags & bc::kMemberKindMask) == bc::kGetter;
            member.kind = MemberKind::Getter;
            member.value = getter ? v : merges ? known.value : Value::undef();
            member.setter = !getter ? v : merges ? known.setter : Value::undef();
            break;
        }
        default: {
            Cell* cell = newCell(vm, v);
            if (cell == nullptr) return false;
            member.kind = MemberKind::StaticField;
            member.value = Value::ofObject(cell);
            break;
        }
    }
    return defineMember(vm, cls, name, member);
}

namespace {

/// Without an explicit value a variant counts on from the one before it.
Value countedValue(Vm& vm, List* variants) {
    auto ordinal = static_cast<int64_t>(variants->length);
    if (ordinal == 0) return Value::ofInt48(0);
    EnumValue* last = listGet(vm, variants, variants->length - 1).as<EnumValue>();
    bool counts = last != nullptr && last->value.isInt48();
    return makeInt(vm, counts ? last->value.asInt48() + 1 : ordinal);
}

/// Payload fields of the variants that the enum has so far.
uint32_t payloadFieldsBefore(Vm& vm, Class* cls) {
    for (uint64_t i = cls->variants->length; i-- > 0;) {
        NativeFunction* last = listGet(vm, cls->variants, i).as<NativeFunction>();
        if (last == nullptr) continue;
        auto own = static_cast<uint32_t>(last->info->params.size());
        return variantOfConstructor(Value::ofObject(last)).firstField + own;
    }
    return 0;
}

/// Makes a payload value fit its declared type, if it has one.
bool fitPayload(Vm& vm, const VariantRef& variant, uint32_t index, Value& v) {
    const ClassInfo& info = *variant.cls->info;
    UnitState* unit = variant.cls->module == nullptr ? nullptr : UnitState::of(variant.cls->module);
    if (unit == nullptr || info.unit != &unit->unit()) return true;
    if (size_t{variant.firstField} + index >= info.payload.size()) return true;
    const FieldInfo& field = info.payload[variant.firstField + index];
    if (field.typeIndex == bc::kNone32) return true;
    return convertToType(vm, *unit, field.typeIndex, v, [&] {
        std::string name = field.name.empty() ? std::to_string(index + 1) : joined("'", field.name, "'");
        return joined("payload ", name, " of ", className(variant.cls), '.', view(vm, variant.name));
    });
}

Value constructVariant(Mutator& m, Args args) {
    auto& vm = static_cast<Vm&>(m);
    const VariantRef variant = variantOfData(args.self);
    EnumValue* made =
        newEnumValue(vm, variant.cls, variant.name, variant.ordinal, variant.value, {args.data, args.count});
    NOODLE_TRY_PTR(made);
    for (uint32_t i = 0; i < args.count; ++i) {
        Value v = args[i];
        if (!fitPayload(vm, variant, i, v)) return Value::exception();
        if (v.isDouble()) made->payload()[i] = v;  // nothing else is ever converted
    }
    return Value::ofObject(made);
}

constexpr NativeSpec kVariantSpec = {"variant", "...values", constructVariant, NativeSpec::kVariant};

Value makeVariant(Vm& vm, Class* cls, String* name, std::span<String* const> payload, Value value) {
    auto ordinal = static_cast<uint32_t>(cls->variants->length);
    if (payload.empty()) return valueOrException(newEnumValue(vm, cls, name, ordinal, value, {}));
    FunctionInfo* info = vm.newInfo();
    info->name = joined(className(cls), '.', view(vm, name));
    for (String* field : payload)
        info->params.push_back({std::string(view(vm, field)), ParamKind::Positional, false});
    info->finishParams();
    VariantRef variant{cls, name, ordinal, value, payloadFieldsBefore(vm, cls)};
    return valueOrException(newVariantConstructor(vm, kVariantSpec, variant, info));
}

}  // namespace

bool defineVariant(Vm& vm, Value target, String* name, std::span<String* const> payload, Value value) {
    Class* cls = openClass(vm, target);
    if (cls == nullptr) return false;
    if (cls->variants == nullptr) {
        throwMalformed(vm, "a variant outside an enum");
        return false;
    }
    if (value.isUndef()) value = countedValue(vm, cls->variants);
    Value variant = value.isException() ? value : makeVariant(vm, cls, name, payload, value);
    if (variant.isException() || !listAppend(vm, cls->variants, variant)) return false;
    Member member;
    member.kind = MemberKind::StaticMethod;  // read as it is, through the class
    member.value = variant;
    return defineMember(vm, cls, name, member);
}

Value finishClassOp(Vm& vm, Value target) {
    Class* cls = openClass(vm, target);
    return cls == nullptr ? Value::exception() : finishClass(vm, cls);
}

}  // namespace noodle

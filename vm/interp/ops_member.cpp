#include "runtime/entry/compare.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/string.h"
#include "vm/interp/cache.h"
#include "vm/interp/ops.h"
#include "vm/interp/sites.h"
#include "vm/interp/type_check.h"

namespace noodle {

// ---- variables
// -------------------------------------------------------------------------------------------------------

void throwUnassigned(Vm& vm, String* name) {
    throwError(vm, vm.types().nameError, joined("'", view(vm, name), "' is used before it has a value"));
}

Cell* cellAt(Vm& vm, Value v) {
    Cell* cell = v.as<Cell>();
    if (cell == nullptr) throwTypeError(vm, "malformed code: a captured variable has no cell");
    return cell;
}

namespace {

/// __name__ and __file__ differ from module to module; undef for any other name.
Value moduleAttribute(Vm& vm, UnitState& unit, String* name) {
    if (name == vm.names().dunderName)
        return Value::ofObject(vm.linker().started() == &unit ? vm.names().main : unit.module()->name);
    if (name == vm.names().dunderFile) return stringValue(vm, unit.unit().origin());
    return Value::undef();
}

Value lookupBuiltin(Vm& vm, FunctionState* fs, uint16_t name) {
    Value v = moduleAttribute(vm, *fs->unit, fs->names[name]);
    if (v.isUndef()) v = vm.findBuiltinValue(fs->names[name]);
    if (!v.isUndef() && !v.isException()) {
        fs->builtins[name] = v;
        vm.noteRootsChanged();
    }
    return v;
}

}  // namespace

Value loadUnassignedGlobal(Vm& vm, FunctionState* fs, uint16_t name) {
    Value v = fs->builtins[name];
    if (v.isUndef()) v = lookupBuiltin(vm, fs, name);
    if (v.isUndef()) {
        throwUnassigned(vm, fs->names[name]);
        return Value::exception();
    }
    return v;
}

Value loadBuiltin(Vm& vm, FunctionState* fs, uint16_t name) {
    Value v = lookupBuiltin(vm, fs, name);
    if (!v.isUndef()) return v;
    return throwError(vm, vm.types().nameError, joined("'", view(vm, fs->names[name]), "' is not defined"));
}

Value membership(Vm& vm, Value needle, Value haystack, bool wanted) {
    std::optional<bool> found = containsValue(vm, haystack, needle);
    return found.has_value() ? Value::ofBool(*found == wanted) : Value::exception();
}

// ---- members
// ---------------------------------------------------------------------------------------------------------

namespace {

const Class* accessor(Vm& vm) {
    return vm.stack().frame()->closure->homeClass;
}

struct DeclaredField {
    const FieldInfo* info = nullptr;
    UnitState* unit = nullptr;  ///< of the type table that info->typeIndex is in; null: not checked
};

DeclaredField declaredField(const Class* cls, std::string_view name) {
    for (const Class* c = cls; c != nullptr; c = c->super) {
        for (const FieldInfo& field : c->info->fields) {
            if (field.name != name) continue;
            UnitState* unit = c->module == nullptr ? nullptr : UnitState::of(c->module);
            bool typed = unit != nullptr && c->info->unit == &unit->unit() && field.typeIndex != 0xFFFF'FFFF;
            return {&field, typed ? unit : nullptr};
        }
    }
    return {};
}

/// Makes `v` fit the declared type of the field, if it has one.
bool fitDeclared(Vm& vm, const DeclaredField& field, const Class* cls, Value& v) {
    if (field.unit == nullptr || (v.isNull() && field.info->optional)) return true;
    uint32_t type = field.info->typeIndex;
    if (!convertToType(vm, *field.unit, type, v,
                       [&] { return joined("field '", field.info->name, "' of ", className(cls)); }))
        return false;
    if (Instance* instance = v.as<Instance>())
        field.unit->types()[type].accept(instance->shape, vm.memberEpoch());
    return true;
}

/// Remembers a write that took an object from `before` to its present shape.
void fillStoreCache(Vm& vm, FunctionState* fs, InlineCache& site, Instance* object, const Shape* before,
                    const Symbol* symbol, const DeclaredField& field) {
    int32_t index = object->shape->indexOf(symbol);
    bool adds = object->shape != before;
    if (index < 0 || (adds && object->shape->parent != before)) return;
    InlineCache fresh;
    fresh.shape = before;
    fresh.next = adds ? object->shape : nullptr;
    fresh.index = static_cast<uint32_t>(index);
    fresh.check = kUnchecked;
    fresh.epoch = vm.memberEpoch();
    if (field.unit != nullptr) {
        const TypeCheck& check = field.unit->types()[field.info->typeIndex];
        fresh.plan = &check;
        using Kind = bc::TypeDef::Kind;
        bool number = !check.optional && !field.info->optional;
        fresh.check = number && check.kind == Kind::Int     ? kIntOnly
                      : number && check.kind == Kind::Float ? kFloatOnly
                      : field.info->optional                ? kCheckedOrNull
                                                            : kChecked;
    }
    fillEntry(vm, fs, site, fresh);
}

}  // namespace

bool Vm::fitField(const Class* cls, const FieldInfo& field, Value& v) {
    return fitDeclared(*this, declaredField(cls, field.name), cls, v);
}

Value getFieldSlow(Vm& vm, FunctionState* fs, uint16_t name, Value object, InlineCache& cache) {
    String* text = fs->names[name];
    if (Module* module = object.as<Module>(); module != nullptr && Linker::isNamespace(module)) {
        Value member = vm.linker().namespaceMember(module, text);
        return member.isUndef() ? throwNoMember(vm, object, text) : member;
    }
    if (!checkAccess(vm, object, text, accessor(vm))) return Value::exception();
    Value v = getMember(vm, object, text);
    Instance* instance = object.as<Instance>();
    if (instance == nullptr || v.isException()) return v;
    int32_t index = instance->shape->indexOf(fs->symbols[name]);
    if (index >= 0) {
        InlineCache fresh;
        fresh.shape = instance->shape;
        fresh.index = static_cast<uint32_t>(index);
        fresh.epoch = vm.memberEpoch();
        fillEntry(vm, fs, cache, fresh);
        if (privateOwner(vm, object, text) == nullptr)
            vm.rememberLookup({instance->shape, fs->symbols[name], nullptr, fresh.index, vm.memberEpoch()});
    }
    return v;
}

Value setFieldSlow(Vm& vm, FunctionState* fs, uint16_t name, Value object, Value v, InlineCache& cache) {
    String* text = fs->names[name];
    if (!checkAccess(vm, object, text, accessor(vm))) return Value::exception();
    Instance* instance = object.as<Instance>();
    if (instance == nullptr) return setMember(vm, object, text, v);
    DeclaredField field = declaredField(instance->cls, view(vm, text));
    const Shape* before = instance->shape;
    NOODLE_TRY(setMember(vm, object, text, v));
    bool isConst = field.info != nullptr && field.info->isConst;
    bool viaSetter = instance->shape->indexOf(fs->symbols[name]) < 0;
    if (!isConst && !viaSetter) fillStoreCache(vm, fs, cache, instance, before, fs->symbols[name], field);
    return Value::null();
}

Value initFieldSlow(Vm& vm, FunctionState* fs, uint16_t name, Value object, Value v, InlineCache& cache) {
    Instance* instance = object.as<Instance>();
    if (instance == nullptr)
        return throwTypeError(vm, "malformed code: a field is declared on something else than an instance");
    DeclaredField field = declaredField(instance->cls, view(vm, fs->names[name]));
    if (!fitDeclared(vm, field, instance->cls, v)) return Value::exception();
    const Shape* before = instance->shape;
    if (!setField(vm, instance, fs->symbols[name], v)) return Value::exception();
    fillStoreCache(vm, fs, cache, instance, before, fs->symbols[name], field);
    return Value::null();
}

Value getSuper(Vm& vm, Frame* frame, String* name, Value self) {
    Value callee;
    bool passReceiver = false;
    NOODLE_TRY(lookupSuper(vm, frame->closure->homeClass, self, name, callee, passReceiver));
    if (!passReceiver) return callee;
    BoundMethod* bound = newBoundMethod(vm, self, callee);
    return bound == nullptr ? Value::exception() : Value::ofObject(bound);
}

}  // namespace noodle

// Calling a class. Order: allocate; the "$fields" initialisers of the class chain, base first; the
// constructor, found along the chain. Nothing recurses: the constructor's frame is placed first and the
// initialisers' frames above it, so that ending one starts the next, and ending the constructor leaves the
// instance as the result.
//
//   before   | class    | a1 … aN |
//   after    | instance | self a1 … aN, other locals | operands |  self … of $fields | …
//                        ^ constructor's slots                    ^ initialiser's slots
//
// A class without constructor whose fields are its parameters (struct, dataclass, error) runs its
// initialisers as nested calls first and then sets the given fields; that needs no frame afterwards.

#include "vm/interp/construct.h"

#include <algorithm>

#include "runtime/base/text.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/entry/universal.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/string.h"
#include "vm/interp/binder.h"
#include "vm/interp/cache.h"
#include "vm/interp/ops.h"
#include "vm/interp/type_check.h"

namespace noodle {

namespace {

bool isUserClass(const Class* cls) {
    return (cls->flags & Class::kBuiltin) == 0;
}
bool isErrorClass(const Class* cls) {
    return (cls->flags & Class::kError) != 0;
}

Value throwNotConstructible(Vm& vm, Class* cls) {
    const char* what = (cls->flags & Class::kInterface) != 0 ? "interface "
                       : (cls->flags & Class::kEnum) != 0    ? "enum "
                       : !isUserClass(cls)                   ? "builtin type "
                                                             : "abstract class ";
    return throwTypeError(vm, joined("cannot construct ", what, className(cls)));
}

/// The variant of an enum with this value: `Color(2)`.
Value variantByValue(Vm& vm, Class* cls, Value wanted) {
    for (uint64_t i = 0; cls->variants != nullptr && i < cls->variants->length; ++i) {
        Value variant = listGet(vm, cls->variants, i);
        EnumValue* e = variant.as<EnumValue>();
        if (e == nullptr) continue;
        String* own = e->value.as<String>();
        String* text = wanted.as<String>();
        bool same =
            own != nullptr && text != nullptr ? equalStrings(vm, own, text) : identical(e->value, wanted);
        if (same) return variant;
    }
    std::string text;
    if (!appendRepr(vm, text, wanted)) return Value::exception();
    return throwValueError(vm, joined(text, " is no value of enum ", className(cls)));
}

const FieldInfo& messageField() {
    static const FieldInfo field{.name = "message", .optional = true};
    return field;
}

}  // namespace

bool isFallbackConstructor(Value callee) {
    NativeFunction* native = callee.as<NativeFunction>();
    return native != nullptr &&
           (native->spec == &errorConstructorSpec() || native->spec == &rootConstructorSpec());
}

// ---- plans
// -----------------------------------------------------------------------------------------------------------

namespace {

void planOwnFields(ConstructPlan& plan, const Class* cls, const Shape* shape) {
    UnitState* unit = cls->module == nullptr ? nullptr : UnitState::of(cls->module);
    for (const FieldInfo& field : cls->info->fields) {
        const Symbol* symbol = symbolFor(field.name);
        int32_t index = shape->indexOf(symbol);
        if (index < 0) continue;
        bool typed = unit != nullptr && cls->info->unit == &unit->unit() && field.typeIndex != 0xFFFF'FFFF;
        plan.fields.push_back({&field, symbol, typed ? unit : nullptr, static_cast<uint32_t>(index)});
    }
}

void planFields(ConstructPlan& plan, const Class* cls) {
    std::vector<const Class*> chain;
    for (const Class* c = cls; c != nullptr; c = c->super)
        if (isUserClass(c)) chain.push_back(c);
    for (size_t i = chain.size(); i-- > 0;) planOwnFields(plan, chain[i], cls->rootShape);
}

void addFrame(ConstructPlan& plan, const Function* function) {
    const auto* proto = static_cast<const Proto*>(function->info);
    plan.words += size_t{1} + proto->slotCount + proto->maxStack;
}

/// The constructor that is nearest to `cls`, under any of its names; undef if none is written.
Value findConstructor(Vm& vm, Class* cls) {
    for (Class* c = cls; c != nullptr && isUserClass(c); c = c->super) {
        for (String* name : {vm.names().constructor, vm.names().dunderInit, vm.names().init}) {
            Member member = ownMember(vm, c, name);
            if (member.kind == MemberKind::Method) return member.value;
        }
    }
    return Value::undef();
}

/// The constant that an instruction pushes; undef if it pushes none that all instances may share.
Value constantOf(const FunctionState& state, const bc::Instruction& in) {
    switch (in.op) {
        case bc::Opcode::Null:
            return Value::null();
        case bc::Opcode::True:
            return Value::trueValue();
        case bc::Opcode::False:
            return Value::falseValue();
        case bc::Opcode::Int8:
            return Value::ofInt48(static_cast<int32_t>(in.operand('i')));
        case bc::Opcode::Int16:
            return Value::ofInt48(static_cast<int32_t>(in.operand('h')));
        case bc::Opcode::Const: {
            Value v = state.constants[in.operand('k')];
            return !v.isObject() || v.isKind(ObjectKind::String) ? v : Value::undef();
        }
        default:
            return Value::undef();
    }
}

/// Whether a declared field takes the value as it is.
bool takesAsIs(Vm& vm, const Class* cls, std::string_view name, Value v) {
    for (const Class* c = cls; c != nullptr; c = c->super) {
        for (const FieldInfo& field : c->info->fields) {
            if (field.name != name) continue;
            UnitState* unit = c->module == nullptr ? nullptr : UnitState::of(c->module);
            bool typed = unit != nullptr && c->info->unit == &unit->unit() && field.typeIndex != 0xFFFF'FFFF;
            return !typed || (v.isNull() && field.optional) ||
                   passesQuickly(unit->types()[field.typeIndex], v, vm.memberEpoch());
        }
    }
    return false;
}

/// Reads an initialiser that only sets fields of self to constants: (LoadLocal self, constant, InitField)*,
/// Null, Return.
bool readPresets(Vm& vm, Function* initialiser, Class* cls, std::vector<Preset>& presets) {
    FunctionState& state = FunctionState::of(initialiser);
    if (!state.prepared && !state.unit->prepare(vm, state)) {
        vm.takePending();
        return false;
    }
    const auto& code = state.proto->def->code;
    bc::Instruction in;
    uint32_t pc = 0;
    auto step = [&] {
        bool whole = bc::decode(code, pc, in);
        pc = in.next;
        return whole;
    };
    while (step() && in.op == bc::Opcode::LoadLocal && in.operand('s') == 0) {
        if (!step()) return false;
        Value v = constantOf(state, in);
        if (v.isUndef() || !step() || in.op != bc::Opcode::InitField) return false;
        uint32_t name = in.operand('a');
        int32_t index = cls->rootShape->indexOf(state.symbols[name]);
        if (index < 0 || !takesAsIs(vm, cls, view(vm, state.names[name]), v)) return false;
        presets.push_back({static_cast<uint32_t>(index), v});
    }
    return in.op == bc::Opcode::Null && step() && in.op == bc::Opcode::Return;
}

/// Base classes first, as the initialisers run: of two defaults for one field the later counts.
void presetConstants(Vm& vm, ConstructPlan& plan, Class* cls) {
    std::vector<Preset> presets;
    for (size_t i = plan.initialisers.size(); i-- > 0;)
        if (!readPresets(vm, plan.initialisers[i], cls, presets)) return;
    plan.presets = std::move(presets);
    plan.initialisers.clear();
    plan.words = 0;
}

/// What comes after the fields of a new dataclass instance are set: its __post_init__; then it may be frozen.
bool finishDataclass(Vm& vm, Instance* object) {
    if ((object->cls->flags & Class::kDataclass) == 0) return true;
    const Member method = findMember(vm, object->cls, vm.names().dunderPostInit);
    if (method.kind == MemberKind::Method && callFound(vm, Value::ofObject(object), method, {}).isException())
        return false;
    if ((object->cls->flags & Class::kFrozenInstances) != 0) object->flags |= Instance::kFrozen;
    return true;
}

ConstructPlan makePlan(Vm& vm, Class* cls) {
    ConstructPlan plan;
    for (Class* c = cls; c != nullptr; c = c->super) {
        if (!isUserClass(c)) continue;
        Function* fields = ownMember(vm, c, vm.names().fields).value.as<Function>();
        if (fields == nullptr || static_cast<const Proto*>(fields->info)->directLeast != 1) continue;
        plan.initialisers.push_back(fields);
        addFrame(plan, fields);
    }
    presetConstants(vm, plan, cls);
    plan.constructor = findConstructor(vm, cls);
    if (Function* function = plan.constructor.as<Function>()) addFrame(plan, function);
    plan.memberwise = (cls->flags & (Class::kStruct | Class::kDataclass | Class::kError)) != 0;
    if (isErrorClass(cls)) {
        auto index = static_cast<uint32_t>(cls->rootShape->indexOf(errorFields().message));
        plan.fields.push_back({&messageField(), errorFields().message, nullptr, index});
    }
    planFields(plan, cls);
    return plan;
}

}  // namespace

const ConstructPlan& ConstructPlans::of(Vm& vm, Class* cls) {
    if (epoch_ != vm.memberEpoch()) {
        plans_.clear();
        epoch_ = vm.memberEpoch();
    }
    auto found = plans_.find(cls);
    if (found != plans_.end()) return found->second;
    const ConstructPlan& plan = plans_.emplace(cls, makePlan(vm, cls)).first->second;
    vm.noteRootsChanged();
    return plan;
}

void ConstructPlans::traceRoots(Marker& marker) {
    for (const auto& [cls, plan] : plans_) {
        marker.markObject(cls);
        marker.mark(plan.constructor);
        for (Function* function : plan.initialisers) marker.markObject(function);
        for (const Preset& preset : plan.presets) marker.mark(preset.value);
    }
}

// ---- construction
// ----------------------------------------------------------------------------------------------------

Step Vm::startConstruct(Class* cls, CallSite site) {
    if (!cls->construct.isUndef() && !isErrorClass(cls)) {
        site.receiver = false;
        return startCall(cls->construct, site);
    }
    if ((cls->flags & Class::kEnum) != 0 && site.count == 1 && site.names.empty()) {
        Value variant = variantByValue(*this, cls, site.base[1]);
        return variant.isException() ? Step::Threw : finishCall(site, variant);
    }
    constexpr uint16_t kNever = Class::kAbstract | Class::kInterface | Class::kEnum;
    if ((!isUserClass(cls) && !isErrorClass(cls)) || (cls->flags & kNever) != 0) {
        throwNotConstructible(*this, cls);
        return Step::Threw;
    }
    if (!takeBudget()) return Step::Threw;
    Instance* object = newInstance(*this, cls);
    if (object == nullptr) return Step::Threw;
    *site.base = Value::ofObject(object);
    const ConstructPlan* plan = &plans_.of(*this, cls);
    const Frame* lastFrame = stack_.frame() + 1 + plan->initialisers.size();
    const Value* end = stack_.top() + plan->words + 1;
    if (!stack_.fits(lastFrame, end)) {
        if (!makeRoom(lastFrame, end)) return Step::Threw;
        plan = &plans_.of(*this, cls);  // looking at requests may have run code
    }
    setPresets(*this, object, *plan);
    if (plan->constructor.isUndef() && plan->memberwise) return constructMemberwise(object, *plan, site);
    if (plan->constructor.isUndef()) return constructPlain(object, *plan, site);
    return startConstructor(object, *plan, site);
}

Step Vm::finishCall(const CallSite& site, Value result) {
    *site.base = result;
    stack_.setTop(site.base + 1);
    return Step::Done;
}

Step Vm::startConstructor(Instance* object, const ConstructPlan& plan, CallSite site) {
    Function* function = plan.constructor.as<Function>();
    const auto* proto = function == nullptr ? nullptr : static_cast<const Proto*>(function->info);
    constexpr uint32_t kResumable = FunctionInfo::kAsync | FunctionInfo::kGenerator;
    if (proto == nullptr || !proto->takesReceiver() || (proto->flags & kResumable) != 0) {
        throwTypeError(*this,
                       joined("the constructor of ", className(object->cls), " must be a plain method"));
        return Step::Threw;
    }
    Value* slots = site.base + 1;
    std::move_backward(slots, slots + site.count, slots + site.count + 1);
    *slots = Value::ofObject(object);
    stack_.setTop(slots + 1 + site.count);
    // Binding needs as much room again as there are parameters; startConstruct made room for the frame only.
    if (!makeRoom(stack_.frame() + 1, stack_.top() + proto->params.size())) return Step::Threw;
    if (!bindArguments(*this, stack_, *proto, className(object->cls), {slots + 1, site.count, site.names}))
        return Step::Threw;
    Frame* before = stack_.frame();
    if (placeFrame(function, slots, proto->argumentSlots, site.base, site.flags | kFrameConstruct) &&
        placeInitialisers(object, plan, 0))
        return Step::Entered;
    while (stack_.frame() != before) stack_.popFrame();
    return Step::Threw;
}

// The initialisers from number `first` (nearest class) on, so that the base class's, placed last, runs first.
bool Vm::placeInitialisers(Instance* object, const ConstructPlan& plan, size_t first) {
    for (size_t i = first; i < plan.initialisers.size(); ++i) {
        Value* slots = stack_.top();
        *slots = Value::ofObject(object);
        if (!placeFrame(plan.initialisers[i], slots, 1, slots, kFrameDiscard)) return false;
    }
    return true;
}

// Without constructor: the nearest class's initialiser, which runs last, stands in for it.
Step Vm::constructPlain(Instance* object, const ConstructPlan& plan, CallSite site) {
    if (site.count != 0) {
        throwTypeError(*this, joined(className(object->cls), "() takes no arguments but ", site.count,
                                     site.count == 1 ? " was given" : " were given"));
        return Step::Threw;
    }
    if (plan.initialisers.empty()) return finishCall(site, Value::ofObject(object));
    Value* slots = site.base + 1;
    *slots = Value::ofObject(object);
    Frame* before = stack_.frame();
    if (placeFrame(plan.initialisers[0], slots, 1, site.base, site.flags | kFrameConstruct) &&
        placeInitialisers(object, plan, 1))
        return Step::Entered;
    while (stack_.frame() != before) stack_.popFrame();
    return Step::Threw;
}

Step Vm::constructMemberwise(Instance* object, const ConstructPlan& plan, const CallSite& site) {
    std::vector<Function*> initialisers = plan.initialisers;  // kept alive by the class
    for (size_t i = initialisers.size(); i-- > 0;) {
        Value self = Value::ofObject(object);
        if (call(Value::ofObject(initialisers[i]), std::span<const Value>(&self, 1)).isException())
            return Step::Threw;
    }
    Value done = initialiseFields(*this, object, object->cls, site.base + 1, site.count, site.names);
    if (done.isException() || !finishDataclass(*this, object)) return Step::Threw;
    return finishCall(site, Value::ofObject(object));
}

// ---- fields by position and name
// -------------------------------------------------------------------------------------

namespace {

class FieldSetter {
  public:
    FieldSetter(Vm& vm, Instance* object, Class* cls, const ConstructPlan& plan)
        : vm_(vm), object_(object), cls_(cls), fields_(plan.fields), given_(plan.fields.size(), false) {}

    bool set(const Value* args, uint32_t count, std::span<String* const> names) {
        uint32_t positional = count - static_cast<uint32_t>(names.size());
        if (positional > fields_.size()) return failCount(positional);
        for (uint32_t i = 0; i < positional; ++i)
            if (!setOne(i, args[i])) return false;
        for (size_t i = 0; i < names.size(); ++i)
            if (!setNamed(names[i], args[positional + i])) return false;
        return checkMissing();
    }

  private:
    bool setOne(size_t i, Value v) {
        const PlannedField& field = fields_[i];
        given_[i] = true;
        bool nullOfOptional = v.isNull() && field.info->optional;
        if (field.unit != nullptr && !nullOfOptional &&
            !convertToType(vm_, *field.unit, field.info->typeIndex, v,
                           [&] { return joined("field '", field.info->name, "' of ", className(cls_)); }))
            return false;
        if (field.info == &messageField()) return setMessage(field, v);
        setFieldAt(vm_, object_, field.index, v);
        return true;
    }

    /// The message of an error is text; another value given to it is kept as the error's value.
    bool setMessage(const PlannedField& field, Value v) {
        if (isSubclass(cls_, vm_.types().keyError) && !setField(vm_, object_, symbolFor("key"), v))
            return false;
        if (!v.isKind(ObjectKind::String) && !v.isNull()) {
            if (!setField(vm_, object_, errorFields().value, v)) return false;
            String* text = toStr(vm_, v);
            if (text == nullptr) return false;
            v = Value::ofObject(text);
        }
        setFieldAt(vm_, object_, field.index, v);
        return true;
    }

    bool setNamed(String* name, Value v) {
        std::string_view text = view(vm_, name);
        for (size_t i = 0; i < fields_.size(); ++i) {
            if (fields_[i].info->name != text) continue;
            if (given_[i]) return fail(joined(className(cls_), "() got '", text, "' more than once"));
            return setOne(i, v);
        }
        if (isErrorClass(cls_) && text == "cause") return setField(vm_, object_, errorFields().cause, v);
        std::vector<std::string_view> names;
        for (const PlannedField& field : fields_) names.emplace_back(field.info->name);
        std::string_view near = nearest(text, names);
        std::string message = joined(className(cls_), "() has no field '", text, "'");
        if (!near.empty()) message += joined(", did you mean '", near, "'?");
        return fail(message);
    }

    bool checkMissing() {
        std::string missing;
        int count = 0;
        for (size_t i = 0; i < fields_.size(); ++i) {
            const PlannedField& field = fields_[i];
            if (given_[i] || field.info->optional || !fieldAt(object_, field.index).isUndef()) continue;
            missing += joined(count++ == 0 ? "" : ", ", '\'', field.info->name, '\'');
        }
        if (count == 0) return true;
        return fail(joined(className(cls_),
                           count == 1 ? "() is missing argument " : "() is missing arguments ", missing));
    }

    bool failCount(uint32_t given) {
        return fail(joined(className(cls_), "() takes at most ", fields_.size(),
                           fields_.size() == 1 ? " argument but " : " arguments but ", given,
                           given == 1 ? " was given" : " were given"));
    }

    bool fail(const std::string& text) {
        throwTypeError(vm_, text);
        return false;
    }

    Vm& vm_;
    Instance* object_;
    Class* cls_;
    std::vector<PlannedField> fields_;  // a copy: converting may run code that drops the plan
    std::vector<bool> given_;
};

}  // namespace

Value initialiseFields(Vm& vm, Instance* object, Class* cls, const Value* args, uint32_t count,
                       std::span<String* const> names) {
    if (object == nullptr || cls == nullptr || !isSubclass(object->cls, cls)) return Value::null();
    const ConstructPlan& plan = vm.constructPlan(cls);
    if (!plan.memberwise) return Value::null();
    return FieldSetter(vm, object, cls, plan).set(args, count, names) ? Value::null() : Value::exception();
}

}  // namespace noodle

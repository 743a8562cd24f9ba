// Calls of every kind of callable from operands on the value stack. Nothing here recurses over Noodle calls:
// a Function gets a frame, the rest is native. A callable that stands for another one (bound method, partial,
// instance, class) rewrites the call site and goes on; such chains are bounded.

#include <algorithm>

#include "runtime/entry/enum.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/loop/loop.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/string.h"
#include "vm/interp/binder.h"
#include "vm/interp/ops.h"
#include "vm/interp/sites.h"

namespace noodle {

namespace {

constexpr int kMaxCallHops = 1000;  // callables that stand for callables

bool isFunctionLike(Value v) {
    return v.isKind(ObjectKind::Function) || v.isKind(ObjectKind::NativeFunction);
}

Value throwNotCallable(Vm& vm, Value callee) {
    std::string_view type = typeNameOf(vm, callee);
    if (callee.isUndef()) return throwTypeError(vm, "a variable without a value is not callable");
    return throwTypeError(vm, joined(type, " is not callable"));
}

/// Room for the words that binding and entering may put above the operands.
bool roomAbove(Vm& vm, const FunctionInfo& info) {
    return vm.makeRoom(vm.stack().frame() + 1, vm.stack().top() + info.params.size());
}

/// What the native is called in error texts.
std::string_view nativeName(const NativeFunction* native) {
    return native->info->name.empty() ? std::string_view(native->spec->name)
                                      : std::string_view(native->info->name);
}

}  // namespace

Step Vm::startCall(Value callee, CallSite site) {
    for (int hops = 0; hops < kMaxCallHops && callee.isObject(); ++hops) {
        switch (callee.asObject()->kind) {
            case ObjectKind::Function:
                return startFunction(callee.cast<Function>(), site);
            case ObjectKind::NativeFunction:
                return startNative(callee.cast<NativeFunction>(), site);
            case ObjectKind::Class:
                return startConstruct(callee.cast<Class>(), site);
            case ObjectKind::PartialCall: {
                if (!spliceBound(callee.cast<PartialCall>(), site)) return Step::Threw;
                callee = callee.cast<PartialCall>()->callee;
                site.receiver = false;
                break;
            }
            case ObjectKind::BoundMethod: {
                auto* bound = callee.cast<BoundMethod>();
                callee = bound->method;
                // A bound method keeps its own receiver, whatever object it was read from.
                site.base[0] = bound->receiver;
                site.receiver = true;
                if (!isFunctionLike(callee)) site.receiver = false;
                break;
            }
            default: {
                Member member = findProtocol(*this, callee, Protocol::Call);
                if (member.kind != MemberKind::Method) {
                    if (!hasPending()) throwNotCallable(*this, callee);
                    return Step::Threw;
                }
                site.base[0] = callee;
                site.receiver = true;
                callee = member.value;
                break;
            }
        }
    }
    throwNotCallable(*this, callee);
    return Step::Threw;
}

// callee(first…, bound…): the bound words go between the positional and the named arguments.
bool Vm::spliceBound(PartialCall* partial, CallSite& site) {
    uint32_t bound = partial->aux;
    if (!makeRoom(stack_.frame() + 1, stack_.top() + bound)) return false;
    Value* end = site.base + 1 + site.count;
    Value* named = end - site.names.size();
    std::move_backward(named, end, end + bound);
    std::copy_n(partial->bound(), bound, named);
    site.count += bound;
    stack_.setTop(end + bound);
    return true;
}

Step Vm::startFunction(Function* function, const CallSite& site) {
    const auto& proto = *static_cast<const Proto*>(function->info);
    Value* first = site.receiver ? site.base : site.base + 1;
    uint32_t count = site.count + (site.receiver ? 1 : 0);
    if (!roomAbove(*this, proto)) return Step::Threw;
    Value* params = first;
    if (proto.takesReceiver()) {
        if (count == site.names.size()) {
            throwTypeError(*this, joined(proto.name, "() needs its receiver as first argument"));
            return Step::Threw;
        }
        ++params;
        --count;
    }
    if (!bindArguments(*this, stack_, proto, proto.name, {params, count, site.names})) return Step::Threw;
    return enterBound(function, first, site.base, site.flags);
}

Step Vm::enterBound(Function* function, Value* slots, Value* returnTo, uint32_t flags) {
    const auto& proto = *static_cast<const Proto*>(function->info);
    if ((proto.flags & (FunctionInfo::kAsync | FunctionInfo::kGenerator)) != 0)
        return startCoroutine(function, slots, returnTo, flags);
    return pushFrame(function, slots, proto.argumentSlots, returnTo, flags) ? Step::Entered : Step::Threw;
}

bool Vm::pushFrame(Function* function, Value* slots, uint32_t initCount, Value* returnTo, uint32_t flags) {
    const auto* proto = static_cast<const Proto*>(function->info);
    const Value* end = slots + proto->slotCount + proto->maxStack;
    Frame* frame = stack_.frame() + 1;
    if (!stack_.fits(frame, end) && !makeRoom(frame, end)) return false;
    return takeBudget() && placeFrame(function, slots, initCount, returnTo, flags);
}

bool Vm::placeFrame(Function* function, Value* slots, uint32_t initCount, Value* returnTo, uint32_t flags) {
    const auto* proto = static_cast<const Proto*>(function->info);
    FunctionState& state = FunctionState::of(function);
    if (!state.prepared && !state.unit->prepare(*this, state)) return false;
    if (state.calls < warmCalls_ && ++state.calls == warmCalls_) {
        state.warmUp(options_.fuse);
        if (tiering_ != nullptr) tiering_->watch(state);
    }
    Value* end = slots + proto->slotCount;
    std::fill(slots + initCount, end, Value::undef());
    Frame* frame = stack_.frame() + 1;
    *frame = Frame{state.code, slots, returnTo, function, &state, {nullptr}, flags};
    stack_.setFrame(frame);
    stack_.setTop(end);
    return true;
}

bool Vm::makeRoom(const Frame* newFrame, const Value* end) {
    if (stack_.fits(newFrame, end)) return true;
    if (poll().isException()) return false;
    if (stack_.hasRoom(newFrame, end)) return true;
    stack_.openReserve();
    throwStackOverflow(*this);
    return false;
}

// Natives run on the native stack, beside the VM's: what they call back goes through call(). Args::self of a
// native that closes over something is that; as a method it then takes the receiver as first argument.
Step Vm::startNative(NativeFunction* native, const CallSite& site) {
    const FunctionInfo& info = *native->info;
    if (!roomAbove(*this, info)) return Step::Threw;
    const bool closes = !native->data.isUndef();
    const bool prepends = site.receiver && closes;
    Value* args = site.base + (prepends ? 0 : 1);
    uint32_t given = site.count + (prepends ? 1 : 0);
    if (!bindArguments(*this, stack_, info, nativeName(native), {args, given, site.names}))
        return Step::Threw;
    auto count = static_cast<uint32_t>(info.params.size());
    Value self = site.receiver && !closes ? site.base[0] : native->data;
    Value result = native->spec->fn(*this, Args{args, count, self});
    if (result.isException()) return Step::Threw;
    return finishCall(site, result);
}

// ---- calls from native code
// ------------------------------------------------------------------------------------------

Value Vm::call(Value callee, std::span<const Value> args) {
    return callPrepared(callee, args, {});
}

Value Vm::callNamed(Value callee, std::span<const Value> args, std::span<String* const> names) {
    return callPrepared(callee, args, names);
}

Value Vm::callPrepared(Value callee, std::span<const Value> args, std::span<String* const> names) {
    if (nativeStackLow()) return throwStackOverflow(*this);
    Value* base = stack_.top();
    if (!makeRoom(stack_.frame() + 1, base + args.size() + 1)) return Value::exception();
    *base = callee;
    std::copy(args.begin(), args.end(), base + 1);
    stack_.setTop(base + 1 + args.size());
    Step step = startCall(callee, {base, static_cast<uint32_t>(args.size()), names, false, kFrameEntry});
    if (step == Step::Entered) return run();
    Value result = step == Step::Done ? *base : Value::exception();
    stack_.setTop(base);
    return result;
}

// Direct: a plain function whose parameters need no binding.
Mutator::CallPlan Vm::planCall(Value callee, uint32_t count) {
    CallPlan plan{callee, count};
    if (const Function* function = callee.as<Function>()) {
        constexpr uint32_t kNeedsMore =
            FunctionInfo::kAsync | FunctionInfo::kGenerator | FunctionInfo::kMethod;
        const FunctionInfo& info = *function->info;
        plan.direct = (info.flags & kNeedsMore) == 0 && info.has(FunctionInfo::kSimpleParams) &&
                      info.params.size() == count;
    }
    return plan;
}

Value Vm::callPlanned(const CallPlan& plan, const Value* args) {
    if (!plan.direct) return callPrepared(plan.callee, {args, plan.count}, {});
    if (nativeStackLow()) return throwStackOverflow(*this);
    Value* base = stack_.top();
    if (!makeRoom(stack_.frame() + 1, base + plan.count + 1)) return Value::exception();
    base[0] = plan.callee;
    for (uint32_t i = 0; i < plan.count; ++i) base[i + 1] = args[i];
    stack_.setTop(base + 1 + plan.count);
    if (pushFrame(plan.callee.cast<Function>(), base + 1, plan.count, base, kFrameEntry)) return run();
    stack_.setTop(base);
    return Value::exception();
}

// ---- methods
// ---------------------------------------------------------------------------------------------------------

namespace {

/// A method of a namespace folder may be a module that is not loaded yet.
bool lookupIn(Vm& vm, Value object, String* name, Value& callee, bool& passReceiver) {
    Module* module = object.as<Module>();
    if (module != nullptr && Linker::isNamespace(module)) {
        passReceiver = false;
        callee = vm.linker().namespaceMember(module, name);
        if (callee.isUndef()) callee = throwNoMember(vm, object, name);
        return !callee.isException();
    }
    return !lookupMethod(vm, object, name, callee, passReceiver).isException();
}

}  // namespace

Step startMethodCall(Vm& vm, FunctionState* fs, uint16_t name, CallSite site, InlineCache& cache) {
    ++vm.counters().methodMisses;
    Value object = site.base[0];
    const Frame* frame = vm.stack().frame();
    if (!checkAccess(vm, object, fs->names[name], frame->closure->homeClass)) return Step::Threw;
    Value callee;
    if (!lookupIn(vm, object, fs->names[name], callee, site.receiver)) return Step::Threw;
    addMethodEntry(vm, fs, cache, object, fs->names[name], callee, site.receiver);
    if (site.receiver) site.receiver = isFunctionLike(callee);
    if (!site.receiver) site.base[0] = callee;
    return vm.startCall(callee, site);
}

Step startSuperCall(Vm& vm, Frame* frame, String* name, CallSite site, InlineCache* cache) {
    Value callee;
    if (lookupSuper(vm, frame->closure->homeClass, site.base[0], name, callee, site.receiver).isException())
        return Step::Threw;
    if (isFallbackConstructor(callee)) {
        Instance* object = site.base[0].as<Instance>();
        Class* home = frame->closure->homeClass;
        Class* above = home == nullptr ? nullptr : home->super;
        Value done = initialiseFields(vm, object, above, site.base + 1, site.count, site.names);
        if (done.isException()) return Step::Threw;
        *site.base = Value::null();
        vm.stack().setTop(site.base + 1);
        return Step::Done;
    }
    if (cache != nullptr && site.receiver)
        fillSuperCache(vm, frame->closure->homeClass, site.base[0], callee, *cache);
    if (!site.receiver) site.base[0] = callee;
    return vm.startCall(callee, site);
}

}  // namespace noodle

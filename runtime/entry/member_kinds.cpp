// Members of the receivers whose members are not simply those of their class: modules, functions, classes,
// enum values.

#include "runtime/entry/enum.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member_detail.h"
#include "runtime/entry/message.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/native_module.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

constexpr int kMostReexports = 256;

std::string moduleName(Mutator& m, const Module* module) {
    return module->name == nullptr ? "?" : std::string(view(m, module->name));
}

/// An export whose variable has no value yet. `path` names the modules that the look-up went through.
bool throwUninitialised(Mutator& m, const Module* module, std::string_view path, String* name) {
    if (module->flags == Module::kReady) {
        throwError(m, m.types().attributeError,
                   joined("module '", moduleName(m, module), "' exports '", view(m, name),
                          "' but never gave it a value"));
        return false;
    }
    throwError(m, m.types().importError,
               joined("'", view(m, name), "' is not initialised yet: circular import through ", path,
                      " -> … -> ", moduleName(m, module), "; use it inside a function or move the import"));
    return false;
}

bool resolveExport(Mutator& m, Module* module, String* name, Found& out) {
    std::string path = moduleName(m, module);
    for (int hop = 0; hop < kMostReexports && module->exports != nullptr; ++hop) {
        const Value entry = mapGetInterned(module->exports, name);
        if (entry.isUndef()) return true;
        Tuple* reexport = entry.as<Tuple>();
        if (reexport == nullptr) {
            const Value v = module->slots->values()[toInt64(entry)];
            if (v.isUndef()) return throwUninitialised(m, module, path, name);
            out.plain(v);
            return true;
        }
        module = reexport->elements()[0].cast<Module>();
        name = reexport->elements()[1].cast<String>();
        path += " -> " + moduleName(m, module);
        // A builtin module behind the re-export keeps its members in another table.
        if (module->native != nullptr) return resolveModule(m, module, name, out);
    }
    return true;
}

/// undef: no such member; exception: making it failed.
Value makeNativeMember(Mutator& m, const NativeModule& table, std::string_view name) {
    for (const NativeSpec& spec : table.functions) {
        if (name == spec.name) return valueOrException(newNative(m, spec));
    }
    for (const NativeConstant& constant : table.constants) {
        if (name == constant.name) return constant.make(m);
    }
    return Value::undef();
}

bool resolveNativeModule(Mutator& m, Module* module, String* name, Found& out) {
    if (module->constants == nullptr) {
        Map* constants = newMap(m);
        if (constants == nullptr) return false;
        module->constants = constants;
        m.heap().writeBarrier(module, constants);
    }
    Value v = mapGetInterned(module->constants, name);
    if (v.isUndef()) {
        v = makeNativeMember(m, *static_cast<const NativeModule*>(module->native), view(m, name));
        if (v.isException()) return false;
        if (!v.isUndef() && !mapSetInterned(m, module->constants, name, v)) return false;
    }
    if (!v.isUndef()) out.plain(v);
    return true;
}

/// A builtin method read from its class, as in map(string.upper, xs): its first argument becomes the
/// receiver.
Value callUnbound(Mutator& m, Args args) {
    List* given = args[0].as<List>();
    if (given == nullptr || given->length == 0)
        return throwTypeError(m, "a method read from its class needs its receiver");
    ValueVector rest(m.heap());
    for (uint64_t i = 0; i < given->length; ++i) rest.push(listGet(m, given, i));
    return callWithReceiver(m, args.self, rest[0], std::span<const Value>(rest.data() + 1, rest.size() - 1));
}

constexpr NativeSpec kUnboundSpec = {"method", "...arguments", callUnbound, NativeSpec::kPlain};

/// The function whose name and attributes a callable shows.
Value functionBehind(Value v) {
    for (;;) {
        NativeFunction* native = v.as<NativeFunction>();
        if (BoundMethod* bound = v.as<BoundMethod>()) {
            v = bound->method;
        } else if (PartialCall* partial = v.as<PartialCall>()) {
            v = partial->callee;
        } else if (native != nullptr && native->spec->fn == callUnbound) {
            v = native->data;
        } else {
            return v;
        }
    }
}

bool plainText(Mutator& m, std::string_view text, Found& out) {
    const Value v = stringValue(m, text);
    if (v.isException()) return false;
    out.plain(v);
    return true;
}

bool resolveByType(Mutator& m, Value object, Class* type, String* name, Found& out) {
    return applyMember(m, object, type, findMember(m, type, name), out);
}

bool resolvePayload(Mutator& m, EnumValue* e, String* name, Found& out) {
    if (isName(m, name, "payload")) {
        Tuple* payload = newTuple(m, e->payload(), e->aux);
        if (payload == nullptr) return false;
        out.plain(Value::ofObject(payload));
        return true;
    }
    const int32_t index = payloadIndex(m, e, view(m, name));
    if (index >= 0) out.plain(e->payload()[index]);
    return true;
}

}  // namespace

std::string_view functionNameOf(Mutator& m, Value function) {
    const Value behind = functionBehind(function);
    if (Function* f = behind.as<Function>()) return f->info->name;
    NativeFunction* native = behind.as<NativeFunction>();
    if (native == nullptr) return {};
    String* variant = variantOfConstructor(behind).name;
    return variant != nullptr ? view(m, variant) : std::string_view(native->spec->name);
}

ModuleSlot findModuleSlot(Module* module, String* name) {
    for (int hop = 0; hop < kMostReexports && module->exports != nullptr; ++hop) {
        const Value entry = mapGetInterned(module->exports, name);
        if (entry.isInt48()) return {module, static_cast<uint32_t>(entry.asInt48())};
        Tuple* reexport = entry.as<Tuple>();
        if (reexport == nullptr) return {};
        module = reexport->elements()[0].cast<Module>();
        name = reexport->elements()[1].cast<String>();
    }
    return {};
}

bool resolveModule(Mutator& m, Module* module, String* name, Found& out) {
    const bool resolved = module->native != nullptr ? resolveNativeModule(m, module, name, out)
                                                    : resolveExport(m, module, name, out);
    if (!resolved || !out.absent()) return resolved;
    if (isName(m, name, "__name__") && module->name != nullptr) out.plain(Value::ofObject(module->name));
    return true;
}

bool resolveFunction(Mutator& m, Value function, String* name, Found& out) {
    const Value behind = functionBehind(function);
    if (Function* f = behind.as<Function>(); f != nullptr && f->attributes != nullptr) {
        const Value attribute = mapGetInterned(f->attributes, name);
        if (!attribute.isUndef()) {
            out.plain(attribute);
            return true;
        }
    }
    if (isName(m, name, "name") || isName(m, name, "__name__"))
        return plainText(m, functionNameOf(m, function), out);
    return resolveByType(m, function, m.types().functionType, name, out);
}

bool resolveClass(Mutator& m, Class* cls, String* name, Found& out) {
    const Value self = Value::ofObject(cls);
    const Member member = findMember(m, cls, name);
    // Read from the class itself a method is the plain function: its first argument is then the receiver.
    if (member.kind == MemberKind::Method) {
        Value function = member.value;
        if (function.isKind(ObjectKind::NativeFunction))
            function = valueOrException(newNative(m, kUnboundSpec, function));
        if (function.isException()) return false;
        out.plain(function);
    } else if (member.kind != MemberKind::Getter && !applyMember(m, self, cls, member, out)) {
        return false;
    }
    if (out.absent()) {
        const Value variant = findVariant(m, cls, name);
        if (!variant.isUndef()) out.plain(variant);
    }
    if (!out.absent()) return true;
    if (isName(m, name, "name") || isName(m, name, "__name__")) return plainText(m, className(cls), out);
    if (isName(m, name, "__doc__")) return plainText(m, cls->info->doc, out);
    return resolveByType(m, self, m.types().classType, name, out);
}

bool resolveEnumValue(Mutator& m, EnumValue* e, String* name, Found& out) {
    if (isName(m, name, "name")) {
        out.plain(Value::ofObject(e->name));
    } else if (isName(m, name, "value")) {
        out.plain(e->value);
    } else if (isName(m, name, "ordinal")) {
        out.plain(Value::ofInt48(e->ordinal));
    }
    if (!out.absent()) return true;
    if (!resolveByType(m, Value::ofObject(e), e->cls, name, out)) return false;
    return out.absent() ? resolvePayload(m, e, name, out) : true;
}

}  // namespace noodle

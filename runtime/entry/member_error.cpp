// The error for a member that does not exist, with the nearest name that does.

#include "runtime/base/text.h"
#include "runtime/entry/enum.h"
#include "runtime/entry/member_detail.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/native_module.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

/// The names that `wanted` may have been meant to be. They are interned or static, so the views hold.
struct Suggester {
    std::string_view wanted;
    std::vector<std::string_view> names;

    void consider(std::string_view name) {
        // A dunder is offered only to somebody who wrote one.
        if (name.starts_with("__") == wanted.starts_with("__")) names.push_back(name);
    }
    std::string text() const {
        const std::string_view best = nearest(wanted, names);
        return best.empty() ? std::string() : joined("; did you mean '", best, "'?");
    }
};

struct Visit {
    Mutator& m;
    Suggester& suggester;
};

void considerMember(void* context, String* name, const Member&) {
    Visit* visit = static_cast<Visit*>(context);
    visit->suggester.consider(view(visit->m, name));
}

void considerClass(Mutator& m, Suggester& suggester, Class* cls) {
    Visit visit{m, suggester};
    for (Class* c = cls; c != nullptr; c = c->super) forEachOwnMember(m, c, considerMember, &visit);
}

void considerMapKeys(Mutator& m, Suggester& suggester, Map* map) {
    uint64_t position = 0;
    Value key;
    while (map != nullptr && mapNext(map, position, &key, nullptr)) {
        if (String* name = key.as<String>()) suggester.consider(view(m, name));
    }
}

void considerFields(Suggester& suggester, const Instance* object) {
    for (uint32_t i = 0; i < object->shape->fieldCount; ++i) {
        const std::string_view name = symbolText(object->shape->fieldName(i));
        if (!isHiddenField(name)) suggester.consider(name);
    }
}

void considerModule(Mutator& m, Suggester& suggester, const Module* module) {
    considerMapKeys(m, suggester, module->exports);
    if (module->native == nullptr) return;
    const NativeModule& table = *static_cast<const NativeModule*>(module->native);
    for (const NativeSpec& spec : table.functions) suggester.consider(spec.name);
    for (const NativeConstant& constant : table.constants) suggester.consider(constant.name);
}

void considerVariants(Mutator& m, Suggester& suggester, const Class* cls) {
    for (uint64_t i = 0; cls->variants != nullptr && i < cls->variants->length; ++i) {
        const Value variant = listGet(m, cls->variants, i);
        EnumValue* e = variant.as<EnumValue>();
        String* name = e != nullptr ? e->name : variantOfConstructor(variant).name;
        if (name != nullptr) suggester.consider(view(m, name));
    }
}

std::string suggestion(Mutator& m, Value object, std::string_view name) {
    Suggester suggester{name, {}};
    if (Module* module = object.as<Module>()) {
        considerModule(m, suggester, module);
        return suggester.text();
    }
    if (Instance* instance = object.as<Instance>()) considerFields(suggester, instance);
    if (Class* cls = object.as<Class>()) {
        considerClass(m, suggester, cls);
        considerVariants(m, suggester, cls);
    }
    considerClass(m, suggester, classOf(m, object));
    return suggester.text();
}

std::string owner(Mutator& m, Value object) {
    if (Class* cls = object.as<Class>()) return joined("class ", className(cls));
    if (Module* module = object.as<Module>()) {
        return joined("module '", module->name == nullptr ? std::string_view("?") : view(m, module->name),
                      "'");
    }
    return std::string(typeNameOf(m, object));
}

bool isUnsetField(Mutator& m, Value object, String* name) {
    Instance* instance = object.as<Instance>();
    return instance != nullptr && instance->shape->indexOf(symbolOf(m, name)) >= 0;
}

}  // namespace

Value throwNoMember(Mutator& m, Value object, String* name) {
    const std::string_view text = view(m, name);
    if (object.isNull()) return throwTypeError(m, joined("cannot read '", text, "' of null"));
    Class* type = m.types().attributeError;
    if (isUnsetField(m, object, name)) {
        return throwError(m, type,
                          joined("field '", text, "' of ", typeNameOf(m, object), " has no value yet"));
    }
    std::string hint = suggestion(m, object, text);
    if (hint.empty() && object.isKind(ObjectKind::Map)) hint = joined("; use m[\"", text, "\"] for a key");
    const char* what = object.isKind(ObjectKind::Module) ? " has no export '" : " has no attribute '";
    return throwError(m, type, joined(owner(m, object), what, text, "'", hint));
}

}  // namespace noodle

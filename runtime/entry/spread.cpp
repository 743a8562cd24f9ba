#include "runtime/entry/spread.h"

#include "runtime/entry/iterate.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"

namespace noodle {

bool addFields(Mutator& m, Map* target, Instance* object) {
    completeError(m, object);
    for (uint32_t i = 0; i < object->shape->fieldCount; ++i) {
        const Value v = fieldAt(object, i);
        const std::string_view name = symbolText(object->shape->fieldName(i));
        if (v.isUndef() || isHiddenField(name)) continue;
        const FieldInfo* info = v.isNull() ? findFieldInfo(object->cls, name) : nullptr;
        if (info != nullptr && info->optional) continue;
        String* key = m.intern(name);
        if (key == nullptr || !mapSet(m, target, Value::ofObject(key), v)) return false;
    }
    return true;
}

bool spreadIntoMap(Mutator& m, Map* target, Value source) {
    if (Instance* object = source.as<Instance>()) return addFields(m, target, object);
    Map* map = source.as<Map>();
    if (map == nullptr) {
        throwTypeError(
            m, joined("only a map, struct or object can be spread into a map, not ", typeNameOf(m, source)));
        return false;
    }
    uint64_t position = 0;
    Value key, value;
    while (mapNext(map, position, &key, &value)) {
        if (!mapSet(m, target, key, value)) return false;
    }
    return true;
}

bool spreadIntoSet(Mutator& m, Set* target, Value source) {
    const Value it = getIterator(m, source);
    if (it.isException()) return false;
    for (;;) {
        const Value element = iteratorNext(m, it);
        if (element.isUndef()) return true;
        if (element.isException() || !setAdd(m, target, element).has_value()) return false;
    }
}

}  // namespace noodle

// Calls whose arguments come from a list and a map: they are laid out on the value stack like written ones.

#include <vector>

#include "runtime/entry/iterate.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/string.h"
#include "vm/interp/ops.h"

namespace noodle {

namespace {

struct Spread {
    uint32_t count = 0;
    std::vector<String*> names;  // interned: the map may change while the call is prepared
};

/// Lays the elements out behind base[0]. The containers stay reachable from this native frame meanwhile.
bool layOut(Vm& vm, Value* base, bool hasMap, Spread& spread) {
    List* list = base[1].as<List>();
    Map* map = hasMap ? base[2].as<Map>() : nullptr;
    if (list == nullptr || (hasMap && map == nullptr)) {
        throwTypeError(vm, "spread arguments must be a list and a map");
        return false;
    }
    uint64_t total = list->length + (map == nullptr ? 0 : map->count);
    if (total > 0x7FFF'FFFF || !vm.makeRoom(vm.stack().frame() + 1, base + 1 + total)) {
        if (!vm.hasPending()) throwStackOverflow(vm);
        return false;
    }
    Value* out = base + 1;
    for (uint64_t i = 0; i < list->length; ++i) {
        Value v = listGet(vm, list, i);
        if (v.isException()) return false;
        *out++ = v;
        vm.stack().setTop(std::max(vm.stack().top(), out));
    }
    vm.stack().setTop(out);
    uint64_t position = 0;
    Value key, v;
    while (map != nullptr && mapNext(map, position, &key, &v)) {
        String* name = key.as<String>();
        if (name == nullptr) {
            throwTypeError(vm, "names of arguments must be strings");
            return false;
        }
        name = vm.intern(view(vm, name));
        if (name == nullptr) return false;
        spread.names.push_back(name);
        *out++ = v;
        vm.stack().setTop(out);
    }
    spread.count = static_cast<uint32_t>(out - base) - 1;
    return true;
}

}  // namespace

Step startSpreadCall(Vm& vm, Value* base, bool hasMap) {
    Spread spread;
    if (!layOut(vm, base, hasMap, spread)) return Step::Threw;
    return vm.startCall(*base, {base, spread.count, spread.names});
}

Step startSpreadMethodCall(Vm& vm, FunctionState* fs, uint16_t name, Value* base, bool hasMap,
                           InlineCache& cache) {
    Spread spread;
    if (!layOut(vm, base, hasMap, spread)) return Step::Threw;
    return startMethodCall(vm, fs, name, {base, spread.count, spread.names}, cache);
}

Step startSpreadSuperCall(Vm& vm, Frame* frame, String* name, Value* base, bool hasMap) {
    Spread spread;
    if (!layOut(vm, base, hasMap, spread)) return Step::Threw;
    return startSuperCall(vm, frame, name, {base, spread.count, spread.names});
}

}  // namespace noodle

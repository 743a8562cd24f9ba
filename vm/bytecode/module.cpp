#include "vm/bytecode/module.h"

#include "vm/bytecode/storage.h"

namespace noodle::bc {

ModuleStorage& ModuleStorage::of(BcModule& module) {
    if (module.storage == nullptr) module.storage = std::make_shared<ModuleStorage>();
    return *module.storage;
}

uint32_t BcModule::addString(std::string_view text) {
    strings.push_back(ModuleStorage::of(*this).arena().copy(text));
    return static_cast<uint32_t>(strings.size() - 1);
}

namespace {
template <typename T>
void moveInto(Arena& arena, Table<T>& to, Table<T>& from) {
    to = Table<T>::view(arena.copy(std::span<const T>(from.data(), from.size())));
    from.clear();
}
}  // namespace

void BcModule::addFunction(FunctionDef& from) {
    Arena& arena = ModuleStorage::of(*this).arena();
    FunctionDef& to = functions.emplace_back();
    to.name = from.name;
    to.qualifiedName = from.qualifiedName;
    to.flags = from.flags;
    to.doc = from.doc;
    to.slotCount = from.slotCount;
    to.maxStack = from.maxStack;
    to.siteCount = from.siteCount;
    to.returnType = from.returnType;
    to.returnText = from.returnText;
    to.decorators = from.decorators;
    moveInto(arena, to.params, from.params);
    moveInto(arena, to.captures, from.captures);
    moveInto(arena, to.constants, from.constants);
    moveInto(arena, to.names, from.names);
    to.nameLists.swap(from.nameLists);
    moveInto(arena, to.code, from.code);
    moveInto(arena, to.handlers, from.handlers);
    moveInto(arena, to.lines, from.lines);
    moveInto(arena, to.slotNames, from.slotNames);
}

}  // namespace noodle::bc

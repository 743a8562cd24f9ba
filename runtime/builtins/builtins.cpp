// Where builtins come from: tables of NativeSpec by family (function_tables.h), types (builtin_types.def and
// the error classes of core_types.def), members (member_tables.h), modules (module_tables.h).
// builtin_names.def lists every name once.
#include "runtime/builtins/builtins.h"

#include <algorithm>
#include <array>

#include "runtime/base/check.h"
#include "runtime/builtins/async.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/builtins/state.h"
#include "runtime/entry/make.h"
#include "runtime/entry/universal.h"

namespace noodle {

namespace {

constexpr const char* kNames[] = {
#define BUILTIN(name, result) #name,
#include "runtime/builtins/builtin_names.def"
#undef BUILTIN
};
constexpr size_t kNameCount = std::size(kNames);

/// Indexes of kNames in alphabetical order.
constexpr auto kSorted = [] {
    std::array<uint16_t, kNameCount> order{};
    for (size_t i = 0; i < kNameCount; ++i) order[i] = static_cast<uint16_t>(i);
    std::sort(order.begin(), order.end(), [](uint16_t a, uint16_t b) {
        return std::string_view(kNames[a]) < std::string_view(kNames[b]);
    });
    return order;
}();

constexpr int kNoName = -1;

int indexOfName(std::string_view name) {
    auto at = std::lower_bound(kSorted.begin(), kSorted.end(), name, [](uint16_t i, std::string_view wanted) {
        return std::string_view(kNames[i]) < wanted;
    });
    return at != kSorted.end() && kNames[*at] == name ? *at : kNoName;
}

// ---- functions and types
// -------------------------------------------------------------------------------------------

using Family = std::span<const NativeSpec> (*)();
constexpr Family kFamilies[] = {printFunctions, iterationFunctions, pipelineFunctions, numberFunctions,
                                typeFunctions,  objectFunctions,    asyncBuiltins};

const NativeSpec* specNamed(std::span<const NativeSpec> table, std::string_view name) {
    for (const NativeSpec& spec : table) {
        if (name == spec.name) return &spec;
    }
    return nullptr;
}

struct TypeName {
    const char* name;
    Class* CoreTypes::*field;
};
constexpr TypeName kTypeNames[] = {
#define BUILTIN_TYPE(name, field) {#name, &CoreTypes::field},
#include "runtime/builtins/builtin_types.def"
#define CORE_TYPE(field, name, super, flags)
#define CORE_ERROR(field, name, super) {name, &CoreTypes::field},
#include "runtime/object/core_types.def"
#undef CORE_TYPE
};

struct NativeTypeName {
    const char* name;
    NativeClassId id;
};
constexpr NativeTypeName kNativeTypeNames[] = {
#define BUILTIN_NATIVE_TYPE(name, id) {#name, NativeClassId::id},
#include "runtime/builtins/builtin_types.def"
};

Value makeBuiltin(Mutator& m, std::string_view name) {
    for (const TypeName& type : kTypeNames) {
        if (name == type.name) return Value::ofObject(m.types().*type.field);
    }
    for (const NativeTypeName& type : kNativeTypeNames) {
        if (name == type.name) return valueOrException(nativeClass(m, type.id));
    }
    for (Family family : kFamilies) {
        if (const NativeSpec* spec = specNamed(family(), name)) return valueOrException(newNative(m, *spec));
    }
    // asyncio.gather and its like need no import.
    if (name == "asyncio") return m.importModule(name, nullptr);
    return name == "None" ? Value::null() : Value::undef();
}

// ---- members and constructors
// --------------------------------------------------------------------------------------

struct MemberTable {
    Class* CoreTypes::*type;
    std::span<const NativeSpec> (*table)();
};
// Of two rows of one name the later wins, so what is general stands first.
constexpr MemberTable kMemberTables[] = {
    {&CoreTypes::stringType, stringCaseMembers},  {&CoreTypes::stringType, stringSearchMembers},
    {&CoreTypes::stringType, stringSplitMembers}, {&CoreTypes::stringType, stringMiscMembers},
    {&CoreTypes::listType, iterableMembers},      {&CoreTypes::listType, listMembers},
    {&CoreTypes::listType, listChangeMembers},    {&CoreTypes::mapType, mapMembers},
    {&CoreTypes::mapType, mapFunctionMembers},    {&CoreTypes::mapType, mapStaticMembers},
    {&CoreTypes::setType, iterableMembers},       {&CoreTypes::setType, setMembers},
    {&CoreTypes::tupleType, tupleMembers},        {&CoreTypes::rangeType, iterableMembers},
    {&CoreTypes::rangeType, rangeMembers},        {&CoreTypes::iteratorType, iterableMembers},
    {&CoreTypes::iteratorType, lazyMembers},      {&CoreTypes::generatorType, iterableMembers},
    {&CoreTypes::generatorType, lazyMembers},     {&CoreTypes::generatorType, generatorMembers},
    {&CoreTypes::bytesType, bytesMembers},        {&CoreTypes::intType, intMembers},
    {&CoreTypes::floatType, floatMembers},        {&CoreTypes::boolType, boolMembers},
    {&CoreTypes::bigintType, bigintMembers},      {&CoreTypes::functionType, functionMembers},
    {&CoreTypes::weakRefType, weakRefMembers},    {&CoreTypes::taskType, taskMembers},
};

/// Rows of constructFunctions() are named by the type, in its first spelling of builtin_types.def or
/// core_types.def.
Class* typeNamed(Mutator& m, std::string_view name) {
    for (const TypeName& type : kTypeNames) {
        if (name == type.name) return m.types().*type.field;
    }
    return nullptr;
}

bool installConstructors(Mutator& m) {
    for (const NativeSpec& spec : constructFunctions()) {
        Class* cls = typeNamed(m, spec.name);
        NOODLE_CHECK(cls != nullptr, "a constructor row names no builtin type");
        NativeFunction* construct = newNative(m, spec);
        if (construct == nullptr) return false;
        cls->construct = Value::ofObject(construct);
        m.heap().writeBarrier(cls, construct);
    }
    return true;
}

// ---- modules
// -------------------------------------------------------------------------------------------------------

const NativeModule& asyncioModule() {
    return kAsyncioModule;
}

struct ModuleName {
    const char* name;
    const NativeModule& (*module)();
};
constexpr ModuleName kModules[] = {
#define NATIVE_MODULE(name, accessor) {name, accessor},
#include "runtime/builtins/native_modules.def"
#define NATIVE_MODULE_ALIAS(name, accessor) {name, accessor},
#include "runtime/builtins/native_modules.def"
#define NATIVE_PART(name, accessor) {name, accessor},
#include "runtime/builtins/native_modules.def"
};
constexpr const char* kModuleNames[] = {
#define NATIVE_MODULE(name, accessor) name,
#include "runtime/builtins/native_modules.def"
};

}  // namespace

bool installBuiltins(Mutator& m) {
    m.setBuiltinState(std::make_unique<BuiltinState>(m));
    for (const MemberTable& row : kMemberTables) addNativeMembers(m, m.types().*row.type, row.table());
    installUniversalMembers(m);
    return installConstructors(m);
}

Value findBuiltin(Mutator& m, std::string_view name) {
    int index = indexOfName(name);
    if (index == kNoName) return Value::undef();
    ValueVector& made = builtinState(m).functions;
    if (made.empty()) made.resize(kNameCount);
    auto slot = static_cast<size_t>(index);
    if (made[slot].isUndef()) {
        Value v = makeBuiltin(m, name);
        if (v.isException() || v.isUndef()) return v;
        made[slot] = v;
    }
    return made[slot];
}

std::span<const char* const> builtinNames() {
    return kNames;
}

const NativeModule* findNativeModule(std::string_view name) {
    for (const ModuleName& row : kModules) {
        if (name == row.name) return &row.module();
    }
    return nullptr;
}

std::vector<BuiltinMembers> builtinMembers() {
    std::vector<BuiltinMembers> all;
    Class* CoreTypes::*last = nullptr;
    for (const MemberTable& row : kMemberTables) {
        if (row.type != last) {
            auto named = std::ranges::find(kTypeNames, row.type, &TypeName::field);
            NOODLE_CHECK(named != std::end(kTypeNames), "a type with members has a name");
            all.push_back({named->name, {}});
        }
        last = row.type;
        for (const NativeSpec& spec : row.table()) all.back().names.emplace_back(spec.name);
    }
    for (BuiltinMembers& each : all) {
        std::ranges::sort(each.names);
        each.names.erase(std::unique(each.names.begin(), each.names.end()), each.names.end());
    }
    return all;
}

std::span<const char* const> nativeModuleNames() {
    return kModuleNames;
}

}  // namespace noodle

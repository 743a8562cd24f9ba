// ClassInfo: what is process-wide and immutable of a class declaration. Built by the VM's loader from a
// module's type table, or statically for builtin types. No heap references.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace noodle {

struct FieldInfo {
    std::string name;
    uint32_t typeIndex = 0xFFFF'FFFF;  ///< declared type in the module's type table, 0xFFFFFFFF: any
    bool optional = false;             ///< `name?`: null counts as unset
    bool isConst = false;
    bool isPrivate = false;  ///< readable and writable only by code of the declaring class
};

struct ClassInfo {
    std::string name;
    uint16_t flags = 0;                    ///< Class::kStruct …
    std::vector<FieldInfo> fields;         ///< declared instance fields, own ones, in order
    std::vector<FieldInfo> payload;        ///< enums: payload fields of all variants, one behind the other
    std::vector<std::string> required;     ///< interfaces: method names that a conforming class must have
    std::vector<std::string> matchFields;  ///< positional pattern fields (constructor parameter names)
    std::string doc;
    const void* unit = nullptr;  ///< the VM's loaded module it comes from, for typeIndex; null for builtins
};

}  // namespace noodle

// What the engine tells module `reflect` of declarations, beyond FunctionInfo and ClassInfo: what the author
// wrote; and what it tells module `runtime` of modules. Asked for when a program asks, so that nothing of it
// is kept in memory twice. Views live as long as the code unit.
#pragma once

#include <string_view>
#include <vector>

#include "runtime/object/class_info.h"
#include "runtime/value/layout.h"

namespace noodle {

struct DeclarationTexts {
    struct Written {
        std::string_view annotation;   ///< "" if there is none
        std::string_view defaultText;  ///< "" if there is none, or if it is long
    };
    std::string_view doc, returns;
    std::string_view decorators;   ///< a line each, without @
    std::string_view file;         ///< of the declaring module
    std::vector<Written> members;  ///< by parameter or field; empty if nothing is known
};

/// Implemented by the isolate.
struct Reflector {
    DeclarationTexts (*function)(const Function* function);
    DeclarationTexts (*declaredClass)(const ClassInfo& info);
    std::string_view (*moduleFile)(const Module* module);
    /// A list with a map for each module: name, file, status, importer, error.
    Value (*modules)(Mutator& m);
    /// The module of a path as seen from the started file. Exception if it cannot be had.
    Value (*importModule)(Mutator& m, std::string_view path);
};

}  // namespace noodle

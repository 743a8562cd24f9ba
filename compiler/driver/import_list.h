// The imports of one parsed file, as written, for whoever wants to know them before or without analysing it:
// the import resolver and the dependency graph. Is not: a search for modules, and no list of what is used of
// them.
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/ast.h"

namespace noodle {

struct ImportRef {
    std::string path;  // relative dots of `from ..m` in front
    bool dotted = false;
    bool isLazy = false;
    bool inFunction = false;  // done when the function runs, not when the module does
    bool isGuarded = false;   // inside a try that has handlers: failing is expected
    bool isReexport = false;
    Span span;  // of the path
};

enum class ImportScope : uint8_t {
    Loading,  // what the module imports while its body runs, lazy imports included
    All,      // also what its functions import
};

// In the order of the text.
std::vector<ImportRef> importsOf(const ast::Module& module, ImportScope scope);

}  // namespace noodle

// A stable text form of a tree, for --dump=ast and golden tests.
//
// One node a line, children indented by two blanks; values that are false, zero or empty are left out.
#pragma once

#include <string>

#include "compiler/ast/ast.h"

namespace noodle::ast {

struct DumpOptions {
    bool spans = false;  // append @begin-end
    // Appends what a later phase knows of the node to its line.
    void (*annotate)(std::string& out, const Node& node, const void* context) = nullptr;
    const void* context = nullptr;
};

std::string dump(const Node& root, const NameTable& names, DumpOptions options = {});

}  // namespace noodle::ast

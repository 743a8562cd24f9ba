// Diagnostics as text for a terminal.
//
//   error[N0201]: expected `)`, found `{`
//    --> file.nc:3:7
//     |
//   3 | if (x {
//     |       ^
//     = note: `(` was opened here (file.nc:3:4)
//     = hint: …
#pragma once

#include <string>

#include "compiler/diag/diag.h"
#include "compiler/source/source.h"

namespace noodle {

struct RenderOptions {
    bool color = false;
};

// One diagnostic, ending in a newline. Files that the set does not know give no source line.
std::string renderText(const Diagnostic& diagnostic, const SourceSet& sources, RenderOptions options = {});
// All of them, separated by empty lines.
std::string renderText(const DiagnosticSink& sink, const SourceSet& sources, RenderOptions options = {});

}  // namespace noodle

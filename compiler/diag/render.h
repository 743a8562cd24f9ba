// Diagnostics as text for a terminal, and as JSON for tools.
//
//   error[N0303]: `x` is already declared in this block
//    --> file.nc:3:5
//     |
//   1 | let x = 1
//     |     - the first declaration
//     …
//   3 | let x = 2
//     |     ^
//     = hint: …
//
// Notes about a place stand at that place, under a further `-->` line if it is in another file; the others
// stand below.
#pragma once

#include <string>

#include "compiler/diag/diag.h"
#include "compiler/source/source.h"

namespace noodle {

struct RenderOptions {
    bool color = false;
};

// One diagnostic, ending in a newline. Colours only where the options say so. Files that the set does not
// know give no source line.
std::string renderText(const Diagnostic& diagnostic, const SourceSet& sources, RenderOptions options = {});
// All of them, separated by empty lines.
std::string renderText(const DiagnosticSink& sink, const SourceSet& sources, RenderOptions options = {});

// An object on a line of its own:
//   {"code": "N0303", "severity": "error", "message": …, "hint": …, "place": PLACE,
//    "notes": [{"message": …, "place": PLACE}], "fixes": [{"place": PLACE, "text": …}]}
// PLACE is null or {"file", "line", "column", "endLine", "endColumn"}, 1-based, columns in code points.
std::string renderJson(const Diagnostic& diagnostic, const SourceSet& sources);
std::string renderJson(const DiagnosticSink& sink, const SourceSet& sources);

}  // namespace noodle

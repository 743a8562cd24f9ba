// Text to tokens.
//
// Is: both comment styles, every literal form with decoded values, interpolated strings as runs of tokens
// (iteratively, so nesting costs no native stack), and the bracket table. Is not: line structure, which is
// the parser's. One pass, linear, no allocation per token.
#pragma once

#include "compiler/diag/diag.h"
#include "compiler/lex/token.h"
#include "compiler/source/names.h"
#include "compiler/source/source.h"
#include "runtime/base/arena.h"

namespace noodle {

// Lexes the whole file. Errors go to the sink; the result is always well-formed. Decoded texts live in
// the arena or in the file's own text.
TokenStream lex(const SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink);

// Whether `//` between operands divides in this file: it has a line that starts with a header keyword and
// ends in `:`, and none that ends in `{` or starts with `//`.
bool isLayoutText(std::string_view text);

}  // namespace noodle

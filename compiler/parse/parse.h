// Tokens to tree.
//
// Is: the grammar, error recovery and the decisions that depend on layout (what a newline, an indentation
// or a `{` means). Is not: name resolution or any check that needs a declaration elsewhere.
// Guarantees: linear in the length of the text, native stack bounded by kMaxNesting, a tree of at most
// ast::kMaxHeight levels, at most DiagnosticSink::kMaxErrors errors and one for each broken statement.
#pragma once

#include <cstdint>

#include "compiler/ast/ast.h"
#include "compiler/diag/diag.h"
#include "compiler/lex/token.h"
#include "compiler/source/names.h"
#include "compiler/source/source.h"
#include "runtime/base/arena.h"

namespace noodle {

// Levels of real nesting (brackets, blocks, operators that nest to the right).
inline constexpr uint32_t kMaxNesting = 1000;

struct ParseOptions {
    // Interactive input: `{` at the start of a statement reads a map.
    bool repl = false;
};

struct ParseResult {
    // Never null. With errors in the sink it is only fit for dumping and for editors.
    ast::Module* module = nullptr;
    // The input ended where more is needed: an open bracket, string, comment, or a colon suite that no blank
    // line has closed. Interactive front ends read another line instead of showing the errors.
    bool incomplete = false;
    // Tokens that the parser looked at, for checks that parsing is linear.
    uint64_t steps = 0;
};

ast::Module* parseModule(SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink);
ParseResult parse(SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink,
                  ParseOptions options = {});

}  // namespace noodle

// Parses a text; compares trees by their dump or by a short one-line form.
#pragma once

#include <string>

#include "compiler/ast/dump.h"
#include "compiler/diag/render.h"
#include "compiler/parse/parse.h"

namespace noodle::test {

struct Parsed {
    SourceSet sources;
    NameTable names;
    Arena arena;
    DiagnosticSink sink;
    ParseResult result;

    explicit Parsed(std::string text, ParseOptions options = {}) {
        result = parse(sources.add("t.nc", std::move(text)), names, arena, sink, options);
    }
    std::string dump() const { return ast::dump(*result.module->body, names); }
    std::string errors() const { return renderText(sink, sources); }
    bool ok() const { return !sink.hasErrors(); }
    size_t errorCount() const { return sink.errorCount(); }
    Diag firstCode() const { return sink.diagnostics().at(0).code; }
    const ast::Stmt* stmt(size_t i = 0) const { return result.module->body->stmts[i]; }
    size_t size() const { return result.module->body->stmts.size(); }
};

// The tree of a text without errors, as a dump; the errors otherwise.
inline std::string treeOf(std::string text) {
    Parsed p(std::move(text));
    return p.ok() ? p.dump() : p.errors();
}

inline std::string repeat(std::string_view piece, size_t times) {
    std::string out;
    out.reserve(piece.size() * times);
    for (size_t i = 0; i < times; ++i) out += piece;
    return out;
}

}  // namespace noodle::test

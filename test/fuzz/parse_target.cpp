// Any bytes: lexer and parser end, give a tree that can be printed, and look at a bounded number of tokens.
#include "compiler/ast/dump.h"
#include "compiler/diag/render.h"
#include "compiler/parse/parse.h"
#include "test/fuzz/fuzz.h"

using namespace noodle;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    constexpr uint64_t kStepsPerByte = 64;
    SourceSet sources;
    NameTable names;
    Arena arena;
    DiagnosticSink sink;
    const ParseResult result = parse(sources.add("f.nc", std::string(fuzz::textOf(data, size))), names, arena,
                                     sink, {.repl = false});
    if (result.module == nullptr) fuzz::finding("no tree");
    if (result.steps > kStepsPerByte * (size + 64)) fuzz::finding("parsing is not linear");
    if (sink.hasErrors() && renderText(sink, sources).empty()) fuzz::finding("an error without a message");
    ast::dump(*result.module->body, names);
    return 0;
}

// Program text to printed IR, for tests of lowering.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "compiler/ir/printer.h"
#include "compiler/ir/verifier.h"
#include "compiler/lower/lower.h"
#include "compiler/parse/parse.h"

namespace noodle::lower::test {

inline ir::IrModule lowered(std::string_view text, const Options& options = {}) {
    SourceSet files;
    NameTable names;
    Arena arena;
    DiagnosticSink sink;
    ast::Module* module = parseModule(files.add("test.nc", std::string(text)), names, arena, sink);
    types::TypeTable types(names);
    auto analysis = sema::analyze(*module, {names, types, sink, nullptr});
    for (const Diagnostic& each : sink.diagnostics()) UNSCOPED_INFO(each.message);
    REQUIRE_FALSE(sink.hasErrors());
    ir::IrModule result = lowerModule(*module, *analysis, "test", {names, types}, options);
    Outcome outcome = ir::verifyModule(result);
    if (!outcome.ok()) FAIL(outcome.failure().message + "\n" + ir::printModule(result));
    return result;
}

// The blocks of one function (its first in the module of that name), without positions and header.
inline std::string bodyOf(const ir::IrModule& module, std::string_view function) {
    for (uint32_t i = 0; i < module.functions.size(); ++i) {
        if (module.string(module.functions[i].name) != function) continue;
        std::string text = ir::printFunction(module, i, {.positions = false});
        size_t blocks = text.find("  block ");
        return "\n" + (blocks == text.npos ? text : text.substr(blocks));
    }
    return "no such function";
}

inline std::string body(std::string_view text, std::string_view function) {
    return bodyOf(lowered(text), function);
}

inline bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

inline size_t count(const std::string& text, std::string_view part) {
    size_t found = 0;
    for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

}  // namespace noodle::lower::test

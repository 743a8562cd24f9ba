#include "compiler/diag/diag.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "compiler/diag/render.h"

using namespace noodle;

TEST_CASE("messages and hints take arguments") {
    DiagnosticSink sink;
    sink.report(Diag::UnmatchedClose, Span{0, 1, 2}, {")", "("});
    const Diagnostic& d = sink.diagnostics()[0];
    CHECK(d.message == "`)` closes nothing");
    CHECK(d.hint == "remove it, or add the opening `(` before");
    CHECK(codeText(d.code) == "N0114");
}

TEST_CASE("one error for a place") {
    DiagnosticSink sink;
    sink.report(Diag::ExpectedType, Span{0, 4, 5}, {"x"});
    sink.report(Diag::ExpectedPattern, Span{0, 4, 9}, {"x"}).note("dropped with its notes");
    CHECK(sink.diagnostics().size() == 1);
    CHECK(sink.errorCount() == 1);
}

TEST_CASE("after twenty errors one line says that there are more") {
    DiagnosticSink sink;
    for (uint32_t i = 0; i < 50; ++i) sink.report(Diag::ExpectedType, Span{0, i, i + 1}, {"x"});
    CHECK(sink.diagnostics().size() == 21);
    CHECK(sink.diagnostics().back().code == Diag::TooManyErrors);
    CHECK(sink.isFull());
    sink.rollback(3);
    CHECK(sink.errorCount() == 3);
    CHECK_FALSE(sink.isFull());
}

TEST_CASE("warnings do not count as errors and are bounded") {
    DiagnosticSink sink;
    for (uint32_t i = 0; i < 1000; ++i) sink.report(Diag::UnusedVariable, Span{0, i, i + 1}, {"x"});
    CHECK_FALSE(sink.hasErrors());
    CHECK(sink.diagnostics().size() == DiagnosticSink::kMaxWarnings);
}

TEST_CASE("numbers are unique") {
    std::vector<int> numbers;
#define NOODLE_DIAG(number, ident, severity, message, hint) numbers.push_back(number);
#include "compiler/diag/diagnostics.def"
    std::sort(numbers.begin(), numbers.end());
    CHECK(std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end());
}

TEST_CASE("text shows place, line, caret, notes and hint") {
    SourceSet set;
    set.add("f.nc", "let a\nif (\xC3\xA9 {\n");
    DiagnosticSink sink;
    sink.report(Diag::ExpectedToken, Span{0, 13, 14}, {"`)`", "`{`"})
        .note(Span{0, 9, 10}, "`(` was opened here");
    CHECK(renderText(sink, set) ==
          "error[N0201]: expected `)`, found `{`\n"
          " --> f.nc:2:7\n"
          "   |\n"
          " 2 | if (\xC3\xA9 {\n"
          "   |       ^\n"
          "   |    - `(` was opened here\n");
}

TEST_CASE("a very long line is cut around the error") {
    SourceSet set;
    std::string text(5000, 'a');
    set.add("f.nc", text);
    DiagnosticSink sink;
    sink.report(Diag::InvalidCharacter, Span{0, 3000, 3001}, {"`a`"});
    CHECK(renderText(sink, set).size() < 600);
}

TEST_CASE("diagnostics without a place and of unknown files render") {
    SourceSet set;
    DiagnosticSink sink;
    sink.report(Diag::NotSupported, Span{}, {"x"});
    sink.report(Diag::ExpectedType, Span{7, 0, 1}, {"x"});
    CHECK(renderText(sink, set) ==
          "error[N0508]: x is not supported yet\n\nerror[N0226]: expected a type, found x\n");
}

// Diagnostics: what the compiler tells the author of a program.
//
// Is: the codes of diagnostics.def, one reported Diagnostic, and the sink that collects them.
// Is not: a renderer (render.h) nor the error type of the running program.
// One sink per compilation, one thread. Invariant: at most maxErrors errors are kept (one more says that
// there are more), and no two of one severity have the same file and begin offset.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"

namespace noodle {

enum class Severity : uint8_t { Error, Warning, Note };

enum class Diag : uint16_t {
#define NOODLE_DIAG(number, ident, severity, message, hint) ident,
#include "compiler/diag/diagnostics.def"
};

struct DiagInfo {
    uint16_t number;
    Severity severity;
    std::string_view ident;
    std::string_view message;
    std::string_view hint;
};
const DiagInfo& infoOf(Diag code);
// "N0123".
std::string codeText(Diag code);

// A further place or sentence; an invalid span makes it a sentence only.
struct DiagnosticNote {
    Span span;
    std::string text;
};

// A replacement of text that removes the cause: an edit that the author would most likely make.
struct Fix {
    Span span;
    std::string text;
};

struct Diagnostic {
    Diag code;
    Severity severity;
    Span span;  // primary place; invalid for a diagnostic about no place
    std::string message;
    std::string hint;
    std::vector<DiagnosticNote> notes;
    std::vector<Fix> fixes;  // made together, or not at all; they do not overlap
};

class DiagnosticSink {
  public:
    static constexpr size_t kMaxErrors = 20;  // unless the constructor is told otherwise
    // Warnings and notes together; more are dropped without a word.
    static constexpr size_t kMaxWarnings = 100;

    explicit DiagnosticSink(size_t maxErrors = kMaxErrors) : maxErrors_(maxErrors) {}

    // Adds notes, a hint and fixes to a diagnostic just reported; does nothing for one that was dropped.
    // Valid until the next report().
    class Builder {
      public:
        explicit Builder(Diagnostic* diagnostic) : diagnostic_(diagnostic) {}
        Builder& note(Span span, std::string text) {
            if (diagnostic_) diagnostic_->notes.push_back({span, std::move(text)});
            return *this;
        }
        Builder& note(std::string text) { return note(Span{}, std::move(text)); }
        // Replaces the hint of the table.
        Builder& hint(std::string text) {
            if (diagnostic_) diagnostic_->hint = std::move(text);
            return *this;
        }
        Builder& fix(Span span, std::string text) {
            if (diagnostic_) diagnostic_->fixes.push_back({span, std::move(text)});
            return *this;
        }
        // Both ways to pass on a suggestion: "did you mean `x`?" and the edit. Nothing for an empty one.
        Builder& suggest(Span span, std::string_view name) {
            if (name.empty()) return *this;
            return hint("did you mean `" + std::string(name) + "`?").fix(span, std::string(name));
        }

      private:
        Diagnostic* diagnostic_;
    };

    // Arguments fill {0}, {1}, … of the table's message and hint.
    Builder report(Diag code, Span span, std::initializer_list<std::string_view> args = {});

    bool hasErrors() const { return errorCount_ != 0; }
    // Errors reported, dropped ones included.
    size_t errorCount() const { return errorCount_; }
    // True once further errors are dropped; a phase may stop early.
    bool isFull() const { return errorCount_ > maxErrors_; }
    size_t maxErrors() const { return maxErrors_; }
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    // By file and position, notes and warnings among the errors.
    void sort();
    void clear();
    // Begin of the first error after `mark` (as in rollback) in [from, to) of a file; `to` when there is
    // none.
    uint32_t firstErrorBetween(size_t mark, FileId file, uint32_t from, uint32_t to) const;
    // Drops the errors after `mark` that begin at `from` or later.
    void dropErrorsFrom(size_t mark, FileId file, uint32_t from);
    // Drops everything reported after `mark` (a former diagnostics().size()).
    void rollback(size_t mark);

  private:
    void recount();
    bool isDuplicate(Severity severity, Span span) const;

    std::vector<Diagnostic> diagnostics_;
    size_t maxErrors_;
    size_t errorCount_ = 0;
    size_t warningCount_ = 0;
};

}  // namespace noodle

#include "compiler/diag/diag.h"

#include <algorithm>

namespace noodle {

namespace {

constexpr DiagInfo kInfos[] = {
#define NOODLE_DIAG(number, ident, severity, message, hint) \
    {number, Severity::severity, #ident, message, hint},
#include "compiler/diag/diagnostics.def"
};

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> args) {
    std::string out;
    out.reserve(pattern.size() + 16);
    for (size_t i = 0; i < pattern.size(); ++i) {
        bool isHole = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                      pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
        if (!isHole) {
            out += pattern[i];
            continue;
        }
        size_t index = static_cast<size_t>(pattern[i + 1] - '0');
        if (index < args.size()) out += args.begin()[index];
        i += 2;
    }
    return out;
}

}  // namespace

const DiagInfo& infoOf(Diag code) {
    return kInfos[static_cast<size_t>(code)];
}

std::string codeText(Diag code) {
    std::string digits = std::to_string(infoOf(code).number);
    return "N" + std::string(4 - digits.size(), '0') + digits;
}

bool DiagnosticSink::isDuplicate(Severity severity, Span span) const {
    if (!span.isValid()) return false;
    return std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& d) {
        return d.severity == severity && d.span.file == span.file && d.span.begin == span.begin;
    });
}

DiagnosticSink::Builder DiagnosticSink::report(Diag code, Span span,
                                               std::initializer_list<std::string_view> args) {
    const DiagInfo& info = infoOf(code);
    if (info.severity == Severity::Error) {
        if (errorCount_ >= maxErrors_) {
            if (errorCount_++ == maxErrors_) {
                diagnostics_.push_back({Diag::TooManyErrors,
                                        infoOf(Diag::TooManyErrors).severity,
                                        Span{},
                                        std::string(infoOf(Diag::TooManyErrors).message),
                                        "",
                                        {},
                                        {}});
            }
            return Builder(nullptr);
        }
        if (isDuplicate(info.severity, span)) return Builder(nullptr);
        ++errorCount_;
    } else if (warningCount_ >= kMaxWarnings || isDuplicate(info.severity, span)) {
        return Builder(nullptr);
    } else {
        ++warningCount_;
    }
    diagnostics_.push_back(
        {code, info.severity, span, fill(info.message, args), fill(info.hint, args), {}, {}});
    return Builder(&diagnostics_.back());
}

void DiagnosticSink::sort() {
    auto before = [](const Diagnostic& a, const Diagnostic& b) {
        if (a.span.file != b.span.file) return a.span.file < b.span.file;
        return a.span.begin < b.span.begin;
    };
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(), before);
}

void DiagnosticSink::clear() {
    rollback(0);
}

void DiagnosticSink::rollback(size_t mark) {
    diagnostics_.resize(mark, Diagnostic{Diag::InvalidCharacter, Severity::Error, Span{}, "", "", {}, {}});
    recount();
}

uint32_t DiagnosticSink::firstErrorBetween(size_t mark, FileId file, uint32_t from, uint32_t to) const {
    uint32_t first = to;
    for (size_t i = mark; i < diagnostics_.size(); ++i) {
        const Diagnostic& d = diagnostics_[i];
        bool inside = d.severity == Severity::Error && d.span.file == file && d.span.begin >= from;
        if (inside) first = std::min(first, d.span.begin);
    }
    return first;
}

void DiagnosticSink::dropErrorsFrom(size_t mark, FileId file, uint32_t from) {
    auto dropped = [&](const Diagnostic& d) {
        if (d.code == Diag::TooManyErrors) return true;
        return d.severity == Severity::Error && d.span.file == file && d.span.begin >= from;
    };
    auto begin = diagnostics_.begin() + static_cast<std::ptrdiff_t>(mark);
    diagnostics_.erase(std::remove_if(begin, diagnostics_.end(), dropped), diagnostics_.end());
    recount();
}

void DiagnosticSink::recount() {
    errorCount_ =
        static_cast<size_t>(std::count_if(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& d) {
            return d.severity == Severity::Error && d.code != Diag::TooManyErrors;
        }));
    warningCount_ = diagnostics_.size() - errorCount_;
}

}  // namespace noodle

#include "compiler/diag/explain.h"

#include <array>
#include <charconv>

namespace noodle {

namespace {

constexpr size_t kCodes = 0
#define NOODLE_DIAG(number, ident, severity, message, hint) +1
#include "compiler/diag/diagnostics.def"
    ;

constexpr auto kExplanations = [] {
    std::array<Explanation, kCodes> table{};
#define NOODLE_EXPLAIN(ident, why, failing, mended) \
    table[static_cast<size_t>(Diag::ident)] = {why, failing, mended};
#include "compiler/diag/explain_syntax.def"
#define NOODLE_EXPLAIN(ident, why, failing, mended) \
    table[static_cast<size_t>(Diag::ident)] = {why, failing, mended};
#include "compiler/diag/explain_meaning.def"
    return table;
}();

constexpr bool isComplete() {
    for (const Explanation& each : kExplanations)
        if (each.why.empty() || each.failing.empty() != each.mended.empty()) return false;
    return true;
}
static_assert(isComplete(), "every row of diagnostics.def has an explanation, and both examples or none");

void appendProgram(std::string& out, const char* title, std::string_view program) {
    out += std::string("\n") + title + ":\n\n";
    while (!program.empty()) {
        const size_t end = program.find('\n');
        const std::string_view line = program.substr(0, end);
        out += line.empty() ? "\n" : "    " + std::string(line) + "\n";
        program = end == std::string_view::npos ? std::string_view() : program.substr(end + 1);
    }
}

// Breaks between words, at about 90 columns.
std::string wrapped(std::string_view text) {
    constexpr size_t kWidth = 90;
    std::string out;
    size_t column = 0;
    while (!text.empty()) {
        const size_t end = std::min(text.find(' '), text.size());
        if (column > 0) {
            const bool fits = column + 1 + end <= kWidth;
            out += fits ? ' ' : '\n';
            column = fits ? column + 1 : 0;
        }
        out += text.substr(0, end);
        column += end;
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return out + "\n";
}

}  // namespace

const Explanation& explanationOf(Diag code) {
    return kExplanations[static_cast<size_t>(code)];
}

std::optional<Diag> findDiag(std::string_view text) {
    if (!text.empty() && (text[0] == 'N' || text[0] == 'n')) text.remove_prefix(1);
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    for (size_t i = 0; i < kCodes; ++i)
        if (infoOf(static_cast<Diag>(i)).number == number) return static_cast<Diag>(i);
    return std::nullopt;
}

std::string titleOf(Diag code) {
    std::string out(infoOf(code).message);
    for (size_t hole = out.find('{'); hole != std::string::npos; hole = out.find('{', hole + 1)) {
        const bool isHole =
            hole + 2 < out.size() && out[hole + 2] == '}' && out[hole + 1] >= '0' && out[hole + 1] <= '9';
        if (isHole) out.replace(hole, 3, "…");
    }
    return out;
}

std::string explainText(Diag code) {
    const Explanation& explanation = explanationOf(code);
    std::string out = codeText(code) + ": " + titleOf(code) + "\n\n" + wrapped(explanation.why);
    if (explanation.failing.empty()) return out;
    appendProgram(out, "This program gets it", explanation.failing);
    appendProgram(out, "Mended", explanation.mended);
    return out;
}

}  // namespace noodle

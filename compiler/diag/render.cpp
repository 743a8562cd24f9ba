#include "compiler/diag/render.h"

#include <algorithm>

namespace noodle {

namespace {

struct Style {
    std::string_view name;
    std::string_view color;
};

Style styleOf(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return {"error", "\x1b[1;31m"};
        case Severity::Warning:
            return {"warning", "\x1b[1;33m"};
        case Severity::Note:
            return {"note", "\x1b[1;36m"};
    }
    return {};
}

constexpr std::string_view kReset = "\x1b[0m";
constexpr size_t kMaxShownColumns = 160;

bool isCodePointStart(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

std::string placeOf(const SourceFile& file, Span span) {
    LineColumn at = file.position(span.begin);
    return file.name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

// The source line and the carets under the span; a long line is cut around the span.
void appendSnippet(std::string& out, const SourceFile& file, Span span, const Style& style, bool color) {
    LineColumn at = file.position(span.begin);
    std::string_view line = file.lineText(at.line);
    size_t first = std::min<size_t>(span.begin - file.lineStart(at.line), line.size());
    size_t last = std::clamp<size_t>(span.end - file.lineStart(at.line), first, line.size());
    size_t from = 0;
    if (line.size() > kMaxShownColumns) {
        from = first > 60 ? first - 60 : 0;
        while (from > 0 && !isCodePointStart(line[from])) --from;
        size_t to = std::min(line.size(), from + kMaxShownColumns);
        while (to < line.size() && !isCodePointStart(line[to])) ++to;
        line = line.substr(0, to);
        last = std::min(last, to);
    }
    std::string number = std::to_string(at.line);
    std::string gutter(number.size() + 1, ' ');
    out += gutter + " |\n " + number + " | ";
    std::string carets;
    for (size_t i = from; i < line.size(); ++i) {
        out += line[i] == '\t' ? ' ' : line[i];
        if (isCodePointStart(line[i])) {
            if (i < first) carets += ' ';
            if (i >= first && i < last) carets += '^';
        }
    }
    if (carets.empty() || carets.back() != '^') carets += '^';
    out += "\n" + gutter + " | ";
    if (color) out += style.color;
    out += carets;
    if (color) out += kReset;
    out += '\n';
}

}  // namespace

std::string renderText(const Diagnostic& diagnostic, const SourceSet& sources, RenderOptions options) {
    Style style = styleOf(diagnostic.severity);
    std::string out;
    if (options.color) out += style.color;
    out += style.name;
    out += "[" + codeText(diagnostic.code) + "]";
    if (options.color) out += kReset;
    out += ": " + diagnostic.message + "\n";
    bool hasPlace = diagnostic.span.isValid() && sources.contains(diagnostic.span.file);
    if (hasPlace) {
        const SourceFile& file = sources.file(diagnostic.span.file);
        out += " --> " + placeOf(file, diagnostic.span) + "\n";
        appendSnippet(out, file, diagnostic.span, style, options.color);
    }
    for (const DiagnosticNote& note : diagnostic.notes) {
        out += "  = note: " + note.text;
        if (note.span.isValid() && sources.contains(note.span.file)) {
            const SourceFile& file = sources.file(note.span.file);
            out += " (" + placeOf(file, note.span) + ")";
            if (note.span.length() > 8) {
                std::string_view line = file.lineText(file.lineOf(note.span.begin));
                out += "\n          " + std::string(line.substr(0, kMaxShownColumns));
            }
        }
        out += '\n';
    }
    if (!diagnostic.hint.empty()) out += "  = hint: " + diagnostic.hint + "\n";
    return out;
}

std::string renderText(const DiagnosticSink& sink, const SourceSet& sources, RenderOptions options) {
    std::string out;
    for (const Diagnostic& diagnostic : sink.diagnostics()) {
        if (!out.empty()) out += '\n';
        out += renderText(diagnostic, sources, options);
    }
    return out;
}

}  // namespace noodle

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
constexpr std::string_view kSecondary = "\x1b[1;34m";
constexpr size_t kMaxShownColumns = 160;
constexpr size_t kContextColumns = 60;  // shown before the place in a line that is cut

bool isCodePointStart(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// Bytes of the character that begins at `at`; 0 if it is no UTF-8.
size_t characterLength(std::string_view text, size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const size_t length = lead < 0x80   ? 1
                          : lead < 0xC2 ? 0
                          : lead < 0xE0 ? 2
                          : lead < 0xF0 ? 3
                          : lead < 0xF5 ? 4
                                        : 0;
    if (at + length > text.size()) return 0;
    for (size_t i = 1; i < length; ++i)
        if (isCodePointStart(text[at + i])) return 0;
    return length;
}

// A line as a terminal can show it, character for character.
std::string printable(std::string_view line) {
    std::string out;
    for (size_t at = 0; at < line.size();) {
        const size_t length = characterLength(line, at);
        if (length == 0) out += "\uFFFD";
        if (length != 0) out += line[at] == '\t' ? " " : line.substr(at, length);
        at += std::max<size_t>(1, length);
    }
    return out;
}

// One underlined place of a snippet.
struct Mark {
    uint32_t line;
    Span span;
    bool primary;
    std::string_view label;
};

// The lines of one file that a diagnostic marks.
class Snippet {
  public:
    Snippet(const SourceFile& file, const Style& style, bool color)
        : file_(file), style_(style), color_(color) {}

    void add(Span span, bool primary, std::string_view label) {
        marks_.push_back({file_.lineOf(span.begin), span, primary, label});
    }

    std::string text() {
        std::stable_sort(marks_.begin(), marks_.end(),
                         [](const Mark& a, const Mark& b) { return a.line < b.line; });
        width_ = std::to_string(marks_.back().line).size();
        std::string out = gutter("") + "\n";
        for (size_t i = 0; i < marks_.size(); ++i) {
            const uint32_t line = marks_[i].line, before = i == 0 ? line : marks_[i - 1].line;
            if (line > before + 1) out += std::string(width_ + 2, ' ') + "…\n";
            if (i == 0 || line != before) appendLine(out, marks_[i]);
            appendMark(out, marks_[i]);
        }
        return out;
    }

  private:
    std::string gutter(const std::string& number) const {
        return " " + number + std::string(width_ - number.size(), ' ') + " |";
    }

    // The shown part of a line: all of it, or what surrounds the first mark.
    void choosePart(const Mark& mark) {
        line_ = file_.lineText(mark.line);
        from_ = 0;
        if (line_.size() <= kMaxShownColumns) return;
        const size_t first = columnOf(mark.span.begin, mark.line);
        from_ = first > kContextColumns ? first - kContextColumns : 0;
        while (from_ > 0 && !isCodePointStart(line_[from_])) --from_;
        size_t to = std::min(line_.size(), from_ + kMaxShownColumns);
        while (to < line_.size() && !isCodePointStart(line_[to])) ++to;
        line_ = line_.substr(0, to);
    }

    size_t columnOf(uint32_t offset, uint32_t line) const {
        return std::min<size_t>(offset - file_.lineStart(line), line_.size());
    }

    void appendLine(std::string& out, const Mark& mark) {
        choosePart(mark);
        out += gutter(std::to_string(mark.line)) + " " + printable(line_.substr(from_)) + "\n";
    }

    // A span that goes on in the next lines is underlined to the end of its first one.
    void appendMark(std::string& out, const Mark& mark) const {
        const size_t first = std::max(from_, columnOf(mark.span.begin, mark.line));
        const size_t last = std::max(first, columnOf(mark.span.end, mark.line));
        const auto width = [&](size_t from, size_t to) {
            return static_cast<size_t>(std::count_if(line_.begin() + static_cast<std::ptrdiff_t>(from),
                                                     line_.begin() + static_cast<std::ptrdiff_t>(to),
                                                     isCodePointStart));
        };
        out += gutter("") + " " + std::string(width(from_, first), ' ');
        if (color_) out += mark.primary ? style_.color : kSecondary;
        out += std::string(std::max<size_t>(1, width(first, last)), mark.primary ? '^' : '-');
        if (!mark.label.empty()) out += " " + std::string(mark.label);
        if (color_) out += kReset;
        out += "\n";
    }

    const SourceFile& file_;
    const Style& style_;
    const bool color_;
    std::vector<Mark> marks_;
    size_t width_ = 1;
    std::string_view line_;
    size_t from_ = 0;
};

bool hasPlace(Span span, const SourceSet& sources) {
    return span.isValid() && sources.contains(span.file);
}

std::string placeLine(const SourceFile& file, Span span) {
    LineColumn at = file.position(span.begin);
    return " --> " + file.name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + "\n";
}

// The primary place and the notes about its file, then the other files in the order of their notes.
void appendPlaces(std::string& out, const Diagnostic& diagnostic, const SourceSet& sources,
                  const Style& style, bool color) {
    std::vector<FileId> files;
    if (hasPlace(diagnostic.span, sources)) files.push_back(diagnostic.span.file);
    for (const DiagnosticNote& note : diagnostic.notes) {
        const bool isNew = std::find(files.begin(), files.end(), note.span.file) == files.end();
        if (hasPlace(note.span, sources) && isNew) files.push_back(note.span.file);
    }
    for (FileId id : files) {
        const SourceFile& file = sources.file(id);
        Snippet snippet(file, style, color);
        Span place = diagnostic.span.file == id ? diagnostic.span : Span{};
        if (place.isValid()) snippet.add(place, true, "");
        for (const DiagnosticNote& note : diagnostic.notes) {
            if (note.span.file != id) continue;
            snippet.add(note.span, false, note.text);
            if (!place.isValid()) place = note.span;
        }
        out += placeLine(file, place) + snippet.text();
    }
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
    appendPlaces(out, diagnostic, sources, style, options.color);
    for (const DiagnosticNote& note : diagnostic.notes)
        if (!hasPlace(note.span, sources)) out += "  = note: " + note.text + "\n";
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

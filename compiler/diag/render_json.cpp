#include <cstdio>

#include "compiler/diag/render.h"

namespace noodle {

namespace {

void appendString(std::string& out, std::string_view text) {
    out += '"';
    for (char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", c);
            out += escape;
        } else {
            out += c;
        }
    }
    out += '"';
}

void appendMember(std::string& out, const char* name, std::string_view text) {
    out += std::string("\"") + name + "\": ";
    appendString(out, text);
}

void appendPlace(std::string& out, Span span, const SourceSet& sources) {
    out += "\"place\": ";
    if (!span.isValid() || !sources.contains(span.file)) {
        out += "null";
        return;
    }
    const SourceFile& file = sources.file(span.file);
    const LineColumn from = file.position(span.begin), to = file.position(span.end);
    out += "{";
    appendMember(out, "file", file.name());
    out += ", \"line\": " + std::to_string(from.line) + ", \"column\": " + std::to_string(from.column) +
           ", \"endLine\": " + std::to_string(to.line) + ", \"endColumn\": " + std::to_string(to.column) +
           "}";
}

// The entries of notes or fixes: each has a text and a place.
template <typename Entries>
void appendEntries(std::string& out, const char* list, const char* text, const Entries& entries,
                   const SourceSet& sources) {
    out += std::string(", \"") + list + "\": [";
    const char* separator = "";
    for (const auto& entry : entries) {
        out += separator;
        out += "{";
        appendMember(out, text, entry.text);
        out += ", ";
        appendPlace(out, entry.span, sources);
        out += "}";
        separator = ", ";
    }
    out += "]";
}

}  // namespace

std::string renderJson(const Diagnostic& diagnostic, const SourceSet& sources) {
    constexpr std::string_view kSeverities[] = {"error", "warning", "note"};
    std::string out = "{";
    appendMember(out, "code", codeText(diagnostic.code));
    out += ", ";
    appendMember(out, "severity", kSeverities[static_cast<size_t>(diagnostic.severity)]);
    out += ", ";
    appendMember(out, "message", diagnostic.message);
    out += ", ";
    appendMember(out, "hint", diagnostic.hint);
    out += ", ";
    appendPlace(out, diagnostic.span, sources);
    appendEntries(out, "notes", "message", diagnostic.notes, sources);
    appendEntries(out, "fixes", "text", diagnostic.fixes, sources);
    return out + "}\n";
}

std::string renderJson(const DiagnosticSink& sink, const SourceSet& sources) {
    std::string out;
    for (const Diagnostic& diagnostic : sink.diagnostics()) out += renderJson(diagnostic, sources);
    return out;
}

}  // namespace noodle

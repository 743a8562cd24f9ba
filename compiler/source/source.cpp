#include "compiler/source/source.h"

#include <algorithm>
#include <cstring>

namespace noodle {

Span Span::join(Span a, Span b) {
    if (!a.isValid()) return b;
    if (!b.isValid() || a.file != b.file) return a;
    return Span{a.file, std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

SourceFile::SourceFile(FileId id, std::string name, std::string text)
    : id_(id), name_(std::move(name)), text_(std::move(text)) {
    lineStarts_.reserve(text_.size() / 32 + 1);
    lineStarts_.push_back(0);
    const char* base = text_.data();
    const char* end = base + text_.size();
    for (const char* p = base; p < end;) {
        p = static_cast<const char*>(std::memchr(p, '\n', static_cast<size_t>(end - p)));
        if (!p) break;
        ++p;
        lineStarts_.push_back(static_cast<uint32_t>(p - base));
    }
    unsigned char bits = 0;
    for (char c : text_) bits |= static_cast<unsigned char>(c);
    isAscii_ = bits < 0x80;
}

std::string_view SourceFile::text(Span span) const {
    return std::string_view(text_).substr(span.begin, span.length());
}

uint32_t SourceFile::lineOf(uint32_t offset) const {
    auto it = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
    return static_cast<uint32_t>(it - lineStarts_.begin());
}

LineColumn SourceFile::position(uint32_t offset) const {
    uint32_t line = lineOf(offset);
    uint32_t begin = lineStarts_[line - 1];
    uint32_t end = std::min<uint32_t>(offset, static_cast<uint32_t>(text_.size()));
    uint32_t column = 1;
    for (uint32_t i = begin; i < end; ++i) {
        if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++column;
    }
    return {line, column};
}

std::string_view SourceFile::lineText(uint32_t line) const {
    uint32_t begin = lineStarts_[line - 1];
    uint32_t end = line < lineStarts_.size() ? lineStarts_[line] : static_cast<uint32_t>(text_.size());
    while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
    return std::string_view(text_).substr(begin, end - begin);
}

SourceFile& SourceSet::add(std::string name, std::string text) {
    FileId id = static_cast<FileId>(files_.size());
    files_.push_back(std::make_unique<SourceFile>(id, std::move(name), std::move(text)));
    return *files_.back();
}

}  // namespace noodle

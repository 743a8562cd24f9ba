// Source files and positions in them.
//
// Is: the owner of program text, the 32-bit spans that every later phase carries, and the map from an
// offset to a line and a column. Is not: a module loader (the driver finds and reads files) and no
// lexer. A SourceSet owns its files; a SourceFile never moves and never changes once added.
// Invariant: begin <= end <= text().size() for every span of a file, and text().size() < 2^31.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace noodle {

using FileId = uint32_t;
inline constexpr FileId kNoFile = 0xFFFFFFFFu;

// A half-open byte range of one file.
struct Span {
    FileId file = kNoFile;
    uint32_t begin = 0;
    uint32_t end = 0;

    bool isValid() const { return file != kNoFile; }
    uint32_t length() const { return end - begin; }
    // The smallest span that covers both; an invalid operand is ignored.
    static Span join(Span a, Span b);
    bool operator==(const Span&) const = default;
};

// 1-based; the column counts code points, so that an editor agrees with it.
struct LineColumn {
    uint32_t line = 1;
    uint32_t column = 1;
};

class SourceFile {
  public:
    static constexpr size_t kMaxBytes = size_t{1} << 31;

    SourceFile(FileId id, std::string name, std::string text);
    SourceFile(const SourceFile&) = delete;
    SourceFile& operator=(const SourceFile&) = delete;

    FileId id() const { return id_; }
    // What diagnostics and stack traces print.
    const std::string& name() const { return name_; }
    std::string_view text() const { return text_; }
    std::string_view text(Span span) const;

    uint32_t lineCount() const { return static_cast<uint32_t>(lineStarts_.size()); }
    // 1-based line of an offset; offsets past the end belong to the last line. O(log lines).
    uint32_t lineOf(uint32_t offset) const;
    LineColumn position(uint32_t offset) const;
    // Offset of the first byte of a 1-based line.
    uint32_t lineStart(uint32_t line) const { return lineStarts_[line - 1]; }
    // Every byte is a character.
    bool isAscii() const { return isAscii_; }
    // The line's text without its terminator.
    std::string_view lineText(uint32_t line) const;

  private:
    FileId id_;
    std::string name_;
    std::string text_;
    std::vector<uint32_t> lineStarts_;
    bool isAscii_ = true;
};

// All files of one compilation.
class SourceSet {
  public:
    // The text must be shorter than SourceFile::kMaxBytes; the caller checks before reading it in.
    SourceFile& add(std::string name, std::string text);
    const SourceFile& file(FileId id) const { return *files_[id]; }
    SourceFile& file(FileId id) { return *files_[id]; }
    bool contains(FileId id) const { return id < files_.size(); }
    size_t size() const { return files_.size(); }

  private:
    std::vector<std::unique_ptr<SourceFile>> files_;
};

}  // namespace noodle

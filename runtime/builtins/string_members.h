// What the families of string members share: the receiver with its view, and pieces of it. Internal to this
// folder.
#pragma once

#include "runtime/builtins/args.h"
#include "runtime/builtins/unicode.h"

namespace noodle {

/// The receiver of a string member and its text. ok() false: exception pending.
class Subject {
  public:
    Subject(Mutator& m, const Args& args, const char* function)
        : m_(m), string_(receiver<String>(m, args, function, "a string")) {
        if (string_ == nullptr || !flatten(m, string_)) {
            string_ = nullptr;
            return;
        }
        text_ = view(m, string_);
    }
    bool ok() const { return string_ != nullptr; }
    String* string() const { return string_; }
    std::string_view text() const { return text_; }
    bool ascii() const { return string_->isAscii(); }

    /// The bytes [from, to) as a String; the receiver itself if that is all of it.
    Value piece(size_t from, size_t to) const {
        if (from == 0 && to == text_.size()) return Value::ofObject(string_);
        if (ascii()) return valueOrException(substring(m_, string_, from, to));
        return stringValue(m_, text_.substr(from, to - from));
    }
    /// Code point index of a byte offset.
    int64_t indexAt(size_t byte) const {
        return static_cast<int64_t>(ascii() ? byte : codePointIndex(m_, string_, byte));
    }
    /// Byte offset of code point `index`, which is clamped; negative ones count from the end.
    size_t offsetAt(int64_t index) const {
        auto i = static_cast<uint64_t>(clampIndex(index, string_->length));
        return ascii() ? i : byteOffset(m_, string_, i);
    }

  private:
    Mutator& m_;
    String* string_;
    std::string_view text_;
};

/// First occurrence of `needle` in `text` at or after `from`, npos if none. Linear time.
size_t findText(std::string_view text, std::string_view needle, size_t from);
/// The last one. Linear time.
size_t findLastText(std::string_view text, std::string_view needle);

}  // namespace noodle
